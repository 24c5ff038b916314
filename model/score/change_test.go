package score_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/model/score"
)

var bg = context.Background()

// Every possible change does what it says when it is made, and a change a
// little smaller does not.
func TestChangesSufficeAndAreSmallest(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		m, table := drawModel(r), drawTable(r, 2, 8)
		for j := range table.Columns { // brackets would have to change with the figure
			table.Columns[j].Low, table.Columns[j].High = nil, nil
		}
		s, res := mustScore(r, m, table, 1)
		row := rapid.IntRange(0, len(table.IDs)-1).Draw(r, "row")
		k := rapid.IntRange(1, 3).Draw(r, "k")
		e, err := s.Explain(table, res, table.IDs[row], k)
		if err != nil {
			r.Fatal(err)
		}
		inTop := func(col int, x float64) bool {
			changed := without(table, func(int) bool { return false })
			changed.Columns[col].Values[row] = x
			_, after := mustScore(r, m, changed, 1)
			return slices.Contains(after.Order[:min(k, len(after.Order))], row)
		}
		if slices.Contains(res.Order[:min(k, len(res.Order))], row) != (len(e.Changes) == 0) {
			r.Fatalf("rank %d, %d changes", e.Rank, len(e.Changes))
		}
		for _, c := range e.Changes {
			col := slices.IndexFunc(table.Columns, func(x score.Column) bool { return x.ID == c.Column })
			if c.Why == "" {
				r.Fatalf("%+v says nothing", c)
			}
			if !c.Possible {
				for x := -1.0; x <= 11; x += 0.25 {
					if inTop(col, x) {
						r.Fatalf("%+v is said to be impossible, but %v suffices", c, x)
					}
				}
				continue
			}
			if !inTop(col, c.To) {
				r.Fatalf("%+v does not suffice", c)
			}
			if math.IsNaN(c.From) {
				continue
			}
			for _, part := range []float64{0.25, 0.5, 0.9, 0.999} {
				if x := c.From + part*(c.To-c.From); math.Abs(x-c.To) > 1e-9 && inTop(col, x) {
					r.Fatalf("%+v: %v suffices already", c, x)
				}
			}
		}
	})
}
