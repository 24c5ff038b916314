package topology

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/geo"
)

// systemOf returns, for each bus, the first bus of its connected system.
func (t *Topology) systemOf() []int {
	index := make(map[string]int, len(t.Buses))
	set := make([]int, len(t.Buses))
	for i, bus := range t.Buses {
		index[bus.ID], set[i] = i, i
	}
	find := func(i int) int {
		for set[i] != i {
			set[i] = set[set[i]]
			i = set[i]
		}
		return i
	}
	join := func(x, y string) {
		i, k := find(index[x]), find(index[y])
		set[max(i, k)] = min(i, k)
	}
	for _, c := range t.Corridors {
		join(c.From, c.To)
	}
	for _, x := range t.Transformers {
		join(x.From, x.To)
	}
	for i := range set {
		set[i] = find(i)
	}
	return set
}

// systems returns the connected parts, the longest first.
func (t *Topology) systems() []System {
	of, index := t.systemOf(), make(map[string]int, len(t.Buses))
	sums := make([]System, len(t.Buses))
	for i, bus := range t.Buses {
		index[bus.ID] = i
		s := &sums[of[i]]
		s.Buses++
		if s.Buses == 1 {
			s.FirstBus, s.Zone = bus.ID, bus.Zone
		}
	}
	for _, c := range t.Corridors {
		s := &sums[of[index[c.From]]]
		s.Corridors++
		s.Km += c.LengthKm
	}
	sums = slices.DeleteFunc(sums, func(s System) bool { return s.Buses == 0 })
	slices.SortStableFunc(sums, func(x, y System) int { return cmp.Compare(y.Km, x.Km) })
	return sums
}

// repair joins each system that is not its zone's longest to the nearest bus
// outside of it, where that lies within RepairKm.
func (b *builder) repair(t *Topology) {
	if b.opt.RepairKm == 0 {
		return
	}
	points := make([]orb.Point, len(t.Buses))
	for i := range t.Buses {
		points[i] = t.Buses[i].Location
	}
	ix, err := geo.NewIndex(points)
	if err != nil {
		return // the points were checked on the way in
	}
	index := make(map[string]int, len(t.Buses))
	for i, bus := range t.Buses {
		index[bus.ID] = i
	}
	seen := make(map[string]bool)
	for _, s := range t.systems() {
		if !seen[s.Zone] {
			seen[s.Zone] = true // the longest
			continue
		}
		b.repairSystem(t, ix, index[s.FirstBus])
	}
}

// repairSystem looks for the closest pair of buses, one of the system of first
// and one outside.
func (b *builder) repairSystem(t *Topology, ix *geo.Index, first int) {
	of := t.systemOf()
	best := SystemRepair{Km: b.opt.RepairKm}
	var x, y int
	for i := range t.Buses {
		if of[i] != of[first] {
			continue
		}
		for _, n := range ix.Within(nil, t.Buses[i].Location, best.Km) {
			if of[n.Index] != of[first] && t.Buses[n.Index].Zone == t.Buses[i].Zone && (best.From == "" || n.Km < best.Km) {
				best = SystemRepair{t.Buses[i].ID, t.Buses[n.Index].ID, n.Km}
				x, y = i, n.Index
			}
		}
	}
	if best.From == "" {
		return
	}
	b.report.Repairs = append(b.report.Repairs, best)
	hi, lo := t.Buses[x], t.Buses[y]
	if hi.KV < lo.KV || hi.KV == lo.KV && hi.ID > lo.ID {
		hi, lo = lo, hi
	}
	if hi.KV != lo.KV {
		t.Transformers = append(t.Transformers, Transformer{ID: hi.ID + "~" + lo.ID, Site: hi.Site, From: hi.ID, To: lo.ID})
		return
	}
	t.Corridors = append(t.Corridors, Corridor{ID: hi.ID + "~" + lo.ID, From: hi.ID, To: lo.ID, KV: hi.KV, Circuits: max(b.opt.DefaultCircuits(hi.KV), 1),
		Basis: ByDefault, LengthKm: best.Km, Path: orb.LineString{hi.Location, lo.Location}})
}

// Main returns the longest system of each zone, without the rest; the report
// is that of the whole.
func (t *Topology) Main() *Topology {
	of, index := t.systemOf(), make(map[string]int, len(t.Buses))
	for i, bus := range t.Buses {
		index[bus.ID] = i
	}
	keep, seen := make(map[int]bool), make(map[string]bool)
	for _, s := range t.systems() {
		if !seen[s.Zone] {
			seen[s.Zone] = true
			keep[of[index[s.FirstBus]]] = true
		}
	}
	kept := func(bus string) bool { return keep[of[index[bus]]] }
	m := &Topology{Report: t.Report}
	for _, b := range t.Buses {
		if kept(b.ID) {
			m.Buses = append(m.Buses, b)
		}
	}
	for _, c := range t.Corridors {
		if kept(c.From) {
			m.Corridors = append(m.Corridors, c)
		}
	}
	for _, x := range t.Transformers {
		if kept(x.From) {
			m.Transformers = append(m.Transformers, x)
		}
	}
	return m
}
