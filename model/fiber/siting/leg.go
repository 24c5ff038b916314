package siting

import (
	"context"

	"github.com/wattbit/wattbit/model/fiber"
)

// leg is the way from an attach node to a root; not ok where there is none.
type leg struct {
	ok   bool
	root int
	km   fiber.Band
	rtt  []fiber.Band // by profile; of packet profiles only
	gbps float64
	year int
}

// legs are the ways from every attach node to the nearest of some roots.
type legs []leg

// legs computes the ways of a tree to the attach nodes.
func (s *Survey) legs(t *fiber.Tree) legs {
	ways := make(legs, len(s.attach))
	for i, v := range s.attach {
		route, ok := t.Route(v)
		if !ok {
			continue
		}
		w := leg{ok: true, root: route.Start(), km: route.Km, rtt: make([]fiber.Band, len(s.o.Profiles)), gbps: route.Gbps, year: route.ReadyYear}
		for k, p := range s.o.Profiles {
			if !p.Photonic {
				w.rtt[k] = p.Delay(route).RTTms()
			}
		}
		ways[i] = w
	}
	return ways
}

// legsTo computes the ways to the nearest of the roots; none of them without roots.
func (s *Survey) legsTo(ctx context.Context, roots []int) (legs, error) {
	if len(roots) == 0 {
		return make(legs, len(s.attach)), nil
	}
	t, err := s.net.Nearest(ctx, roots)
	if err != nil {
		return nil, err
	}
	return s.legs(t), nil
}

// way is the shortest route of a site over one of its spurs and a leg.
func (s *Survey) way(site *site, ways legs, airKm float64) Access {
	best := -1
	var km fiber.Band
	for i, spur := range site.spurs {
		w := &ways[spur.attach]
		if !w.ok {
			continue
		}
		if total := plus(spur.Km, w.km); best < 0 || total.Base < km.Base {
			best, km = i, total
		}
	}
	a := Access{Node: -1, AirKm: airKm, Km: unknown, RTTms: make([]fiber.Band, len(s.o.Profiles)), Gbps: nan}
	for k := range a.RTTms {
		a.RTTms[k] = unknown
	}
	if best < 0 {
		return a
	}
	spur := &site.spurs[best]
	w := &ways[spur.attach]
	a.Node, a.Km, a.Gbps, a.ReadyYear = w.root, km, w.gbps, w.year
	for k := range a.RTTms {
		if s.o.Profiles[k].Photonic {
			a.RTTms[k] = rtt(s.o.Profiles[k], km)
		} else {
			a.RTTms[k] = plus(w.rtt[k], rtt(s.o.Profiles[k], spur.Km))
		}
	}
	return a
}

// rtt is the round-trip time of one section.
func rtt(p fiber.Profile, km fiber.Band) fiber.Band {
	return p.Delay(fiber.Route{SpanKm: []fiber.Band{km}}).RTTms()
}
