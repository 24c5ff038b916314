package score_test

import (
	"math"
	"testing"

	"github.com/wattbit/wattbit/model/score"
)

func TestGateTest(t *testing.T) {
	for _, c := range []struct {
		gate score.Gate
		x    float64
		want score.State
	}{
		{score.Gate{Op: score.AtLeast, Threshold: 5}, 5, score.Pass},
		{score.Gate{Op: score.AtLeast, Threshold: 5}, 4.9, score.Fail},
		{score.Gate{Op: score.AtMost, Threshold: 5}, 5, score.Pass},
		{score.Gate{Op: score.AtMost, Threshold: 5}, 5.1, score.Fail},
		{score.Gate{Op: score.Above, Threshold: 5}, 5, score.Fail},
		{score.Gate{Op: score.Below, Threshold: 5}, 5, score.Fail},
		{score.Gate{Op: score.In, Set: []float64{0, 2}}, 2, score.Pass},
		{score.Gate{Op: score.In, Set: []float64{0, 2}}, 1, score.Fail},
		{score.Gate{Op: score.AtLeast, Threshold: 5}, math.NaN(), score.Unknown},
		{score.Gate{Op: score.In, Set: []float64{0}}, math.NaN(), score.Unknown},
	} {
		if got := c.gate.Test(c.x); got != c.want {
			t.Errorf("%v of %+v = %s, want %s", c.x, c.gate, got, c.want)
		}
	}
}

// A missing figure is decided where its bracket leaves no doubt.
func TestGateOnBracket(t *testing.T) {
	nan := math.NaN()
	table := &score.Table{IDs: []string{"a", "b", "c", "d"}, Columns: []score.Column{{
		ID: "x", Values: []float64{nan, nan, nan, nan}, Low: []float64{5, 1, 1, nan}, High: []float64{9, 4, 9, nan},
	}, {ID: "b", Values: []float64{1, 2, 3, 4}}}}
	m, _ := small()
	m.Criteria = m.Criteria[1:]
	for _, c := range []struct {
		gate score.Gate
		want []score.State
	}{
		{score.Gate{ID: "g", Column: "x", Op: score.AtLeast, Threshold: 5}, []score.State{score.Pass, score.Fail, score.Unknown, score.Unknown}},
		{score.Gate{ID: "g", Column: "x", Op: score.In, Set: []float64{0, 4.5}}, []score.State{score.Fail, score.Fail, score.Unknown, score.Unknown}},
	} {
		m.Gates = []score.Gate{c.gate}
		r, err := m.Score(t.Context(), table, score.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range c.want {
			if r.Status[i] != want {
				t.Errorf("%s row %d: %s, want %s", c.gate.Op, i, r.Status[i], want)
			}
		}
	}
}
