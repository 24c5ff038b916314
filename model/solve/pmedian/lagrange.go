package pmedian

import (
	"context"
	"math"
	"slices"
)

// search holds the best solution and bound and the arrays of both methods.
type search struct {
	Problem
	open  []int
	cost  float64
	bound float64
	steps int

	price   []float64 // u, the multiplier of each customer
	saving  []float64 // ρ, of each site
	order   []int
	surplus []int // sites that serve each customer, less one
	tried   map[string]bool
	near    nearest
}

func newSearch(p Problem) *search {
	sites := len(p.Cost[0])
	s := &search{
		Problem: p, cost: math.Inf(1), bound: math.Inf(-1),
		price: make([]float64, len(p.Cost)), saving: make([]float64, sites),
		order: make([]int, sites), surplus: make([]int, len(p.Cost)), tried: map[string]bool{},
	}
	s.near = newNearest(p)
	return s
}

// greedy opens the site that saves most, p times.
func (s *search) greedy() []int {
	served := make([]float64, len(s.Cost))
	for i, row := range s.Cost {
		served[i] = worstFinite(row)
	}
	isOpen := make([]bool, len(s.order))
	var open []int
	for range s.P {
		best, gain := -1, math.Inf(-1)
		for j := range isOpen {
			if isOpen[j] {
				continue
			}
			g := 0.0
			for i, row := range s.Cost {
				g += max(0, served[i]-row[j])
			}
			if g > gain {
				best, gain = j, g
			}
		}
		isOpen[best] = true
		open = append(open, best)
		for i, row := range s.Cost {
			served[i] = min(served[i], row[best])
		}
	}
	return open
}

// worstFinite returns a value above the finite costs, well above so that
// customers that only few sites reach come first.
func worstFinite(row []float64) float64 {
	worst := 0.0
	for _, c := range row {
		if !math.IsInf(c, 1) {
			worst = max(worst, c)
		}
	}
	return 2*worst + 1
}

// ascend raises the bound by subgradient steps of length
// λ (cost − L) / |g|², λ halved where 30 steps bring nothing.
func (s *search) ascend(ctx context.Context, opt Options) {
	for i, row := range s.Cost {
		s.price[i] = s.secondNearest(row)
	}
	best := slices.Clone(s.price)
	lambda, idle := 2.0, 0
	for s.steps = 0; s.steps < opt.Iterations && lambda > 1e-4; s.steps++ {
		if ctx.Err() != nil || s.cost-s.bound <= opt.Gap*math.Abs(s.cost)+1e-9*math.Abs(s.cost) {
			return
		}
		value := s.relax()
		if value > s.bound+1e-7*math.Abs(s.bound) {
			copy(best, s.price)
			idle = 0
		} else if idle++; idle >= 30 {
			lambda, idle = lambda/2, 0
			copy(s.price, best)
			value = s.relax()
		}
		s.bound = max(s.bound, value)
		s.offer(ctx, s.order[:s.P])
		norm := 0
		for _, g := range s.surplus {
			norm += g * g
		}
		if norm == 0 {
			return
		}
		step := lambda * (s.cost - value) / float64(norm)
		for i, g := range s.surplus {
			s.price[i] -= step * float64(g)
		}
	}
}

// secondNearest is a start for a customer's price: what it would pay were its
// nearest open site closed.
func (s *search) secondNearest(row []float64) float64 {
	a, b := math.Inf(1), math.Inf(1)
	for _, j := range s.open {
		switch c := row[j]; {
		case c < a:
			a, b = c, a
		case c < b:
			b = c
		}
	}
	if math.IsInf(b, 1) {
		return a
	}
	return b
}

// relax solves the Lagrangian: the p sites of the greatest saving, which stand
// first in order afterwards. It returns the bound.
func (s *search) relax() float64 {
	clear(s.saving)
	value := 0.0
	for i, row := range s.Cost {
		u := s.price[i]
		value += u
		for j, c := range row {
			if c < u {
				s.saving[j] += c - u
			}
		}
	}
	for j := range s.order {
		s.order[j] = j
	}
	slices.SortStableFunc(s.order, func(a, b int) int {
		switch {
		case s.saving[a] < s.saving[b]:
			return -1
		case s.saving[a] > s.saving[b]:
			return 1
		}
		return 0
	})
	chosen := s.order[:s.P]
	for _, j := range chosen {
		value += s.saving[j]
	}
	for i, row := range s.Cost {
		s.surplus[i] = -1
		for _, j := range chosen {
			if row[j] < s.price[i] {
				s.surplus[i]++
			}
		}
	}
	return value
}
