package portfolio_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
)

// settingsOf are those of the scenario of the strait.
func settingsOf(t *testing.T) portfolio.Settings {
	t.Helper()
	sc, err := scenario.Load(straitFile)
	if err != nil {
		t.Fatal(err)
	}
	return sc.Plan
}

func TestGoodSettingsHaveNoFaults(t *testing.T) {
	if f := settingsOf(t).Faults(); len(f) > 0 {
		t.Errorf("%+v", f)
	}
}

// TestEveryBadSettingIsNamed spoils one setting after the other.
func TestEveryBadSettingIsNamed(t *testing.T) {
	class := func(change func(*portfolio.Class)) func(*portfolio.Settings) {
		return func(s *portfolio.Settings) {
			c := s.Classes["az"]
			change(&c)
			s.Classes["az"] = c
		}
	}
	own := func(change func(*portfolio.Path)) func(*portfolio.Settings) {
		return func(s *portfolio.Settings) {
			p := s.Demand.Paths["own"]
			change(&p)
			s.Demand.Paths["own"] = p
		}
	}
	span := func(change func(*portfolio.Span)) func(*portfolio.Settings) {
		return func(s *portfolio.Settings) { change(&s.Fiber.Spans[0]) }
	}
	type settings = portfolio.Settings
	for _, c := range []struct {
		path, message string
		spoil         func(*settings)
	}{
		{"base_year", "1999; expected 2000 to 2200", func(s *settings) { s.BaseYear = 1999 }},
		{"discount_pct", "-1 %; expected 0 to 30", func(s *settings) { s.DiscountPct = -1 }},
		{"discount_pct", "NaN %", func(s *settings) { s.DiscountPct = math.NaN() }},
		{"periods", "0 periods; expected 1 to 12", func(s *settings) { s.Periods = nil }},
		{"periods", "13 periods", func(s *settings) { s.Periods = make([]int, 13) }},
		{"periods", "starts in 2020; expected the base year 2026 or later", func(s *settings) { s.Periods = []int{2020} }},
		{"periods", "2030 after 2035; expected rising years", func(s *settings) { s.Periods = []int{2035, 2030} }},
		{"periods", "2030 after 2030", func(s *settings) { s.Periods = []int{2030, 2030} }},
		{"horizon_year", "2035; expected a year after 2035", func(s *settings) { s.HorizonYear = 2035 }},
		{"horizon_year", "at most 2300", func(s *settings) { s.HorizonYear = 2301 }},
		{"policy.metro_from", "9999; expected a year from 1976 to 2095: the plan is made from 2026 to 2045", func(s *settings) { s.Policy.MetroFrom = 9999 }},
		{"policy.regions[0].from", "20; expected a year from", func(s *settings) {
			s.Policy.Regions = []portfolio.Minimum{{ID: "a", Regions: []string{"south"}, MW: 1, From: 20}}
		}},
		{"fiber.spans[0].year", "20300; expected a year from", span(func(x *portfolio.Span) { x.Year = 20300 })},
		{"grid.loads[0].year", "-1; expected a year from", func(s *settings) { s.Grid.Loads = []portfolio.Load{{MW: 1, Year: -1}} }},
		{"grid.supply[0].year", "1900; expected a year from", func(s *settings) { s.Grid.Supply = []portfolio.Supply{{MW: 1, Year: 1900}} }},
		{"grid.ties[0].year", "3000; expected a year from", func(s *settings) { s.Grid.Ties = []portfolio.Tie{{Year: 3000}} }},
		{"demand.paths.own.points.2300", "2300; expected a year from", own(func(p *portfolio.Path) { p.Metric, p.Points = "", map[int]float64{2300: 1} })},
		{"demand.path", `"no"; expected one of`, func(s *settings) { s.Demand.Path = "no" }},
		{"demand.scale", "-0.5; expected 0 to 100", func(s *settings) { s.Demand.Scale = -0.5 }},
		{"demand.paths.own", "metric \"\" and 0 points; expected one of the two", own(func(p *portfolio.Path) { p.Metric = "" })},
		{"demand.paths.own", "and 1 points", own(func(p *portfolio.Path) { p.Points = map[int]float64{2030: 1} })},
		{"demand.paths.own.points.2031", "-1 MW", own(func(p *portfolio.Path) { p.Metric, p.Points = "", map[int]float64{2030: 1, 2031: -1} })},
		{"demand.paths.own.realised_pct", "101 %", own(func(p *portfolio.Path) { p.RealisedPct = 101 })},
		{"demand.paths.own.load_pct", "-1 %", own(func(p *portfolio.Path) { p.LoadPct = -1 })},
		{"demand.queue_pct.south", "101 %", func(s *settings) { s.Demand.QueuePct = map[string]float64{"south": 101} }},
		{"classes", "no class of workload", func(s *settings) { s.Classes = nil }},
		{"classes", "the shares add up to 0 %", func(s *settings) {
			s.Classes = map[string]portfolio.Class{"az": {Where: "people", Diversity: "none", Hubs: 1}}
		}},
		{"classes.az.share_pct", "-1 %", class(func(c *portfolio.Class) { c.SharePct = -1 })},
		{"classes.az.rtt_ms", "-1 ms", class(func(c *portfolio.Class) { c.RTTms = -1 })},
		{"classes.az.hubs", "3; expected 1 to 2", class(func(c *portfolio.Class) { c.Hubs = 3 })},
		{"classes.az.backup_pct", "-1 %", class(func(c *portfolio.Class) { c.BackupPct = -1 })},
		{"classes.az.where", `"nowhere"; expected one of people, exchanges`, class(func(c *portfolio.Class) { c.Where = "nowhere" })},
		{"classes.az.diversity", `"some"; expected one of none, edge, node, srlg`, class(func(c *portfolio.Class) { c.Diversity = "some" })},
		{"delay.margin_mjpy_per_mw_month", "-1 M JPY", func(s *settings) { s.Delay.MarginMJPYPerMWMonth = -1 }},
		{"facility.utilization_pct", "0 %", func(s *settings) { s.Facility.UtilizationPct = 0 }},
		{"facility.blocks_mw", "0 blocks", func(s *settings) { s.Facility.BlocksMW = nil }},
		{"facility.blocks_mw", "-3 MW; expected more than 0", func(s *settings) { s.Facility.BlocksMW = []float64{30, -3} }},
		{"facility.opening_bjpy", "-1", func(s *settings) { s.Facility.OpeningBJPY = -1 }},
		{"facility.ha_per_mw", "-1", func(s *settings) { s.Facility.HaPerMW = -1 }},
		{"facility.fixed_mjpy_per_mw", "-1", func(s *settings) { s.Facility.FixedMJPYPerMW = -1 }},
		{"facility.life_years", "0 years", func(s *settings) { s.Facility.LifeYears = 0 }},
		{"facility.network_life_years", "0 years", func(s *settings) { s.Facility.NetworkLife = 0 }},
		{"facility.capex_rows", `no row for "elsewhere"`, func(s *settings) { s.Facility.CapexRows = nil }},
		{"sites.per_group", "0", func(s *settings) { s.Sites.PerGroup = 0 }},
		{"sites.per_area", "0", func(s *settings) { s.Sites.PerArea = 0 }},
		{"sites.per_demand", "0", func(s *settings) { s.Sites.PerDemand = 0 }},
		{"sites.max_substation_km", "0 km", func(s *settings) { s.Sites.MaxKm = 0 }},
		{"grid.reserve_pct", "51 %", func(s *settings) { s.Grid.ReservePct = 51 }},
		{"grid.lead_time", `"soon"; expected one of low, base, high`, func(s *settings) { s.Grid.LeadTime = "soon" }},
		{"grid.reinforcements", "-1", func(s *settings) { s.Grid.Reinforcements = -1 }},
		{"grid.flexible.shed_pct", "101 %", func(s *settings) { s.Grid.Flexible.ShedPct = 101 }},
		{"grid.flexible.curtailed_pct", "101 %", func(s *settings) { s.Grid.Flexible.CurtailedPct = 101 }},
		{"grid.flexible.earlier_years", "31 years", func(s *settings) { s.Grid.Flexible.EarlierYears = 31 }},
		{"grid.carbon_free.matched_pct", "101 %", func(s *settings) { s.Grid.CarbonFree.MatchedPct = 101 }},
		{"grid.carbon_free.premium_jpy_kwh", "-1", func(s *settings) { s.Grid.CarbonFree.PremiumJPYPerkWh = -1 }},
		{"grid.loads[0].mw", "0 MW", func(s *settings) { s.Grid.Loads = []portfolio.Load{{ID: "a"}} }},
		{"grid.supply[0].mw", "1e+06 MW", func(s *settings) { s.Grid.Supply = []portfolio.Supply{{ID: "a", MW: 1e6}} }},
		{"fiber.cost_factor", "0", func(s *settings) { s.Fiber.CostFactor = 0 }},
		{"fiber.wavelengths", "-1", func(s *settings) { s.Fiber.Wavelengths = -1 }},
		{"fiber.lead_years", "-1 years", func(s *settings) { s.Fiber.LeadYears = -1 }},
		{"fiber.spans[0].id", `""; expected an id of its own`, span(func(s *portfolio.Span) { s.ID = "" })},
		{"fiber.spans[1].id", `"sea"; expected an id of its own`, func(s *settings) { s.Fiber.Spans = append(slices.Clone(s.Fiber.Spans), s.Fiber.Spans[0]) }},
		{"fiber.spans[0].km", "0 km", span(func(s *portfolio.Span) { s.Km = 0 })},
		{"costs.facility_factor", "0", func(s *settings) { s.Costs.Facility = 0 }},
		{"costs.energy_factor", "0", func(s *settings) { s.Costs.Energy = 0 }},
		{"costs.grid_factor", "0", func(s *settings) { s.Costs.Grid = 0 }},
		{"costs.carbon_jpy_per_t", "-1", func(s *settings) { s.Costs.CarbonJPYPerT = -1 }},
		{"costs.carbon_growth_pct", "-51", func(s *settings) { s.Costs.CarbonGrowthPct = -51 }},
		{"costs.carbon_fall_pct", "-1", func(s *settings) { s.Costs.CarbonFallPct = -1 }},
		{"policy.metro_km", "0 km", func(s *settings) { s.Policy.MetroKm = 0 }},
		{"policy.metro_max_pct", "101 %", func(s *settings) { s.Policy.MetroMaxPct = 101 }},
		{"policy.owner_max_pct", "-1 %", func(s *settings) { s.Policy.OwnerMaxPct = -1 }},
		{"policy.backup_km", "-1 km", func(s *settings) { s.Policy.BackupKm = -1 }},
		{"policy.carbon_g_kwh", "-1", func(s *settings) { s.Policy.CarbonGKWh = -1 }},
		{"policy.budget_bjpy", "1 figures for 2 periods", func(s *settings) { s.Policy.BudgetBJPY = []float64{1} }},
		{"policy.budget_bjpy", "-1 bn JPY in period 2; expected 0 or more", func(s *settings) { s.Policy.BudgetBJPY = []float64{0, -1} }},
		{"policy.regions[0].id", `""`, func(s *settings) { s.Policy.Regions = []portfolio.Minimum{{MW: 1, Regions: []string{"bay"}}} }},
		{"policy.regions[0].mw", "0 MW", func(s *settings) { s.Policy.Regions = []portfolio.Minimum{{ID: "a", Regions: []string{"bay"}}} }},
		{"policy.regions[0].regions", "no region", func(s *settings) { s.Policy.Regions = []portfolio.Minimum{{ID: "a", MW: 1}} }},
		{"policy.events[0].max_pct", "101 %", func(s *settings) { s.Policy.Events = []portfolio.Event{{ID: "a", MaxPct: 101}} }},
		{"search.gap_pct", "0 %", func(s *settings) { s.Search.GapPct = 0 }},
		{"search.seconds", "-1 s", func(s *settings) { s.Search.Seconds = -1 }},
		{"search.active_sites", "0", func(s *settings) { s.Search.ActiveSites = 0 }},
	} {
		s := settingsOf(t)
		c.spoil(&s)
		faults := s.Faults()
		if !slices.ContainsFunc(faults, func(f portfolio.Fault) bool {
			return f.Path == c.path && strings.Contains(f.Message, c.message)
		}) {
			t.Errorf("%s: want %q; got %+v", c.path, c.message, faults)
		}
		for _, f := range faults {
			if !strings.HasPrefix(f.Path, strings.SplitN(c.path, "[", 2)[0]) && !strings.HasPrefix(c.path, f.Path) {
				t.Errorf("%s: another fault beside it: %+v", c.path, f)
			}
		}
	}
}
