package atlas

import (
	"math"
	"strconv"
)

var gridRules = []Rule{
	{"grid-references", "Every row of the network names buses, branches and ties that exist", "a branch to nowhere leaves a part of the network without supply", checkGridReferences},
	{"grid-output", "No power station gives more than it can", "a flow computed from it would be one that cannot be", checkGridOutput},
	{"grid-balance", "Each synchronous zone makes what it uses", "the slack would make up the difference at places of its own choosing", checkGridBalance},
}

func checkGridReferences(c *Checker) {
	a := c.Atlas
	buses, branches, ties, stations := setOf(a.GridBuses, func(b GridBus) string { return b.ID }), setOf(a.GridBranches, func(b GridBranch) string { return b.ID }),
		setOf(a.Interconnections, func(i Interconnection) string { return i.ID }), setOf(a.Substations, func(s Substation) string { return s.ID })
	need := func(tableName string, i int, column, id string, known map[string]bool, what string) {
		if !known[id] {
			c.Row(Error, tableName, i, column, id, "the id of "+what)
		}
	}
	for i, b := range a.GridBuses {
		if b.Substation != "" {
			need("grid_buses", i, "substation", b.Substation, stations, "a substation")
		}
	}
	for i, b := range a.GridBranches {
		need("grid_branches", i, "from", b.From, buses, "a bus")
		need("grid_branches", i, "to", b.To, buses, "a bus")
	}
	for i, g := range a.GridGenerators {
		need("grid_generators", i, "bus", g.Bus, buses, "a bus")
	}
	for i, l := range a.GridLoads {
		need("grid_loads", i, "bus", l.Bus, buses, "a bus")
	}
	for i, l := range a.GridLinks {
		need("grid_links", i, "from", l.From, buses, "a bus")
		need("grid_links", i, "to", l.To, buses, "a bus")
		need("grid_links", i, "interconnection", l.Interconnection, ties, "an interconnection")
	}
	for i, m := range a.GridInterfaces {
		need("grid_interfaces", i, "branch", m.Branch, branches, "a branch")
		need("grid_interfaces", i, "interconnection", m.Interconnection, ties, "an interconnection")
	}
}

func setOf[T any](rows []T, id func(T) string) map[string]bool {
	set := make(map[string]bool, len(rows))
	for _, r := range rows {
		set[id(r)] = true
	}
	return set
}

func checkGridOutput(c *Checker) {
	for i, g := range c.Atlas.GridGenerators {
		if g.MW > g.MaxMW {
			c.Row(Error, "grid_generators", i, "mw", formatMW(g.MW), "at most its max_mw, "+formatMW(g.MaxMW))
		}
		if g.MaxMW > g.CapacityMW {
			c.Row(Error, "grid_generators", i, "max_mw", formatMW(g.MaxMW), "at most its capacity_mw, "+formatMW(g.CapacityMW))
		}
	}
}

// balanceMW is how much a zone may miss: the tables are rounded to kilowatts.
const balanceMW = 0.5

func checkGridBalance(c *Checker) {
	zone, left := make(map[string]string), make(map[string]float64)
	var zones []string
	for _, b := range c.Atlas.GridBuses {
		if _, seen := left[b.Zone]; !seen {
			left[b.Zone] = 0
			zones = append(zones, b.Zone)
		}
		zone[b.ID] = b.Zone
	}
	for _, g := range c.Atlas.GridGenerators {
		left[zone[g.Bus]] += g.MW
	}
	for _, l := range c.Atlas.GridLoads {
		left[zone[l.Bus]] -= l.MW
	}
	for _, l := range c.Atlas.GridLinks {
		if l.Year == 0 {
			left[zone[l.From]] -= l.MW
			left[zone[l.To]] += l.MW
		}
	}
	for _, z := range zones {
		if math.Abs(left[z]) > balanceMW {
			c.File(Warning, "grid_generators.csv", 0, "mw", "zone "+z+" has "+formatMW(left[z])+" MW left over", "generation, loads and links that balance")
		}
	}
}

func formatMW(mw float64) string { return strconv.FormatFloat(mw, 'f', 3, 64) }
