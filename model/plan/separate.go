package plan

import "math"

// coverTolerance is the violation, in MW over the demand's size, from which a
// cover cut is worth a row.
const coverTolerance = 1e-7

// outlet is the capacity of the options that reach the same sinks in a solution.
type outlet struct {
	reach bitset
	mw    float64
}

// outlets reads the outlets' capacities from a solution.
func (cols *columns) outlets(x []float64, t int) []outlet {
	var out []outlet
	for _, o := range cols.outlet {
		if mw := x[o.mw[t]]; mw > flowEpsilon {
			out = append(out, outlet{reach: o.reach, mw: mw})
		}
	}
	return out
}

// coverCuts returns the cover inequalities that a solution violates most, by
// minimum cut in each period: the sinks that the source still reaches.
func (c *compiled) coverCuts(cols *columns, x []float64) []coupling {
	var cuts []coupling
	for t := range c.periods {
		outs := cols.outlets(x, t)
		sinks := len(c.sinks)
		n := newNetwork(sinks + len(outs) + 2)
		source, drain := sinks+len(outs), sinks+len(outs)+1
		served := 0.0
		for k := range sinks {
			mw := math.Max(0, x[cols.served[k][t]])
			served += mw
			n.edge(source, k, mw)
			for g := range outs {
				if outs[g].reach.has(k) {
					n.edge(k, sinks+g, math.Inf(1))
				}
			}
		}
		for g := range outs {
			n.edge(sinks+g, drain, outs[g].mw)
		}
		missing := served - n.max(source, drain)
		if missing <= coverTolerance*math.Max(1, served) {
			continue
		}
		set := newBitset(sinks)
		for k := range sinks {
			if n.level[k] >= 0 {
				set.set(k)
			}
		}
		for _, part := range c.components(set, outs) {
			cuts = append(cuts, c.cover(part, t))
		}
	}
	return cuts
}

// components splits a set of sinks where no outlet reaches into two parts: each
// part's inequality is violated by itself.
func (c *compiled) components(set bitset, outs []outlet) []bitset {
	var parts []bitset
	for _, k := range set.members() {
		joined := newBitset(len(c.sinks))
		joined.set(k)
		for g := range outs {
			if outs[g].reach.has(k) {
				for _, other := range set.members() {
					if outs[g].reach.has(other) {
						joined.set(other)
					}
				}
			}
		}
		rest := parts[:0]
		for _, p := range parts {
			if p.meets(joined) {
				joined.or(p)
			} else {
				rest = append(rest, p)
			}
		}
		parts = append(rest, joined)
	}
	return parts
}

// firstCovers are the cuts to begin with: all sinks together.
func (c *compiled) firstCovers() []coupling {
	var cuts []coupling
	all := newBitset(len(c.sinks))
	for n := range c.sinks {
		all.set(n)
	}
	for t := range c.periods {
		if len(c.sinks) > 0 {
			cuts = append(cuts, c.cover(all, t))
		}
	}
	return cuts
}

// gridCuts returns the grid rows that a solution violates.
func (w *worker) gridCuts(x []float64) []coupling {
	var cuts []coupling
	for t := range w.c.periods {
		all, firm := w.cols.loads(x, t)
		for n := range w.c.p.GridRows {
			r := &w.c.p.GridRows[n]
			if math.IsInf(r.MarginMW[t], 1) || w.hasGrid[[2]int{n, t}] {
				continue
			}
			load, sum := all, -r.MarginMW[t]
			if r.Contingency != "" {
				load = firm
			}
			for _, term := range r.Terms {
				if at, ok := w.cols.loadAt[term.Bus]; ok {
					sum += term.Sensitivity * load[at]
				}
			}
			for _, term := range gainTerms(r.Gains, t)(&w.cols) {
				sum += term.Coef * x[term.Col]
			}
			if sum > Tolerance/10*math.Max(1, math.Abs(r.MarginMW[t])) {
				cuts = append(cuts, w.c.gridLimit(n, t))
			}
		}
	}
	return cuts
}

// loads reads the load at each bus from a solution, and its firm part.
func (cols *columns) loads(x []float64, t int) (all, firm []float64) {
	for _, l := range cols.load {
		all = append(all, x[l[0][t]])
		firm = append(firm, x[l[1][t]])
	}
	return all, firm
}
