package main

import (
	"math"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/geo"
	"github.com/wattbit/wattbit/model/topology"
)

// busFinder finds the bus at which a power station stands.
type busFinder struct {
	d       *deriver
	indexes map[string]*geo.Index // by area
	rows    map[string][]int      // of GridBuses, by area
	// roomMW is what stations may still feed in at a bus.
	roomMW map[string]float64
}

func newBusFinder(d *deriver) *busFinder {
	f := &busFinder{d: d, indexes: make(map[string]*geo.Index), rows: make(map[string][]int), roomMW: make(map[string]float64)}
	for i := range d.atlas.GridBranches {
		b := &d.atlas.GridBranches[i]
		for _, bus := range []string{b.From, b.To} {
			if b.Kind == atlas.GridLine && b.InService {
				f.roomMW[bus] += plantShare * float64(b.Circuits) * b.RateMW
			}
		}
	}
	points := make(map[string][]orb.Point)
	for i := range d.atlas.GridBuses {
		b := &d.atlas.GridBuses[i]
		f.rows[b.Area] = append(f.rows[b.Area], i)
		points[b.Area] = append(points[b.Area], b.Location)
	}
	for area, list := range points {
		ix, err := geo.NewIndex(list)
		if err != nil {
			d.fail("buses: %w", err)
		}
		f.indexes[area] = ix
	}
	return f
}

// plantShare is how much of its lines' ratings a station may ask for. Stations
// shed units when a circuit is lost (N-1 電制), so that they ask for more than
// half of a double line.
const plantShare = 2.0 / 3

// plantKm is how much farther than the nearest bus a station may stand for the
// sake of a bus that can take its output.
const plantKm = 5

// forPlant returns the nearest bus of the station's area whose lines can take
// its output; where none close by can, the one that can take most.
func (f *busFinder) forPlant(p plant) string {
	ix := f.indexes[p.area]
	if ix == nil {
		return ""
	}
	near := ix.Nearest(nil, p.at, 1)
	if len(near) == 0 {
		return ""
	}
	bus := func(n geo.Neighbor) string { return f.d.atlas.GridBuses[f.rows[p.area][n.Index]].ID }
	best := ""
	for _, n := range ix.Within(nil, p.at, near[0].Km+plantKm) {
		id := bus(n)
		if f.roomMW[id] >= p.maxMW {
			best = id
			break
		}
		if best == "" || f.roomMW[id] > f.roomMW[best] {
			best = id
		}
	}
	f.roomMW[best] -= p.maxMW
	return best
}

// raiseCircuits gives the one line of a bus as many circuits as its stations
// ask for, where the map does not say how many it has: whoever built a station
// built its line.
func (f *busFinder) raiseCircuits() {
	lines := make(map[string][]*atlas.GridBranch)
	for i := range f.d.atlas.GridBranches {
		b := &f.d.atlas.GridBranches[i]
		for _, bus := range []string{b.From, b.To} {
			lines[bus] = append(lines[bus], b)
		}
	}
	for i := range f.d.atlas.GridBuses {
		bus := f.d.atlas.GridBuses[i].ID
		if list := lines[bus]; len(list) == 1 && list[0].Kind == atlas.GridLine && list[0].CircuitsBasis == string(topology.ByDefault) && f.roomMW[bus] < 0 {
			list[0].Circuits += int(math.Ceil(-f.roomMW[bus] / (plantShare * list[0].RateMW)))
		}
	}
}

// linkKm is how far a converter's bus may be from where the map has the station.
const linkKm = 5

// atStation returns the bus of a voltage and zone nearest to a station, by the
// station's local name.
func (f *busFinder) atStation(station string, kv float64, zone string) string {
	at, known := f.d.located[station]
	best, least := "", float64(linkKm)
	for i := range f.d.atlas.GridBuses {
		b := &f.d.atlas.GridBuses[i]
		if km := geo.FastDistanceKm(at, b.Location); known && b.KV == kv && b.Zone == zone && km < least {
			best, least = b.ID, km
		}
	}
	if best == "" {
		f.d.fail("network: found no bus of %s at %g kV in zone %s", station, kv, zone)
	}
	return best
}
