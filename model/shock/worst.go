package shock

import (
	"cmp"
	"context"
	"slices"
)

// DefaultMaxStates is the default bound of the search for the worst cut.
const DefaultMaxStates = 200_000

// MaxWorstSpans is the largest number of spans that a search may cut.
const MaxWorstSpans = 12

// WorstCut is the loss of so many spans that cuts off most MW from every hub.
type WorstCut struct {
	// Steps holds the worst cut of one span, of two, and so on.
	Steps []CutStep
	// Degrees is how many spans must go before a site is cut off, by site.
	Degrees []Degree
	// Spurs tells whether the spurs of sites could be cut too.
	Spurs bool
}

// CutStep is the worst cut of at most so many spans.
type CutStep struct {
	Allowed int
	Spans   []Failure // those cut, by id; none when no cut of that size cuts anything off
	LostMW  float64
	// Proven says that no other cut takes more. It is false only where the search
	// hit its bound; the MW that any cut could take is then at most AtMostMW.
	Proven   bool
	AtMostMW float64
	States   int
}

// Degree is a site's smallest cut: so many spans, or Never when no number of the
// spans that may be cut does it, as of a site joined to a hub itself.
type Degree struct {
	ID    string
	MW    float64
	Spans int
	Never bool
}

// searchWorst finds the worst cuts that a shock asks for, and returns the shock with
// the largest of them among what is cut.
func searchWorst(ctx context.Context, s *Shock, w *wires, sites []Site) (*WorstCut, *Shock, error) {
	if s.Worst.Spans == 0 {
		return nil, s, nil
	}
	g := newCutGraph(w, sites, s.Worst.Spurs)
	out := &WorstCut{Spurs: s.Worst.Spurs}
	for i, site := range sites {
		size, never := g.degree(i)
		out.Degrees = append(out.Degrees, Degree{site.ID, site.mw(""), size, never})
	}
	bound := s.Worst.MaxStates
	if bound == 0 {
		bound = DefaultMaxStates
	}
	var step cutAnswer
	for k := 1; k <= s.Worst.Spans; k++ {
		var err error
		if step, err = g.worst(ctx, k, bound, step); err != nil {
			return nil, nil, err
		}
		made := CutStep{Allowed: k, LostMW: step.lost, Proven: step.proven, AtMostMW: step.atMost, States: step.states}
		for _, e := range step.cut {
			span := w.net.Span(e)
			made.Spans = append(made.Spans, Failure{"span", span.ID, span.Name, 1})
		}
		slices.SortFunc(made.Spans, byShare)
		out.Steps = append(out.Steps, made)
	}
	struck := *s
	struck.Cut.Spans = slices.Clone(s.Cut.Spans)
	for _, span := range out.Steps[len(out.Steps)-1].Spans {
		struck.Cut.Spans = append(struck.Cut.Spans, span.ID)
	}
	return out, &struck, nil
}

// cutGraph is the network for the search: spans with two ends, those that may be
// cut, and a source for each site.
type cutGraph struct {
	ends   [][2]int
	fixed  []bool
	arcs   [][]int // spans at each node
	hub    []bool
	sites  []int
	weight []float64
	order  []int  // sites, the heaviest first
	passes []bool // nodes that routes pass through: all but sites
	flow   []int8
	via    []int
	queue  []int
}

func newCutGraph(w *wires, sites []Site, spurs bool) *cutGraph {
	nodes := w.own + len(sites)
	g := &cutGraph{arcs: make([][]int, nodes), hub: make([]bool, nodes), passes: make([]bool, nodes), via: make([]int, nodes), sites: w.sites}
	for i := range w.ownSpans + w.spurs() {
		s := w.net.Span(i)
		g.ends = append(g.ends, [2]int{s.A, s.B})
		g.fixed = append(g.fixed, i >= w.ownSpans && !spurs)
		g.arcs[s.A] = append(g.arcs[s.A], i)
		g.arcs[s.B] = append(g.arcs[s.B], i)
	}
	for v := range w.own {
		g.passes[v] = true
	}
	for _, h := range w.hubs {
		g.hub[h] = true
	}
	for i, s := range sites {
		g.weight = append(g.weight, s.mw(""))
		g.order = append(g.order, i)
	}
	slices.SortStableFunc(g.order, func(a, b int) int { return cmp.Compare(g.weight[b], g.weight[a]) })
	g.flow = make([]int8, len(g.ends))
	return g
}

// degree returns the size of a site's smallest cut.
func (g *cutGraph) degree(site int) (size int, never bool) {
	size = g.minCut(site, nil, nil, len(g.ends))
	return size, size > len(g.ends)
}

// minCut returns the size of a smallest cut of a site from the hubs, by augmenting
// paths; spans that are cut are gone, those that are kept or fixed may be used by
// any number. It stops above the limit, with limit + 1.
func (g *cutGraph) minCut(site int, cut, kept []bool, limit int) int {
	if g.openRoute(site, cut, kept) {
		return limit + 1
	}
	clear(g.flow)
	for size := 0; ; size++ {
		if size > limit {
			return limit + 1
		}
		end := g.search(site, cut, kept, true)
		if end < 0 {
			return size
		}
		for v := end; v != g.sites[site]; v = g.other(g.via[v], v) {
			e := g.via[v]
			if g.fixed[e] || kept != nil && kept[e] {
				continue
			}
			if g.ends[e][1] == v {
				g.flow[e]++
			} else {
				g.flow[e]--
			}
		}
	}
}

// openRoute tells whether a route uses no span that may be cut: then no cut is.
func (g *cutGraph) openRoute(site int, cut, kept []bool) bool {
	_, ok := g.walk(site, func(e, _ int) bool {
		return (g.fixed[e] || kept != nil && kept[e]) && (cut == nil || !cut[e])
	})
	return ok
}

