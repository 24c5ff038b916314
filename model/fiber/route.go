package fiber

import (
	"math"

	"github.com/wattbit/wattbit/data/optical"
)

// Route is a way through the network. Slices belong to the route.
type Route struct {
	Nodes []int // at least one; the first is the start
	Spans []int // Spans[i] joins Nodes[i] and Nodes[i+1]
	// Km is the fibre length, with the band of its estimated part.
	Km Band
	// GivenKm and EstimatedKm are the parts of Km.Base whose length is given or
	// surveyed, and estimated.
	GivenKm, EstimatedKm float64
	// AirLineKm is the air line from start to end; NaN when one is unlocated.
	AirLineKm float64
	// Basis is the weakest basis among the spans; empty for a route without one.
	Basis  optical.LengthBasis
	SpanKm []Band // length of each span
	// Gbps is the least capacity among the spans; NaN when one is unknown.
	Gbps float64
	// ReadyYear is the year in which the last span is ready; 0 when none says.
	ReadyYear int
}

// Start returns the first node.
func (r Route) Start() int { return r.Nodes[0] }

// End returns the last node.
func (r Route) End() int { return r.Nodes[len(r.Nodes)-1] }

// Stretch returns length over air line; NaN when the air line is unknown or zero.
func (r Route) Stretch() float64 {
	if !(r.AirLineKm > 0) {
		return math.NaN()
	}
	return r.Km.Base / r.AirLineKm
}

func (n *Network) route(start int32, refs []ref) Route {
	r := Route{Nodes: []int{int(start)}, Gbps: math.NaN()}
	for i, a := range refs {
		s := &n.spans[a.span()]
		if i == 0 {
			r.Gbps = s.CapacityGbps
		}
		r.Gbps = min(r.Gbps, s.CapacityGbps) // NaN wins
		r.ReadyYear = max(r.ReadyYear, s.ReadyYear())
		r.Nodes = append(r.Nodes, int(n.head(a)))
		r.Spans = append(r.Spans, a.span())
		r.SpanKm = append(r.SpanKm, s.Km)
		r.Km = r.Km.plus(s.Km)
		if s.Basis == optical.Estimated {
			r.EstimatedKm += s.Km.Base
		} else {
			r.GivenKm += s.Km.Base
		}
		r.Basis = weaker(r.Basis, s.Basis)
	}
	r.AirLineKm = n.AirLineKm(r.Start(), r.End())
	return r
}

// weaker returns the worse of two bases.
func weaker(a, b optical.LengthBasis) optical.LengthBasis {
	rank := func(x optical.LengthBasis) int {
		switch x {
		case optical.Surveyed:
			return 1
		case optical.Given:
			return 2
		case optical.Estimated:
			return 3
		}
		return 0
	}
	if rank(b) > rank(a) {
		return b
	}
	return a
}
