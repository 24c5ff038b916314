package plan_test

import (
	"testing"

	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/plan/internal/small"
	"github.com/wattbit/wattbit/model/solve"
)

// TestNearOptimalAgainstEnumeration: no plan within the slack lies outside the
// proven ranges, and the alternatives are plans within it that build otherwise.
func TestNearOptimalAgainstEnumeration(t *testing.T) {
	others, narrow := 0, 0
	for seed := range uint64(6) {
		p := small.Problem(seed, 3, 2)
		exact := plan.Options{Gap: -1}
		best, err := plan.Solve(t.Context(), p, exact)
		if err != nil || best.Status != solve.Optimal {
			t.Fatalf("seed %d: %v %v", seed, best.Status, err)
		}
		const slack = 0.3
		limit := (1 + slack) * best.Evaluation.TotalJPY
		found, err := plan.Alternatives(t.Context(), p, best.Plan, slack, 3, exact)
		if err != nil {
			t.Fatal(err)
		}
		for n, alternative := range found {
			e, err := plan.Evaluate(p, alternative)
			if err != nil || !e.OK() || e.TotalJPY > limit*(1+1e-6) {
				t.Errorf("seed %d: alternative %d costs %g of %g, %v %v", seed, n, e.TotalJPY, limit, e.Violations, err)
			}
		}
		others += len(found)
		ranges, err := plan.Ranges(p, best.Plan, slack, found)
		if err != nil {
			t.Fatal(err)
		}
		if err := plan.BoundRanges(t.Context(), p, best.Plan, slack, ranges, exact); err != nil {
			t.Fatal(err)
		}
		small.EachPlan(p, func(pl plan.Plan, e plan.Evaluation) {
			if e.TotalJPY > limit {
				return
			}
			for a, r := range ranges {
				mw := 0.0
				for _, s := range pl.Sites {
					if p.Sites[s.Site].Area == a {
						mw += s.ITMW(p, 1)
					}
				}
				if mw < r.NoLess-1e-6 || mw > r.NoMore+1e-6 {
					t.Errorf("seed %d: a plan within the slack has %g MW in area %d, %+v", seed, mw, a, r)
				}
			}
		})
		for a, r := range ranges {
			if r.Low < r.NoLess-1e-6 || r.High > r.NoMore+1e-6 || r.Low > r.High {
				t.Errorf("seed %d, area %d: %+v", seed, a, r)
			}
			if r.NoMore < 200 {
				narrow++
			}
		}
	}
	if others < 5 || narrow < 5 {
		t.Errorf("%d alternatives, %d upper bounds: the test shows little", others, narrow)
	}
}
