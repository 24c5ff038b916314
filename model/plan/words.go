package plan

import (
	"fmt"
	"math"
)

// String returns the requirement in words.
func (r Requirement) String() string {
	if r.Year == 0 {
		return fmt.Sprintf("%s: %s", r.Kind, r.What)
	}
	return fmt.Sprintf("%s: %s in %d", r.Kind, r.What, r.Year)
}

// String returns the violation in words.
func (v Violation) String() string {
	return fmt.Sprintf("%v, by %s", v.Requirement, v.Amount())
}

// Amount is by how much the requirement is broken, with its unit.
func (v Violation) Amount() string { return amount(v.By, v.Requirement.Unit) }

// amount prints a figure; money in billions, as budgets are given.
func amount(x float64, unit string) string {
	if unit == "JPY" {
		x, unit = x/1e9, "bn JPY"
	}
	if math.Abs(x) >= 1000 {
		return fmt.Sprintf("%.0f %s", x, unit)
	}
	return fmt.Sprintf("%.4g %s", x, unit)
}

// Stated is the limit with its unit, empty where the words say it already.
func (r Requirement) Stated() string {
	if math.IsNaN(r.Limit) {
		return ""
	}
	return amount(r.Limit, r.Unit)
}

// isMust reports whether a class has to be served in a period.
func isMust(k Class, t int) bool { return math.IsInf(k.UnservedJPYPerMWYear[t], 1) }

func (p *Problem) mw(kind, what string, t int) Requirement {
	return p.mwOf(kind, what, t, math.NaN())
}

func (p *Problem) mwOf(kind, what string, t int, limit float64) Requirement {
	return Requirement{Kind: kind, What: what, Year: p.Years[t], Unit: "MW", Limit: limit}
}

func (p *Problem) demandWords(k, m, t int) Requirement {
	r := p.mwOf("demand", fmt.Sprintf("class %s in %s must be served", p.Classes[k].ID, p.Metros[m].ID), t, p.DemandMW[k][m][t])
	r.Metro = p.Metros[m].ID
	return r
}

func (p *Problem) gridWords(r *GridRow, t int) Requirement {
	what := fmt.Sprintf("limit of %s in the base case (row %s)", r.Element, r.ID)
	if r.Contingency != "" {
		what = fmt.Sprintf("limit of %s with %s out (row %s)", r.Element, r.Contingency, r.ID)
	}
	return p.mwOf("grid", what, t, r.MarginMW[t])
}

func (p *Problem) areaWords(a, t int) Requirement {
	return p.mwOf("adequacy", "supply of area "+p.Areas[a].ID+" meets its peak", t, p.Areas[a].SpareMW[t])
}

func (p *Problem) linkWords(h, t int) Requirement {
	return p.mwOf("link", "limit of link "+p.Links[h].ID, t, p.Links[h].MW[t])
}

func (p *Problem) shareWords(s *ShareCap, t int) Requirement {
	kind := map[ShareKind]string{MetroShare: "metro share", HazardLoss: "hazard loss", ProviderShare: "provider share"}[s.Kind]
	return p.mw(kind, fmt.Sprintf("at most %.6g %% of the IT MW in %s", 100*s.MaxShare[t], s.ID), t)
}

func (p *Problem) minimumWords(m *Minimum, t int) Requirement {
	return p.mw("regional minimum", fmt.Sprintf("at least %.6g IT MW in %s", m.MinMW[t], m.ID), t)
}

func (p *Problem) budgetWords(t int) Requirement {
	what := "capex of at most " + amount(p.Policy.BudgetJPY[t], "JPY")
	return Requirement{Kind: "budget", What: what, Year: p.Years[t], Unit: "JPY", Limit: math.NaN()}
}

func (p *Problem) carbonWords(t int) Requirement {
	what := fmt.Sprintf("at most %.6g t CO2 a year", p.Policy.CarbonTPerYear[t])
	return Requirement{Kind: "carbon cap", What: what, Year: p.Years[t], Unit: "t", Limit: math.NaN()}
}

func (p *Problem) rttWords(t int) Requirement {
	what := fmt.Sprintf("at most %.6g ms on average over the IT MW", p.Policy.MeanRTTms[t])
	return Requirement{Kind: "mean RTT", What: what, Year: p.Years[t], Unit: "MW·ms"}
}

func (p *Problem) intensityWords(t int) Requirement {
	what := fmt.Sprintf("at most %.6g kg CO2 per MWh on average", p.Policy.CarbonKgPerMWh[t])
	return Requirement{Kind: "carbon intensity", What: what, Year: p.Years[t], Unit: "t", Limit: math.NaN()}
}
