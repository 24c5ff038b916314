package plan

import (
	"context"
	"math"
	"reflect"
	"strings"
	"testing"
)

func TestFrequencyAgainstEnumeration(t *testing.T) {
	musts, avoids, byBound := 0, 0, 0
	for seed := range uint64(12) {
		p := tiny(seed, 3, 1)
		p.Sites[2].Land.Private += 1e11 * float64(seed%2)
		out := solved(t, p, exact)
		if !out.ok() || len(out.Plan.Sites) == 0 {
			continue
		}
		without, with := everySite(p)
		for _, proofs := range []int{0, -1} {
			f, err := Frequency(context.Background(), p, out.Plan, FrequencyOptions{Proofs: proofs, Each: 2, Plan: exact, Slacks: []float64{0.05, 0, 0.01}})
			if err != nil {
				t.Fatal(err)
			}
			for n, jpy := range f.CostJPY {
				if e, err := Evaluate(p, f.Plans[n]); err != nil || !e.OK() || e.TotalJPY != jpy {
					t.Errorf("seed %d: plan %d: %v %v", seed, n, err, e.Violations)
				}
			}
			for _, w := range f.Within {
				for i, s := range w.Sites {
					must, avoid := without[i] > w.LimitJPY*(1+2e-6), with[i] > w.LimitJPY*(1+2e-6)
					if s.Proven && (s.Must && !must || s.Avoid && !avoid) || proofs < 0 && (must || avoid) && !s.Proven {
						t.Errorf("seed %d, site %d within %g, %d proofs: %+v; cheapest without %g, with %g, limit %g",
							seed, i, w.Slack, f.Proofs, s, without[i], with[i], w.LimitJPY)
					}
					if must && !s.Must || avoid && !s.Avoid || s.Plans > w.Plans || !(s.LowMW <= s.MeanMW+1e-9 && s.MeanMW <= s.HighMW+1e-9) {
						t.Errorf("seed %d: %+v of %d plans", seed, s, w.Plans)
					}
					if s.Proven && s.Must {
						musts++
					} else if s.Proven {
						avoids++
						byBound += proofs + 1
					}
				}
			}
		}
	}
	t.Logf("%d must, %d avoid, %d of them by the relaxation alone", musts, avoids, byBound)
	if musts < 5 || avoids < 5 || byBound == 0 {
		t.Error("the test shows little")
	}
}

// everySite is the cheapest plan without and with each site.
func everySite(p *Problem) (without, with []float64) {
	for range p.Sites {
		without, with = append(without, math.Inf(1)), append(with, math.Inf(1))
	}
	everyPlan(p, func(plan Plan, jpy float64) {
		for i := range p.Sites {
			if plan.siteMW(p, i) > 0 {
				with[i] = math.Min(with[i], jpy)
			} else {
				without[i] = math.Min(without[i], jpy)
			}
		}
	})
	return without, with
}

func TestFrequencyTwiceAndRefused(t *testing.T) {
	p := tiny(8, 3, 2)
	plan := solved(t, p, exact).Plan
	opt := FrequencyOptions{Plan: exact, Proofs: 2}
	one, err := Frequency(context.Background(), p, plan, opt)
	if err != nil {
		t.Fatal(err)
	}
	two, err := Frequency(context.Background(), p, plan, opt)
	if err != nil || !reflect.DeepEqual(one, two) || one.Proofs > 2 {
		t.Errorf("two runs differ, or %d proofs (%v)", one.Proofs, err)
	}
	opt.Slacks = []float64{-1}
	if _, err := Frequency(context.Background(), p, plan, opt); err == nil || !strings.Contains(err.Error(), "slacks") {
		t.Errorf("a slack below 0: %v", err)
	}
	opt.Slacks = []float64{math.NaN()}
	if _, err := Frequency(context.Background(), p, plan, opt); err == nil {
		t.Error("a slack of NaN passes")
	}
	p.GridRows[0].MarginMW[1] = -1e6
	if _, err := Frequency(context.Background(), p, plan, FrequencyOptions{}); err == nil || !strings.Contains(err.Error(), "breaks") {
		t.Errorf("a plan that breaks a limit: %v", err)
	}
}
