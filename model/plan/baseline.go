package plan

import (
	"context"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/solve"
)

// Method is a way to come to a plan.
type Method string

// The methods. All but Joint are baselines: what is decided without looking at
// the whole.
const (
	// Joint decides everything together.
	Joint Method = "joint"
	// WattFirst chooses sites and connections as if fiber were free and latency
	// no matter, then builds fiber to them at least cost.
	WattFirst Method = "watt-first"
	// BitFirst chooses sites and fiber as if power were everywhere and free, then
	// connects them to the grid, as large and as early as it allows.
	BitFirst Method = "bit-first"
	// Sequential is today's practice: period by period and area by area, each
	// with what the others left, for power first and fiber afterwards.
	Sequential Method = "sequential"
	// BAU lets each area grow by its share of today's queue only.
	BAU Method = "bau"
)

// Baselines lists the methods beside Joint.
func Baselines() []Method { return []Method{BAU, WattFirst, BitFirst, Sequential} }

// SolveBy finds a plan by a method. Whatever the method, the plan meets every
// requirement of the problem and is priced by the same objective. For baselines
// Bound and Gap are those of their last step, not of the problem. Where what
// the first steps chose cannot stand, the last step may leave parts of it out.
func SolveBy(ctx context.Context, p *Problem, how Method, opt Options) (Outcome, error) {
	if err := p.Check(); err != nil {
		return Outcome{}, err
	}
	opt.Start = nil
	out, err := solveBy(ctx, p, how, opt)
	if err == nil && (out.Status == solve.Optimal || out.Status == solve.Feasible) {
		out.Evaluation, err = evaluate(p, out.Plan)
	}
	return out, err
}

func solveBy(ctx context.Context, p *Problem, how Method, opt Options) (Outcome, error) {
	switch how {
	case Joint:
		return solveFixed(ctx, p, nil, opt)
	case BAU:
		return solveFixed(ctx, queueView(p), nil, opt)
	case WattFirst:
		first, err := solveFixed(ctx, wattView(p, false), nil, opt)
		if err != nil || !first.ok() {
			return first, err
		}
		return wattsThenBits(ctx, p, first.Plan.Sites, opt)
	case BitFirst:
		return bitFirst(ctx, p, opt)
	case Sequential:
		return sequential(ctx, p, opt)
	}
	return Outcome{}, fmt.Errorf("plan: method %q: want joint, watt-first, bit-first, sequential or bau", how)
}

// ok reports whether there is a plan.
func (o Outcome) ok() bool { return o.Status == solve.Optimal || o.Status == solve.Feasible }

// closedAll closes every site.
func closedAll(p *Problem) []siteFix {
	fix := make([]siteFix, len(p.Sites))
	for i := range fix {
		fix[i] = anySite
		fix[i].high = make([]int, len(p.Years))
	}
	return fix
}

// wattsThenBits builds fiber to sites that are chosen. Where they cannot all
// stand, some may be left out or wait.
func wattsThenBits(ctx context.Context, p *Problem, sites []SitePlan, opt Options) (Outcome, error) {
	fix := closedAll(p)
	for _, s := range sites {
		fix[s.Site] = siteFix{con: s.Connection, fiber: -1, fiberBy: -1, low: s.Levels, high: s.Levels}
	}
	first := opt
	first.NoExplain = true
	out, err := solveFixed(ctx, p, fix, first)
	if err != nil || out.Status != solve.Infeasible {
		return out, err
	}
	for i := range fix {
		fix[i].low = nil
	}
	return solveFixed(ctx, p, fix, opt)
}

// bitFirst connects sites that are chosen for their fiber. What is built of
// fiber stays built, with power or without.
func bitFirst(ctx context.Context, p *Problem, opt Options) (Outcome, error) {
	blind := opt
	blind.CheckGrid = nil
	first, err := solveFixed(ctx, bitView(p), nil, blind)
	if err != nil || !first.ok() {
		return first, err
	}
	fix := closedAll(p)
	for _, s := range first.Plan.Sites {
		fix[s.Site] = siteFix{con: -1, fiber: s.Fiber, fiberBy: s.FiberFrom, high: s.Levels}
	}
	blind = opt
	blind.NoExplain = true
	out, err := solveFixed(ctx, p, fix, blind)
	if err != nil || out.Status != solve.Infeasible {
		return out, err
	}
	for i := range fix {
		fix[i].fiberBy = -1
	}
	return solveFixed(ctx, p, fix, opt)
}

// ValuePerYearJPY spreads a difference of net present costs evenly over the
// years from the first period to the horizon.
func ValuePerYearJPY(p *Problem, presentJPY float64) float64 {
	years := 0.0
	for _, a := range newCalendar(p).annuity {
		years += a
	}
	return presentJPY / years
}

// Comparison is the joint plan beside its baselines.
type Comparison struct {
	Joint     Outcome
	Baselines []Compared
}

// Compared is a baseline and what planning together is worth against it.
type Compared struct {
	Method  Method
	Outcome Outcome

	// ValueJPY is the baseline's net present cost less the joint plan's, and
	// ValueJPYPerYear the same by year. NaN where either has no plan. The joint
	// plan's gap is an error in the direction of too little.
	ValueJPY, ValueJPYPerYear float64
}

// Compare solves the baselines and then the joint plan, which begins with the
// best of them, so that it is never worse than any. The time limit holds for
// each of the plans.
func Compare(ctx context.Context, p *Problem, opt Options, baselines ...Method) (Comparison, error) {
	var c Comparison
	best := math.Inf(1)
	for _, how := range baselines {
		out, err := SolveBy(ctx, p, how, opt)
		if err != nil {
			return c, fmt.Errorf("%s: %w", how, err)
		}
		c.Baselines = append(c.Baselines, Compared{Method: how, Outcome: out})
		if out.ok() && out.Evaluation.OK() && out.Evaluation.TotalJPY < best {
			best = out.Evaluation.TotalJPY
			plan := out.Plan
			opt.Start = &plan
		}
	}
	var err error
	if c.Joint, err = Solve(ctx, p, opt); err != nil {
		return c, fmt.Errorf("%s: %w", Joint, err)
	}
	for n := range c.Baselines {
		b := &c.Baselines[n]
		if b.ValueJPY = math.NaN(); b.Outcome.ok() && c.Joint.ok() {
			b.ValueJPY = b.Outcome.Evaluation.TotalJPY - c.Joint.Evaluation.TotalJPY
		}
		b.ValueJPYPerYear = ValuePerYearJPY(p, b.ValueJPY)
	}
	return c, nil
}
