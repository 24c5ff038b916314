package score_test

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/wattbit/wattbit/internal/oracle"
	"github.com/wattbit/wattbit/model/score"
	"github.com/wattbit/wattbit/model/score/value"
)

type sitingFile struct {
	Cases []struct {
		ID    string
		Input struct {
			Criteria []struct {
				ID, Dir, Unit string
				Value         [][2]float64
			}
			SwingPoints   map[string]float64 `json:"swing_points"`
			MinimumValues map[string]float64 `json:"minimum_values"`
			Regions       []map[string]any
		}
		Expected struct {
			Weights map[string]float64
			Regions []struct {
				ID, Status    string
				Constraints   map[string]string
				PartialValues map[string]*float64 `json:"partial_values"`
				ScoreInterval [2]float64          `json:"score_interval"`
				Score         *float64
				BelowMinimum  []string `json:"below_minimum_value"`
				GeometricMean *float64 `json:"geometric_mean"`
			}
			Ranking []string
		}
	}
}

func figure(x any) float64 {
	switch x := x.(type) {
	case float64:
		return x
	case bool:
		if x {
			return 1
		}
		return 0
	}
	return math.NaN()
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-12 }

// TestSitingOracle holds the whole pipeline against an independent computation:
// gates with an unknown, weights, partial values, intervals, minima, ranking.
func TestSitingOracle(t *testing.T) {
	data, err := os.ReadFile(oracle.Path(t, "score", "mavt_siting.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file sitingFile
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	in, want := file.Cases[0].Input, file.Cases[0].Expected
	m := score.Model{Gates: []score.Gate{
		{ID: "flood", Column: "flood_100y", Op: score.In, Set: []float64{0}},
		{ID: "capacity", Column: "grid_capacity_mw", Op: score.AtLeast, Threshold: 50, Unit: "MW"},
		{ID: "water", Column: "water_stress", Op: score.Below, Threshold: 0.8},
	}}
	table := &score.Table{Columns: []score.Column{{ID: "flood_100y"}, {ID: "water_stress"}}}
	for _, c := range in.Criteria {
		cr := score.Criterion{ID: c.ID, Unit: c.Unit, Direction: value.Higher, Weight: in.SwingPoints[c.ID]}
		if c.Dir == "min" {
			cr.Direction = value.Lower
		}
		for _, p := range c.Value {
			cr.Value.Points = append(cr.Value.Points, value.Point{X: p[0], Value: p[1]})
		}
		if level, ok := in.MinimumValues[c.ID]; ok {
			cr.Minimum = &level
		}
		m.Criteria = append(m.Criteria, cr)
		table.Columns = append(table.Columns, score.Column{ID: c.ID, Unit: c.Unit})
	}
	for _, region := range in.Regions {
		table.IDs = append(table.IDs, region["id"].(string))
		for i := range table.Columns {
			c := &table.Columns[i]
			c.Values = append(c.Values, figure(region[c.ID]))
		}
	}
	s, err := m.Compile()
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Score(t.Context(), table, score.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range r.Criteria {
		if !near(c.Weight, want.Weights[c.ID]) {
			t.Errorf("weight of %s = %v, want %v", c.ID, c.Weight, want.Weights[c.ID])
		}
	}
	status := map[string]score.State{"eligible": score.Pass, "excluded": score.Fail, "unknown": score.Unknown}
	for i, w := range want.Regions {
		if r.Status[i] != status[w.Status] || int(r.BelowMinimum[i]) != len(w.BelowMinimum) {
			t.Errorf("%s: status %s, %d below minimum; want %s, %v", w.ID, r.Status[i], r.BelowMinimum[i], w.Status, w.BelowMinimum)
		}
		if !near(r.Lower[i], w.ScoreInterval[0]) || !near(r.Upper[i], w.ScoreInterval[1]) {
			t.Errorf("%s: score %v to %v, want %v", w.ID, r.Lower[i], r.Upper[i], w.ScoreInterval)
		}
		if w.Score != nil && (!near(r.Score[i], *w.Score) || !near(r.Geometric[i], *w.GeometricMean)) {
			t.Errorf("%s: score %v, geometric %v; want %v, %v", w.ID, r.Score[i], r.Geometric[i], *w.Score, *w.GeometricMean)
		}
		e, err := s.Explain(table, r, w.ID, 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range e.Gates {
			if g.State.String() != w.Constraints[g.Gate.ID] {
				t.Errorf("%s: gate %s is %s, want %s", w.ID, g.Gate.ID, g.State, w.Constraints[g.Gate.ID])
			}
		}
		for _, c := range e.Contributions {
			v := w.PartialValues[c.Criterion]
			if c.Missing != (v == nil) || v != nil && !near(c.Value, *v) {
				t.Errorf("%s: %s has the value %v (missing %v), want %v", w.ID, c.Criterion, c.Value, c.Missing, v)
			}
			if below := slices.Contains(w.BelowMinimum, c.Criterion); below != (c.Minimum == score.Fail) {
				t.Errorf("%s: %s is %s of its minimum", w.ID, c.Criterion, c.Minimum)
			}
		}
	}
	// The reference ranks only candidates with all figures; ours also holds R2,
	// by the midpoint of its interval.
	var ranking []string
	for _, i := range r.Order {
		if r.MissingWeight[i] == 0 {
			ranking = append(ranking, r.IDs[i])
		}
	}
	if !slices.Equal(ranking, want.Ranking) || len(r.Order) != len(want.Ranking)+1 || len(r.Open) != 1 {
		t.Errorf("ranking %v, want %v", ranking, want.Ranking)
	}
}
