package score_test

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/model/score"
)

func mustScore(r interface {
	Helper()
	Fatal(...any)
}, m score.Model, t *score.Table, workers int) (*score.Scorer, *score.Result) {
	r.Helper()
	s, err := m.Compile()
	if err != nil {
		r.Fatal(err)
	}
	out, err := s.Score(bg, t, score.Options{Workers: workers})
	if err != nil {
		r.Fatal(err)
	}
	return s, out
}

// Taking candidates away, dominated or not, changes neither the scores nor the
// order of the others: the pipeline is free of rank reversal.
func TestNoRankReversal(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		m, table := drawModel(r), drawTable(r, 2, 12)
		_, all := mustScore(r, m, table, 1)
		drop := rapid.IntRange(1, 1<<len(table.IDs)-2).Draw(r, "drop")
		fewer := without(table, func(row int) bool { return drop>>row&1 == 1 })
		_, some := mustScore(r, m, fewer, 1)
		for _, lists := range [][2][]int{{all.Order, some.Order}, {all.Open, some.Open}} {
			var want, got []string
			for _, i := range lists[0] {
				if slices.Contains(fewer.IDs, table.IDs[i]) {
					want = append(want, table.IDs[i])
				}
			}
			for _, i := range lists[1] {
				got = append(got, fewer.IDs[i])
			}
			if !slices.Equal(want, got) {
				r.Fatalf("order %v became %v", want, got)
			}
		}
		for i, id := range fewer.IDs {
			if j := slices.Index(table.IDs, id); some.Score[i] != all.Score[j] {
				r.Fatalf("score of %s was %v, is %v", id, all.Score[j], some.Score[i])
			}
		}
	})
}

// Whatever the missing figures turn out to be, score and rank lie in their
// intervals.
func TestIntervalsHoldTheTruth(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		m, table := drawModel(r), drawTable(r, 1, 8)
		_, before := mustScore(r, m, table, 1)
		truth := without(table, func(int) bool { return false })
		for j := range truth.Columns {
			c := &truth.Columns[j]
			for i, x := range c.Values {
				switch {
				case c.Low != nil && !math.IsNaN(c.Low[i]):
					c.Values[i] = rapid.Float64Range(c.Low[i], c.High[i]).Draw(r, "true figure")
				case math.IsNaN(x):
					c.Values[i] = rapid.Float64Range(0, 10).Draw(r, "true figure")
				}
			}
			c.Low, c.High = nil, nil
		}
		// A gate decides by the figure where there is one, so the rank interval
		// promises something only where the status stays the same.
		_, after := mustScore(r, m, truth, 1)
		same := true
		for i := range before.Status {
			same = same && (before.Status[i] == score.Unknown || before.Status[i] == after.Status[i])
		}
		for i := range after.Score {
			if after.Score[i] < before.Lower[i]-1e-12 || after.Score[i] > before.Upper[i]+1e-12 {
				r.Fatalf("row %d: score %v outside %v to %v", i, after.Score[i], before.Lower[i], before.Upper[i])
			}
			if before.Score[i] < before.Lower[i]-1e-12 || before.Score[i] > before.Upper[i]+1e-12 {
				r.Fatalf("row %d: point %v outside its interval", i, before.Score[i])
			}
			if same && after.Status[i] == score.Pass && (after.Rank[i] < before.BestRank[i] || after.Rank[i] > before.WorstRank[i]) {
				r.Fatalf("row %d: rank %d outside %d to %d", i, after.Rank[i], before.BestRank[i], before.WorstRank[i])
			}
		}
	})
}

func TestFunnelCountsEveryone(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		m, table := drawModel(r), drawTable(r, 1, 20)
		s, res := mustScore(r, m, table, 1)
		left := len(table.IDs)
		for g, step := range res.Funnel {
			left -= step.FailAfter
			if step.Remaining != left {
				r.Fatalf("step %d: %d remain, want %d", g, step.Remaining, left)
			}
			fail, unknown, only := 0, 0, 0
			for _, id := range table.IDs {
				states := verdicts(r, s, table, res, id)
				switch states[g] {
				case score.Fail:
					fail++
					states[g] = score.Pass
					if !slices.Contains(states, score.Fail) {
						only++
					}
				case score.Unknown:
					unknown++
				}
			}
			if fail != step.FailAlone || unknown != step.UnknownAlone || only != step.FailOnly {
				r.Fatalf("step %d: %+v, counted %d %d %d", g, step, fail, unknown, only)
			}
		}
		if left != len(res.Order)+len(res.Open) {
			r.Fatalf("%d left, %d passed and %d open", left, len(res.Order), len(res.Open))
		}
		if n := len(res.Funnel); n > 0 && res.Funnel[n-1].UnknownAfter != len(res.Open) {
			r.Fatalf("%d unknown at the end, %d open", res.Funnel[n-1].UnknownAfter, len(res.Open))
		}
	})
}

// verdicts returns the states of all gates, then of all vetoes.
func verdicts(r *rapid.T, s *score.Scorer, t *score.Table, res *score.Result, id string) (out []score.State) {
	e, err := s.Explain(t, res, id, 1)
	if err != nil {
		r.Fatal(err)
	}
	for _, g := range e.Gates {
		out = append(out, g.State)
	}
	for _, step := range res.Funnel[len(out):] {
		for _, c := range e.Contributions {
			if "veto "+c.Criterion == step.Gate.ID {
				out = append(out, c.Veto)
			}
		}
	}
	return out
}

func TestPartsSumToScore(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		m, table := drawModel(r), drawTable(r, 1, 6)
		s, res := mustScore(r, m, table, 1)
		for i, id := range table.IDs {
			e, err := s.Explain(table, res, id, 1)
			if err != nil {
				r.Fatal(err)
			}
			var points, top float64
			for _, c := range e.Contributions {
				points += c.Points
			}
			for _, g := range e.Groups {
				if g.Group == "watts" || g.Group == "bits" {
					top += g.Points
				}
			}
			if !near(points, res.Score[i]) || !near(top, res.Score[i]) {
				r.Fatalf("%s: criteria %v, groups %v, score %v", id, points, top, res.Score[i])
			}
			if res.Geometric[i] > res.Score[i]+1e-12 {
				r.Fatalf("%s: geometric %v above additive %v", id, res.Geometric[i], res.Score[i])
			}
		}
	})
}

// Batches of any size and any number of workers give the same bytes.
func TestBatchEqualsWhole(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		m, table := drawModel(r), drawTable(r, 1, 20)
		s, whole := mustScore(r, m, table, 1)
		_, other := mustScore(r, m, table, 8)
		if !reflect.DeepEqual(whole.Score, other.Score) || !reflect.DeepEqual(whole.Order, other.Order) {
			r.Fatal("8 workers differ from 1")
		}
		cut := rapid.IntRange(0, len(table.IDs)).Draw(r, "cut")
		var dst score.Scores
		var scores, geometric []float64
		for _, drop := range []func(int) bool{func(i int) bool { return i >= cut }, func(i int) bool { return i < cut }} {
			if err := s.Batch(&dst, without(table, drop)); err != nil {
				r.Fatal(err)
			}
			scores, geometric = append(scores, dst.Score...), append(geometric, dst.Geometric...)
		}
		if !slices.Equal(scores, whole.Score) || !slices.Equal(geometric, whole.Geometric) {
			r.Fatal("batches differ from the whole")
		}
	})
}
