package fiber

import "context"

// Pair returns the best pair of disjoint routes from a node to the target.
// Min-sum pairs that are edge- or node-disjoint come from a flow and are always
// proven; others start from that flow and go on to an exact search when its pair
// breaks a rule or may not be the best.
func (t *Target) Pair(ctx context.Context, from int, search Search) (Pair, error) {
	if err := t.check(from); err != nil {
		return Pair{}, err
	}
	if err := ctx.Err(); err != nil {
		return Pair{}, err
	}
	pair := Pair{Kind: search.Kind, Objective: search.Objective, BoundKm: inf}
	a, b, ok := t.relaxedPair(from, search.Kind)
	if !ok {
		pair.Proven = true
		return pair, nil
	}
	total, longer := t.net.kmOf(a)+t.net.kmOf(b), t.net.kmOf(b)
	conflict := search.Kind.risks() && t.net.shareRisk(a, b)
	if !conflict && (search.Objective == MinSum || longer <= total/2) {
		pair.Proven = true
		pair.BoundKm = search.Objective.of(t.net.kmOf(a), longer)
		t.fill(&pair, from, a, b)
		return pair, nil
	}
	x := newPairSearch(ctx, t, from, search)
	x.lower = total
	if search.Objective == MinMax {
		x.lower = max(total/2, t.tree.Km[from])
	}
	if !conflict {
		x.offer(a, b)
	}
	if err := x.run(a, b); err != nil {
		return Pair{}, err
	}
	pair.States, pair.Proven, pair.BoundKm = x.states, x.proven, x.bound()
	if x.found {
		t.fill(&pair, from, x.a, x.b)
	}
	return pair, nil
}

// relaxedPair returns the min-sum pair that is edge- or node-disjoint.
func (t *Target) relaxedPair(from int, kind Disjointness) (a, b []ref, ok bool) {
	t.flow(from, 2, kind.nodes(), func(f *flow, count int) {
		if count < 2 {
			return
		}
		routes := f.routes()
		a, b = t.net.balance(routes[0], routes[1], f.s)
		ok = true
	})
	return a, b, ok
}

// of returns the objective of two lengths.
func (o Objective) of(a, b float64) float64 {
	if o == MinMax {
		return max(a, b)
	}
	return a + b
}

func (t *Target) fill(p *Pair, from int, a, b []ref) {
	if t.net.kmOf(b) < t.net.kmOf(a) {
		a, b = b, a
	}
	p.Found = true
	p.Short, p.Long = t.route(from, a), t.route(from, b)
	p.TotalKm = p.Short.Km.Base + p.Long.Km.Base
	p.DifferenceKm = p.Long.Km.Base - p.Short.Km.Base
}

// shareRisk reports whether a group has spans on both routes.
func (n *Network) shareRisk(a, b []ref) bool {
	risks := map[int32]bool{}
	for _, r := range a {
		for _, g := range n.spans[r.span()].Risks {
			risks[g] = true
		}
	}
	for _, r := range b {
		for _, g := range n.spans[r.span()].Risks {
			if risks[g] {
				return true
			}
		}
	}
	return false
}
