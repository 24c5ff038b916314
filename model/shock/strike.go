package shock

import (
	"fmt"
	"slices"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/internal/nearname"
)

// submarine is the kind of a span at sea.
const submarine = "submarine"

// strike is an event with the chances of everything it may take.
type strike struct {
	shock  *Shock
	wires  *wires
	halls  []float64 // share lost, by site
	grid   []float64 // share of the supply lost, by site
	backup []float64 // hours, by site
	nodes  []float64 // chance of failing, by own node
	spans  []float64 // chance of a cut, by own span, then by spur
	sea    []bool    // by the same
}

func newStrike(s *Shock, f *footprint, w *wires, sites []Site) (*strike, error) {
	k := &strike{shock: s, wires: w}
	for _, site := range sites {
		region, area := site.Region, site.Area
		if region == "" {
			region = f.ground.Region(site.Location)
		}
		if area == "" {
			area = f.ground.Area(region)
		}
		l := f.at(site.Location, region)
		k.halls = append(k.halls, l.Sites)
		k.grid = append(k.grid, max(l.Grid, f.areas[area]))
		hours := s.Backup.Hours
		if site.BackupHours > 0 {
			hours = site.BackupHours
		}
		k.backup = append(k.backup, hours)
	}
	k.expose(f)
	return k, k.certain()
}

// expose sets the chances of nodes and spans by where they lie.
func (k *strike) expose(f *footprint) {
	w := k.wires
	for v := range w.own {
		n := w.net.Node(v)
		if !n.Located() {
			k.nodes = append(k.nodes, 0)
			continue
		}
		l := f.at(n.Location, f.ground.Region(n.Location))
		if n.Is(optical.CableLanding) {
			k.nodes = append(k.nodes, l.Landings)
		} else {
			k.nodes = append(k.nodes, l.Nodes)
		}
	}
	for i := range w.ownSpans + w.spurs() {
		s := w.net.Span(i)
		sea := s.Kind == submarine
		k.sea = append(k.sea, sea)
		k.spans = append(k.spans, atLeastOne(f.cutsAlong(w.line(s), s.Km.Base, sea)))
	}
}

// certain sets what fails for certain.
func (k *strike) certain() error {
	w, cut := k.wires, k.shock.Cut
	for i, id := range cut.Nodes {
		v, err := w.bits.Network.NodeIndex(id)
		if err != nil {
			return wrong(fmt.Sprintf("cut.nodes[%d]", i), "%v", err)
		}
		k.nodes[v] = 1
	}
	for i, id := range cut.Spans {
		v, err := w.net.SpanIndex(id)
		if err != nil || v >= len(k.spans) {
			return wrong(fmt.Sprintf("cut.spans[%d]", i), "found %q; expected the id of a span of the network%s", id, nearname.Hint(id, k.spanIDs()))
		}
		k.spans[v] = 1
	}
	for i, id := range cut.Groups {
		found := false
		for v := range w.ownSpans {
			if slices.Contains(w.net.Span(v).SharedRisk, id) {
				k.spans[v], found = 1, true
			}
		}
		if !found {
			return wrong(fmt.Sprintf("cut.groups[%d]", i), "found %q; expected a shared-risk group of the network%s", id, nearname.Hint(id, w.net.Groups()))
		}
	}
	return nil
}

// spanIDs are those of the spans that are no spurs of sites.
func (k *strike) spanIDs() []string {
	ids := make([]string, k.wires.ownSpans)
	for v := range ids {
		ids[v] = k.wires.net.Span(v).ID
	}
	return ids
}

// losses are what an event took of the network.
type losses struct {
	nodes []bool // by own node
	spans []bool // by own span, then by spur
}

func (k *strike) draw(d *draw) losses {
	l := losses{nodes: make([]bool, len(k.nodes)), spans: make([]bool, len(k.spans))}
	for v, p := range k.nodes {
		l.nodes[v] = d.fails("node", k.wires.net.Node(v).ID, p)
	}
	for i, p := range k.spans {
		l.spans[i] = d.fails("span", k.wires.net.Span(i).ID, p)
	}
	return l
}

// phase says which kinds of loss are repaired at an hour.
type phase struct{ nodes, land, sea bool }

func (k *strike) phase(hour float64) phase {
	r := k.shock.Repair
	return phase{repaired(r.NodeHours, hour), repaired(r.LandHours, hour), repaired(r.SeaHours, hour)}
}

// left returns the ids of what is still lost in a phase, and the failed own nodes.
func (k *strike) left(l losses, p phase) (spans, nodes []string, failed []bool) {
	w := k.wires
	failed = make([]bool, w.own)
	for v, lost := range l.nodes {
		if lost && !p.nodes {
			failed[v] = true
			nodes = append(nodes, w.net.Node(v).ID)
		}
	}
	for i, lost := range l.spans {
		back := p.land
		if k.sea[i] {
			back = p.sea
		}
		if !lost || back {
			continue
		}
		spans = append(spans, w.net.Span(i).ID)
		if i >= w.ownSpans {
			spans = append(spans, w.net.Span(i+w.spurs()).ID) // the same fibre the other way
		}
	}
	return spans, nodes, failed
}
