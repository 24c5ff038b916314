package grid

import (
	"fmt"
	"math"

	"github.com/wattbit/wattbit/data/power"
)

// joinBuses numbers the nodes: one per bus in service, one per group of buses
// that branches without reactance join.
func (g *Grid) joinBuses() error {
	n := len(g.net.Buses)
	g.busIndex = make(map[string]int32, n)
	set := make([]int32, n)
	for i := range g.net.Buses {
		g.busIndex[g.net.Buses[i].ID] = int32(i)
		set[i] = int32(i)
	}
	g.branches = make([]branch, len(g.net.Branches))
	for i := range g.net.Branches {
		br := &g.net.Branches[i]
		from, to := g.busIndex[br.From], g.busIndex[br.To]
		if br.X != 0 || !g.switchedOn(br, from, to) {
			continue
		}
		if g.opt.ZeroImpedance == RefuseZero {
			return fmt.Errorf("branch %q (%s-%s): reactance is 0, expected another value or the option to merge its buses", br.ID, br.From, br.To)
		}
		g.branches[i].merged = true
		g.merged = append(g.merged, i)
		root(set, from, to)
	}
	g.node = make([]int32, n)
	for i := range set {
		g.node[i] = -1
		if g.net.Buses[i].Kind == power.Isolated {
			continue
		}
		first := find(set, int32(i))
		if first == int32(i) {
			g.node[i] = int32(len(g.buses))
			g.buses = append(g.buses, nil)
		} else {
			g.node[i] = g.node[first]
		}
		g.buses[g.node[i]] = append(g.buses[g.node[i]], int32(i))
	}
	return nil
}

func (g *Grid) switchedOn(br *power.Branch, from, to int32) bool {
	return br.InService && from != to &&
		g.net.Buses[from].Kind != power.Isolated && g.net.Buses[to].Kind != power.Isolated
}

// find returns the lowest member of a bus's set, root joins two sets.
func find(set []int32, i int32) int32 {
	for set[i] != i {
		set[i] = set[set[i]]
		i = set[i]
	}
	return i
}

func root(set []int32, a, b int32) {
	a, b = find(set, a), find(set, b)
	set[max(a, b)] = min(a, b)
}

func (g *Grid) resolveBranches() error {
	for i := range g.net.Branches {
		br, out := &g.net.Branches[i], &g.branches[i]
		from, to := g.busIndex[br.From], g.busIndex[br.To]
		out.from, out.to = g.node[from], g.node[to]
		out.rateMW, out.afterMW = limits(br)
		out.voltageKV = math.Min(g.net.Buses[from].KV, g.net.Buses[to].KV)
		// A branch inside a merged node carries nothing that the model sees.
		if out.merged || !g.switchedOn(br, from, to) || out.from == out.to {
			continue
		}
		out.on = true
		phi := br.ShiftDeg * math.Pi / 180
		switch g.opt.Susceptance {
		case Matpower:
			out.b = 1 / (br.X * br.Tap)
		case XOnly:
			out.b = 1 / br.X
		case PowerModels:
			out.b, phi = br.X/(br.R*br.R+br.X*br.X), 0
		}
		out.b *= g.net.BaseMVA
		out.shiftMW = -out.b * phi
		if out.b == 0 || math.IsInf(out.b, 0) || math.IsInf(out.shiftMW, 0) {
			return fmt.Errorf("branch %q (%s-%s): r %g, x %g, tap %g give no finite susceptance", br.ID, br.From, br.To, br.R, br.X, br.Tap)
		}
	}
	return nil
}

// limits returns the MW limits before and after an outage.
func limits(br *power.Branch) (normal, after float64) {
	normal, after = br.RateMW, br.EmergencyMW
	if normal == 0 {
		normal = math.Inf(1)
	}
	if after == 0 || math.IsInf(after, 1) {
		after = normal
	}
	return normal, after
}

func (g *Grid) resolveUnits() error {
	g.units = make([]unit, len(g.net.Generators))
	for i := range g.net.Generators {
		gen := &g.net.Generators[i]
		bus := g.busIndex[gen.Bus]
		if node := g.node[bus]; gen.InService && node >= 0 {
			g.units[i] = unit{on: true, bus: bus, node: node, mw: gen.MW}
		}
	}
	return nil
}

// inject sums what is drawn and fed at each bus and island apart from the units.
func (g *Grid) inject() error {
	g.fixedMW = make([]float64, len(g.node))
	draw := func(bus string, mw float64) {
		at := g.busIndex[bus]
		if node := g.node[at]; node >= 0 {
			g.fixedMW[at] -= mw
			g.islands[g.island[node]].DemandMW += mw
		}
	}
	for _, l := range g.net.Loads {
		if l.InService {
			draw(l.Bus, l.MW)
		}
	}
	for _, s := range g.net.Shunts {
		if s.InService {
			draw(s.Bus, s.MW)
		}
	}
	feed := func(bus string, mw float64) {
		at := g.busIndex[bus]
		g.fixedMW[at] += mw
		g.islands[g.island[g.node[at]]].LinkMW += mw
	}
	for i := range g.net.Links {
		if l := &g.net.Links[i]; g.linkOn(l) {
			feed(l.From, -l.MW)
			feed(l.To, l.DeliveredMW(l.MW))
		}
	}
	return nil
}

// linkOn tells whether a link works: both its ends must be in service.
func (g *Grid) linkOn(l *power.Link) bool {
	return l.InService && g.node[g.busIndex[l.From]] >= 0 && g.node[g.busIndex[l.To]] >= 0
}
