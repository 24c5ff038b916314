package plan

import (
	"context"
	"math"
	"testing"

	"github.com/wattbit/wattbit/model/solve"
)

// TestWithAndWithoutASite: the optimum is the cheaper of the best plan with a
// site and the best without it, whichever site it is.
func TestWithAndWithoutASite(t *testing.T) {
	for seed := range uint64(12) {
		p := tiny(seed, 3, 2)
		if seed%2 == 0 {
			withPolicies(p, seed)
		}
		opt := Options{Gap: -1, NoExplain: true}
		best := solved(t, p, opt)
		var from *Plan
		if best.ok() {
			from = &best.Plan
		}
		for i := range p.Sites {
			var totals [2]float64
			for k, open := range []bool{false, true} {
				out, err := SolveWith(context.Background(), p, i, open, from, opt)
				if err != nil {
					t.Fatal(err)
				}
				if totals[k] = math.Inf(1); !out.ok() {
					continue
				}
				totals[k] = out.Evaluation.TotalJPY
				built := false
				for _, s := range out.Plan.Sites {
					built = built || s.Site == i && s.Levels[1] > 0
				}
				if built != open || !out.Evaluation.OK() || out.Status != solve.Optimal {
					t.Errorf("seed %d, site %d, open %v: built %v, %v, %v", seed, i, open, built, out.Status, out.Evaluation.Violations)
				}
			}
			want := math.Inf(1)
			if best.ok() {
				want = best.Evaluation.TotalJPY
			}
			if got := math.Min(totals[0], totals[1]); got != want && !near(got, want) {
				t.Errorf("seed %d, site %d: %g without it and %g with it; the optimum is %g", seed, i, totals[0], totals[1], want)
			}
		}
	}
}

func TestASiteThatIsNeverReady(t *testing.T) {
	p := must()
	p.Sites[1].Connections[0].ReadyYear = 2100
	p.Classes[0].UnservedJPYPerMWYear[0] = 4e9
	out, err := SolveWith(context.Background(), p, 1, true, nil, exact)
	if err != nil || out.Status != solve.Infeasible {
		t.Errorf("%v, %v", out.Status, err)
	}
	if out, err = SolveWith(context.Background(), p, 1, false, nil, exact); err != nil || out.Status != solve.Optimal {
		t.Errorf("%v, %v", out.Status, err)
	}
	if _, err = SolveWith(context.Background(), p, 2, true, nil, exact); err == nil {
		t.Error("a site that is not there is no error")
	}
}
