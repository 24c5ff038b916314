package plan

import (
	"math"
	"slices"

	"github.com/wattbit/wattbit/model/cost"
)

// compiled is a problem with what every model of it needs worked out.
type compiled struct {
	p       *Problem
	cal     calendar
	periods int
	scale   float64 // JPY in a unit of the objective
	sites   []siteData
	groups  []group
	sinks   []sink
	rtt     bool      // fibers are told apart by their RTT
	fix     []siteFix // [site]; nil: everything is free
	assets  *assetFix // nil: all are free
}

// siteData is a site without what can never be used.
type siteData struct {
	itMW      []float64 // by block that the land has room for
	conFrom   []int     // [connection] first period, the number of periods for never
	levels    []int     // [connection] blocks that it can carry
	fiberFrom []int     // [fiber] likewise
	first     int       // first period in which the site can open
	reach     []bitset  // [fiber] sinks
	any       bitset    // sinks that some fiber reaches
	split     bool      // the fibers reach different sinks or have different RTTs
	full      bool      // what is split adds up to all that stands
}

// siteFix restricts a site, for baselines and prices.
type siteFix struct {
	con, fiber int   // the only choice, −1 for any
	fiberBy    int   // the fiber stands by this period, −1 for free
	low, high  []int // [period] least and most blocks; nil for any
	open       bool  // it stands in the last period, over any connection
	fiberNot   int   // no fiber stands before this period
}

// anySite is the restriction of nothing.
var anySite = siteFix{con: -1, fiber: -1, fiberBy: -1}

func compile(p *Problem) *compiled {
	c := &compiled{p: p, cal: newCalendar(p), periods: len(p.Years), rtt: p.Policy.MeanRTTms != nil}
	c.findGroups()
	for i := range p.Sites {
		c.sites = append(c.sites, c.site(i))
	}
	c.scale = c.findScale()
	return c
}

// fixOf is the restriction of a site.
func (c *compiled) fixOf(i int) siteFix {
	if c.fix == nil {
		return anySite
	}
	return c.fix[i]
}

func (c *compiled) site(i int) siteData {
	s := &c.p.Sites[i]
	d := siteData{first: c.periods, any: newBitset(len(c.sinks))}
	land := 0.0
	for _, b := range s.Blocks {
		if land += b.LandHa; land > s.LandHa*(1+1e-9) {
			break
		}
		d.itMW = append(d.itMW, b.ITMW)
	}
	fiberFirst := c.periods
	for o := range s.Fibers {
		from := c.firstPeriod(s.Fibers[o].ReadyYear, s.Fibers[o].Shared)
		d.fiberFrom = append(d.fiberFrom, from)
		d.reach = append(d.reach, c.reach(i, o))
		fiberFirst = min(fiberFirst, from)
		if from < c.periods {
			d.any.or(d.reach[o])
		}
	}
	c.findSplit(s, &d)
	for _, con := range s.Connections {
		from := max(c.firstPeriod(con.ReadyYear, con.Shared), fiberFirst)
		n, mw := 0, 0.0
		for _, it := range d.itMW {
			if mw += it * s.PUE; mw > con.MaxMW*(1+1e-9) {
				break
			}
			n++
		}
		if n == 0 {
			from = c.periods
		}
		d.conFrom, d.levels = append(d.conFrom, from), append(d.levels, n)
		d.first = min(d.first, from)
	}
	return d
}

// findSplit tells whether it matters which of a site's fibers carries its load.
func (c *compiled) findSplit(s *Site, d *siteData) {
	low, high := math.Inf(1), math.Inf(-1)
	for o := range s.Fibers {
		if d.fiberFrom[o] < c.periods {
			d.split = d.split || !slices.Equal(d.reach[o], d.any)
			low, high = math.Min(low, s.Fibers[o].RTTms), math.Max(high, s.Fibers[o].RTTms)
		}
	}
	d.split = d.split || c.rtt && low < high
	d.full = c.rtt && d.split
}

// firstPeriod is the first period in which an option and what it needs are
// ready.
func (c *compiled) firstPeriod(readyYear int, shared []int) int {
	t := c.cal.ready(readyYear)
	for _, a := range shared {
		t = max(t, c.cal.ready(c.p.Shared[a].ReadyYear))
	}
	return t
}

// findScale picks the power of ten that puts the largest capex at 1e4 to 1e5.
func (c *compiled) findScale() float64 {
	most := 0.0
	for i := range c.p.Sites {
		for _, b := range c.p.Sites[i].Blocks {
			most = math.Max(most, b.Capex.total())
		}
	}
	for _, r := range c.p.Reinforcements {
		most = math.Max(most, r.Capex.total())
	}
	for k, class := range c.p.Classes {
		for t, price := range class.UnservedJPYPerMWYear {
			for m := range c.p.Metros {
				if !math.IsInf(price, 1) && most == 0 {
					most = math.Max(most, price*c.p.DemandMW[k][m][t])
				}
			}
		}
	}
	if most == 0 {
		return 1
	}
	return math.Pow(10, math.Floor(math.Log10(most))-4)
}

// yearly is the cost of a MW of a site's IT in period t over a connection, in
// present value over the period.
func (c *compiled) yearly(i, con, t int) float64 {
	s := &c.p.Sites[i]
	perMWh := s.EnergyJPYPerMWh[t].total()
	if s.WheelingJPYPerMWh != nil {
		perMWh += s.WheelingJPYPerMWh[t].total()
	}
	if s.CarbonKgPerMWh != nil && c.p.CarbonJPYPerT != nil {
		perMWh += s.CarbonKgPerMWh[t] / 1000 * c.p.CarbonJPYPerT[t]
	}
	perMW := s.PUE*s.Utilization*cost.HoursPerYear*perMWh + s.FixedPerMWYear.total() +
		s.PUE*s.Connections[con].PerMWYear.total()
	return perMW * c.cal.annuity[t]
}

// levelCost is the objective's coefficient of the cumulative variable of a
// block, in units of the objective.
func (c *compiled) levelCost(i, con, level, t int) float64 {
	s := &c.p.Sites[i]
	b := &s.Blocks[level]
	sum := b.Capex.total()*c.cal.step(t, b.Capex.life()) + b.ITMW*c.yearly(i, con, t)
	if c.p.toll != nil && t == c.periods-1 {
		sum += b.ITMW * c.p.toll[i]
	}
	if level == 0 {
		x := s.Connections[con].Capex
		sum += s.Opening.total()*c.cal.step(t, s.Opening.life()) + s.Land.total()*c.cal.step(t, forever) +
			x.total()*c.cal.step(t, x.life())
	}
	return sum / c.scale
}

// levelCapex is what a block costs when it is built.
func (c *compiled) levelCapex(i, con, level int) float64 {
	s := &c.p.Sites[i]
	sum := s.Blocks[level].Capex.total()
	if level == 0 {
		sum += s.Opening.total() + s.Land.total() + s.Connections[con].Capex.total()
	}
	return sum / c.scale
}

// assetCost is the coefficient of a cumulative variable of an asset.
func (c *compiled) assetCost(x Capex, perYear Money, t int) float64 {
	return (x.total()*c.cal.step(t, x.life()) + perYear.total()*c.cal.annuity[t]) / c.scale
}
