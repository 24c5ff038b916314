package agree_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/model/score/agree"
	"github.com/wattbit/wattbit/model/score/method"
	"github.com/wattbit/wattbit/model/score/value"
)

var coefficients = map[string]func(a, b []float64) (float64, error){
	"spearman": agree.Spearman, "weighted spearman": agree.WeightedSpearman, "ws": agree.WS, "kendall": agree.KendallB,
}

func TestEqualRankingsAgreeFully(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(2, 20).Draw(r, "n")
		order := rapid.Permutation(make([]int, n)).Draw(r, "order")
		ranks := make([]float64, n)
		for i := range order {
			ranks[i] = float64(i + 1)
		}
		for name, of := range coefficients {
			got, err := of(ranks, ranks)
			if err != nil || math.Abs(got-1) > 1e-12 {
				r.Fatalf("%s of equal rankings is %v, %v", name, got, err)
			}
		}
		slices.Reverse(order)
		reversed := slices.Clone(ranks)
		slices.Reverse(reversed)
		for _, name := range []string{"spearman", "kendall"} {
			if got, err := coefficients[name](ranks, reversed); err != nil || math.Abs(got+1) > 1e-12 {
				r.Fatalf("%s of opposite rankings is %v, %v", name, got, err)
			}
		}
	})
}

// Tau-b by merging is tau-b by counting pairs, ties and all.
func TestKendallEqualsPairs(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(2, 15).Draw(r, "n")
		rank := rapid.SliceOfN(rapid.Map(rapid.IntRange(1, n), func(k int) float64 { return float64(k) }), n, n)
		a, b := rank.Draw(r, "a"), rank.Draw(r, "b")
		var sum, pairsA, pairsB float64
		for i := range a {
			for j := range i {
				x, y := math.Copysign(1, a[i]-a[j]), math.Copysign(1, b[i]-b[j])
				if a[i] == a[j] {
					x = 0
				}
				if b[i] == b[j] {
					y = 0
				}
				sum += x * y
				pairsA += x * x
				pairsB += y * y
			}
		}
		got, err := agree.KendallB(a, b)
		if pairsA == 0 || pairsB == 0 {
			if !errors.Is(err, agree.ErrInput) {
				r.Fatal("a ranking that ties everyone was accepted")
			}
			return
		}
		if want := sum / math.Sqrt(pairsA*pairsB); err != nil || math.Abs(got-want) > 1e-12 {
			r.Fatalf("tau-b %v, %v; want %v", got, err, want)
		}
	})
}

// The front is those whom nobody dominates.
func TestFrontEqualsPairs(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n, m := rapid.IntRange(1, 25).Draw(r, "n"), rapid.IntRange(1, 4).Draw(r, "m")
		var columns [][]float64
		var directions []value.Direction
		for j := range m {
			columns = append(columns, rapid.SliceOfN(rapid.Map(rapid.IntRange(0, 5), func(k int) float64 { return float64(k) }), n, n).Draw(r, "column"))
			directions = append(directions, value.Direction(1+j%2))
		}
		front, err := agree.Front(t.Context(), columns, directions)
		if err != nil {
			r.Fatal(err)
		}
		by, err := agree.DominatedBy(t.Context(), columns, directions)
		if err != nil {
			r.Fatal(err)
		}
		for i, count := range by {
			if slices.Contains(front, i) != (count == 0) {
				r.Fatalf("row %d is dominated by %d, front %v", i, count, front)
			}
		}
	})
}

// Two rankings of five that differ by one swap, by hand.
func TestCoefficientsByHand(t *testing.T) {
	a, b := []float64{1, 2, 3, 4, 5}, []float64{1, 3, 2, 4, 5}
	for name, want := range map[string]float64{
		"spearman":          1 - 6*2./(5*24),
		"weighted spearman": 1 - 6*(7.+7)/(625+125-25-5),
		"ws":                1 - (1./4/3 + 1./8/2),
		"kendall":           0.8,
	} {
		if got, err := coefficients[name](a, b); err != nil || math.Abs(got-want) > 1e-12 {
			t.Errorf("%s is %v, %v; want %v", name, got, err, want)
		}
	}
}

