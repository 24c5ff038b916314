package fiber

import (
	"fmt"
	"maps"
	"slices"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/geo"
)

// Edit is a change of a network, for instance "what if this bridge is lost".
type Edit interface {
	apply(d *draft) error
}

// Apply returns a copy of the network with the edits made in their order. Nodes
// keep their numbers; ids stay. The network itself is not changed.
func (n *Network) Apply(edits ...Edit) (*Network, error) {
	d := &draft{
		n:     n,
		nodes: append([]optical.Node(nil), n.nodes...),
		spans: append([]Span(nil), n.spans...),
		at:    maps.Clone(n.nodeIndex),
	}
	for i, e := range edits {
		if err := e.apply(d); err != nil {
			return nil, fmt.Errorf("fiber: edit %d: %w", i+1, err)
		}
	}
	return d.finish(), nil
}

// draft is a network under change: ids rule, numbers are stale.
type draft struct {
	n     *Network
	nodes []optical.Node
	spans []Span
	at    map[string]int // of nodes, by id
}

func (d *draft) node(id string) (optical.Node, bool) {
	i, ok := d.at[id]
	if !ok {
		return optical.Node{}, false
	}
	return d.nodes[i], true
}

func (d *draft) keepSpans(keep func(s Span) bool) (removed int) {
	var kept []Span
	for _, s := range d.spans {
		if keep(s) {
			kept = append(kept, s)
		}
	}
	removed = len(d.spans) - len(kept)
	d.spans = kept
	return removed
}

func (d *draft) finish() *Network {
	m := &Network{
		nodes: d.nodes, spans: d.spans,
		planarKmPerUnit: d.n.planarKmPerUnit, options: d.n.options,
	}
	m.index()
	for i := range m.spans {
		s := &m.spans[i]
		s.A, s.B, s.Risks = m.nodeIndex[s.From], m.nodeIndex[s.To], nil
	}
	b := builder{out: m}
	b.groups()
	m.build()
	return m
}

// AddNode adds a node.
type AddNode struct{ Node optical.Node }

func (e AddNode) apply(d *draft) error {
	if _, taken := d.node(e.Node.ID); taken || e.Node.ID == "" {
		return fmt.Errorf("add node %q: want an id that no node has", e.Node.ID)
	}
	if !e.Node.Located() {
		return fmt.Errorf("add node %q: has no location", e.Node.ID)
	}
	if err := geo.CheckLonLat(e.Node.Location[0], e.Node.Location[1]); err != nil && d.n.planarKmPerUnit == 0 {
		return fmt.Errorf("add node %q: %w", e.Node.ID, err)
	}
	d.at[e.Node.ID] = len(d.nodes)
	d.nodes = append(d.nodes, e.Node)
	return nil
}

// AddSpan adds a span between two nodes; without a length it gets an estimated
// one.
type AddSpan struct{ Span optical.Span }

func (e AddSpan) apply(d *draft) error {
	from, okFrom := d.node(e.Span.From)
	to, okTo := d.node(e.Span.To)
	switch {
	case !okFrom || !okTo || from.ID == to.ID:
		return fmt.Errorf("add span %q: ends %q and %q: want two different nodes of the network", e.Span.ID, e.Span.From, e.Span.To)
	case e.Span.LengthKm < 0 || e.Span.LengthKm == inf:
		return fmt.Errorf("add span %q: length %g km: want a finite number, not negative", e.Span.ID, e.Span.LengthKm)
	}
	for _, s := range d.spans {
		if s.ID == e.Span.ID {
			return fmt.Errorf("add span %q: want an id that no span has", e.Span.ID)
		}
	}
	s := Span{Span: e.Span, AirKm: d.n.airKm(from.Location, to.Location)}
	if !d.n.options.length(&optical.Network{KmPerUnit: d.n.planarKmPerUnit}, &s) {
		return fmt.Errorf("add span %q: has no length and an end without location", e.Span.ID)
	}
	d.spans = append(d.spans, s)
	return nil
}

// CutSpan removes a span.
type CutSpan struct{ ID string }

func (e CutSpan) apply(d *draft) error {
	if d.keepSpans(func(s Span) bool { return s.ID != e.ID }) == 0 {
		return fmt.Errorf("cut span %q: not in the network", e.ID)
	}
	return nil
}

// FailGroup removes every span of a shared-risk group.
type FailGroup struct{ ID string }

func (e FailGroup) apply(d *draft) error {
	removed := d.keepSpans(func(s Span) bool { return !slices.Contains(s.SharedRisk, e.ID) })
	if removed == 0 {
		return fmt.Errorf("fail group %q: no span belongs to it", e.ID)
	}
	return nil
}

// FailNode removes every span that ends at a node; the node stays, cut off.
type FailNode struct{ ID string }

func (e FailNode) apply(d *draft) error {
	if _, ok := d.node(e.ID); !ok {
		return fmt.Errorf("fail node %q: not in the network", e.ID)
	}
	d.keepSpans(func(s Span) bool { return s.From != e.ID && s.To != e.ID })
	return nil
}

// FailParts removes all the spans and every span that ends at one of the nodes, in
// one pass. What is not in the network is no error: a span may go with its node.
type FailParts struct{ Spans, Nodes []string }

func (e FailParts) apply(d *draft) error {
	spans, nodes := set(e.Spans), set(e.Nodes)
	d.keepSpans(func(s Span) bool { return !spans[s.ID] && !nodes[s.From] && !nodes[s.To] })
	return nil
}

func set(ids []string) map[string]bool {
	of := make(map[string]bool, len(ids))
	for _, id := range ids {
		of[id] = true
	}
	return of
}

// FailRegion removes every span that touches a region, by its drawn route or,
// without one, by the straight line between its ends on the map. Nodes stay, those
// inside are cut off. It may remove nothing.
type FailRegion struct{ Shape orb.MultiPolygon }

func (e FailRegion) apply(d *draft) error {
	if len(e.Shape) == 0 {
		return fmt.Errorf("fail region: want a polygon")
	}
	d.keepSpans(func(s Span) bool { return !touches(e.Shape, d.line(s)) })
	return nil
}

// line returns the drawn route of a span or the line of its ends, nil when an end
// is unlocated.
func (d *draft) line(s Span) orb.LineString {
	if len(s.Route) >= 2 {
		return s.Route
	}
	from, _ := d.node(s.From)
	to, _ := d.node(s.To)
	if !from.Located() || !to.Located() {
		return nil
	}
	return orb.LineString{from.Location, to.Location}
}

// FailDisc removes every span that comes within a distance of a point, such as an
// epicentre.
type FailDisc struct {
	Centre   orb.Point
	RadiusKm float64
}

func (e FailDisc) apply(d *draft) error {
	if err := geo.CheckLonLat(e.Centre[0], e.Centre[1]); err != nil || !(e.RadiusKm >= 0) || d.n.planarKmPerUnit > 0 {
		return fmt.Errorf("fail disc of %g km around %v: want degrees and a radius, on a network with degrees (%w)", e.RadiusKm, e.Centre, err)
	}
	d.keepSpans(func(s Span) bool { return !(lineDistanceKm(e.Centre, d.line(s)) <= e.RadiusKm) })
	return nil
}
