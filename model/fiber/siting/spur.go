package siting

import (
	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/geo"
	"github.com/wattbit/wattbit/model/fiber"
)

// site is a place on its way to an answer.
type site struct {
	at    orb.Point
	near  []spur // the attach nodes looked at, nearest first
	spurs []spur // those built
}

// spur ends at an attach node, numbered among them.
type spur struct {
	Spur
	attach  int32
	firstMs float64 // round trip under the first profile, when that is not photonic
}

// pairOf names two attach nodes.
type pairOf [2]int32

// look finds the nodes near a place.
func (s *Survey) look(p orb.Point) (site, error) {
	hits, crosses, err := s.nearest(p, s.o.Near)
	if err != nil {
		return site{}, err
	}
	st := site{at: p}
	for i, h := range hits {
		if i > 0 && h.AirKm > s.o.MaxSpurKm {
			break
		}
		sp := spur{Spur: Spur{h.Node, h.AirKm, h.SpurKm, crosses}, attach: s.attachAt[h.Node]}
		if !s.o.Profiles[0].Photonic {
			sp.firstMs = rtt(s.o.Profiles[0], sp.Km).Base
		}
		st.near = append(st.near, sp)
	}
	return st, nil
}

// nearest finds the k attach nodes nearest to a place in its zone. Where the zone
// has none, it is the one nearest node of all, across the border.
func (s *Survey) nearest(p orb.Point, k int) (near []fiber.Near, crosses bool, err error) {
	if s.o.Zone == nil {
		near, err = s.access.Nearest(p, k)
		return near, false, err
	}
	zone := s.o.Zone(p)
	for tried := 2 * k; ; tried *= 2 {
		all, err := s.access.Nearest(p, tried)
		if err != nil {
			return nil, false, err
		}
		near = near[:0]
		for _, n := range all {
			if s.zones[s.attachAt[n.Node]] == zone && len(near) < k {
				near = append(near, n)
			}
		}
		switch {
		case len(near) == k || len(all) < tried && len(near) > 0:
			return near, false, nil
		case len(all) < tried:
			return all[:1], true, nil
		}
	}
}

// A node lies on the way to another when the way over it is at most passedBy as
// long: then one trench would hold both spurs for as long as the first is. Up to
// doorKm that does not matter.
const (
	passedBy = 1.05
	doorKm   = 2
)

// options are the pairs of nodes that the place can be joined to: the nearest with
// each of the others whose spur does not run by it.
func (s *Survey) options(st *site) []pairOf {
	var pairs []pairOf
	for _, other := range st.near[min(1, len(st.near)):] {
		first := st.near[0]
		between := geo.FastDistanceKm(s.net.Node(first.Node).Location, s.net.Node(other.Node).Location)
		if first.AirKm <= doorKm || first.AirKm+between > passedBy*other.AirKm {
			pairs = append(pairs, pairOf{first.attach, other.attach})
		}
	}
	return pairs
}

// build chooses the second spur: of the nodes near, the nearest of those whose
// routes to different hubs share least.
func (s *Survey) build(st *site, known map[pairOf]*joint) *joint {
	var best *joint
	for _, p := range s.options(st) {
		if j := known[p]; best == nil || j.rank > best.rank {
			best = j
		}
	}
	if len(st.near) == 0 {
		return nil
	}
	st.spurs = st.near[:1:1]
	if best == nil {
		return nil
	}
	for _, n := range st.near {
		if n.attach == best.of[1] {
			st.spurs = append(st.spurs, n)
		}
	}
	return best
}

// cost is what the first spurs of a place cost; NaN when it has fewer.
func (s *Survey) cost(st *site, count int) fiber.Band {
	if len(st.spurs) < count {
		return unknown
	}
	var sum fiber.Band
	for _, sp := range st.spurs[:count] {
		sum = plus(sum, product(sp.Km, s.o.JPYPerKm))
	}
	return sum
}
