package fiber

import (
	"container/heap"
	"context"
)

// pairSearch finds the best disjoint pair exactly, by branch and bound over the
// shorter route of the pair. A state is the beginning of that route together
// with the shortest second route that is disjoint from it. Of a beginning of
// length ℓ at distance h from the goal and a second route of length q it knows
// that the shorter route measures at least ℓ+h and the longer at least
// max(ℓ+h, q); states are opened in the order of the objective of these two.
type pairSearch struct {
	ctx       context.Context
	t         *Target
	n         *Network
	from      int32
	kind      Disjointness
	objective Objective
	maxStates int
	lower     float64 // proven lower bound before the search

	open   stateQueue
	states int
	pushed int
	proven bool

	found bool
	value float64 // objective of the best pair
	a, b  []ref
}

// state is a beginning of the first route; the chain of parents leads to its start.
type state struct {
	parent *state
	by     ref
	at     int32
	km     float64
	second *second
	bound  float64
	serial int
}

// second is the shortest route disjoint from a beginning.
type second struct {
	refs []ref
	km   float64
}

func newPairSearch(ctx context.Context, t *Target, from int, s Search) *pairSearch {
	return &pairSearch{
		ctx: ctx, t: t, n: t.net, from: int32(from),
		kind: s.Kind, objective: s.Objective, maxStates: s.maxStates(), value: inf,
	}
}

// offer keeps a pair when it is the best so far.
func (x *pairSearch) offer(a, b []ref) {
	if v := x.objective.of(x.n.kmOf(a), x.n.kmOf(b)); v < x.value {
		x.found, x.value, x.a, x.b = true, v, a, b
	}
}

// done reports whether no bound below the best value is left.
func (x *pairSearch) done(bound float64) bool {
	const slackKm = 1e-9 // below any length that matters, above rounding
	return bound >= x.value-slackKm || x.value <= x.lower+slackKm
}

// run searches, starting from the relaxed pair.
func (x *pairSearch) run(r relaxed) error {
	mem := x.t.finds.Get().(*search)
	defer x.t.finds.Put(mem)
	if x.kind.risks() && x.severed(mem, r.a) {
		x.proven = true
		return nil
	}
	x.seed(mem, r.a)
	x.seed(mem, r.b)
	if x.kind.risks() && x.objective == MinSum {
		if err := x.branch(mem, r); err != nil || x.proven {
			return err
		}
	}
	mem.ban.reset()
	first, km, _ := mem.find.find(x.from, mem.ban)
	x.seed(mem, first)
	x.push(&state{at: x.from, by: noRef, second: &second{first, km}})
	for len(x.open) > 0 && !x.done(x.open[0].bound) {
		if x.states >= x.maxStates {
			return nil
		}
		if x.states%64 == 0 && x.ctx.Err() != nil {
			return x.ctx.Err()
		}
		x.states++
		s := heap.Pop(&x.open).(*state)
		if x.states > x.t.easy && !x.improve(s) {
			continue
		}
		x.expand(mem, s)
	}
	x.proven = true
	return nil
}

// easyStates is how many states are opened before it pays to bound each by a flow.
const easyStates = 64

// improve raises the bound of a state by the shortest two routes, disjoint but for
// risks, that lead on from its end and from the start. It reports false when the
// state is done: its bound is above the best pair, or those routes are its best.
func (x *pairSearch) improve(s *state) bool {
	pool := &x.t.flows[0]
	if x.kind.nodes() {
		pool = &x.t.flows[1]
	}
	f := pool.Get().(*flow)
	defer pool.Put(f)
	f.start(x.from, x.t.goal, x.t.tree.Km)
	begun := s.refs()
	for _, r := range begun {
		f.ban(r.span())
		if f.split {
			f.busy[x.n.head(r)] = true // no way in, no way through
		}
	}
	if !f.growFrom(s.at) || !f.grow() {
		return false
	}
	f.marks += 2
	mark := f.marks - 1
	on := f.walk(s.at, mark)
	f.marks++
	other := f.walk(x.from, mark)
	first := append(begun, on...)
	km, otherKm := x.n.kmOf(first), x.n.kmOf(other)
	if x.objective == MinSum {
		s.bound = max(s.bound, km+otherKm)
	} else {
		s.bound = max(s.bound, (km+otherKm)/2)
	}
	if x.n.simple(x.from, first) && !(x.kind.risks() && x.n.shareRisk(first, other)) {
		x.offer(first, other)
		return x.objective == MinMax && !x.done(s.bound)
	}
	return !x.done(s.bound)
}

