package score

import (
	"cmp"
	"math"
	"slices"

	"github.com/wattbit/wattbit/model/score/value"
)

// figures returns the figures that a gate admits.
func (g Gate) figures() []value.Interval {
	switch g.Op {
	case AtLeast:
		return []value.Interval{{Lo: g.Threshold, Hi: math.Inf(1)}}
	case AtMost:
		return []value.Interval{{Lo: math.Inf(-1), Hi: g.Threshold}}
	case Above:
		return []value.Interval{{Lo: math.Nextafter(g.Threshold, math.Inf(1)), Hi: math.Inf(1)}}
	case Below:
		return []value.Interval{{Lo: math.Inf(-1), Hi: math.Nextafter(g.Threshold, math.Inf(-1))}}
	}
	var out []value.Interval
	for _, x := range g.Set {
		out = append(out, value.Interval{Lo: x, Hi: x})
	}
	slices.SortFunc(out, func(a, b value.Interval) int { return cmp.Compare(a.Lo, b.Lo) })
	return out
}

func intersect(a, b []value.Interval) []value.Interval {
	var out []value.Interval
	for _, p := range a {
		for _, q := range b {
			if lo, hi := max(p.Lo, q.Lo), min(p.Hi, q.Hi); lo <= hi {
				out = append(out, value.Interval{Lo: lo, Hi: hi})
			}
		}
	}
	return out
}

// nearest returns the figure of the intervals that is closest to from. When
// from is missing it is the least favourable one, or the first finite end.
func nearest(in []value.Interval, from float64, d value.Direction) float64 {
	if math.IsNaN(from) {
		return leastFavourable(in, d)
	}
	best := math.NaN()
	for _, p := range in {
		x := min(max(from, p.Lo), p.Hi)
		if math.IsNaN(best) || math.Abs(x-from) < math.Abs(best-from) {
			best = x
		}
	}
	return best
}

func leastFavourable(in []value.Interval, d value.Direction) float64 {
	first, last := in[0].Lo, in[len(in)-1].Hi
	if d == value.Lower {
		first, last = last, first
	}
	for _, x := range []float64{first, last, 0} {
		if !math.IsInf(x, 0) {
			return x
		}
	}
	return math.NaN()
}

// suffices reports whether that figure passes every gate and veto on its column
// and brings the candidate into the top k.
func (c changing) suffices(j int, col *Column, x float64) bool {
	for g, other := range c.gates {
		if other == col && c.s.gates[g].Test(x) != Pass {
			return false
		}
	}
	cr := &c.s.criteria[j]
	if cr.Veto != nil && !(cr.fn.At(x) >= *cr.Veto) {
		return false
	}
	score := c.with(j, cr.fn.At(x))
	return !math.IsNaN(score) && c.r.wouldBeInTop(c.k, c.row, score)
}
