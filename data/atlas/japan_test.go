package atlas_test

import (
	"math"
	"testing"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/geo"
)

func TestJapanHasNoFindings(t *testing.T) {
	for _, f := range atlas.Check(atlas.JapanFS()).Findings {
		t.Error(f)
	}
}

func count[T any](rows []T, keep func(T) bool) int {
	n := 0
	for _, row := range rows {
		if keep(row) {
			n++
		}
	}
	return n
}

func TestJapanCounts(t *testing.T) {
	a := atlas.Japan()
	kind := func(k atlas.PlaceKind) int {
		return count(a.Places, func(p atlas.Place) bool { return p.Kind == k })
	}
	for what, c := range map[string][2]int{
		"power areas":    {count(a.Regions, func(r atlas.Region) bool { return r.Kind == atlas.PowerArea }), 10},
		"prefectures":    {count(a.Regions, func(r atlas.Region) bool { return r.Kind == atlas.Prefecture }), 47},
		"outlines":       {len(a.Outlines), 47},
		"municipalities": {kind(atlas.Municipality), 1741},
		"clusters":       {kind(atlas.Cluster), 27},
		"campuses":       {kind(atlas.Campus), 6},
		"metros":         {kind(atlas.Metro), 12},
		"remote islands": {count(a.Places, func(p atlas.Place) bool { return !p.Mainland }), 56},
		"volcanoes":      {len(a.HazardPoints), 50},
		"substations":    {len(a.Substations), 816},
		"ties today":     {count(a.Interconnections, func(t atlas.Interconnection) bool { return t.Year == 0 }), 10},
		"landings 2028":  {count(a.FiberNodes, func(n atlas.FiberNode) bool { return n.Kind == atlas.CableLanding && n.ReadyYear == 2028 }), 2},
		"facilities":     {len(a.Existing), 73},
		"land prices":    {len(a.Land), 47},
		"tsunamis":       {count(a.Hazards, func(f atlas.Figure) bool { return f.Quantity == "tsunami_height" }), 47},
	} {
		if c[0] != c[1] {
			t.Errorf("%s: got %d, want %d", what, c[0], c[1])
		}
	}
}

func TestJapanPopulation(t *testing.T) {
	const census2020 = 126226568 // preliminary count
	sums := map[string]float64{}
	for _, r := range atlas.Japan().Regions {
		sums[string(r.Kind)] += r.Population
	}
	for _, p := range atlas.Japan().Places {
		if p.Kind == atlas.Municipality && !math.IsNaN(p.Population) {
			sums["municipality"] += p.Population
		}
	}
	for what, sum := range sums {
		if sum != census2020 {
			t.Errorf("%s: got %.0f, want %d", what, sum, census2020)
		}
	}
}

