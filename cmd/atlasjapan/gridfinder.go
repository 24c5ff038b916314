package main

import (
	"slices"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/geo"
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

// plantKm is how far a station's own line may be; beyond, it goes to the
// nearest bus whatever its lines carry.
const plantKm = 30

// forPlant returns the nearest bus of the station's area whose lines can take
// its output.
func (f *busFinder) forPlant(p plant) string {
	ix := f.indexes[p.area]
	if ix == nil {
		return ""
	}
	near := ix.Within(nil, p.at, plantKm)
	if len(near) == 0 {
		near = ix.Nearest(nil, p.at, 1)
	}
	bus := func(n geo.Neighbor) string { return f.d.atlas.GridBuses[f.rows[p.area][n.Index]].ID }
	at := slices.IndexFunc(near, func(n geo.Neighbor) bool { return f.roomMW[bus(n)] >= p.maxMW })
	if at < 0 {
		at = 0
	}
	id := bus(near[at])
	f.roomMW[id] -= p.maxMW
	return id
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
