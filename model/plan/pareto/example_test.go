package pareto_test

import (
	"context"
	"fmt"

	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/plan/pareto"
)

// 40 MW can stand in the metro or, for dearer power, away from it.
func ExampleTrace() {
	p := twoSites()
	front, err := pareto.Trace(context.Background(), p, plan.Measure{Quantity: plan.Share, Shares: []string{"metro"}},
		pareto.Options{Step: 0.01, Plan: plan.Options{Gap: -1}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, point := range front.Points {
		fmt.Printf("%.0f %% in the metro for %.1f bn JPY, proven %v\n", 100*point.Value, point.CostJPY/1e9, point.Proven)
	}
	// Output:
	// 0 % in the metro for 94.0 bn JPY, proven true
	// 50 % in the metro for 91.2 bn JPY, proven true
	// 100 % in the metro for 86.4 bn JPY, proven true
}

func twoSites() *plan.Problem {
	p := &plan.Problem{
		Years: []int{2027}, BaseYear: 2027, HorizonYear: 2047,
		Areas:    []plan.Area{{ID: "all", SpareMW: []float64{100}}},
		Metros:   []plan.Metro{{ID: "Tokyo", Area: 0}},
		Classes:  []plan.Class{{ID: "training", UnservedJPYPerMWYear: []float64{1e9}}},
		DemandMW: [][][]float64{{{40}}},
	}
	for n, id := range []string{"Inzai", "Ishikari"} {
		block := plan.Block{ITMW: 20, Capex: plan.Capex{Money: plan.Money{Private: 20e9}, LifeYears: 20}}
		p.Sites = append(p.Sites, plan.Site{
			ID: id, PUE: 1.2, Utilization: 0.5, Blocks: []plan.Block{block, block},
			Opening:         plan.Capex{Money: plan.Money{Private: 1e9}, LifeYears: 20},
			EnergyJPYPerMWh: []plan.Money{{Private: 10800 + 1800*float64(n)}},
			Connections:     []plan.Connection{{ID: "66 kV", Bus: -1, MaxMW: 60, FirmShare: 1}},
			Fibers:          []plan.Fiber{{ID: "spur", Reach: [][]bool{{true}}}},
		})
	}
	p.Policy.Shares = []plan.ShareCap{{ID: "metro", Sites: []plan.SiteWeight{{Site: 0, Weight: 1}}, MaxShare: []float64{1}}}
	return p
}
