package plan

import (
	"context"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/solve"
)

// Lowest is a plan with the least of a measure.
type Lowest struct {
	Status     solve.Status // Optimal where Proven
	Plan       Plan
	Evaluation Evaluation
	Value      float64 // of the measure; NaN without a plan

	// Proven says that no plan within the limits has less, but for rounding.
	Proven bool
}

// Limits of the search for the least of a measure.
const (
	leastNodes  = 500
	leastRounds = 50
	leastSlack  = 1e-6 // of a MW, kt or MW·ms
	leastStep   = 1e-5 // relative: values nearer to each other are the same
)

// Least finds the plan with the least of a measure among those that cost no more
// than a limit in JPY; +Inf allows any cost. A measure is a ratio N/D or the
// largest of some: the largest N − λD is made least for λ the value of the best
// plan so far, until that brings nothing (Dinkelbach 1967; for several ratios
// Crouzeix, Ferland, Schaible 1985). Of the options Gap and ActiveSites have no
// meaning here, a NodeLimit of 0 means 500, and Start must be a plan within the
// limit.
func Least(ctx context.Context, p *Problem, m Measure, limitJPY float64, opt Options) (Lowest, error) {
	if err := m.Check(p); err != nil {
		return Lowest{}, err
	}
	if math.IsNaN(limitJPY) {
		return Lowest{}, fmt.Errorf("plan: the limit on the cost is %g JPY, want a number", limitJPY)
	}
	w := newWorker(compile(m.Capped(p, math.Inf(1))), opt)
	out, err := w.begun(m, limitJPY)
	if err != nil {
		return out, err
	}
	lambda := out.Value
	if math.IsNaN(lambda) {
		lambda = m.most(p)
	}
	for range leastRounds {
		better, bound, err := w.step(ctx, m, lambda, limitJPY, &out)
		if err != nil || w.stopped(ctx) || out.Status == solve.Infeasible {
			return out, err
		}
		if better {
			lambda = out.Value
			continue
		}
		if lambda != out.Value {
			return out, nil
		}
		if m.divides(p) || lambda == 0 {
			out.Proven = bound >= -leastSlack*math.Max(1, lambda)
			break
		}
		better, infeasible, err := w.undercut(ctx, m, limitJPY, &out)
		if err != nil {
			return out, err
		}
		if !better {
			out.Proven = infeasible
			break
		}
		lambda = out.Value
	}
	if out.Proven {
		out.Status = solve.Optimal
	}
	return out, nil
}

// step makes the largest N − λD least and takes the plan if it is better.
func (w *worker) step(ctx context.Context, m Measure, lambda, limitJPY float64, out *Lowest) (better bool, bound float64, err error) {
	for {
		found, r, err := w.press(ctx, m.rows(w.c, lambda), nil, limitJPY, out.Plan)
		if err != nil {
			return false, 0, err
		}
		if r.status == solve.Infeasible && math.IsNaN(out.Value) {
			out.Status = solve.Infeasible
		}
		if found != nil {
			if fresh, err := w.gridHolds(*found); err != nil {
				return false, 0, err
			} else if fresh {
				continue
			}
		}
		better, err = out.take(w.c.p, m, found)
		return better, r.bound, err
	}
}

// undercut looks for a plan below the best value. It finds those with D = 0 in
// a period, where nothing is built, that a step cannot tell from the rest.
func (w *worker) undercut(ctx context.Context, m Measure, limitJPY float64, out *Lowest) (better, infeasible bool, err error) {
	for {
		below := out.Value - leastStep*math.Max(out.Value, 1e-3)
		found, r, err := w.press(ctx, m.rows(w.c, 0), m.rows(w.c, below), limitJPY, out.Plan)
		if err != nil || found == nil {
			return false, r.status == solve.Infeasible, err
		}
		if fresh, err := w.gridHolds(*found); err != nil {
			return false, false, err
		} else if fresh {
			continue
		}
		better, err = out.take(w.c.p, m, found)
		return better, false, err
	}
}

