package scenario

import (
	"fmt"

	"github.com/wattbit/wattbit/model/rulepack"
)

// siteFact is something that a scenario may state of its site.
type siteFact struct {
	key       string // under site:
	name      string
	unit      string
	low, high float64
	of        func(Site) *float64
}

var siteFacts = []siteFact{
	{"pue", "PUE", "", 1, 5, func(s Site) *float64 { return s.PUE }},
	{"renewable_pct", "Renewable power under contract", "%", 0, 100, func(s Site) *float64 { return s.RenewablePct }},
	{"dispatchable_pct", "Dispatchable capacity nearby", "%", 0, 1000, func(s Site) *float64 { return s.DispatchPct }},
	{"curtailable_pct", "Load that can be curtailed", "%", 0, 100, func(s Site) *float64 { return s.CurtailablePct }},
	{"heat_reuse_pct", "Reused energy", "%", 0, 100, func(s Site) *float64 { return s.HeatReusePct }},
	{"land_ha", "Land", "ha", 0, 100_000, func(s Site) *float64 { return s.LandHa }},
}

// problems finds what is stated out of range.
func (s Site) problems(path string) []problem {
	var all []problem
	for _, f := range siteFacts {
		if x := f.of(s); x != nil && !(*x >= f.low && *x <= f.high) {
			all = append(all, problem{path: path + "." + f.key, message: fmt.Sprintf("%v; expected %v to %v %s", *x, f.low, f.high, f.unit)})
		}
	}
	return all
}

// Figures of the rule packs beside the indicators and what a scenario states.
const (
	askedMW          = "asked_mw"
	askedMVA         = "asked_mva"
	areaRenewablePct = "area_renewable_pct"
	areaCleanPct     = "area_clean_pct"
)

// RuleFigures lists every figure that a rule pack can test.
func RuleFigures() []rulepack.Figure {
	all := []rulepack.Figure{
		{ID: askedMW, Name: "Power asked", Unit: "MW"},
		{ID: askedMVA, Name: "Power asked", Unit: "MVA"},
		{ID: areaRenewablePct, Name: "Renewable power of the area", Unit: "%"},
		{ID: areaCleanPct, Name: "Renewable and nuclear power of the area", Unit: "%"},
	}
	known := map[string]bool{}
	for _, f := range siteFacts {
		all = append(all, rulepack.Figure{ID: f.key, Name: f.name, Unit: f.unit})
		known[f.key] = true
	}
	for _, id := range indicatorIDs() {
		if i := indicators[id]; !known[id] {
			all = append(all, rulepack.Figure{ID: id, Name: i.Name, Unit: i.Unit})
		}
	}
	return all
}
