package grid

import (
	"fmt"
	"math"

	"github.com/wattbit/wattbit/data/power"
)

// Island is a part of the network that branches connect.
type Island struct {
	Buses []int // in file order
	// Reference is the bus of angle 0. It is the file's first reference bus of
	// the island, or, where it has none (ReferenceChosen), the bus of its
	// largest unit, else of its largest link, else its first bus.
	Reference       int
	ReferenceChosen bool
	Slack           Slack // the mode in use, see Slack

	DemandMW     float64 // loads and shunts
	LinkMW       float64 // net infeed of links
	GenerationMW float64 // as the file has it
	// SlackMW is what the slack adds so that the island balances.
	SlackMW    float64
	HeadroomMW float64 // after the slack; +Inf when a unit has no upper limit

	// Dead islands have neither a unit nor a link in service: their demand is
	// not served and their branches carry nothing.
	Dead bool
}

// Islands returns the islands in the order of their first bus.
func (g *Grid) Islands() []Island { return g.islands }

// IslandOf returns the island of a bus, -1 when it is out of service.
func (g *Grid) IslandOf(bus int) int {
	if n := g.node[bus]; n >= 0 {
		return int(g.island[n])
	}
	return -1
}

func (g *Grid) findIslands() error {
	n := len(g.buses)
	set := make([]int32, n)
	for i := range set {
		set[i] = int32(i)
	}
	for i := range g.branches {
		if br := &g.branches[i]; br.on {
			root(set, br.from, br.to)
		}
	}
	g.island, g.local = make([]int32, n), make([]int32, n)
	for i := range set {
		first := find(set, int32(i))
		if first == int32(i) {
			g.island[i] = int32(len(g.solvers))
			g.solvers = append(g.solvers, &islandSolver{})
		} else {
			g.island[i] = g.island[first]
		}
		s := g.solvers[g.island[i]]
		g.local[i] = int32(len(s.nodes))
		s.nodes = append(s.nodes, int32(i))
	}
	g.islands = make([]Island, len(g.solvers))
	for bus, node := range g.node {
		if node >= 0 {
			isl := &g.islands[g.island[node]]
			isl.Buses = append(isl.Buses, bus)
		}
	}
	for i := range g.branches {
		if br := &g.branches[i]; br.on {
			br.lf, br.lt = g.local[br.from], g.local[br.to]
			s := g.solvers[g.island[br.from]]
			s.branches = append(s.branches, int32(i))
		}
	}
	return nil
}

// chooseReferences finds each island's reference bus and whether it is dead.
func (g *Grid) chooseReferences() {
	largest := make([]float64, len(g.islands))
	for i := range g.islands {
		isl := &g.islands[i]
		isl.Reference, isl.ReferenceChosen, isl.Dead = isl.Buses[0], true, true
		largest[i] = math.Inf(-1)
		for _, bus := range isl.Buses {
			if g.net.Buses[bus].Kind == power.Reference {
				isl.Reference, isl.ReferenceChosen = bus, false
				break
			}
		}
	}
	offer := func(bus string, size float64) {
		at := int(g.busIndex[bus])
		k := g.island[g.node[at]]
		isl := &g.islands[k]
		isl.Dead = false
		if isl.ReferenceChosen && size > largest[k] {
			isl.Reference, largest[k] = at, size
		}
	}
	for i := range g.units {
		if g.units[i].on {
			offer(g.net.Generators[i].Bus, g.net.Generators[i].MaxMW)
		}
	}
	for i := range g.net.Links {
		// Any unit comes before any link.
		if l := &g.net.Links[i]; g.linkOn(l) {
			offer(l.From, -1e12-1/(1+math.Abs(l.MinMW)))
			offer(l.To, -1e12-1/(1+math.Abs(l.MaxMW)))
		}
	}
}

func (g *Grid) factorize() error {
	g.chooseReferences()
	for i, s := range g.solvers {
		ref := g.islands[i].Reference
		if err := s.factorize(g, g.local[g.node[ref]]); err != nil {
			return fmt.Errorf("island of bus %q: %w", g.net.Buses[ref].ID, err)
		}
	}
	return nil
}
