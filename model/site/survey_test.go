package site_test

import (
	"cmp"
	"context"
	"errors"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/geo"
	"github.com/wattbit/wattbit/model/site"
)

// row is a row of the atlas that a distance can lead to.
type row struct {
	id string
	at orb.Point
	p  atlas.Provenance
}

// rows collects the rows that keep says yes to.
func rows[T any](all []T, keep func(T) bool, of func(T) row) []row {
	var out []row
	for _, x := range all {
		if keep(x) {
			out = append(out, of(x))
		}
	}
	return out
}

func substations(a *atlas.Atlas, low, high float64) []row {
	return rows(a.Substations, func(s atlas.Substation) bool {
		return slices.ContainsFunc(s.VoltagesKV, func(kv float64) bool { return low <= kv && kv <= high })
	}, func(s atlas.Substation) row { return row{s.ID, s.Location, s.Provenance} })
}

func nodes(a *atlas.Atlas, kind atlas.FiberNodeKind, planned bool) []row {
	return rows(a.FiberNodes, func(n atlas.FiberNode) bool { return n.Kind == kind && (planned || n.ReadyYear == 0) },
		func(n atlas.FiberNode) row { return row{n.ID, n.Location, n.Provenance} })
}

func metros(a *atlas.Atlas, ids ...string) []row {
	return rows(a.Places, func(p atlas.Place) bool {
		return p.Kind == atlas.Metro && (len(ids) == 0 || slices.Contains(ids, p.ID))
	}, func(p atlas.Place) row { return row{p.ID, p.Location, p.Provenance} })
}

var concentrations = []string{"metro-tokyo", "metro-27100"}

// distances lists what each distance leads to, for 100 MW.
func distances(a *atlas.Atlas) map[string][]row {
	return map[string][]row{
		site.SubstationKm:    substations(a, 110, 9999),
		site.Substation154Km: substations(a, 110, 154),
		site.Substation275Km: substations(a, 187, 275),
		site.Substation500Km: substations(a, 500, 9999),
		site.IXKm:            nodes(a, atlas.IXP, false),
		site.CarrierHotelKm:  nodes(a, atlas.DataCentre, false),
		site.LandingKm:       nodes(a, atlas.CableLanding, false),
		site.LandingFutureKm: nodes(a, atlas.CableLanding, true),
		site.MetroKm:         metros(a),
		site.TokyoKm:         metros(a, "metro-tokyo"),
		site.OsakaKm:         metros(a, "metro-27100"),
		site.DispersionKm:    metros(a, concentrations...),
		site.VolcanoKm: rows(a.HazardPoints, func(p atlas.Point) bool { return p.Kind == "volcano" },
			func(p atlas.Point) row { return row{p.ID, p.Location, p.Provenance} }),
	}
}

// sample is every 40th candidate and one that stands exactly on an exchange.
func sample(t testing.TB) []site.Candidate {
	t.Helper()
	a := atlas.Japan()
	all, err := site.FromAtlas(a, site.Selection{Kinds: []string{"municipality", "cluster", "campus"}, Islands: true})
	if err != nil {
		t.Fatal(err)
	}
	var some []site.Candidate
	for i := 0; i < len(all); i += 40 {
		some = append(some, all[i])
	}
	on := nodes(a, atlas.IXP, false)[0]
	return append(some, site.Candidate{ID: "here", Kind: site.OwnKind, Location: on.at, LandHa: 7})
}

