// Package pareto finds fronts of cost against another measure of a plan: the
// plans of which none is both cheaper and better.
//
// The method is the ε-constraint (Haimes, Lasdon, Wismer 1971): the cheapest
// plan is sought for one limit on the measure after the other. The ends are
// lexicographic: of the cheapest plans that with the least of the measure, and
// of the plans with the least of the measure the cheapest. Each search starts
// from the best plan known within its limit, and every bound holds for all
// tighter limits too.
package pareto

import (
	"context"
	"fmt"
	"math"
	"sort"

	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/solve"
)

// Options steer a search.
type Options struct {
	Plan plan.Options // of each solve; a time limit is for each

	// Points is how many limits are tried, at equal distances, the ends
	// included. 0 finds every point of the front that is at least Step away from
	// the next, going down from the cheapest plan.
	Points int
	Step   float64 // in the measure's unit, above 0 where Points is 0

	// Cheapest, when set, is the cheapest plan as Solve found it.
	Cheapest *plan.Outcome

	Progress func(found, of int) // of: 0 where not known
}

// Front is what was found, without plans that another one beats.
type Front struct {
	Measure plan.Measure
	Status  solve.Status // Infeasible or NoSolution where there is no plan at all
	Points  []Point      // rising in Value, falling in cost

	// LeastProven says that no plan has less of the measure than the first point.
	LeastProven bool
	// Complete says that the search came to its end, and each point is proven
	// within the gap that was asked for.
	Complete bool
}

// Point is a plan of the front.
type Point struct {
	Limit float64 // on the measure, under which the plan is the cheapest found
	Value float64 // of the plan, at most the limit

	CostJPY  float64
	BoundJPY float64 // no plan within the limit costs less; NaN where not known
	Gap      float64 // (CostJPY − BoundJPY) / |CostJPY|
	Proven   bool    // the gap is nothing: 1e-6 or less

	Plan       plan.Plan
	Evaluation plan.Evaluation
}

// tieNodes is how long the least of the measure is sought among plans as cheap as
// the cheapest one found, where that is not the proven optimum anyway.
const tieNodes = 20

// mostPoints ends a search by steps.
const mostPoints = 1000

// Trace finds the front of a problem. A cancelled context is no error: the
// front so far is not Complete. Without a time limit in the options the same
// call gives the same front.
func Trace(ctx context.Context, p *plan.Problem, m plan.Measure, opt Options) (Front, error) {
	front := Front{Measure: m}
	if opt.Points == 0 && !(opt.Step > 0) {
		return front, fmt.Errorf("pareto: step is %g, want above 0, or 2 points or more", opt.Step)
	}
	if opt.Points < 0 || opt.Points == 1 {
		return front, fmt.Errorf("pareto: %d points, want 2 or more, or 0 and a step", opt.Points)
	}
	if err := p.Check(); err != nil {
		return front, err
	}
	if err := m.Check(p); err != nil {
		return front, err
	}
	s := &search{p: p, m: m, opt: opt}
	s.opt.Plan.NoExplain = true
	if err := s.cheapest(ctx); err != nil || len(s.points) == 0 {
		front.Status = s.status
		return front, err
	}
	least, err := s.least(ctx)
	if err != nil {
		return front, err
	}
	if err := s.between(ctx); err != nil {
		return front, err
	}
	s.share()
	front.Status, front.LeastProven = solve.Feasible, least
	front.Points = undominated(s.points)
	front.Complete = least && ctx.Err() == nil && !s.cut
	for _, pt := range front.Points {
		front.Complete = front.Complete && pt.Gap <= math.Max(gapOf(opt.Plan), 1e-6)
	}
	return front, nil
}

// gapOf is the gap that plan.Solve stops at.
func gapOf(opt plan.Options) float64 {
	if opt.Gap == 0 {
		return plan.DefaultGap
	}
	return math.Max(0, opt.Gap)
}

// search is a front in the making.
type search struct {
	p      *plan.Problem
	m      plan.Measure
	opt    Options
	points []Point
	status solve.Status
	cut    bool // by the number of points
}

// cheapest finds the end without a limit.
func (s *search) cheapest(ctx context.Context) error {
	out := s.opt.Cheapest
	if out == nil {
		solved, err := plan.Solve(ctx, s.p, s.opt.Plan)
		if err != nil {
			return err
		}
		out = &solved
	}
	if s.status = out.Status; out.Status != solve.Optimal && out.Status != solve.Feasible {
		return nil
	}
	s.add(math.Inf(1), out.Plan, out.Evaluation, out.BoundJPY)
	opt := s.from(math.Inf(1))
	if opt.NodeLimit == 0 && gapOf(opt) > 0 {
		opt.NodeLimit = tieNodes
	}
	found, err := plan.Least(ctx, s.p, s.m, out.Evaluation.TotalJPY, opt)
	if err != nil {
		return err
	}
	if !math.IsNaN(found.Value) && found.Value < s.points[0].Value {
		s.add(math.Inf(1), found.Plan, found.Evaluation, out.BoundJPY)
	}
	return nil
}

