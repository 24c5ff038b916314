package plan

import (
	"context"
	"math"
	"testing"

	"github.com/wattbit/wattbit/model/solve"
)

// keeps reports whether a plan does before a period just what another one does.
func (k Commitment) keeps(p *Problem, plan Plan) bool {
	at := func(plan Plan) map[int]SitePlan {
		m := map[int]SitePlan{}
		for _, s := range plan.Sites {
			m[s.Site] = s
		}
		return m
	}
	ours, theirs := at(k.Plan), at(plan)
	for i := range p.Sites {
		a, inA := ours[i]
		b, inB := theirs[i]
		fiberA, fiberB := inA && a.FiberFrom < k.Until, inB && b.FiberFrom < k.Until
		if fiberA != fiberB || fiberA && (a.Fiber != b.Fiber || a.FiberFrom != b.FiberFrom) {
			return false
		}
		for t := range k.Until {
			n, m := 0, 0
			if inA {
				n = a.Levels[t]
			}
			if inB {
				m = b.Levels[t]
			}
			if n != m || n > 0 && a.Connection != b.Connection {
				return false
			}
		}
	}
	for n := range plan.Shared {
		a, b := k.Plan.Shared[n], plan.Shared[n]
		inA, inB := a >= 0 && a < k.Until, b >= 0 && b < k.Until
		if inA != inB || inA && a != b {
			return false
		}
	}
	for r := range plan.Lumps {
		for t := range k.Until {
			if plan.Lumps[r][t] != k.Plan.Lumps[r][t] {
				return false
			}
		}
	}
	return true
}

// early is a tiny problem in which building early pays.
func early(seed uint64) *Problem {
	p := tiny(seed, 2, 2)
	for k := range p.Classes {
		for t := range p.Years {
			p.Classes[k].UnservedJPYPerMWYear[t] = 1.3e8 + p.Classes[k].UnservedJPYPerMWYear[t]/10
			p.DemandMW[k][0][t] += 10
			p.Areas[k].SpareMW[t] += 40
		}
		p.Classes[k].Sovereign, p.Classes[k].Diversity = false, SingleRoute
	}
	for i := range p.Sites {
		for o := range p.Sites[i].Fibers {
			p.Sites[i].Fibers[o].ReadyYear = 2026
		}
		p.Sites[i].Connections = p.Sites[i].Connections[:1]
		p.Sites[i].Connections[0].ReadyYear = 2026
	}
	return p
}

func TestCommittedAgainstEnumeration(t *testing.T) {
	committed, infeasible, dearer := 0, 0, 0
	for seed := range uint64(14) {
		p := early(seed)
		var plans []Plan
		everyPlan(p, func(plan Plan, _ float64) {
			idle := false // enumeration knows no fiber without a site
			for _, s := range plan.Sites {
				idle = idle || s.Levels[s.FiberFrom] == 0
			}
			if len(plan.Sites) > 0 && !idle {
				plans = append(plans, plan)
			}
		})
		if len(plans) == 0 {
			continue
		}
		first := plans[int(seed)*7919%len(plans)]
		q := early(seed)
		for k := range q.DemandMW {
			for m := range q.DemandMW[k] {
				for n := range q.DemandMW[k][m] {
					q.DemandMW[k][m][n] *= 0.3 + float64(seed%4)/2
				}
			}
		}
		if seed%5 == 0 {
			for i := range q.Sites {
				q.Sites[i].Connections[0].ReadyYear = 2028
				q.Areas[i].SpareMW[1] /= 4
			}
		}
		free := solved(t, q, exact)
		for until := range 3 {
			k := Commitment{Plan: first, Until: until}
			want := math.Inf(1)
			everyPlan(q, func(plan Plan, jpy float64) {
				if k.keeps(q, plan) {
					want = math.Min(want, jpy)
				}
			})
			got, err := SolveCommitted(context.Background(), q, k, exact)
			if err != nil {
				t.Fatal(err)
			}
			if math.IsInf(want, 1) {
				infeasible++
				if got.Status != solve.Infeasible {
					t.Errorf("seed %d until %d: %v, enumeration finds no plan", seed, until, got.Status)
				}
				continue
			}
			committed++
			if got.Status != solve.Optimal || !near(got.Evaluation.TotalJPY, want) || !got.Evaluation.OK() || !k.keeps(q, got.Plan) {
				t.Errorf("seed %d until %d: %v %.8g, enumeration %.8g; %v", seed, until, got.Status, got.Evaluation.TotalJPY, want, got.Evaluation.Violations)
			}
			if until == 0 && !near(got.Evaluation.TotalJPY, free.Evaluation.TotalJPY) {
				t.Errorf("seed %d: nothing is committed and %g is not %g", seed, got.Evaluation.TotalJPY, free.Evaluation.TotalJPY)
			}
			if until > 0 && got.Evaluation.TotalJPY > free.Evaluation.TotalJPY*(1+1e-6) {
				dearer++
			}
		}
	}
	t.Logf("%d committed, %d of them dearer than free, %d cannot stand", committed, dearer, infeasible)
	if committed < 15 || dearer < 10 || infeasible == 0 {
		t.Error("the test shows little")
	}
}

func TestCommitmentsThatDoNotFit(t *testing.T) {
	p := must()
	good := solved(t, p, exact).Plan
	for _, k := range []Commitment{{good, -1}, {good, 2}, {Plan{Shared: []int{0}}, 1}} {
		if _, err := SolveCommitted(context.Background(), p, k, exact); err == nil {
			t.Errorf("until %d passes", k.Until)
		}
	}
}
