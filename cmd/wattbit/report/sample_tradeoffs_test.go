package report

import (
	"fmt"
	"math"
)

// sampleTradeoffs fills what is around a plan and beside it, with every case that
// can be shown.
func sampleTradeoffs(d *Data) {
	d.Fronts, d.Alternatives = sampleFronts(), sampleAlternatives()
	d.Comparison, d.Sweep = sampleComparison(), sampleSweep(130)
}

// sampleFronts are a front of five plans, one of them within the gaps, and one that
// ends in a plan without MW.
func sampleFronts() []Front {
	return []Front{
		{
			ID: "metro", Title: "share of the metros in the IT MW", Unit: "%", Year: 2040, Tried: 7, LeastProven: true, Complete: true, Reproducible: true,
			Own: FrontOwn{"joint", 24.1, 14640},
			Points: []FrontPoint{
				{0, 15290, 15240, 0.33, false, 66, 3500, 120, []string{"Ishikari"}, []string{"Inzai", "Koto", "Tama", "Kawasaki", "Yokohama", "Ibaraki", "Minoh"}, true},
				{6, 14980, 14890, 0.6, false, 68, 3560, 60, []string{"Kitakyushu"}, nil, true},
				{12, 14790, 14700, 0.61, false, 70, 3600, 20, nil, nil, false},
				{18, 14680, 14590, 0.61, false, 70, 3605, 14, nil, []string{"Minoh"}, true},
				{24.1, 14640, 14520, 0.82, true, 71, 3610, 14, nil, nil, true},
			},
			Near: []FrontDot{{"plan 1", 30, 14710}, {"plan 2", 9, 15120}, {"plan 3", Missing, 15100}},
		},
		{
			ID: "carbon", Title: "mean carbon intensity of the sites' energy", Unit: "g CO2/kWh", Year: 2040, Own: FrontOwn{"bau", 301, 22600}, Events: []Text{{"quake", "JMA"}},
			Points: []FrontPoint{
				{0, 26000, Missing, Missing, false, 0, 0, 3700, nil, []string{"Ishikari"}, true},
				{253, 14640, 14520, 0.82, false, 71, 3610, 14, nil, nil, true},
			},
		},
	}
}

func sampleAlternatives() *Alternatives {
	a := &Alternatives{Year: 2040, GapPct: 0.82, Proofs: 1, Plans: []AltPlan{
		{"joint", 14640, 0, 71, 24, 14, nil, nil, true},
		{"1", 14760, 0.82, 69, 30, 20, []string{"Naka"}, []string{"Inzai"}, true},
		{"2", 15300, 4.5, 60, Missing, 90, []string{"a", "b", "c", "d", "e", "f", "g"}, []string{"Inzai"}, false},
	}}
	sites := []AltSite{
		{"Ishikari", "hokkaido", 3, 100, 220, 300, true}, {"Kitakyushu", "kyushu", 3, 50, 60, 80, false}, {"Naka", "tokyo", 1, 0, 30, 90, false},
		{"Minoh", "kansai", 0, 0, 0, 0, true}, {"Koto", "tokyo", 0, 0, 0, 0, false},
	}
	areas := []AltArea{{"hokkaido", 100, 400, 90, 450}, {"tokyo", 0, 900, 0, Missing}, {"okinawa", 0, 0, 0, 0}}
	a.Within = []AltWithin{{1, 1, sites[3:], nil}, {5, 3, sites, areas}}
	return a
}

func sampleComparison() *Comparison {
	ranks := []RankChange{{"Chitose", 1, 2}, {"Tomakomai", 2, 1}, {"Ishikari", 3, 3}, {"Kushiro", 4, 0}, {"Muroran", 0, 4}}
	return &Comparison{
		Runs: []ComparedRun{{"A", "japan", "scenario japan"}, {"B", "out/a<b", "finished run of japan"}, {"C", "japan --with seed=2", "scenario japan"}},
		Differences: []RunDifference{
			{
				A: "A", B: "B", Same: 31, Explained: true,
				Figures:     []FigureChange{{"First", "", "Chitose (01224)", "Tomakomai (01213)", Missing}, {"Score of the first", "points", "79.1", "74.2", -4.9}},
				Lists:       []ListChange{{"Top 4", 3, 2, ranks}, {"Sites of the plan", 2, 0, []RankChange{{"Chitose", 1, 1}, {"Naka", 2, 2}}}},
				Assumptions: []AssumptionChange{{"site.mw", "100", "300"}, {"fiber.profile", `"packet"`, ""}},
				Effects: []FigureEffect{
					{"Score of the first", "points", -4.9, []GroupEffect{{"site.mw", -5.2, -5}, {"fiber.profile", 0.2, Missing}, {"seed", 0, 0}}, GroupEffect{"interaction", 0.1, Missing}},
					{"First", "", Missing, []GroupEffect{{"site.mw", Missing, Missing}}, GroupEffect{"interaction", Missing, Missing}},
				},
				Switches: []string{"site.mw alone: first from Chitose to Tomakomai"},
			},
			{A: "A", B: "C", Same: 33},
		},
	}
}

// sampleSweep has n variants, the third of them the base, one without a figure.
func sampleSweep(n int) *Sweep {
	s := &Sweep{Keys: []string{"site.mw", "fiber.profile"}, Figures: []SweepFigure{{"First", ""}, {"Score of the first", "points"}, {"Candidates that pass every gate", ""}}, All: 40, Tables: "out/sweep.csv"}
	for i := range n {
		score := Number(70 + 9*math.Sin(float64(i)))
		v := SweepVariant{fmt.Sprintf("%03d", i+1), i == 2, []string{fmt.Sprint(10 * i), "packet"}, []SweepResult{
			{Missing, []string{"Chitose", "Tomakomai", "Ishikari"}[i%7%3]}, {score, formatFixed(score, 1)}, {Number(60 - i/9), formatFixed(Number(60-i/9), 0)},
		}}
		if i == 5 {
			v.Results[1] = SweepResult{Missing, missingText}
		}
		s.Variants = append(s.Variants, v)
	}
	return s
}
