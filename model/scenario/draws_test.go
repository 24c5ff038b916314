package scenario

import (
	"math"
	"testing"

	"github.com/wattbit/wattbit/model/score/smaa"
)

// TestSpread holds what is known of a figure, by brackets, evidence and absence.
func TestSpread(t *testing.T) {
	sc, err := Load("testdata/island.yaml", "uncertainty.samples=0", "uncertainty.figures.indicators=null")
	if err != nil {
		t.Fatal(err)
	}
	r, err := sc.Run(t.Context(), RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	rows := first(len(r.Figures.IDs))
	m, err := r.scorer.Matrix(r.Figures, rows)
	if err != nil {
		t.Fatal(err)
	}
	port, cape := row(r, "port"), row(r, "cape")
	seismic, price := criterion(r, "seismic"), criterion(r, "power-price")
	length := func(k int) float64 { low, high := m.Functions[k].Range(); return high - low }
	check := func(k, row int, want smaa.Dist, onFigures bool) {
		t.Helper()
		got, function := r.spread(m, k, row, row)
		if got != want || onFigures != (function != nil) {
			t.Errorf("%s of %s: %+v, on figures %v; want %+v", m.Criteria[k], r.Figures.IDs[row], got, function != nil, want)
		}
	}
	x := r.columns[seismic].Values[port]
	check(seismic, port, smaa.Normal{Mean: x, SD: max(0.15*x, 0.05*length(seismic))}, true)
	assumed := sc.Uncertainty.Figures.Assumed
	check(price, port, smaa.Normal{Mean: 9, SD: max(assumed.Relative*9, 0.1*length(price))}, true)
	check(seismic, cape, smaa.Between{Low: 0, High: 1}, false) // missing: any value

	column := r.columns[seismic]
	column.Low, column.High = make([]float64, len(rows)), make([]float64, len(rows))
	for i := range rows {
		column.Low[i], column.High[i] = math.NaN(), math.NaN()
	}
	column.Low[port], column.High[port] = 5, 30
	column.Low[cape], column.High[cape] = 1, 20
	check(seismic, port, smaa.Triangular{Low: 5, Mode: x, High: 30}, true)
	check(seismic, cape, smaa.Between{Low: 1, High: 20}, true)
}

// TestErrorKeys holds which figures are off together.
func TestErrorKeys(t *testing.T) {
	sc, err := Load("japan", "uncertainty.samples=0")
	if err != nil {
		t.Fatal(err)
	}
	r, err := sc.Run(t.Context(), RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	fukuoka, kasuya, ebetsu := row(r, "40130"), row(r, "40349"), row(r, "01217")
	for _, c := range []struct {
		indicator string
		a, b      int
		same      bool
	}{
		{"power_price_jpy_kwh", fukuoka, kasuya, true}, {"power_price_jpy_kwh", fukuoka, ebetsu, false},
		{"landing_km", fukuoka, kasuya, true}, {"landing_km", fukuoka, ebetsu, false},
		{"people_100km", fukuoka, kasuya, false},
	} {
		column := r.Table.Column(c.indicator)
		if (r.errorKey(column, c.a) == r.errorKey(column, c.b)) != c.same {
			t.Errorf("%s: %q and %q", c.indicator, r.errorKey(column, c.a), r.errorKey(column, c.b))
		}
	}
}

func row(r *Result, id string) int {
	for i, other := range r.Figures.IDs {
		if other == id {
			return i
		}
	}
	panic("no candidate " + id)
}

func criterion(r *Result, id string) int {
	for k, c := range r.Model.Criteria {
		if c.ID == id {
			return k
		}
	}
	panic("no criterion " + id)
}
