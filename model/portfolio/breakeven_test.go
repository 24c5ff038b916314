package portfolio_test

import (
	"context"
	"math"
	"testing"

	"github.com/wattbit/wattbit/model/portfolio"
)

func TestBreakEvenOfTheStrait(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	changes := []string{"plan.periods=[2035]", "plan.facility.blocks_mw=[30, 50]", "plan.demand.scale=0.5", "plan.search.gap_pct=0.2"}
	a, err := strait(t, changes...).Solve(context.Background(), portfolio.Options{BreakEven: true})
	if err != nil {
		t.Fatal(err)
	}
	b := a.BreakEven
	if b == nil || len(b.Points) == 0 || !(b.Low <= b.High) || math.Abs(b.RatioNow-32.5/3750) > 1e-12 {
		t.Fatalf("%+v", b)
	}
	// At each factor joint costs no more; within the answer it pays below and not above.
	for _, p := range b.Points {
		value := p.BaselineJPY - p.JointJPY
		pays := value > 0.002*p.JointJPY
		if value < 0 || pays != (p.Factor <= b.Low) && b.Low != b.High {
			t.Errorf("at factor %g the value is %g of %g; break-even between %g and %g", p.Factor, value, p.JointJPY, b.Low, b.High)
		}
	}
	low, high := b.Ratios()
	if !(low > 0 && low <= high) {
		t.Errorf("ratios %g to %g", low, high)
	}
	t.Logf("%g to %g times today's fiber, ratio %g to %g: %+v", b.Low, b.High, low, high, b.Points)
	without, err := strait(t, changes...).Solve(context.Background(), portfolio.Options{})
	if err != nil || without.BreakEven != nil {
		t.Errorf("%v, %+v, though nobody asked", err, without.BreakEven)
	}
}
