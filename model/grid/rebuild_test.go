package grid_test

import (
	"math"

	"github.com/wattbit/wattbit/data/power"
	"github.com/wattbit/wattbit/model/grid"
)

// rebuild returns the network with loads added and one outage made, units
// moved as the definition of hosting capacity says, so that it balances
// without a slack. It uses no distribution factor. ok is false when nobody is
// left to balance it.
func rebuild(g *grid.Grid, loads []grid.SiteLoad, o grid.Outage) (net *power.Network, ok bool) {
	net = clone(g.Network())
	for i := range net.Generators {
		net.Generators[i].MW = g.UnitMW(i)
	}
	for k, l := range loads {
		net.Loads = append(net.Loads, power.Load{ID: "new" + label(k), Bus: net.Buses[l.Bus].ID, MW: l.MW, InService: true})
		isl := g.IslandOf(l.Bus)
		share(g, net, l.MW, func(bus int) bool { return g.IslandOf(bus) == isl })
	}
	switch o.Kind {
	case grid.BranchOutage:
		net.Branches[o.Index].InService = false
	case grid.UnitOutage:
		gen := &net.Generators[o.Index]
		gen.InService = false
		bus, _ := g.Bus(gen.Bus)
		isl := g.IslandOf(bus)
		return net, share(g, net, gen.MW, func(bus int) bool { return g.IslandOf(bus) == isl })
	case grid.BridgeOutage:
		return net, loseSide(g, net, o.Index)
	}
	return net, true
}

// share lets the units in service at some buses produce mw more.
func share(g *grid.Grid, net *power.Network, mw float64, at func(bus int) bool) bool {
	total := 0.0
	use := func(i int) bool {
		bus, _ := g.Bus(net.Generators[i].Bus)
		return net.Generators[i].InService && at(bus)
	}
	for i := range net.Generators {
		if use(i) {
			total += g.HeadroomMW(i)
		}
	}
	for i := range net.Generators {
		if use(i) && total > 0 {
			net.Generators[i].MW += mw * g.HeadroomMW(i) / total
		}
	}
	return total > 0
}

// loseSide switches off the smaller side of a bridge; the other side makes up
// for its surplus or lack.
func loseSide(g *grid.Grid, net *power.Network, branch int) bool {
	var bridge grid.Bridge
	for _, b := range g.Bridges() {
		if b.Branch == branch {
			bridge = b
		}
	}
	lost := map[string]bool{}
	for _, bus := range g.LostBusIndices(bridge) {
		net.Buses[bus].Kind = power.Isolated
		lost[net.Buses[bus].ID] = true
	}
	net.Branches[branch].InService = false
	isl := g.IslandOf(bridge.Main)
	in := func(id string) bool { b, _ := g.Bus(id); return !lost[id] && g.IslandOf(b) == isl }
	short := 0.0
	for _, l := range net.Loads {
		if in(l.Bus) {
			short += l.MW
		}
	}
	for _, s := range net.Shunts {
		if in(s.Bus) {
			short += s.MW
		}
	}
	for _, u := range net.Generators {
		if u.InService && in(u.Bus) {
			short -= u.MW
		}
	}
	return share(g, net, short, func(bus int) bool { return in(net.Buses[bus].ID) })
}

// outagesOf lists every contingency of the kinds.
func outagesOf(g *grid.Grid, kinds grid.Outages) []grid.Outage {
	out := []grid.Outage{{}}
	bridge := map[int]bool{}
	for _, b := range g.Bridges() {
		bridge[b.Branch] = true
	}
	for i := range g.Network().Branches {
		switch {
		case !g.BranchInService(i):
		case bridge[i] && kinds&grid.BridgeOutages != 0:
			out = append(out, grid.Outage{Kind: grid.BridgeOutage, Index: i})
		case !bridge[i] && kinds&grid.BranchOutages != 0:
			out = append(out, grid.Outage{Kind: grid.BranchOutage, Index: i})
		}
	}
	for i, gen := range g.Network().Generators {
		if gen.InService && kinds&grid.UnitOutages != 0 {
			out = append(out, grid.Outage{Kind: grid.UnitOutage, Index: i})
		}
	}
	return out
}

// limitMW is the rating that holds after an outage.
func limitMW(br *power.Branch, o grid.Outage) float64 {
	limit := br.RateMW
	if o.Kind != grid.BaseCase && br.EmergencyMW > 0 {
		limit = br.EmergencyMW
	}
	if limit == 0 {
		return math.Inf(1)
	}
	return limit
}

// flows solves a rebuilt network; nil when it has no solution.
func flows(net *power.Network, opt grid.Options) []float64 {
	g, err := grid.New(net, opt)
	if err != nil {
		return nil
	}
	return g.Flow().BranchMW
}

// bruteForce returns the hosting capacity of a bus by rebuilding the network
// without and with 1 MW of load for every contingency: flows are linear
// between. doubtful is true when a figure stands on a knife's edge.
func bruteForce(g *grid.Grid, bus int, opt grid.HostingOptions) (mw float64, doubtful bool) {
	isl := g.IslandOf(bus)
	mw = g.Islands()[isl].HeadroomMW
	if mw <= 0 {
		return 0, false
	}
	cutoff := math.Max(opt.Cutoff, 1e-9)
	for _, o := range outagesOf(g, opt.Outages) {
		if islandOf(g, o) != isl && o.Kind != grid.BaseCase {
			continue
		}
		net0, ok := rebuild(g, nil, o)
		net1, _ := rebuild(g, []grid.SiteLoad{{Bus: bus, MW: 1}}, o)
		if !ok {
			continue
		}
		f0, f1 := flows(net0, g.Options()), flows(net1, g.Options())
		if f0 == nil || f1 == nil {
			return mw, true
		}
		for i := range f0 {
			s, limit := f1[i]-f0[i], limitMW(&g.Network().Branches[i], o)
			if math.Abs(s) > 1e4 || math.Abs(f0[i]) > 1e6 {
				return mw, true // a resonance
			}
			over := math.Abs(f0[i]) - limit
			if math.Abs(over) < 1e-5 || math.Abs(math.Abs(s)-cutoff) < 1e-7 && cutoff > 1e-8 {
				doubtful = true
			}
			if math.IsInf(limit, 1) || over > 0 && opt.Policy == grid.Exclude || math.Abs(s) <= math.Max(cutoff, 1e-7) {
				continue
			}
			mw = math.Min(mw, math.Max(limit-math.Copysign(1, s)*f0[i], 0)/math.Abs(s))
		}
	}
	return mw, doubtful
}

func islandOf(g *grid.Grid, o grid.Outage) int {
	id := ""
	switch o.Kind {
	case grid.BaseCase:
		return -1
	case grid.UnitOutage:
		id = g.Network().Generators[o.Index].Bus
	default:
		id = g.Network().Branches[o.Index].From
	}
	bus, _ := g.Bus(id)
	return g.IslandOf(bus)
}
