package outlook

import (
	"fmt"
	"math"
	"slices"

	"github.com/wattbit/wattbit/model/benchmark"
	"github.com/wattbit/wattbit/model/cost"
)

// tokyo is the power area that two published figures are about.
const tokyo = "tokyo"

// benchmarks holds the plan against published figures. Why two differ is said even
// where they agree: they seldom measure the same.
func (m *maker) benchmarks(o *Outlook) ([]benchmark.Agreement, error) {
	all := benchmark.All(m.Atlas.Forecasts)
	st, year := m.study, m.study.Problem.Years[m.last]
	load, new, given := st.Settings.Facility.UtilizationPct/100, o.Plan.Metro.NewMW, o.Plan.Metro.CommittedMW
	queue, tokyoNew := math.NaN(), math.NaN()
	for n, a := range o.Queue.Areas {
		if a.Area == tokyo {
			queue = a.Share * st.Demand.PathMW[m.last]
			tokyoNew = m.gridMWIn(n)
		}
	}
	for _, f := range st.Demand.Committed {
		if m.areaOf(f.Place) == tokyo && f.Year <= year {
			tokyoNew += f.MW
		}
	}
	criepi := (o.Plan.Metro.ExistingMW + given + new) * load * cost.HoursPerYear
	computed := []benchmark.Computed{
		{ID: "mri-joint", Value: o.Plan.OverSequentialJPY, Unit: "JPY/year",
			Why: fmt.Sprintf("MRI counts curtailment avoided by five areas instead of Tokyo and Osaka in 2040; here the %s plan is held against planning area by area, with sites, grid, fiber and delay in the price.", o.Method)},
		{ID: "occto-peak", Value: given + new, Unit: "MW",
			Why: fmt.Sprintf("Of the path \"%s\" this is what is committed and what the plan builds by %d.", st.Demand.Path.Title, year)},
		{ID: "occto-energy", Value: benchmark.EnergyMWh(given+new, load), Unit: "MWh",
			Why: fmt.Sprintf("The same MW at a mean load of %.1f %%.", 100*load)},
		{ID: "tepco-queue", Value: queue, Unit: "MW",
			Why: fmt.Sprintf("Applications are not demand: this is the area's share of today's queue in the path of %d.", year)},
		{ID: "criepi-2050", Value: criepi, Unit: "MWh",
			Why: fmt.Sprintf("CRIEPI's high case is of 2050 with more computing; this is %d, of what stands as far as it is known, what is committed and the plan.", year)},
		{ID: "criepi-tokyo", Value: 100 * tokyoNew / (given + new), Unit: "%",
			Why: "CRIEPI extends what is announced; the plan goes where power, fiber and land are cheaper."},
		{ID: "jll-metro", Value: o.Plan.Metro.BeforePct, Unit: "%",
			Why: fmt.Sprintf("JLL counts the markets of Tokyo and Osaka; this is the known MW within %g km of the scenario's concentrations, most of it estimated.", st.Settings.Policy.MetroKm)},
		{ID: "meti-deficit", Value: math.NaN(), Unit: "JPY/year",
			Why: "A plan computes no balance of payments; the accounts say what it adds to one."},
	}
	// An atlas without a forecast has no such benchmark.
	computed = slices.DeleteFunc(computed, func(c benchmark.Computed) bool {
		return !slices.ContainsFunc(all, func(b benchmark.Benchmark) bool { return b.ID == c.ID })
	})
	return benchmark.Compare(all, computed)
}

func (m *maker) gridMWIn(area int) float64 {
	mw := 0.0
	for _, s := range m.out.Plan.Sites {
		if m.study.Problem.Sites[s.Site].Area == area {
			mw += s.GridMW(m.study.Problem, m.last)
		}
	}
	return mw
}

// areaOf is the power area of a place of the atlas.
func (m *maker) areaOf(place string) string {
	for _, p := range m.Atlas.Places {
		if p.ID == place {
			return p.Area
		}
	}
	return ""
}
