package plan

import (
	"math"
	"sort"

	"github.com/wattbit/wattbit/model/solve"
)

// addSums adds the columns that sum up the sites: capacity by what it reaches,
// load by bus. They are free, defined by an equation each.
func (c *compiled) addSums(m *solve.Model, cols *columns) {
	c.addOutlets(m, cols)
	c.addLoads(m, cols)
}

func (c *compiled) addOutlets(m *solve.Model, cols *columns) {
	index := map[string]int{}
	var terms [][][]solve.Term // [outlet][period]
	at := func(reach bitset) [][]solve.Term {
		key := reach.key()
		n, known := index[key]
		if !known {
			n = len(cols.outlet)
			index[key] = n
			cols.outlet = append(cols.outlet, outletCols{reach: reach})
			terms = append(terms, make([][]solve.Term, c.periods))
		}
		return terms[n]
	}
	for i, x := range cols.site {
		if x == nil {
			continue
		}
		d := &c.sites[i]
		for o := range x.use {
			row := at(d.reach[o])
			for t, col := range x.use[o] {
				if col >= 0 {
					row[t] = append(row[t], solve.Term{Col: col, Coef: -1})
				}
			}
		}
		if !d.split && d.first < c.periods {
			row := at(d.any)
			for t := range row {
				row[t] = append(row[t], c.capacity(i, x, t, 0, -1)...)
			}
		}
	}
	for n := range cols.outlet {
		for t := range c.periods {
			cols.outlet[n].mw = append(cols.outlet[n].mw, sumColumn(m, terms[n][t]))
		}
	}
}

// sumColumn adds a free column that equals minus the terms.
func sumColumn(m *solve.Model, terms []solve.Term) int {
	col := m.AddCol("", math.Inf(-1), math.Inf(1), 0)
	m.AddRow("", 0, 0, append(terms, solve.Term{Col: col, Coef: 1})...)
	return col
}

func (c *compiled) addLoads(m *solve.Model, cols *columns) {
	cols.loadAt = map[int]int{}
	buses := map[int]bool{}
	for i, x := range cols.site {
		for k := 0; x != nil && k < len(x.z); k++ {
			if bus := c.p.Sites[i].Connections[k].Bus; bus >= 0 && len(x.z[k]) > 0 {
				buses[bus] = true
			}
		}
	}
	var order []int
	for bus := range buses {
		order = append(order, bus)
	}
	if sort.Ints(order); len(c.p.GridRows) == 0 {
		return
	}
	terms := make([][2][][]solve.Term, len(order))
	for n, bus := range order {
		cols.loadAt[bus] = n
		terms[n] = [2][][]solve.Term{make([][]solve.Term, c.periods), make([][]solve.Term, c.periods)}
	}
	for i, x := range cols.site {
		for k := 0; x != nil && k < len(x.z); k++ {
			con := &c.p.Sites[i].Connections[k]
			n, ok := cols.loadAt[con.Bus]
			if !ok {
				continue
			}
			for t := range c.periods {
				all := c.gridMW(i, k, x, t, -1)
				terms[n][0][t] = append(terms[n][0][t], all...)
				if con.FirmShare > 0 {
					terms[n][1][t] = append(terms[n][1][t], c.gridMW(i, k, x, t, -con.FirmShare)...)
				}
			}
		}
	}
	for n := range order {
		var pair [2][]int
		for t := range c.periods {
			pair[0] = append(pair[0], sumColumn(m, terms[n][0][t]))
			pair[1] = append(pair[1], sumColumn(m, terms[n][1][t]))
		}
		cols.load = append(cols.load, pair)
	}
}

// gridMW returns the load of a site over a connection.
func (c *compiled) gridMW(i, con int, x *siteCols, t int, coef float64) []solve.Term {
	var terms []solve.Term
	for level := range x.z[con] {
		if col := x.z[con][level][t]; col >= 0 {
			terms = append(terms, solve.Term{Col: col, Coef: coef * c.sites[i].itMW[level] * c.p.Sites[i].PUE})
		}
	}
	return terms
}

// coverTerms is the capacity that reaches any of a set of sinks.
func (cols *columns) coverTerms(set bitset, t int) []solve.Term {
	var terms []solve.Term
	for _, o := range cols.outlet {
		if o.reach.meets(set) {
			terms = append(terms, solve.Term{Col: o.mw[t], Coef: 1})
		}
	}
	return terms
}

// loadTerms is what the loads put on a grid element.
func (cols *columns) loadTerms(r *GridRow, t int) []solve.Term {
	kind := 0
	if r.Contingency != "" {
		kind = 1
	}
	var terms []solve.Term
	for _, term := range r.Terms {
		if n, ok := cols.loadAt[term.Bus]; ok {
			terms = append(terms, solve.Term{Col: cols.load[n][kind][t], Coef: term.Sensitivity})
		}
	}
	return terms
}
