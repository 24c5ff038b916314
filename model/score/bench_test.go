package score_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/wattbit/wattbit/model/score"
	"github.com/wattbit/wattbit/model/score/value"
)

// wide returns n candidates with 12 criteria and 2 gates, one cell in 50
// missing.
func wide(n int) (score.Model, *score.Table) {
	rng := rand.New(rand.NewPCG(1, 2))
	m := score.Model{Gates: []score.Gate{
		{ID: "g0", Column: "c00", Op: score.AtLeast, Threshold: 50},
		{ID: "g1", Column: "c01", Op: score.AtMost, Threshold: 950},
	}}
	t := &score.Table{}
	for i := range n {
		t.IDs = append(t.IDs, fmt.Sprintf("site-%07d", i))
	}
	for j := range 12 {
		id := fmt.Sprintf("c%02d", j)
		c := score.Column{ID: id, Values: make([]float64, n)}
		for i := range c.Values {
			c.Values[i] = rng.Float64() * 1000
			if rng.IntN(50) == 0 {
				c.Values[i] = math.NaN()
			}
		}
		t.Columns = append(t.Columns, c)
		m.Criteria = append(m.Criteria, score.Criterion{ID: id, Direction: value.Higher, Weight: float64(j + 1),
			Value: value.Spec{Points: []value.Point{{X: 0, Value: 0}, {X: 100, Value: 0.3}, {X: 600, Value: 0.9}, {X: 1000, Value: 1}}}})
	}
	return m, t
}

// BenchmarkBatch scores 1e6 candidates × 12 criteria with one worker, in
// batches whose memory is used again.
func BenchmarkBatch(b *testing.B) {
	const size = 50_000
	m, t := wide(size)
	s, err := m.Compile()
	if err != nil {
		b.Fatal(err)
	}
	var dst score.Scores
	b.ReportAllocs()
	for b.Loop() {
		for range 1_000_000 / size {
			if err := s.Batch(&dst, t); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkScore scores and ranks 1e6 candidates × 12 criteria.
func BenchmarkScore(b *testing.B) {
	m, t := wide(1_000_000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := m.Score(b.Context(), t, score.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
