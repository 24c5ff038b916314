package plan

import (
	"math"
	"slices"
)

// prune takes out of the best plan what a search that ended early left in it and
// what serves nothing: sites, blocks, early fibers and shared assets, then lumps.
// What is taken out lowers the cost and breaks nothing, the full check of the
// grid included.
func (w *worker) prune() error {
	if w.best == nil || w.gap() <= 1e-9 {
		return nil
	}
	for _, step := range []func(*pruner){(*pruner).sites, (*pruner).lumps} {
		p := &pruner{c: w.c, plan: *w.best, cost: w.bestOf.TotalJPY}
		step(p)
		if p.err != nil {
			return p.err
		}
		if p.cost == w.bestOf.TotalJPY {
			continue
		}
		if w.opt.CheckGrid != nil {
			w.rounds.GridChecks++
			if rows, err := w.opt.CheckGrid(p.plan); err != nil || len(rows) > 0 {
				return err // the load that was taken out held a limit that no row knows
			}
		}
		if err := w.note(p.plan); err != nil {
			return err
		}
	}
	return nil
}

// pruner works one plan down.
type pruner struct {
	c    *compiled
	plan Plan
	cost float64
	err  error
}

// try takes a plan that costs less and breaks nothing.
func (p *pruner) try(plan Plan) bool {
	if p.err != nil {
		return false
	}
	e, err := evaluate(p.c.p, plan)
	if err != nil {
		p.err = err
		return false
	}
	if !e.OK() || !(e.TotalJPY < p.cost-1e-12*math.Abs(p.cost)) {
		return false
	}
	p.plan, p.cost = plan, e.TotalJPY
	return true
}

// sites prunes the sites, the last first, and the assets that they share.
func (p *pruner) sites() {
	used := p.used()
	for at := len(p.plan.Sites) - 1; at >= 0; at-- {
		if s := p.plan.Sites[at]; p.free(s.Site) {
			p.site(at, p.leastLevels(s, used[s.Site]))
		}
	}
	if p.c.assets != nil {
		return
	}
	for a, from := range p.plan.Shared {
		if need := p.neededFrom(a); from >= 0 && need != from {
			plan := p.plan
			plan.Shared = slices.Clone(plan.Shared)
			plan.Shared[a] = need
			p.try(plan)
		}
	}
}

// free reports whether nothing but cost keeps a site in the plan.
func (p *pruner) free(i int) bool {
	f := p.c.fixOf(i)
	return f.low == nil && !f.open && f.fiberBy < 0
}

// site brings a site down to the levels that it needs, or else takes its blocks
// out from the top as long as that breaks nothing.
func (p *pruner) site(at int, least []int) {
	s := p.plan.Sites[at]
	last := p.c.periods - 1
	if slices.Equal(s.Levels, least) && s.FiberFrom == firstBuilt(least, s.FiberFrom) {
		return
	}
	if p.try(p.withLevels(at, least)) {
		return
	}
	for most := s.Levels[last] - 1; most >= least[last]; most-- {
		levels := slices.Clone(p.plan.Sites[at].Levels)
		for t := range levels {
			levels[t] = min(levels[t], most)
		}
		if !p.try(p.withLevels(at, levels)) || most == 0 {
			return
		}
	}
}

// withLevels is the plan with other levels of a site, without it where none is
// left.
func (p *pruner) withLevels(at int, levels []int) Plan {
	plan := p.plan
	plan.Sites = slices.Clone(plan.Sites)
	if levels[p.c.periods-1] == 0 {
		plan.Sites = slices.Delete(plan.Sites, at, at+1)
		return plan
	}
	s := &plan.Sites[at]
	s.Levels, s.FiberFrom = levels, firstBuilt(levels, s.FiberFrom)
	return plan
}

// firstBuilt is the first period with a block, never before another.
func firstBuilt(levels []int, from int) int {
	return max(from, slices.IndexFunc(levels, func(n int) bool { return n > 0 }))
}

// used sums up what each site serves and holds as backup, by period.
func (p *pruner) used() map[int][]float64 {
	used := map[int][]float64{}
	for _, f := range p.plan.Flows {
		if used[f.Site] == nil {
			used[f.Site] = make([]float64, p.c.periods)
		}
		used[f.Site][f.Period] += f.MW
	}
	return used
}

// leastLevels are the fewest blocks that carry what a site serves.
func (p *pruner) leastLevels(s SitePlan, used []float64) []int {
	least := make([]int, p.c.periods)
	for t := range least {
		n, mw := 0, 0.0
		for used != nil && n < s.Levels[t] && mw < used[t]-flowEpsilon {
			mw += p.c.p.Sites[s.Site].Blocks[n].ITMW
			n++
		}
		if least[t] = n; t > 0 {
			least[t] = max(n, least[t-1])
		}
	}
	return least
}

// neededFrom is the first period in which a shared asset is needed, −1 for none.
func (p *pruner) neededFrom(a int) int {
	first := -1
	for _, s := range p.plan.Sites {
		site := &p.c.p.Sites[s.Site]
		if slices.Contains(site.Fibers[s.Fiber].Shared, a) && (first < 0 || s.FiberFrom < first) {
			first = s.FiberFrom
		}
		if from := firstBuilt(s.Levels, -1); slices.Contains(site.Connections[s.Connection].Shared, a) && from >= 0 && (first < 0 || from < first) {
			first = from
		}
	}
	return first
}

// lumps takes lumps out of each reinforcement, then builds the others later.
func (p *pruner) lumps() {
	for r := range p.plan.Lumps {
		if p.c.assets != nil {
			return
		}
		for p.lower(r, 0, p.c.periods) {
		}
		for t := range p.c.periods {
			for p.lower(r, t, t+1) {
			}
		}
	}
}

// lower tries one lump less in some periods; none is taken down later.
func (p *pruner) lower(r, from, to int) bool {
	lumps := slices.Clone(p.plan.Lumps[r])
	for t := from; t < to; t++ {
		lumps[t] = max(0, lumps[t]-1)
	}
	if slices.Equal(lumps, p.plan.Lumps[r]) || !slices.IsSorted(lumps) {
		return false
	}
	plan := p.plan
	plan.Lumps = slices.Clone(plan.Lumps)
	plan.Lumps[r] = lumps
	return p.try(plan)
}
