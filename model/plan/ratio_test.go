package plan

import (
	"context"
	"math"
	"testing"

	"github.com/wattbit/wattbit/model/solve"
)

// fiberJPY is what a plan spends on fiber, at the problem's own prices.
func fiberJPY(t *testing.T, p *Problem, plan Plan) float64 {
	fiber, none := p.scaledFiber(1), p.scaledFiber(0)
	with, err := Evaluate(fiber, plan)
	if err != nil {
		t.Fatal(err)
	}
	without, err := Evaluate(none, plan)
	if err != nil {
		t.Fatal(err)
	}
	return with.TotalJPY - without.TotalJPY
}

// TestDearerFiberIsBoughtLess: with f the spending on fiber at the base prices
// and c all other cost, a plan that is best at a factor r and one that is best at
// r' > r satisfy (r' − r)(f' − f) ≤ 0. This holds for every problem without a
// budget, which would change what can be built. A metro share follows from it
// only where less fiber means less load outside: see the next two tests.
func TestDearerFiberIsBoughtLess(t *testing.T) {
	less := 0
	for seed := range uint64(24) {
		p := early(seed)
		for i := range p.Sites {
			f := p.Sites[i].Fibers[0]
			f.Capex, f.Reach, p.Sites[i].Fibers[0].Capex = Capex{Money{Private: 3e9}, 30}, grid2(2, 2), Capex{Money{Private: 2e8}, 30}
			p.Sites[i].Fibers = append(p.Sites[i].Fibers[:1], f)
		}
		low := math.Pow(10, float64(seed%5)/2-1)
		var spent, total []float64
		for _, factor := range []float64{low, 30 * low} {
			out, err := Solve(context.Background(), p.scaledFiber(factor), Options{Gap: -1, NoExplain: true})
			if err != nil {
				t.Fatal(err)
			}
			if out.Status == solve.Infeasible {
				spent = nil
				break
			}
			spent, total = append(spent, fiberJPY(t, p, out.Plan)), append(total, math.Abs(out.Evaluation.TotalJPY))
		}
		if len(spent) < 2 {
			continue
		}
		if 29*low*(spent[1]-spent[0]) > 2e-6*math.Max(1, total[1]) {
			t.Fatalf("at %g times the cost fiber of %g is bought, at %g of %g", low, spent[0], 30*low, spent[1])
		}
		if spent[1] < spent[0]*(1-1e-6) {
			less++
		}
	}
	if less == 0 {
		t.Error("dearer fiber is never bought less: the test shows nothing")
	}
}

// TestMetroShareRisesWithFiberCost: where all demand must be served, all sites
// are of one size and a site away needs fiber of one price while the metro needs
// none, spending on fiber counts the sites away, and so the metro's share never
// falls as fiber gets dearer.
func TestMetroShareRisesWithFiberCost(t *testing.T) {
	rises := 0
	for seed := range uint64(24) {
		p := tiny(seed, 6, 1)
		p.GridRows, p.Shared = nil, nil
		for k := range p.Classes {
			p.Classes[k] = Class{ID: p.Classes[k].ID, UnservedJPYPerMWYear: []float64{math.Inf(1)}}
			p.DemandMW[k], p.Areas[k].SpareMW = [][]float64{{10}, {20}}, []float64{300}
		}
		p.Policy.Shares = []ShareCap{{ID: "metro", MaxShare: []float64{1}}}
		for i := range p.Sites {
			s := &p.Sites[i]
			s.Blocks = []Block{{ITMW: 20, LandHa: 1, Capex: s.Blocks[0].Capex}}
			s.Connections = []Connection{{ID: "c", Bus: -1, MaxMW: 100, FirmShare: 1, Capex: s.Connections[0].Capex}}
			s.Fibers = []Fiber{{ID: "f", Reach: grid2(2, 2)}}
			if i%2 == 1 {
				s.Fibers[0].Capex = Capex{Money{Private: 1e9}, 30}
			} else {
				p.Policy.Shares[0].Sites = append(p.Policy.Shares[0].Sites, SiteWeight{i, 1})
			}
		}
		share := Measure{Quantity: Share, Shares: []string{"metro"}}
		last := -1.0
		low := math.Pow(10, float64(seed%5)/2-1)
		for _, factor := range []float64{low, low * 3, low * 9} {
			out, err := Solve(context.Background(), p.scaledFiber(factor), exact)
			if err != nil || out.Status != solve.Optimal {
				t.Fatalf("%v %v", out.Status, err)
			}
			now := share.Of(p, out.Plan)
			if now < last-1e-9 {
				t.Fatalf("at %g times the fiber cost the metro has %g, before %g", factor, now, last)
			}
			if last >= 0 && now > last+1e-9 {
				rises++
			}
			last = now
		}
	}
	if rises == 0 {
		t.Error("the share never moves: the test shows nothing")
	}
}

// TestMetroShareMayFall: where the metro's own fiber is the dearer one, dearer
// fiber drives load out of the metro. The invariant is none of the model.
func TestMetroShareMayFall(t *testing.T) {
	p := must()
	p.DemandMW[0][0][0] = 50
	p.Sites[0].Fibers[0].Capex.Private, p.Sites[1].Fibers[0].Capex.Private = 2e9, 1e9
	p.Sites[1].EnergyJPYPerMWh[0].Private += 1000
	p.Policy.Shares = []ShareCap{{ID: "metro", Sites: []SiteWeight{{0, 1}}, MaxShare: []float64{1}}}
	share := Measure{Quantity: Share, Shares: []string{"metro"}}
	cheap, dear := solved(t, p.scaledFiber(1), exact), solved(t, p.scaledFiber(100), exact)
	if before, after := share.Of(p, cheap.Plan), share.Of(p, dear.Plan); before != 1 || after != 0 {
		t.Errorf("the metro has %g, with dear fiber %g; want 1 and 0", before, after)
	}
}
