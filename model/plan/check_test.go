package plan

import (
	"errors"
	"math"
	"strings"
	"testing"
)

func TestCheckNamesTheFault(t *testing.T) {
	nan := math.NaN()
	tests := []struct {
		want  string
		spoil func(*Problem)
	}{
		{"no periods", func(p *Problem) { p.Years = nil }},
		{"not after", func(p *Problem) { p.Years = []int{2030, 2030} }},
		{"horizon", func(p *Problem) { p.HorizonYear = 2027 }},
		{"base year", func(p *Problem) { p.BaseYear = 2030 }},
		{"discount rate", func(p *Problem) { p.DiscountRate = nan }},
		{"carbon price has 2", func(p *Problem) { p.CarbonJPYPerT = []float64{1, 2} }},
		{"demand of class inference in Tokyo", func(p *Problem) { p.DemandMW[0][0][0] = nan }},
		{"demand has 2 classes", func(p *Problem) { p.DemandMW = append(p.DemandMW, nil) }},
		{"unserved price", func(p *Problem) { p.Classes[0].UnservedJPYPerMWYear[0] = -1 }},
		{"separated zones", func(p *Problem) { p.Classes[0].BackupShare = 1 }},
		{"used twice", func(p *Problem) { p.Sites[1].ID = "Inzai" }},
		{"has no id", func(p *Problem) { p.Areas[0].ID = "" }},
		{"area of site Inzai", func(p *Problem) { p.Sites[0].Area = 2 }},
		{"area of metro Tokyo", func(p *Problem) { p.Metros[0].Area = 7 }},
		{"PUE of site Inzai is 0.9", func(p *Problem) { p.Sites[0].PUE = 0.9 }},
		{"utilization", func(p *Problem) { p.Sites[0].Utilization = 1.5 }},
		{"size of block 0", func(p *Problem) { p.Sites[0].Blocks[0].ITMW = 0 }},
		{"lasts 0 years", func(p *Problem) { p.Sites[0].Blocks[0].Capex.LifeYears = 0 }},
		{"cost of block 1", func(p *Problem) { p.Sites[0].Blocks[1].Capex.Private = -1 }},
		{"energy price", func(p *Problem) { p.Sites[0].EnergyJPYPerMWh = nil }},
		{"carbon intensity", func(p *Problem) { p.Sites[0].CarbonKgPerMWh = []float64{nan} }},
		{"firm share", func(p *Problem) { p.Sites[0].Connections[0].FirmShare = 1.1 }},
		{"bus of connection", func(p *Problem) { p.Sites[0].Connections[0].Bus = -2 }},
		{"shared asset of fiber", func(p *Problem) { p.Sites[0].Fibers[0].Shared = []int{0} }},
		{"reach of fiber", func(p *Problem) { p.Sites[0].Fibers[0].Reach = nil }},
		{"reach of fiber", func(p *Problem) { p.Sites[0].Fibers[0].Reach = [][]bool{{true, true}} }},
		{"margin of grid row r1", func(p *Problem) { p.GridRows[0].MarginMW[0] = nan }},
		{"reinforcement of grid row r1", func(p *Problem) { p.GridRows[0].Gains = []Gain{{3, 1}} }},
		{"sensitivity", func(p *Problem) { p.GridRows[0].Terms[0].Sensitivity = nan }},
		{"end of link", func(p *Problem) { p.Links = []Link{{ID: "h", To: 9, MW: []float64{1}, BackMW: []float64{1}}} }},
		{"cap of share", func(p *Problem) { p.Policy.Shares = []ShareCap{{ID: "s", MaxShare: []float64{1.5}}} }},
		{"site of minimum", func(p *Problem) { p.Policy.Minimums = []Minimum{{ID: "m", Sites: []int{5}, MinMW: []float64{1}}} }},
		{"budget", func(p *Problem) { p.Policy.BudgetJPY = []float64{nan} }},
		{"mean RTT of fiber", func(p *Problem) { p.Policy.MeanRTTms = []float64{9} }},
		{"mean RTT of fiber", func(p *Problem) { p.Sites[0].Fibers[0].RTTms = -1 }},
		{"mean RTT cap", func(p *Problem) {
			for i := range p.Sites {
				p.Sites[i].Fibers[0].RTTms = 1
			}
			p.Policy.MeanRTTms = []float64{nan}
		}},
		{"its own", func(p *Problem) { p.Policy.Separated = [][]bool{{true}} }},
	}
	if err := must().Check(); err != nil {
		t.Fatalf("unbroken: %v", err)
	}
	for _, tt := range tests {
		p := must()
		tt.spoil(p)
		if err := p.Check(); !errors.Is(err, ErrProblem) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v, want %q", err, tt.want)
		}
	}
}
