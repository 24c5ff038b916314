package plan

import (
	"context"
	"math"

	"github.com/wattbit/wattbit/model/solve"
)

// ShadowPrice is what a unit more of a limit saves, in net present JPY; for
// demand what a MW more of it costs.
type ShadowPrice struct {
	Requirement Requirement
	JPYPerUnit  float64
}

// ShadowPrices returns the prices of the limits at the linear relaxation: of
// the whole problem where plan is nil, else with the plan's sites, connections
// and fibers fixed and their sizes, reinforcements and shared assets free.
// Limits without a price are left out. Prices of the plan itself, all whole
// numbers fixed, would be zero or endless.
func ShadowPrices(ctx context.Context, p *Problem, plan *Plan, opt Options) ([]ShadowPrice, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	c := compile(p)
	if plan != nil {
		if err := plan.fits(p); err != nil {
			return nil, err
		}
		c.fix = closedAll(p)
		for _, s := range plan.Sites {
			c.fix[s.Site] = siteFix{con: s.Connection, fiber: s.Fiber, fiberBy: -1}
		}
	}
	w := newWorker(c, opt)
	w.build(c.usable())
	r, err := w.cutRoot(ctx)
	if err != nil || !r.OK() {
		return nil, err
	}
	var out []ShadowPrice
	for k := range w.rows {
		if y := math.Abs(r.Dual[w.rowAt[k]]); w.rows[k].words != nil && y > 1e-7 {
			out = append(out, ShadowPrice{Requirement: *w.rows[k].words, JPYPerUnit: y * w.unit(w.rows[k].words)})
		}
	}
	return append(out, w.demandPrices(r)...), nil
}

// unit is the JPY of a dual of 1.
func (w *worker) unit(r *Requirement) float64 {
	switch r.Unit {
	case "JPY":
		return 1
	case "t":
		return w.c.scale / 1000
	}
	return w.c.scale
}

// demandPrices are the marginal costs of the demands, the price of leaving them
// unserved included.
func (w *worker) demandPrices(r solve.Result) []ShadowPrice {
	var out []ShadowPrice
	for _, g := range w.c.groups {
		for t := 0; t < w.c.periods && len(g.sinks) == 1; t++ {
			jpy := r.ReducedCost[w.cols.served[g.sinks[0]][t]] * w.c.scale
			if !math.IsInf(g.price[t], 1) {
				jpy += g.price[t] * w.c.cal.annuity[t]
			}
			for _, d := range g.pairs {
				words := w.c.p.demandWords(d.class, d.metro, t)
				words.What = "class " + w.c.p.Classes[d.class].ID + " in " + w.c.p.Metros[d.metro].ID
				out = append(out, ShadowPrice{Requirement: words, JPYPerUnit: jpy})
			}
		}
	}
	return out
}
