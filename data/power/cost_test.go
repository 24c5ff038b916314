package power

import (
	"math"
	"testing"
)

func TestCostCurves(t *testing.T) {
	quad := Cost{Model: Polynomial, Coefficients: []float64{150, 5, 0.11}}
	if got := quad.PerHour(10); got != 150+50+11 {
		t.Errorf("polynomial at 10 MW: %g", got)
	}
	if got := quad.Marginal(10); math.Abs(got-7.2) > 1e-12 {
		t.Errorf("slope at 10 MW: %g", got)
	}
	pwl := Cost{Model: Piecewise, Points: []CostPoint{{0, 0}, {10, 100}, {20, 300}}}
	for mw, want := range map[float64]float64{-5: -50, 5: 50, 10: 100, 15: 200, 30: 500} {
		if got := pwl.PerHour(mw); got != want {
			t.Errorf("piecewise at %g MW: %g, want %g", mw, got, want)
		}
	}
	if got := pwl.Marginal(10); got != 20 {
		t.Errorf("slope right of the corner: %g, want 20", got)
	}
	var none Cost
	if !math.IsNaN(none.PerHour(1)) || !math.IsNaN(none.Marginal(1)) {
		t.Error("an unknown cost must be NaN")
	}
}

func TestCostCheck(t *testing.T) {
	bad := []Cost{
		{Model: Piecewise, Points: []CostPoint{{1, 1}}},
		{Model: Piecewise, Points: []CostPoint{{1, 1}, {1, 2}}},
		{Model: Piecewise, Points: []CostPoint{{1, math.Inf(1)}, {2, 2}}},
		{Model: Polynomial, Coefficients: []float64{math.NaN()}},
		{Model: 7},
	}
	for i, c := range bad {
		if c.Check() == nil {
			t.Errorf("curve %d passed", i)
		}
	}
	good := Cost{Model: Piecewise, Points: []CostPoint{{1, 1}, {2, 2}}}
	if err := good.Check(); err != nil {
		t.Error(err)
	}
}

func TestLinkLoss(t *testing.T) {
	l := Link{LossMW: 1, LossShare: 0.02}
	if got := l.DeliveredMW(100); got != 97 {
		t.Errorf("forward: %g, want 97", got)
	}
	if got := l.DeliveredMW(-100); got != -103 {
		t.Errorf("reverse: %g, want -103 (what To must send)", got)
	}
}
