// Package benchmark holds what a plan computes beside figures that others have
// published: the ratio, and in one sentence why the two differ.
package benchmark

import (
	"bytes"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/table"
)

// Benchmark is a published figure.
type Benchmark struct {
	ID       string
	Title    string
	Measures string
	Value    float64
	Unit     string // MW, MWh, JPY/year or %
	Year     int
	Issuer   string
	Source   string
	Evidence atlas.Evidence
}

//go:embed benchmarks.csv
var file []byte

// All lists the benchmarks in the order of their table. Those that are a row of the
// atlas's table of forecasts take value, unit, year and source from there, and are
// left out where an atlas has no such row.
func All(forecasts []atlas.Forecast) []Benchmark {
	all, err := read(file, forecasts)
	if err != nil {
		panic(err) // the embedded file is part of the program
	}
	return all
}

func read(data []byte, forecasts []atlas.Forecast) ([]Benchmark, error) {
	r := table.NewReader(bytes.NewReader(data), table.Options{File: "benchmarks.csv"})
	id, title, measures, forecast := r.Column("id"), r.Column("title"), r.Column("measures"), r.Column("forecast")
	value, unit, year := r.Column("value"), r.Column("unit"), r.Column("year")
	issuer, source, evidence := r.Column("issuer"), r.Column("source"), r.Column("evidence")
	var all []Benchmark
	for r.Next() {
		b := Benchmark{ID: r.Text(id), Title: r.Text(title), Measures: r.Text(measures)}
		if name := r.OptionalText(forecast); name != "" {
			at := slices.IndexFunc(forecasts, func(f atlas.Forecast) bool { return f.ID == name })
			if at < 0 {
				continue
			}
			f := forecasts[at]
			b.Value, b.Unit, b.Year, b.Issuer, b.Source, b.Evidence = f.Value, f.Unit, f.Year, f.Issuer, f.Source, f.Evidence
		} else {
			b.Value, b.Unit, b.Year = r.Number(value, table.Positive), r.Text(unit), r.Integer(year, 2000, 2100)
			b.Issuer, b.Source, b.Evidence = r.Text(issuer), r.Text(source), atlas.Evidence(r.OneOf(evidence, "published", "derived", "estimated", "assumed"))
		}
		all = append(all, b)
	}
	return all, r.Err()
}

// Computed is a figure of a plan to be held against a benchmark, in its unit.
type Computed struct {
	ID    string // of the benchmark
	Value float64
	Unit  string
	Why   string // in one sentence why it differs; may be empty where it agrees
}

// Agreement is a benchmark with what was computed.
type Agreement struct {
	Benchmark
	Computed float64 // NaN where nothing was computed
	Ratio    float64 // computed over published; NaN where nothing was computed
	Why      string
}

// AgreesWithin is how far a ratio may be from 1 and need no explanation, a wattbit
// assumption.
const AgreesWithin = 0.1

// Compare holds computed figures against the benchmarks, in the order of these. One
// of which nothing was computed stays, with its figures missing. A figure for a
// benchmark there is not, in another unit, twice, or that differs by more than
// AgreesWithin without a sentence why, is an error.
func Compare(all []Benchmark, computed []Computed) ([]Agreement, error) {
	out := make([]Agreement, len(all))
	for i, b := range all {
		out[i] = Agreement{Benchmark: b, Computed: math.NaN(), Ratio: math.NaN()}
	}
	for _, c := range computed {
		at := slices.IndexFunc(all, func(b Benchmark) bool { return b.ID == c.ID })
		if at < 0 {
			return nil, fmt.Errorf("benchmark %q: there is none; expected one of %s", c.ID, ids(all))
		}
		a := &out[at]
		switch {
		case a.Unit != c.Unit:
			return nil, fmt.Errorf("benchmark %q: computed in %q; expected %q", c.ID, c.Unit, a.Unit)
		case !math.IsNaN(a.Computed) || a.Why != "":
			return nil, fmt.Errorf("benchmark %q: computed twice", c.ID)
		}
		a.Computed, a.Ratio, a.Why = c.Value, c.Value/a.Value, c.Why
		if !a.Agrees() && c.Why == "" && !math.IsNaN(c.Value) {
			return nil, fmt.Errorf("benchmark %q: computed %v, published %v %s; expected a sentence why they differ", c.ID, c.Value, a.Value, a.Unit)
		}
	}
	return out, nil
}

// Agrees tells whether the computed figure needs no explanation.
func (a Agreement) Agrees() bool { return math.Abs(a.Ratio-1) <= AgreesWithin }

func ids(all []Benchmark) string {
	names := make([]string, len(all))
	for i, b := range all {
		names[i] = b.ID
	}
	return strings.Join(names, ", ")
}
