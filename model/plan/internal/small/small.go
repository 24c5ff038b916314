// Package small makes random problems that are small enough to list all their
// plans, as the second method of tests.
package small

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/wattbit/wattbit/model/plan"
)

// Problem makes a random problem. Every fiber reaches every demand, so that who
// serves whom does not matter; the fibers of a site differ in cost and RTT. Its
// shares are "metro" and the hazards "quake" and "storm", all without a cap.
func Problem(seed uint64, sites, periods int) *plan.Problem {
	r := rand.New(rand.NewPCG(seed, 21))
	p := &plan.Problem{
		Name: "small", BaseYear: 2026, HorizonYear: 2046, DiscountRate: 0.03,
		Areas:   []plan.Area{{ID: "east"}, {ID: "west"}},
		Metros:  []plan.Metro{{ID: "Tokyo", Area: 0}},
		Classes: []plan.Class{{ID: "inference"}, {ID: "training"}},
	}
	p.DemandMW = [][][]float64{{nil}, {nil}}
	free := []float64{}
	for t := range periods {
		p.Years = append(p.Years, 2027+5*t)
		p.CarbonJPYPerT = append(p.CarbonJPYPerT, 3000)
		free = append(free, 1)
		for a := range p.Areas {
			p.Areas[a].SpareMW = append(p.Areas[a].SpareMW, 40+math.Round(60*r.Float64()))
		}
		for k := range p.Classes {
			p.Classes[k].UnservedJPYPerMWYear = append(p.Classes[k].UnservedJPYPerMWYear, math.Round(1e8+1.5e9*r.Float64()))
			p.DemandMW[k][0] = append(p.DemandMW[k][0], math.Round(60*r.Float64()))
		}
	}
	shares := []plan.ShareCap{
		{ID: "metro", MaxShare: free, InsideMW: 6, TotalMW: 10},
		{ID: "quake", Kind: plan.HazardLoss, MaxShare: free, InsideMW: 5, TotalMW: 10},
		{ID: "storm", Kind: plan.HazardLoss, MaxShare: free, InsideMW: 1, TotalMW: 10},
	}
	for i := range sites {
		p.Sites = append(p.Sites, site(r, p, i))
		if i%2 == 0 {
			shares[0].Sites = append(shares[0].Sites, plan.SiteWeight{Site: i, Weight: 1})
		}
		for n := range 2 {
			shares[n+1].Sites = append(shares[n+1].Sites, plan.SiteWeight{Site: i, Weight: math.Round(10*r.Float64()) / 10})
		}
	}
	p.Policy.Shares = shares
	return p
}

func site(r *rand.Rand, p *plan.Problem, i int) plan.Site {
	capex := func(most, life float64) plan.Capex {
		m := plan.Money{Private: math.Round(most * (0.3 + r.Float64())), System: math.Round(most / 5 * r.Float64())}
		return plan.Capex{Money: m, LifeYears: life}
	}
	s := plan.Site{
		ID: fmt.Sprint("site", i), Area: i % 2, PUE: 1.25, Utilization: 0.6, LandHa: 2,
		Land: capex(1e9, 1).Money, Opening: capex(2e9, 25), FixedPerMWYear: plan.Money{Private: 1e7},
	}
	for range p.Years {
		s.EnergyJPYPerMWh = append(s.EnergyJPYPerMWh, plan.Money{Private: 10000 + math.Round(8000*r.Float64()), System: 1000})
		s.CarbonKgPerMWh = append(s.CarbonKgPerMWh, math.Round(600*r.Float64()))
	}
	for range 1 + r.IntN(2) {
		s.Blocks = append(s.Blocks, plan.Block{ITMW: 10 + 10*float64(r.IntN(3)), LandHa: 1, Capex: capex(1e10, 22)})
	}
	s.Connections = []plan.Connection{{ID: "c", Bus: -1, MaxMW: 80, FirmShare: 1, Capex: capex(2e9, 30)}}
	for o := range 2 {
		s.Fibers = append(s.Fibers, plan.Fiber{
			ID: fmt.Sprint("f", o), Capex: capex(4e8*float64(1+9*o), 30), Reach: [][]bool{{true}, {true}},
			RTTms: 2 + math.Round(20*r.Float64()/float64(1+3*o)),
		})
	}
	return s
}

// EachPlan calls f with every plan that meets the requirements, as much demand
// served as it can.
func EachPlan(p *plan.Problem, f func(plan.Plan, plan.Evaluation)) {
	each(p, nil, 0, f)
}

func each(p *plan.Problem, chosen []plan.SitePlan, i int, f func(plan.Plan, plan.Evaluation)) {
	if i == len(p.Sites) {
		served := serve(p, chosen)
		e, err := plan.Evaluate(p, served)
		if err != nil {
			panic(err)
		}
		if e.OK() {
			f(served, e)
		}
		return
	}
	each(p, chosen, i+1, f)
	for _, levels := range growths(len(p.Sites[i].Blocks), len(p.Years)) {
		for o := range p.Sites[i].Fibers {
			from := 0
			for levels[from] == 0 {
				from++
			}
			s := plan.SitePlan{Site: i, Fiber: o, FiberFrom: from, Levels: levels}
			each(p, append(chosen[:len(chosen):len(chosen)], s), i+1, f)
		}
	}
}

// growths lists the ways to grow to something.
func growths(most, periods int) [][]int {
	paths := [][]int{nil}
	for range periods {
		var longer [][]int
		for _, path := range paths {
			low := 0
			if len(path) > 0 {
				low = path[len(path)-1]
			}
			for n := low; n <= most; n++ {
				longer = append(longer, append(path[:len(path):len(path)], n))
			}
		}
		paths = longer
	}
	return paths[1:]
}

// serve serves the dearer class first.
func serve(p *plan.Problem, sites []plan.SitePlan) plan.Plan {
	out := plan.Plan{Sites: sites, Shared: []int{}, Lumps: [][]int{}, LinkMW: [][]float64{}}
	for t := range p.Years {
		order := []int{0, 1}
		if p.Classes[1].UnservedJPYPerMWYear[t] > p.Classes[0].UnservedJPYPerMWYear[t] {
			order = []int{1, 0}
		}
		free := make([]float64, len(sites))
		for n, s := range sites {
			free[n] = s.ITMW(p, t)
		}
		for _, k := range order {
			left := p.DemandMW[k][0][t]
			for n, s := range sites {
				if mw := math.Min(left, free[n]); mw > 0 {
					out.Flows = append(out.Flows, plan.Flow{Site: s.Site, Class: k, Period: t, MW: mw})
					left, free[n] = left-mw, free[n]-mw
				}
			}
		}
	}
	return out
}
