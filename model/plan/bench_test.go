package plan

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

// country makes a synthetic country: areas in a row, a metro in each, sites
// around them, spans and reinforcements between neighbours, grid rows of a few
// buses each. Money and sizes are of the order of Japan's.
func country(sites, periods int, seed uint64) *Problem {
	r := rand.New(rand.NewPCG(seed, 1))
	const areas = 10
	p := &Problem{Name: fmt.Sprintf("country-%d-%d", sites, periods), BaseYear: 2026, HorizonYear: 2046, DiscountRate: 0.04}
	for t := range periods {
		p.Years = append(p.Years, 2027+t*16/periods)
		p.CarbonJPYPerT = append(p.CarbonJPYPerT, 3000*math.Pow(1.03, float64(p.Years[t]-2026)))
	}
	growing := func(mw float64) []float64 {
		xs := make([]float64, periods)
		for t := range xs {
			xs[t] = math.Round(mw * float64(t+1) / float64(periods))
		}
		return xs
	}
	weight := make([]float64, areas)
	for a := range areas {
		weight[a] = 1 / float64(1+a)
		p.Areas = append(p.Areas, Area{ID: fmt.Sprint("area", a), QueueShare: []float64{0.6, 0.25}[min(a, 1)]})
		if a > 1 {
			p.Areas[a].QueueShare = 0.15 / 8
		}
		spare := 300 + 700*r.Float64()
		for t := range periods {
			p.Areas[a].SpareMW = append(p.Areas[a].SpareMW, math.Round(spare*(1+0.05*float64(t))))
		}
		p.Metros = append(p.Metros, Metro{ID: fmt.Sprint("metro", a), Area: a})
		p.Reinforcements = append(p.Reinforcements, Reinforcement{
			ID: fmt.Sprint("supply", a), Lumps: 4, Capex: Capex{Money{System: 4e10}, 40}, ReadyYear: 2031,
		})
		p.Areas[a].Gains = []Gain{{a, 300}}
	}
	for a := 1; a < areas; a++ {
		l := Link{ID: fmt.Sprint("tie", a), From: a - 1, To: a, MW: growing(600), BackMW: growing(600)}
		p.Reinforcements = append(p.Reinforcements, Reinforcement{
			ID: fmt.Sprint("tie+", a), Lumps: 2, Capex: Capex{Money{System: 1.5e11}, 40}, ReadyYear: 2033,
		})
		l.Gains = []Gain{{len(p.Reinforcements) - 1, 600}}
		p.Links = append(p.Links, l)
		p.Shared = append(p.Shared, Shared{ID: fmt.Sprint("span", a), Fiber: true, ReadyYear: 2029, Capex: Capex{Money{Private: 6e9 + 6e9*r.Float64()}, 30}})
	}
	limits := []float64{0.7, 1.5, 4, 20, 20} // reach in areas
	for k, limit := range limits {
		p.Classes = append(p.Classes, Class{ID: fmt.Sprint("class", k)})
		for range periods {
			p.Classes[k].UnservedJPYPerMWYear = append(p.Classes[k].UnservedJPYPerMWYear, 4.4e8+1e8/limit)
		}
		if k == 2 {
			p.Classes[k].Diversity = SpanDisjoint
		}
		var byMetro [][]float64
		for a := range areas {
			byMetro = append(byMetro, growing(6000*weight[a]/2.93/float64(len(limits))))
		}
		p.DemandMW = append(p.DemandMW, byMetro)
	}
	for i := range sites {
		p.Sites = append(p.Sites, countrySite(r, p, i, limits))
	}
	countryRows(r, p, sites)
	share := ShareCap{ID: "metros", MaxShare: growing(0.6)}
	for t := range periods {
		share.MaxShare[t] = 0.7
	}
	for i := range p.Sites {
		if p.Sites[i].Area < 2 {
			share.Sites = append(share.Sites, SiteWeight{i, 1})
		}
	}
	p.Policy.Shares = []ShareCap{share}
	return p
}

