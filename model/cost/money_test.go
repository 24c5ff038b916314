package cost

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func near(t interface{ Fatalf(string, ...any) }, what string, got, want, tol float64) {
	if !(math.Abs(got-want) <= tol*math.Max(1, math.Abs(want))) {
		t.Fatalf("%s = %v, want %v", what, got, want)
	}
}

func TestCRF(t *testing.T) {
	near(t, "CRF(5 %, 20)", CRF(0.05, 20), 0.05*math.Pow(1.05, 20)/(math.Pow(1.05, 20)-1), 1e-14)
	near(t, "CRF(0, 25)", CRF(0, 25), 1./25, 0)
	near(t, "CRF(1e-12, 25)", CRF(1e-12, 25), 1./25, 1e-9)
	near(t, "CRF(4 %, ∞)", CRF(0.04, math.Inf(1)), 0.04, 1e-14)
	for _, bad := range [][2]float64{{-0.1, 5}, {0.1, 0}, {0.1, -1}, {math.NaN(), 5}} {
		if x := CRF(bad[0], bad[1]); !math.IsNaN(x) {
			t.Errorf("CRF(%v) = %v, want NaN", bad, x)
		}
	}
}

func TestAnnuitiesRepayWhatTheResidualLeaves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := rapid.Float64Range(0, 0.2).Draw(t, "rate")
		life := rapid.IntRange(1, 40).Draw(t, "life")
		age := rapid.IntRange(0, life).Draw(t, "age")
		paid := 0.0
		for y := 1; y <= age; y++ {
			paid += CRF(rate, float64(life)) * Discount(rate, float64(y))
		}
		left := ResidualShare(rate, float64(life), float64(age)) * Discount(rate, float64(age))
		near(t, "annuities + residual", paid+left, 1, 1e-9)
	})
}

func TestDelay(t *testing.T) {
	near(t, "delay", DelayJPY(100, 0.5, 888e6, 0.5), 22.2e9, 1e-12)
}