func locator(t *testing.T, shapes ...orb.MultiPolygon) *geo.Locator {
	t.Helper()
	l, err := geo.NewLocator(shapes)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func shape(id string) orb.MultiPolygon {
	for _, o := range atlas.Japan().Outlines {
		if o.Region == id {
			return o.Shape
		}
	}
	return nil
}

func TestJapanOutlines(t *testing.T) {
	// Prefectures of many small islands, which the simplified outlines leave out.
	islands := map[string]bool{"JP-13": true, "JP-34": true, "JP-37": true, "JP-38": true, "JP-42": true, "JP-46": true, "JP-47": true}
	for _, r := range atlas.Japan().Regions {
		if r.Kind != atlas.Prefecture {
			continue
		}
		within := 0.03
		if islands[r.ID] {
			within = 0.08
		}
		if got := geo.AreaKm2(shape(r.ID)); math.Abs(got-r.AreaKm2) > within*r.AreaKm2 {
			t.Errorf("%s: the outline has %.0f km², the GSI %.0f", r.Name, got, r.AreaKm2)
		}
	}
}

func TestJapanOfficesLieInTheirPrefecture(t *testing.T) {
	shapes := map[string]*geo.Locator{}
	for _, o := range atlas.Japan().Outlines {
		shapes[o.Region] = locator(t, o.Shape)
	}
	out := 0
	for _, p := range atlas.Japan().Places {
		if p.Kind != atlas.Municipality {
			continue
		}
		if _, in := shapes[p.Region].Locate(p.Location); in {
			continue
		}
		out++ // by the sea, or on an island too small for the outlines
		if _, km, _ := shapes[p.Region].NearestShape(p.Location); p.Mainland && km > 10 {
			t.Errorf("%s lies %.1f km outside of %s", p.Name, km, p.Region)
		}
	}
	if out > 100 {
		t.Errorf("%d offices lie outside of their prefecture's simplified outline", out)
	}
}

// TestJapanMainland holds the list of remote islands against the outlines: the
// land masses of more than 1,000 km² are the five main islands, cut at borders.
func TestJapanMainland(t *testing.T) {
	var main orb.MultiPolygon
	for _, o := range atlas.Japan().Outlines {
		for _, polygon := range o.Shape {
			if geo.AreaKm2(orb.MultiPolygon{polygon}) > 1000 {
				main = append(main, polygon)
			}
		}
	}
	l := locator(t, main)
	// Joined to Kyushu by a power cable of 66 kV across 50 km of sea.
	joined := map[string]bool{"42211": true, "42411": true}
	// Villages whose office stands in Kagoshima City, away from their islands.
	ashore := map[string]bool{"46303": true, "46304": true}
	for _, p := range atlas.Japan().Places {
		_, inside := l.Locate(p.Location)
		_, km, _ := l.NearestShape(p.Location)
		switch {
		case !p.Mainland && inside && !ashore[p.ID]:
			t.Errorf("%s is called remote, but lies on a main island", p.Name)
		case p.Mainland && !joined[p.ID] && km > 25:
			t.Errorf("%s is called mainland, but lies %.0f km from the main islands", p.Name, km)
		}
	}
}

func TestJapanKnownFigures(t *testing.T) {
	a := atlas.Japan()
	for _, c := range []struct {
		table             []atlas.Figure
		subject, quantity string
		want              float64
		evidence          atlas.Evidence
	}{
		{a.Areas, "tokyo", "frequency", 50, atlas.Published},
		{a.Areas, "kansai", "frequency", 60, atlas.Published},
		{a.Areas, "tokyo", "peak_demand", 56970, atlas.Published},
		{a.Areas, "hokkaido", "peak_demand", 5500, atlas.Estimated},
		{a.Areas, "shikoku", "reserve_margin", 17.1, atlas.Published},
		{a.Areas, "shikoku", "carbon_intensity", 401, atlas.Estimated},
		{a.Areas, "kyushu", "carbon_intensity", 331, atlas.Derived},
		{a.Hazards, "JP-22", "seismic_probability", 70, atlas.Published},
		{a.Hazards, "JP-12", "seismic_probability", 62, atlas.Derived},
		{a.Hazards, "JP-14", "seismic_probability", 38, atlas.Estimated},
		{a.Hazards, "01223", "seismic_probability", 80, atlas.Published},
		{a.Hazards, "JP-20", "tsunami_height", 0, atlas.Derived},
		{a.Climate, "JP-01", "annual_mean_temperature", 9.2, atlas.Published},
		{a.Land, "JP-01", "industrial_land_price", 12800, atlas.Published},
	} {
		f, ok := atlas.Lookup(c.table, c.subject, c.quantity)
		if !ok || f.Value != c.want || f.Evidence != c.evidence {
			t.Errorf("%s %s: got %g %s, want %g %s", c.subject, c.quantity, f.Value, f.Evidence, c.want, c.evidence)
		}
	}
	if _, ok := atlas.Lookup(a.Areas, "okinawa", "hv_wheeling_energy"); ok {
		t.Error("Okinawa's wheeling tariff is not known, and must be missing")
	}
}

// TestJapanEvidence: nothing recalled may pass for published.
func TestJapanEvidence(t *testing.T) {
	for _, f := range atlas.Japan().FiberNodes {
		if f.Kind == atlas.CableLanding && f.Evidence == atlas.Published && f.License != "facts" {
			t.Errorf("%s: %v", f.ID, f.Provenance)
		}
	}
	for _, s := range atlas.Japan().Substations {
		if (s.License == "ODbL-1.0") == (s.ID == "ss-chiba-inzai") {
			t.Errorf("%s stands under %s", s.ID, s.License)
		}
		if !math.IsNaN(s.SpareMW) {
			t.Errorf("%s: no spare capacity is published by station", s.ID)
		}
	}
}

func BenchmarkJapan(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := atlas.Load(atlas.JapanFS()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCheckJapan(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if !atlas.Check(atlas.JapanFS()).OK() {
			b.Fatal("not OK")
		}
	}
}
