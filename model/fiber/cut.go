package fiber

import (
	"context"
	"sort"
)

// Cut is a smallest set of spans and nodes whose loss separates a node from the
// target.
type Cut struct {
	Kind  Disjointness // EdgeDisjoint: spans only; NodeDisjoint: nodes and spans
	Size  int          // 0 when there is no route
	Spans []int        // ascending
	Nodes []int        // ascending; only in a cut of kind NodeDisjoint
}

// MinCut returns a smallest cut between two nodes. By Menger's theorem its size
// is the largest number of disjoint routes of that kind, edge or node. A node cut
// names a span where nodes alone cannot separate, as between neighbours.
func (n *Network) MinCut(ctx context.Context, from, to int, kind Disjointness) (Cut, error) {
	t, err := n.Target(ctx, to)
	if err != nil {
		return Cut{}, err
	}
	return t.MinCut(from, kind)
}

// MinCut returns a smallest cut between a node and the target: of those the one
// nearest to the node.
func (t *Target) MinCut(from int, kind Disjointness) (Cut, error) {
	size, err := t.Count(from, kind)
	if err != nil {
		return Cut{}, err
	}
	cut := Cut{Kind: kind, Size: size}
	t.flow(from, 0, kind.nodes(), nil, func(f *flow, _ int) {
		spans, nodes := f.cut()
		for _, s := range spans {
			if s < len(t.origin.spans) {
				cut.Spans = append(cut.Spans, s)
				continue
			}
			cut.Nodes = append(cut.Nodes, t.net.spans[s].A) // the hub itself
		}
		cut.Nodes = append(cut.Nodes, nodes...)
	})
	sort.Ints(cut.Spans)
	sort.Ints(cut.Nodes)
	return cut, nil
}

// cut returns what separates the states that the last, failed search reached
// from the others.
func (f *flow) cut() (spans, nodes []int) {
	n := len(f.n.nodes)
	for _, s := range f.used {
		use := f.use[s]
		if use == 0 || f.listed(spans, s) {
			continue
		}
		a, b := f.n.spans[s].A, f.n.spans[s].B
		if use < 0 {
			a, b = b, a
		}
		if f.split {
			a += n
		}
		if f.dist[a] < inf && f.dist[b] == inf {
			spans = append(spans, s)
		}
	}
	if f.split {
		for v := range f.n.nodes {
			if f.busy[v] && f.dist[v] < inf && f.dist[v+n] == inf {
				nodes = append(nodes, v)
			}
		}
	}
	return spans, nodes
}

func (f *flow) listed(spans []int, s int) bool {
	for _, have := range spans {
		if have == s {
			return true
		}
	}
	return false
}

// WeakPoints are the spans, nodes and shared-risk groups whose loss alone
// separates a node from the target, in the order of the way (groups: of their
// first span on it).
type WeakPoints struct {
	Bridges       []int
	Articulations []int
	Groups        []string
}

// WeakPoints returns the single points of failure on the way to the target; ok
// is false when there is no way.
func (t *Target) WeakPoints(from int) (weak WeakPoints, ok bool, err error) {
	if err := t.check(from); err != nil {
		return WeakPoints{}, false, err
	}
	route, ok := t.tree.refs(from)
	if !ok {
		return WeakPoints{}, false, nil
	}
	t.flow(from, 1, true, nil, func(f *flow, _ int) {
		weak.Bridges, weak.Articulations = f.dominators(route)
	})
	if t.net != t.origin {
		weak.trim(len(t.origin.spans))
	}
	weak.Groups = t.severing(from, route)
	return weak, true, nil
}

// trim drops the step beyond the hubs.
func (w *WeakPoints) trim(spans int) {
	if k := len(w.Bridges); k > 0 && w.Bridges[k-1] >= spans {
		w.Bridges = w.Bridges[:k-1]
	}
}

// dominators returns the spans and inner nodes of the only route in use that
// every route must pass: those at which a search of the residual graph is stuck.
func (f *flow) dominators(route []ref) (spans, nodes []int) {
	n := int32(len(f.n.nodes))
	f.clear()
	f.flood(f.s + n)
	for i, r := range route {
		v := f.n.head(r)
		if f.dist[v] == inf {
			spans = append(spans, r.span())
			f.flood(v)
		}
		if i < len(route)-1 && f.dist[v+n] == inf {
			nodes = append(nodes, int(v))
			f.flood(v + n)
		}
	}
	return spans, nodes
}

// flood marks all states that the residual graph lets x reach, all at no cost.
func (f *flow) flood(x int32) {
	n := int32(len(f.n.nodes))
	stack := []int32{x}
	visit := func(y int32) {
		if f.dist[y] == inf {
			f.dist[y] = 0
			f.touched = append(f.touched, y)
			stack = append(stack, y)
		}
	}
	visit(x)
	for len(stack) > 0 {
		y := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		v := y % n
		inside := y < n
		if inside && !f.busy[v] || !inside && f.busy[v] {
			visit((y + n) % (2 * n))
		}
		for _, a := range f.n.graph.of(v) {
			use := f.use[a.ref.span()]
			switch {
			case !inside && use == 0 && a.km < inf && v != f.t:
				visit(a.to)
			case inside && use == -sense(a.ref):
				visit(a.to + n)
			}
		}
	}
}

// severing returns the groups on a route whose loss cuts every route.
func (t *Target) severing(from int, route []ref) []string {
	mem := t.finds.Get().(*search)
	defer t.finds.Put(mem)
	var ids []string
	tried := map[int32]bool{}
	for _, r := range route {
		for _, g := range t.net.spans[r.span()].Risks {
			if tried[g] {
				continue
			}
			tried[g] = true
			mem.ban.reset()
			mem.ban.addRisks([]int32{g})
			if _, _, ok := mem.find.find(int32(from), mem.ban); !ok {
				ids = append(ids, t.net.groups[g])
			}
		}
	}
	return ids
}