func TestCorrelated(t *testing.T) {
	nan := math.NaN()
	columns := [][]float64{{1, 2, 3, 4, nan}, {2, 4, 6.1, 8, 1}, {4, 3, 2, 1, 0}, {1, 1, 1, 1, 1}, {1, nan, nan, 2, nan}}
	pairs, err := agree.Correlated(columns, agree.DoubleCounted)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range pairs {
		got = append(got, fmt.Sprintf("%d-%d over %d", p.A, p.B, p.Rows))
	}
	if s := strings.Join(got, ", "); s != "0-1 over 4, 0-2 over 4" {
		t.Error(s)
	}
	if w := pairs[1].Warning([]string{"a", "b", "c"}); !strings.Contains(w, `"a" and "c" go together (r = -1.00`) {
		t.Error(w)
	}
}

// SPOTIS stands on declared bounds and never reverses ranks; a min–max sum does,
// by the constructed example of the references.
func TestReversals(t *testing.T) {
	rows := [][]float64{{5, 17, 12}, {4, 17, 19}, {19, 12, 19}, {12, 10, 19}}
	scores := func(m method.Method) func(keep []int) ([]float64, error) {
		return func(keep []int) ([]float64, error) {
			var kept [][]float64
			for _, i := range keep {
				kept = append(kept, rows[i])
			}
			o, err := m.Evaluate(t.Context(), &method.Problem{
				Columns: method.FromRows(kept), Weights: []float64{0.5, 0.3, 0.2}, Bounds: [][2]float64{{0, 20}, {0, 20}, {0, 20}},
				Directions: []value.Direction{value.Higher, value.Higher, value.Lower},
			})
			if err != nil {
				return nil, err
			}
			if o.LowerIsBetter {
				for i := range o.Scores {
					o.Scores[i] = -o.Scores[i]
				}
			}
			return o.Scores, nil
		}
	}
	got, err := agree.Reversals(t.Context(), 4, scores(method.WSM{Scaling: method.MinMax}))
	if err != nil || !slices.Contains(got, agree.Reversal{Without: 3, Ahead: 2, Behind: 0}) {
		t.Errorf("min–max: %v, %v", got, err)
	}
	if got, err = agree.Reversals(t.Context(), 4, scores(method.SPOTIS{})); err != nil || len(got) != 0 {
		t.Errorf("spotis: %v, %v", got, err)
	}
}

func TestRefuses(t *testing.T) {
	up := []value.Direction{value.Higher}
	for words, call := range map[string]func() error{
		"rankings of 1 and 1":       func() error { _, err := agree.WS([]float64{1}, []float64{1}); return err },
		"rankings of 2 and 3":       func() error { _, err := agree.KendallB([]float64{1, 2}, []float64{1, 2, 3}); return err },
		"rank 1 is 0":               func() error { _, err := agree.WeightedSpearman([]float64{0, 1}, []float64{1, 2}); return err },
		"rank 2 is NaN":             func() error { _, err := agree.Spearman([]float64{1, math.NaN()}, []float64{1, 2}); return err },
		"ties all candidates":       func() error { _, err := agree.Spearman([]float64{1, 1}, []float64{1, 2}); return err },
		"1 criteria with 0":         func() error { _, err := agree.Front(t.Context(), [][]float64{{1}}, nil); return err },
		"of candidate 1 is missing": func() error { _, err := agree.Front(t.Context(), [][]float64{{math.NaN()}}, up); return err },
		"has the direction target": func() error {
			_, err := agree.DominatedBy(t.Context(), [][]float64{{1}}, []value.Direction{value.Target})
			return err
		},
		"criterion 2 has 1 figures": func() error { _, err := agree.Correlated([][]float64{{1, 2}, {1}}, 0.8); return err },
	} {
		if err := call(); !errors.Is(err, agree.ErrInput) || !strings.Contains(err.Error(), words) {
			t.Errorf("want an error with %q, got %v", words, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := agree.DominatedBy(ctx, [][]float64{{1}}, up); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := agree.Front(ctx, [][]float64{{1}}, up); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func Example() {
	additive, topsis := []int{1, 2, 3, 4, 5}, []int{1, 3, 2, 4, 5}
	ws, err := agree.WS(agree.Ranks(additive), agree.Ranks(topsis))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("WS %.4f\n", ws)
	// Output:
	// WS 0.8542
}
