package portfolio

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/plan/pareto"
	"github.com/wattbit/wattbit/model/solve"
)

// FrontOptions say how a front is sought.
type FrontOptions struct {
	Options // its baselines are not looked at
	// Points of the front, its ends included; 0 for all that are Step apart, in
	// the gauge's unit.
	Points int
	Step   float64
	// Known, when set, is the study's answer as Solve found it: its plans are not
	// sought again.
	Known *Answer
	// Found is called after each search; of is 0 where it is not known. May be nil.
	Found func(found, of int)
}

// Front is the least cost of a study's plans at each value of a gauge.
type Front struct {
	Gauge  *Gauge
	Own    Own
	Front  pareto.Front
	Points []FrontPoint // of Front, rising in the gauge
	// Reproducible is false where a clock or an interrupt ended a search.
	Reproducible bool
}

// Own is the scenario's own plan, by its method.
type Own struct {
	Method  plan.Method
	Outcome plan.Outcome
	Value   float64 // of the gauge, in its unit; NaN without a plan
	Point   int     // of the front that it is, −1 for none
}

// FrontPoint is a plan of the front in the gauge's unit.
type FrontPoint struct {
	pareto.Point
	Value, Limit float64   // Limit is +Inf for the cheapest plan
	Sites        []SiteRow // that the plan builds
	In, Out      []SiteRow // against the point before it, from the cheapest on
	UnservedMW   float64   // in the last period
	Accepted     bool      // by the checks of the grid and of the optical network
}

// Front finds the scenario's own plan and the front of cost against a gauge. A
// cancelled context ends it with the points found, which are not Complete then.
func (st *Study) Front(ctx context.Context, g *Gauge, opt FrontOptions) (*Front, error) {
	f := &Front{Gauge: g, Reproducible: true}
	cheapest, err := st.ownPlan(ctx, g, opt, &f.Own)
	if err != nil || !found(cheapest) {
		f.Front.Status, f.Reproducible = cheapest.Status, cheapest.Stop.Reproducible()
		return f, err
	}
	o := st.PlanOptions(ctx, opt.Options)
	o.CheckGrid = st.adopting(context.WithoutCancel(ctx), g.Problem)
	step := ""
	o.Progress = opt.progress(&step)
	f.Front, err = pareto.Trace(ctx, g.Problem, g.Measure, pareto.Options{
		Plan: o, Points: opt.Points, Step: opt.Step / g.shown, Cheapest: &cheapest,
		Progress: func(found, of int) {
			step = fmt.Sprintf("limit %d", found)
			if of > 0 {
				step += fmt.Sprintf(" of %d", of)
			}
			if opt.Found != nil {
				opt.Found(found, of)
			}
		},
	})
	if err != nil {
		return nil, err
	}
	f.Reproducible = cheapest.Stop.Reproducible() && ctx.Err() == nil && (o.TimeLimit == 0 || f.Front.Complete)
	return f, st.describe(context.WithoutCancel(ctx), f)
}

// progress passes on what a search tells, with what is sought.
func (o Options) progress(step *string) func(plan.Progress) {
	if o.Progress == nil {
		return nil
	}
	return func(p plan.Progress) { o.Progress(*step, 0, 0, p) }
}

// ownPlan finds the joint plan, which begins with the sequential one, and the
// plan of the settings' method.
func (st *Study) ownPlan(ctx context.Context, g *Gauge, opt FrontOptions, own *Own) (plan.Outcome, error) {
	own.Method, own.Value, own.Point = plan.Method(st.Settings.Method), math.NaN(), -1
	joint, err := st.jointOf(ctx, opt.Options, opt.Known)
	if err != nil {
		return joint, err
	}
	if own.Outcome, err = st.ownOutcome(ctx, joint, opt, own.Method); err != nil {
		return joint, fmt.Errorf("%s: %w", own.Method, err)
	}
	g.Problem.GridRows = st.Problem.GridRows
	if found(own.Outcome) {
		own.Value = g.Of(own.Outcome.Plan)
	}
	return joint, nil
}

// ownOutcome is the plan of a method.
func (st *Study) ownOutcome(ctx context.Context, joint plan.Outcome, opt FrontOptions, method plan.Method) (plan.Outcome, error) {
	if method == plan.Joint {
		return joint, nil
	}
	if opt.Known != nil {
		if out, ok := opt.Known.Outcome(method); ok {
			return out, nil
		}
	}
	out, err := plan.SolveBy(ctx, st.Problem, method, st.PlanOptions(ctx, opt.Options))
	st.adoptFound()
	return out, err
}

// jointOf is the joint plan of an answer, or is sought where there is none.
func (st *Study) jointOf(ctx context.Context, opt Options, known *Answer) (plan.Outcome, error) {
	if known != nil {
		return known.Comparison.Joint, nil
	}
	return st.Joint(ctx, opt)
}

// Joint finds the joint plan alone, beginning with the sequential one.
func (st *Study) Joint(ctx context.Context, opt Options) (plan.Outcome, error) {
	o := st.PlanOptions(ctx, opt)
	step := string(plan.Sequential)
	o.Progress = opt.progress(&step)
	first, err := plan.SolveBy(ctx, st.Problem, plan.Sequential, o)
	if err != nil {
		return first, fmt.Errorf("%s: %w", plan.Sequential, err)
	}
	st.adoptFound()
	if step = string(plan.Joint); found(first) && first.Evaluation.OK() {
		o.Start = &first.Plan
	}
	joint, err := plan.Solve(ctx, st.Problem, o)
	if err != nil {
		return joint, fmt.Errorf("%s: %w", plan.Joint, err)
	}
	st.adoptFound()
	return joint, nil
}

// describe says what each point builds and what changes along the front.
func (st *Study) describe(ctx context.Context, f *Front) error {
	for _, pt := range f.Front.Points {
		row := FrontPoint{
			Point: pt, Value: f.Gauge.Shown(pt.Value), Limit: f.Gauge.Shown(pt.Limit), Sites: st.SiteRows(pt.Plan),
			UnservedMW: pt.Evaluation.UnservedMW[st.periods()-1],
		}
		check, err := st.Check(ctx, pt.Plan)
		if err != nil {
			return err
		}
		row.Accepted = check.OK()
		f.Points = append(f.Points, row)
	}
	for n := len(f.Points) - 2; n >= 0; n-- {
		f.Points[n].In = newSites(f.Points[n].Sites, f.Points[n+1].Sites)
		f.Points[n].Out = newSites(f.Points[n+1].Sites, f.Points[n].Sites)
	}
	own := f.Own.Outcome
	if !found(own) {
		return nil
	}
	f.Own.Point = slices.IndexFunc(f.Front.Points, func(pt pareto.Point) bool {
		return solve.RelativeGap(own.Evaluation.TotalJPY, pt.CostJPY) <= 1e-9 && math.Abs(f.Gauge.Measure.Of(f.Gauge.Problem, own.Plan)-pt.Value) <= 1e-9
	})
	return nil
}

// newSites are the sites of one plan that another one lacks.
func newSites(of, than []SiteRow) []SiteRow {
	var out []SiteRow
	for _, s := range of {
		if !slices.ContainsFunc(than, func(o SiteRow) bool { return o.Site == s.Site }) {
			out = append(out, s)
		}
	}
	return out
}
