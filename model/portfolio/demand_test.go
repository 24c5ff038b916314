package portfolio

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/data/atlas"
)

func TestPathIsReadOffBetweenItsPoints(t *testing.T) {
	points := []point{{2030, 100}, {2034, 300}, {2040, 0}}
	for _, c := range []struct {
		year int
		mw   float64
	}{{2029, 0}, {2030, 100}, {2031, 150}, {2034, 300}, {2037, 150}, {2040, 0}, {2060, 0}} {
		if got := at(points, c.year); math.Abs(got-c.mw) > 1e-9 {
			t.Errorf("%d: %g MW, want %g", c.year, got, c.mw)
		}
	}
	if got := at([]point{{2030, 70}}, 2099); got != 70 {
		t.Errorf("level after the only point: %g", got)
	}
}

// forecasts is an atlas of forecasts and announced data centers.
func forecasts() *atlas.Atlas {
	a := &atlas.Atlas{}
	a.Meta.ID = "here"
	row := func(id, area, metric, unit string, year int, value float64, source string) {
		f := atlas.Forecast{ID: id, Area: area, Metric: metric, Unit: unit, Year: year, Value: value}
		f.Source = source
		a.Forecasts = append(a.Forecasts, f)
	}
	row("b", "here", "peak", "MW", 2034, 500, "issuer")
	row("a", "here", "peak", "MW", 2030, 100, "issuer")
	row("c", "there", "peak", "MW", 2030, 9999, "elsewhere")
	row("d", "here", "energy", "MWh", 2030, 8760*1000, "energy issuer")
	row("e", "here", "growth", "%", 2030, 4, "issuer")
	row("f", "here", "twice", "MW", 2030, 4, "issuer")
	row("g", "here", "twice", "MW", 2030, 5, "other issuer")
	a.Existing = []atlas.Facility{
		{ID: "soon", Kind: atlas.DataCenter, Stage: "construction", Year: 2032, MW: 60},
		{ID: "unknown", Kind: atlas.DataCenter, Stage: "construction", Year: 2030, MW: math.NaN()},
		{ID: "vague", Kind: atlas.DataCenter, Stage: "announced", Year: 2030, MW: 500},
		{ID: "fab", Kind: atlas.Fab, Stage: "construction", Year: 2030, MW: 500},
	}
	return a
}

func TestDemandOfAPath(t *testing.T) {
	d := Demand{
		Path: "p", Scale: 2, Committed: []string{"construction"},
		Paths: map[string]Path{
			"p":      {Metric: "peak", RealisedPct: 50, Source: "and wattbit's"},
			"e":      {Metric: "energy", RealisedPct: 100, LoadPct: 80, Source: "s"},
			"there":  {Metric: "peak", Area: "there", RealisedPct: 100},
			"points": {Points: map[int]float64{2036: 40, 2026: 0}, RealisedPct: 100, Source: "own"},
		},
	}
	years := []int{2029, 2030, 2032, 2040}
	b, err := demandOf(forecasts(), d, years, 1.25)
	if err != nil {
		t.Fatal(err)
	}
	same := func(what string, got []float64, want ...float64) {
		t.Helper()
		for i := range want {
			if len(got) != len(want) || math.Abs(got[i]-want[i]) > 1e-9 {
				t.Fatalf("%s: %v, want %v", what, got, want)
			}
		}
	}
	// Half of the path is built and it is doubled; 60 MW are taken from 2032 on.
	same("path", b.PathMW, 0, 100, 300, 500)
	same("committed", b.CommittedMW, 0, 0, 60, 60)
	same("left", b.ITMW, 0, 80, 192, 352)
	if b.HeldFrom != 2034 || b.Unknown != 1 || len(b.Committed) != 1 || !slices.Equal(b.Sources, []string{"issuer", "and wattbit's"}) {
		t.Errorf("held from %d, %d unknown, %d committed, sources %q", b.HeldFrom, b.Unknown, len(b.Committed), b.Sources)
	}
	d.Path, d.Scale = "e", 1
	if b, err = demandOf(forecasts(), d, []int{2030}, 1); err != nil {
		t.Fatal(err)
	}
	same("energy at 80 % load", b.PathMW, 1250)
	if b.HeldFrom != 0 {
		t.Errorf("held from %d, though the last year has a figure", b.HeldFrom)
	}
	d.Path = "there"
	if b, err = demandOf(forecasts(), d, []int{2030}, 1); err != nil || b.PathMW[0] != 9999 {
		t.Errorf("another area: %v, %v", b.PathMW, err)
	}
	d.Path = "points"
	if b, err = demandOf(forecasts(), d, []int{2031}, 1); err != nil {
		t.Fatal(err)
	}
	same("points", b.PathMW, 20)
	// More is committed than asked: nothing is left, not less than nothing.
	d.Scale = 0.01
	if b, err = demandOf(forecasts(), d, []int{2035}, 1); err != nil || b.ITMW[0] != 0 {
		t.Errorf("committed above the path: %v, %v", b.ITMW, err)
	}
}

func TestDemandThatCannotBeRead(t *testing.T) {
	for _, c := range []struct{ path, metric, want string }{
		{"none", "peak", `"none" is not among the paths [p]`},
		{"p", "missing", `demand.paths.p: the atlas has no forecast "missing" of here`},
		{"p", "energy", "energy is in MWh; expected load_pct"},
		{"p", "growth", "growth is in %; expected MW or MWh"},
		{"p", "twice", "two figures of twice in 2030"},
		{"p", "", "demand.paths.p: no figure"},
	} {
		d := Demand{Path: c.path, Scale: 1, Paths: map[string]Path{"p": {Metric: c.metric, RealisedPct: 100}}}
		if _, err := demandOf(forecasts(), d, []int{2030}, 1); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %s: %v; want %q", c.path, c.metric, err, c.want)
		}
	}
}
