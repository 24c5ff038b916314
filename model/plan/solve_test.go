package plan

import (
	"context"
	"math"
	"testing"

	"github.com/wattbit/wattbit/model/solve"
)

// exact asks for the proven optimum.
var exact = Options{Gap: -1}

func solved(t testing.TB, p *Problem, opt Options) Outcome {
	t.Helper()
	out, err := Solve(context.Background(), p, opt)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAgainstEnumeration(t *testing.T) {
	count := 40
	built, infeasible := 0, 0
	for seed := range count {
		p := tiny(uint64(seed), 2, 2)
		if seed%3 > 0 {
			withPolicies(p, uint64(seed))
		}
		if seed%4 == 3 {
			p.Classes[0].UnservedJPYPerMWYear = []float64{math.Inf(1), math.Inf(1)}
		}
		want, feasible := brute(p)
		got := solved(t, p, exact)
		if !feasible {
			infeasible++
			if got.Status != solve.Infeasible || got.Infeasible == nil {
				t.Errorf("seed %d: %v, enumeration finds no plan", seed, got.Status)
			}
			continue
		}
		if got.Status != solve.Optimal || !near(got.Evaluation.TotalJPY, want) || !got.Evaluation.OK() {
			t.Errorf("seed %d: %v %.6g, enumeration %.6g; %v", seed, got.Status, got.Evaluation.TotalJPY, want, got.Evaluation.Violations)
		}
		if len(got.Plan.Sites) > 0 {
			built++
		}
	}
	t.Logf("%d of %d build something, %d infeasible", built, count, infeasible)
	if built < count/4 {
		t.Errorf("only %d of %d plans build anything", built, count)
	}
}

func near(x, y float64) bool { return math.Abs(x-y) <= 1e-6*math.Max(1, math.Abs(y)) }
