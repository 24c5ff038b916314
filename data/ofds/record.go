package ofds

import (
	"fmt"
	"math"

	"github.com/wattbit/wattbit/data/optical"
)

func (r *reader) addNode(at optical.Origin, in node) error {
	n := optical.Node{ID: in.ID, Name: in.Name, Status: optical.Status(in.Status), Location: optical.Unlocated(), At: at}
	for _, t := range in.Type {
		n.Kinds = append(n.Kinds, optical.NodeKind(t))
	}
	if in.Phase != nil {
		n.Phase = in.Phase.ID
	}
	if !n.Status.Valid() {
		return r.fail(at, fmt.Errorf("node %q: status %q: want one of %v", in.ID, in.Status, optical.Statuses()))
	}
	if in.Location != nil {
		p, err := in.Location.point()
		if err != nil {
			return r.fail(at, fmt.Errorf("node %q: location: %w", in.ID, err))
		}
		n.Location = p
	}
	r.net.Nodes = append(r.net.Nodes, n)
	return nil
}

func (r *reader) addSpan(at optical.Origin, in span) error {
	s := optical.Span{
		ID: in.ID, Name: in.Name,
		Directed:    in.Directed != nil && *in.Directed,
		LengthKm:    optional(in.FibreLength),
		LengthBasis: optical.LengthBasis(in.LengthBasis),
		SharedRisk:  in.SharedRisk,
		DarkFibre:   availability(in.DarkFibre), CapacityGbps: optional(in.Capacity),
		Status: optical.Status(in.Status), ReadyForService: in.ReadyForServiceDate, At: at,
	}
	if in.Start != nil {
		s.From = in.Start.id
	}
	if in.End != nil {
		s.To = in.End.id
	}
	if in.Phase != nil {
		s.Phase = in.Phase.ID
	}
	if in.Deployment != nil {
		s.Kind = in.Deployment.Description
	}
	if in.FibreCount != nil {
		s.FibreCount = *in.FibreCount
	}
	if err := checkSpan(s); err != nil {
		return r.fail(at, fmt.Errorf("span %q: %w", in.ID, err))
	}
	if in.Route != nil {
		line, err := in.Route.line()
		if err != nil {
			return r.fail(at, fmt.Errorf("span %q: route: %w", in.ID, err))
		}
		s.Route = line
	}
	r.net.Spans = append(r.net.Spans, s)
	return nil
}

func checkSpan(s optical.Span) error {
	switch {
	case !s.Status.Valid():
		return fmt.Errorf("status %q: want one of %v", s.Status, optical.Statuses())
	case !s.LengthBasis.Valid():
		return fmt.Errorf("lengthBasis %q: want surveyed, given or estimated", s.LengthBasis)
	case !optical.ValidDate(s.ReadyForService):
		return fmt.Errorf("readyForServiceDate %q: want YYYY-MM-DD", s.ReadyForService)
	case s.FibreCount < 0:
		return fmt.Errorf("fibreCount %d: want 0 or more", s.FibreCount)
	case s.CapacityGbps < 0:
		return fmt.Errorf("capacity %g Gb/s: want 0 or more", s.CapacityGbps)
	}
	return nil
}

func optional(x *float64) float64 {
	if x == nil {
		return math.NaN()
	}
	return *x
}
