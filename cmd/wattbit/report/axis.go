package report

import (
	"math"
	"slices"
)

// axis places values between two pixels, with round ends.
type axis struct{ lo, hi, step, from, to float64 }

// newAxis spans the values that are known in about so many steps. It need not
// begin at zero: what is drawn on it are dots, not lengths.
func newAxis(values []Number, from, to float64, steps int) axis {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if v.Known() {
			lo, hi = math.Min(lo, float64(v)), math.Max(hi, float64(v))
		}
	}
	if lo > hi {
		lo, hi = 0, 1
	}
	if hi-lo <= 1e-9*math.Max(math.Abs(lo), math.Abs(hi)) {
		wide := math.Max(0.02*math.Abs(lo), 0.5)
		lo, hi = lo-wide, hi+wide
	}
	a := axis{step: roundStep((hi - lo) / float64(steps)), from: from, to: to}
	a.lo, a.hi = a.step*math.Floor(lo/a.step), a.step*math.Ceil(hi/a.step)
	return a
}

// roundStep is the least of 1, 2 and 5 times a power of ten that is at least x.
func roundStep(x float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(x)))
	steps := []float64{1, 2, 5, 10}
	n := slices.IndexFunc(steps, func(s float64) bool { return s*power >= x*(1-1e-9) })
	return steps[max(n, 0)] * power
}

func (a axis) at(x Number) float64 {
	return a.from + (a.to-a.from)*(float64(x)-a.lo)/(a.hi-a.lo)
}

func (a axis) ticks() []axisTick {
	decimals := int(math.Max(0, -math.Floor(math.Log10(a.step)+1e-9)))
	var out []axisTick
	for n := range int(math.Round((a.hi-a.lo)/a.step)) + 1 {
		x := Number(a.lo + float64(n)*a.step)
		out = append(out, axisTick{px(a.at(x)), formatFixed(x, decimals)})
	}
	return out
}
