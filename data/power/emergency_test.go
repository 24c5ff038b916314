package power_test

import (
	"math"
	"testing"

	"github.com/wattbit/wattbit/data/power"
)

func TestSetEmergency(t *testing.T) {
	n := &power.Network{Branches: []power.Branch{{RateMW: 100}, {RateMW: 100, EmergencyMW: 150}, {}, {RateMW: math.Inf(1)}}}
	n.SetEmergency(1.1)
	for i, want := range []float64{110, 150, 0, 0} {
		if got := n.Branches[i].EmergencyMW; math.Abs(got-want) > 1e-9 {
			t.Errorf("branch %d: %g MW after an outage, want %g", i, got, want)
		}
	}
}
