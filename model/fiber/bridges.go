package fiber

// Bridges returns the spans whose loss splits the network, ascending, and the
// nodes whose loss does, ascending. Directions of spans are ignored.
//
// Algorithm: R. E. Tarjan, Information Processing Letters 2 (1974), without
// recursion.
func (n *Network) Bridges() (spans, nodes []int) {
	d := dfs{
		n:     n,
		order: make([]int32, len(n.nodes)),
		low:   make([]int32, len(n.nodes)),
		cut:   make([]bool, len(n.nodes)),
		weak:  make([]bool, len(n.spans)),
	}
	for v := range n.nodes {
		if d.order[v] == 0 {
			d.from(int32(v))
		}
	}
	return indexes(d.weak), indexes(d.cut)
}

type dfs struct {
	n     *Network
	clock int32
	order []int32 // time of first visit, from 1
	low   []int32 // earliest node that the subtree reaches by one arc back
	cut   []bool
	weak  []bool
}

type frame struct {
	v    int32
	by   ref   // arc into v
	next int32 // arcs of v already looked at
}

func (d *dfs) from(root int32) {
	stack := []frame{d.enter(root, noRef)}
	branches := 0
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		arcs := d.n.graph.of(top.v)
		if int(top.next) < len(arcs) {
			a := arcs[top.next]
			top.next++
			switch {
			case top.by != noRef && a.ref.span() == top.by.span():
			case d.order[a.to] == 0:
				stack = append(stack, d.enter(a.to, a.ref))
			default:
				d.low[top.v] = min(d.low[top.v], d.order[a.to])
			}
			continue
		}
		done := *top
		stack = stack[:len(stack)-1]
		if len(stack) == 0 {
			break
		}
		parent := stack[len(stack)-1].v
		if parent == root {
			branches++
		}
		d.leave(done, parent, root)
	}
	d.cut[root] = branches > 1
}

func (d *dfs) enter(v int32, by ref) frame {
	d.clock++
	d.order[v], d.low[v] = d.clock, d.clock
	return frame{v: v, by: by}
}

func (d *dfs) leave(child frame, parent, root int32) {
	d.low[parent] = min(d.low[parent], d.low[child.v])
	if d.low[child.v] > d.order[parent] {
		d.weak[child.by.span()] = true
	}
	if parent != root && d.low[child.v] >= d.order[parent] {
		d.cut[parent] = true
	}
}

func indexes(set []bool) []int {
	var list []int
	for i, in := range set {
		if in {
			list = append(list, i)
		}
	}
	return list
}

// Components returns the number of the connected part of each node, numbered in
// the order of their first nodes, and the count of parts. Directions are ignored.
func (n *Network) Components() (part []int, count int) {
	part = make([]int, len(n.nodes))
	for i := range part {
		part[i] = -1
	}
	for start := range part {
		if part[start] >= 0 {
			continue
		}
		part[start] = count
		for stack := []int32{int32(start)}; len(stack) > 0; {
			v := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for _, a := range n.graph.of(v) {
				if part[a.to] < 0 {
					part[a.to] = count
					stack = append(stack, a.to)
				}
			}
		}
		count++
	}
	return part, count
}
