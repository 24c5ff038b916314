package plan

import (
	"math"

	"github.com/wattbit/wattbit/model/solve"
)

// coupling is a requirement on all sites together in one period. Its left side
// is the sum of what the sites use of it and of terms in the other columns.
type coupling struct {
	t            int
	lower, upper float64
	own          func(cols *columns) []solve.Term // terms that are no site's
	of           func(i int, u *usage)            // what a site uses; clears nothing
	words        *Requirement                     // nil where it is beyond question
	weight       float64                          // of a unit, when it must give way
	grid         int                              // the grid row, −1 for others
	set          bitset                           // the sinks of a cover inequality, else nil
}

// usage is what a site uses of a coupling row: so much by IT MW, by IT MW over
// each fiber, by grid MW over each connection and by capex paid in the period.
type usage struct {
	it    float64
	fiber []float64 // [fiber]
	con   []float64 // [connection] by grid MW
	capex float64
}

// usageOf returns what site i uses of a row.
func (c *compiled) usageOf(r *coupling, i int, u *usage) {
	s := &c.p.Sites[i]
	u.it, u.capex = 0, 0
	u.fiber = zeros(u.fiber, len(s.Fibers))
	u.con = zeros(u.con, len(s.Connections))
	if r.of != nil {
		r.of(i, u)
	}
}

func zeros(xs []float64, n int) []float64 {
	if cap(xs) < n {
		return make([]float64, n)
	}
	xs = xs[:n]
	clear(xs)
	return xs
}

// siteTerms turns what a site uses into terms of its columns.
func (c *compiled) siteTerms(r *coupling, i int, x *siteCols, u *usage, terms []solve.Term) []solve.Term {
	c.usageOf(r, i, u)
	d, s := &c.sites[i], &c.p.Sites[i]
	add := func(col int, coef float64) {
		if col >= 0 && coef != 0 {
			terms = append(terms, solve.Term{Col: col, Coef: coef})
		}
	}
	it := u.it
	if d.split {
		for o := range x.use {
			add(x.use[o][r.t], u.fiber[o])
		}
	} else {
		it += u.common(d, c.periods)
	}
	for con := range x.z {
		for level := range x.z[con] {
			spend := u.capex * c.levelCapex(i, con, level)
			add(x.z[con][level][r.t], d.itMW[level]*(it+s.PUE*u.con[con])+spend)
			if r.t > 0 {
				add(x.z[con][level][r.t-1], -spend)
			}
		}
	}
	for o := range x.fiber {
		spend := u.capex * s.Fibers[o].Capex.total() / c.scale
		add(x.fiber[o][r.t], spend)
		if r.t > 0 {
			add(x.fiber[o][r.t-1], -spend)
		}
	}
	return terms
}

// common is the use over the fiber of a site that is not split: the same for
// all fibers that can be built.
func (u *usage) common(d *siteData, periods int) float64 {
	for o := range u.fiber {
		if d.fiberFrom[o] < periods {
			return u.fiber[o]
		}
	}
	return 0
}

// row makes the row of a coupling.
func (c *compiled) row(r *coupling, cols *columns) solve.Row {
	row := solve.Row{Lower: r.lower, Upper: r.upper}
	if r.words != nil {
		row.Name = r.words.String()
	}
	if r.own != nil {
		row.Terms = append(row.Terms, r.own(cols)...)
	}
	switch {
	case r.set != nil:
		row.Terms = append(row.Terms, cols.coverTerms(r.set, r.t)...)
	case r.grid >= 0:
		row.Terms = append(row.Terms, cols.loadTerms(&c.p.GridRows[r.grid], r.t)...)
	default:
		u := &usage{}
		for i, x := range cols.site {
			if x != nil {
				row.Terms = c.siteTerms(r, i, x, u, row.Terms)
			}
		}
	}
	return row
}

// cover is Hall's inequality for a set of sinks: what is served of them is at
// most the capacity of the options that reach any of them.
func (c *compiled) cover(set bitset, t int) coupling {
	return coupling{
		t: t, lower: 0, upper: math.Inf(1), grid: -1, set: set,
		own: func(cols *columns) []solve.Term {
			var terms []solve.Term
			for _, n := range set.members() {
				terms = append(terms, solve.Term{Col: cols.served[n][t], Coef: -1})
			}
			return terms
		},
		of: func(i int, u *usage) {
			for o := range u.fiber {
				if c.sites[i].reach[o].meets(set) {
					u.fiber[o] = 1
				}
			}
		},
	}
}

// gainTerms are the reinforcements that widen an upper limit, as they stand on the
// left side.
func gainTerms(gains []Gain, t int) func(*columns) []solve.Term {
	return func(cols *columns) []solve.Term {
		var terms []solve.Term
		for _, g := range gains {
			if col := cols.lumps[g.Reinforcement][t]; col >= 0 {
				terms = append(terms, solve.Term{Col: col, Coef: -g.MWPerLump})
			}
		}
		return terms
	}
}

// gridLimit is a grid row in a period.
func (c *compiled) gridLimit(n, t int) coupling {
	r := &c.p.GridRows[n]
	at := make(map[int]float64, len(r.Terms))
	for _, term := range r.Terms {
		at[term.Bus] += term.Sensitivity
	}
	words := c.p.gridWords(r, t)
	return coupling{
		t: t, lower: math.Inf(-1), upper: r.MarginMW[t], own: gainTerms(r.Gains, t),
		words: &words, weight: 1, grid: n,
		of: func(i int, u *usage) {
			for k := range u.con {
				con := &c.p.Sites[i].Connections[k]
				if u.con[k] = at[con.Bus]; r.Contingency != "" {
					u.con[k] *= con.FirmShare
				}
			}
		},
	}
}

// areaBalance is the adequacy of an area in a period.
func (c *compiled) areaBalance(a, t int) coupling {
	words := c.p.areaWords(a, t)
	return coupling{
		t: t, lower: math.Inf(-1), upper: c.p.Areas[a].SpareMW[t], words: &words, weight: 1, grid: -1,
		own: func(cols *columns) []solve.Term {
			terms := gainTerms(c.p.Areas[a].Gains, t)(cols)
			for h, l := range c.p.Links {
				if l.From == a {
					terms = append(terms, solve.Term{Col: cols.link[h][t], Coef: 1})
				}
				if l.To == a {
					terms = append(terms, solve.Term{Col: cols.link[h][t], Coef: -1})
				}
			}
			return terms
		},
		of: func(i int, u *usage) {
			if c.p.Sites[i].Area == a {
				for k := range u.con {
					u.con[k] = c.p.Sites[i].Connections[k].FirmShare
				}
			}
		},
	}
}

// linkLimits are the limits of a link that reinforcements widen.
func (c *compiled) linkLimits(h, t int) []coupling {
	l, words := &c.p.Links[h], c.p.linkWords(h, t)
	var rows []coupling
	for _, dir := range []struct{ sign, limit float64 }{{1, l.MW[t]}, {-1, l.BackMW[t]}} {
		rows = append(rows, coupling{
			t: t, lower: math.Inf(-1), upper: dir.limit, words: &words, weight: 1, grid: -1,
			own: func(cols *columns) []solve.Term {
				return append(gainTerms(l.Gains, t)(cols), solve.Term{Col: cols.link[h][t], Coef: dir.sign})
			},
		})
	}
	return rows
}