func countrySite(r *rand.Rand, p *Problem, i int, limits []float64) Site {
	const areas = 10
	at := float64(areas) * r.Float64()
	area := int(at)
	core := 1 / (1 + math.Abs(at-0.5)) // near the largest metro
	s := Site{
		ID: fmt.Sprint("site", i), Area: area, Domestic: true, PUE: 1.15 + 0.1*r.Float64(), Utilization: 0.75,
		LandHa: 5 + 30*r.Float64(), Land: Money{Private: 2e9 + 2e10*core*r.Float64()}, Opening: Capex{Money{Private: 5e9}, 25},
		FixedPerMWYear: Money{Private: 6e7},
	}
	energy := 15000 + 3000*r.Float64() + 2000*core
	for t := range p.Years {
		s.EnergyJPYPerMWh = append(s.EnergyJPYPerMWh, Money{energy - 100*float64(t), 1500})
		s.CarbonKgPerMWh = append(s.CarbonKgPerMWh, 450-60*float64(t)-150*r.Float64())
	}
	for _, mw := range []float64{40, 60, 100} {
		s.Blocks = append(s.Blocks, Block{ITMW: mw, LandHa: mw / 12, Capex: Capex{Money{Private: mw * 1.9e9 * (0.95 + 0.1*r.Float64() + 0.1*core)}, 22}})
	}
	for k := range 1 + r.IntN(3) {
		con := Connection{
			ID: fmt.Sprint("con", k), Bus: area*30 + r.IntN(30), MaxMW: []float64{50, 130, 400}[r.IntN(3)],
			ReadyYear: 2027 + r.IntN(8), FirmShare: 1, Capex: Capex{Money{2e9 + 1e10*r.Float64(), 1e9}, 30},
		}
		if k == 2 {
			con.FirmShare, con.ReadyYear, con.PerMWYear = 0.7, 2028, Money{Private: 1e7}
		}
		s.Connections = append(s.Connections, con)
	}
	for o := range 1 + r.IntN(3) {
		f := Fiber{ID: fmt.Sprint("fiber", o), ReadyYear: 2027 + r.IntN(3), Capex: Capex{Money{Private: 3e8 + 3e9*r.Float64()}, 30}, Diversity: Diversity(min(o, 1))}
		slack := 0.75
		if o == 2 && area > 0 {
			f.Shared, slack = []int{area - 1}, 0.25
		}
		for _, limit := range limits {
			reach := make([]bool, areas)
			for m := range reach {
				reach[m] = math.Abs(float64(m)+0.5-at)+slack*0.5 <= limit
			}
			f.Reach = append(f.Reach, reach)
		}
		s.Fibers = append(s.Fibers, f)
	}
	return s
}

func countryRows(r *rand.Rand, p *Problem, sites int) {
	for n := range 300 {
		row := GridRow{ID: fmt.Sprint("row", n), Element: fmt.Sprint("branch", n)}
		if n%3 > 0 {
			row.Contingency = fmt.Sprint("branch", n+1)
		}
		area := n % 10
		for bus := range 30 {
			sens := 0.1*r.Float64() - 0.03
			if r.IntN(5) == 0 {
				sens = 0.2 + 0.6*r.Float64()
			}
			row.Terms = append(row.Terms, BusTerm{area*30 + bus, sens})
		}
		if n < 60 {
			p.Reinforcements = append(p.Reinforcements, Reinforcement{
				ID: fmt.Sprint("line", n), Lumps: 1, Capex: Capex{Money{System: 5e9 + 2e10*r.Float64()}, 40}, ReadyYear: 2030 + r.IntN(5),
			})
			row.Gains = []Gain{{len(p.Reinforcements) - 1, 400}}
		}
		margin := 100 + 500*r.Float64()
		for t := range p.Years {
			row.MarginMW = append(row.MarginMW, math.Round(margin*(1+0.03*float64(t))))
		}
		p.GridRows = append(p.GridRows, row)
	}
}

func benchmarkCountry(b *testing.B, sites, periods int) {
	p := country(sites, periods, 1)
	b.ReportAllocs()
	for b.Loop() {
		opt := Options{Gap: 0.01, TimeLimit: 200 * time.Second}
		last := ""
		opt.Progress = func(pr Progress) {
			if line := fmt.Sprintf("%s %.4g", pr.Stage, pr.Gap); line != last {
				last = line
				b.Logf("%6.1fs %-8s total %.6g bound %.6g gap %.4f cuts %d grid %d programmes %d", pr.Elapsed.Seconds(), pr.Stage, pr.TotalJPY, pr.Bound, pr.Gap, pr.CoverCuts, pr.Grid, pr.Programmes)
			}
		}
		out, err := Solve(context.Background(), p, opt)
		if err != nil {
			b.Fatal(err)
		}
		b.Logf("%v, %v, gap %.4f, %d sites open, unserved %.0f MW, size %+v, rounds %+v", out.Status, out.Stop, out.Gap, len(out.Plan.Sites), out.Evaluation.UnservedMW, out.Size, out.Rounds)
	}
}

func BenchmarkSolve200x4(b *testing.B)   { benchmarkCountry(b, 200, 4) }
func BenchmarkSolve500x4(b *testing.B)   { benchmarkCountry(b, 500, 4) }
func BenchmarkSolve5000x4(b *testing.B)  { benchmarkCountry(b, 5000, 4) }
func BenchmarkSolve10000x4(b *testing.B) { benchmarkCountry(b, 10000, 4) }

// Country is country for benchmarks of the rooms beside this one.
var Country = country
