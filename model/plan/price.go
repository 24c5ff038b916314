package plan

import (
	"math"

	"github.com/wattbit/wattbit/model/solve"
)

// prices returns for each site the least that opening it adds to a plan when
// the coupling rows are charged at the duals of a relaxation: the closed form
// of the site's part of the Lagrangian. +Inf where it cannot open.
func (w *worker) prices(r solve.Result) []float64 {
	open := make([]float64, len(w.c.sites))
	p := &pricer{w: w, dual: r.Dual}
	for k := range w.rows {
		if y := r.Dual[w.rowAt[k]]; y != 0 {
			p.rows = append(p.rows, k)
		}
	}
	for i := range open {
		open[i] = p.site(i)
	}
	return open
}

// pricer charges sites for what they use.
type pricer struct {
	w    *worker
	dual []float64
	rows []int // those with a dual that is not zero

	use   usage
	it    [][]float64 // [fiber][period] credit of an IT MW over it
	con   [][]float64 // [connection][period] credit of a grid MW over it
	capex []float64   // [period] credit of capex; the duals make it negative
}

// grid makes a zero matrix.
func grid(rows, cols int) [][]float64 {
	m := make([][]float64, rows)
	for i := range m {
		m[i] = make([]float64, cols)
	}
	return m
}

// site is the least cost of opening site i.
func (p *pricer) site(i int) float64 {
	c := p.w.c
	d, s := &c.sites[i], &c.p.Sites[i]
	if d.first >= c.periods || c.closed(i) {
		return math.Inf(1)
	}
	p.it, p.con = grid(len(s.Fibers), c.periods), grid(len(s.Connections), c.periods)
	p.capex = make([]float64, c.periods)
	for _, k := range p.rows {
		p.charge(i, &p.w.rows[k], p.dual[p.w.rowAt[k]])
	}
	best := math.Inf(1)
	fix := c.fixOf(i)
	for o := range s.Fibers {
		if d.fiberFrom[o] >= c.periods || fix.fiber >= 0 && fix.fiber != o {
			continue
		}
		fiber := p.fiberCost(i, o)
		for con := range s.Connections {
			if d.conFrom[con] < c.periods && (fix.con < 0 || fix.con == con) {
				best = math.Min(best, p.design(i, con, o, fiber))
			}
		}
	}
	return best
}

// charge adds what a row with dual y gives a site for each unit.
func (p *pricer) charge(i int, r *coupling, y float64) {
	p.w.c.usageOf(r, i, &p.use)
	for o := range p.it {
		p.it[o][r.t] += y * (p.use.it + p.use.fiber[o])
	}
	for con := range p.con {
		p.con[con][r.t] += y * p.use.con[con]
	}
	p.capex[r.t] += y * p.use.capex
}

// spend is the credit of capex as a coefficient of a cumulative variable.
func (p *pricer) spend(t int) float64 {
	if t+1 < len(p.capex) {
		return p.capex[t] - p.capex[t+1]
	}
	return p.capex[t]
}

// fiberCost is the charged cost of a fiber standing in each period.
func (p *pricer) fiberCost(i, o int) []float64 {
	c := p.w.c
	x := &c.p.Sites[i].Fibers[o]
	cost := make([]float64, c.periods)
	for t := range cost {
		cost[t] = c.assetCost(x.Capex, x.PerYear, t) - p.spend(t)*x.Capex.total()/c.scale
	}
	if cols := p.w.cols.site[i]; cols != nil {
		for _, n := range cols.needs {
			if n.fiber == o {
				cost[n.t] -= p.dual[n.row]
			}
		}
	}
	return cost
}

// design is the least cost over the ways to grow over one connection and one
// fiber: dynamic programming over periods, the state being the blocks that
// stand and whether the fiber does.
func (p *pricer) design(i, con, o int, fiber []float64) float64 {
	c := p.w.c
	d := &c.sites[i]
	n := d.levels[con]
	state := make([]float64, n+2) // nothing, fiber only, fiber and 1..n blocks
	for k := range state {
		state[k] = math.Inf(1)
	}
	state[0] = 0
	for t := range c.periods {
		for k := 1; k < len(state); k++ {
			state[k] = math.Min(state[k], state[k-1])
		}
		cost := fiber[t]
		for k := 1; k < len(state); k++ {
			if t < d.fiberFrom[o] || k > 1 && t < d.conFrom[con] {
				state[k] = math.Inf(1)
				continue
			}
			if k > 1 {
				cost += p.level(i, con, o, k-2, t)
			}
			state[k] += cost
		}
	}
	best := math.Inf(1)
	for _, x := range state[1:] {
		best = math.Min(best, x)
	}
	return best
}

// level is the charged cost of a block standing in a period.
func (p *pricer) level(i, con, o, level, t int) float64 {
	c := p.w.c
	mw := c.sites[i].itMW[level]
	cost := c.levelCost(i, con, level, t) - mw*(p.it[o][t]+c.p.Sites[i].PUE*p.con[con][t]) -
		p.spend(t)*c.levelCapex(i, con, level)
	if cols := p.w.cols.site[i]; cols != nil && level == 0 {
		for _, n := range cols.needs {
			if n.con == con && n.t == t {
				cost -= p.dual[n.row]
			}
		}
	}
	return cost
}
