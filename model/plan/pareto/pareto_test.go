package pareto_test

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/plan/internal/small"
	"github.com/wattbit/wattbit/model/plan/pareto"
	"github.com/wattbit/wattbit/model/solve"
)

var bg = context.Background()

var measures = []plan.Measure{
	{Quantity: plan.Share, Shares: []string{"metro"}},
	{Quantity: plan.Share, Shares: []string{"quake", "storm"}},
	{Quantity: plan.CarbonTotal},
	{Quantity: plan.CarbonIntensity},
	{Quantity: plan.MeanRTT},
}

// problem is a small problem in which something has to be built.
func problem(seed uint64, sites, periods int) *plan.Problem {
	p := small.Problem(seed, sites, periods)
	m := plan.Minimum{ID: "any", MinMW: make([]float64, periods)}
	m.MinMW[periods-1] = 20
	for i := range p.Sites {
		m.Sites = append(m.Sites, i)
	}
	p.Policy.Minimums = []plan.Minimum{m}
	return p
}

type pair struct{ value, jpy float64 }

// all lists every plan by its two figures.
func all(p *plan.Problem, m plan.Measure) []pair {
	var out []pair
	small.EachPlan(p, func(pl plan.Plan, e plan.Evaluation) { out = append(out, pair{m.Of(p, pl), e.TotalJPY}) })
	return out
}

// cheapest is the least cost of the plans within a limit.
func cheapest(pairs []pair, limit float64) float64 {
	best := math.Inf(1)
	for _, x := range pairs {
		if x.value <= limit*(1+1e-9)+1e-12 {
			best = math.Min(best, x.jpy)
		}
	}
	return best
}

func near(x, y float64) bool { return math.Abs(x-y) <= 1e-6*math.Max(1, math.Abs(y)) }

func TestFrontsAgainstEnumeration(t *testing.T) {
	seeds, points := uint64(4), 0
	if testing.Short() {
		seeds = 1
	}
	for seed := range seeds {
		for n, m := range measures {
			p := problem(seed, 3, 1+int(seed)%2)
			pairs := all(p, m)
			low, high := math.Inf(1), 0.0
			for _, x := range pairs {
				low, high = math.Min(low, x.value), math.Max(high, x.value)
			}
			step := (high - low) / 1e4
			front, err := pareto.Trace(bg, p, m, pareto.Options{Step: step, Plan: plan.Options{Gap: -1}})
			if err != nil {
				t.Fatal(err)
			}
			if !front.Complete || !front.LeastProven || !near(front.Points[0].Value, low) {
				t.Errorf("seed %d, measure %d: complete %v, from %g, least %g", seed, n, front.Complete, front.Points[0].Value, low)
			}
			check(t, fmt.Sprint("seed ", seed, ", measure ", n), p, m, front, pairs)
			for _, x := range pairs { // nothing is missing
				found := false
				for _, pt := range front.Points {
					found = found || pt.Value <= x.value+step && pt.CostJPY <= x.jpy+1e-6*math.Abs(x.jpy)
				}
				if !found {
					t.Errorf("seed %d, measure %d: %+v is on no side of the front", seed, n, x)
				}
			}
			points += len(front.Points)
		}
	}
	if points < 8*int(seeds) {
		t.Errorf("only %d points in all", points)
	}
}

// check holds every point against all plans.
func check(t *testing.T, where string, p *plan.Problem, m plan.Measure, front pareto.Front, pairs []pair) {
	t.Helper()
	for k, pt := range front.Points {
		if want := cheapest(pairs, pt.Value); !near(pt.CostJPY, want) || pt.BoundJPY > want*(1+1e-6) || !pt.Proven {
			t.Errorf("%s: %g costs %.8g (bound %.8g), enumeration %.8g", where, pt.Value, pt.CostJPY, pt.BoundJPY, want)
		}
		if e, err := plan.Evaluate(p, pt.Plan); err != nil || !e.OK() || e.TotalJPY != pt.CostJPY || m.Of(p, pt.Plan) != pt.Value {
			t.Errorf("%s: the plan is not that of the point: %v", where, err)
		}
		if k > 0 && !(pt.Value > front.Points[k-1].Value && pt.CostJPY < front.Points[k-1].CostJPY) {
			t.Errorf("%s: not monotone at %d", where, k)
		}
	}
}

func TestFrontByCount(t *testing.T) {
	for n, m := range measures {
		p := problem(7, 3, 2)
		opt := pareto.Options{Points: 5, Plan: plan.Options{Gap: -1}}
		front, err := pareto.Trace(bg, p, m, opt)
		if err != nil {
			t.Fatal(err)
		}
		pairs := all(p, m)
		check(t, fmt.Sprint("measure ", n), p, m, front, pairs)
		last := front.Points[len(front.Points)-1]
		if len(front.Points) > 5 || !near(last.CostJPY, cheapest(pairs, math.Inf(1))) {
			t.Errorf("%d points, the cheapest at %g", len(front.Points), last.CostJPY)
		}
		out, err := plan.Solve(bg, p, plan.Options{Gap: -1})
		if err != nil {
			t.Fatal(err)
		}
		opt.Cheapest = &out
		again, err := pareto.Trace(bg, p, m, opt)
		if err != nil || !reflect.DeepEqual(front, again) {
			t.Errorf("measure %d: twice is not the same (%v)", n, err)
		}
	}
}

// TestLooseGapsStayHonest: with a wide gap the bounds still hold.
func TestLooseGapsStayHonest(t *testing.T) {
	p := problem(2, 3, 1)
	for _, m := range measures {
		pairs := all(p, m)
		front, err := pareto.Trace(bg, p, m, pareto.Options{Points: 6, Plan: plan.Options{Gap: 0.3}})
		if err != nil {
			t.Fatal(err)
		}
		for _, pt := range front.Points {
			if want := cheapest(pairs, pt.Value); pt.CostJPY < want*(1-1e-6) || pt.BoundJPY > want*(1+1e-6) || pt.Gap > 0.3 {
				t.Errorf("%g: %g to %g, gap %g, enumeration %g", pt.Value, pt.BoundJPY, pt.CostJPY, pt.Gap, want)
			}
		}
	}
}

func TestNoPlanNoFront(t *testing.T) {
	p := problem(1, 2, 1)
	p.Policy.Minimums[0].MinMW[0] = 1e6
	front, err := pareto.Trace(bg, p, measures[0], pareto.Options{Points: 3})
	if err != nil || front.Status != solve.Infeasible || len(front.Points) > 0 {
		t.Errorf("%+v %v", front, err)
	}
	ctx, cancel := context.WithCancel(bg)
	cancel()
	front, err = pareto.Trace(ctx, problem(1, 2, 1), measures[0], pareto.Options{Points: 3})
	if err != nil || front.Complete {
		t.Errorf("cancelled: %+v %v", front, err)
	}
}

func TestBadOptions(t *testing.T) {
	p := problem(1, 2, 1)
	for want, opt := range map[string]pareto.Options{
		"step is 0": {}, "step is -1": {Step: -1}, "1 points": {Points: 1}, "-2 points": {Points: -2},
	} {
		if _, err := pareto.Trace(bg, p, measures[0], opt); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	if _, err := pareto.Trace(bg, p, plan.Measure{Shares: []string{"moon"}}, pareto.Options{Points: 3}); err == nil {
		t.Error("a share that the policy does not have passes")
	}
}
