package score_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/model/score"
	"github.com/wattbit/wattbit/model/score/value"
)

func small() (score.Model, *score.Table) {
	line := value.Spec{Points: []value.Point{{X: 0, Value: 0}, {X: 10, Value: 1}}}
	return score.Model{
			Gates: []score.Gate{{ID: "g", Column: "a", Op: score.AtLeast, Threshold: 2, Unit: "MW"}},
			Criteria: []score.Criterion{
				{ID: "a", Unit: "MW", Group: "watts/power", Direction: value.Higher, Value: line, Weight: 3},
				{ID: "b", Group: "bits/fiber", Direction: value.Higher, Value: line, Weight: 1},
			},
		}, &score.Table{IDs: []string{"x", "y", "z"}, Columns: []score.Column{
			{ID: "a", Unit: "MW", Values: []float64{5, 1, math.NaN()}},
			{ID: "b", Values: []float64{5, 10, 12}},
		}}
}

func TestModelRefuses(t *testing.T) {
	for want, spoil := range map[string]func(m *score.Model){
		"no criteria":              func(m *score.Model) { m.Criteria = nil },
		"has no id":                func(m *score.Model) { m.Criteria[0].ID = "" },
		"two criteria have the id": func(m *score.Model) { m.Criteria[1].ID = "a" },
		"counted twice":            func(m *score.Model) { m.Criteria[1].Column = "a" },
		"direction must be said":   func(m *score.Model) { m.Criteria[0].Direction = value.Unset },
		"lower figures are said":   func(m *score.Model) { m.Criteria[0].Direction = value.Lower },
		"at least 2 points":        func(m *score.Model) { m.Criteria[0].Value.Points = m.Criteria[0].Value.Points[:1] },
		"weight is -1":             func(m *score.Model) { m.Criteria[0].Weight = -1 },
		"weight is NaN":            func(m *score.Model) { m.Criteria[0].Weight = math.NaN() },
		"weights sum to 0":         func(m *score.Model) { m.Criteria[0].Weight, m.Criteria[1].Weight = 0, 0 },
		"weight range [5 5]":       func(m *score.Model) { m.Criteria[0].WeightRange = []float64{5, 5} },
		"minimum or veto is 3":     func(m *score.Model) { m.Criteria[0].Veto = ptr(3) },
		"two gates have the id":    func(m *score.Model) { m.Gates = append(m.Gates, m.Gates[0]) },
		"op \"=\" is not one of":   func(m *score.Model) { m.Gates[0].Op = "=" },
		"the set is empty":         func(m *score.Model) { m.Gates[0].Op = score.In },
		"does not use a set":       func(m *score.Model) { m.Gates[0].Set = []float64{1} },
		"threshold is NaN":         func(m *score.Model) { m.Gates[0].Threshold = math.NaN() },
		"both need a name":         func(m *score.Model) { m.Gates[0].Column = "" },
	} {
		m, table := small()
		spoil(&m)
		_, err := m.Score(t.Context(), table, score.Options{})
		if !errors.Is(err, score.ErrModel) || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got: %v", want, err)
		}
	}
}

func TestTableRefuses(t *testing.T) {
	for want, spoil := range map[string]func(x *score.Table){
		"no rows":                               func(x *score.Table) { x.IDs = nil },
		"row 2 has no id":                       func(x *score.Table) { x.IDs[1] = "" },
		"rows 1 and 3 have the same id":         func(x *score.Table) { x.IDs[2] = "x" },
		"two columns have the id":               func(x *score.Table) { x.Columns[1].ID = "a" },
		"column 1 has no id":                    func(x *score.Table) { x.Columns[0].ID = "" },
		"2 figures for 3 rows":                  func(x *score.Table) { x.Columns[0].Values = x.Columns[0].Values[:2] },
		`column "a", row 2 (y): the figure is`:  func(x *score.Table) { x.Columns[0].Values[1] = math.Inf(1) },
		"low has 3 and high 0":                  func(x *score.Table) { x.Columns[0].Low = make([]float64, 3) },
		"low 6 is above high 4":                 func(x *score.Table) { bracket(x, 6, 4) },
		"figure 5 is not between":               func(x *score.Table) { bracket(x, 6, 7) },
		"give both or neither":                  func(x *score.Table) { bracket(x, 6, math.NaN()) },
		"must be finite or missing":             func(x *score.Table) { bracket(x, 1, math.Inf(1)) },
		`criterion "b" needs the column "b"`:    func(x *score.Table) { x.Columns[1].ID = "other" },
		`column "a" is in kW, gate "g" expects`: func(x *score.Table) { x.Columns[0].Unit = "kW" },
	} {
		m, table := small()
		spoil(table)
		_, err := m.Score(t.Context(), table, score.Options{})
		if !errors.Is(err, score.ErrTable) || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got: %v", want, err)
		}
	}
}

func bracket(x *score.Table, low, high float64) {
	nan := math.NaN()
	x.Columns[0].Low, x.Columns[0].High = []float64{low, nan, nan}, []float64{high, nan, nan}
}

func TestRefusedFigureIsNamed(t *testing.T) {
	m, table := small()
	m.Criteria[1].Value.Outside = value.Refuse
	_, err := m.Score(t.Context(), table, score.Options{})
	if err == nil || !strings.Contains(err.Error(), `column "b", row 3 (z): the figure 12 is not admitted`) {
		t.Error(err)
	}
}

// Of many refused figures the first row's is named, whichever worker meets it.
func TestFirstRefusalIsNamed(t *testing.T) {
	m, table := wide(100_000)
	m.Criteria[3].Value.Outside = value.Refuse
	for _, row := range []int{90_000, 40_000, 39_999} {
		table.Columns[3].Values[row] = 5000
	}
	for _, workers := range []int{1, 8} {
		_, err := m.Score(t.Context(), table, score.Options{Workers: workers})
		if err == nil || !strings.Contains(err.Error(), `column "c03", row 40000 (site-0039999)`) {
			t.Errorf("%d workers: %v", workers, err)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	m, table := small()
	if _, err := m.Score(ctx, table, score.Options{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestWarnings(t *testing.T) {
	m, table := small()
	m.Criteria[0].WeightRange = []float64{0, 20}
	m.Criteria[1].Value.Points = []value.Point{{X: 0, Value: 0.5}, {X: 10, Value: 1}}
	table.Columns[0].Values = []float64{math.NaN(), math.NaN(), math.NaN()}
	r, err := m.Score(t.Context(), table, score.Options{})
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(r.Warnings, "\n")
	for _, want := range []string{"is 1.5 for the range", "only span 0.5 to 1", "1 figures lie outside", `"a": no candidate has a figure`} {
		if !strings.Contains(all, want) {
			t.Errorf("no warning %q in:\n%s", want, all)
		}
	}
	if r.Criteria[0].Weight != 0.6 || r.WeightSum != 2.5 {
		t.Errorf("weight %v of %v, want 0.6 of 2.5", r.Criteria[0].Weight, r.WeightSum)
	}
}
