package plan

import (
	"math"
	"slices"
)

// periodView is the problem of one period by itself, lasting to the horizon,
// with what stands already: standing assets and lumps are free, and the capex
// spent on what stands is added to the budget. Demands that must be served have
// a price far above all others instead, minimums are left to the end, and
// shares count all the demand as built.
func periodView(p *Problem, t int, standing *Plan) *Problem {
	q := *p
	q.Years = []int{p.Years[t]}
	one := func(xs []float64) []float64 {
		if xs == nil {
			return nil
		}
		return []float64{xs[t]}
	}
	q.CarbonJPYPerT = one(p.CarbonJPYPerT)
	q.Classes = slices.Clone(p.Classes)
	for k := range q.Classes {
		q.Classes[k].UnservedJPYPerMWYear = []float64{math.Min(p.Classes[k].UnservedJPYPerMWYear[t], 10*p.dearest())}
	}
	q.DemandMW = make([][][]float64, len(p.Classes))
	for k := range p.Classes {
		for m := range p.Metros {
			q.DemandMW[k] = append(q.DemandMW[k], one(p.DemandMW[k][m]))
		}
	}
	periodNetwork(&q, p, t, standing)
	q.Sites = slices.Clone(p.Sites)
	for i := range q.Sites {
		s := &q.Sites[i]
		s.EnergyJPYPerMWh = s.EnergyJPYPerMWh[t : t+1]
		if s.WheelingJPYPerMWh != nil {
			s.WheelingJPYPerMWh = s.WheelingJPYPerMWh[t : t+1]
		}
		s.CarbonKgPerMWh = one(s.CarbonKgPerMWh)
	}
	pol := &q.Policy
	pol.Minimums = nil
	pol.CarbonTPerYear, pol.CarbonKgPerMWh = one(pol.CarbonTPerYear), one(pol.CarbonKgPerMWh)
	pol.MeanRTTms = one(pol.MeanRTTms)
	pol.Shares = slices.Clone(p.Policy.Shares)
	for n := range pol.Shares {
		pol.Shares[n].MaxShare, pol.Shares[n].expected = one(pol.Shares[n].MaxShare), []float64{p.demand()[t]}
	}
	if pol.BudgetJPY = one(p.Policy.BudgetJPY); pol.BudgetJPY != nil {
		now := Plan{Shared: none(len(p.Shared))}
		for _, s := range standing.Sites {
			if s.Levels[t] > 0 {
				now.Sites = append(now.Sites, SitePlan{
					Site: s.Site, Connection: s.Connection, Fiber: s.Fiber, Levels: s.Levels[t : t+1],
				})
			}
		}
		pol.BudgetJPY[0] += (&evaluator{p: &q, plan: now}).capexPaid()[0]
	}
	return &q
}

// dearest is the highest finite price of unserved demand, at least 1e9 JPY a MW
// and year.
func (p *Problem) dearest() float64 {
	most := 1e9
	for _, k := range p.Classes {
		for _, price := range k.UnservedJPYPerMWYear {
			if !math.IsInf(price, 1) {
				most = math.Max(most, price)
			}
		}
	}
	return most
}

// periodNetwork moves standing lumps into the limits and makes standing assets
// free.
func periodNetwork(q, p *Problem, t int, standing *Plan) {
	widen := func(xs []float64, gains []Gain) []float64 {
		x := xs[t]
		for _, g := range gains {
			x += g.MWPerLump * float64(standing.Lumps[g.Reinforcement][t])
		}
		return []float64{x}
	}
	q.Areas, q.Links, q.GridRows = slices.Clone(p.Areas), slices.Clone(p.Links), slices.Clone(p.GridRows)
	for a := range q.Areas {
		q.Areas[a].SpareMW = widen(p.Areas[a].SpareMW, p.Areas[a].Gains)
	}
	for h := range q.Links {
		q.Links[h].MW = widen(p.Links[h].MW, p.Links[h].Gains)
		q.Links[h].BackMW = widen(p.Links[h].BackMW, p.Links[h].Gains)
	}
	for n := range q.GridRows {
		q.GridRows[n].MarginMW = widen(p.GridRows[n].MarginMW, p.GridRows[n].Gains)
	}
	grandfather(q, p, t, standing)
	q.Reinforcements = slices.Clone(p.Reinforcements)
	for r := range q.Reinforcements {
		q.Reinforcements[r].Lumps -= standing.Lumps[r][t]
	}
	q.Shared = slices.Clone(p.Shared)
	for a := range q.Shared {
		if standing.Shared[a] >= 0 {
			q.Shared[a].Capex, q.Shared[a].PerYear = Capex{}, Money{}
		}
	}
}

// grandfather widens limits that shrank below what stands, so that a step can
// go on; the last step of all puts it right.
func grandfather(q, p *Problem, t int, standing *Plan) {
	all, firm := (&evaluator{p: p, plan: *standing}).busLoads(t)
	for n := range q.GridRows {
		r, load, sum := &q.GridRows[n], all, 0.0
		if r.Contingency != "" {
			load = firm
		}
		for _, term := range r.Terms {
			sum += term.Sensitivity * load[term.Bus]
		}
		r.MarginMW[0] = math.Max(r.MarginMW[0], sum)
	}
	need := make([]float64, len(p.Areas))
	for _, s := range standing.Sites {
		site := &p.Sites[s.Site]
		need[site.Area] += s.GridMW(p, t) * site.Connections[s.Connection].FirmShare
	}
	for a := range q.Areas {
		q.Areas[a].SpareMW[0] = math.Max(q.Areas[a].SpareMW[0], need[a])
	}
}
