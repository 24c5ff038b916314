package sensitivity_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/model/score/rank"
	"github.com/wattbit/wattbit/model/score/sensitivity"
)

func draw(r *rapid.T) sensitivity.Additive {
	n, m := rapid.IntRange(2, 7).Draw(r, "n"), rapid.IntRange(2, 5).Draw(r, "m")
	a := sensitivity.Additive{Weights: rapid.SliceOfN(rapid.Float64Range(0.05, 1), m, m).Draw(r, "weights")}
	sum := 0.0
	for _, w := range a.Weights {
		sum += w
	}
	for j := range a.Weights {
		a.Weights[j] /= sum
		a.Values = append(a.Values, rapid.SliceOfN(rapid.Float64Range(0, 1), n, n).Draw(r, "values"))
	}
	return a
}

// changed reports whether somebody clearly overtakes a member of the top.
func changed(top map[int]bool, scores []float64) bool {
	for i := range top {
		for b, s := range scores {
			if !top[b] && s > scores[i]+1e-9 {
				return true
			}
		}
	}
	return false
}

func top(scores []float64, k int) map[int]bool {
	out := map[int]bool{}
	for _, i := range rank.Order(scores, false)[:min(k, len(scores))] {
		out[i] = true
	}
	return out
}

// Short of the flip nothing changes in the top k; a little beyond it something
// has.
func TestFlipsAreSmallest(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		a, k := draw(r), rapid.IntRange(1, 2).Draw(r, "k")
		before := top(a.Scores(a.Weights), k)
		flips, err := sensitivity.Flips(a, k)
		if err != nil {
			r.Fatal(err)
		}
		for j, f := range flips {
			reach := 1.0
			if f.Possible {
				reach = math.Abs(f.Change())
				s := a.Scores(a.Reweighted(j, f.To))
				if math.Abs(s[f.In]-s[f.Out]) > 1e-9 {
					r.Fatalf("%+v: scores %v and %v do not meet", f, s[f.In], s[f.Out])
				}
			}
			for _, part := range []float64{-0.999, -0.5, 0.5, 0.999} {
				if w := f.From + part*reach; reach > 1e-6 && w >= 0 && w <= 1 && changed(before, a.Scores(a.Reweighted(j, w))) {
					r.Fatalf("%+v: the top %d changes at %v already", f, k, w)
				}
			}
		}
	})
}

// The least shift makes two scores meet, moves what it says, and no random
// weights nearer than it change the top k.
func TestLeastShiftIsLeast(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		a, k := draw(r), rapid.IntRange(1, 2).Draw(r, "k")
		s, err := sensitivity.LeastShift(a, k)
		if err != nil {
			r.Fatal(err)
		}
		if s.Possible {
			moved, sum := 0.0, 0.0
			for j, w := range s.Weights {
				moved += math.Abs(w-a.Weights[j]) / 2
				sum += w
			}
			scores := a.Scores(s.Weights)
			if math.Abs(moved-s.Moved) > 1e-9 || math.Abs(sum-1) > 1e-9 || math.Abs(scores[s.Out]-scores[s.In]) > 1e-9 {
				r.Fatalf("%+v: moved %v, sum %v, scores %v and %v", s, moved, sum, scores[s.Out], scores[s.In])
			}
		}
		before := top(a.Scores(a.Weights), k)
		other := rapid.SliceOfN(rapid.Float64Range(1e-6, 1), len(a.Weights), len(a.Weights)).Draw(r, "other")
		sum, moved := 0.0, 0.0
		for _, w := range other {
			sum += w
		}
		for j := range other {
			other[j] /= sum
			moved += math.Abs(other[j]-a.Weights[j]) / 2
		}
		if (!s.Possible || moved < s.Moved-1e-6) && changed(before, a.Scores(other)) {
			r.Fatalf("%+v: weights %v move only %v and change the top %d", s, other, moved, k)
		}
	})
}

func TestAdditiveRefuses(t *testing.T) {
	good := [][]float64{{1, 0}, {0, 1}}
	for words, a := range map[string]sensitivity.Additive{
		"0 criteria":                  {},
		"2 criteria with 1 weights":   {Values: good, Weights: []float64{1}},
		"criterion 2 has 1 values":    {Values: [][]float64{{1, 0}, {1}}, Weights: []float64{0.5, 0.5}},
		"criterion 1 of candidate 2":  {Values: [][]float64{{1, math.NaN()}, {0, 1}}, Weights: []float64{0.5, 0.5}},
		"the weights sum to 2":        {Values: good, Weights: []float64{1, 1}},
		"weight 1 is -1":              {Values: good, Weights: []float64{-1, 2}},
		"top 0, must be 1 or more":    {Values: good, Weights: []float64{0.5, 0.5}},
		"candidate 7, share 0.2 in 2": {Values: good, Weights: []float64{0.5, 0.5}},
	} {
		k := 1
		if strings.HasPrefix(words, "top 0") {
			k = 0
		}
		_, err := sensitivity.Flips(a, k)
		if strings.HasPrefix(words, "candidate 7") {
			_, err = sensitivity.WeightTornado(a, 7, 0.2)
			words = "candidate 7, share 0.2"
		}
		if !errors.Is(err, sensitivity.ErrInput) || !strings.Contains(err.Error(), words) {
			t.Errorf("want an error with %q, got %v", words, err)
		}
	}
}

func TestOneCriterionCannotFlip(t *testing.T) {
	f, err := sensitivity.Flips(sensitivity.Additive{Values: [][]float64{{1, 0}}, Weights: []float64{1}}, 1)
	if err != nil || f[0].Possible {
		t.Errorf("%+v, %v", f, err)
	}
}

func TestWeightTornado(t *testing.T) {
	a := sensitivity.Additive{Values: [][]float64{{1, 0.2}, {0, 0.9}}, Weights: []float64{0.5, 0.5}}
	bars, err := sensitivity.WeightTornado(a, 0, 0.2)
	if err != nil {
		t.Fatal(err)
	}
	b := bars[0]
	if math.Abs(b.ScoreLow-0.4) > 1e-12 || math.Abs(b.ScoreHigh-0.6) > 1e-12 || b.RankLow != 2 || b.RankHigh != 1 || b.BestLow != 1 || b.BestHigh != 0 {
		t.Errorf("%+v", b)
	}
}

func Example() {
	// Two sites by power and fibre, weights 60 to 40.
	a := sensitivity.Additive{Values: [][]float64{{0.9, 0.5}, {0.3, 0.7}}, Weights: []float64{0.6, 0.4}}
	flips, err := sensitivity.Flips(a, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("the winner falls when power weighs %.2f instead of %.2f\n", flips[0].To, flips[0].From)
	// Output:
	// the winner falls when power weighs 0.50 instead of 0.60
}
