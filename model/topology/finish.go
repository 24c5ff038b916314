package topology

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/paulmach/orb"
)

// topology names what is left.
func (b *builder) topology() *Topology {
	t := &Topology{}
	ids := b.namedBuses(t)
	b.corridors(t, ids)
	slices.SortFunc(t.Buses, func(x, y Bus) int { return cmp.Compare(x.ID, y.ID) })
	b.transformers(t)
	b.repair(t)
	b.finishReport(t)
	t.Report = b.report
	return t
}

// namedBuses makes buses of the nodes that still have an edge and returns the
// id of each node.
func (b *builder) namedBuses(t *Topology) []string {
	ids := make([]string, len(b.g.nodes))
	taken := make(map[string]int)
	for i := range b.g.nodes {
		n := &b.g.nodes[i]
		if len(n.edges) == 0 {
			continue
		}
		bus := b.bus(n)
		taken[bus.ID]++
		if k := taken[bus.ID]; k > 1 {
			bus.ID += "#" + strconv.Itoa(k)
		}
		ids[i] = bus.ID
		t.Buses = append(t.Buses, bus)
	}
	return ids
}

func (b *builder) bus(n *node) Bus {
	e := &b.ends[n.end]
	kv := strconv.FormatFloat(e.kv, 'f', -1, 64)
	bus := Bus{KV: e.kv, Zone: n.zone, Location: e.at}
	if n.site >= 0 {
		s := &b.sites[n.site]
		bus.ID, bus.Name, bus.Site, bus.Location, bus.Area = s.ID+"@"+kv, s.Name, s.ID, s.Location, s.Area
		if s.Separate && n.zone != "" {
			bus.ID += "-" + n.zone
		}
	} else {
		bus.ID = fmt.Sprintf("joint@%s:%.4f:%.4f", kv, e.at[0], e.at[1])
	}
	if bus.Area == "" || b.foreign(bus.Area, n.zone) {
		bus.Area = b.areaOf(n)
	}
	return bus
}

// areaOf is the area of most of the length that meets at a node, else that of
// its place.
func (b *builder) areaOf(n *node) string {
	votes := make(map[string]float64)
	for _, i := range n.edges {
		for _, p := range b.g.edges[i].parts {
			if area := b.lines[p.line].Area; area != "" && !b.foreign(area, n.zone) {
				votes[area] += p.km
			}
		}
	}
	if len(votes) > 0 {
		return most(votes)
	}
	return b.opt.AreaAt(b.ends[n.end].at, n.zone)
}

// foreign tells that an area belongs to another zone.
func (b *builder) foreign(area, zone string) bool {
	other := b.opt.ZoneOf(area)
	return other != "" && zone != "" && other != zone
}

func (b *builder) corridors(t *Topology, ids []string) {
	for i := range b.g.edges {
		e := &b.g.edges[i]
		if e.gone {
			continue
		}
		if ids[e.u] > ids[e.v] {
			reverse(e)
		}
		c := Corridor{From: ids[e.u], To: ids[e.v], KV: e.kv, LengthKm: e.km, Path: withoutRepeats(e.path), Name: b.nameOf(e)}
		c.Circuits, c.Basis = b.circuits(e)
		for _, p := range e.parts {
			c.Lines = append(c.Lines, b.lines[p.line].ID)
		}
		t.Corridors = append(t.Corridors, c)
	}
	slices.SortFunc(t.Corridors, func(x, y Corridor) int {
		return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.To, y.To), cmp.Compare(x.KV, y.KV), cmp.Compare(x.LengthKm, y.LengthKm), comparePaths(x.Path, y.Path))
	})
	for i := range t.Corridors {
		c := &t.Corridors[i]
		c.ID = c.From + "~" + c.To
		number := 1
		for k := i - 1; k >= 0 && t.Corridors[k].From == c.From && t.Corridors[k].To == c.To; k-- {
			number++
		}
		if number > 1 {
			c.ID += "#" + strconv.Itoa(number)
		}
	}
}

// nameOf is the name of most of an edge's length.
func (b *builder) nameOf(e *edge) string {
	votes := make(map[string]float64)
	for _, p := range e.parts {
		votes[b.lines[p.line].Name] += p.km
	}
	return most(votes)
}

func withoutRepeats(path orb.LineString) orb.LineString { return slices.Compact(path) }

// transformers join neighbouring voltages of each site and zone.
func (b *builder) transformers(t *Topology) {
	at := make(map[[2]string][]Bus)
	var keys [][2]string
	for _, bus := range t.Buses {
		if bus.Site == "" {
			continue
		}
		key := [2]string{bus.Site, ""}
		if s, _ := slices.BinarySearchFunc(b.sites, bus.Site, func(s Site, id string) int { return cmp.Compare(s.ID, id) }); b.sites[s].Separate {
			key[1] = bus.Zone
		}
		if at[key] == nil {
			keys = append(keys, key)
		}
		at[key] = append(at[key], bus)
	}
	slices.SortFunc(keys, func(x, y [2]string) int { return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1])) })
	for _, key := range keys {
		buses := at[key]
		slices.SortFunc(buses, func(x, y Bus) int { return cmp.Compare(y.KV, x.KV) })
		for i := range len(buses) - 1 {
			hi, lo := buses[i], buses[i+1]
			t.Transformers = append(t.Transformers, Transformer{ID: hi.ID + "~" + lo.ID, Site: key[0], From: hi.ID, To: lo.ID})
		}
	}
}
