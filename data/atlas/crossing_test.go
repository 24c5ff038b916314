package atlas

import (
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// TestCrossing holds the sweep against a comparison of all pairs.
func TestCrossing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		coordinate := rapid.Float64Range(0, 9)
		var ring orb.Ring
		for range rapid.IntRange(3, 9).Draw(t, "corners") {
			ring = append(ring, orb.Point{coordinate.Draw(t, "lon"), coordinate.Draw(t, "lat")})
		}
		ring = append(ring, ring[0])
		want := false
		for i := range len(ring) - 1 {
			for j := range i {
				want = want || cross(ring[i], ring[i+1], ring[j], ring[j+1])
			}
		}
		if _, _, got := crossing(ring); got != want {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}
