package plan

import (
	"context"
	"math"
	"slices"
	"sort"

	"github.com/wattbit/wattbit/model/solve"
)

// dive rounds the relaxation of the built model step by step: sites first, then
// fibers, then shared assets and lumps, solving the relaxation anew after each
// step and adding the rows that it violates. Steps that cannot be met are taken
// back. The plan it ends in becomes the best if it is one.
func (w *worker) dive(ctx context.Context, sites []int) error {
	w.build(sites)
	opt := w.options()
	opt.Relax, opt.Backend = true, nil // the duals of external programs are not known
	return w.run(opt, func(s *solve.Session) error {
		d := &diver{s: s, most: 0.15}
		d.rankColumns(w)
		for !w.stopped(ctx) && d.undone < maxUndone {
			r, err := w.solveOnce(ctx, s)
			if err != nil {
				return err
			}
			if !r.OK() {
				if r.Status != solve.Infeasible || len(d.done) == 0 {
					return nil
				}
				if err := d.undo(); err != nil {
					return err
				}
				continue
			}
			if n, err := w.separate(s, r.X); err != nil {
				return err
			} else if n > 0 {
				continue
			}
			if d.batch(r.X); len(d.last) == 0 {
				return w.note(w.extract(r.X))
			}
			if err := d.step(r.X); err != nil {
				return err
			}
		}
		return nil
	})
}

// diver is the state of a dive.
type diver struct {
	s    *solve.Session
	rank []int       // [column] what has a lower rank is rounded before
	only []int       // [column] a number of its choice: one column of each is rounded up at a time
	most float64     // share of the fractional columns that a step rounds
	last []int       // columns of the last step
	done [][]int     // columns of the steps that stand
	was  [][]float64 // their lower bounds before

	undone int
}

// rankColumns ranks sites before fibers before what is shared.
func (d *diver) rankColumns(w *worker) {
	d.rank, d.only = make([]int, len(w.model.Cols)), make([]int, len(w.model.Cols))
	for j := range d.rank {
		d.rank[j], d.only[j] = 2, -1-j
	}
	mark := func(cols []int, rank, only int) {
		for _, col := range cols {
			if col >= 0 {
				d.rank[col], d.only[col] = rank, only
			}
		}
	}
	for i, s := range w.cols.site {
		if s == nil {
			continue
		}
		for _, levels := range s.z {
			for _, level := range levels {
				mark(level, 0, 2*i)
			}
		}
		for _, fiber := range s.fiber {
			mark(fiber, 1, 2*i+1)
		}
	}
}

// batch picks the columns to round up next: those nearest to one among the
// fractional ones of the lowest rank, one of each choice.
func (d *diver) batch(x []float64) {
	const whole = 1e-6
	part := func(j int) float64 { return x[j] - math.Floor(x[j]+whole) }
	d.last = nil
	var all []int
	for j, col := range d.s.Model().Cols {
		if !col.Integer || part(j) <= whole || part(j) >= 1-whole {
			continue
		}
		if len(all) > 0 && d.rank[j] < d.rank[all[0]] {
			all = all[:0]
		}
		if len(all) == 0 || d.rank[j] == d.rank[all[0]] {
			all = append(all, j)
		}
	}
	sort.SliceStable(all, func(a, b int) bool { return part(all[a]) > part(all[b]) })
	most := 1 + int(d.most*float64(len(all)))
	chosen := map[int]bool{}
	for _, j := range all {
		if !chosen[d.only[j]] && (len(d.last) < most || part(j) > 0.8) {
			chosen[d.only[j]] = true
			d.last = append(d.last, j)
		}
	}
}

// step rounds the batch up.
func (d *diver) step(x []float64) error {
	var was []float64
	for _, j := range d.last {
		col := d.s.Model().Cols[j]
		was = append(was, col.Lower)
		if err := d.s.SetColBounds(j, math.Ceil(x[j]-1e-6), col.Upper); err != nil {
			return err
		}
	}
	d.done, d.was = append(d.done, d.last), append(d.was, was)
	return nil
}

// undo takes the last step back: of several columns all but the first half, of
// one column that it may be rounded up at all.
func (d *diver) undo() error {
	d.undone++
	n := len(d.done) - 1
	cols, was := d.done[n], d.was[n]
	keep := len(cols) / 2
	for k := keep; k < len(cols); k++ {
		upper := d.s.Model().Cols[cols[k]].Upper
		if len(cols) == 1 {
			upper = was[k]
		}
		if err := d.s.SetColBounds(cols[k], was[k], upper); err != nil {
			return err
		}
	}
	d.done[n], d.was[n] = cols[:keep], was[:keep]
	if keep == 0 {
		d.done, d.was = d.done[:n], d.was[:n]
	}
	d.most = math.Max(0.04, d.most/2)
	return nil
}

// Sizes of a neighbourhood of the local search.
const (
	freeSites = 16
	freeNodes = 40
	maxSweeps = 3
	maxDepth  = 9 // of exchanges
)

