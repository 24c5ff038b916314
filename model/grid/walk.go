package grid

// walk is Tarjan's depth-first search for bridges, without recursion, on the
// multigraph of branches in service: a branch of the search tree is a bridge
// when nothing below it reaches above it (Inf. Proc. Lett. 2, 1974).
type walk struct {
	g           *Grid
	start, edge []int32 // branches at each node
	next        []int32 // branch to look at next, by node
	via         []int32 // branch by which each node was reached
	visit, last []int32 // the nodes below v are numbered [visit[v], last[v])
	low         []int32 // lowest number reached from below
	size        []int32 // buses below
	below       []int32 // node below each bridge, -1 for other branches
	clock       int32
	stack       []int32
}

func (g *Grid) newWalk() *walk {
	n := len(g.buses)
	w := &walk{g: g, start: make([]int32, n+1), via: make([]int32, n), visit: make([]int32, n),
		last: make([]int32, n), low: make([]int32, n), size: make([]int32, n), below: make([]int32, len(g.branches))}
	for i := range g.branches {
		w.below[i] = -1
		if br := &g.branches[i]; br.on {
			w.start[br.from+1]++
			w.start[br.to+1]++
		}
	}
	for i := range n {
		w.start[i+1] += w.start[i]
		w.visit[i] = -1
	}
	w.next = append([]int32(nil), w.start[:n]...)
	w.edge = make([]int32, w.start[n])
	for i := range g.branches {
		if br := &g.branches[i]; br.on {
			for _, node := range [2]int32{br.from, br.to} {
				w.edge[w.next[node]] = int32(i)
				w.next[node]++
			}
		}
	}
	copy(w.next, w.start)
	return w
}

func (w *walk) from(root int32) {
	for w.open(root, -1); len(w.stack) > 0; {
		v := w.stack[len(w.stack)-1]
		if w.next[v] == w.start[v+1] {
			w.close(v)
			continue
		}
		e := w.edge[w.next[v]]
		w.next[v]++
		if e == w.via[v] {
			continue // a parallel branch has another index
		}
		br := &w.g.branches[e]
		if u := br.from + br.to - v; w.visit[u] < 0 {
			w.open(u, e)
		} else {
			w.low[v] = min(w.low[v], w.visit[u])
		}
	}
}

func (w *walk) open(v, branch int32) {
	w.visit[v], w.low[v], w.via[v] = w.clock, w.clock, branch
	w.size[v] = int32(len(w.g.buses[v]))
	w.clock++
	w.stack = append(w.stack, v)
}

func (w *walk) close(v int32) {
	w.stack = w.stack[:len(w.stack)-1]
	w.last[v] = w.clock
	if len(w.stack) == 0 {
		return
	}
	up := w.stack[len(w.stack)-1]
	w.low[up] = min(w.low[up], w.low[v])
	w.size[up] += w.size[v]
	if w.low[v] > w.visit[up] {
		w.below[w.via[v]] = v
	}
}
