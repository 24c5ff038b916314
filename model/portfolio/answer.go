package portfolio

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/solve"
)

// Options say how to look for the plan.
type Options struct {
	// Baselines to hold the joint plan against; nil for all of them.
	Baselines []plan.Method
	// TimeLimit of each solve; 0 for that of the settings.
	TimeLimit time.Duration
	// BreakEven asks for Answer.BreakEven, which takes some eight times as long.
	BreakEven bool
	Backend   solve.Backend                                    // nil: the built-in one
	Seed      int                                              // of the solver
	Start     *plan.Plan                                       // to begin with
	Progress  func(step string, done, of int, p plan.Progress) // may be nil; must return soon, and may be called from several goroutines
}

// Answer is the joint plan of a study area beside its baselines.
type Answer struct {
	Study      *Study
	Comparison plan.Comparison
	// WholeBoundJPY is what no plan undercuts, those with the sites that the
	// shortlist left out included; WholeGap is the joint plan's distance from it.
	// NaN where there was no time for it.
	WholeBoundJPY, WholeGap float64
	Checks                  map[plan.Method]Check
	Shadows                 []plan.ShadowPrice // the joint plan's, the dearest first
	BreakEven               *BreakEven         // nil where not asked for or not found
}

// Methods lists the methods of an answer, the joint plan last.
func (a *Answer) Methods() []plan.Method {
	var out []plan.Method
	for _, b := range a.Comparison.Baselines {
		out = append(out, b.Method)
	}
	return append(out, plan.Joint)
}

// Outcome returns the outcome of a method.
func (a *Answer) Outcome(m plan.Method) (plan.Outcome, bool) {
	if m == plan.Joint {
		return a.Comparison.Joint, true
	}
	for _, b := range a.Comparison.Baselines {
		if b.Method == m {
			return b.Outcome, true
		}
	}
	return plan.Outcome{}, false
}

// Main returns the plan that the settings' method names.
func (a *Answer) Main() (plan.Method, plan.Outcome) {
	m := plan.Method(a.Study.Settings.Method)
	out, ok := a.Outcome(m)
	if !ok {
		m, out = plan.Joint, a.Comparison.Joint
	}
	return m, out
}

// MainFound reports whether the plan of Main exists.
func (a *Answer) MainFound() bool {
	_, out := a.Main()
	return found(out)
}

// Found reports whether the joint plan exists.
func (a *Answer) Found() bool { return found(a.Comparison.Joint) }

func found(o plan.Outcome) bool { return o.Status == solve.Optimal || o.Status == solve.Feasible }

// Solve finds the baselines and then the joint plan, which begins with the best
// of them, and checks every one of them again. A cancelled context ends it with
// the best plans so far; the answer then says their gaps.
func (st *Study) Solve(ctx context.Context, opt Options) (*Answer, error) {
	baselines := opt.Baselines
	if baselines == nil {
		baselines = plan.Baselines()
	}
	if main := plan.Method(st.Settings.Method); main != plan.Joint && !slices.Contains(baselines, main) {
		baselines = append(slices.Clone(baselines), main)
	}
	a := &Answer{Study: st, WholeBoundJPY: math.NaN(), WholeGap: math.NaN(), Checks: map[plan.Method]Check{}}
	if err := a.solveBaselines(ctx, baselines, opt); err != nil {
		return nil, err
	}
	o := st.PlanOptions(ctx, opt)
	o.Start = a.bestStart(opt.Start)
	var found []plan.GridRow
	o.CheckGrid = st.checkInto(context.WithoutCancel(ctx), &found)
	steps := len(baselines) + 2
	o.Progress = tellInto(opt, string(plan.Joint), steps-2, steps)
	var err error
	if a.Comparison.Joint, err = plan.Solve(ctx, st.Problem, o); err != nil {
		return nil, fmt.Errorf("%s: %w", plan.Joint, err)
	}
	st.adopt(found)
	a.value()
	if err := a.recheck(context.WithoutCancel(ctx)); err != nil {
		return nil, err
	}
	if !a.Found() || ctx.Err() != nil {
		return a, nil
	}
	o.Progress = tellInto(opt, "bound and prices", steps-1, steps)
	if err := a.priced(ctx, o); err != nil {
		return nil, err
	}
	if opt.BreakEven {
		o.Progress = tellInto(opt, "break-even of fiber", steps-1, steps)
		a.addBreakEven(ctx, o)
	}
	return a, nil
}

