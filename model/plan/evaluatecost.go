package plan

import "github.com/wattbit/wattbit/model/cost"

// price fills the costs by following every payment.
func (e *evaluator) price() {
	for _, s := range e.plan.Sites {
		e.priceSite(s)
	}
	for a, t := range e.plan.Shared {
		item := &e.out.Costs.Connection
		if e.p.Shared[a].Fiber {
			item = &e.out.Costs.Fiber
		}
		if t >= 0 {
			e.buy(item, e.p.Shared[a].Capex, t, 1)
			for ; t < len(e.p.Years); t++ {
				e.pay(item, e.p.Shared[a].PerYear, t)
			}
		}
	}
	for r, lumps := range e.plan.Lumps {
		before := 0
		for t, n := range lumps {
			e.buy(&e.out.Costs.Reinforcement, e.p.Reinforcements[r].Capex, t, n-before)
			e.pay(&e.out.Costs.Reinforcement, e.p.Reinforcements[r].PerYear.Times(float64(n)), t)
			before = n
		}
	}
	for k, class := range e.p.Classes {
		for m := range e.p.Metros {
			for t, mw := range e.p.DemandMW[k][m] {
				if missing := mw - e.out.ServedMW[k][m][t]; missing > 0 && !isMust(class, t) {
					e.pay(&e.out.Costs.Unserved, Money{Private: missing * class.UnservedJPYPerMWYear[t]}, t)
				}
			}
		}
	}
}

// buy books n purchases of capex in period t, their replacements and what they
// are worth at the horizon.
func (e *evaluator) buy(item *Money, x Capex, t, n int) {
	paid, residual := e.cal.purchase(t, x.life())
	*item = item.Plus(x.Times(paid * float64(n)))
	e.out.Costs.Residual = e.out.Costs.Residual.Plus(x.Times(-residual * float64(n)))
}

// pay books a yearly cost through period t.
func (e *evaluator) pay(item *Money, perYear Money, t int) {
	*item = item.Plus(perYear.Times(e.cal.annuity[t]))
}

// PriceSite returns the net present cost of what a built site pays for alone:
// shared assets and reinforcements are not in it.
func PriceSite(p *Problem, s SitePlan) Costs {
	e := &evaluator{p: p, cal: newCalendar(p)}
	e.priceSite(s)
	return e.out.Costs
}

func (e *evaluator) priceSite(s SitePlan) {
	p, site, c := e.p, &e.p.Sites[s.Site], &e.out.Costs
	before := 0
	for t, n := range s.Levels {
		if before == 0 && n > 0 {
			e.buy(&c.Land, Capex{Money: site.Land, LifeYears: forever}, t, 1)
			e.buy(&c.Site, site.Opening, t, 1)
			e.buy(&c.Connection, site.Connections[s.Connection].Capex, t, 1)
		}
		for b := before; b < n; b++ {
			e.buy(&c.Site, site.Blocks[b].Capex, t, 1)
		}
		before = n
		mw := s.ITMW(p, t)
		mwh := s.MWhPerYear(p, t)
		e.pay(&c.Energy, site.EnergyJPYPerMWh[t].Times(mwh), t)
		if site.WheelingJPYPerMWh != nil {
			e.pay(&c.Wheeling, site.WheelingJPYPerMWh[t].Times(mwh), t)
		}
		if p.CarbonJPYPerT != nil {
			e.pay(&c.Carbon, Money{Private: p.CarbonJPYPerT[t] * s.CarbonTPerYear(p, t)}, t)
		}
		e.pay(&c.Fixed, site.FixedPerMWYear.Times(mw), t)
		e.pay(&c.Connection, site.Connections[s.Connection].PerMWYear.Times(s.GridMW(p, t)), t)
	}
	if p.toll != nil {
		c.Fixed.Private += p.toll[s.Site] * s.ITMW(p, len(p.Years)-1)
	}
	fiber := site.Fibers[s.Fiber]
	e.buy(&c.Fiber, fiber.Capex, s.FiberFrom, 1)
	for t := s.FiberFrom; t < len(p.Years); t++ {
		e.pay(&c.Fiber, fiber.PerYear, t)
	}
}

// MWhPerYear returns the energy a built site draws from the grid in a year of
// the period.
func (s SitePlan) MWhPerYear(p *Problem, t int) float64 {
	return s.GridMW(p, t) * p.Sites[s.Site].Utilization * cost.HoursPerYear
}

// CarbonTPerYear returns the emissions of that energy in tonnes of CO₂.
func (s SitePlan) CarbonTPerYear(p *Problem, t int) float64 {
	if p.Sites[s.Site].CarbonKgPerMWh == nil {
		return 0
	}
	return s.MWhPerYear(p, t) * p.Sites[s.Site].CarbonKgPerMWh[t] / 1000
}

// capexPaid returns the capex paid in each period, replacements aside.
func (e *evaluator) capexPaid() []float64 {
	p, paid := e.p, make([]float64, len(e.p.Years))
	for _, s := range e.plan.Sites {
		site, before := &p.Sites[s.Site], 0
		paid[s.FiberFrom] += site.Fibers[s.Fiber].Capex.total()
		for t, n := range s.Levels {
			if before == 0 && n > 0 {
				paid[t] += site.Land.total() + site.Opening.total() + site.Connections[s.Connection].Capex.total()
			}
			for b := before; b < n; b++ {
				paid[t] += site.Blocks[b].Capex.total()
			}
			before = n
		}
	}
	for a, t := range e.plan.Shared {
		if t >= 0 {
			paid[t] += p.Shared[a].Capex.total()
		}
	}
	for r, lumps := range e.plan.Lumps {
		before := 0
		for t, n := range lumps {
			paid[t] += float64(n-before) * p.Reinforcements[r].Capex.total()
			before = n
		}
	}
	return paid
}
