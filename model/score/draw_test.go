package score_test

import (
	"fmt"
	"math"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/model/score"
	"github.com/wattbit/wattbit/model/score/value"
)

func ptr(x float64) *float64 { return &x }

// drawModel returns three criteria and up to two gates on columns a, b, c.
func drawModel(r *rapid.T) score.Model {
	m := score.Model{Criteria: []score.Criterion{
		{ID: "a", Group: "watts/power", Direction: value.Higher, Value: value.Spec{Points: []value.Point{{X: 0, Value: 0}, {X: 3, Value: 0.7}, {X: 10, Value: 1}}}},
		{ID: "b", Group: "bits", Direction: value.Lower, Value: value.Spec{Kind: value.Linear, Worst: ptr(10), Best: ptr(0)}},
		{ID: "c", Group: "watts/price", Direction: value.Target, Value: value.Spec{Kind: value.Gaussian, Midpoint: ptr(4), Spread: ptr(0.2), Range: []float64{0, 10}}},
	}}
	for i := range m.Criteria {
		m.Criteria[i].Weight = rapid.Float64Range(0.01, 10).Draw(r, "weight")
	}
	if rapid.Bool().Draw(r, "gate a") {
		m.Gates = append(m.Gates, score.Gate{ID: "ga", Column: "a", Op: score.AtLeast, Threshold: 2})
	}
	if rapid.Bool().Draw(r, "gate b") {
		m.Gates = append(m.Gates, score.Gate{ID: "gb", Column: "b", Op: score.Below, Threshold: 8})
	}
	if rapid.IntRange(0, 3).Draw(r, "veto") == 0 {
		m.Criteria[0].Veto = ptr(0.3)
	}
	return m
}

// drawTable returns n rows of the columns a, b and c with some figures missing.
func drawTable(r *rapid.T, least, most int) *score.Table {
	n := rapid.IntRange(least, most).Draw(r, "rows")
	t := &score.Table{}
	for i := range n {
		t.IDs = append(t.IDs, fmt.Sprintf("r%02d", i))
	}
	cell := rapid.OneOf(rapid.Float64Range(-1, 11), rapid.SampledFrom([]float64{0, 2, 3, 4, 8, 10}), rapid.Just(math.NaN()))
	for _, id := range []string{"a", "b", "c"} {
		t.Columns = append(t.Columns, score.Column{ID: id, Values: rapid.SliceOfN(cell, n, n).Draw(r, id)})
	}
	if rapid.Bool().Draw(r, "bracketed") {
		drawBrackets(r, &t.Columns[0])
	}
	return t
}

func drawBrackets(r *rapid.T, c *score.Column) {
	for _, x := range c.Values {
		low, high := math.NaN(), math.NaN()
		if rapid.Bool().Draw(r, "bracket") {
			if math.IsNaN(x) {
				low = rapid.Float64Range(-1, 11).Draw(r, "low")
				high = low
			} else {
				low, high = x, x
			}
			low -= rapid.Float64Range(0, 2).Draw(r, "below")
			high += rapid.Float64Range(0, 2).Draw(r, "above")
		}
		c.Low, c.High = append(c.Low, low), append(c.High, high)
	}
}

// without returns the table less some rows.
func without(t *score.Table, drop func(row int) bool) *score.Table {
	out := &score.Table{}
	keep := func(xs []float64) (kept []float64) {
		for i, x := range xs {
			if !drop(i) {
				kept = append(kept, x)
			}
		}
		return kept
	}
	for i, id := range t.IDs {
		if !drop(i) {
			out.IDs = append(out.IDs, id)
		}
	}
	for _, c := range t.Columns {
		out.Columns = append(out.Columns, score.Column{ID: c.ID, Values: keep(c.Values), Low: keep(c.Low), High: keep(c.High)})
	}
	return out
}