// solveBaselines solves the baselines side by side, each from the same problem,
// so that their number of workers does not matter, and takes the rows that they
// found in their order.
func (a *Answer) solveBaselines(ctx context.Context, baselines []plan.Method, opt Options) error {
	st := a.Study
	outs, found, errs := make([]plan.Outcome, len(baselines)), make([][]plan.GridRow, len(baselines)), make([]error, len(baselines))
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(st.workers(), len(baselines)) {
		group.Go(func() {
			for n := int(next.Add(1)) - 1; n < len(baselines); n = int(next.Add(1)) - 1 {
				outs[n] = plan.Outcome{Stop: solve.StopCancel, BoundJPY: math.NaN(), Gap: math.NaN()}
				if ctx.Err() != nil {
					continue
				}
				o := st.PlanOptions(ctx, opt)
				o.CheckGrid = st.checkInto(context.WithoutCancel(ctx), &found[n])
				o.Progress = tellInto(opt, string(baselines[n]), n, len(baselines)+2)
				outs[n], errs[n] = plan.SolveBy(ctx, st.Problem, baselines[n], o)
			}
		})
	}
	group.Wait()
	for n, how := range baselines {
		if errs[n] != nil {
			return fmt.Errorf("%s: %w", how, errs[n])
		}
		st.adopt(found[n])
		a.Comparison.Baselines = append(a.Comparison.Baselines, plan.Compared{Method: how, Outcome: outs[n]})
	}
	return nil
}

// bestStart is the cheapest of the baselines' plans, so that the joint plan is
// never worse than any; the given one where there is none.
func (a *Answer) bestStart(given *plan.Plan) *plan.Plan {
	best := math.Inf(1)
	for n := range a.Comparison.Baselines {
		out := &a.Comparison.Baselines[n].Outcome
		if found(*out) && out.Evaluation.OK() && out.Evaluation.TotalJPY < best {
			best, given = out.Evaluation.TotalJPY, &out.Plan
		}
	}
	return given
}

// tellInto passes progress on; nil where nobody listens.
func tellInto(opt Options, step string, n, steps int) func(plan.Progress) {
	if opt.Progress == nil {
		return nil
	}
	tell := func(p plan.Progress) { opt.Progress(step, n, steps, p) }
	tell(plan.Progress{Stage: "begin", TotalJPY: math.NaN(), Bound: math.NaN(), Gap: math.NaN()})
	return tell
}

// PlanOptions are the options of model/plan that the settings ask for, with the
// full check of the grid.
func (st *Study) PlanOptions(ctx context.Context, opt Options) plan.Options {
	s := st.Settings.Search
	o := plan.Options{
		Gap: s.GapPct / 100, ActiveSites: s.ActiveSites, Seed: opt.Seed, Backend: opt.Backend,
		CheckGrid: st.CheckGrid(context.WithoutCancel(ctx)), TimeLimit: opt.TimeLimit,
	}
	if o.TimeLimit == 0 {
		o.TimeLimit = time.Duration(s.Seconds * float64(time.Second))
	}
	return o
}

// value fills what planning together is worth against each baseline; against one
// that was interrupted nothing is known.
func (a *Answer) value() {
	for n := range a.Comparison.Baselines {
		b := &a.Comparison.Baselines[n]
		b.ValueJPY = math.NaN()
		if found(b.Outcome) && a.Found() && b.Outcome.Stop != solve.StopCancel {
			b.ValueJPY = b.Outcome.Evaluation.TotalJPY - a.Comparison.Joint.Evaluation.TotalJPY
		}
		b.ValueJPYPerYear = plan.ValuePerYearJPY(a.Study.Problem, b.ValueJPY)
	}
}

// priced adds the bound over all sites and the shadow prices.
func (a *Answer) priced(ctx context.Context, o plan.Options) error {
	whole := *a.Study.Problem
	whole.Sites = a.Study.whole
	// Policies name sites by their place in the shortlist.
	if len(a.Study.Problem.Policy.Shares)+len(a.Study.Problem.Policy.Minimums)+len(a.Study.Problem.Policy.Separated) == 0 {
		bound, err := plan.Bound(ctx, &whole, o)
		if err != nil {
			return err
		}
		total := a.Comparison.Joint.Evaluation.TotalJPY
		a.WholeBoundJPY = math.Min(bound, a.Comparison.Joint.BoundJPY)
		a.WholeGap = (total - a.WholeBoundJPY) / math.Abs(total)
	}
	var err error
	p := a.Comparison.Joint.Plan
	a.Shadows, err = plan.ShadowPrices(ctx, a.Study.Problem, &p, o)
	return err
}
