package score_test

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/model/score"
	"github.com/wattbit/wattbit/model/score/value"
)

func TestMatrix(t *testing.T) {
	m, table := small()
	s, err := m.Compile()
	if err != nil {
		t.Fatal(err)
	}
	x, err := s.Matrix(table, []int{2, 0})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(x.IDs, []string{"z", "x"}) || !slices.Equal(x.Criteria, []string{"a", "b"}) || !slices.Equal(x.Weights, []float64{0.75, 0.25}) {
		t.Errorf("%+v", x)
	}
	if !slices.Equal(x.Values[0], []float64{0.5, 0.5}) || !slices.Equal(x.Lower[0], []float64{0, 0.5}) || !slices.Equal(x.Upper[0], []float64{1, 0.5}) {
		t.Errorf("values %v from %v to %v", x.Values[0], x.Lower[0], x.Upper[0])
	}
	if !math.IsNaN(x.Figures[0][0]) || x.Figures[1][0] != 12 || x.Ranges[1] != [2]float64{0, 10} || x.Directions[0] != value.Higher {
		t.Errorf("figures %v, ranges %v", x.Figures, x.Ranges)
	}
	if all, err := s.Matrix(table, nil); err != nil || len(all.IDs) != 3 {
		t.Errorf("%v, %v", all, err)
	}
	if _, err := s.Matrix(table, []int{3}); !errors.Is(err, score.ErrTable) {
		t.Error(err)
	}
}

func TestDoubleCountingIsWarnedOf(t *testing.T) {
	m, table := small()
	table.Columns[0].Values = []float64{1, 2, 3}
	table.Columns[1].Values = []float64{2, 4, 5}
	r, err := m.Score(t.Context(), table, score.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0], `criteria "a" and "b" go together (r = 0.98 over 3`) {
		t.Errorf("%q", r.Warnings)
	}
}

func TestExplanationJSON(t *testing.T) {
	m, table := small()
	s, r := mustScore(t, m, table, 1)
	e, err := s.Explain(table, r, "z", 3)
	if err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"id":"z","status":"unknown"`, `"group":"watts","weight":0.75`, `"state":"unknown","figure":null`, `"missing":true`,
		`"column":"a","unit":"MW"`, `"possible":true`, `"from":null,"to":2`, `"threshold":null`,
	} {
		if !strings.Contains(string(out), want) {
			t.Errorf("no %s in\n%s", want, out)
		}
	}
}

func TestExplainRefuses(t *testing.T) {
	m, table := small()
	s, r := mustScore(t, m, table, 1)
	if _, err := s.Explain(table, r, "nobody", 1); !errors.Is(err, score.ErrTable) {
		t.Error(err)
	}
	if _, err := s.Explain(table, r, "x", 0); !errors.Is(err, score.ErrModel) {
		t.Error(err)
	}
	if _, err := s.Explain(table, &score.Result{}, "x", 1); !errors.Is(err, score.ErrTable) {
		t.Error(err)
	}
}
