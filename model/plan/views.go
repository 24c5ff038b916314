package plan

import (
	"math"
	"slices"
)

// wattView is the problem as seen by who looks at power only: fiber costs
// nothing. Where latency is false every fiber reaches every demand too. Ready
// years stay, so that what is chosen can be built.
func wattView(p *Problem, latency bool) *Problem {
	q := *p
	if !latency {
		q.Policy.MeanRTTms = nil
	}
	q.Sites = slices.Clone(p.Sites)
	all := grid2(len(p.Classes), len(p.Metros))
	for i := range q.Sites {
		q.Sites[i].Fibers = slices.Clone(p.Sites[i].Fibers)
		for o := range q.Sites[i].Fibers {
			f := &q.Sites[i].Fibers[o]
			f.Capex, f.PerYear = Capex{}, Money{}
			if !latency {
				f.Reach, f.Diversity, f.Hubs = all, RiskDisjoint, math.MaxInt
			}
		}
	}
	q.Shared = slices.Clone(p.Shared)
	for a := range q.Shared {
		if q.Shared[a].Fiber {
			q.Shared[a].Capex, q.Shared[a].PerYear = Capex{}, Money{}
		}
	}
	return &q
}

func grid2(rows, cols int) [][]bool {
	m := make([][]bool, rows)
	for k := range m {
		m[k] = make([]bool, cols)
		for j := range m[k] {
			m[k][j] = true
		}
	}
	return m
}

// bitView is the problem as seen by who looks at fiber, latency and land only:
// power is everywhere at once and costs nothing.
func bitView(p *Problem) *Problem {
	q := *p
	free := make([]Money, len(p.Years))
	q.CarbonJPYPerT, q.GridRows, q.Links, q.Reinforcements = nil, nil, nil, nil
	q.Policy.CarbonTPerYear, q.Policy.CarbonKgPerMWh = nil, nil
	q.Sites = slices.Clone(p.Sites)
	for i := range q.Sites {
		s := &q.Sites[i]
		s.EnergyJPYPerMWh, s.WheelingJPYPerMWh = free, nil
		if len(s.Connections) > 0 {
			s.Connections = []Connection{{ID: "any", Bus: -1, MaxMW: math.Inf(1), ReadyYear: p.Years[0], FirmShare: 1}}
		}
	}
	q.Areas = slices.Clone(p.Areas)
	for a := range q.Areas {
		q.Areas[a].SpareMW, q.Areas[a].Gains = endless(len(p.Years)), nil
	}
	return &q
}

func endless(n int) []float64 {
	xs := make([]float64, n)
	for t := range xs {
		xs[t] = math.Inf(1)
	}
	return xs
}

// queueView allows each area only its share of the demand, as in today's queue.
func queueView(p *Problem) *Problem {
	q := *p
	q.Policy.Shares = slices.Clone(p.Policy.Shares)
	for a, area := range p.Areas {
		s := ShareCap{ID: "queue of " + area.ID, MaxShare: make([]float64, len(p.Years)), expected: p.demand()}
		for t := range s.MaxShare {
			s.MaxShare[t] = area.QueueShare
		}
		for i := range p.Sites {
			if p.Sites[i].Area == a {
				s.Sites = append(s.Sites, SiteWeight{Site: i, Weight: 1})
			}
		}
		q.Policy.Shares = append(q.Policy.Shares, s)
	}
	return &q
}

// demand is the IT MW asked for in each period.
func (p *Problem) demand() []float64 {
	sum := make([]float64, len(p.Years))
	for k := range p.Classes {
		for m := range p.Metros {
			for t, mw := range p.DemandMW[k][m] {
				sum[t] += mw
			}
		}
	}
	return sum
}
