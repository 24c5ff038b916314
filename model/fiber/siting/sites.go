package siting

import (
	"context"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/geo"
	"github.com/wattbit/wattbit/model/fiber"
	"github.com/wattbit/wattbit/model/internal/share"
)

// Sites measures places. The number of workers, at least one, does not change the
// answers. A cancelled context ends it with the context's error.
func (s *Survey) Sites(ctx context.Context, points []orb.Point, workers int) ([]Answer, error) {
	sites := make([]site, len(points))
	err := share.Each(ctx, len(points), workers, func(i int) (err error) {
		if sites[i], err = s.look(points[i]); err != nil {
			return fmt.Errorf("siting: place %d: %w", i, err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	pairs, nearest := s.needed(sites)
	known, err := s.joints(ctx, pairs, workers)
	if err != nil {
		return nil, err
	}
	diverse, err := s.diversities(ctx, nearest, workers)
	if err != nil {
		return nil, err
	}
	answers := make([]Answer, len(points))
	err = share.Each(ctx, len(points), workers, func(i int) error {
		st := &sites[i]
		j := s.build(st, known)
		answers[i] = s.answer(st, j, diverse[st.near[0].attach])
		*st = site{}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return answers, nil
}

// needed lists the pairs of nodes that places may be joined to, in order, and marks
// the nodes that are the nearest of one.
func (s *Survey) needed(sites []site) (pairs []pairOf, nearest []bool) {
	nearest = make([]bool, len(s.attach))
	seen := make(map[pairOf]bool)
	for i := range sites {
		nearest[sites[i].near[0].attach] = true
		for _, p := range s.options(&sites[i]) {
			if !seen[p] {
				seen[p] = true
				pairs = append(pairs, p)
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pairOf) int { return slices.Compare(a[:], b[:]) })
	return pairs, nearest
}

func (s *Survey) answer(st *site, j *joint, diverse []Diversity) Answer {
	a := Answer{OneSpurJPY: s.cost(st, 1), TwoSpursJPY: s.cost(st, 2), PeopleShare: s.share(st)}
	for _, sp := range st.spurs {
		a.Spurs = append(a.Spurs, sp.Spur)
	}
	a.LongHaul = s.longHaul(st)
	for k, to := range []*Access{&a.Exchange, &a.CarrierHotel, &a.Landing} {
		*to = s.way(st, s.kinds[k].ways, s.kinds[k].airKm(st.at))
	}
	for i, h := range s.o.Hubs {
		access := s.way(st, s.hubs[i], geo.DistanceKm(st.at, s.net.Node(h).Location))
		a.Hubs = append(a.Hubs, HubAccess{access, diverse[i]})
		a.Hubs[i].Pairs = s.pairs(st, j, i)
	}
	a.Apart = diverse[len(s.o.Hubs)]
	a.Apart.Pairs = s.pairs(st, j, len(s.o.Hubs))
	for i, c := range s.o.Centres {
		a.Centres = append(a.Centres, s.way(st, s.centres[i], geo.DistanceKm(st.at, c.Location)))
	}
	a.Served = s.serve(&a)
	return a
}

// longHaul is the way over the first spur alone.
func (s *Survey) longHaul(st *site) Access {
	first := st.spurs[0]
	a := Access{Node: first.Node, AirKm: first.AirKm, Km: first.Km, Gbps: nan}
	for _, p := range s.o.Profiles {
		a.RTTms = append(a.RTTms, rtt(p, first.Km))
	}
	return a
}

func (k *kind) airKm(p orb.Point) float64 {
	if k.index.Len() == 0 {
		return nan
	}
	n, _ := k.index.NearestFast(p)
	return n.Km
}

// Names gives the ids of the single points of failure: spans, nodes and groups.
func (s *Survey) Names(w *fiber.WeakPoints) []string {
	var ids []string
	for _, i := range w.Bridges {
		ids = append(ids, s.net.Span(i).ID)
	}
	for _, i := range w.Articulations {
		ids = append(ids, s.net.Node(i).ID)
	}
	return append(ids, w.Groups...)
}

// serve holds the place against each class. Peers of the classes that mirror or
// train across sites are taken to stand at the nearest carrier hotel, users of the
// others at the nearest centre of demand. Capacity and a second site are not known.
func (s *Survey) serve(a *Answer) []fiber.Served {
	users, peers := nan, a.CarrierHotel.RTTms[0].Base
	for _, c := range a.Centres {
		if t := c.RTTms[0].Base; !(t >= users) {
			users = t
		}
	}
	o := fiber.Offer{FibreKm: a.CarrierHotel.Km.Base, PairDifferenceMs: nan, Gbps: nan, ApartKm: nan, Domestic: s.o.Domestic, IXInMetro: fiber.No}
	if a.Exchange.AirKm <= s.o.MetroKm {
		o.IXInMetro = fiber.Yes
	}
	o.PairDifferenceMs = mirrorDifference(a.Hubs[0].Pairs)
	served := make([]fiber.Served, len(s.o.Classes))
	for i, class := range s.o.Classes {
		o.RTTms = users
		switch class.ID {
		case "az", "sync", "training-multi":
			o.RTTms = peers
		}
		served[i] = class.Serve(o)
	}
	return served
}

// mirrorDifference is the difference of the pair that mirroring would use: the
// node-disjoint one, else the first that was asked for.
func mirrorDifference(pairs []Pair) float64 {
	for _, p := range pairs {
		if p.Kind == fiber.NodeDisjoint {
			return p.DifferenceMs
		}
	}
	if len(pairs) == 0 {
		return nan
	}
	return pairs[0].DifferenceMs
}
