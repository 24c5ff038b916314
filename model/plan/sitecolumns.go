package plan

import (
	"math"

	"github.com/wattbit/wattbit/model/solve"
)

// addSite adds the columns of a site and the rows that hold among them.
func (c *compiled) addSite(m *solve.Model, cols *columns, i int) {
	x := &siteCols{}
	cols.site[i] = x
	for con := range c.p.Sites[i].Connections {
		c.addConnection(m, cols, x, i, con)
	}
	for o := range c.p.Sites[i].Fibers {
		c.addFiber(m, cols, x, i, o)
	}
	c.addChoices(m, i, x)
	if c.sites[i].split {
		c.addUse(m, i, x)
	}
}

// addConnection adds the blocks of a site over one connection.
func (c *compiled) addConnection(m *solve.Model, cols *columns, x *siteCols, i, con int) {
	d := &c.sites[i]
	x.z = append(x.z, nil)
	for level := range d.levels[con] {
		x.z[con] = append(x.z[con], c.addLevel(m, i, con, level, c.fixOf(i)))
		rising(m, x.z[con][level])
		for t := d.first; t < c.periods && level > 0; t++ {
			below(m, x.z[con][level][t], x.z[con][level-1][t])
		}
	}
	for _, a := range c.p.Sites[i].Connections[con].Shared {
		for t := d.first; t < c.periods && d.levels[con] > 0; t++ {
			if row := below(m, x.z[con][0][t], cols.shared[a][t]); row >= 0 {
				x.needs = append(x.needs, need{row: row, con: con, fiber: -1, t: t})
			}
		}
	}
}

// addFiber adds one fiber of a site.
func (c *compiled) addFiber(m *solve.Model, cols *columns, x *siteCols, i, o int) {
	f, fix := &c.p.Sites[i].Fibers[o], c.fixOf(i)
	x.fiber = append(x.fiber, none(c.periods))
	for t := c.sites[i].fiberFrom[o]; t < c.periods; t++ {
		col := m.AddBin("", c.assetCost(f.Capex, f.PerYear, t))
		x.fiber[o][t] = col
		if fix.fiber >= 0 && fix.fiber != o {
			m.Cols[col].Upper = 0
		} else if fix.fiberBy >= 0 && t >= fix.fiberBy {
			m.Cols[col].Lower = 1
		} else if t < fix.fiberNot {
			m.Cols[col].Upper = 0
		}
		for _, a := range f.Shared {
			if row := below(m, col, cols.shared[a][t]); row >= 0 {
				x.needs = append(x.needs, need{row: row, con: -1, fiber: o, t: t})
			}
		}
	}
	rising(m, x.fiber[o])
}

// addLevel adds the cumulative columns of a block over a connection.
func (c *compiled) addLevel(m *solve.Model, i, con, level int, fix siteFix) []int {
	d, z := &c.sites[i], none(c.periods)
	if fix.con >= 0 && fix.con != con {
		return z
	}
	for t := d.conFrom[con]; t < c.periods; t++ {
		z[t] = m.AddBin("", c.levelCost(i, con, level, t))
		if fix.high != nil && fix.high[t] <= level {
			m.Cols[z[t]].Upper = 0
		}
		if fix.low != nil && fix.low[t] > level {
			m.Cols[z[t]].Lower = 1
		}
	}
	return z
}

// open returns the terms of a site being open in period t.
func (x *siteCols) open(t int, coef float64) []solve.Term {
	var terms []solve.Term
	for con := range x.z {
		if len(x.z[con]) > 0 && x.z[con][0][t] >= 0 {
			terms = append(terms, solve.Term{Col: x.z[con][0][t], Coef: coef})
		}
	}
	return terms
}

func present(cols [][]int, t int, coef float64) []solve.Term {
	var terms []solve.Term
	for o := range cols {
		if cols[o][t] >= 0 {
			terms = append(terms, solve.Term{Col: cols[o][t], Coef: coef})
		}
	}
	return terms
}

// addChoices allows one connection and one fiber, and asks for the fiber where
// the site is open.
func (c *compiled) addChoices(m *solve.Model, i int, x *siteCols) {
	last, least := c.periods-1, math.Inf(-1)
	if c.fixOf(i).open {
		least = 1
	}
	if terms := x.open(last, 1); len(terms) > 1 || least == 1 {
		m.AddRow("", least, 1, terms...)
	}
	if terms := present(x.fiber, last, 1); len(terms) > 1 {
		m.AddRow("", math.Inf(-1), 1, terms...)
	}
	for t := c.sites[i].first; t < c.periods; t++ {
		terms := append(x.open(t, 1), present(x.fiber, t, -1)...)
		m.AddRow("", math.Inf(-1), 0, terms...)
	}
}

// addUse splits the capacity of a site over its fibers: only the one that is
// built carries anything, and not more than what stands.
func (c *compiled) addUse(m *solve.Model, i int, x *siteCols) {
	d := &c.sites[i]
	most := 0.0
	for _, mw := range d.itMW {
		most += mw
	}
	for o := range x.fiber {
		x.use = append(x.use, none(c.periods))
		for t := max(d.first, d.fiberFrom[o]); t < c.periods; t++ {
			use := m.AddCol("", 0, most, 0)
			x.use[o][t] = use
			terms := []solve.Term{{Col: use, Coef: 1}, {Col: x.fiber[o][t], Coef: -d.itMW[0]}}
			m.AddRow("", math.Inf(-1), 0, append(terms, c.capacity(i, x, t, 1, -1)...)...)
			if len(d.itMW) > 1 {
				m.AddRow("", math.Inf(-1), 0, solve.Term{Col: use, Coef: 1}, solve.Term{Col: x.fiber[o][t], Coef: -most})
			}
		}
	}
	for t := d.first; t < c.periods; t++ {
		low := math.Inf(-1)
		if d.full {
			low = 0
		}
		m.AddRow("", low, 0, append(present(x.use, t, 1), c.capacity(i, x, t, 0, -1)...)...)
	}
}

// capacity returns the IT MW of the blocks from the first one given on.
func (c *compiled) capacity(i int, x *siteCols, t, first int, coef float64) []solve.Term {
	var terms []solve.Term
	for con := range x.z {
		for level := first; level < len(x.z[con]); level++ {
			if col := x.z[con][level][t]; col >= 0 {
				terms = append(terms, solve.Term{Col: col, Coef: coef * c.sites[i].itMW[level]})
			}
		}
	}
	return terms
}
