package atlas_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/power"
)

// brokenGrid breaks the grid tables in one place for each of their rules.
var brokenGrid = map[string][]breach{
	"grid-references": {
		{func(a *atlas.Atlas) { a.GridBuses[0].Substation = "x" }, `column "substation": found "x", expected the id of a substation`},
		{func(a *atlas.Atlas) { a.GridBranches[0].To = "x" }, `osm/grid_branches.csv:2: column "to": found "x", expected the id of a bus`},
		{func(a *atlas.Atlas) { a.GridGenerators[0].Bus = "x" }, `grid_generators.csv:2: column "bus": found "x"`},
		{func(a *atlas.Atlas) { a.GridLoads[0].Bus = "x" }, `grid_loads.csv:2: column "bus": found "x"`},
		{func(a *atlas.Atlas) { a.GridLinks[0].Interconnection = "x" }, `grid_links.csv:2: column "interconnection": found "x"`},
		{func(a *atlas.Atlas) { a.GridInterfaces[0].Branch = "x" }, `grid_interfaces.csv:2: column "branch": found "x"`},
	},
	"grid-output": {
		{func(a *atlas.Atlas) { a.GridGenerators[0].MW = 1e5 }, `grid_generators.csv:2: column "mw": found "100000.000", expected at most its max_mw`},
		{func(a *atlas.Atlas) { a.GridGenerators[0].MaxMW = 1e5 }, `column "max_mw": found "100000.000", expected at most its capacity_mw`},
	},
	"grid-balance": {{func(a *atlas.Atlas) { a.GridLoads[0].MW += 10 }, `zone hokkaido has -10.`}},
}

func japanNetwork(t *testing.T, year int) *power.Network {
	t.Helper()
	n, err := atlas.Japan().Network(year)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestJapanDemandIsThePeak(t *testing.T) {
	want, got := map[string]float64{}, map[string]float64{}
	for _, f := range atlas.Japan().Areas {
		if f.Quantity == "peak_demand" {
			want[f.Subject] = f.Value
		}
	}
	for _, l := range atlas.Japan().GridLoads {
		got[l.Area] += l.MW
	}
	for area, mw := range want {
		if math.Abs(got[area]-mw) > 0.5 {
			t.Errorf("%s: loads of %.3f MW, peak %g MW", area, got[area], mw)
		}
	}
}

func TestJapanZonesAreApart(t *testing.T) {
	n, zone := japanNetwork(t, 0), map[string]string{}
	for _, b := range n.Buses {
		zone[b.ID] = b.Zone
	}
	for _, b := range n.Branches {
		if zone[b.From] != zone[b.To] {
			t.Errorf("branch %s joins zones %s and %s", b.ID, zone[b.From], zone[b.To])
		}
	}
	crossing := 0
	for _, l := range n.Links {
		if zone[l.From] != zone[l.To] {
			crossing++
		}
	}
	if crossing != 6 {
		t.Errorf("%d links between zones, want 2 to Hokkaido and 4 frequency converters", crossing)
	}
}

func TestJapanCircuits(t *testing.T) {
	n, branches := japanNetwork(t, 0), 0
	for _, b := range atlas.Japan().GridBranches {
		branches += b.Circuits
	}
	if len(n.Branches) != branches {
		t.Errorf("%d branches, want one for each of %d circuits", len(n.Branches), branches)
	}
	i := slices.IndexFunc(n.Branches, func(b power.Branch) bool { return b.LengthKm > 100 && n.Branches[0].Kind == power.Line })
	if b := n.Branches[i]; !strings.HasSuffix(b.ID, "/1") || b.ID != strings.TrimSuffix(n.Branches[i+1].ID, "2")+"1" || b.X != n.Branches[i+1].X {
		t.Errorf("circuits %s and %s are not alike", b.ID, n.Branches[i+1].ID)
	}
}

func TestJapanPlans(t *testing.T) {
	limit := func(year int, id string) float64 {
		for _, l := range japanNetwork(t, year).Links {
			if l.ID == id {
				return l.MaxMW
			}
		}
		return math.NaN()
	}
	for _, c := range []struct {
		id   string
		year int
		mw   float64
	}{{"link-new-kitahon", 0, 300}, {"link-new-kitahon", 2028, 600}, {"link-japan-sea", 2034, math.NaN()}, {"link-japan-sea", 2035, 2000}} {
		if got := limit(c.year, c.id); got != c.mw && !(math.IsNaN(got) && math.IsNaN(c.mw)) {
			t.Errorf("%s in %d: %g MW, want %g", c.id, c.year, got, c.mw)
		}
	}
	total := 0.0
	for _, l := range japanNetwork(t, 2028).Links {
		if l.Kind == power.FrequencyConverter {
			total += l.MaxMW
		}
	}
	if total != 3000 {
		t.Errorf("frequency converters of %g MW in 2028, published 3000", total)
	}
	for _, f := range japanNetwork(t, 2027).Interfaces {
		if f.ID == "tie-th-tk" && f.ForwardMW != 10280 {
			t.Errorf("Tohoku to Tokyo in 2027: %g MW, published 10280", f.ForwardMW)
		}
	}
}

// TestTokyoStations: what stands in Tohoku and feeds Tokyo.
func TestTokyoStations(t *testing.T) {
	area := map[string]string{}
	for _, b := range atlas.Japan().GridBuses {
		area[b.ID] = b.Area
	}
	found := 0
	for _, g := range atlas.Japan().GridGenerators {
		if slices.Contains([]string{"Kashiwazaki Kariwa", "Hirono", "Fukushima Daiichi", "Fukushima Daina"}, g.Name) {
			found++
			if g.Area != "tokyo" || area[g.Bus] != "tokyo" {
				t.Errorf("%s feeds %s at a bus of %s", g.Name, g.Area, area[g.Bus])
			}
		}
	}
	if found != 4 {
		t.Errorf("found %d of 4 stations", found)
	}
}

func TestNetworkRefuses(t *testing.T) {
	a := fresh(t)
	a.GridBranches[0].From = "nowhere"
	if _, err := a.Network(0); err == nil || !strings.Contains(err.Error(), "nowhere") {
		t.Errorf("got %v", err)
	}
	var empty atlas.Atlas
	if n, err := empty.Network(0); err != nil || len(n.Buses) != 0 {
		t.Errorf("an atlas without a grid: %v", err)
	}
}

func BenchmarkJapanNetwork(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := atlas.Japan().Network(0); err != nil {
			b.Fatal(err)
		}
	}
}
