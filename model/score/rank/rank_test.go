package rank_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/model/score/rank"
)

func TestOf(t *testing.T) {
	scores := []float64{0.4, 0.9, 0.4, 0.1}
	if got := rank.Of(scores, false); !slices.Equal(got, []int{2, 1, 2, 4}) {
		t.Errorf("ranks %v", got)
	}
	if got := rank.Of(scores, true); !slices.Equal(got, []int{2, 4, 2, 1}) {
		t.Errorf("ranks of costs %v", got)
	}
	if got := rank.Mean(scores, false); !slices.Equal(got, []float64{2.5, 1, 2.5, 4}) {
		t.Errorf("mean ranks %v", got)
	}
	if len(rank.Of(nil, false)) != 0 {
		t.Error("ranks of nothing")
	}
}

// Long slices, which are sorted by digits, come out as short ones would.
func TestOrderIsStableAndSorted(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.SampledFrom([]int{0, 1, 2, 511, 513, 3000}).Draw(r, "n")
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(r, "seed"), 1))
		coarse := rapid.Bool().Draw(r, "coarse")
		lower := rapid.Bool().Draw(r, "lower")
		scores := make([]float64, n)
		for i := range scores {
			scores[i] = rng.NormFloat64() * math.Exp(20*rng.Float64())
			if coarse {
				scores[i] = float64(rng.IntN(5)-2) * math.Copysign(1, rng.Float64()-0.5)
			}
		}
		order := rank.Order(scores, lower)
		seen := make([]bool, n)
		for place, i := range order {
			seen[i] = true
			if place == 0 {
				continue
			}
			before, here := scores[order[place-1]], scores[i]
			if lower {
				before, here = here, before
			}
			if before < here || before == here && order[place-1] > i {
				r.Fatalf("place %d: %v before %v", place, scores[order[place-1]], scores[i])
			}
		}
		if slices.Contains(seen, false) {
			r.Fatal("an index is missing")
		}
	})
}

func BenchmarkOrder(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	scores := make([]float64, 1_000_000)
	for i := range scores {
		scores[i] = rng.Float64()
	}
	order := make([]int, len(scores))
	b.ReportAllocs()
	for b.Loop() {
		rank.Into(order, scores, false)
	}
}
