package atlas

import (
	"math"
	"strconv"

	"github.com/wattbit/wattbit/data/optical"
)

// Optical returns the atlas's optical network as records for model/fiber. A
// long-haul node has the kind pop besides its own. Nodes and spans of a later
// year are planned; fiber.Options.InServiceBy tells which spans count.
func (a *Atlas) Optical() *optical.Network {
	net := &optical.Network{ID: a.Meta.ID, Name: a.Meta.Name,
		Nodes: make([]optical.Node, 0, len(a.FiberNodes)), Spans: make([]optical.Span, 0, len(a.FiberSpans))}
	for _, n := range a.FiberNodes {
		net.Nodes = append(net.Nodes, n.record())
	}
	for _, s := range a.FiberSpans {
		net.Spans = append(net.Spans, s.record())
	}
	return net
}

func (n FiberNode) record() optical.Node {
	r := optical.Node{ID: n.ID, Name: n.Name, Kinds: []optical.NodeKind{optical.NodeKind(n.Kind)}, Location: n.Location, Status: optical.Operational}
	if n.LongHaul && n.Kind != PoP {
		r.Kinds = append(r.Kinds, optical.PoP)
	}
	if n.ReadyYear != 0 {
		r.Status = optical.Planned
	}
	return r
}

func (s FiberSpan) record() optical.Span {
	r := optical.Span{ID: s.ID, Name: s.Name, From: s.From, To: s.To, Kind: string(s.Kind), LengthKm: s.LengthKm, LengthBasis: s.LengthBasis,
		SharedRisk: s.SharedRisk, CapacityGbps: s.CapacityGbps}
	if s.ReadyYear != 0 {
		r.ReadyForService = strconv.Itoa(s.ReadyYear)
	}
	if math.IsNaN(s.LengthKm) {
		r.LengthBasis = ""
	}
	return r
}
