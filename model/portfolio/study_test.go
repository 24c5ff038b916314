package portfolio_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
)

const straitFile = "testdata/strait.yaml"

// ranked runs a scenario as far as a plan needs it.
func ranked(name string) (*scenario.Result, error) {
	sc, err := scenario.Load(name)
	if err != nil {
		return nil, err
	}
	return sc.Run(context.Background(), scenario.RunOptions{RankingOnly: true, Workers: 2})
}

var (
	straitOnce = sync.OnceValues(func() (*scenario.Result, error) { return ranked(straitFile) })
	japanOnce  = sync.OnceValues(func() (*scenario.Result, error) { return ranked("japan") })
)

// tryStudy is the study of a scenario whose plan is changed by some settings;
// the networks and the table are shared.
func tryStudy(t testing.TB, name string, once func() (*scenario.Result, error), changes []string) (*portfolio.Study, error) {
	t.Helper()
	r, err := once()
	if err != nil {
		t.Fatal(err)
	}
	sc, err := scenario.Load(name, changes...)
	if err != nil {
		t.Fatal(err)
	}
	changed := *r
	changed.Scenario = sc
	return changed.Study(context.Background())
}

// straitChanged is the ranked strait and its scenario with other settings.
func straitChanged(t testing.TB, changes ...string) (*scenario.Result, *scenario.Scenario) {
	t.Helper()
	r, err := straitOnce()
	if err != nil {
		t.Fatal(err)
	}
	sc, err := scenario.Load(straitFile, changes...)
	if err != nil {
		t.Fatal(err)
	}
	return r, sc
}

func tryStrait(t testing.TB, changes ...string) (*portfolio.Study, error) {
	return tryStudy(t, straitFile, straitOnce, changes)
}

func strait(t testing.TB, changes ...string) *portfolio.Study {
	t.Helper()
	st, err := tryStrait(t, changes...)
	if err != nil {
		t.Fatal(err)
	}
	return st
}

// japan is the study of Japan; -short skips the tests that ask for it.
func japan(t testing.TB, changes ...string) *portfolio.Study {
	t.Helper()
	if testing.Short() {
		t.Skip("takes seconds")
	}
	st, err := tryStudy(t, "japan", japanOnce, changes)
	if err != nil {
		t.Fatal(err)
	}
	return st
}

// holds checks what every study keeps.
func holds(t *testing.T, st *portfolio.Study) {
	t.Helper()
	p := st.Problem
	for year, asked := range st.Demand.ITMW {
		sum := 0.0
		for k := range p.DemandMW {
			for m := range p.DemandMW[k] {
				sum += p.DemandMW[k][m][year]
			}
		}
		if math.Abs(sum-asked) > 1e-6*math.Max(1, asked) {
			t.Errorf("period %d: classes and metros add up to %g MW, the path to %g", year, sum, asked)
		}
	}
	queue := 0.0
	for _, a := range p.Areas {
		queue += a.QueueShare
	}
	if math.Abs(queue-1) > 1e-9 {
		t.Errorf("the queue's shares add up to %g", queue)
	}
	s := st.Screening
	if s.Asked != s.NoConnection+s.NoFiber+s.NoPrice+s.Dominated+s.Dearer+s.Planned || s.Planned != len(p.Sites) || len(st.Sites) != len(p.Sites) {
		t.Errorf("screening does not add up: %+v, %d sites", s, len(p.Sites))
	}
	for n, site := range st.Sites {
		row := &p.Sites[n]
		if row.ID != site.Candidate.ID || len(row.Connections) != len(site.Connections) || len(row.Fibers) != len(site.Fibers) || len(row.Fibers) == 0 || len(row.Connections) == 0 {
			t.Fatalf("site %d: %s and %s, %d connections for %d, %d fibers for %d", n, row.ID, site.Candidate.ID, len(row.Connections), len(site.Connections), len(row.Fibers), len(site.Fibers))
		}
		if p.Areas[row.Area].ID != site.Candidate.Area {
			t.Errorf("%s stands in %s, not in %s", row.ID, site.Candidate.Area, p.Areas[row.Area].ID)
		}
		for o, f := range row.Fibers {
			way := site.Fibers[o]
			if way.Spurs == 1 && (f.Diversity != plan.SingleRoute || f.Hubs != 1) {
				t.Errorf("%s %s: one spur protects nothing, %+v", row.ID, f.ID, f)
			}
			if (way.Span >= 0) != (len(f.Shared) == 1) {
				t.Errorf("%s %s: span %d, shared %v", row.ID, f.ID, way.Span, f.Shared)
			}
			for k, class := range p.Classes {
				limit := st.Settings.Classes[class.ID].RTTms
				for m, rtt := range way.RTTms {
					if want := !math.IsNaN(rtt) && (limit == 0 || rtt <= limit); f.Reach[k][m] != want {
						t.Errorf("%s %s: %s in %s at %g ms of %g: %v", row.ID, f.ID, class.ID, p.Metros[m].ID, rtt, limit, f.Reach[k][m])
					}
				}
			}
		}
	}
}

