package plan

import (
	"fmt"
	"math"
)

func (c *checker) areas() {
	p := c.p
	c.unique("area", len(p.Areas), func(i int) string { return p.Areas[i].ID })
	for _, a := range p.Areas {
		c.series("spare MW of area "+a.ID, a.SpareMW, -1e9, math.Inf(1), false)
		c.between("queue share of area "+a.ID, a.QueueShare, 0, 1)
		c.gains("area "+a.ID, a.Gains)
	}
	c.unique("link", len(p.Links), func(i int) string { return p.Links[i].ID })
	for _, l := range p.Links {
		c.index("start of link "+l.ID, l.From, len(p.Areas))
		c.index("end of link "+l.ID, l.To, len(p.Areas))
		c.series("limit of link "+l.ID, l.MW, 0, 1e9, false)
		c.series("backward limit of link "+l.ID, l.BackMW, 0, 1e9, false)
		c.gains("link "+l.ID, l.Gains)
	}
}

func (c *checker) gains(what string, gains []Gain) {
	for _, g := range gains {
		c.index("reinforcement of "+what, g.Reinforcement, len(c.p.Reinforcements))
		c.between("gain of "+what, g.MWPerLump, 0, 1e9)
	}
}

func (c *checker) assets() {
	p := c.p
	c.unique("shared asset", len(p.Shared), func(i int) string { return p.Shared[i].ID })
	for _, s := range p.Shared {
		c.capex("cost of shared asset "+s.ID, s.Capex)
		c.money("yearly cost of shared asset "+s.ID, s.PerYear)
	}
	c.unique("reinforcement", len(p.Reinforcements), func(i int) string { return p.Reinforcements[i].ID })
	for _, r := range p.Reinforcements {
		c.between("lumps of reinforcement "+r.ID, float64(r.Lumps), 0, 1000)
		c.capex("cost of reinforcement "+r.ID, r.Capex)
		c.money("yearly cost of reinforcement "+r.ID, r.PerYear)
	}
	c.unique("site", len(p.Sites), func(i int) string { return p.Sites[i].ID })
}

func (c *checker) site(s *Site) {
	of := " of site " + s.ID
	c.index("area"+of, s.Area, len(c.p.Areas))
	if zones := len(c.p.Policy.Separated); zones > 0 || s.Zone != 0 {
		c.index("zone"+of, s.Zone, zones)
	}
	c.between("PUE"+of, s.PUE, 1, 10)
	c.between("utilization"+of, s.Utilization, 0, 1)
	c.between("land"+of, s.LandHa, 0, math.Inf(1))
	c.capex("land cost"+of, Capex{Money: s.Land, LifeYears: forever})
	c.capex("opening cost"+of, s.Opening)
	for b, x := range s.Blocks {
		what := fmt.Sprintf("block %d%s", b, of)
		if !(x.ITMW > 0 && x.ITMW < 1e9) {
			c.fail("size of %s is %g MW, want above 0", what, x.ITMW)
		}
		c.between("land of "+what, x.LandHa, 0, math.MaxFloat64)
		c.capex("cost of "+what, x.Capex)
	}
	c.monies("energy price"+of, s.EnergyJPYPerMWh, false)
	c.monies("wheeling"+of, s.WheelingJPYPerMWh, true)
	c.series("carbon intensity"+of, s.CarbonKgPerMWh, 0, 1e6, true)
	c.money("fixed cost"+of, s.FixedPerMWYear)
	for i := range s.Connections {
		c.connection(&s.Connections[i], of)
	}
	for i := range s.Fibers {
		c.fiber(&s.Fibers[i], of)
	}
}

func (c *checker) monies(what string, ms []Money, optional bool) {
	if optional && ms == nil {
		return
	}
	if len(ms) != len(c.p.Years) {
		c.fail("%s has %d figures for %d periods", what, len(ms), len(c.p.Years))
	}
	for t, m := range ms {
		c.money(fmt.Sprintf("%s in period %d", what, t), m)
	}
}

