package siting

import (
	"context"
	"fmt"
	"math"
	"sort"

	"github.com/wattbit/wattbit/model/fiber"
	"github.com/wattbit/wattbit/model/internal/share"
)

// crowd is the people whose nearest attach node is the same, by how far they are
// from it: in km of spur under a photonic profile, whose sections add up, else in
// ms of round trip.
type crowd struct {
	legs  legs
	far   []float64 // ascending
	count []float64 // running sum
}

// within counts the people at most so far from their node.
func (c *crowd) within(far float64) float64 {
	i := sort.Search(len(c.far), func(i int) bool { return c.far[i] > far })
	if i == 0 {
		return 0
	}
	return c.count[i-1]
}

// gather groups the people by their nearest attach node.
func (s *Survey) gather(ctx context.Context, workers int) error {
	type place struct{ far, count float64 }
	places := make([][]place, len(s.attach))
	p := s.o.Profiles[0]
	for i, someone := range s.o.People {
		near, _, err := s.nearest(someone.Location, 1)
		if err != nil {
			return fmt.Errorf("siting: people %d: %w", i, err)
		}
		s.total += someone.Count
		far := near[0].SpurKm.Base
		if !p.Photonic {
			far = rtt(p, near[0].SpurKm).Base
		}
		a := s.attachAt[near[0].Node]
		places[a] = append(places[a], place{far, someone.Count})
	}
	var roots []int
	for i, list := range places {
		if len(list) == 0 {
			continue
		}
		sort.SliceStable(list, func(x, y int) bool { return list[x].far < list[y].far })
		c := crowd{far: make([]float64, len(list)), count: make([]float64, len(list))}
		sum := 0.0
		for k, pl := range list {
			sum += pl.count
			c.far[k], c.count[k] = pl.far, sum
		}
		s.crowds = append(s.crowds, c)
		roots = append(roots, s.attach[i])
	}
	return share.Each(ctx, len(roots), workers, func(i int) error {
		t, err := s.net.Tree(ctx, roots[i])
		if err != nil {
			return err
		}
		s.crowds[i].legs = s.legs(t)
		return nil
	})
}

// reaches returns for each limit the greatest length of one section whose round
// trip stays within it.
func reaches(p fiber.Profile, limitsMs []float64) []float64 {
	km := make([]float64, len(limitsMs))
	for i, limit := range limitsMs {
		low, high := 0.0, math.Max(0, p.ReachKm(limit))
		for range 60 { // the delay grows with the length: no step is finer
			mid := (low + high) / 2
			if rtt(p, fiber.Exactly(mid)).Base <= limit {
				low = mid
			} else {
				high = mid
			}
		}
		km[i] = low
	}
	return km
}

// share returns the part of the people within each limit.
func (s *Survey) share(st *site) []float64 {
	shares := make([]float64, len(s.o.LimitsMs))
	if !(s.total > 0) {
		for i := range shares {
			shares[i] = nan
		}
		return shares
	}
	for i := range s.crowds {
		c := &s.crowds[i]
		used, ok := s.used(st, c.legs)
		if !ok {
			continue
		}
		for k := range shares {
			limit := s.o.LimitsMs[k]
			if s.o.Profiles[0].Photonic {
				limit = s.reachKm[k]
			}
			shares[k] += c.within(limit - used)
		}
	}
	for k := range shares {
		shares[k] /= s.total
	}
	return shares
}

// used is what the way from a place to the node of a crowd takes of the limit, on
// its shortest route, in km or ms as the crowd is measured.
func (s *Survey) used(st *site, ways legs) (float64, bool) {
	best := -1
	km := 0.0
	for i := range st.spurs {
		w := &ways[st.spurs[i].attach]
		if total := st.spurs[i].Km.Base + w.km.Base; w.ok && (best < 0 || total < km) {
			best, km = i, total
		}
	}
	if best < 0 || s.o.Profiles[0].Photonic {
		return km, best >= 0
	}
	return ways[st.spurs[best].attach].rtt[0].Base + st.spurs[best].firstMs, true
}
