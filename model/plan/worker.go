package plan

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/wattbit/wattbit/model/solve"
)

// worker is a search for one plan.
type worker struct {
	c     *compiled
	opt   Options
	began time.Time

	rows    []coupling
	covers  map[string]bool // of the rows, by period and set
	hasGrid map[[2]int]bool // of the rows, by grid row and period

	cols    columns // of the model built last
	model   *solve.Model
	rowAt   []int // [row] its index in the model
	sitesIn []int

	lower  float64   // no plan costs less, in units of the objective
	priced []float64 // [site] least cost of any plan that opens it
	best   *Plan
	bestOf Evaluation
	rounds Rounds
	size   Size
	stop   solve.Stop
}

func newWorker(c *compiled, opt Options) *worker {
	w := &worker{c: c, opt: opt, began: time.Now(), lower: math.Inf(-1)}
	w.reset()
	return w
}

// reset drops the generated rows.
func (w *worker) reset() {
	w.covers, w.hasGrid = map[string]bool{}, map[[2]int]bool{}
	w.rows = w.c.standing()
	w.keep(w.c.firstCovers())
}

// keep adds the rows that are new and returns them.
func (w *worker) keep(rows []coupling) []coupling {
	var fresh []coupling
	for _, r := range rows {
		switch {
		case r.set != nil:
			key := fmt.Sprint(r.t, r.set.key())
			if w.covers[key] {
				continue
			}
			w.covers[key] = true
			w.rounds.CoverCuts++
		case r.grid >= 0:
			key := [2]int{r.grid, r.t}
			if w.hasGrid[key] {
				continue
			}
			w.hasGrid[key] = true
			w.rounds.GridRows++
		}
		fresh = append(fresh, r)
	}
	w.rows = append(w.rows, fresh...)
	return fresh
}

// build makes the model of the sites with all rows so far.
func (w *worker) build(sites []int) {
	m := &solve.Model{Name: w.c.p.Name}
	w.cols = w.c.addBase(m)
	for _, i := range sites {
		w.c.addSite(m, &w.cols, i)
	}
	w.c.addSums(m, &w.cols)
	w.rowAt = w.rowAt[:0]
	for k := range w.rows {
		w.rowAt = append(w.rowAt, len(m.Rows))
		m.Rows = append(m.Rows, w.c.row(&w.rows[k], &w.cols))
	}
	w.model, w.sitesIn = m, sites
}

// separate adds the rows that a solution of the built model violates to the
// worker and to the session.
func (w *worker) separate(s *solve.Session, x []float64) (int, error) {
	fresh := w.keep(append(w.c.coverCuts(&w.cols, x), w.gridCuts(x)...))
	var rows []solve.Row
	at := len(s.Model().Rows)
	for k := range fresh {
		w.rowAt = append(w.rowAt, at+k)
		rows = append(rows, w.c.row(&fresh[k], &w.cols))
	}
	return len(rows), s.AddRows(rows...)
}

// options are those of the next programme.

func (w *worker) options() solve.Options {
	o := solve.Options{
		Backend: w.opt.Backend, NodeLimit: w.opt.NodeLimit, Seed: w.opt.Seed, Gap: w.opt.gap(),
	}
	if w.opt.TimeLimit > 0 {
		o.TimeLimit = max(time.Millisecond, w.opt.TimeLimit-time.Since(w.began))
	}
	return o
}

// run opens a session on the built model and closes it after f.
func (w *worker) run(opt solve.Options, f func(*solve.Session) error) error {
	s, err := solve.Open(w.model, opt)
	if err != nil {
		return fmt.Errorf("plan: %w", err)
	}
	err = f(s)
	if m := s.Model(); m.NonZeros() > w.size.NonZeros {
		w.size = Size{
			Sites: len(w.sitesIn), Options: w.c.options(w.sitesIn), Rows: len(m.Rows), Columns: len(m.Cols),
			Integers: m.Integers(), NonZeros: m.NonZeros(),
		}
	}
	if closing := s.Close(); err == nil && closing != nil {
		err = fmt.Errorf("plan: %w", closing)
	}
	return err
}

// solveOnce solves and counts.
func (w *worker) solveOnce(ctx context.Context, s *solve.Session) (solve.Result, error) {
	w.rounds.Programmes++
	r, err := s.Solve(ctx)
	if err != nil {
		return r, fmt.Errorf("plan: programme %d: %w", w.rounds.Programmes, err)
	}
	if !r.Stop.Reproducible() {
		w.stop = r.Stop
	}
	return r, nil
}

// options counts the connections and fibers that can be used.
func (c *compiled) options(sites []int) int {
	n := 0
	for _, i := range sites {
		for _, t := range append(append([]int(nil), c.sites[i].conFrom...), c.sites[i].fiberFrom...) {
			if t < c.periods {
				n++
			}
		}
	}
	return n
}

// note takes a plan as the best so far if it is one.
func (w *worker) note(plan Plan) error {
	e, err := evaluate(w.c.p, plan)
	if err != nil {
		return err
	}
	if e.OK() && (w.best == nil || e.TotalJPY < w.bestOf.TotalJPY) {
		w.best, w.bestOf = &plan, e
	}
	return nil
}

// upper is the cost of the best plan in units of the objective.
func (w *worker) upper() float64 {
	if w.best == nil {
		return math.Inf(1)
	}
	return w.bestOf.TotalJPY / w.c.scale
}

// gap is what is open between the best plan and the bound.
func (w *worker) gap() float64 {
	if w.best == nil || math.IsInf(w.lower, -1) {
		return math.NaN()
	}
	return math.Max(0, solve.RelativeGap(w.upper(), math.Min(w.lower, w.upper())))
}

// done reports whether the gap asked for is reached.
func (w *worker) done() bool {
	if w.opt.settled != nil && w.opt.settled(w.lower*w.c.scale, w.upper()*w.c.scale) {
		return true
	}
	return w.gap() <= math.Max(w.opt.gap(), 1e-9)
}

func (w *worker) report(stage string) {
	if w.opt.Progress == nil {
		return
	}
	p := Progress{
		Stage: stage, Elapsed: time.Since(w.began), TotalJPY: math.NaN(), Bound: math.NaN(), Gap: w.gap(),
		CoverCuts: w.rounds.CoverCuts, Grid: w.rounds.GridRows, Programmes: int64(w.rounds.Programmes),
	}
	if w.best != nil {
		p.TotalJPY = w.bestOf.TotalJPY
	}
	if !math.IsInf(w.lower, -1) {
		p.Bound = w.lower * w.c.scale
	}
	w.opt.Progress(p)
}
