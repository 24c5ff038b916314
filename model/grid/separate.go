package grid

import (
	"context"
	"math"

	"github.com/wattbit/wattbit/model/solve"
)

// separate returns rows for limits that a solution violates: all of the base
// case and, per element, that of its worst outage.
func (b *bracketRun) separate(ctx context.Context, x []float64) ([]solve.Row, error) {
	flow := b.flow(x)
	rows := b.violated(flow)
	if !b.opt.Secure {
		return rows, nil
	}
	worst, err := b.worstOutages(ctx, flow.BranchMW)
	if err != nil {
		return nil, err
	}
	for i, v := range worst {
		if v.excessMW <= overloadMW {
			continue
		}
		k := v.outage
		factors := b.branchFactors(i)
		for bus, f := range b.branchFactors(int(k)) {
			factors[bus] += v.factor * f
		}
		still := b.still.BranchMW[i] + v.factor*b.still.BranchMW[k]
		limit := b.g.branches[i].afterMW
		rows = append(rows, b.state(limitKey{int32(i), k}, factors, -limit-still, limit-still))
	}
	return rows, nil
}

// worstOutage is the outage that overloads an element most.
type worstOutage struct {
	outage   int32
	factor   float64
	excessMW float64
}

// worstOutages examines every outage of a branch that is not a bridge, by
// element. Limits that are stated already do not count.
func (b *bracketRun) worstOutages(ctx context.Context, branchMW []float64) ([]worstOutage, error) {
	g := b.g
	var outages []int32
	for i := range g.branches {
		if g.branches[i].on && g.bridgeAt[i] < 0 {
			outages = append(outages, int32(i))
		}
	}
	// Fixed slices of the outages are joined in order, whoever took them.
	const slices = 16
	parts := make([][]worstOutage, slices)
	workers := (&HostingOptions{Workers: b.opt.Workers}).workers()
	err := parallel(ctx, workers, slices, func(_, part int) {
		parts[part] = make([]worstOutage, len(g.branches))
		for _, k := range outages[part*len(outages)/slices : (part+1)*len(outages)/slices] {
			b.examine(k, branchMW, parts[part])
		}
	})
	if err != nil {
		return nil, err
	}
	for _, p := range parts[1:] {
		for i := range p {
			if p[i].excessMW > parts[0][i].excessMW {
				parts[0][i] = p[i]
			}
		}
	}
	return parts[0], nil
}

func (b *bracketRun) examine(k int32, branchMW []float64, worst []worstOutage) {
	g := b.g
	out := &g.branches[k]
	s := g.solvers[g.island[out.from]]
	theta := make([]float64, len(s.nodes))
	s.transfer(theta, out.lf, out.lt, s.workspace())
	left := 1 - out.b*(theta[out.lf]-theta[out.lt])
	if math.Abs(left) < smallestLeft {
		return
	}
	for _, i := range s.branches {
		br := &g.branches[i]
		if i == k || math.IsInf(br.afterMW, 1) {
			continue
		}
		factor := br.b * (theta[br.lf] - theta[br.lt]) / left
		excess := math.Abs(branchMW[i]+factor*branchMW[k]) - br.afterMW
		if excess > worst[i].excessMW && !b.stated[limitKey{i, k}] {
			worst[i] = worstOutage{k, factor, excess}
		}
	}
}
