package plan

import (
	"slices"
	"testing"

	"github.com/wattbit/wattbit/model/solve"
)

// TestPruneTakesOutWhatServesNothing builds more than the optimum does, as a
// search that ends early may, and holds that pruning never costs and breaks
// nothing.
func TestPruneTakesOutWhatServesNothing(t *testing.T) {
	pruned, seen := 0, 0
	for seed := range uint64(24) {
		p := tiny(seed, 4, 2)
		if seed%2 == 0 {
			withPolicies(p, seed)
		}
		out := solved(t, p, exact)
		if out.Status == solve.Infeasible {
			continue
		}
		fat := fattened(p, out.Plan)
		e, err := evaluate(p, fat)
		if err != nil {
			t.Fatal(err)
		}
		if !e.OK() || e.TotalJPY <= out.Evaluation.TotalJPY {
			continue
		}
		seen++
		first, second := prunedOnce(t, p, fat, e), prunedOnce(t, p, fat, e)
		if !first.bestOf.OK() || first.bestOf.TotalJPY > e.TotalJPY || first.bestOf.TotalJPY < out.Evaluation.TotalJPY-1e-6*e.TotalJPY {
			t.Errorf("seed %d: %g JPY of %g, optimum %g, %v", seed, first.bestOf.TotalJPY, e.TotalJPY, out.Evaluation.TotalJPY, first.bestOf.Violations)
		}
		if first.bestOf.TotalJPY != second.bestOf.TotalJPY {
			t.Errorf("seed %d: %g and %g JPY", seed, first.bestOf.TotalJPY, second.bestOf.TotalJPY)
		}
		if first.bestOf.TotalJPY < e.TotalJPY {
			pruned++
		}
	}
	if seen < 10 || pruned < seen*3/4 {
		t.Errorf("%d of %d plans were pruned", pruned, seen)
	}
}

func prunedOnce(t *testing.T, p *Problem, plan Plan, e Evaluation) *worker {
	t.Helper()
	w := newWorker(compile(p), exact)
	w.best, w.bestOf = &plan, e
	if err := w.prune(); err != nil {
		t.Fatal(err)
	}
	return w
}

// fattened builds blocks, sites, assets and lumps that no demand asks for, as far
// as nothing is broken by them.
func fattened(p *Problem, plan Plan) Plan {
	last := len(p.Years) - 1
	add := func(change func(*Plan)) {
		more := Plan{Sites: slices.Clone(plan.Sites), Shared: slices.Clone(plan.Shared), Lumps: slices.Clone(plan.Lumps), LinkMW: plan.LinkMW, Flows: plan.Flows}
		change(&more)
		if e, err := evaluate(p, more); err == nil && e.OK() {
			plan = more
		}
	}
	for a := range p.Shared {
		add(func(more *Plan) {
			if more.Shared[a] < 0 {
				more.Shared[a] = last
			}
		})
	}
	for r := range p.Reinforcements {
		add(func(more *Plan) {
			more.Lumps[r] = slices.Clone(more.Lumps[r])
			more.Lumps[r][last]++
		})
	}
	for i := range p.Sites {
		add(func(more *Plan) {
			at, built := slices.BinarySearchFunc(more.Sites, i, func(s SitePlan, i int) int { return s.Site - i })
			if !built {
				more.Sites = slices.Insert(more.Sites, at, SitePlan{Site: i, FiberFrom: last, Levels: make([]int, last+1)})
			}
			more.Sites[at].Levels = slices.Clone(more.Sites[at].Levels)
			more.Sites[at].Levels[last]++
		})
	}
	return plan
}

// TestPruneEmptiesAnIdlePlan: nothing is asked for, so nothing stays.
func TestPruneEmptiesAnIdlePlan(t *testing.T) {
	p := must()
	p.Classes[0].UnservedJPYPerMWYear[0] = 1e8
	p.DemandMW[0][0][0] = 20
	p.Reinforcements = []Reinforcement{{ID: "line", Lumps: 3, Capex: Capex{Money{System: 1e9}, 40}}}
	p.Shared = []Shared{{ID: "span", Fiber: true, Capex: Capex{Money{Private: 1e9}, 40}}}
	plan := Plan{
		Sites:  []SitePlan{{Site: 0, Levels: []int{2}}, {Site: 1, Levels: []int{1}}},
		Shared: []int{0}, Lumps: [][]int{{2}}, LinkMW: [][]float64{},
		Flows: []Flow{{Site: 0, MW: 20}},
	}
	e, err := Evaluate(p, plan)
	if err != nil || !e.OK() {
		t.Fatal(err, e.Violations)
	}
	w := prunedOnce(t, p, plan, e)
	if len(w.best.Sites) != 1 || w.best.Sites[0].Levels[0] != 1 || w.best.Shared[0] != -1 || w.best.Lumps[0][0] != 0 || !w.bestOf.OK() {
		t.Errorf("%+v, %v", *w.best, w.bestOf.Violations)
	}
	if len(plan.Sites) != 2 || plan.Sites[0].Levels[0] != 2 || plan.Lumps[0][0] != 2 || plan.Shared[0] != 0 {
		t.Errorf("the plan given was changed: %+v", plan)
	}
	// a full check of the grid that refuses what is left keeps all
	w = newWorker(compile(p), Options{CheckGrid: func(Plan) ([]GridRow, error) { return []GridRow{{ID: "x", MarginMW: []float64{0}}}, nil }})
	w.best, w.bestOf = &plan, e
	if err := w.prune(); err != nil || len(w.best.Sites) != 2 {
		t.Errorf("%v, %+v", err, w.best)
	}
	// a site that has to stand stays
	fix := []siteFix{anySite, anySite}
	fix[1].open = true
	c := compile(p)
	c.fix = fix
	w = newWorker(c, exact)
	w.best, w.bestOf = &plan, e
	if err := w.prune(); err != nil || len(w.best.Sites) != 2 || w.best.Sites[0].Levels[0] != 1 {
		t.Errorf("%v, %+v", err, w.best)
	}
}
