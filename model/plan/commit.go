package plan

import (
	"context"
	"fmt"

	"github.com/wattbit/wattbit/model/solve"
)

// Commitment is what is decided before the figures are known: everything that a
// plan builds, and does not build, before period Until. From then on more can be
// built, and who serves whom and what flows over links is free all along. With
// Until the number of periods the whole plan is committed.
type Commitment struct {
	Plan  Plan
	Until int
}

// SolveCommitted finds the cheapest plan that keeps a commitment. What is
// committed is paid for, wanted or not. Infeasible says that it cannot stand in
// this problem: a limit that shrank, a lead time, a demand that must be served.
// The bound and the gap are those of the problem with the commitment.
func SolveCommitted(ctx context.Context, p *Problem, commit Commitment, opt Options) (Outcome, error) {
	if err := p.Check(); err != nil {
		return Outcome{}, err
	}
	if err := commit.Plan.fits(p); err != nil {
		return Outcome{}, err
	}
	if commit.Until < 0 || commit.Until > len(p.Years) {
		return Outcome{}, fmt.Errorf("plan: committed until period %d, want 0 to %d", commit.Until, len(p.Years))
	}
	fix, ready := commit.sites(p)
	if !ready {
		return Outcome{Status: solve.Infeasible}, nil
	}
	opt.Start = nil
	return solveCompiled(ctx, p, fix, &assetFix{commit}, opt)
}

// sites are the restrictions of the sites, and whether what stands can be ready.
func (k Commitment) sites(p *Problem) (fix []siteFix, ready bool) {
	fix = make([]siteFix, len(p.Sites))
	for i := range fix {
		fix[i] = anySite
		fix[i].fiberNot = k.Until
		fix[i].high = k.levels(p, i, nil)
	}
	c := compile(p)
	for _, s := range k.Plan.Sites {
		f := &fix[s.Site]
		if s.FiberFrom < k.Until {
			f.fiber, f.fiberBy, f.fiberNot = s.Fiber, s.FiberFrom, s.FiberFrom
			if d := &c.sites[s.Site]; s.FiberFrom < d.fiberFrom[s.Fiber] || d.first >= c.periods {
				return nil, false
			}
		}
		if k.Until == 0 || s.Levels[k.Until-1] == 0 {
			continue
		}
		f.con, f.high = s.Connection, k.levels(p, s.Site, s.Levels)
		f.low = make([]int, len(p.Years))
		for t := range f.low {
			f.low[t] = s.Levels[min(t, k.Until-1)]
			d := &c.sites[s.Site]
			if f.low[t] > d.levels[s.Connection] || f.low[t] > 0 && t < d.conFrom[s.Connection] {
				return nil, false
			}
		}
	}
	return fix, k.assetsReady(p, c)
}

// levels are the most blocks of a site: those that are committed, then all.
func (k Commitment) levels(p *Problem, i int, committed []int) []int {
	high := make([]int, len(p.Years))
	for t := range high {
		switch {
		case t >= k.Until:
			high[t] = len(p.Sites[i].Blocks)
		case committed != nil:
			high[t] = committed[t]
		}
	}
	return high
}

// assetsReady reports whether the committed assets and lumps can stand.
func (k Commitment) assetsReady(p *Problem, c *compiled) bool {
	for a, from := range k.Plan.Shared {
		if from >= 0 && from < k.Until && from < c.cal.ready(p.Shared[a].ReadyYear) {
			return false
		}
	}
	for r, lumps := range k.Plan.Lumps {
		for t := range k.Until {
			if lumps[t] > p.Reinforcements[r].Lumps || lumps[t] > 0 && t < c.cal.ready(p.Reinforcements[r].ReadyYear) {
				return false
			}
		}
	}
	return true
}

// assetFix restricts shared assets and lumps to a commitment; nil does not.
type assetFix struct{ Commitment }

// has reports whether an asset is committed.
func (f *assetFix) has(a int) bool {
	return f != nil && f.Plan.Shared[a] >= 0 && f.Plan.Shared[a] < f.Until
}

func (f *assetFix) fixShared(m *solve.Model, col, a, t int) {
	switch {
	case f == nil:
	case f.has(a) && t >= f.Plan.Shared[a]:
		m.Cols[col].Lower = 1
	case t < f.Until:
		m.Cols[col].Upper = 0
	}
}

func (f *assetFix) fixLumps(m *solve.Model, col, r, t int) {
	if f == nil || f.Until == 0 {
		return
	}
	n := float64(f.Plan.Lumps[r][min(t, f.Until-1)])
	if m.Cols[col].Lower = n; t < f.Until {
		m.Cols[col].Upper = n
	}
}
