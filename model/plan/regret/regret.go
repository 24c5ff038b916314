// Package regret says what a plan that is made for one future costs in another:
// the regret is that cost less the cost of the best plan for that future, made
// with foresight (Savage 1951).
//
// What a plan commits to is everything that it builds, and does not build, in
// the first periods, or in all. The rest is decided when the future is known.
// Demand that then is not served is paid for at its price. A commitment that
// cannot stand in a future, or that builds what is not on offer there, has an
// endless regret.
package regret

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/solve"
)

// Future is a problem with the same periods and demands as the others. What it
// offers to build may differ: it is told apart by its ids.
type Future struct {
	Name    string
	Problem *plan.Problem
	// CheckGrid of this future in place of that of the options, where set.
	CheckGrid func(plan.Plan) ([]plan.GridRow, error)
}

// options are those of a solve in the future.
func (f *Future) options(opt plan.Options) plan.Options {
	if f.CheckGrid != nil {
		opt.CheckGrid = f.CheckGrid
	}
	return opt
}

// Candidate is a plan to be held against all futures.
type Candidate struct {
	Name string
	Plan plan.Plan
	// Problem that it is a plan of; nil for that of the first future.
	Problem *plan.Problem
}

// Options steer a table.
type Options struct {
	Plan plan.Options // of each solve

	// Until is how many periods are committed; 0: all, so that only who serves
	// whom and the flows between areas are decided afterwards.
	Until int

	Progress func(done, of int) // solves; of is a guess at first
}

// Table is the regret of each plan in each future.
type Table struct {
	Futures []string
	Plans   []string
	Until   int // periods committed

	BestJPY  []float64 // [future] the cheapest plan found; NaN where there is none
	BoundJPY []float64 // [future] no plan costs less

	CostJPY   [][]float64 // [plan][future]; +Inf where it cannot stand, NaN where not known
	Missing   [][]string  // [plan][future] what it builds that is not on offer, empty for nothing
	RegretJPY [][]float64 // [plan][future] CostJPY − BestJPY

	// LowJPY and HighJPY enclose the regret between exact optima.
	LowJPY, HighJPY [][]float64

	// MaxRegretJPY leaves out futures in which no plan stands at all; NaN where a
	// cost is not known.
	MaxRegretJPY []float64 // [plan]
	Minimax      int       // the plan whose largest regret is least; −1 for none
}

// Compare makes the table. Where no candidates are given, the best plan of each
// future is one. Each plan starts from nothing but its commitment, so that the
// order of the candidates does not matter.
func Compare(ctx context.Context, futures []Future, candidates []Candidate, opt Options) (Table, error) {
	if len(futures) == 0 {
		return Table{}, fmt.Errorf("regret: no futures")
	}
	periods := len(futures[0].Problem.Years)
	if opt.Until < 0 || opt.Until > periods {
		return Table{}, fmt.Errorf("regret: %d periods are committed, want 0 to %d", opt.Until, periods)
	}
	if opt.Until == 0 {
		opt.Until = periods
	}
	opt.Plan.Start, opt.Plan.NoExplain = nil, true
	t := Table{Until: opt.Until, Minimax: -1}
	own, err := t.best(ctx, futures, opt)
	if err != nil {
		return t, err
	}
	if candidates == nil {
		candidates = own
	}
	for j, c := range candidates {
		if c.Problem == nil {
			c.Problem = futures[0].Problem
		}
		costs, bounds, missing := make([]float64, len(futures)), make([]float64, len(futures)), make([]string, len(futures))
		for n, f := range futures {
			var lacks *plan.NotOfferedError
			costs[n], bounds[n], err = stand(ctx, f, c, opt)
			if errors.As(err, &lacks) {
				costs[n], bounds[n], missing[n] = math.Inf(1), math.Inf(1), lacks.What
			} else if err != nil {
				return t, fmt.Errorf("regret: plan %s in future %s: %w", c.Name, f.Name, err)
			}
			opt.tell(len(futures)*(j+1)+n+1, len(futures)*(1+len(candidates)))
		}
		t.Plans, t.CostJPY, t.LowJPY = append(t.Plans, c.Name), append(t.CostJPY, costs), append(t.LowJPY, bounds)
		t.Missing = append(t.Missing, missing)
	}
	t.subtract()
	return t, nil
}

func (o Options) tell(done, of int) {
	if o.Progress != nil {
		o.Progress(done, of)
	}
}

// best fills in the best plan of each future and returns those that there are.
func (t *Table) best(ctx context.Context, futures []Future, opt Options) ([]Candidate, error) {
	var own []Candidate
	for n, f := range futures {
		out, err := plan.Solve(ctx, f.Problem, f.options(opt.Plan))
		if err != nil {
			return nil, fmt.Errorf("regret: future %s: %w", f.Name, err)
		}
		opt.tell(n+1, 2*len(futures))
		t.Futures, t.BoundJPY, t.BestJPY = append(t.Futures, f.Name), append(t.BoundJPY, out.BoundJPY), append(t.BestJPY, math.NaN())
		if ok(out) {
			t.BestJPY[n] = out.Evaluation.TotalJPY
			own = append(own, Candidate{Name: f.Name, Plan: out.Plan, Problem: f.Problem})
		}
	}
	return own, nil
}

func ok(out plan.Outcome) bool { return out.Status == solve.Optimal || out.Status == solve.Feasible }

// stand returns what a plan costs in a future, and a bound below that.
func stand(ctx context.Context, f Future, c Candidate, opt Options) (cost, bound float64, err error) {
	commitment, err := plan.Carry(c.Problem, f.Problem, c.Plan, opt.Until)
	if err != nil {
		return 0, 0, err
	}
	out, err := plan.SolveCommitted(ctx, f.Problem, commitment, f.options(opt.Plan))
	switch {
	case err != nil:
		return 0, 0, err
	case ok(out):
		return out.Evaluation.TotalJPY, out.BoundJPY, nil
	case out.Status == solve.Infeasible:
		return math.Inf(1), math.Inf(1), nil
	}
	return math.NaN(), out.BoundJPY, nil
}

// subtract turns costs into regrets. A plan that turns out cheaper than the best
// one found becomes the best. LowJPY holds the bounds of the costs before.
func (t *Table) subtract() {
	for n := range t.Futures {
		for j := range t.Plans {
			if c := t.CostJPY[j][n]; c < t.BestJPY[n] || math.IsNaN(t.BestJPY[n]) && !math.IsInf(c, 1) {
				t.BestJPY[n] = c
			}
		}
	}
	least := math.Inf(1)
	for j := range t.Plans {
		regret, high, most := make([]float64, len(t.Futures)), make([]float64, len(t.Futures)), 0.0
		for n := range t.Futures {
			cost := t.CostJPY[j][n]
			regret[n] = cost - t.BestJPY[n]
			high[n] = cost - math.Min(t.BoundJPY[n], t.BestJPY[n])
			t.LowJPY[j][n] = math.Max(0, math.Min(t.LowJPY[j][n], cost)-t.BestJPY[n])
			if !math.IsNaN(t.BestJPY[n]) {
				most = math.Max(most, regret[n])
			}
		}
		t.RegretJPY, t.HighJPY = append(t.RegretJPY, regret), append(t.HighJPY, high)
		t.MaxRegretJPY = append(t.MaxRegretJPY, most)
		if most < least {
			least, t.Minimax = most, j
		}
	}
}
