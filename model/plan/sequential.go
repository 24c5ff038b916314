package plan

import (
	"context"
	"sort"
)

// sequential decides one period after the other, without knowing the next, and
// in each one area after the other: first for the demand of the metros at home,
// then for what the others left. Latency is known, fiber costs are not; fiber
// is built at the end.
func sequential(ctx context.Context, p *Problem, opt Options) (Outcome, error) {
	standing := Plan{Shared: none(len(p.Shared))}
	for range p.Reinforcements {
		standing.Lumps = append(standing.Lumps, make([]int, len(p.Years)))
	}
	step := opt
	step.CheckGrid, step.Progress, step.NoExplain = nil, nil, true
	if step.NodeLimit == 0 {
		step.NodeLimit = 500
	}
	order := areasByDemand(p)
	for t := range p.Years {
		asked := make([]bool, len(p.Metros))
		for pass := range 2 {
			for _, a := range order {
				for m := range p.Metros {
					asked[m] = asked[m] || p.Metros[m].Area == a || pass == 1
				}
				if err := growArea(ctx, p, t, a, asked, &standing, step); err != nil {
					return Outcome{}, err
				}
			}
		}
	}
	return wattsThenBits(ctx, p, standing.Sites, opt)
}

// areasByDemand orders the areas by the demand of their metros, the largest
// first.
func areasByDemand(p *Problem) []int {
	mw := make([]float64, len(p.Areas))
	order := make([]int, len(p.Areas))
	for m, metro := range p.Metros {
		for k := range p.Classes {
			if metro.Area >= 0 {
				mw[metro.Area] += p.DemandMW[k][m][len(p.Years)-1]
			}
		}
	}
	for a := range order {
		order[a] = a
	}
	sort.SliceStable(order, func(x, y int) bool { return mw[order[x]] > mw[order[y]] })
	return order
}

// growArea lets one area build in one period and books what it builds.
func growArea(ctx context.Context, p *Problem, t, area int, asked []bool, standing *Plan, opt Options) error {
	q := periodView(wattView(p, true), t, standing)
	for k := range q.DemandMW {
		for m := range q.DemandMW[k] {
			if !asked[m] {
				q.DemandMW[k][m] = []float64{0}
			}
		}
	}
	fix, free := make([]siteFix, len(p.Sites)), false
	for i := range fix {
		fix[i] = anySite
		if p.Sites[i].Area != area {
			fix[i].high = []int{0}
			continue
		}
		free = true
	}
	if !free {
		return nil
	}
	for _, s := range standing.Sites {
		low := []int{s.Levels[t]}
		fix[s.Site].con, fix[s.Site].low = s.Connection, low
		if p.Sites[s.Site].Area != area {
			fix[s.Site].high = low
		}
	}
	out, err := solveFixed(ctx, q, fix, opt)
	if err != nil || !out.ok() {
		return err
	}
	standing.book(p, t, out.Plan)
	return nil
}

// book takes over what a step built in period t, for that period and all after
// it.
func (plan *Plan) book(p *Problem, t int, step Plan) {
	at := map[int]int{}
	for n, s := range plan.Sites {
		at[s.Site] = n
	}
	for _, s := range step.Sites {
		n, known := at[s.Site]
		if !known {
			if s.Levels[0] == 0 {
				continue
			}
			n = len(plan.Sites)
			plan.Sites = append(plan.Sites, SitePlan{
				Site: s.Site, Connection: s.Connection, Fiber: s.Fiber, FiberFrom: t, Levels: make([]int, len(p.Years)),
			})
		}
		for later := t; later < len(p.Years); later++ {
			plan.Sites[n].Levels[later] = s.Levels[0]
		}
	}
	sort.Slice(plan.Sites, func(a, b int) bool { return plan.Sites[a].Site < plan.Sites[b].Site })
	for a, from := range step.Shared {
		if from >= 0 && plan.Shared[a] < 0 {
			plan.Shared[a] = t
		}
	}
	for r, lumps := range step.Lumps {
		for later := t; later < len(p.Years); later++ {
			plan.Lumps[r][later] += lumps[0]
		}
	}
}
