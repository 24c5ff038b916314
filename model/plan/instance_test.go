package plan

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// tiny makes a small random problem that full enumeration can solve. Bits of
// features switch on grid rows, areas, policies and musts.
func tiny(seed uint64, sites, periods int) *Problem {
	r := rand.New(rand.NewPCG(seed, 6))
	p := &Problem{
		Name: "tiny", BaseYear: 2026, HorizonYear: 2046, DiscountRate: 0.04 * float64(r.IntN(2)),
		Areas: []Area{{ID: "east"}, {ID: "west"}}, Metros: []Metro{{ID: "Tokyo", Area: 0}, {ID: "Osaka", Area: 1}},
	}
	for t := range periods {
		p.Years = append(p.Years, 2027+4*t)
		p.CarbonJPYPerT = append(p.CarbonJPYPerT, 3000)
	}
	some := func(low, high float64) []float64 {
		xs := make([]float64, periods)
		for t := range xs {
			xs[t] = math.Round(low + r.Float64()*(high-low))
		}
		return xs
	}
	for a := range p.Areas {
		p.Areas[a].SpareMW, p.Areas[a].QueueShare = some(20, 150), 0.5
	}
	for k := range 2 {
		p.Classes = append(p.Classes, Class{ID: fmt.Sprint("class", k), UnservedJPYPerMWYear: some(1e8, 1.5e9)})
		p.Classes[k].Sovereign = r.IntN(3) == 0
		if r.IntN(4) == 0 {
			p.Classes[k].Diversity = SpanDisjoint
		}
		p.DemandMW = append(p.DemandMW, [][]float64{some(0, 60), some(0, 60)})
	}
	p.Shared = []Shared{{ID: "span", Fiber: true, ReadyYear: 2026 + r.IntN(8), Capex: money(r, 4e9, 30)}}
	p.Reinforcements = []Reinforcement{{ID: "line", Lumps: 1 + r.IntN(2), Capex: money(r, 5e9, 40), ReadyYear: 2026 + r.IntN(8)}}
	p.Links = []Link{{ID: "tie", From: 0, To: 1, MW: some(0, 40), BackMW: some(0, 40)}}
	if r.IntN(2) == 0 {
		p.Links[0].Gains = []Gain{{0, 30}}
	}
	for i := range sites {
		p.Sites = append(p.Sites, tinySite(r, p, i))
	}
	for n := range 2 {
		row := GridRow{ID: fmt.Sprint("row", n), Element: "branch", MarginMW: some(20, 120), Gains: []Gain{{0, 25}}}
		if n == 1 {
			row.Contingency = "other branch"
		}
		for bus := range 3 {
			row.Terms = append(row.Terms, BusTerm{bus, math.Round(20*r.Float64()-5) / 15})
		}
		p.GridRows = append(p.GridRows, row)
	}
	return p
}

func money(r *rand.Rand, most, life float64) Capex {
	return Capex{Money: Money{Private: math.Round(r.Float64() * most), System: math.Round(r.Float64() * most / 4)}, LifeYears: life}
}

func tinySite(r *rand.Rand, p *Problem, i int) Site {
	s := Site{
		ID: fmt.Sprint("site", i), Area: i % 2, Domestic: r.IntN(2) == 0, PUE: 1.25, Utilization: 0.6,
		LandHa: 1 + float64(r.IntN(3)), Land: money(r, 1e9, 1).Money, Opening: money(r, 2e9, 25),
		FixedPerMWYear: Money{Private: 1e7},
	}
	for range p.Years {
		s.EnergyJPYPerMWh = append(s.EnergyJPYPerMWh, Money{12000 + float64(r.IntN(8000)), 1000})
		s.WheelingJPYPerMWh = append(s.WheelingJPYPerMWh, Money{Private: float64(r.IntN(2000))})
		s.CarbonKgPerMWh = append(s.CarbonKgPerMWh, float64(r.IntN(600)))
	}
	for range 1 + r.IntN(2) {
		s.Blocks = append(s.Blocks, Block{ITMW: 10 + 10*float64(r.IntN(4)), LandHa: 1, Capex: money(r, 2e10, 22)})
	}
	for k := range 1 + r.IntN(2) {
		con := Connection{
			ID: fmt.Sprint("con", k), Bus: r.IntN(4) - 1, MaxMW: 20 + float64(r.IntN(80)),
			ReadyYear: 2026 + r.IntN(7), FirmShare: 1, Capex: money(r, 3e9, 30), PerMWYear: Money{System: 1e6},
		}
		if r.IntN(2) == 0 {
			con.FirmShare = 0.6
		}
		if r.IntN(3) == 0 {
			con.Shared = []int{0}
		}
		s.Connections = append(s.Connections, con)
	}
	for o := range 1 + r.IntN(2) {
		f := Fiber{
			ID: fmt.Sprint("fib", o), ReadyYear: 2026 + r.IntN(7), Capex: money(r, 2e9, 30),
			PerYear: Money{Private: 1e7}, Diversity: Diversity(r.IntN(3)),
		}
		if r.IntN(2) == 0 {
			f.Shared = []int{0}
		}
		for range p.Classes {
			f.Reach = append(f.Reach, []bool{r.IntN(3) > 0, r.IntN(3) > 0})
		}
		s.Fibers = append(s.Fibers, f)
	}
	return s
}

// withPolicies adds policies to a tiny problem.
func withPolicies(p *Problem, seed uint64) *Problem {
	r := rand.New(rand.NewPCG(seed, 7))
	all := func(x float64) []float64 {
		xs := make([]float64, len(p.Years))
		for t := range xs {
			xs[t] = x
		}
		return xs
	}
	p.Policy.Shares = []ShareCap{
		{ID: "Tokyo", Sites: []SiteWeight{{0, 1}}, MaxShare: all(0.3 + r.Float64()), InsideMW: 5, TotalMW: 20},
		{ID: "quake", Kind: HazardLoss, Sites: []SiteWeight{{0, 0.8}, {1, 0.5}}, MaxShare: all(0.6)},
	}
	for t := range p.Years {
		p.Policy.Shares[0].MaxShare[t] = math.Min(1, p.Policy.Shares[0].MaxShare[t])
	}
	if r.IntN(2) == 0 {
		p.Policy.Minimums = []Minimum{{ID: "north", Sites: []int{1}, MinMW: all(5 * float64(r.IntN(4)))}}
	}
	if r.IntN(2) == 0 {
		p.Policy.BudgetJPY = all(math.Round(r.Float64() * 4e10))
	}
	if r.IntN(2) == 0 {
		p.Policy.CarbonTPerYear = all(math.Round(r.Float64() * 3e5))
		p.Policy.CarbonKgPerMWh = all(200 + 300*r.Float64())
	}
	if r.IntN(2) == 0 {
		withRTT(r, p)
		p.Policy.MeanRTTms = all(10 + 8*r.Float64())
	}
	return p
}

// withRTT gives every fiber of a tiny problem a mean round trip.
func withRTT(r *rand.Rand, p *Problem) {
	for i := range p.Sites {
		for o := range p.Sites[i].Fibers {
			p.Sites[i].Fibers[o].RTTms = 1 + math.Round(20*r.Float64())
		}
	}
}