func TestStraitStudy(t *testing.T) {
	st := strait(t)
	holds(t, st)
	p := st.Problem
	// 3,300 MW of stations for a peak of 3,000 MW and 8 %, less 40 MW of a data
	// center that comes in 2029.
	if got := p.Areas[0].SpareMW; p.Areas[0].ID != "south" || math.Abs(got[0]-(4000-3240-40)) > 1e-9 {
		t.Errorf("spare of %s: %v", p.Areas[0].ID, got)
	}
	if l := p.Links[0]; !slices.Equal(l.MW, []float64{300, 600}) || !slices.Equal(l.BackMW, []float64{300, 300}) {
		t.Errorf("tie: %+v", l)
	}
	if st.Demand.Unknown != 1 || len(st.Demand.Committed) != 1 || st.Demand.HeldFrom != 2034 {
		t.Errorf("%+v", st.Demand)
	}
	if len(p.Shared) != 1 || p.Shared[0].ReadyYear != 2029 || math.Abs(p.Shared[0].Capex.System-240*3e6) > 1 {
		t.Errorf("span: %+v", p.Shared)
	}
	// The price of delay is the margin and what the median site costs.
	want := 12e6*37 + st.AvoidedJPY
	for _, c := range p.Classes {
		if math.Abs(c.UnservedJPYPerMWYear[1]-want) > 1 {
			t.Errorf("%s: %g; want %g", c.ID, c.UnservedJPYPerMWYear[1], want)
		}
	}
	if must := strait(t, "plan.classes.az.must=true"); !math.IsInf(must.Problem.Classes[0].UnservedJPYPerMWYear[0], 1) {
		t.Errorf("a must has a price: %+v", must.Problem.Classes[0])
	}
}

func TestJapanStudy(t *testing.T) {
	st := japan(t)
	holds(t, st)
	if st.Screening.Planned < 100 || st.Screening.Dominated == 0 || len(st.Problem.Links) == 0 || len(st.Problem.Shared) != 3 {
		t.Errorf("%+v, %d ties, %d spans", st.Screening, len(st.Problem.Links), len(st.Problem.Shared))
	}
	for _, a := range st.Problem.Areas {
		for t1, mw := range a.SpareMW {
			if math.IsNaN(mw) {
				t.Errorf("%s in period %d: no figure", a.ID, t1)
			}
		}
	}
}

// TestFactorsReachTheCosts doubles one factor after the other.
func TestFactorsReachTheCosts(t *testing.T) {
	base := strait(t)
	twice := func(what, change string, cost func(*portfolio.Study) float64) {
		t.Helper()
		a, b := cost(base), cost(strait(t, change))
		if !(a > 0) || math.Abs(b-2*a) > 1e-6*a {
			t.Errorf("%s: %g, at twice the factor %g", what, a, b)
		}
	}
	site := func(st *portfolio.Study) *plan.Site { return &st.Problem.Sites[0] }
	twice("building", "plan.costs.facility_factor=2", func(st *portfolio.Study) float64 { return site(st).Blocks[0].Capex.Total() })
	twice("opening", "plan.costs.facility_factor=2", func(st *portfolio.Study) float64 { return site(st).Opening.Total() })
	twice("energy", "plan.costs.energy_factor=2", func(st *portfolio.Study) float64 { return site(st).EnergyJPYPerMWh[0].Total() })
	twice("connection", "plan.costs.grid_factor=2", func(st *portfolio.Study) float64 { return site(st).Connections[0].Capex.Total() })
	twice("reinforcement", "plan.costs.grid_factor=2", func(st *portfolio.Study) float64 { return st.Problem.Reinforcements[0].Capex.Total() })
	twice("spur", "plan.fiber.cost_factor=2", func(st *portfolio.Study) float64 { return site(st).Fibers[0].Capex.Total() })
	twice("wavelengths", "plan.fiber.wavelengths=8", func(st *portfolio.Study) float64 { return site(st).Fibers[0].PerYear.Total() })
	twice("span", "plan.fiber.cost_factor=2", func(st *portfolio.Study) float64 { return st.Problem.Shared[0].Capex.Total() })
	twice("carbon", "plan.costs.carbon_jpy_per_t=6000", func(st *portfolio.Study) float64 { return st.Problem.CarbonJPYPerT[0] })
	twice("demand", "plan.demand.scale=2", func(st *portfolio.Study) float64 { return st.Demand.PathMW[0] })
}

