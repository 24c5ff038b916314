package fiber

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/optical"
)

// builder turns checked records into a network.
type builder struct {
	in       *optical.Network
	out      *Network
	measured []Span // spans with a length, self-loops left out; A, B number in.Nodes
}

func (b *builder) measure() {
	index := make(map[string]int, len(b.in.Nodes))
	for i, node := range b.in.Nodes {
		index[node.ID] = i
	}
	for _, record := range b.in.Spans {
		s := Span{Span: record, A: index[record.From], B: index[record.To]}
		if s.A == s.B || !b.out.options.inService(record) {
			continue
		}
		s.AirKm = b.in.AirLineKm(b.in.Nodes[s.A].Location, b.in.Nodes[s.B].Location)
		if b.out.options.length(b.in, &s) {
			b.measured = append(b.measured, s)
		}
	}
	if b.out.options.MergeParallel {
		b.measured = mergeParallel(b.measured)
	}
}

// inService reports whether a span can be used in the year asked for.
func (o Options) inService(s optical.Span) bool {
	if o.InServiceBy == 0 {
		return true
	}
	switch s.Status {
	case optical.Decommissioned, optical.Inactive:
		return false
	case optical.Operational:
		return s.ReadyYear() <= o.InServiceBy
	case "":
		return s.ReadyYear() <= o.InServiceBy
	}
	return s.ReadyYear() > 0 && s.ReadyYear() <= o.InServiceBy
}

// length fills a span's length and basis; it reports false when there is none.
// A drawn route counts as a given length; a length that is itself an estimate gets
// the band of the route factor.
func (o Options) length(net *optical.Network, s *Span) bool {
	s.Basis = s.LengthBasis
	known := s.LengthKm
	if math.IsNaN(known) {
		known = net.RouteKm(s.Span)
	}
	if !math.IsNaN(known) {
		s.Km = Exactly(known)
		switch s.Basis {
		case "":
			s.Basis = optical.Given
		case optical.Estimated:
			s.Km = o.Factor.around(known, s.AirKm)
		}
		return true
	}
	if math.IsNaN(s.AirKm) {
		return false
	}
	s.Km = o.Factor.EstimateKm(s.AirKm)
	s.Basis = optical.Estimated
	return true
}

// mergeParallel keeps the shortest of parallel spans, the first of equals, at
// the place of the first. Directed spans merge only with their like.
func mergeParallel(spans []Span) []Span {
	type ends struct {
		a, b     int
		directed bool
	}
	at := make(map[ends]int, len(spans))
	var kept []Span
	for _, s := range spans {
		key := ends{s.A, s.B, s.Directed}
		if !s.Directed {
			key.a, key.b = min(s.A, s.B), max(s.A, s.B)
		}
		i, seen := at[key]
		switch {
		case !seen:
			at[key] = len(kept)
			kept = append(kept, s)
		case s.Km.Base < kept[i].Km.Base:
			kept[i] = s
		}
	}
	return kept
}

// keepNodes keeps the located nodes and those that a measured span touches.
func (b *builder) keepNodes() {
	touched := make([]bool, len(b.in.Nodes))
	for _, s := range b.measured {
		touched[s.A], touched[s.B] = true, true
	}
	n := b.out
	n.nodeIndex = make(map[string]int, len(b.in.Nodes))
	renumbered := make([]int, len(b.in.Nodes))
	for i, node := range b.in.Nodes {
		if node.Located() || touched[i] {
			renumbered[i] = len(n.nodes)
			n.nodeIndex[node.ID] = len(n.nodes)
			n.nodes = append(n.nodes, node)
		}
	}
	for i := range b.measured {
		s := &b.measured[i]
		s.A, s.B = renumbered[s.A], renumbered[s.B]
	}
}

func (b *builder) keepSpans() {
	n := b.out
	n.spans = b.measured
	n.spanIndex = make(map[string]int, len(n.spans))
	for i, s := range n.spans {
		n.spanIndex[s.ID] = i
	}
}

func (b *builder) groups() {
	n := b.out
	number := map[string]int32{}
	for i := range n.spans {
		s := &n.spans[i]
		for _, id := range s.SharedRisk {
			g, seen := number[id]
			if !seen {
				g = int32(len(n.groups))
				number[id] = g
				n.groups = append(n.groups, id)
				n.members = append(n.members, nil)
			}
			if !slices.Contains(s.Risks, g) {
				s.Risks = append(s.Risks, g)
				n.members[g] = append(n.members[g], int32(i))
			}
		}
		slices.Sort(s.Risks)
	}
}

// airKm measures as the records do.
func (n *Network) airKm(a, b orb.Point) float64 {
	records := optical.Network{KmPerUnit: n.planarKmPerUnit}
	return records.AirLineKm(a, b)
}
