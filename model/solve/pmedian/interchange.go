package pmedian

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// nearest knows the two nearest open sites of each customer.
type nearest struct {
	first, second []int // −1: none
	loss          []float64
}

func newNearest(p Problem) nearest {
	n := len(p.Cost)
	return nearest{first: make([]int, n), second: make([]int, n), loss: make([]float64, len(p.Cost[0]))}
}

// offer improves a set of sites by vertex substitution and keeps it if it is
// the best so far. A set that was offered before is passed over.
func (s *search) offer(ctx context.Context, sites []int) {
	open := slices.Clone(sites)
	slices.Sort(open)
	key := fmt.Sprint(open)
	if s.tried[key] {
		return
	}
	s.tried[key] = true
	cost := s.total(open)
	// Far worse sets lead where better ones lead, at more cost.
	if cost > 1.1*s.cost {
		return
	}
	for ctx.Err() == nil && s.swap(open) {
		cost = s.total(open)
	}
	if cost < s.cost {
		s.open, s.cost = open, cost
	}
}

func (s *search) total(open []int) float64 {
	sum := 0.0
	for _, row := range s.Cost {
		best := math.Inf(1)
		for _, j := range open {
			best = min(best, row[j])
		}
		sum += best
	}
	return sum
}

// swap exchanges the open site and the closed site whose exchange saves most,
// and reports whether one saves anything. For each site that could come in, a
// customer either gains by it, or would lose its nearest with that one's
// closure; the losses by closed site are gathered in one pass.
func (s *search) swap(open []int) bool {
	isOpen := make([]bool, len(s.order))
	for _, j := range open {
		isOpen[j] = true
	}
	s.findNearest(open)
	in, out, best := -1, -1, 1e-9*max(1, math.Abs(s.cost))
	if math.IsInf(s.cost, 1) {
		best = 0
	}
	for j := range isOpen {
		if isOpen[j] {
			continue
		}
		gain := s.gain(j, open)
		for k, site := range open {
			if v := gain - s.near.loss[site]; v > best {
				in, out, best = j, k, v
			}
		}
	}
	if in < 0 {
		return false
	}
	open[out] = in
	slices.Sort(open)
	return true
}

// gain returns what customers save by the coming of site j, and leaves in loss
// what closing each open site then costs.
func (s *search) gain(j int, open []int) float64 {
	for _, k := range open {
		s.near.loss[k] = 0
	}
	gain := 0.0
	for i, row := range s.Cost {
		now := row[s.near.first[i]]
		if row[j] < now {
			gain += finite(now - row[j])
			continue
		}
		next := row[j]
		if k := s.near.second[i]; k >= 0 {
			next = min(next, row[k])
		}
		if next > now {
			s.near.loss[s.near.first[i]] += finite(next - now)
		}
	}
	return gain
}

// finite keeps differences of forbidden pairs comparable.
func finite(v float64) float64 { return min(v, 1e100) }

func (s *search) findNearest(open []int) {
	for i, row := range s.Cost {
		a, b := open[0], -1
		for _, j := range open[1:] {
			switch {
			case row[j] < row[a]:
				a, b = j, a
			case b < 0 || row[j] < row[b]:
				b = j
			}
		}
		s.near.first[i], s.near.second[i] = a, b
	}
}
