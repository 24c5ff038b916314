package grid

import (
	"math"

	"github.com/wattbit/wattbit/model/solve"
)

// bounds returns the interval of a branch's flow: its rating and what the
// angle limits leave of it. A negative reactance turns the angle limits round.
func (p *programme) bounds(i int32) (low, high float64) {
	br, rec := &p.g.branches[i], &p.g.net.Branches[i]
	low, high = math.Inf(-1), math.Inf(1)
	if !p.opt.IgnoreRatings {
		low, high = -br.rateMW, br.rateMW
	}
	if p.opt.IgnoreAngleLimits {
		return low, high
	}
	at := func(deg float64) float64 {
		if math.Abs(deg) >= 360 {
			return math.Inf(int(math.Copysign(1, deg)) * int(math.Copysign(1, br.b)))
		}
		return br.b*deg*math.Pi/180 + br.shiftMW
	}
	a, b := at(rec.MinAngleDeg), at(rec.MaxAngleDeg)
	if br.b < 0 {
		a, b = b, a
	}
	return math.Max(low, a), math.Min(high, b)
}

// violated returns the rows of the limits that a flow violates and that are
// not stated yet.
func (p *programme) violated(flow *Flow) []solve.Row {
	g := p.g
	var rows []solve.Row
	for i := range g.branches {
		key := limitKey{int32(i), -1}
		if !g.branches[i].on || p.stated[key] {
			continue
		}
		low, high := p.bounds(int32(i))
		if mw := flow.BranchMW[i]; mw > high+overloadMW || mw < low-overloadMW {
			rows = append(rows, p.state(key, p.branchFactors(i), low-p.still.BranchMW[i], high-p.still.BranchMW[i]))
		}
	}
	for k := range g.net.Interfaces {
		f := &g.net.Interfaces[k]
		key := limitKey{int32(len(g.branches) + k), -1}
		mw := flow.InterfaceMW[k]
		if p.stated[key] || mw <= f.ForwardMW+overloadMW && mw >= -f.ReverseMW-overloadMW {
			continue
		}
		rows = append(rows, p.state(key, p.interfaceFactors(k), -f.ReverseMW-p.still.InterfaceMW[k], f.ForwardMW-p.still.InterfaceMW[k]))
	}
	return rows
}

// branchFactors returns the change of a branch's flow per MW at each bus,
// taken out at the reference.
func (p *programme) branchFactors(i int) []float64 {
	g := p.g
	br := &g.branches[i]
	s := g.solvers[g.island[br.from]]
	theta, out := make([]float64, len(s.nodes)), make([]float64, len(g.node))
	s.transfer(theta, br.lf, br.lt, s.workspace())
	for k, node := range s.nodes {
		for _, bus := range g.buses[node] {
			out[bus] = br.b * theta[k]
		}
	}
	return out
}

// interfaceFactors sums the factors of the member branches.
func (p *programme) interfaceFactors(k int) []float64 {
	branchOf, _ := p.g.memberIndex()
	out := make([]float64, len(p.g.node))
	for _, m := range p.g.net.Interfaces[k].Members {
		if m.Link != "" || !p.g.branches[branchOf[m.Branch]].on {
			continue
		}
		sign := 1.0
		if m.Reverse {
			sign = -1
		}
		for bus, v := range p.branchFactors(branchOf[m.Branch]) {
			out[bus] += sign * v
		}
	}
	return out
}

// state makes the row of a limit and remembers it.
func (p *programme) state(key limitKey, factors []float64, low, high float64) solve.Row {
	p.stated[key] = true
	p.limits = append(p.limits, limitRow{key, factors})
	row := solve.Row{Lower: low, Upper: high}
	add := func(col int, v float64) {
		if math.Abs(v) > 1e-12 {
			row.Terms = append(row.Terms, solve.Term{Col: col, Coef: v})
		}
	}
	for i, col := range p.unit {
		if col >= 0 {
			add(col, factors[p.g.units[i].bus])
		}
	}
	for _, e := range p.extra {
		add(e.col, e.mw*factors[e.bus])
	}
	for i := range p.forward {
		if p.forward[i] < 0 {
			continue
		}
		ahead, back := 0.0, 0.0
		p.linkTerms(&p.g.net.Links[i], func(bus int32, forward, reverse float64) {
			ahead += forward * factors[bus]
			back += reverse * factors[bus]
		})
		if own := p.ownFactor(key.element, i); own != 0 {
			ahead, back = ahead+own, back-own
		}
		add(p.forward[i], ahead)
		add(p.reverse[i], back)
	}
	return row
}

// ownFactor is ±1 when a link is itself a member of an interface.
func (p *programme) ownFactor(element int32, link int) float64 {
	k := int(element) - len(p.g.branches)
	if k < 0 {
		return 0
	}
	sum := 0.0
	for _, m := range p.g.net.Interfaces[k].Members {
		switch {
		case m.Link == "" || m.Link != p.g.net.Links[link].ID:
		case m.Reverse:
			sum--
		default:
			sum++
		}
	}
	return sum
}

// report writes a solution that violates no limit.
func (p *programme) report(out *OPF, flow *Flow, r *solve.Result) {
	g := p.g
	out.Objective, out.Flow = r.Objective, flow
	out.UnitMW, out.LinkMW = make([]float64, len(g.units)), make([]float64, len(g.net.Links))
	for i, col := range p.unit {
		if col >= 0 {
			out.UnitMW[i] = r.X[col]
		}
	}
	for i := range g.net.Links {
		if g.linkOn(&g.net.Links[i]) {
			out.LinkMW[i] = p.linkMW(i, r.X)
		}
	}
	out.PricePerMWh = make([]float64, len(g.node))
	for bus, node := range g.node {
		out.PricePerMWh[bus] = math.NaN()
		if node >= 0 && r.Dual != nil && p.balance[g.island[node]] >= 0 {
			out.PricePerMWh[bus] = r.Dual[p.balance[g.island[node]]]
		}
	}
	if r.Dual == nil {
		return
	}
	first := len(p.model.Rows)
	for k, l := range p.limits {
		dual := r.Dual[first+k]
		if dual == 0 {
			continue
		}
		shadow := Shadow{Limit: noLimit, PerMW: math.Abs(dual)}
		if n := len(g.branches); int(l.element) < n {
			shadow.Branch, shadow.FlowMW = int(l.element), flow.BranchMW[l.element]
		} else {
			shadow.Interface, shadow.FlowMW = int(l.element)-n, flow.InterfaceMW[int(l.element)-n]
		}
		out.Binding = append(out.Binding, shadow)
		for bus, v := range l.factors {
			out.PricePerMWh[bus] += dual * v
		}
	}
}
