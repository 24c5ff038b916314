package fiber

import (
	"context"
	"slices"
)

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
	return t.pair(ctx, from, search, t.relax(from, 2, search.Kind.nodes(), nil))
}

// pair completes a pair from the answer of the flow.
func (t *Target) pair(ctx context.Context, from int, search Search, r relaxed) (Pair, error) {
	pair := Pair{Kind: search.Kind, Objective: search.Objective, BoundKm: inf}
	if r.count < 2 {
		pair.Proven = true
		return pair, nil
	}
	short, long := t.net.kmOf(r.a), t.net.kmOf(r.b)
	conflict := search.Kind.risks() && t.net.shareRisk(r.a, r.b)
	if !conflict && (search.Objective == MinSum || long <= short) {
		pair.Proven = true
		pair.BoundKm = search.Objective.of(short, long)
		t.fill(&pair, from, r.a, r.b)
		return pair, nil
	}
	x := newPairSearch(ctx, t, from, search)
	x.lower = short + long
	if search.Objective == MinMax {
		x.lower = max((short+long)/2, t.tree.Km[from])
	}
	if !conflict {
		x.offer(r.a, r.b)
	}
	if err := x.run(r); err != nil {
		return Pair{}, err
	}
	pair.States, pair.Proven, pair.BoundKm = x.states, x.proven, x.bound()
	if x.found {
		t.fill(&pair, from, x.a, x.b)
	}
	return pair, nil
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
	_, _, _, shared := n.conflict(a, b)
	return shared
}

// conflict returns the first group along a that has spans on both routes, and the
// first such span of each.
func (n *Network) conflict(a, b []ref) (group int32, onA, onB int, found bool) {
	if len(n.groups) == 0 {
		return 0, 0, 0, false
	}
	for _, r := range a {
		for _, g := range n.spans[r.span()].Risks {
			for _, other := range b {
				if slices.Contains(n.spans[other.span()].Risks, g) {
					return g, r.span(), other.span(), true
				}
			}
		}
	}
	return 0, 0, 0, false
}
