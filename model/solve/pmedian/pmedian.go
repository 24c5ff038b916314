// Package pmedian chooses p of many sites so that every customer's cost of its
// nearest chosen site is least in sum, at sizes that a mixed-integer solver
// cannot take, with a proven bound beside the solution.
//
// The bound is Lagrange's, of the rows that serve each customer once, raised by
// subgradient steps (Held, Wolfe, Crowder 1974; for the p-median Cornuéjols,
// Fisher, Nemhauser 1977). The solutions are those of the relaxation, improved
// by vertex substitution (Teitz, Bart 1968) in Whitaker's fast form (1983). The
// result is a start solution and a bound for a search by the package solve, or
// an answer with its gap.
package pmedian

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// Problem is the p-median problem: Cost[i][j] of serving customer i, all of it,
// from site j. +Inf forbids a pair.
type Problem struct {
	Cost [][]float64
	P    int
}

// Options steer the search. The zero value is good for up to a few thousand
// customers and sites.
type Options struct {
	Iterations int     // subgradient steps at most; 0: 1000
	Gap        float64 // stop when (cost − bound) / cost is at most this
	Start      []int   // sites of a first solution, p of them
}

// Solution is p sites and the bound that says how good they are. The optimum
// lies between Bound and Cost.
type Solution struct {
	Open       []int // ascending
	Assign     []int // the open site that serves each customer
	Cost       float64
	Bound      float64
	Gap        float64 // (Cost − Bound) / Cost, 0 where Cost is 0
	Iterations int
}

func (p Problem) check() error {
	if len(p.Cost) == 0 || len(p.Cost[0]) == 0 {
		return fmt.Errorf("pmedian: %d customers and no site to serve them", len(p.Cost))
	}
	sites := len(p.Cost[0])
	if p.P < 1 || p.P > sites {
		return fmt.Errorf("pmedian: p = %d of %d sites", p.P, sites)
	}
	for i, row := range p.Cost {
		if len(row) != sites {
			return fmt.Errorf("pmedian: customer %d has %d costs, customer 0 has %d", i, len(row), sites)
		}
		for j, c := range row {
			if math.IsNaN(c) || math.IsInf(c, -1) {
				return fmt.Errorf("pmedian: cost %g of customer %d from site %d", c, i, j)
			}
		}
	}
	return nil
}

// Solve searches until the gap, the steps or the context end it. A cancelled
// context is no error: the best solution so far is returned. The same problem
// gives the same solution.
func Solve(ctx context.Context, p Problem, opt Options) (Solution, error) {
	if err := p.check(); err != nil {
		return Solution{}, err
	}
	if opt.Start != nil && !validStart(opt.Start, p) {
		return Solution{}, fmt.Errorf("pmedian: start solution %v: want %d different sites", opt.Start, p.P)
	}
	if opt.Iterations == 0 {
		opt.Iterations = 1000
	}
	s := newSearch(p)
	start := opt.Start
	if start == nil {
		start = s.greedy()
	}
	s.offer(ctx, start)
	if math.IsInf(s.cost, 1) {
		return Solution{}, fmt.Errorf("pmedian: no %d sites found that reach every customer", p.P)
	}
	s.ascend(ctx, opt)
	return s.solution(), nil
}

func validStart(open []int, p Problem) bool {
	sorted := slices.Compact(slices.Sorted(slices.Values(open)))
	return len(open) == p.P && len(sorted) == p.P && sorted[0] >= 0 && sorted[p.P-1] < len(p.Cost[0])
}

func (s *search) solution() Solution {
	out := Solution{Open: slices.Clone(s.open), Cost: s.cost, Bound: min(s.bound, s.cost), Iterations: s.steps}
	slices.Sort(out.Open)
	for _, row := range s.Cost {
		best := out.Open[0]
		for _, j := range out.Open {
			if row[j] < row[best] {
				best = j
			}
		}
		out.Assign = append(out.Assign, best)
	}
	if out.Cost != 0 {
		out.Gap = (out.Cost - out.Bound) / math.Abs(out.Cost)
	}
	return out
}
