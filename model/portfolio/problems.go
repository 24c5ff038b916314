package portfolio

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/model/plan"
)

// Fault is a setting that cannot be planned with.
type Fault struct {
	Path    string // within the settings, such as demand.path
	Message string // the value and what was expected
}

// SettingError is a setting that the atlas or the candidates cannot meet.
type SettingError struct {
	Path string // within the settings, such as sites.keep
	err  error
}

func (e *SettingError) Error() string { return e.err.Error() }

// Unwrap returns what is wrong.
func (e *SettingError) Unwrap() error { return e.err }

func inSetting(path string, err error) error { return &SettingError{path, err} }

// faults collects what is wrong with some settings.
type faults []Fault

func (f *faults) add(path, format string, args ...any) {
	*f = append(*f, Fault{path, fmt.Sprintf(format, args...)})
}

// within wants a number in a range.
func (f *faults) within(path string, x, low, high float64, unit string) {
	if !(x >= low && x <= high) {
		f.add(path, "%v%s; expected %g to %g", x, unit, low, high)
	}
}

// farYears is how far from the years that are planned a year may lie.
const farYears = 50

// year wants no year (0), or one near those that are planned.
func (s Settings) year(f *faults, path string, year int) {
	if first, last := s.BaseYear-farYears, s.HorizonYear+farYears; year != 0 && (year < first || year > last) {
		f.add(path, "%d; expected a year from %d to %d: the plan is made from %d to %d", year, first, last, s.BaseYear, s.HorizonYear)
	}
}

// ListForms say by key what the lists over the periods look like.
var ListForms = map[string]string{
	"budget_bjpy": "a list of bn JPY with one figure for each of plan.periods, such as [500, 500, 500, 500]",
	"periods":     "a list of years, the first of each period, such as [2027, 2030, 2035, 2040]",
}

// perPeriod wants no figures, or one of 0 or more for each period.
func (s Settings) perPeriod(f *faults, path string, figures []float64, unit string) {
	if n := len(figures); n > 0 && n != len(s.Periods) {
		var years, same []string
		for _, year := range s.Periods {
			years, same = append(years, fmt.Sprint(year)), append(same, fmt.Sprint(figures[0]))
		}
		f.add(path, "%d figures for %d periods; expected one in %s for each of %s, such as [%s]", n, len(years), unit, strings.Join(years, ", "), strings.Join(same, ", "))
		return
	}
	for i, x := range figures {
		if !(x >= 0) || math.IsInf(x, 0) {
			f.add(path, "%v %s in period %d; expected 0 or more", x, unit, i+1)
		}
	}
}

func (f *faults) oneOf(path, value string, names ...string) {
	if !slices.Contains(names, value) {
		f.add(path, "%q; expected one of %s", value, strings.Join(names, ", "))
	}
}

// Faults lists everything that is wrong with the settings by themselves; what
// they ask of an atlas is checked by New.
func (s Settings) Faults() []Fault {
	var f faults
	s.frameFaults(&f)
	s.demandFaults(&f)
	s.siteFaults(&f)
	s.networkFaults(&f)
	s.policyFaults(&f)
	for _, u := range s.Uncertainty.Named() {
		f.within("uncertainty."+u.Key+".spread_pct", u.SpreadPct, 0, 200, " %")
	}
	f.within("search.gap_pct", s.Search.GapPct, 1e-6, 50, " %")
	f.within("search.seconds", s.Search.Seconds, 0, 1e6, " s")
	f.within("search.active_sites", float64(s.Search.ActiveSites), 1, 1e5, "")
	return f
}

func (s Settings) frameFaults(f *faults) {
	f.oneOf("method", s.Method, append([]string{string(plan.Joint)}, methodNames()...)...)
	f.within("base_year", float64(s.BaseYear), 2000, 2200, "")
	f.within("discount_pct", s.DiscountPct, 0, 30, " %")
	if len(s.Periods) == 0 || len(s.Periods) > 12 {
		f.add("periods", "%d periods; expected 1 to 12", len(s.Periods))
		return
	}
	if s.Periods[0] < s.BaseYear {
		f.add("periods", "the first period starts in %d; expected the base year %d or later", s.Periods[0], s.BaseYear)
	}
	for t := 1; t < len(s.Periods); t++ {
		if s.Periods[t] <= s.Periods[t-1] {
			f.add("periods", "%d after %d; expected rising years", s.Periods[t], s.Periods[t-1])
		}
	}
	if last := s.Periods[len(s.Periods)-1]; s.HorizonYear <= last || s.HorizonYear > 2300 {
		f.add("horizon_year", "%d; expected a year after %d, the start of the last period, and at most 2300", s.HorizonYear, last)
	}
}