// simple reports whether a chain of arcs from a node passes no node twice.
func (n *Network) simple(from int32, refs []ref) bool {
	seen := map[int32]bool{from: true}
	for _, r := range refs {
		v := n.head(r)
		if seen[v] {
			return false
		}
		seen[v] = true
	}
	return true
}

// severed reports whether the loss of one shared-risk group cuts every route:
// then no two routes avoid sharing it.
func (x *pairSearch) severed(mem *search, route []ref) bool {
	for _, r := range route {
		for _, g := range x.n.spans[r.span()].Risks {
			mem.ban.reset()
			mem.ban.addRisks([]int32{g})
			if _, _, ok := mem.find.find(x.from, mem.ban); !ok {
				return true
			}
		}
	}
	return false
}

// seed offers the best pair of which one route is given.
func (x *pairSearch) seed(mem *search, route []ref) {
	mem.ban.reset()
	for _, r := range route {
		x.ban(mem.ban, r)
	}
	if other, _, ok := mem.find.find(x.from, mem.ban); ok {
		x.offer(route, other)
	}
}

// ban keeps the second route clear of an arc of the first.
func (x *pairSearch) ban(b *ban, r ref) {
	b.addSpan(r.span())
	if x.kind.risks() {
		b.addRisks(x.n.spans[r.span()].Risks)
	}
	if v := x.n.head(r); x.kind.nodes() && v != x.t.goal {
		b.addNode(v)
	}
}

// expand extends a beginning by every arc that leaves its end.
func (x *pairSearch) expand(mem *search, s *state) {
	onRoute := map[int32]bool{x.from: true}
	for p := s; p.by != noRef; p = p.parent {
		onRoute[p.at] = true
	}
	for _, a := range x.n.graph.of(s.at) {
		if a.km == inf || onRoute[a.to] || x.t.tree.Km[a.to] == inf {
			continue
		}
		child := &state{parent: s, by: a.ref, at: a.to, km: s.km + a.km, second: s.second}
		if !x.stillSecond(mem, child) {
			continue
		}
		if a.to == x.t.goal {
			x.offer(child.refs(), child.second.refs)
			continue
		}
		first := child.km + x.t.tree.Km[a.to]
		child.bound = max(s.bound, x.objective.of(first, max(first, child.second.km)))
		if !x.done(child.bound) {
			x.push(child)
		}
	}
}

// stillSecond renews the second route of a state when its last arc touches it;
// it reports false when there is none.
func (x *pairSearch) stillSecond(mem *search, s *state) bool {
	mem.ban.reset()
	x.ban(mem.ban, s.by)
	if !x.touches(mem.ban, s.second.refs) {
		return true
	}
	for p := s.parent; p.by != noRef; p = p.parent {
		x.ban(mem.ban, p.by)
	}
	refs, km, ok := mem.find.find(x.from, mem.ban)
	s.second = &second{refs, km}
	return ok
}

func (x *pairSearch) touches(b *ban, refs []ref) bool {
	for _, r := range refs {
		if b.span(x.n, r.span()) || b.node(x.n.head(r)) {
			return true
		}
	}
	return false
}

func (s *state) refs() []ref {
	var refs []ref
	for p := s; p.by != noRef; p = p.parent {
		refs = append(refs, p.by)
	}
	reverse(refs)
	return refs
}

// bound returns a proven lower bound of the objective after the search.
func (x *pairSearch) bound() float64 {
	if x.proven {
		return x.value // +Inf when there is no pair
	}
	return min(x.value, max(x.lower, x.open[0].bound))
}

func (x *pairSearch) push(s *state) {
	x.pushed++
	s.serial = x.pushed
	heap.Push(&x.open, s)
}

// stateQueue orders states by bound; of equal bounds the longer beginning comes
// first, then the one that was queued first.
type stateQueue []*state

func (q stateQueue) Len() int { return len(q) }
func (q stateQueue) Less(i, j int) bool {
	switch {
	case q[i].bound != q[j].bound:
		return q[i].bound < q[j].bound
	case q[i].km != q[j].km:
		return q[i].km > q[j].km
	}
	return q[i].serial < q[j].serial
}
func (q stateQueue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *stateQueue) Push(s any)   { *q = append(*q, s.(*state)) }
func (q *stateQueue) Pop() any {
	last := (*q)[len(*q)-1]
	(*q)[len(*q)-1] = nil
	*q = (*q)[:len(*q)-1]
	return last
}
