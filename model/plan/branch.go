package plan

import (
	"context"
	"errors"
	"math"
	"slices"
	"sort"

	"github.com/wattbit/wattbit/model/solve"
)

// branch solves the programme of some sites, adding violated rows until its
// answer breaks none or the gap is reached. It returns the status and a bound
// on every plan of these sites. The answer becomes the best plan if it is one.
func (w *worker) branch(ctx context.Context, sites []int, gap float64, nodes int) (solve.Status, float64, error) {
	w.build(sites)
	bound, status := math.Inf(-1), solve.NoSolution
	opt := w.options()
	opt.Gap = gap
	if nodes > 0 && (opt.NodeLimit == 0 || nodes < opt.NodeLimit) {
		opt.NodeLimit = nodes
	}
	opt.Progress = func(p solve.Progress) {
		if p.X != nil {
			w.found(p.X)
		}
		w.report("search")
	}
	if w.best != nil {
		opt.Start = w.startOf(w.best)
	}
	err := w.run(opt, func(s *solve.Session) error {
		for {
			r, err := w.solveOnce(ctx, s)
			if status = r.Status; err != nil {
				return err
			}
			if status == solve.Infeasible {
				bound = math.Inf(1)
				return nil
			}
			if r.Bound > bound {
				bound = r.Bound
			}
			if !r.OK() {
				return nil
			}
			plan := w.extract(r.X)
			if err := w.note(plan); err != nil {
				return err
			}
			n, err := w.separate(s, r.X)
			if err != nil || n == 0 || w.stopped(ctx) || w.reached(bound, gap) {
				return err
			}
			next := w.options()
			opt.TimeLimit, opt.Start = next.TimeLimit, w.startOf(&plan)
			if err := s.SetOptions(opt); err != nil {
				return err
			}
		}
	})
	return status, bound, err
}

// found tries a solution that the solver announces while it runs.
func (w *worker) found(x []float64) {
	// A plan that does not fit is a defect that the final answer reports too.
	_ = w.note(w.extract(x))
}

// reached reports whether the best plan is proven within a gap by a bound.
func (w *worker) reached(bound, gap float64) bool {
	return w.best != nil && solve.RelativeGap(w.upper(), math.Min(bound, w.upper())) <= math.Max(gap, 1e-9)
}

// search finds the best plan: bound, promising sites, the sites that are left.
func (w *worker) search(ctx context.Context) (solve.Status, error) {
	if err := w.begin(); err != nil {
		return solve.NoSolution, err
	}
	status, open, err := w.root(ctx)
	if err != nil || status == solve.Infeasible || status == solve.Unbounded {
		return status, err
	}
	if open == nil {
		return w.status(status), nil
	}
	if !w.done() {
		if err := w.first(ctx, w.promising(open)); err != nil {
			return status, err
		}
		if w.opt.quick && w.best != nil {
			return w.status(status), nil
		}
	}
	for most := leftSites * w.opt.activeSites(); !w.done() && !w.stopped(ctx) && w.size.Integers < mostIntegers; most *= 2 {
		sites, out := w.left(most)
		left, bound, err := w.branch(ctx, sites, w.opt.gap(), 0)
		if err != nil {
			return left, err
		}
		w.lower = math.Max(w.lower, math.Min(bound, out))
		if w.best == nil && math.IsInf(out, 1) {
			return left, nil
		}
		if out >= bound || out >= w.upper() {
			break
		}
		if err := w.exchange(ctx); err != nil {
			return left, err
		}
	}
	return w.status(status), nil
}

// first finds a good plan: a dive, a look at what a programme of the promising
// sites finds at its root, and a local search while the plan is far from the
// bound.
func (w *worker) first(ctx context.Context, sites []int) error {
	if err := w.dive(ctx, sites); err != nil {
		return err
	}
	w.report("dive")
	if !w.done() && !w.stopped(ctx) {
		if _, _, err := w.branch(ctx, sites, w.opt.gap(), 1); err != nil {
			return err
		}
	}
	if w.opt.quick {
		return nil
	}
	return w.improve(ctx)
}

// promising is how many sites beside those that the relaxation opens are
// looked at for a first plan.
const promising = 60

// begin tries the plan to start from and the plan to do nothing.
func (w *worker) begin() error {
	p := w.c.p
	nothing := Plan{}
	for range p.Shared {
		nothing.Shared = append(nothing.Shared, -1)
	}
	for range p.Reinforcements {
		nothing.Lumps = append(nothing.Lumps, make([]int, len(p.Years)))
	}
	for range p.Links {
		nothing.LinkMW = append(nothing.LinkMW, make([]float64, len(p.Years)))
	}
	if w.c.fix == nil {
		if err := w.note(nothing); err != nil {
			return err
		}
	}
	if w.opt.Start == nil {
		return nil
	}
	if err := w.opt.Start.fits(p); err != nil {
		return errors.Join(errors.New("plan: the start"), err)
	}
	return w.note(*w.opt.Start)
}

// promising are the sites that the relaxation opens and the cheapest others.
func (w *worker) promising(open []float64) []int {
	order := w.c.usable()
	sort.SliceStable(order, func(a, b int) bool { return w.priced[order[a]] < w.priced[order[b]] })
	var chosen []int
	for n, i := range order {
		if n < promising || open[i] > 1e-6 || w.c.forced(i) {
			chosen = append(chosen, i)
		}
	}
	slices.Sort(chosen)
	return chosen
}

// left are the sites that a better plan may open, the cheapest of them where
// they are too many, and the bound on plans that open any of the others.
func (w *worker) left(most int) (sites []int, out float64) {
	order := w.c.usable()
	key := func(i int) float64 {
		if w.c.forced(i) {
			return math.Inf(-1)
		}
		return w.priced[i]
	}
	sort.SliceStable(order, func(a, b int) bool { return key(order[a]) < key(order[b]) })
	n := 0
	for enough := w.enough(); n < len(order) && key(order[n]) < enough && n < most; {
		n++
	}
	out = math.Inf(1)
	if n < len(order) {
		out = key(order[n])
	}
	sites = order[:n]
	slices.Sort(sites)
	return sites, out
}

// enough is the bound at which the best plan is good enough: plans with a site
// that is priced above are of no interest.
func (w *worker) enough() float64 {
	if w.best == nil {
		return math.Inf(1)
	}
	return w.upper() - w.opt.gap()*math.Abs(w.upper())
}

// mostIntegers is the size of programme after which no larger one is tried: it
// would take hours and come near the solver's memory.
const mostIntegers = 60000

// leftSites is how many times the active sites the last programme holds
// at first.
const leftSites = 3

func (w *worker) status(s solve.Status) solve.Status {
	switch {
	case w.best == nil && s == solve.Infeasible:
		return s
	case w.best == nil:
		return solve.NoSolution
	case w.gap() <= 1e-6:
		return solve.Optimal
	}
	return solve.Feasible
}
