package atlas

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/data/table"
)

var figureRules = []Rule{
	{"units", "Quantities and units are those the planner knows", "a figure in another unit is off by its factor, silently", checkUnits},
	{"plausible", "Figures lie within what is possible", "a slipped digit moves a ranking more than any weight", checkPlausible},
	{"frequency", "Power areas run at 50 or 60 Hz", "areas of unlike frequency join by converters only", checkFrequency},
	{"voltages", "Substations have voltages of 22 to 1200 kV", "a connection is sought by voltage class", checkVoltages},
	{"costs", "Low, base and high costs are in order", "ranges of uncertainty are drawn between them", checkCosts},
	{"ties", "Interconnections join two areas, one state for each year", "a tie from an area to itself carries nothing", checkTies},
}

func checkUnits(c *Checker) {
	for _, t := range c.Atlas.figureTables() {
		for i, f := range t.rows {
			q, known := quantity(t.name, f.Quantity)
			switch {
			case !known:
				c.Row(Warning, t.name, i, "quantity", f.Quantity, "one of "+strings.Join(quantityNames(t.name), ", "))
			case f.Unit != q.Unit:
				c.Row(Error, t.name, i, "unit", f.Unit, q.Unit)
			}
		}
	}
	for i, k := range c.Atlas.Costs {
		if !slices.Contains(costUnits, k.Unit) {
			c.Row(Error, "costs", i, "unit", k.Unit, "one of "+strings.Join(costUnits, ", "))
		}
	}
	for i, f := range c.Atlas.Forecasts {
		if !slices.Contains(forecastUnits, f.Unit) {
			c.Row(Error, "forecasts", i, "unit", f.Unit, "one of "+strings.Join(forecastUnits, ", "))
		}
	}
}

func quantityNames(tableName string) []string {
	return keys(quantities[tableName], func(q Quantity) string { return q.Name })
}

// plausibleMW is more than any one site has asked for.
const plausibleMW = 10e3

func checkPlausible(c *Checker) {
	for _, t := range c.Atlas.figureTables() {
		for i, f := range t.rows {
			if q, known := quantity(t.name, f.Quantity); known && (f.Value < q.Min || f.Value > q.Max) {
				c.Row(Error, t.name, i, "value", table.FormatNumber(f.Value), fmt.Sprintf("%s from %g to %g %s", q.Name, q.Min, q.Max, q.Unit))
			}
		}
	}
	for i, f := range c.Atlas.Existing {
		if f.MW > plausibleMW {
			c.Row(Warning, "existing", i, "mw", table.FormatNumber(f.MW), fmt.Sprintf("at most %g MW", plausibleMW))
		}
	}
}

func checkFrequency(c *Checker) {
	for i, f := range c.Atlas.Areas {
		if f.Quantity == "frequency" && f.Value != 50 && f.Value != 60 {
			c.Row(Error, "areas", i, "value", table.FormatNumber(f.Value), "50 or 60")
		}
	}
}

func checkVoltages(c *Checker) {
	for i, s := range c.Atlas.Substations {
		for _, kv := range s.VoltagesKV {
			if kv < 22 || kv > 1200 {
				c.Row(Error, "substations", i, "voltages_kv", table.FormatNumber(kv), "from 22 to 1200 kV")
			}
		}
	}
}

func checkCosts(c *Checker) {
	for i, k := range c.Atlas.Costs {
		if k.Low > k.Base || k.Base > k.High { // false where an end is missing
			c.Row(Error, "costs", i, "low, base, high", fmt.Sprintf("%g, %g, %g", k.Low, k.Base, k.High), "low ≤ base ≤ high")
		}
	}
}

func checkTies(c *Checker) {
	for i, t := range c.Atlas.Interconnections {
		if t.From == t.To {
			c.Row(Error, "interconnections", i, "to", t.To, "another area than "+t.From)
		}
		if t.CostLowJPY > t.CostHighJPY {
			c.Row(Error, "interconnections", i, "cost_high_jpy", table.FormatNumber(t.CostHighJPY), "at least the low cost")
		}
	}
}
