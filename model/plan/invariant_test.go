package plan

import (
	"context"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/model/solve"
)

// optimum is the optimum, +Inf where there is no plan.
func optimum(t *rapid.T, p *Problem) float64 {
	out, err := Solve(context.Background(), p, Options{Gap: -1, NoExplain: true})
	if err != nil {
		t.Fatal(err)
	}
	if out.Status == solve.Infeasible {
		return math.Inf(1)
	}
	if out.Status != solve.Optimal || out.Evaluation.MaxResidual > Tolerance {
		t.Fatalf("%v, residual %g", out.Status, out.Evaluation.MaxResidual)
	}
	if !(out.BoundJPY <= out.Evaluation.TotalJPY) {
		t.Fatalf("bound %g above %g", out.BoundJPY, out.Evaluation.TotalJPY)
	}
	return out.Evaluation.TotalJPY
}

func drawn(t *rapid.T, sites int) *Problem {
	seed := rapid.Uint64Range(0, 1<<40).Draw(t, "seed")
	p := tiny(seed, sites, 2)
	if rapid.Bool().Draw(t, "policies") {
		withPolicies(p, seed)
	}
	return p
}

func TestMoreChoiceNeverCosts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawn(t, 3)
		takes := []func(p *Problem){
			func(p *Problem) { p.Sites[2].Connections, p.Sites[2].Blocks = nil, nil },
			func(p *Problem) { p.Sites[0].Fibers = p.Sites[0].Fibers[:len(p.Sites[0].Fibers)-1] },
			func(p *Problem) { p.Reinforcements[0].Lumps = 0 },
			func(p *Problem) { p.Shared[0].ReadyYear = 2100 },
			func(p *Problem) { p.Links[0].MW, p.Links[0].BackMW = []float64{0, 0}, []float64{0, 0} },
			func(p *Problem) { p.Links[0].Gains = nil },
			func(p *Problem) { p.GridRows[0].Gains = nil },
			func(p *Problem) { p.Sites[1].Connections = p.Sites[1].Connections[:len(p.Sites[1].Connections)-1] },
			func(p *Problem) { p.Sites[1].Blocks = p.Sites[1].Blocks[:len(p.Sites[1].Blocks)-1] },
		}
		less := *all
		less.Sites = append([]Site(nil), all.Sites...)
		less.Reinforcements = append([]Reinforcement(nil), all.Reinforcements...)
		less.Shared = append([]Shared(nil), all.Shared...)
		less.Links = append([]Link(nil), all.Links...)
		less.GridRows = append([]GridRow(nil), all.GridRows...)
		rapid.SampledFrom(takes).Draw(t, "what is taken away")(&less)
		if a, b := optimum(t, &less), optimum(t, all); b > a+1e-6*math.Max(1, math.Abs(a)) {
			t.Fatalf("with more to choose from %g, with less %g", b, a)
		}
	})
}

func TestFiberCostIsMonotoneAndConcave(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(t, 2)
		p.Policy.BudgetJPY = nil // it would bind at other builds
		a, b, c := optimum(t, p), optimum(t, p.scaledFiber(3)), optimum(t, p.scaledFiber(5))
		if math.IsInf(a, 1) {
			return
		}
		slack := 1e-5 * math.Abs(c)
		if b < a-slack || c < b-slack {
			t.Fatalf("fiber at 1, 3 and 5 times its cost: %g, %g, %g", a, b, c)
		}
		if b < (a+c)/2-slack {
			t.Fatalf("the optimum is not concave in the cost of fiber: %g, %g, %g", a, b, c)
		}
	})
}

// TestMetroShareRises: where only sites away from the metro need fiber, all
// of one cost, dearer fiber never moves load away from it.
func TestMetroShareRises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := tiny(rapid.Uint64Range(0, 1<<40).Draw(t, "seed"), 4, 1)
		p.GridRows, p.Shared = nil, nil
		for i := range p.Sites {
			s := &p.Sites[i]
			s.Blocks, s.Domestic = []Block{{ITMW: 20, LandHa: 1, Capex: s.Blocks[0].Capex}}, true
			s.Connections = []Connection{{ID: "c", MaxMW: 100, FirmShare: 1, Capex: s.Connections[0].Capex}}
			s.Fibers = []Fiber{{ID: "f", Reach: grid2(2, 2), Diversity: RiskDisjoint}}
			if i%2 == 1 {
				s.Fibers[0].Capex = Capex{Money{Private: 1e9}, 30}
			}
		}
		last := -1.0
		low := math.Pow(10, rapid.Float64Range(-1, 2).Draw(t, "factor"))
		for _, factor := range []float64{low, low * 3} {
			out, err := Solve(context.Background(), p.scaledFiber(factor), exact)
			if err != nil {
				t.Fatal(err)
			}
			inside, all := 0.0, 0.0
			for _, s := range out.Plan.Sites {
				all += s.ITMW(p, 0)
				if s.Site%2 == 0 {
					inside += s.ITMW(p, 0)
				}
			}
			if remote := all - inside; last >= 0 && remote > last+1e-6 {
				t.Fatalf("at %g times the fiber cost %g MW are remote, before %g", factor, remote, last)
			}
			last = all - inside
		}
	})
}

func TestCancelKeepsTheBestPlan(t *testing.T) {
	p := country(120, 3, 2)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var gap float64
	out, err := Solve(ctx, p, Options{Gap: -1, Progress: func(pr Progress) {
		if pr.Stage == "search" {
			gap = pr.Gap
			cancel()
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	if !out.ok() || out.Stop != solve.StopCancel || !out.Evaluation.OK() || !(out.Gap > 0 && out.Gap <= gap+1e-9) {
		t.Errorf("%v, %v, gap %g after %g, %v", out.Status, out.Stop, out.Gap, gap, out.Evaluation.Violations)
	}
	cancel()
	began := time.Now()
	if out, err = Solve(ctx, p, Options{}); err != nil || out.Stop != solve.StopCancel {
		t.Errorf("cancelled before the start: %v, %v after %v", out.Stop, err, time.Since(began))
	}
}

// TestPricedSitesChangeNothing: sites that are left out of the programme until
// they could pay give the same optimum, and never a bound above it.
func TestPricedSitesChangeNothing(t *testing.T) {
	for seed := range uint64(8) {
		p := tiny(seed, 7, 2)
		if seed%2 == 0 {
			withPolicies(p, seed)
		}
		opt := Options{Gap: -1, NoExplain: true}
		want := solved(t, p, opt)
		opt.ActiveSites = 1
		got := solved(t, p, opt)
		if got.Status != want.Status || want.ok() && !near(got.Evaluation.TotalJPY, want.Evaluation.TotalJPY) {
			t.Errorf("seed %d: %v %g, all at once %v %g", seed, got.Status, got.Evaluation.TotalJPY, want.Status, want.Evaluation.TotalJPY)
		}
	}
	p := country(60, 2, 4)
	want := solved(t, p, Options{Gap: 0.01})
	for _, gap := range []float64{0.02} {
		got := solved(t, p, Options{Gap: gap, ActiveSites: 20})
		if got.BoundJPY > want.Evaluation.TotalJPY*(1+1e-9) || got.Evaluation.TotalJPY < want.BoundJPY*(1-1e-9) || got.Gap > gap {
			t.Errorf("priced: %g to %g, gap %g; all at once: %g to %g", got.BoundJPY, got.Evaluation.TotalJPY, got.Gap, want.BoundJPY, want.Evaluation.TotalJPY)
		}
	}
}
