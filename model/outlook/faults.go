package outlook

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/shock"
)

type faults []portfolio.Fault

func (f *faults) add(path, format string, args ...any) {
	*f = append(*f, portfolio.Fault{Path: path, Message: fmt.Sprintf(format, args...)})
}

func (f *faults) within(path string, x, low, high float64, unit string) {
	if !(x >= low && x <= high) {
		f.add(path, "%v%s; expected %g to %g", x, unit, low, high)
	}
}

// Faults lists what is wrong with the settings, by their path in a scenario.
func (s Settings) Faults() []portfolio.Fault {
	var f faults
	a := s.Accounts
	f.within("accounts.it_mjpy_per_mw", a.ITMJPYPerMW, 0, 1e6, " M JPY")
	f.within("accounts.it_life_years", a.ITLifeYears, 1, 30, " years")
	f.within("accounts.services_mjpy_per_mw", a.ServicesMJPYPerMW, 0, 1e6, " M JPY")
	f.within("accounts.profit_pct", a.ProfitPct, 0, 90, " %")
	f.within("accounts.fuel_jpy_kwh", a.FuelJPYPerKWh, 0, 1000, " JPY")
	for _, x := range []struct {
		key string
		pct float64
	}{
		{"it_imported_pct", a.ITImportedPct}, {"services_abroad_pct", a.ServicesAbroadPct},
		{"foreign_owned_pct", a.ForeignOwnedPct}, {"other_imported_pct", a.OtherImportedPct},
	} {
		f.within("accounts."+x.key, x.pct, 0, 100, " %")
	}
	s.controlFaults(&f)
	s.Readings.faults(&f)
	return f
}

func (s Settings) controlFaults(f *faults) {
	c := s.Sovereignty
	for _, x := range []struct {
		key string
		pct *float64
	}{
		{"ownership_pct", c.OwnershipPct}, {"jurisdiction_pct", c.JurisdictionPct}, {"operation_pct", c.OperationPct}, {"hardware_pct", c.HardwarePct},
	} {
		if x.pct != nil {
			f.within("sovereignty."+x.key, *x.pct, 0, 100, " %")
		}
	}
	const rounding = 1e-9
	for _, x := range []struct {
		key, other string
		home       *float64
		abroad     float64
	}{
		{"hardware_pct", "accounts.it_imported_pct", c.HardwarePct, s.Accounts.ITImportedPct},
		{"ownership_pct", "accounts.foreign_owned_pct", c.OwnershipPct, s.Accounts.ForeignOwnedPct},
	} {
		if x.home != nil && *x.home+x.abroad > 100+rounding {
			f.add("sovereignty."+x.key, "%g %% at home and %s %g %%; expected at most 100 together", *x.home, x.other, x.abroad)
		}
	}
}

func (r Readings) faults(f *faults) {
	f.within("outlook.latency_bound_ms", r.LatencyBoundMs, 1e-3, 1000, " ms")
	for i, name := range r.Survival.Shocks {
		if !slices.Contains(shock.Names(), name) {
			f.add("outlook.survival.shocks", "%d: %q; expected some of %s", i, name, strings.Join(shock.Names(), ", "))
		}
	}
	f.within("outlook.survival.samples", float64(r.Survival.Samples), 0, shock.MaxSamples, "")
	f.within("outlook.survival.cut_spans", float64(r.Survival.Spans), 0, 6, "")
	for i, m := range r.Matched {
		f.within("outlook.matched", m.Pct, 0, 100, fmt.Sprintf(" %% in row %d", i))
		f.within("outlook.matched", m.PremiumJPYPerKWh, 0, 1000, fmt.Sprintf(" JPY in row %d", i))
	}
	x := r.Flexible
	f.within("outlook.flexible.depth_pct", x.DepthPct, 0, 95, " %")
	if len(x.EnergyPct) == 0 {
		f.add("outlook.flexible.energy_pct", "no figure; expected at least one")
	}
	for i, pct := range x.EnergyPct {
		f.within("outlook.flexible.energy_pct", pct, 0, 100, " %")
		if i > 0 && pct <= x.EnergyPct[i-1] {
			f.add("outlook.flexible.energy_pct", "%g %% after %g %%; expected rising figures", pct, x.EnergyPct[i-1])
		}
	}
}