func (s Settings) demandFaults(f *faults) {
	d := s.Demand
	if _, ok := d.Paths[d.Path]; !ok {
		f.add("demand.path", "%q; expected one of %s", d.Path, strings.Join(sortedKeys(d.Paths), ", "))
	}
	f.within("demand.scale", d.Scale, 0, 100, "")
	for _, id := range sortedKeys(d.Paths) {
		p, at := d.Paths[id], "demand.paths."+id
		if (p.Metric == "") == (len(p.Points) == 0) {
			f.add(at, "metric %q and %d points; expected one of the two", p.Metric, len(p.Points))
		}
		f.within(at+".realised_pct", p.RealisedPct, 0, 100, " %")
		for _, year := range sortedYears(p.Points) {
			s.year(f, fmt.Sprintf("%s.points.%d", at, year), year)
			f.within(fmt.Sprintf("%s.points.%d", at, year), p.Points[year], 0, 1e6, " MW")
		}
		f.within(at+".load_pct", p.LoadPct, 0, 100, " %")
	}
	for _, id := range sortedKeys(d.QueuePct) {
		f.within("demand.queue_pct."+id, d.QueuePct[id], 0, 100, " %")
	}
	if len(s.Classes) == 0 {
		f.add("classes", "no class of workload is left; expected at least one")
	}
	total := 0.0
	for _, id := range sortedKeys(s.Classes) {
		c, at := s.Classes[id], "classes."+id
		total += c.SharePct
		f.within(at+".share_pct", c.SharePct, 0, 1e6, " %")
		f.within(at+".rtt_ms", c.RTTms, 0, 1e4, " ms")
		f.within(at+".hubs", float64(c.Hubs), 1, 2, "")
		f.within(at+".backup_pct", c.BackupPct, 0, 1000, " %")
		f.oneOf(at+".where", c.Where, "people", "exchanges")
		f.oneOf(at+".diversity", c.Diversity, DiversityNames...)
	}
	if len(s.Classes) > 0 && total == 0 {
		f.add("classes", "the shares add up to 0 %%; expected more")
	}
	f.within("delay.margin_mjpy_per_mw_month", s.Delay.MarginMJPYPerMWMonth, 0, 1e6, " M JPY")
}

func methodNames() []string {
	var names []string
	for _, m := range plan.Baselines() {
		names = append(names, string(m))
	}
	return names
}

func sortedYears(points map[int]float64) []int {
	years := make([]int, 0, len(points))
	for year := range points {
		years = append(years, year)
	}
	slices.Sort(years)
	return years
}

func (s Settings) siteFaults(f *faults) {
	x := s.Facility
	f.within("facility.utilization_pct", x.UtilizationPct, 1, 100, " %")
	f.within("facility.ha_per_mw", x.HaPerMW, 0, 100, " ha")
	f.within("facility.opening_bjpy", x.OpeningBJPY, 0, 1e6, " bn JPY")
	f.within("facility.fixed_mjpy_per_mw", x.FixedMJPYPerMW, 0, 1e6, " M JPY")
	f.within("facility.life_years", x.LifeYears, 1, 100, " years")
	f.within("facility.network_life_years", x.NetworkLife, 1, 100, " years")
	if len(x.BlocksMW) == 0 || len(x.BlocksMW) > 12 {
		f.add("facility.blocks_mw", "%d blocks; expected 1 to 12", len(x.BlocksMW))
	}
	for _, mw := range x.BlocksMW {
		if !(mw > 0 && mw <= 10000) {
			f.add("facility.blocks_mw", "%v MW; expected more than 0 and at most 10000", mw)
		}
	}
	if _, ok := x.CapexRows[elsewhere]; !ok {
		f.add("facility.capex_rows", "no row for %q; expected the row of costs of the areas that are not named", elsewhere)
	}
	f.within("sites.per_group", float64(s.Sites.PerGroup), 1, 1000, "")
	f.within("sites.per_area", float64(s.Sites.PerArea), 1, 1e5, "")
	f.within("sites.per_demand", float64(s.Sites.PerDemand), 1, 1e5, "")
	f.within("sites.max_substation_km", s.Sites.MaxKm, 1e-3, 1000, " km")
}

