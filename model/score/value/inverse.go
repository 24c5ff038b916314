package value

import "math"

// Interval is a closed interval of figures; its ends may be infinite.
type Interval struct{ Lo, Hi float64 }

// AtLeast returns the figures whose partial value is v or more, as intervals in
// ascending order: the inverse of the value function, exact for every kind up
// to rounding. It is empty when no figure reaches v.
func (f *Function) AtLeast(v float64) []Interval {
	var out []Interval
	switch f.kind {
	case Table:
		for i, x := range f.x {
			if f.v[i] >= v {
				out = append(out, Interval{x, x})
			}
		}
		return out
	case Step:
		out = f.stepsAtLeast(v)
	case Logistic, Gaussian:
		out = f.smoothAtLeast(v)
	default:
		out = f.linesAtLeast(v)
	}
	return f.widen(out)
}

// linesAtLeast joins the parts of each line that reach v.
func (f *Function) linesAtLeast(v float64) []Interval {
	var out []Interval
	for i, slope := range f.slope {
		lo, hi := f.x[i], f.x[i+1]
		a, b := f.v[i] >= v, f.v[i+1] >= v
		if !a && !b {
			continue
		}
		if a != b {
			cross := min(max(lo+(v-f.v[i])/slope, lo), hi)
			if a {
				hi = cross
			} else {
				lo = cross
			}
		}
		if n := len(out); n > 0 && out[n-1].Hi == lo {
			out[n-1].Hi = hi
		} else {
			out = append(out, Interval{lo, hi})
		}
	}
	return f.extrapolated(out, v)
}

// extrapolated adds what the continued first and last lines reach.
func (f *Function) extrapolated(in []Interval, v float64) []Interval {
	if f.outside != Extrapolate {
		return in
	}
	last := len(f.x) - 1
	out := in
	if s := f.slope[0]; f.v[0] < v && s < 0 {
		out = append([]Interval{{math.Inf(-1), f.x[0] + (v-f.v[0])/s}}, out...)
	} else if f.v[0] >= v {
		out[0].Lo = math.Inf(-1)
		if s > 0 {
			out[0].Lo = f.x[0] + (v-f.v[0])/s
		}
	}
	if s := f.slope[last-1]; f.v[last] < v && s > 0 {
		out = append(out, Interval{f.x[last] + (v-f.v[last])/s, math.Inf(1)})
	} else if f.v[last] >= v {
		out[len(out)-1].Hi = math.Inf(1)
		if s < 0 {
			out[len(out)-1].Hi = f.x[last] + (v-f.v[last])/s
		}
	}
	return out
}

// stepsAtLeast joins the steps that reach v; a step ends just before the next.
func (f *Function) stepsAtLeast(v float64) []Interval {
	var out []Interval
	for i, x := range f.x {
		if f.v[i] < v {
			continue
		}
		hi := x
		if i+1 < len(f.x) {
			hi = math.Nextafter(f.x[i+1], math.Inf(-1))
		}
		if n := len(out); n > 0 && math.Nextafter(out[n-1].Hi, math.Inf(1)) == x {
			out[n-1].Hi = hi
		} else {
			out = append(out, Interval{x, hi})
		}
	}
	return out
}

// smoothAtLeast inverts logistic and gaussian in closed form inside the range.
func (f *Function) smoothAtLeast(v float64) []Interval {
	part := Interval{f.x[0], f.x[1]}
	switch {
	case v > 1:
		return nil
	case v <= 0:
		return []Interval{part}
	case f.kind == Gaussian:
		half := math.Sqrt(-math.Log(v) / f.rate)
		part = Interval{max(part.Lo, f.midpoint-half), min(part.Hi, f.midpoint+half)}
	default:
		cross := f.midpoint - math.Log(1/v-1)/f.rate
		if f.rate > 0 {
			part.Lo = max(part.Lo, cross)
		} else {
			part.Hi = min(part.Hi, cross)
		}
	}
	if part.Lo > part.Hi {
		return nil
	}
	return []Interval{part}
}

// widen lets an interval that touches an end of the range run on when figures
// beyond it are clipped.
func (f *Function) widen(in []Interval) []Interval {
	if f.outside != Clip || len(in) == 0 {
		return in
	}
	if in[0].Lo == f.x[0] {
		in[0].Lo = math.Inf(-1)
	}
	if n := len(in) - 1; in[n].Hi == f.x[len(f.x)-1] {
		in[n].Hi = math.Inf(1)
	}
	return in
}