func TestPolicies(t *testing.T) {
	st := strait(t, "plan.policy.metro_max_pct=40", "plan.policy.metro_from=2035", "plan.policy.owner_max_pct=50", `plan.sites.owners={acme: [eden, fell], zeta: [anse]}`,
		`plan.policy.regions=[{id: north, regions: [moor], mw: 100, from: 2035}]`, "plan.policy.budget_bjpy=[300, 900]", "plan.policy.carbon_g_kwh=350",
		`plan.policy.events=[{id: quake, lost_pct: {bay: 60, north: 10}, max_pct: 30, source: test}]`, "plan.classes.sovereign.backup_pct=100", "plan.sites.foreign=[eden]")
	p := st.Problem.Policy
	var ids []string
	for _, s := range p.Shares {
		ids = append(ids, s.ID)
	}
	if want := []string{"the metros", "acme", "zeta", "quake"}; !slices.Equal(ids, want) {
		t.Fatalf("caps %q; want %q", ids, want)
	}
	if !slices.Equal(p.Shares[0].MaxShare, []float64{1, 0.4}) || p.Shares[1].MaxShare[0] != 0.5 || p.Shares[3].MaxShare[0] != 0.3 {
		t.Errorf("%+v", p.Shares)
	}
	weight := func(s plan.ShareCap, id string) float64 {
		for _, w := range s.Sites {
			if st.Problem.Sites[w.Site].ID == id {
				return w.Weight
			}
		}
		return 0
	}
	for _, c := range []struct {
		cap  int
		site string
		want float64
	}{{0, "anse", 1}, {0, "eden", 0}, {1, "eden", 1}, {1, "anse", 0}, {2, "anse", 1}, {3, "anse", 0.6}, {3, "glen", 0.1}} {
		if got := weight(p.Shares[c.cap], c.site); got != c.want {
			t.Errorf("%s in %s: %g; want %g", c.site, p.Shares[c.cap].ID, got, c.want)
		}
	}
	if m := p.Minimums[0]; !slices.Equal(m.MinMW, []float64{0, 100}) || len(m.Sites) != 4 {
		t.Errorf("%+v", m)
	}
	if !slices.Equal(p.BudgetJPY, []float64{3e11, 9e11}) || !slices.Equal(p.CarbonKgPerMWh, []float64{350, 350}) {
		t.Errorf("budget %v, carbon %v", p.BudgetJPY, p.CarbonKgPerMWh)
	}
	// The strait is 220 km wide, less than a backup asks for.
	if len(p.Separated) != 2 || p.Separated[0][0] || p.Separated[0][1] {
		t.Errorf("zones %v", p.Separated)
	}
	if near := strait(t, "plan.classes.sovereign.backup_pct=100", "plan.policy.backup_km=200"); !near.Problem.Policy.Separated[0][1] || near.Problem.Policy.Separated[0][0] {
		t.Errorf("zones %v", near.Problem.Policy.Separated)
	}
	for _, s := range st.Problem.Sites {
		if s.Domestic != (s.ID != "eden") {
			t.Errorf("%s under domestic control: %v", s.ID, s.Domestic)
		}
	}
	if none := strait(t).Problem.Policy; len(none.Shares)+len(none.Minimums)+len(none.BudgetJPY)+len(none.Separated)+len(none.CarbonKgPerMWh) != 0 {
		t.Errorf("policies that nobody asked for: %+v", none)
	}
}

