package value

import (
	"math"
	"sort"
)

// Function is a compiled value function. It is safe for concurrent use.
type Function struct {
	kind    Kind
	outside Outside
	// x and v are the knots: breakpoints, or the ends of the range for
	// logistic and gaussian. slope[i] joins knot i to knot i+1.
	x, v, slope []float64
	// midpoint and rate are those of logistic and gaussian.
	midpoint, rate float64
}

// Range returns the declared range of figures, low then high.
func (f *Function) Range() (lo, hi float64) { return f.x[0], f.x[len(f.x)-1] }

// Span returns the smallest and largest partial value inside the range. Swing
// weights mean what they say only when it is 0 to 1.
func (f *Function) Span() (lowest, highest float64) { return f.Bounds(f.Range()) }

// Contains reports whether a figure lies inside the declared range, or for a
// table whether it is listed.
func (f *Function) Contains(x float64) bool {
	if f.kind == Table {
		i := sort.SearchFloat64s(f.x, x)
		return i < len(f.x) && f.x[i] == x
	}
	return x >= f.x[0] && x <= f.x[len(f.x)-1]
}

// At returns the partial value of a figure. It is NaN for a missing figure, and
// for one that the policy Refuse or a table does not admit.
func (f *Function) At(x float64) float64 {
	if math.IsNaN(x) {
		return x
	}
	if !f.Contains(x) {
		if f.kind == Table || f.outside == Refuse {
			return math.NaN()
		}
		if f.outside == Clip {
			x = min(max(x, f.x[0]), f.x[len(f.x)-1])
		}
	}
	return f.inside(x)
}

// inside is At for figures whose place relative to the range is settled.
func (f *Function) inside(x float64) float64 {
	switch f.kind {
	case Logistic:
		return 1 / (1 + math.Exp(-f.rate*(x-f.midpoint)))
	case Gaussian:
		d := x - f.midpoint
		return math.Exp(-f.rate * float64(d*d))
	case Table:
		return f.v[sort.SearchFloat64s(f.x, x)]
	case Step:
		return f.v[f.segment(x, len(f.x))]
	}
	last := len(f.x) - 1
	if x == f.x[last] {
		return f.v[last]
	}
	i := f.segment(x, last)
	return float64(f.slope[i]*(x-f.x[i])) + f.v[i]
}

// segment returns the last of the first n knots that is not above x, or 0.
func (f *Function) segment(x float64, n int) int {
	i := 0
	for i+1 < n && x >= f.x[i+1] {
		i++
	}
	return i
}

// Eval writes the partial values of xs to dst, which must be as long. It
// returns how many figures lay outside the range, and the index of the first
// that is not admitted, or −1.
func (f *Function) Eval(dst, xs []float64) (outside, refused int) {
	refused = -1
	if f.kind == Piecewise && f.outside == Clip {
		return f.evalClipped(dst, xs), -1
	}
	for i, x := range xs {
		dst[i] = f.At(x)
		if math.IsNaN(x) || f.Contains(x) {
			continue
		}
		outside++
		if refused < 0 && math.IsNaN(dst[i]) {
			refused = i
		}
	}
	return outside, refused
}

// evalClipped is Eval for the common case, without its branches.
func (f *Function) evalClipped(dst, xs []float64) (outside int) {
	knots, last := f.x, len(f.x)-1
	lo, hi := knots[0], knots[last]
	first, final := f.v[0], f.v[last]
	for i, x := range xs {
		switch {
		case x < lo:
			dst[i] = first
			outside++
		case x >= hi:
			dst[i] = final
			if x > hi {
				outside++
			}
		default: // inside, or NaN, which passes through
			k := 0
			for k+1 < last && x >= knots[k+1] {
				k++
			}
			dst[i] = float64(f.slope[k]*(x-knots[k])) + f.v[k]
		}
	}
	return outside
}

// Bounds returns the lowest and highest partial value of any figure between lo
// and hi. A table with no listed figure between them answers with its span.
func (f *Function) Bounds(lo, hi float64) (lowest, highest float64) {
	lowest, highest = math.Inf(1), math.Inf(-1)
	take := func(v float64) {
		if !math.IsNaN(v) {
			lowest, highest = min(lowest, v), max(highest, v)
		}
	}
	take(f.At(lo))
	take(f.At(hi))
	if f.kind == Gaussian {
		if m := min(max(f.midpoint, f.x[0]), f.x[1]); m > lo && m < hi {
			take(f.At(m))
		}
	} else {
		for i, x := range f.x {
			if x > lo && x < hi {
				take(f.v[i])
			}
		}
	}
	if lowest > highest { // nothing between lo and hi is admitted
		for _, v := range f.v {
			take(v)
		}
	}
	return lowest, highest
}
