package smaa_test

import (
	"math/rand/v2"
	"testing"

	"github.com/wattbit/wattbit/model/score/smaa"
)

// bench takes 10,000 weights × 10,000 candidates × 8 criteria.
func bench(b *testing.B, allRanks bool) {
	const n = 10_000
	p := smaa.Problem{IDs: ids(n), Options: smaa.Options{TopK: 20, AllRanks: allRanks}}
	rng := rand.New(rand.NewPCG(1, 1))
	for range 8 {
		column := make([]float64, n)
		for i := range column {
			column[i] = rng.Float64()
		}
		p.Values = append(p.Values, column)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := smaa.Run(b.Context(), p); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkTop20(b *testing.B)    { bench(b, false) }
func BenchmarkAllRanks(b *testing.B) { bench(b, true) }

// BenchmarkMissing takes 1,800 candidates × 15 criteria, of which every fifth
// figure is missing, with all ranks: about what a country's municipalities are.
func BenchmarkMissing(b *testing.B) {
	const n, m = 1800, 15
	rng := rand.New(rand.NewPCG(1, 1))
	var lower, upper [][]float64
	for range m {
		low, high := make([]float64, n), make([]float64, n)
		for i := range low {
			low[i] = rng.Float64()
			high[i] = low[i]
			if rng.IntN(5) == 0 {
				low[i], high[i] = 0, 1
			}
		}
		lower, upper = append(lower, low), append(upper, high)
	}
	p := smaa.FromIntervals(ids(n), lower, upper)
	p.AllRanks = true
	b.ReportAllocs()
	for b.Loop() {
		if _, err := smaa.Run(b.Context(), p); err != nil {
			b.Fatal(err)
		}
	}
}
