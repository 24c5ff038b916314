package smaa

import (
	"fmt"
	"math"
	"slices"
)

// Dist is what is known of one figure.
type Dist interface {
	Check() error
	// Quantile returns the figure that the true one is below with probability
	// u, 0 < u < 1.
	Quantile(u float64) float64
}

// Normal is the normal distribution.
type Normal struct{ Mean, SD float64 }

// Check implements Dist.
func (d Normal) Check() error { return positive("normal", d.Mean, d.SD) }

// Quantile implements Dist.
func (d Normal) Quantile(u float64) float64 { return d.Mean + float64(d.SD*normal(u)) }

// Lognormal is exp of a normal: Median is its median, Sigma the standard
// deviation of its logarithm.
type Lognormal struct{ Median, Sigma float64 }

// Check implements Dist.
func (d Lognormal) Check() error {
	if !(d.Median > 0) {
		return fmt.Errorf("lognormal: median %v, must be above 0", d.Median)
	}
	return positive("lognormal", d.Median, d.Sigma)
}

// Quantile implements Dist.
func (d Lognormal) Quantile(u float64) float64 { return d.Median * math.Exp(d.Sigma*normal(u)) }

// Triangular rises from Low to Mode and falls to High.
type Triangular struct{ Low, Mode, High float64 }

// Check implements Dist.
func (d Triangular) Check() error {
	if !(d.Low <= d.Mode && d.Mode <= d.High && d.Low < d.High) || math.IsInf(d.High-d.Low, 0) {
		return fmt.Errorf("triangular: low %v, mode %v, high %v must rise", d.Low, d.Mode, d.High)
	}
	return nil
}

// Quantile implements Dist.
func (d Triangular) Quantile(u float64) float64 {
	width := d.High - d.Low
	if turn := (d.Mode - d.Low) / width; u < turn {
		return d.Low + math.Sqrt(u*width*(d.Mode-d.Low))
	}
	return d.High - math.Sqrt((1-u)*width*(d.High-d.Mode))
}

// Between is anything from Low to High, all equally likely.
type Between struct{ Low, High float64 }

// Check implements Dist.
func (d Between) Check() error {
	if !(d.Low <= d.High) || math.IsInf(d.High-d.Low, 0) {
		return fmt.Errorf("interval: low %v, high %v must rise", d.Low, d.High)
	}
	return nil
}

// Quantile implements Dist.
func (d Between) Quantile(u float64) float64 { return d.Low + float64(u*(d.High-d.Low)) }

// Empirical is one of the figures that were seen, all equally likely.
type Empirical struct{ Figures []float64 }

// Check implements Dist.
func (d Empirical) Check() error {
	if len(d.Figures) == 0 {
		return fmt.Errorf("empirical: no figures")
	}
	if slices.ContainsFunc(d.Figures, func(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) }) {
		return fmt.Errorf("empirical: a figure is not finite")
	}
	return nil
}

// Quantile implements Dist; figures need not be sorted.
func (d Empirical) Quantile(u float64) float64 {
	return d.Figures[min(int(u*float64(len(d.Figures))), len(d.Figures)-1)]
}

func positive(name string, middle, spread float64) error {
	if math.IsNaN(middle) || math.IsInf(middle, 0) || !(spread >= 0) || math.IsInf(spread, 0) {
		return fmt.Errorf("%s: %v with the spread %v, must be finite and 0 or more", name, middle, spread)
	}
	return nil
}

// normal is the quantile of the standard normal distribution.
func normal(u float64) float64 { return math.Sqrt2 * math.Erfinv(2*u-1) }
