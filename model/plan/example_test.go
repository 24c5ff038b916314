package plan_test

import (
	"context"
	"fmt"

	"github.com/wattbit/wattbit/model/plan"
)

// Two sites compete for 100 MW of demand. The cheap power is far away and
// needs a fiber; the site in the metro needs a grid reinforcement above 40 MW.
func ExampleSolve() {
	p := &plan.Problem{
		Years: []int{2027, 2032}, BaseYear: 2026, HorizonYear: 2046, DiscountRate: 0.04,
		Areas:    []plan.Area{{ID: "Tokyo", SpareMW: []float64{500, 500}}, {ID: "Hokkaido", SpareMW: []float64{200, 200}}},
		Metros:   []plan.Metro{{ID: "Tokyo", Area: 0}},
		Classes:  []plan.Class{{ID: "training", UnservedJPYPerMWYear: []float64{444e6, 444e6}}},
		DemandMW: [][][]float64{{{40, 100}}},
		Sites: []plan.Site{
			site("Inzai", 0, 19000, 5e8),
			site("Ishikari", 1, 15000, 9e9),
		},
		Reinforcements: []plan.Reinforcement{{
			ID: "Inzai line", Lumps: 1, ReadyYear: 2031, Capex: plan.Capex{Money: plan.Money{System: 40e9}, LifeYears: 40},
		}},
		GridRows: []plan.GridRow{{
			ID: "n1", Element: "Inzai transformer 1", Contingency: "Inzai transformer 2",
			Terms: []plan.BusTerm{{Bus: 0, Sensitivity: 1}}, MarginMW: []float64{50, 50},
			Gains: []plan.Gain{{Reinforcement: 0, MWPerLump: 300}},
		}},
	}
	out, err := plan.Solve(context.Background(), p, plan.Options{Gap: -1})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(out.Status)
	for _, s := range out.Plan.Sites {
		for t, year := range p.Years {
			fmt.Println(p.Sites[s.Site].ID, year, s.ITMW(p, t), "MW")
		}
	}
	// Output:
	// optimal
	// Ishikari 2027 40 MW
	// Ishikari 2032 100 MW
}

func site(id string, bus int, energyJPYPerMWh, fiberJPY float64) plan.Site {
	energy := plan.Money{Private: energyJPYPerMWh}
	block := func(mw float64) plan.Block {
		return plan.Block{ITMW: mw, LandHa: mw / 10, Capex: plan.Capex{Money: plan.Money{Private: mw * 2e9}, LifeYears: 22}}
	}
	return plan.Site{
		ID: id, Area: bus, PUE: 1.2, Utilization: 0.8, LandHa: 20, Blocks: []plan.Block{block(40), block(60)},
		EnergyJPYPerMWh: []plan.Money{energy, energy},
		Connections: []plan.Connection{{
			ID: "154 kV", Bus: bus, MaxMW: 200, FirmShare: 1, Capex: plan.Capex{Money: plan.Money{Private: 5e9}, LifeYears: 30},
		}},
		Fibers: []plan.Fiber{{ID: "spur", Capex: plan.Capex{Money: plan.Money{Private: fiberJPY}, LifeYears: 30}, Reach: [][]bool{{true}}}},
	}
}
