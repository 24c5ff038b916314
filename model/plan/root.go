package plan

import (
	"context"
	"math"
	"slices"
	"sort"

	"github.com/wattbit/wattbit/model/solve"
)

// root solves the linear relaxation: rows are generated as they are violated,
// sites outside the programme are priced with its duals and enter when they
// could pay. It sets the bound and the sites' prices, and returns the status
// and how open each site is in the last solution.
func (w *worker) root(ctx context.Context) (solve.Status, []float64, error) {
	most := w.opt.activeSites()
	active := w.firstSites(most)
	for {
		w.build(active)
		r, err := w.cutRoot(ctx)
		if err == nil && r.Status == solve.Infeasible && len(active) < len(w.c.usable()) {
			most *= 2
			active = w.firstSites(most)
			continue
		}
		if err != nil || !r.OK() {
			return r.Status, nil, err
		}
		below, enter := w.priceAll(r)
		w.lower = math.Max(w.lower, r.Objective+below)
		w.report("bound")
		enough := -below <= 0.05*w.opt.gap()*math.Abs(r.Objective)
		if len(enter) == 0 || enough || w.stopped(ctx) {
			return r.Status, w.openness(r.X), nil
		}
		active = append(active, enter[:min(len(enter), max(50, len(active)/2))]...)
		slices.Sort(active)
	}
}

// stopped reports whether the time is up.
func (w *worker) stopped(ctx context.Context) bool {
	if ctx.Err() != nil {
		w.stop = solve.StopCancel
		return true
	}
	return !w.stop.Reproducible()
}

// cutRoot solves the relaxation of the built model until no row is violated.
func (w *worker) cutRoot(ctx context.Context) (solve.Result, error) {
	var r solve.Result
	opt := w.options()
	opt.Relax, opt.Backend = true, nil // the duals of external programs are not known
	err := w.run(opt, func(s *solve.Session) error {
		for {
			var err error
			if r, err = w.solveOnce(ctx, s); err != nil || !r.OK() {
				return err
			}
			n, err := w.separate(s, r.X)
			if err != nil || n == 0 {
				return err
			}
			opt.TimeLimit = w.options().TimeLimit
			if err := s.SetOptions(opt); err != nil {
				return err
			}
		}
	})
	return r, err
}

// openness is how far each site is open in the last period of a solution.
func (w *worker) openness(x []float64) []float64 {
	open := make([]float64, len(w.c.sites))
	for i, s := range w.cols.site {
		if s == nil {
			continue
		}
		for _, term := range s.open(w.c.periods-1, 1) {
			open[i] += x[term.Col]
		}
	}
	return open
}

// priceAll prices every site with the duals of a relaxation. It returns what
// the sites outside the programme could save at most, and those of them that
// could pay, the best first. Bound: Lagrangian relaxation of the coupling rows.
func (w *worker) priceAll(r solve.Result) (below float64, enter []int) {
	open := w.prices(r)
	outside := make([]bool, len(open))
	for i := range open {
		outside[i] = w.cols.site[i] == nil
		if outside[i] && open[i] < -1e-9*math.Max(1, math.Abs(r.Objective)) {
			below += open[i]
			enter = append(enter, i)
		}
	}
	sort.SliceStable(enter, func(a, b int) bool { return open[enter[a]] < open[enter[b]] })
	w.priced = make([]float64, len(open))
	for i := range open {
		w.priced[i] = r.Objective + below - math.Min(0, open[i]) + open[i]
		if !outside[i] || open[i] >= 0 {
			w.priced[i] = r.Objective + below + math.Max(0, open[i])
		}
	}
	return below, enter
}

// firstSites are the sites of the first programme: all when they are few, else
// for every sink and area those with the lowest cost of a MW.
func (w *worker) firstSites(most int) []int {
	c := w.c
	if len(c.usable()) <= most {
		return c.usable()
	}
	type ranked struct {
		site int
		cost float64
	}
	var order []ranked
	for _, i := range c.usable() {
		order = append(order, ranked{i, c.roughCost(i)})
	}
	sort.SliceStable(order, func(a, b int) bool { return order[a].cost < order[b].cost })
	buckets := len(c.sinks) + len(c.p.Areas)
	count := make([]int, buckets)
	each := max(2, most/max(1, buckets))
	var chosen []int
	for _, r := range order {
		wanted := count[len(c.sinks)+c.p.Sites[r.site].Area] < each || c.forced(r.site)
		for _, n := range c.sites[r.site].any.members() {
			wanted = wanted || count[n] < each
		}
		if !wanted {
			continue
		}
		chosen = append(chosen, r.site)
		count[len(c.sinks)+c.p.Sites[r.site].Area]++
		for _, n := range c.sites[r.site].any.members() {
			count[n]++
		}
	}
	slices.Sort(chosen)
	return chosen
}

// usable lists the sites that can open in some period.
func (c *compiled) usable() []int {
	var out []int
	for i := range c.sites {
		if c.sites[i].first < c.periods && !c.closed(i) {
			out = append(out, i)
		}
	}
	return out
}

// closed reports whether a site is fixed at nothing.
func (c *compiled) closed(i int) bool {
	fix := c.fixOf(i)
	return fix.high != nil && slices.Max(fix.high) == 0 && fix.fiberBy < 0
}

// forced reports whether something of a site is fixed to stand.
func (c *compiled) forced(i int) bool {
	fix := c.fixOf(i)
	return fix.low != nil || fix.fiberBy >= 0 || fix.open
}

// roughCost is the least cost of a MW at a site of full size, on its own.
func (c *compiled) roughCost(i int) float64 {
	d, best := &c.sites[i], math.Inf(1)
	fiber := math.Inf(1)
	for o, from := range d.fiberFrom {
		cost := 0.0
		for t := from; t < c.periods; t++ {
			x := &c.p.Sites[i].Fibers[o]
			cost += c.assetCost(x.Capex, x.PerYear, t)
		}
		if from < c.periods {
			fiber = math.Min(fiber, cost)
		}
	}
	for con, from := range d.conFrom {
		cost, mw := fiber, 0.0
		for level := range d.levels[con] {
			for t := from; t < c.periods; t++ {
				cost += c.levelCost(i, con, level, t)
			}
			mw += d.itMW[level]
		}
		if from < c.periods {
			best = math.Min(best, cost/mw/float64(c.periods-from))
		}
	}
	return best
}