// least finds the other end.
func (s *search) least(ctx context.Context) (proven bool, err error) {
	found, err := plan.Least(ctx, s.p, s.m, math.Inf(1), s.from(math.Inf(1)))
	if err != nil || math.IsNaN(found.Value) {
		return false, err
	}
	s.add(found.Value, found.Plan, found.Evaluation, math.NaN())
	return found.Proven, s.solve(ctx, found.Value)
}

// between finds what lies between the ends.
func (s *search) between(ctx context.Context) error {
	low, high := s.points[0].Value, math.Inf(1)
	for _, pt := range s.points {
		low = math.Min(low, pt.Value)
		if math.IsInf(pt.Limit, 1) {
			high = math.Min(high, pt.Value)
		}
	}
	if s.opt.Points > 0 {
		for k := 1; k < s.opt.Points-1 && low < high; k++ {
			s.tell(k, s.opt.Points)
			if err := s.solve(ctx, low+(high-low)*float64(k)/float64(s.opt.Points-1)); err != nil {
				return err
			}
		}
		return nil
	}
	for n, limit := 1, high-s.opt.Step; limit > low; n++ {
		if s.cut = n > mostPoints || ctx.Err() != nil; s.cut {
			return nil
		}
		s.tell(n, 0)
		if err := s.solve(ctx, limit); err != nil {
			return err
		}
		limit = math.Min(limit, s.points[len(s.points)-1].Value) - s.opt.Step
	}
	return nil
}

func (s *search) tell(found, of int) {
	if s.opt.Progress != nil {
		s.opt.Progress(found, of)
	}
}

// solve finds the cheapest plan under a limit.
func (s *search) solve(ctx context.Context, limit float64) error {
	out, err := plan.Solve(ctx, s.m.Capped(s.p, limit), s.from(limit))
	if err != nil {
		return err
	}
	if out.Status == solve.Optimal || out.Status == solve.Feasible {
		s.add(limit, out.Plan, out.Evaluation, out.BoundJPY)
	}
	return nil
}

// add takes a plan.
func (s *search) add(limit float64, pl plan.Plan, e plan.Evaluation, bound float64) {
	s.points = append(s.points, Point{
		Limit: limit, Value: s.m.Of(s.p, pl), CostJPY: e.TotalJPY, BoundJPY: bound, Plan: pl, Evaluation: e,
	})
}

// from are the options of a solve that starts from the cheapest plan within a
// limit.
func (s *search) from(limit float64) plan.Options {
	opt, best := s.opt.Plan, math.Inf(1)
	opt.Start = nil
	for n := range s.points {
		if pt := &s.points[n]; pt.Value <= limit && pt.CostJPY < best {
			best, opt.Start = pt.CostJPY, &pt.Plan
		}
	}
	return opt
}

// share lets every limit have the best plan within it, and the best bound of
// the looser limits.
func (s *search) share() {
	sort.SliceStable(s.points, func(a, b int) bool { return s.points[a].Limit > s.points[b].Limit })
	bound := math.NaN()
	for n := range s.points {
		pt := &s.points[n]
		if math.IsNaN(bound) || pt.BoundJPY > bound {
			bound = pt.BoundJPY
		}
		pt.BoundJPY = math.Min(bound, pt.CostJPY)
		for _, other := range s.points {
			if other.Value <= pt.Limit && other.CostJPY < pt.CostJPY {
				pt.Value, pt.CostJPY, pt.Plan, pt.Evaluation = other.Value, other.CostJPY, other.Plan, other.Evaluation
			}
		}
		pt.BoundJPY = math.Min(pt.BoundJPY, pt.CostJPY)
		pt.Gap = solve.RelativeGap(pt.CostJPY, pt.BoundJPY)
		pt.Proven = pt.Gap <= 1e-6
	}
}

// undominated drops points that another one beats, and all but the tightest
// proof of those with the same plan.
func undominated(points []Point) []Point {
	sort.SliceStable(points, func(a, b int) bool {
		x, y := &points[a], &points[b]
		switch {
		case x.Value != y.Value:
			return x.Value < y.Value
		case x.CostJPY != y.CostJPY:
			return x.CostJPY < y.CostJPY
		}
		return x.BoundJPY > y.BoundJPY
	})
	var out []Point
	for _, pt := range points {
		if n := len(out); n == 0 || pt.CostJPY < out[n-1].CostJPY-1e-9*math.Abs(out[n-1].CostJPY) {
			out = append(out, pt)
		}
	}
	return out
}
