package fiber

// branch solves the min-sum risk-disjoint pair by branching on the conflicts of
// the relaxed pair. Where a group g has span a on one route and span b on the
// other, every allowed pair is in at least one of three cases: it does without a;
// it does without b; or one route takes both and the other keeps clear of g. The
// first two are flows again. The third is bounded by the shortest way through
// both spans and the shortest route clear of g; what that bound leaves open goes
// on to the search over beginnings, with this bound as its lower one.
func (x *pairSearch) branch(mem *search, root relaxed) error {
	b := brancher{x: x, mem: mem, open: inf}
	if err := b.solve(root); err != nil {
		return err
	}
	x.lower = max(x.lower, min(b.open, x.value))
	x.proven = x.done(b.open)
	return nil
}

type brancher struct {
	x      *pairSearch
	mem    *search
	banned []int
	open   float64 // least bound of the cases that are not settled
	// near is filled when first needed: see finder.within.
	near bool
}

// solve settles the pairs off the banned spans, whose relaxed pair is r.
func (b *brancher) solve(r relaxed) error {
	x := b.x
	value := x.n.kmOf(r.a) + x.n.kmOf(r.b)
	if r.count < 2 || x.done(value) {
		return nil
	}
	group, onA, onB, conflict := x.n.conflict(r.a, r.b)
	if !conflict {
		x.offer(r.a, r.b)
		return nil
	}
	if x.states >= x.maxStates/2 {
		b.open = min(b.open, value)
		return nil
	}
	if x.states%64 == 0 && x.ctx.Err() != nil {
		return x.ctx.Err()
	}
	x.states++
	for _, span := range []int{onA, onB} {
		b.banned = append(b.banned, span)
		next := x.t.relax(int(x.from), 2, x.kind.nodes(), b.banned)
		err := b.solve(next)
		b.banned = b.banned[:len(b.banned)-1]
		if err != nil {
			return err
		}
	}
	if bound := max(value, b.through(group, onA, onB)); !x.done(bound) {
		b.open = min(b.open, bound)
	}
	return nil
}

// through returns a lower bound of the pairs of which one route takes both spans
// and the other none of the group.
func (b *brancher) through(group int32, first, second int) float64 {
	b.mem.ban.reset()
	for _, s := range b.banned {
		b.mem.ban.addSpan(s)
	}
	b.mem.ban.addRisks([]int32{group})
	_, clear, ok := b.mem.find.find(b.x.from, b.mem.ban)
	if !ok {
		return inf
	}
	return clear + min(b.way(first, second), b.way(second, first))
}

// way bounds a route that takes one span and then another from below: exact
// distances lead from the start to the first and from the second to the goal; what
// lies between them is bounded by the triangle inequality.
func (b *brancher) way(first, second int) float64 {
	x := b.x
	if !b.near {
		b.near = true
		b.mem.find.within(x.from, x.value-x.t.tree.Km[x.from])
	}
	best := inf
	for _, r := range []ref{ref(2 * first), ref(2*first + 1)} {
		for _, q := range []ref{ref(2 * second), ref(2*second + 1)} {
			if x.against(r) || x.against(q) {
				continue
			}
			km := b.mem.find.start(x.n.tail(r)) + x.n.spans[first].Km.Base +
				b.apart(x.n.head(r), x.n.tail(q)) + x.n.spans[second].Km.Base +
				x.t.tree.Km[x.n.head(q)]
			best = min(best, km)
		}
	}
	return best
}

// against reports whether an arc runs against a directed span.
func (x *pairSearch) against(r ref) bool { return r.back() && x.n.spans[r.span()].Directed }

// apart bounds the way from v to w from below: v is no farther from the goal, and
// w no farther from the start, than by way of the other.
func (b *brancher) apart(v, w int32) float64 {
	h, f := b.x.t.tree.Km, b.mem.find
	if h[w] == inf || f.start(w) == inf {
		return inf
	}
	return max(0, h[v]-h[w], f.start(w)-f.start(v))
}
