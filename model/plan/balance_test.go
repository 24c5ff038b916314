package plan

import (
	"math"
	"testing"
)

// TestBalances adds up energy and capacity of solved plans anew, without
// evaluate: everything meets to 1e-6.
func TestBalances(t *testing.T) {
	count, built := uint64(24), 0
	if testing.Short() {
		count = 6
	}
	for seed := range count {
		p := tiny(seed, 3, 2)
		if seed%2 == 0 {
			withPolicies(p, seed)
		}
		out := solved(t, p, Options{Gap: -1, NoExplain: true})
		if !out.ok() {
			continue
		}
		built += len(out.Plan.Sites)
		for time := range p.Years {
			checkServed(t, seed, p, &out, time)
			checkPower(t, seed, p, &out.Plan, time)
		}
	}
	if built < int(count)/2 {
		t.Errorf("only %d sites in all", built)
	}
}

// checkServed: what is served and what is not make up the demand, and no site
// serves more than it has.
func checkServed(t *testing.T, seed uint64, p *Problem, out *Outcome, time int) {
	t.Helper()
	used, asked, all := map[int]float64{}, 0.0, 0.0
	for k := range p.Classes {
		for m := range p.Metros {
			served := 0.0
			for _, f := range out.Plan.Flows {
				if f.Class == k && f.Metro == m && f.Period == time {
					served += f.MW
					used[f.Site] += f.MW
				}
			}
			demand := p.DemandMW[k][m][time]
			if served > demand+1e-6 {
				t.Errorf("seed %d: %g MW served of %g", seed, served, demand)
			}
			asked, all = asked+demand, all+served
		}
	}
	if math.Abs(asked-all-out.Evaluation.UnservedMW[time]) > 1e-6 {
		t.Errorf("seed %d: %g asked, %g served, %g unserved", seed, asked, all, out.Evaluation.UnservedMW[time])
	}
	for _, s := range out.Plan.Sites {
		mw := 0.0
		for level := range s.Levels[time] {
			mw += p.Sites[s.Site].Blocks[level].ITMW
		}
		if used[s.Site] > mw+1e-6 {
			t.Errorf("seed %d: site %d serves %g of %g MW", seed, s.Site, used[s.Site], mw)
		}
		delete(used, s.Site)
	}
	if len(used) > 0 {
		t.Errorf("seed %d: sites that do not stand serve %v", seed, used)
	}
}

// checkPower: each area's load and what it sends out is within its spare and
// what it takes in, and nothing is lost between the areas.
func checkPower(t *testing.T, seed uint64, p *Problem, plan *Plan, time int) {
	t.Helper()
	load := make([]float64, len(p.Areas))
	for _, s := range plan.Sites {
		site := &p.Sites[s.Site]
		for level := range s.Levels[time] {
			load[site.Area] += site.Blocks[level].ITMW * site.PUE * site.Connections[s.Connection].FirmShare
		}
	}
	out := make([]float64, len(p.Areas))
	for h, l := range p.Links {
		mw, room := plan.LinkMW[h][time], 0.0
		for _, g := range l.Gains {
			room += g.MWPerLump * float64(plan.Lumps[g.Reinforcement][time])
		}
		if mw > l.MW[time]+room+1e-6*math.Max(1, l.MW[time]) || -mw > l.BackMW[time]+room+1e-6*math.Max(1, l.BackMW[time]) {
			t.Errorf("seed %d: link %d carries %g of %g and %g, with %g more", seed, h, mw, l.MW[time], l.BackMW[time], room)
		}
		out[l.From] += mw
		out[l.To] -= mw
	}
	sum := 0.0
	for a := range p.Areas {
		spare := p.Areas[a].SpareMW[time]
		if load[a]+out[a] > spare+1e-6*math.Max(1, spare) {
			t.Errorf("seed %d: area %d has a load of %g and sends %g, spare %g", seed, a, load[a], out[a], spare)
		}
		sum += out[a]
	}
	if math.Abs(sum) > 1e-9 {
		t.Errorf("seed %d: %g MW come from nowhere", seed, sum)
	}
}
