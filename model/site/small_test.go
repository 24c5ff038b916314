package site_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/geo"
	"github.com/wattbit/wattbit/model/site"
)

func by(e atlas.Evidence) atlas.Provenance {
	return atlas.Provenance{Source: "a row that is " + string(e), License: "test", Evidence: e}
}

// TestEmptyAtlasIsMissing holds that nothing known is missing, never zero.
func TestEmptyAtlasIsMissing(t *testing.T) {
	table := survey(t, &atlas.Atlas{}, []site.Candidate{{ID: "x", LandHa: math.NaN()}}, site.Options{MW: 1}, 1)
	if len(table.Columns) != len(site.Catalogue()) {
		t.Fatalf("%d columns, want %d", len(table.Columns), len(site.Catalogue()))
	}
	for _, c := range table.Columns {
		if _, ok := table.Origin(c, 0); ok || !math.IsNaN(c.Values[0]) {
			t.Errorf("%s is %v in an atlas without rows; want missing", c.ID, c.Values[0])
		}
		if _, ok := c.Object(0); ok {
			t.Errorf("%s leads somewhere in an atlas without rows", c.ID)
		}
	}
}

// TestEvidence holds what each kind of figure says it stands on.
func TestEvidence(t *testing.T) {
	a := &atlas.Atlas{
		Areas: []atlas.Figure{
			{Subject: "north", Quantity: "carbon_intensity", Value: 500, Year: 2025, Provenance: by(atlas.Assumed)},
			{Subject: "north", Quantity: "carbon_intensity", Value: 600, Year: 2020, Provenance: by(atlas.Published)},
			{Subject: "north", Quantity: "industrial_price", Value: 20, Provenance: by(atlas.Published)},
		},
		Hazards: []atlas.Figure{
			{Subject: "N-1", Quantity: "seismic_probability", Value: 5, Provenance: by(atlas.Published)},
			{Subject: "town", Quantity: "seismic_probability", Value: 9, Provenance: by(atlas.Estimated)},
		},
		FiberNodes: []atlas.FiberNode{{ID: "ix", Kind: atlas.IXP, Location: orb.Point{10, 50}, Provenance: by(atlas.Estimated)},
			{ID: "landing", Kind: atlas.CableLanding, Location: orb.Point{10, 50}, Provenance: by(atlas.Published)}},
		Places: []atlas.Place{
			{ID: "a", Kind: atlas.Municipality, Location: orb.Point{10, 50}, Population: 100, Provenance: by(atlas.Published)},
			{ID: "b", Kind: atlas.Municipality, Location: orb.Point{10.1, 50}, Population: 10, Provenance: by(atlas.Estimated)},
			{ID: "c", Kind: atlas.Municipality, Location: orb.Point{10.1, 50.1}, Population: math.NaN(), Provenance: by(atlas.Assumed)},
		},
	}
	candidates := []site.Candidate{
		{ID: "town", Kind: "municipality", Region: "N-1", Area: "north", Location: orb.Point{10.2, 50}},
		{ID: "town", Kind: site.OwnKind, Region: "N-1", Area: "north", Location: orb.Point{10, 20}},
	}
	table := survey(t, a, candidates, site.Options{MW: 1}, 1)
	for _, test := range []struct {
		id    string
		row   int
		value float64
		want  atlas.Evidence
	}{
		{site.CarbonGPerKWh, 0, 500, atlas.Assumed}, // the newest
		{site.PowerPriceJPYKWh, 0, 20, atlas.Published},
		{site.SeismicPct, 0, 9, atlas.Estimated},
		{site.SeismicPct, 1, 5, atlas.Published}, // a user's id names no row
		{site.IXKm, 0, geo.DistanceKm(candidates[0].Location, orb.Point{10, 50}), atlas.Estimated},
		{site.LandingKm, 0, geo.DistanceKm(candidates[0].Location, orb.Point{10, 50}), atlas.Derived},
		{site.People100km, 0, 110, atlas.Estimated},
		{site.People100km, 1, 0, atlas.Derived},
		{site.ReserveMarginPct, 0, math.NaN(), ""},
		{site.ExistingMW20km, 0, math.NaN(), ""},
	} {
		column := table.Column(test.id)
		origin, _ := table.Origin(column, test.row)
		got := column.Values[test.row]
		near := math.IsNaN(got) && math.IsNaN(test.value) || math.Abs(got-test.value) <= 1e-5*test.value
		if !near || origin.Evidence != test.want {
			t.Errorf("%s of row %d: %v, %q; want %v, %q", test.id, test.row, got, origin.Evidence, test.value, test.want)
		}
	}
}

