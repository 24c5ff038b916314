package plan

import (
	"math"
	"slices"
)

// Factors multiply the figures of a problem, for sweeps and draws. Start from
// Unscaled: a factor of 0 means nothing at all.
type Factors struct {
	Demand float64 // MW asked for

	Site          float64 // capex of opening and of blocks
	Land          float64
	Connection    float64 // capex and charges, shared grid assets included
	Fiber         float64 // capex and yearly cost, shared fiber assets included
	Reinforcement float64
	Energy        float64
	Wheeling      float64
	Fixed         float64
	CarbonPrice   float64
	Unserved      float64 // price of unserved demand

	// System weighs the system's part of every cost against the private one.
	System float64

	// BySite multiplies by [site] the capex, land and energy of each; nil: 1.
	BySite []float64
}

// Unscaled returns the factors that change nothing.
func Unscaled() Factors {
	return Factors{
		Demand: 1, Site: 1, Land: 1, Connection: 1, Fiber: 1, Reinforcement: 1, Energy: 1, Wheeling: 1,
		Fixed: 1, CarbonPrice: 1, Unserved: 1, System: 1,
	}
}

// Scaled returns the problem with its figures multiplied. The problem itself
// stays as it is. Check refuses what negative factors make of it.
func (p *Problem) Scaled(f Factors) *Problem {
	q := *p
	q.CarbonJPYPerT = timesAll(p.CarbonJPYPerT, f.CarbonPrice)
	q.DemandMW = slices.Clone(p.DemandMW)
	for k := range q.DemandMW {
		q.DemandMW[k] = slices.Clone(p.DemandMW[k])
		for m := range q.DemandMW[k] {
			q.DemandMW[k][m] = timesAll(p.DemandMW[k][m], f.Demand)
		}
	}
	q.Classes = slices.Clone(p.Classes)
	for k := range q.Classes {
		q.Classes[k].UnservedJPYPerMWYear = timesAll(p.Classes[k].UnservedJPYPerMWYear, f.Unserved)
	}
	q.Shared = slices.Clone(p.Shared)
	for a := range q.Shared {
		s, x := &q.Shared[a], f.Connection
		if s.Fiber {
			x = f.Fiber
		}
		s.Capex, s.PerYear = f.capex(s.Capex, x), f.money(s.PerYear, x)
	}
	q.Reinforcements = slices.Clone(p.Reinforcements)
	for r := range q.Reinforcements {
		x := &q.Reinforcements[r]
		x.Capex, x.PerYear = f.capex(x.Capex, f.Reinforcement), f.money(x.PerYear, f.Reinforcement)
	}
	q.Sites = slices.Clone(p.Sites)
	for i := range q.Sites {
		own := 1.0
		if f.BySite != nil {
			own = f.BySite[i]
		}
		f.site(&q.Sites[i], own)
	}
	return &q
}

// site scales a site in place, without touching what its slices hold.
func (f Factors) site(s *Site, own float64) {
	s.Land, s.Opening = f.money(s.Land, f.Land*own), f.capex(s.Opening, f.Site*own)
	s.Blocks = slices.Clone(s.Blocks)
	for b := range s.Blocks {
		s.Blocks[b].Capex = f.capex(s.Blocks[b].Capex, f.Site*own)
	}
	s.EnergyJPYPerMWh = f.monies(s.EnergyJPYPerMWh, f.Energy*own)
	s.WheelingJPYPerMWh = f.monies(s.WheelingJPYPerMWh, f.Wheeling)
	s.FixedPerMWYear = f.money(s.FixedPerMWYear, f.Fixed)
	s.Connections = slices.Clone(s.Connections)
	for c := range s.Connections {
		x := &s.Connections[c]
		x.Capex, x.PerMWYear = f.capex(x.Capex, f.Connection*own), f.money(x.PerMWYear, f.Connection)
	}
	s.Fibers = slices.Clone(s.Fibers)
	for o := range s.Fibers {
		x := &s.Fibers[o]
		x.Capex, x.PerYear = f.capex(x.Capex, f.Fiber*own), f.money(x.PerYear, f.Fiber)
	}
}

func (f Factors) money(m Money, x float64) Money {
	return Money{m.Private * x, m.System * x * f.System}
}

func (f Factors) capex(c Capex, x float64) Capex {
	return Capex{Money: f.money(c.Money, x), LifeYears: c.LifeYears}
}

func (f Factors) monies(ms []Money, x float64) []Money {
	ms = slices.Clone(ms)
	for t := range ms {
		ms[t] = f.money(ms[t], x)
	}
	return ms
}

// timesAll keeps nil and what is endless.
func timesAll(xs []float64, x float64) []float64 {
	xs = slices.Clone(xs)
	for t := range xs {
		if !math.IsInf(xs[t], 1) {
			xs[t] *= x
		}
	}
	return xs
}

// scaledFiber multiplies every cost of the optical network.
func (p *Problem) scaledFiber(factor float64) *Problem {
	f := Unscaled()
	f.Fiber = factor
	return p.Scaled(f)
}
