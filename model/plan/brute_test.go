package plan

import (
	"math"
	"sort"
)

// brute finds the cheapest plan of a tiny problem by enumeration. It knows the
// cost and the checks of evaluate, but serves demand by its own method.
func brute(p *Problem) (float64, bool) {
	b := &bruteSearch{p: p, best: math.Inf(1)}
	b.site(0, nil)
	return b.best, !math.IsInf(b.best, 1)
}

// everyPlan calls f with every plan that meets the requirements and its cost.
func everyPlan(p *Problem, f func(plan Plan, totalJPY float64)) {
	(&bruteSearch{p: p, best: math.Inf(1), each: f}).site(0, nil)
}

type bruteSearch struct {
	p    *Problem
	best float64
	each func(plan Plan, totalJPY float64) // nil, or told of every plan; Flows are not set
}

func (b *bruteSearch) site(i int, chosen []SitePlan) {
	if i == len(b.p.Sites) {
		b.network(chosen)
		return
	}
	b.site(i+1, chosen)
	s := &b.p.Sites[i]
	for _, levels := range b.paths(len(s.Blocks)) {
		for con := range s.Connections {
			for fib := range s.Fibers {
				for from := range b.p.Years {
					if from > 0 && levels[from-1] > 0 || b.p.Years[from] < s.Fibers[fib].ReadyYear {
						continue
					}
					site := SitePlan{Site: i, Connection: con, Fiber: fib, FiberFrom: from, Levels: levels}
					b.site(i+1, append(chosen[:len(chosen):len(chosen)], site))
				}
			}
		}
	}
}

// paths lists the ways to grow to something.
func (b *bruteSearch) paths(most int) [][]int {
	paths := [][]int{nil}
	for range b.p.Years {
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

func (b *bruteSearch) network(sites []SitePlan) {
	for shared := -1; shared < len(b.p.Years); shared++ {
		for _, lumps := range append(b.paths(b.p.Reinforcements[0].Lumps), make([]int, len(b.p.Years))) {
			plan := Plan{Sites: sites, Shared: []int{shared}, Lumps: [][]int{lumps}}
			b.try(plan)
		}
	}
}

func (b *bruteSearch) try(plan Plan) {
	p := b.p
	mw := make([]float64, len(p.Years))
	for t := range p.Years {
		need := -p.Areas[1].SpareMW[t]
		for _, s := range plan.Sites {
			if p.Sites[s.Site].Area == 1 {
				need += s.GridMW(p, t) * p.Sites[s.Site].Connections[s.Connection].FirmShare
			}
		}
		high := p.Links[0].MW[t]
		for _, g := range p.Links[0].Gains {
			high += g.MWPerLump * float64(plan.Lumps[0][t])
		}
		mw[t] = math.Min(math.Max(need, 0), high)
		spare := p.Areas[0].SpareMW[t]
		for _, s := range plan.Sites {
			if p.Sites[s.Site].Area == 0 {
				spare -= s.GridMW(p, t) * p.Sites[s.Site].Connections[s.Connection].FirmShare
			}
		}
		if spare < 0 {
			mw[t] = spare
		}
	}
	plan.LinkMW = [][]float64{mw}
	e, err := evaluate(p, plan)
	if err != nil {
		panic(err)
	}
	for _, v := range e.Violations {
		if v.Requirement.Kind != "demand" {
			return
		}
	}
	total := e.TotalJPY
	cal := newCalendar(p)
	for t := range p.Years {
		worth, all := b.serve(plan, t)
		if !all {
			return
		}
		total -= worth * cal.annuity[t]
	}
	b.best = math.Min(b.best, total)
	if b.each != nil {
		b.each(plan, total)
	}
}

// serve returns the worth of what can be served, by greedy growth under the
// capacity of every subset of the demands, and whether the musts are.
func (b *bruteSearch) serve(plan Plan, t int) (worth float64, all bool) {
	p := b.p
	type demand struct {
		k, m   int
		served float64
	}
	var ds []demand
	for k := range p.Classes {
		for m := range p.Metros {
			ds = append(ds, demand{k: k, m: m})
		}
	}
	sort.SliceStable(ds, func(x, y int) bool {
		return p.Classes[ds[x].k].UnservedJPYPerMWYear[t] > p.Classes[ds[y].k].UnservedJPYPerMWYear[t]
	})
	for n := range ds {
		mw := p.DemandMW[ds[n].k][ds[n].m][t]
		for set := 0; set < 1<<len(ds); set++ {
			if set>>n&1 == 0 {
				continue
			}
			room := 0.0
			for _, s := range plan.Sites {
				for x := range ds {
					fiber := &p.Sites[s.Site].Fibers[s.Fiber]
					if set>>x&1 == 1 && fiber.Reach[ds[x].k][ds[x].m] && suits(p, s.Site, s.Fiber, ds[x].k) {
						room += s.ITMW(p, t)
						break
					}
				}
			}
			for x := range ds {
				if set>>x&1 == 1 {
					room -= ds[x].served
				}
			}
			mw = math.Min(mw, room)
		}
		ds[n].served = math.Max(0, mw)
		price := p.Classes[ds[n].k].UnservedJPYPerMWYear[t]
		if math.IsInf(price, 1) {
			if p.DemandMW[ds[n].k][ds[n].m][t]-ds[n].served > 1e-6 {
				return 0, false
			}
			continue
		}
		worth += ds[n].served * price
	}
	return worth, true
}