// TestPeopleProperty holds the sum within a radius against a plain loop, all
// over the globe.
func TestPeopleProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// close together, so that some lie within reach; poles and antimeridian too
		lon0 := rapid.SampledFrom([]float64{0, 135, 179.5, -179.8}).Draw(t, "lon")
		lat0 := rapid.SampledFrom([]float64{0, 35, -60, 89.3}).Draw(t, "lat")
		point := func(label string) orb.Point {
			lon := lon0 + rapid.Float64Range(-2, 2).Draw(t, label)
			lat := min(90, lat0+rapid.Float64Range(-2, 2).Draw(t, label))
			return orb.Point{math.Remainder(lon, 360), lat}
		}
		a := &atlas.Atlas{}
		for range rapid.IntRange(1, 60).Draw(t, "n") {
			a.Places = append(a.Places, atlas.Place{Kind: atlas.Municipality, Location: point("place"),
				Population: float64(rapid.IntRange(0, 9).Draw(t, "people")), Provenance: by(atlas.Published)})
		}
		at, want := point("at"), 0.0
		for _, p := range a.Places {
			if geo.DistanceKm(at, p.Location) <= 100 {
				want += p.Population
			}
		}
		s, err := site.NewSurveyor(a, site.Options{MW: 1, Only: []string{site.People100km}})
		if err != nil {
			t.Fatal(err)
		}
		table, err := s.Survey(t.Context(), []site.Candidate{{Location: at}}, 1)
		if err != nil {
			t.Fatal(err)
		}
		if got := table.Columns[0].Values[0]; got != want {
			t.Fatalf("%v people around %v, want %v", got, at, want)
		}
	})
}

func TestCatalogue(t *testing.T) {
	seen := map[string]bool{}
	for _, i := range site.Catalogue() {
		if seen[i.ID] || i.Name == "" || i.NameLocal == "" || i.Unit == "" || i.Note == "" {
			t.Errorf("%s is told twice or not in full: %+v", i.ID, i)
		}
		seen[i.ID] = true
		if !slices.Contains([]site.Better{site.Higher, site.Lower, site.Neutral}, i.Better) {
			t.Errorf("%s: better %q", i.ID, i.Better)
		}
		if i.Unit == "km" != strings.HasSuffix(i.ID, "_km") {
			t.Errorf("%s is in %s", i.ID, i.Unit)
		}
	}
}

func TestFromAtlasRefuses(t *testing.T) {
	for _, test := range []struct {
		sel  site.Selection
		want string
	}{
		{site.Selection{Kinds: []string{"town"}}, `kind "town"; expected one of`},
		{site.Selection{Kinds: []string{"metro"}}, `kind "metro"; expected one of`},
		{site.Selection{Kinds: []string{"campus"}, Regions: []string{"JP-99"}}, `no region "JP-99"`},
		{site.Selection{}, "no place of the atlas is of kind []"},
	} {
		if _, err := site.FromAtlas(atlas.Japan(), test.sel); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%+v: error %v, want %s", test.sel, err, test.want)
		}
	}
}

func TestFromAtlasSelects(t *testing.T) {
	a := atlas.Japan()
	all, err := site.FromAtlas(a, site.Selection{Kinds: []string{"municipality"}, Islands: true})
	if err != nil {
		t.Fatal(err)
	}
	mainland, err := site.FromAtlas(a, site.Selection{Kinds: []string{"municipality"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 1741 || len(mainland) >= len(all) {
		t.Errorf("%d municipalities, %d on the mainland; want 1741 and fewer", len(all), len(mainland))
	}
	for _, region := range []string{"JP-13", "hokkaido"} {
		some, err := site.FromAtlas(a, site.Selection{Kinds: []string{"municipality"}, Regions: []string{region}})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range some {
			if c.Region != region && c.Area != region {
				t.Errorf("%s of %s, %s was chosen for %s", c.ID, c.Region, c.Area, region)
			}
		}
	}
}