// begun is the start of the search for the least of a measure.
func (w *worker) begun(m Measure, limitJPY float64) (Lowest, error) {
	out, start := Lowest{Value: math.NaN()}, w.opt.Start
	if start == nil {
		return out, nil
	}
	e, err := Evaluate(w.c.p, *start)
	if err == nil && e.OK() && within(e.TotalJPY, limitJPY) {
		_, err = out.take(w.c.p, m, start)
	}
	return out, err
}

// take takes a plan that has less of the measure.
func (l *Lowest) take(p *Problem, m Measure, found *Plan) (better bool, err error) {
	if found == nil {
		return false, nil
	}
	value := m.Of(p, *found)
	if value >= l.Value-1e-9*math.Max(1, math.Abs(l.Value)) {
		return false, nil
	}
	l.Status, l.Plan, l.Value = solve.Feasible, *found, value
	l.Evaluation, err = evaluate(p, *found)
	return true, err
}

// within reports whether a cost is at most a limit, but for rounding.
func within(jpy, limit float64) bool {
	return math.IsInf(limit, 1) || jpy <= limit+1e-6*math.Abs(limit)
}

// gridHolds adds the grid rows that the full check finds violated, and reports
// whether there are any.
func (w *worker) gridHolds(plan Plan) (fresh bool, err error) {
	if w.opt.CheckGrid == nil {
		return false, nil
	}
	w.rounds.GridChecks++
	rows, err := w.opt.CheckGrid(plan)
	if err != nil || len(rows) == 0 {
		return false, err
	}
	w.best = &plan
	return true, w.tighten(rows)
}

// hunted is what a search with another objective than cost established.
type hunted struct {
	status solve.Status
	bound  float64
}

// press minimises the largest excess of some rows while others hold.
func (w *worker) press(ctx context.Context, low, hold []coupling, limitJPY float64, from Plan) (*Plan, hunted, error) {
	c := w.c
	w.build(c.usable())
	w.costAsRow(limitJPY)
	z := w.model.AddCol("", math.Inf(-1), math.Inf(1), 1)
	for k, r := range append(low, hold...) {
		row := c.row(&r, &w.cols)
		if row.Name = ""; k < len(low) {
			row.Terms = append(row.Terms, solve.Term{Col: z, Coef: -1})
		}
		w.model.Rows = append(w.model.Rows, row)
	}
	opt := w.options()
	opt.Gap, opt.Start = 0, w.startOf(&from)
	if opt.NodeLimit == 0 {
		opt.NodeLimit = leastNodes
	}
	return w.hunt(ctx, opt, limitJPY)
}

// costAsRow limits the cost of the built model and takes it out of the
// objective.
func (w *worker) costAsRow(limitJPY float64) {
	m := w.model
	var cost []solve.Term
	for j := range m.Cols {
		if m.Cols[j].Cost != 0 {
			cost = append(cost, solve.Term{Col: j, Coef: m.Cols[j].Cost})
			m.Cols[j].Cost = 0
		}
	}
	if !math.IsInf(limitJPY, 1) {
		m.AddRow("cost", math.Inf(-1), limitJPY/w.c.scale-m.Offset, cost...)
	}
	m.Offset = 0
}

// hunt solves the built model, adding the rows that its answers violate, until
// one is a plan within a limit on the cost. It returns the plan, nil for none.
func (w *worker) hunt(ctx context.Context, opt solve.Options, limitJPY float64) (*Plan, hunted, error) {
	var found *Plan
	out := hunted{bound: math.Inf(-1)}
	err := w.run(opt, func(s *solve.Session) error {
		for {
			r, err := w.solveOnce(ctx, s)
			if out.status = r.Status; err != nil || !r.OK() {
				return err
			}
			out.bound = math.Max(out.bound, r.Bound)
			plan := w.extract(r.X)
			e, err := evaluate(w.c.p, plan)
			if err != nil {
				return err
			}
			if e.OK() && within(e.TotalJPY, limitJPY) {
				found = &plan
				return nil
			}
			if n, err := w.separate(s, r.X); err != nil || n == 0 || w.stopped(ctx) {
				return err
			}
		}
	})
	return found, out, err
}
