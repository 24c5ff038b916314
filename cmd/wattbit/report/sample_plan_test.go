package report

import (
	"fmt"

	"github.com/paulmach/orb"
)

// samplePlan is a plan of the first candidates, with all that can be shown.
func samplePlan(d *Data) *Plan {
	p := &Plan{
		Title: "1,650 MW of IT on 12 sites by 2040, of 1,700 MW asked",
		Years: []int{2027, 2030, 2035, 2040},
		Figures: []PlanFigure{
			{KeyFigure{"Sites", "12", "of 330 planned with", "1,493 candidates pass the gates"}, Modelled},
			{KeyFigure{"Value of planning together", "81.5", "bn ¥ a year", "published by MRI: ¥75 bn a year"}, MixedSource},
		},
		Findings: []string{"In 2027 none of the 210 MW asked can be energised: the first sites come by 2030.", "Beyond the sites' own connections: 1 line and 1 span."},
		Rows: []PlanRow{
			{"Demand path, MW on the grid", []Number{250, 900, 2000, 2000}, 0, ByIssuer},
			{"Not served, MW of IT", []Number{210, 100, Missing, 50}, 0, Modelled},
		},
		Notes:   []string{"Checked anew: N-1 secure in 3,892 contingencies."},
		Binding: []PlanLimit{{"grid: limit of 南狭山線 in 2030", "MW", 17385}},
		Costs:   []PlanCost{{"Buildings and plant", 6552.4, 0}, {"Value left", -2051.7, Missing}},
		Methods: []PlanMethod{
			{Name: "bit-first", Means: "latency first", Status: "no solution yet", Total: Missing, Private: Missing, System: Missing, MoreAYear: Missing, UnservedMW: Missing, MetroPct: Missing, MeanRTTms: Missing, CarbonG: Missing, GapPct: Missing, Accepted: Unknown},
			{"sequential", "watts before bits", "feasible", false, 15802, 15801, 1, 81.5, 73, 50, 35, 5.1, 302, 0.82, Pass},
			{"joint", "together", "feasible", true, 14732, 14730, 2, Missing, 69, 9, 22, 7.4, 253, 1.91, Fail},
		},
		Areas: []PlanArea{
			{"Hokkaido", "北海道", []Number{24, 121, 193, 193}, []Number{0, 114, 193, 193}, []Number{0, 35, 35, 35}, 2030, "Full from 2030."},
			{"Tokyo", "東京", []Number{263, 1309, 2090, 2090}, []Number{0, 1261, 1845, 2080}, []Number{0, 280, 280, 515}, 2030, "Its metros go without 263 MW in 2027."},
			{"Shikoku", "四国", make([]Number, 4), make([]Number, 4), make([]Number, 4), 0, "Nothing."},
		},
		Concentration: &Concentration{Before: Estimated, Committed: Published, Denominator: "Before: 1,830 MW.", Missing: "4 data centers have no MW.", Year: 2040, MetroBefore: 88, MetroAfter: 45, MetroNew: 22, MetroCount: 30,
			Areas: []ConcentrationArea{{"Tokyo", "東京", 1420, 1000, 515, 12, 9}, {"Shikoku", "", 0, 0, 0, 0, 0}}},
		Benchmarks: []PlanBenchmark{
			{"Saving by five hubs", "yearly cost saved", "¥75 bn a year, 2040", "¥81 bn a year", 1.09, "another question", "MRI", Published},
			{"Applications", "applications", "9,540 MW, 2024", "", Missing, "The plan says nothing of it.", "TEPCO", Published},
		},
	}
	p.Swap = &Swap{
		Lines: []UnitCost{
			{"Line, 187–275 kV", Watts, 2.5e8, 4e8, 5.5e8, Estimated, "recalled"},
			{"Fiber in a new duct", Bits, 1.5e7, 3.25e7, 5e7, Estimated, "recalled"},
		},
		Text: "Fiber is cheaper at 11 of 12 sites.", Notes: []string{"Overhead all the way."}, BreakEven: &BreakEven{3.1, 3.3, "sequential"},
	}
	n := 0
	for _, c := range ordered(d.Candidates) {
		if !c.Lon.Known() || n == 12 {
			continue
		}
		at := orb.Point{float64(c.Lon), float64(c.Lat)}
		mw := Number(35 + 25*(n%5))
		s := PlanSite{ID: c.ID, Name: c.Name, NameLocal: c.NameLocal, AreaName: "Tokyo", At: at, Metro: n%4 == 0, Year: p.Years[1+n%3], ITMW: []Number{0, 0, 0, mw},
			Connection: "66–77 kV at Naka", Fiber: "2 spurs", RTTms: Number(1 + n), Serves: "az, batch", Capex: 80, Running: 99, ConnectionCost: 1.2, FiberCost: Missing}
		for t := range p.Years {
			if p.Years[t] >= s.Year {
				s.ITMW[t] = mw
			}
		}
		p.Sites = append(p.Sites, s)
		p.Swap.Sites = append(p.Swap.Sites, SwapPoint{c.Name, c.NameLocal, "Tokyo", mw, Number(3 + 40*n), "A 66–77 kV line there", Number(3+40*n) * 4e8, Number(2e9 + 1e8*float64(n))})
		n++
	}
	if n >= 2 {
		p.Builds = []PlanBuild{
			{Watts, "grid reinforcement", "南狭山線 / 日高線", 2040, 953, 12.6, 5, orb.MultiLineString{{p.Sites[0].At, {139, 36}, p.Sites[1].At}}},
			{Bits, "new fiber span", "Sea of Japan", 2035, Missing, 820, 2.5, orb.MultiLineString{{p.Sites[1].At, p.Sites[0].At}}},
			{Watts, "tie between areas", fmt.Sprintf("Tie of %d", n), 2035, 900, Missing, 430, nil},
		}
	}
	return p
}