func (c *checker) connection(x *Connection, of string) {
	what := "connection " + x.ID + of
	if x.Bus < -1 {
		c.fail("bus of %s is %d, want -1 or more", what, x.Bus)
	}
	c.between("MW of "+what, x.MaxMW, 0, math.Inf(1))
	c.between("firm share of "+what, x.FirmShare, 0, 1)
	c.capex("cost of "+what, x.Capex)
	c.money("charges of "+what, x.PerMWYear)
	for _, a := range x.Shared {
		c.index("shared asset of "+what, a, len(c.p.Shared))
	}
}

func (c *checker) fiber(x *Fiber, of string) {
	what := "fiber " + x.ID + of
	c.capex("cost of "+what, x.Capex)
	c.money("yearly cost of "+what, x.PerYear)
	for _, a := range x.Shared {
		c.index("shared asset of "+what, a, len(c.p.Shared))
	}
	if c.p.Policy.MeanRTTms != nil {
		c.between("mean RTT of "+what+" in ms", x.RTTms, math.SmallestNonzeroFloat64, 1e6)
	} else if x.RTTms < 0 {
		c.fail("mean RTT of %s is %g ms, want 0 or more", what, x.RTTms)
	}
	if len(x.Reach) != len(c.p.Classes) {
		c.fail("reach of %s has %d classes, want %d", what, len(x.Reach), len(c.p.Classes))
	}
	for _, byMetro := range x.Reach {
		if len(byMetro) != len(c.p.Metros) {
			c.fail("reach of %s has %d metros, want %d", what, len(byMetro), len(c.p.Metros))
		}
	}
}

func (c *checker) rows() {
	p := c.p
	c.unique("grid row", len(p.GridRows), func(i int) string { return p.GridRows[i].ID })
	for _, r := range p.GridRows {
		c.gridRow(r)
	}
}

func (c *checker) gridRow(r GridRow) {
	c.series("margin of grid row "+r.ID, r.MarginMW, -1e9, math.Inf(1), false)
	c.gains("grid row "+r.ID, r.Gains)
	for _, t := range r.Terms {
		c.between("sensitivity in grid row "+r.ID, t.Sensitivity, -1e6, 1e6)
		if t.Bus < 0 {
			c.fail("bus in grid row %s is %d, want 0 or more", r.ID, t.Bus)
		}
	}
}

func (c *checker) policy() {
	pol := c.p.Policy
	c.unique("share cap", len(pol.Shares), func(i int) string { return pol.Shares[i].ID })
	for _, s := range pol.Shares {
		c.series("cap of share "+s.ID, s.MaxShare, 0, 1, false)
		c.between("standing MW inside share "+s.ID, s.InsideMW, 0, 1e9)
		c.between("standing MW of share "+s.ID, s.TotalMW, s.InsideMW, 1e9)
		for _, w := range s.Sites {
			c.index("site of share "+s.ID, w.Site, len(c.p.Sites))
			c.between("weight in share "+s.ID, w.Weight, 0, 1)
		}
	}
	c.unique("minimum", len(pol.Minimums), func(i int) string { return pol.Minimums[i].ID })
	for _, m := range pol.Minimums {
		c.series("MW of minimum "+m.ID, m.MinMW, 0, 1e9, false)
		for _, i := range m.Sites {
			c.index("site of minimum "+m.ID, i, len(c.p.Sites))
		}
	}
	c.series("budget", pol.BudgetJPY, 0, math.Inf(1), true)
	c.series("carbon cap", pol.CarbonTPerYear, 0, math.Inf(1), true)
	c.series("carbon intensity cap", pol.CarbonKgPerMWh, 0, math.Inf(1), true)
	c.series("mean RTT cap", pol.MeanRTTms, 0, math.Inf(1), true)
	for g, row := range pol.Separated {
		if len(row) != len(pol.Separated) {
			c.fail("separated zones: row %d has %d zones, want %d", g, len(row), len(pol.Separated))
		} else if row[g] {
			c.fail("zone %d is separated from its own sites", g)
		}
	}
}