func (s Settings) networkFaults(f *faults) {
	g := s.Grid
	f.within("grid.reserve_pct", g.ReservePct, 0, 50, " %")
	f.oneOf("grid.lead_time", g.LeadTime, "low", "base", "high")
	f.within("grid.reinforcements", float64(g.Reinforcements), 0, 1000, "")
	f.within("grid.flexible.shed_pct", g.Flexible.ShedPct, 0, 100, " %")
	f.within("grid.flexible.curtailed_pct", g.Flexible.CurtailedPct, 0, 100, " %")
	f.within("grid.flexible.earlier_years", g.Flexible.EarlierYears, 0, 30, " years")
	f.within("grid.carbon_free.matched_pct", g.CarbonFree.MatchedPct, 0, 100, " %")
	f.within("grid.carbon_free.premium_jpy_kwh", g.CarbonFree.PremiumJPYPerkWh, 0, 1000, " JPY/kWh")
	for i, l := range g.Loads {
		f.within(fmt.Sprintf("grid.loads[%d].mw", i), l.MW, 1e-3, 1e5, " MW")
		s.year(f, fmt.Sprintf("grid.loads[%d].year", i), l.Year)
	}
	for i, x := range g.Supply {
		f.within(fmt.Sprintf("grid.supply[%d].mw", i), x.MW, -1e5, 1e5, " MW")
		s.year(f, fmt.Sprintf("grid.supply[%d].year", i), x.Year)
	}
	for i, x := range g.Ties {
		s.year(f, fmt.Sprintf("grid.ties[%d].year", i), x.Year)
	}
	f.within("fiber.cost_factor", s.Fiber.CostFactor, 1e-6, 1e4, "")
	f.within("fiber.wavelengths", float64(s.Fiber.Wavelengths), 0, 1000, "")
	f.within("fiber.lead_years", s.Fiber.LeadYears, 0, 30, " years")
	seen := map[string]bool{}
	for i, x := range s.Fiber.Spans {
		at := fmt.Sprintf("fiber.spans[%d]", i)
		if x.ID == "" || seen[x.ID] {
			f.add(at+".id", "%q; expected an id of its own", x.ID)
		}
		seen[x.ID] = true
		f.within(at+".km", x.Km, 1e-3, 2e4, " km")
		s.year(f, at+".year", x.Year)
	}
	c := s.Costs
	f.within("costs.facility_factor", c.Facility, 1e-6, 100, "")
	f.within("costs.energy_factor", c.Energy, 1e-6, 100, "")
	f.within("costs.grid_factor", c.Grid, 1e-6, 1e4, "")
	f.within("costs.carbon_jpy_per_t", c.CarbonJPYPerT, 0, 1e7, " JPY/t")
	f.within("costs.carbon_growth_pct", c.CarbonGrowthPct, -50, 100, " %")
	f.within("costs.carbon_fall_pct", c.CarbonFallPct, 0, 50, " %")
}

func (s Settings) policyFaults(f *faults) {
	p := s.Policy
	f.within("policy.metro_km", p.MetroKm, 1e-3, 1000, " km")
	f.within("policy.metro_max_pct", p.MetroMaxPct, 0, 100, " %")
	s.year(f, "policy.metro_from", p.MetroFrom)
	f.within("policy.owner_max_pct", p.OwnerMaxPct, 0, 100, " %")
	f.within("policy.backup_km", p.BackupKm, 0, 3000, " km")
	f.within("policy.carbon_g_kwh", p.CarbonGKWh, 0, 1e5, " g/kWh")
	s.perPeriod(f, "policy.budget_bjpy", p.BudgetBJPY, "bn JPY")
	ids := map[string]bool{}
	for i, m := range p.Regions {
		at := fmt.Sprintf("policy.regions[%d]", i)
		if m.ID == "" || ids[m.ID] {
			f.add(at+".id", "%q; expected an id of its own", m.ID)
		}
		ids[m.ID] = true
		f.within(at+".mw", m.MW, 1e-3, 1e6, " MW")
		s.year(f, at+".from", m.From)
		if len(m.Regions) == 0 {
			f.add(at+".regions", "no region; expected at least one")
		}
	}
	for i, e := range p.Events {
		f.within(fmt.Sprintf("policy.events[%d].max_pct", i), e.MaxPct, 0, 100, " %")
	}
}