// improve is a local search: the sites of one neighbourhood after the other are
// decided anew while the others stay as they are. Networks are always free.
func (w *worker) improve(ctx context.Context) error {
	// Near the gap the next programme closes it sooner than another sweep.
	far := func() bool { return !w.done() && !w.stopped(ctx) && !(w.gap() < 1.5*w.opt.gap()) }
	for sweep := 0; sweep < maxSweeps && w.best != nil && far(); sweep++ {
		before := w.bestOf.TotalJPY
		if err := w.sweep(ctx, w.neighbourhoods(sweep)); err != nil {
			return err
		}
		if w.bestOf.TotalJPY > before*(1-w.opt.gap()/20) {
			return nil
		}
	}
	return nil
}

// exchange is a local search among dearer sites, where there are more than a
// programme can hold. It goes on as long as one sweep of two brings anything.
func (w *worker) exchange(ctx context.Context) error {
	order := w.byPrice()
	for depth, idle := 1, 0; depth <= maxDepth && idle < 2 && w.best != nil && !w.done() && !w.stopped(ctx); depth++ {
		before := w.bestOf.TotalJPY
		if err := w.sweep(ctx, w.exchanges(order, depth)); err != nil {
			return err
		}
		if idle++; w.bestOf.TotalJPY < before*(1-w.opt.gap()/20) {
			idle = 0
		}
	}
	return nil
}

// sweep decides one set of sites after the other anew.
func (w *worker) sweep(ctx context.Context, sets [][]int) error {
	own := w.c.fix
	for _, free := range sets {
		if w.done() || w.stopped(ctx) {
			return nil
		}
		_, _, err := w.branch(ctx, w.freeze(own, free), w.opt.gap()/4, freeNodes)
		if w.c.fix = own; err != nil {
			return err
		}
	}
	return nil
}

// byPrice lists the usable sites, the cheapest first.
func (w *worker) byPrice() []int {
	order := w.c.usable()
	sort.SliceStable(order, func(a, b int) bool { return w.priced[order[a]] < w.priced[order[b]] })
	return order
}

// neighbourhoods are sets of sites: by turns those of an area, and slices of all
// in the order of their prices.
func (w *worker) neighbourhoods(sweep int) [][]int {
	order := w.byPrice()
	if sweep%2 == 1 {
		var out [][]int
		for at := 0; at < min(len(order), 5*freeSites); at += freeSites / 2 {
			out = append(out, order[at:min(len(order), at+freeSites)])
		}
		return out
	}
	areas := make([][]int, len(w.c.p.Areas))
	for _, i := range order {
		if a := w.c.p.Sites[i].Area; len(areas[a]) < freeSites {
			areas[a] = append(areas[a], i)
		}
	}
	return slices.DeleteFunc(areas, func(sites []int) bool { return len(sites) == 0 })
}

// exchanges are sets of open sites, by turns of an area and of neighbours in
// price, each with closed ones that get dearer from sweep to sweep.
func (w *worker) exchanges(order []int, depth int) [][]int {
	buckets := len(w.c.p.Areas)
	if depth%2 == 0 {
		buckets = (len(w.best.Sites) + freeSites/2 - 1) / (freeSites / 2)
	}
	open, closed := make([][]int, buckets), make([][]int, buckets)
	stands := make([]bool, len(w.c.sites))
	for _, s := range w.best.Sites {
		stands[s.Site] = true
	}
	seen := [2]int{}
	for _, i := range order {
		group, which := &closed, 0
		if stands[i] {
			group, which = &open, 1
		}
		bucket := w.c.p.Sites[i].Area
		if depth%2 == 0 {
			bucket = seen[which] % buckets
		}
		seen[which]++
		(*group)[bucket] = append((*group)[bucket], i)
	}
	var out [][]int
	for b := range open {
		at := min(len(closed[b]), (depth+1)/2*freeSites/2)
		free := append(open[b][:min(len(open[b]), freeSites/2)], closed[b][at:min(len(closed[b]), at+freeSites/2)]...)
		if len(open[b]) > 0 {
			out = append(out, free)
		}
	}
	return out
}

// freeze fixes the open sites of the best plan that are not free, and returns
// the sites of the programme.
func (w *worker) freeze(own []siteFix, free []int) []int {
	fix := make([]siteFix, len(w.c.sites))
	in := make([]bool, len(w.c.sites))
	for i := range fix {
		if fix[i] = anySite; own != nil {
			fix[i] = own[i]
		}
		in[i] = fix[i].low != nil || fix[i].fiberBy >= 0 || fix[i].open
	}
	isFree := make([]bool, len(w.c.sites))
	for _, i := range free {
		isFree[i], in[i] = true, true
	}
	for _, s := range w.best.Sites {
		if in[s.Site] = true; !isFree[s.Site] {
			fix[s.Site] = siteFix{con: s.Connection, fiber: s.Fiber, fiberBy: s.FiberFrom, low: s.Levels, high: s.Levels}
		}
	}
	w.c.fix = fix
	var sites []int
	for i := range in {
		if in[i] {
			sites = append(sites, i)
		}
	}
	return sites
}

// maxUndone is how many steps a dive takes back before it gives up.
const maxUndone = 300
