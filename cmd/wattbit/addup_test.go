package main

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestAddUp(t *testing.T) {
	got := addUp(0, 0.4, 0.4, 0.4)
	if got[0] != 1 || got[1] != 0 || got[2] != 0 {
		t.Errorf("three of 0.4: %v", got)
	}
	if got := addUp(1, 1054.44, -0.06, math.NaN()); got[0] != 1054.44 {
		t.Errorf("with a missing part: %v", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.Float64Range(-1e4, 1e4), 1, 12).Draw(t, "parts")
		sum, printed := 0.0, 0.0
		for i, x := range addUp(1, parts...) {
			if math.Abs(x-parts[i]) >= 0.1+1e-9 {
				t.Errorf("%g is printed as %g", parts[i], x)
			}
			sum, printed = sum+parts[i], printed+x
		}
		if math.Abs(printed-math.Round(sum*10)/10) > 1e-6 {
			t.Errorf("the parts add up to %g, the sum is %g", printed, sum)
		}
	})
}
