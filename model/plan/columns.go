package plan

import (
	"math"

	"github.com/wattbit/wattbit/model/solve"
)

// columns says where the decisions are in a model; −1 where a decision is not
// there. The columns of sites come last.
type columns struct {
	served [][]int // [sink][period]

	groupRow [][]int     // [group][period] what several sinks of a group serve; −1 for one
	link     [][]int     // [link][period]
	shared   [][]int     // [asset][period]
	lumps    [][]int     // [reinforcement][period]
	site     []*siteCols // [site], nil for those left out

	// Sums over sites, so that the many generated rows stay short.
	outlet []outletCols
	load   [][2][]int  // [bus in use][whole or firm load][period]
	loadAt map[int]int // bus → index of load
}

// siteCols are the columns of a site.
type siteCols struct {
	z     [][][]int // [connection][block][period]
	fiber [][]int   // [fiber][period]
	use   [][]int   // [fiber][period] MW served over it; nil unless the site is split

	needs []need
}

// need is a row that asks for a shared asset.
type need struct{ row, con, fiber, t int }

// none is a row of absent columns.
func none(n int) []int {
	cols := make([]int, n)
	for i := range cols {
		cols[i] = -1
	}
	return cols
}

// addBase adds the columns that are no site's.
func (c *compiled) addBase(m *solve.Model) columns {
	cols := columns{site: make([]*siteCols, len(c.sites))}
	for n, s := range c.sinks {
		cols.served = append(cols.served, none(c.periods))
		for t := range c.periods {
			cols.served[n][t] = c.addServed(m, s, t)
		}
	}
	c.addBackups(m, &cols)
	for h, l := range c.p.Links {
		cols.link = append(cols.link, none(c.periods))
		for t := range c.periods {
			low, high := -l.BackMW[t], l.MW[t]
			if len(l.Gains) > 0 {
				low, high = math.Inf(-1), math.Inf(1)
			}
			cols.link[h][t] = m.AddCol("", low, high, 0)
		}
	}
	for a, s := range c.p.Shared {
		cols.shared = append(cols.shared, none(c.periods))
		for t := c.cal.ready(s.ReadyYear); t < c.periods; t++ {
			cols.shared[a][t] = m.AddBin("", c.assetCost(s.Capex, s.PerYear, t))
			c.assets.fixShared(m, cols.shared[a][t], a, t)
		}
		rising(m, cols.shared[a])
	}
	for k, r := range c.p.Reinforcements {
		cols.lumps = append(cols.lumps, none(c.periods))
		for t := c.cal.ready(r.ReadyYear); t < c.periods; t++ {
			cols.lumps[k][t] = m.AddInt("", 0, float64(r.Lumps), c.assetCost(r.Capex, r.PerYear, t))
			c.assets.fixLumps(m, cols.lumps[k][t], k, t)
		}
		rising(m, cols.lumps[k])
	}
	return cols
}

// addServed adds the MW served of a sink. What is not served is in the offset.
func (c *compiled) addServed(m *solve.Model, s sink, t int) int {
	if s.group < 0 {
		return m.AddCol("", 0, math.Inf(1), 0)
	}
	g := &c.groups[s.group]
	price, low := g.price[t]*c.cal.annuity[t]/c.scale, 0.0
	if math.IsInf(price, 1) {
		price = 0
		if len(g.sinks) == 1 {
			low = g.demandMW[t]
		}
	}
	if s.zone <= 0 {
		m.Offset += price * g.demandMW[t]
	}
	return m.AddCol("", low, g.demandMW[t], -price)
}

// addBackups ties the backups of a class to where it is served.
func (c *compiled) addBackups(m *solve.Model, cols *columns) {
	cols.groupRow = make([][]int, len(c.groups))
	for g := range c.groups {
		cols.groupRow[g] = none(c.periods)
		if len(c.groups[g].sinks) == 1 && c.groups[g].backup < 0 {
			continue
		}
		for t := range c.periods {
			low := math.Inf(-1)
			if math.IsInf(c.groups[g].price[t], 1) {
				low = c.groups[g].demandMW[t]
			}
			var row []solve.Term
			for _, n := range c.groups[g].sinks {
				row = append(row, solve.Term{Col: cols.served[n][t], Coef: 1})
			}
			cols.groupRow[g][t] = m.AddRow("", low, c.groups[g].demandMW[t], row...)
		}
	}
	for k, class := range c.p.Classes {
		if class.BackupShare > 0 {
			c.addBackupFlows(m, cols, k)
		}
	}
}

func (c *compiled) addBackupFlows(m *solve.Model, cols *columns, k int) {
	separated := c.p.Policy.Separated
	for t := range c.periods {
		need := make([][]solve.Term, len(separated))
		held := make([][]solve.Term, len(separated))
		for n, s := range c.sinks {
			switch {
			case s.group < 0 && s.class == k:
				held[s.zone] = append(held[s.zone], solve.Term{Col: cols.served[n][t], Coef: -1})
			case s.group >= 0 && c.groups[s.group].backup == k:
				need[s.zone] = append(need[s.zone], solve.Term{Col: cols.served[n][t], Coef: -c.p.Classes[k].BackupShare})
			}
		}
		for g := range separated {
			for h := range separated {
				if separated[g][h] {
					col := m.AddCol("", 0, math.Inf(1), 0)
					need[g] = append(need[g], solve.Term{Col: col, Coef: 1})
					held[h] = append(held[h], solve.Term{Col: col, Coef: 1})
				}
			}
		}
		for z := range separated {
			m.AddRow("", 0, math.Inf(1), need[z]...)
			m.AddRow("", math.Inf(-1), 0, held[z]...)
		}
	}
}

// rising adds x[t] ≤ x[t+1]. Absent columns come first.
func rising(m *solve.Model, x []int) {
	for t := 1; t < len(x); t++ {
		below(m, x[t-1], x[t])
	}
}

// below adds x ≤ y and returns the row. An absent x asks nothing, an absent y
// closes x, both without a row: −1.
func below(m *solve.Model, x, y int) int {
	switch {
	case x < 0:
	case y < 0:
		m.Cols[x].Upper = 0
	default:
		return m.AddRow("", math.Inf(-1), 0, solve.Term{Col: x, Coef: 1}, solve.Term{Col: y, Coef: -1})
	}
	return -1
}

// outletCols are the capacity of the options that reach the same sinks.
type outletCols struct {
	reach bitset
	mw    []int // [period]
}
