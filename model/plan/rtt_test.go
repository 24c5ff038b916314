package plan

import (
	"math/rand/v2"
	"testing"

	"github.com/wattbit/wattbit/model/solve"
)

// TestMeanRTTAgainstEnumeration: sites of two fibers, the near one dear, under a
// cap that binds.
func TestMeanRTTAgainstEnumeration(t *testing.T) {
	binding, built := 0, 0
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 9))
		p := tiny(seed, 2, 1)
		p.GridRows = nil
		for k := range p.Classes {
			p.Areas[k].SpareMW[0], p.Classes[k].UnservedJPYPerMWYear[0], p.Classes[k].Diversity = 500, 1e9, SingleRoute
		}
		for i := range p.Sites {
			p.Sites[i].Domestic = true
			for k := range p.Sites[i].Connections {
				p.Sites[i].Connections[k].ReadyYear, p.Sites[i].Connections[k].MaxMW = 2026, 100
			}
			f := p.Sites[i].Fibers[0]
			f.ReadyYear, f.Reach = 2026, grid2(2, 2)
			near := f
			near.ID, near.Capex = "near", Capex{Money{Private: 4e9}, 30}
			if i == 0 {
				f.Reach = [][]bool{{true, true}, {true, false}}
			}
			p.Sites[i].Fibers = []Fiber{f, near}
			p.Sites[i].Fibers[0].RTTms, p.Sites[i].Fibers[1].RTTms = 8+float64(r.IntN(10)), 1+float64(r.IntN(8))
		}
		free := solved(t, p, exact)
		p.Policy.MeanRTTms = []float64{4 + 8*r.Float64()}
		want, feasible := brute(p)
		got := solved(t, p, exact)
		if !feasible {
			if got.Status != solve.Infeasible {
				t.Errorf("seed %d: %v, enumeration finds no plan", seed, got.Status)
			}
			continue
		}
		if got.Status != solve.Optimal || !near(got.Evaluation.TotalJPY, want) || !got.Evaluation.OK() {
			t.Errorf("seed %d: %v %.6g, enumeration %.6g; %v", seed, got.Status, got.Evaluation.TotalJPY, want, got.Evaluation.Violations)
		}
		if !near(got.Evaluation.TotalJPY, free.Evaluation.TotalJPY) {
			binding++
		}
		if len(got.Plan.Sites) == 2 {
			built++
		}
	}
	t.Logf("the cap binds in %d, both sites are built in %d", binding, built)
	if binding < 10 || built < 5 {
		t.Error("the test shows little")
	}
}

// TestMeanRTTCountsWhatStands: fibers of one round trip that reach different
// demands. What carries no load must count as well, in the programme as in the
// evaluation; rapid found the seed.
func TestMeanRTTCountsWhatStands(t *testing.T) {
	const seed = 0x2ea4cc6ac
	p := tiny(seed, 3, 2)
	withPolicies(p, seed)
	p.Reinforcements[0].Lumps = 0
	if out := solved(t, p, exact); out.Status != solve.Optimal || out.BoundJPY != out.Evaluation.TotalJPY {
		t.Errorf("%v, %g, bound %g", out.Status, out.Evaluation.TotalJPY, out.BoundJPY)
	}
}