func (g *cutGraph) other(e, v int) int { return g.ends[e][0] + g.ends[e][1] - v }

// search looks for a shortest route, in the residual network when flow is set, and
// returns the hub at its end; -1 when there is none.
func (g *cutGraph) search(site int, cut, kept []bool, flow bool) int {
	end, ok := g.walk(site, func(e, from int) bool {
		if cut != nil && cut[e] {
			return false
		}
		if !flow || g.fixed[e] || kept != nil && kept[e] {
			return true
		}
		if g.ends[e][0] == from {
			return g.flow[e] < 1
		}
		return g.flow[e] > -1
	})
	if !ok {
		return -1
	}
	return end
}

// walk searches in breadth from a site over the spans that may be used and fills via.
func (g *cutGraph) walk(site int, may func(e, from int) bool) (end int, ok bool) {
	for v := range g.via {
		g.via[v] = -1
	}
	start := g.sites[site]
	g.queue = append(g.queue[:0], start)
	for len(g.queue) > 0 {
		v := g.queue[0]
		g.queue = g.queue[1:]
		if g.hub[v] {
			return v, true
		}
		if !g.passes[v] && v != start {
			continue
		}
		for _, e := range g.arcs[v] {
			u := g.other(e, v)
			if u != start && g.via[u] < 0 && may(e, v) && (g.passes[u] || u == start) {
				g.via[u] = e
				g.queue = append(g.queue, u)
			}
		}
	}
	return 0, false
}

// cutAnswer is what a search found.
type cutAnswer struct {
	cut    []int
	lost   float64
	atMost float64
	proven bool
	states int
}

// cutSearch is a branch-and-bound search. The heaviest site that can still be cut
// off is taken: either it is, then one span of its shortest route is cut, each in
// turn with those before it kept; or it is given up. A branch is left when the sites
// that it may still cut off weigh no more than the best.
type cutSearch struct {
	*cutGraph
	ctx    context.Context
	bound  int
	best   cutAnswer
	cut    []bool
	kept   []bool
	given  []bool // sites given up
	must   int    // the site that is being cut off, -1 for none
	chosen []int
	open   float64 // the largest bound among branches left unsearched
	left   bool    // whether there are any
	states int
}

// worst finds the worst cut of at most k spans, starting from that of fewer: a span
// that takes nothing more is not cut.
func (g *cutGraph) worst(ctx context.Context, k, bound int, fewer cutAnswer) (cutAnswer, error) {
	s := &cutSearch{
		cutGraph: g, ctx: ctx, bound: bound, must: -1, best: fewer,
		cut: make([]bool, len(g.ends)), kept: make([]bool, len(g.ends)), given: make([]bool, len(g.sites)),
	}
	if err := s.branch(k); err != nil {
		return cutAnswer{}, err
	}
	s.best.states, s.best.proven = s.states, !s.left
	s.best.atMost = s.best.lost
	if !s.best.proven {
		s.best.atMost = max(s.best.lost, s.open)
	}
	return s.best, nil
}

// branch searches all cuts of at most budget more spans.
func (s *cutSearch) branch(budget int) error {
	s.states++
	if s.states%1024 == 0 && s.ctx.Err() != nil {
		return s.ctx.Err()
	}
	lost, reach, next := s.weigh(budget)
	if lost > s.best.lost {
		s.best.lost, s.best.cut = lost, slices.Clone(s.chosen)
	}
	if budget == 0 || next < 0 || lost+reach <= s.best.lost {
		return nil
	}
	if s.states > s.bound {
		s.open, s.left = max(s.open, lost+reach), true
		return nil
	}
	end := s.search(next, s.cut, s.kept, false)
	if err := s.cutRoute(next, end, budget); err != nil {
		return err
	}
	if s.must == next {
		return nil // it must be cut off: giving it up is another branch
	}
	s.given[next] = true
	err := s.branch(budget)
	s.given[next] = false
	return err
}

// cutRoute cuts each span of a site's route in turn, those before it kept.
func (s *cutSearch) cutRoute(site, end, budget int) error {
	var route []int
	for v := end; v != s.sites[site]; v = s.other(s.via[v], v) {
		if e := s.via[v]; !s.fixed[e] && !s.kept[e] {
			route = append(route, e)
		}
	}
	slices.Reverse(route)
	before := s.must
	for _, e := range route {
		s.cut[e], s.must = true, site
		s.chosen = append(s.chosen, e)
		err := s.branch(budget - 1)
		s.chosen = s.chosen[:len(s.chosen)-1]
		s.cut[e], s.must = false, before
		if err != nil {
			return err
		}
		s.kept[e] = true
	}
	for _, e := range route {
		s.kept[e] = false
	}
	return nil
}

// weigh returns the weight that is cut off, the weight that may be with the budget
// left, and the site to take next: the one that must be cut off, else the heaviest;
// -1 when none can be.
func (s *cutSearch) weigh(budget int) (lost, reach float64, next int) {
	next = -1
	mustOpen := false
	for _, i := range s.order {
		if s.weight[i] == 0 {
			continue
		}
		if s.search(i, s.cut, s.kept, false) < 0 {
			lost += s.weight[i]
			continue
		}
		possible := budget > 0 && !s.given[i] && s.minCut(i, s.cut, s.kept, budget) <= budget
		if i == s.must {
			mustOpen = true
		}
		if !possible {
			if i == s.must {
				return lost, 0, -1
			}
			continue
		}
		reach += s.weight[i]
		if next < 0 {
			next = i
		}
	}
	if mustOpen {
		next = s.must
	}
	return lost, reach, next
}
