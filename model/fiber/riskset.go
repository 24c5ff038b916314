package fiber

import (
	"context"
	"sort"
)

// Disjoint returns as many disjoint routes to the target as there are, or k of
// them when k is positive and there are more. Edge- and node-disjoint routes have
// the least total length for their number. Risk-disjoint routes are counted by an
// exact search over sets of routes, within the search's bound; that set is not
// the shortest of its size.
func (t *Target) Disjoint(ctx context.Context, from, k int, search Search) (RouteSet, error) {
	if err := t.check(from); err != nil {
		return RouteSet{}, err
	}
	if err := ctx.Err(); err != nil {
		return RouteSet{}, err
	}
	var routes [][]ref
	t.flow(from, k, search.Kind.nodes(), nil, func(f *flow, _ int) { routes = f.routes() })
	set := RouteSet{Kind: search.Kind, Proven: true, AtMost: len(routes)}
	if search.Kind.risks() && len(routes) > 0 {
		x := packing{ctx: ctx, t: t, from: int32(from), kind: search.Kind, left: search.maxStates()}
		if err := x.run(routes); err != nil {
			return RouteSet{}, err
		}
		routes, set.Proven, set.AtMost = x.best, x.proven(), x.atMost
		set.States = search.maxStates() - x.left
	}
	t.net.sortByKm(routes)
	for _, refs := range routes {
		set.Routes = append(set.Routes, t.route(from, refs))
	}
	return set, nil
}

// packing searches for the largest set of risk-disjoint routes. Routes of a set
// leave the start by different arcs, so sets are built in the order of those arcs.
type packing struct {
	ctx    context.Context
	t      *Target
	from   int32
	kind   Disjointness
	left   int // states still allowed
	atMost int
	best   [][]ref
	mem    *search
	chosen [][]ref
	err    error
}

func (x *packing) proven() bool { return len(x.best) == x.atMost }

// run starts from the routes of the relaxed problem, whose number is an upper
// bound.
func (x *packing) run(relaxed [][]ref) error {
	x.mem = x.t.finds.Get().(*search)
	defer x.t.finds.Put(x.mem)
	x.atMost = len(relaxed)
	x.best = relaxed[:1]
	if x.atMost > 1 && (&pairSearch{n: x.t.net, t: x.t, from: x.from}).severed(x.mem, relaxed[0]) {
		x.atMost = 1
	}
	if x.atMost > 1 && x.compatible(relaxed) {
		x.best = relaxed
	}
	if x.proven() {
		return nil
	}
	x.next(0)
	if x.left > 0 && x.err == nil {
		x.atMost = len(x.best)
	}
	return x.err
}

func (x *packing) compatible(routes [][]ref) bool {
	for i := range routes {
		for j := range i {
			if x.t.net.shareRisk(routes[i], routes[j]) {
				return false
			}
		}
	}
	return true
}

// next chooses a route that leaves the start by the arc with that number or a
// later one.
func (x *packing) next(arcNo int) {
	arcs := x.t.net.graph.of(x.from)
	for i := arcNo; i < len(arcs) && !x.stop(); i++ {
		if len(x.chosen)+len(arcs)-i <= len(x.best) {
			return
		}
		x.extend(i, []ref{arcs[i].ref})
	}
}

func (x *packing) stop() bool {
	if x.left > 0 && x.err == nil && x.left%64 == 0 {
		x.err = x.ctx.Err()
	}
	return x.left <= 0 || x.err != nil || x.proven()
}

// extend completes the beginning of a route in every allowed way, the nearest to
// the goal first.
func (x *packing) extend(arcNo int, begun []ref) {
	if x.stop() {
		return
	}
	x.left--
	last := begun[len(begun)-1]
	at := x.t.net.head(last)
	if !x.allowed(begun) {
		return
	}
	if at == x.t.goal {
		x.chosen = append(x.chosen, append([]ref(nil), begun...))
		if len(x.chosen) > len(x.best) {
			x.best = append([][]ref(nil), x.chosen...)
		}
		x.next(arcNo + 1)
		x.chosen = x.chosen[:len(x.chosen)-1]
		return
	}
	ways := append([]arc(nil), x.t.net.graph.of(at)...)
	sort.SliceStable(ways, func(i, j int) bool {
		return ways[i].km+x.t.tree.Km[ways[i].to] < ways[j].km+x.t.tree.Km[ways[j].to]
	})
	for _, a := range ways {
		x.extend(arcNo, append(begun[:len(begun):len(begun)], a.ref))
	}
}

// allowed reports whether a beginning is loopless, clear of the chosen routes,
// and can still reach the goal.
func (x *packing) allowed(begun []ref) bool {
	n, b := x.t.net, x.mem.ban
	b.reset()
	for _, route := range x.chosen {
		for _, r := range route {
			b.addSpan(r.span())
			b.addRisks(n.spans[r.span()].Risks)
			if v := n.head(r); x.kind.nodes() && v != x.t.goal {
				b.addNode(v)
			}
		}
	}
	for _, r := range begun {
		if b.span(n, r.span()) || b.node(n.head(r)) {
			return false
		}
	}
	b.addNode(x.from)
	for _, r := range begun[:len(begun)-1] {
		b.addNode(n.head(r))
	}
	last := begun[len(begun)-1]
	if b.node(n.head(last)) || (&pairSearch{n: n}).against(last) {
		return false
	}
	_, _, ok := x.mem.find.find(n.head(last), b)
	return ok
}
