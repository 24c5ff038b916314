package plan_test

import (
	"context"
	"testing"

	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/plan/chance"
	"github.com/wattbit/wattbit/model/plan/pareto"
	"github.com/wattbit/wattbit/model/plan/regret"
)

var onePercent = plan.Options{Gap: 0.01}

func BenchmarkFront200x4(b *testing.B) {
	p := plan.Country(200, 4, 1)
	for b.Loop() {
		for _, m := range []plan.Measure{{Quantity: plan.Share, Shares: []string{"metros"}}, {Quantity: plan.CarbonIntensity}} {
			front, err := pareto.Trace(context.Background(), p, m, pareto.Options{Points: 7, Plan: onePercent})
			if err != nil {
				b.Fatal(err)
			}
			for _, pt := range front.Points {
				b.Logf("%.4g %s for %.5g JPY, gap %.4f", pt.Value, m.Unit(), pt.CostJPY, pt.Gap)
			}
			b.Logf("complete %v, least proven %v", front.Complete, front.LeastProven)
		}
	}
}

func BenchmarkFrequency200x4(b *testing.B) {
	p := plan.Country(200, 4, 1)
	for b.Loop() {
		out, err := plan.Solve(context.Background(), p, onePercent)
		if err != nil {
			b.Fatal(err)
		}
		f, err := plan.Frequency(context.Background(), p, out.Plan, plan.FrequencyOptions{Each: 3, Plan: onePercent, Proofs: 5})
		if err != nil {
			b.Fatal(err)
		}
		for _, w := range f.Within {
			must, avoid, proven := 0, 0, [2]int{}
			for _, s := range w.Sites {
				switch {
				case s.Must && s.Proven:
					proven[0]++
				case s.Avoid && s.Proven:
					proven[1]++
				case s.Must:
					must++
				case s.Avoid:
					avoid++
				}
			}
			b.Logf("within %g: %d plans, must %d proven and %d found, avoid %d proven and %d found", w.Slack, w.Plans, proven[0], must, proven[1], avoid)
		}
	}
}

func BenchmarkRegret100x3(b *testing.B) {
	var futures []regret.Future
	for n, name := range []string{"base", "dear", "boom"} {
		f := plan.Unscaled()
		f.Energy, f.Demand = 1+0.3*float64(n%2), 1+0.15*float64(n/2)
		futures = append(futures, regret.Future{Name: name, Problem: plan.Country(100, 3, 1).Scaled(f)})
	}
	for b.Loop() {
		t, err := regret.Compare(context.Background(), futures, nil, regret.Options{Plan: onePercent, Until: 1})
		if err != nil {
			b.Fatal(err)
		}
		b.Logf("regret %.3g JPY, minimax %s", t.RegretJPY, t.Plans[t.Minimax])
	}
}

func BenchmarkChance100x2(b *testing.B) {
	s := chance.Study{
		Problem: plan.Country(100, 2, 1), Samples: 20, Workers: 2, Plan: onePercent,
		Perturb: chance.Spread{Demand: 0.2, Site: 0.1, Energy: 0.2, Unserved: 0.2, BySite: 0.05}.Perturb,
	}
	for b.Loop() {
		r, err := chance.Run(context.Background(), s)
		if err != nil {
			b.Fatal(err)
		}
		b.Logf("%d of %d have a plan, the first area holds %.0f to %.0f MW", r.Planned, len(r.Samples), r.Areas[0].LowMW, r.Areas[0].HighMW)
	}
}