// TestStudiesThatCannotBe names what the atlas does not have.
func TestStudiesThatCannotBe(t *testing.T) {
	spans := func(row string) string { return "plan.fiber.spans=[" + row + "]" }
	for _, c := range []struct {
		want        string
		changes     []string
		unplannable bool
	}{
		{`grid.loads[0].place: the atlas has no place "nowhere"`, []string{"plan.grid.loads=[{id: l, place: nowhere, mw: 5, year: 2030, source: t}]"}, false},
		{"grid.loads[0]: no substation of the network can take 90000 MW at Anse", []string{"plan.grid.loads=[{id: l, place: anse, mw: 90000, year: 2030, source: t}]"}, false},
		{`grid.supply[0]: power area "east"`, []string{"plan.grid.supply=[{id: s, area: east, mw: 5, year: 2030, source: t}]"}, false},
		{`grid.ties: "rope"`, []string{"plan.grid.ties=[{id: rope, year: 2030, source: t}]"}, false},
		{`fiber.spans[0]: `, []string{spans("{id: a, title: A, from: nowhere, to: pop-anse, km: 10, cost: fiber-duct, year: 2030, source: t}")}, false},
		{"less than the air line of", []string{spans("{id: a, title: A, from: pop-anse, to: pop-eden, km: 10, cost: fiber-duct, year: 2030, source: t}")}, false},
		{`fiber.spans[0].cost: cost "gold"`, []string{spans("{id: a, title: A, from: pop-anse, to: pop-eden, km: 300, cost: gold, year: 2030, source: t}")}, false},
		{`policy.regions[0].regions: the atlas has no region "west"`, []string{"plan.policy.regions=[{id: a, regions: [west], mw: 5, from: 2030}]"}, false},
		{`policy.events[0].lost_pct: the atlas has no region "west"`, []string{"plan.policy.events=[{id: a, lost_pct: {west: 5}, max_pct: 5, source: t}]"}, false},
		{"policy.events[0].lost_pct.bay: 500 %; expected 0 to 100", []string{"plan.policy.events=[{id: a, lost_pct: {bay: 500}, max_pct: 5, source: t}]"}, false},
		{`sites.owners.acme: no candidate "nobody"`, []string{"plan.sites.owners={acme: [nobody]}"}, false},
		{`sites.keep: no candidate "nobody"`, []string{"plan.sites.keep=[nobody]"}, false},
		{`sites.foreign: no candidate "nobody"`, []string{"plan.sites.foreign=[nobody]"}, false},
		{`demand.paths.own: the atlas has no forecast "nothing"`, []string{"plan.demand.paths.own.metric=nothing"}, false},
		{`cost "nothing"`, []string{"plan.facility.capex_rows.elsewhere=nothing"}, false},
		{"of 9 candidates that pass the gates none can be connected (9 lack a substation", []string{"plan.sites.max_substation_km=0.01"}, true},
	} {
		_, err := tryStrait(t, c.changes...)
		if err == nil || !strings.Contains(err.Error(), c.want) || errors.Is(err, portfolio.ErrUnplannable) != c.unplannable {
			t.Errorf("%v: %v; want %q", c.changes, err, c.want)
		}
	}
}

func TestStudiesWithoutANetworkOrASite(t *testing.T) {
	r, err := straitOnce()
	if err != nil {
		t.Fatal(err)
	}
	good := portfolio.Inputs{Atlas: r.Atlas, Table: r.Table, Rows: []int{0, 1}, Capacity: r.Capacity, Routes: r.Routes, PUE: 1.3}
	for _, c := range []struct {
		want  string
		spoil func(*portfolio.Inputs)
	}{
		{"no electrical or no optical network", func(in *portfolio.Inputs) { in.Capacity = nil }},
		{"no electrical or no optical network", func(in *portfolio.Inputs) { in.Routes = nil }},
		{"PUE NaN; expected 1 to 10", func(in *portfolio.Inputs) { in.PUE = math.NaN() }},
		{"PUE 0.9", func(in *portfolio.Inputs) { in.PUE = 0.9 }},
		{"no candidate passes the gates", func(in *portfolio.Inputs) { in.Rows = nil }},
		{"20001 candidates pass the gates; expected at most 20000", func(in *portfolio.Inputs) { in.Rows = make([]int, portfolio.MaxRows+1) }},
		{"the atlas has no metros", func(in *portfolio.Inputs) {
			a := *in.Atlas
			a.Places = a.Places[:9]
			in.Atlas = &a
		}},
	} {
		in := good
		c.spoil(&in)
		if _, err := portfolio.New(context.Background(), settingsOf(t), in); !errors.Is(err, portfolio.ErrUnplannable) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v; want %q", err, c.want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := portfolio.New(ctx, settingsOf(t), good); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := portfolio.New(context.Background(), settingsOf(t), good); err != nil {
		t.Error(err)
	}
}
