package grid

import (
	"fmt"
	"math"

	"github.com/wattbit/wattbit/data/power"
	"github.com/wattbit/wattbit/model/solve"
)

// programme is the linear or quadratic programme of a dispatch: a column per
// unit in service, two per controllable link, one balance row per island.
type programme struct {
	g     *Grid
	opt   OPFOptions
	model solve.Model

	unit    []int // column of each unit, −1 when out of service
	forward []int // column of each link's flow, −1 when it keeps its set point
	reverse []int
	balance []int // row of each island, −1 when it has nothing to balance

	fixedMW []float64 // by bus: injections that are no column
	still   *Flow     // with every column at 0
	limits  []limitRow
	stated  map[limitKey]bool
	extra   []injection // further columns
}

// limitKey names a limit: an element (branches, then interfaces) after the
// outage of a branch, −1 for the base case.
type limitKey struct{ element, outage int32 }

// limitRow says what a row beyond the balances limits.
type limitRow struct {
	limitKey
	factors []float64 // per MW at each bus
}

// injection is a column that feeds in at a bus.
type injection struct {
	col int
	bus int32
	mw  float64 // per unit of the column
}

func (g *Grid) newProgramme(opt OPFOptions) (*programme, error) {
	p := &programme{g: g, opt: opt, stated: map[limitKey]bool{}}
	curves, err := g.curves()
	if err != nil {
		return nil, err
	}
	p.collectFixed()
	terms := make([][]solve.Term, len(g.islands))
	p.unit = make([]int, len(g.units))
	for i := range g.units {
		p.unit[i] = -1
		if u := &g.units[i]; u.on {
			gen := &g.net.Generators[i]
			p.unit[i] = p.addCost("unit "+gen.ID, gen.MinMW, gen.MaxMW, &curves[i])
			k := g.island[u.node]
			terms[k] = append(terms[k], solve.Term{Col: p.unit[i], Coef: 1})
		}
	}
	if err := p.addLinks(terms); err != nil {
		return nil, err
	}
	p.balance = make([]int, len(g.islands))
	for k := range g.islands {
		p.balance[k] = -1
		if g.islands[k].Dead || len(terms[k]) == 0 {
			continue
		}
		need := 0.0
		for _, bus := range g.islands[k].Buses {
			need -= p.fixedMW[bus]
		}
		p.balance[k] = p.model.AddRow("balance of bus "+g.net.Buses[g.islands[k].Reference].ID, need, need, terms[k]...)
	}
	p.still = g.flowOf(append([]float64(nil), p.fixedMW...))
	return p, nil
}

// collectFixed sums the injections of loads, shunts and links that keep their
// set point; dead islands have none.
func (p *programme) collectFixed() {
	g := p.g
	p.fixedMW = make([]float64, len(g.node))
	add := func(id string, mw float64) {
		bus := g.busIndex[id]
		if node := g.node[bus]; node >= 0 && !g.islands[g.island[node]].Dead {
			p.fixedMW[bus] += mw
		}
	}
	for _, l := range g.net.Loads {
		if l.InService {
			add(l.Bus, -l.MW)
		}
	}
	for _, s := range g.net.Shunts {
		if s.InService {
			add(s.Bus, -s.MW)
		}
	}
	for i := range g.net.Links {
		l := &g.net.Links[i]
		switch {
		case !g.linkOn(l):
		case l.Controllable:
			add(l.To, -l.LossMW)
		default:
			add(l.From, -l.MW)
			add(l.To, l.DeliveredMW(l.MW))
		}
	}
}

// addCost adds a column with its cost; pieces become a column above their lines.
func (p *programme) addCost(name string, low, high float64, c *curve) int {
	m := &p.model
	m.Offset += c.constant
	col := m.AddCol(name, low, high, c.linear)
	if c.square != 0 {
		m.AddQuad(col, col, c.square)
	}
	if len(c.pieces) > 0 {
		cost := m.AddCol("cost of "+name, math.Inf(-1), math.Inf(1), 1)
		for _, s := range c.pieces {
			m.AddRow("", s.constant, math.Inf(1), solve.Term{Col: cost, Coef: 1}, solve.Term{Col: col, Coef: -s.slope})
		}
	}
	return col
}

// addLinks gives each controllable link a column per direction, so that its
// loss counts in both.
func (p *programme) addLinks(terms [][]solve.Term) error {
	g := p.g
	p.forward, p.reverse = make([]int, len(g.net.Links)), make([]int, len(g.net.Links))
	for i := range g.net.Links {
		l := &g.net.Links[i]
		p.forward[i], p.reverse[i] = -1, -1
		if !l.Controllable || !g.linkOn(l) {
			continue
		}
		c, err := convexCurve(&l.Cost)
		if err != nil {
			return fmt.Errorf("link %q: %w", l.ID, err)
		}
		if (c.square != 0 || len(c.pieces) > 0) && l.MinMW < 0 {
			return fmt.Errorf("link %q: a cost that is not linear on a link that runs both ways", l.ID)
		}
		p.forward[i] = p.addCost("link "+l.ID, math.Max(l.MinMW, 0), math.Max(l.MaxMW, 0), &c)
		p.reverse[i] = p.model.AddCol("reverse of link "+l.ID, math.Max(-l.MaxMW, 0), math.Max(-l.MinMW, 0), -c.linear)
		p.linkTerms(l, func(bus int32, forward, reverse float64) {
			k := g.island[g.node[bus]]
			terms[k] = append(terms[k], solve.Term{Col: p.forward[i], Coef: forward}, solve.Term{Col: p.reverse[i], Coef: reverse})
		})
	}
	return nil
}

// linkTerms says what a link feeds in at its ends per MW of either direction.
func (p *programme) linkTerms(l *power.Link, add func(bus int32, forward, reverse float64)) {
	add(p.g.busIndex[l.From], -1, 1)
	add(p.g.busIndex[l.To], 1-l.LossShare, -1-l.LossShare)
}

// injections returns the net infeed of each bus for a solution.
func (p *programme) injections(x []float64) []float64 {
	out := append([]float64(nil), p.fixedMW...)
	for i, col := range p.unit {
		if col >= 0 {
			out[p.g.units[i].bus] += x[col]
		}
	}
	for i := range p.forward {
		if p.forward[i] >= 0 {
			p.linkTerms(&p.g.net.Links[i], func(bus int32, forward, reverse float64) {
				out[bus] += forward*x[p.forward[i]] + reverse*x[p.reverse[i]]
			})
		}
	}
	for _, e := range p.extra {
		out[e.bus] += e.mw * x[e.col]
	}
	return out
}

func (p *programme) flow(x []float64) *Flow { return p.g.flowOf(p.injections(x)) }

func (p *programme) linkMW(i int, x []float64) float64 {
	if p.forward[i] < 0 {
		return p.g.net.Links[i].MW
	}
	return x[p.forward[i]] - x[p.reverse[i]]
}
