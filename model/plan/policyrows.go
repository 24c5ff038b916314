package plan

import (
	"math"

	"github.com/wattbit/wattbit/model/cost"
	"github.com/wattbit/wattbit/model/solve"
)

// standing returns the coupling rows that every model has. Cover and grid rows
// are generated.
func (c *compiled) standing() []coupling {
	var rows []coupling
	p := c.p
	for t := range c.periods {
		for a := range p.Areas {
			if !math.IsInf(p.Areas[a].SpareMW[t], 1) {
				rows = append(rows, c.areaBalance(a, t))
			}
		}
		for h := range p.Links {
			if len(p.Links[h].Gains) > 0 {
				rows = append(rows, c.linkLimits(h, t)...)
			}
		}
		rows = append(rows, c.policyRows(t)...)
	}
	return rows
}

func (c *compiled) policyRows(t int) []coupling {
	var rows []coupling
	pol := &c.p.Policy
	for n := range pol.Shares {
		rows = append(rows, c.shareRow(&pol.Shares[n], t))
	}
	for n := range pol.Minimums {
		if pol.Minimums[n].MinMW[t] > 0 {
			rows = append(rows, c.minimumRow(&pol.Minimums[n], t))
		}
	}
	if finite(pol.BudgetJPY, t) {
		rows = append(rows, c.budgetRow(t))
	}
	if finite(pol.CarbonTPerYear, t) {
		words := c.p.carbonWords(t)
		rows = append(rows, c.carbonRow(t, pol.CarbonTPerYear[t], 0, words))
	}
	if finite(pol.CarbonKgPerMWh, t) {
		words := c.p.intensityWords(t)
		rows = append(rows, c.carbonRow(t, 0, pol.CarbonKgPerMWh[t], words))
	}
	if finite(pol.MeanRTTms, t) {
		words := c.p.rttWords(t)
		rows = append(rows, c.rttRow(t, pol.MeanRTTms[t], words))
	}
	return rows
}

// finite reports whether a limit is there.
func finite(xs []float64, t int) bool { return xs != nil && !math.IsInf(xs[t], 1) }

func (c *compiled) shareRow(s *ShareCap, t int) coupling {
	weight := make([]float64, len(c.p.Sites))
	for _, w := range s.Sites {
		weight[w.Site] += w.Weight
	}
	words := c.p.shareWords(s, t)
	total, own := s.TotalMW, s.MaxShare[t]
	if s.expected != nil {
		total, own = total+s.expected[t], 0
	}
	return coupling{
		t: t, lower: math.Inf(-1), upper: s.MaxShare[t]*total - s.InsideMW, words: &words, weight: 1, grid: -1,
		of: func(i int, u *usage) { u.it = weight[i] - own },
	}
}

func (c *compiled) minimumRow(m *Minimum, t int) coupling {
	times := make([]float64, len(c.p.Sites))
	for _, i := range m.Sites {
		times[i]++
	}
	words := c.p.minimumWords(m, t)
	return coupling{
		t: t, lower: m.MinMW[t], upper: math.Inf(1), words: &words, weight: 1, grid: -1,
		of: func(i int, u *usage) { u.it = times[i] },
	}
}

// budgetRow limits the capex paid in a period: the growth of the cumulative
// variables times their prices.
func (c *compiled) budgetRow(t int) coupling {
	words := c.p.budgetWords(t)
	return coupling{
		t: t, lower: math.Inf(-1), upper: c.p.Policy.BudgetJPY[t] / c.scale, words: &words, weight: 1, grid: -1,
		own: func(cols *columns) []solve.Term {
			var terms []solve.Term
			grow := func(x []int, jpy float64) {
				if x[t] >= 0 {
					terms = append(terms, solve.Term{Col: x[t], Coef: jpy / c.scale})
				}
				if t > 0 && x[t-1] >= 0 {
					terms = append(terms, solve.Term{Col: x[t-1], Coef: -jpy / c.scale})
				}
			}
			for a := range cols.shared {
				grow(cols.shared[a], c.p.Shared[a].Capex.total())
			}
			for r := range cols.lumps {
				grow(cols.lumps[r], c.p.Reinforcements[r].Capex.total())
			}
			return terms
		},
		of: func(_ int, u *usage) { u.capex = 1 },
	}
}

// carbonRow limits emissions to a total, in t, plus so many kg per MWh.
func (c *compiled) carbonRow(t int, tonnes, kgPerMWh float64, words Requirement) coupling {
	return coupling{
		t: t, lower: math.Inf(-1), upper: tonnes / 1000, words: &words, weight: 1, grid: -1,
		of: func(i int, u *usage) {
			s, kg := &c.p.Sites[i], 0.0
			if s.CarbonKgPerMWh != nil {
				kg = s.CarbonKgPerMWh[t]
			}
			u.it = s.PUE * s.Utilization * cost.HoursPerYear * (kg - kgPerMWh) / 1e6
		},
	}
}

// rttRow limits the mean round trip of what stands.
func (c *compiled) rttRow(t int, ms float64, words Requirement) coupling {
	return coupling{
		t: t, lower: math.Inf(-1), upper: 0, words: &words, weight: 1, grid: -1,
		of: func(i int, u *usage) {
			for o := range u.fiber {
				u.fiber[o] = c.p.Sites[i].Fibers[o].RTTms - ms
			}
		},
	}
}