func survey(t testing.TB, a *atlas.Atlas, candidates []site.Candidate, opts site.Options, workers int) *site.Table {
	t.Helper()
	s, err := site.NewSurveyor(a, opts)
	if err != nil {
		t.Fatal(err)
	}
	table, err := s.Survey(t.Context(), candidates, workers)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func japan(t testing.TB) *site.Table {
	return survey(t, atlas.Japan(), sample(t), site.Options{MW: 100, Concentrations: concentrations}, 2)
}

func TestDistancesAgainstBruteForce(t *testing.T) {
	table := japan(t)
	for id, things := range distances(atlas.Japan()) {
		column := table.Column(id)
		for i, c := range table.Candidates {
			nearest := slices.MinFunc(things, func(x, y row) int {
				return cmp.Compare(geo.DistanceKm(c.Location, x.at), geo.DistanceKm(c.Location, y.at))
			})
			want := geo.DistanceKm(c.Location, nearest.at)
			if got := column.Values[i]; !(math.Abs(got-want) <= 1e-9+2e-5*want) {
				t.Errorf("%s of %s: %v, want %v to %s", id, c.ID, got, want, nearest.id)
			}
			object, ok := column.Object(i)
			if !ok {
				t.Fatalf("%s of %s leads to nothing", id, c.ID)
			}
			led := things[slices.IndexFunc(things, func(x row) bool { return x.id == object.ID })]
			if far := geo.DistanceKm(c.Location, led.at); far > want*(1+2e-5)+1e-9 {
				t.Errorf("%s of %s leads to %s at %v km; %s is at %v", id, c.ID, object.ID, far, nearest.id, want)
			}
			origin, _ := table.Origin(column, i)
			if want := atlas.Weakest(led.p.Evidence, atlas.Derived); origin.Evidence != want || origin.Source != led.p.Source {
				t.Errorf("%s of %s: origin %v, want %s of %v", id, c.ID, origin, want, led.p)
			}
		}
	}
}

func TestFiguresAgainstRows(t *testing.T) {
	table, a := japan(t), atlas.Japan()
	area := func(c site.Candidate) []string { return []string{c.Area} }
	region := func(c site.Candidate) []string { return []string{c.ID, c.Region} }
	for _, test := range []struct {
		id, quantity string
		rows         []atlas.Figure
		subjects     func(site.Candidate) []string
	}{
		{site.ReserveMarginPct, "reserve_margin", a.Areas, area},
		{site.CarbonGPerKWh, "carbon_intensity", a.Areas, area},
		{site.PowerPriceJPYKWh, "industrial_price", a.Areas, area},
		{site.SeismicPct, "seismic_probability", a.Hazards, region},
		{site.TsunamiM, "tsunami_height", a.Hazards, region},
		{site.TemperatureC, "annual_mean_temperature", a.Climate, region},
		{site.LandPriceJPYM2, "industrial_land_price", a.Land, region},
	} {
		column := table.Column(test.id)
		for i, c := range table.Candidates {
			want, found := firstFigure(test.rows, test.quantity, test.subjects(c))
			origin, ok := table.Origin(column, i)
			if ok != found || math.IsNaN(column.Values[i]) == found {
				t.Errorf("%s of %s: known %v, want %v", test.id, c.ID, ok, found)
			} else if found && (column.Values[i] != want.Value || origin != want.Provenance) {
				t.Errorf("%s of %s: %v of %v, want %v", test.id, c.ID, column.Values[i], origin, want)
			}
		}
	}
}

func firstFigure(figures []atlas.Figure, quantity string, subjects []string) (atlas.Figure, bool) {
	for _, subject := range subjects {
		if f, ok := atlas.Lookup(figures, subject, quantity); ok {
			return f, true
		}
	}
	return atlas.Figure{}, false
}

func TestSumsAgainstBruteForce(t *testing.T) {
	table, a := japan(t), atlas.Japan()
	for i, c := range table.Candidates {
		people, mw := 0.0, 0.0
		for _, p := range a.Places {
			if p.Kind == atlas.Municipality && p.Population > 0 && geo.DistanceKm(c.Location, p.Location) <= 100 {
				people += p.Population
			}
		}
		for _, f := range a.Existing {
			if f.Kind == atlas.DataCenter && f.MW > 0 && geo.DistanceKm(c.Location, f.Location) <= 20 {
				mw += f.MW
			}
		}
		if got := table.Column(site.People100km).Values[i]; got != people {
			t.Errorf("people around %s: %v, want %v", c.ID, got, people)
		}
		if got := table.Column(site.ExistingMW20km).Values[i]; math.Abs(got-mw) > 1e-9 {
			t.Errorf("MW around %s: %v, want %v", c.ID, got, mw)
		}
	}
}

func TestLandIsTheUsersOwn(t *testing.T) {
	table := japan(t)
	land := table.Column(site.LandHa)
	last := len(table.Candidates) - 1
	if land.Values[last] != 7 {
		t.Errorf("land of the user's polygon %v, want 7", land.Values[last])
	}
	if _, known := table.Origin(land, 0); known || !math.IsNaN(land.Values[0]) && table.Candidates[0].Kind != site.OwnKind {
		t.Errorf("land of a place of the atlas is known: %v", land.Values[0])
	}
}

func TestSurveyWorkers(t *testing.T) {
	candidates, err := site.FromAtlas(atlas.Japan(), site.Selection{Kinds: []string{"municipality"}})
	if err != nil {
		t.Fatal(err)
	}
	opts := site.Options{MW: 100, Concentrations: concentrations}
	one, eight := survey(t, atlas.Japan(), candidates, opts, 1), survey(t, atlas.Japan(), candidates, opts, 8)
	for k, column := range one.Columns {
		other := eight.Columns[k]
		same := slices.EqualFunc(column.Values, other.Values, func(x, y float64) bool { return math.Float64bits(x) == math.Float64bits(y) })
		if !same || !slices.Equal(column.Origins, other.Origins) || !slices.Equal(column.Nearest, other.Nearest) {
			t.Errorf("%s depends on the number of workers", column.ID)
		}
	}
	if !reflect.DeepEqual(one.Provenances, eight.Provenances) {
		t.Error("provenances depend on the number of workers")
	}
}

func TestSurveyCancelled(t *testing.T) {
	s, err := site.NewSurveyor(atlas.Japan(), site.Options{MW: 1})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Survey(ctx, sample(t), 2); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want cancelled", err)
	}
}

func TestSurveyOnly(t *testing.T) {
	opts := site.Options{MW: 100, Only: []string{site.IXKm, site.CarbonGPerKWh}}
	table := survey(t, atlas.Japan(), sample(t), opts, 1)
	if len(table.Columns) != 2 || table.Column(site.CarbonGPerKWh) == nil || table.Column(site.IXKm) == nil {
		t.Errorf("%d columns, want carbon and IX", len(table.Columns))
	}
	if table.Column(site.LandHa) != nil {
		t.Error("a column that was not asked for is there")
	}
	opts.Only = []string{"ix"}
	if _, err := site.NewSurveyor(atlas.Japan(), opts); err == nil || err.Error() != `survey: no indicator "ix"` {
		t.Errorf("error %v", err)
	}
}

func TestNewSurveyorRefuses(t *testing.T) {
	for _, test := range []struct {
		opts site.Options
		want string
	}{
		{site.Options{MW: 0}, "survey: 0 MW asked; expected more than 0"},
		{site.Options{MW: math.NaN()}, "survey: NaN MW asked; expected more than 0"},
		{site.Options{MW: 1, Concentrations: []string{"metro-atlantis"}}, `survey: dispersion_km: the atlas has no metro "metro-atlantis"`},
	} {
		if _, err := site.NewSurveyor(atlas.Japan(), test.opts); err == nil || err.Error() != test.want {
			t.Errorf("error %v, want %s", err, test.want)
		}
	}
}
