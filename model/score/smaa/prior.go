package smaa

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// Prior says what is known of the weights.
type Prior interface {
	// Check returns an error when the prior does not fit that many criteria.
	Check(criteria int) error
	// Draw fills w with weights that sum to 1. The sample's number is for
	// priors that hold samples made elsewhere.
	Draw(rng *rand.Rand, sample int, w []float64)
	// String names the prior in results.
	String() string
}

// Uniform knows nothing: all weights are equally likely.
type Uniform struct{}

// Check implements Prior.
func (Uniform) Check(int) error { return nil }

// String implements Prior.
func (Uniform) String() string { return "uniform on the simplex" }

// Draw implements Prior.
func (Uniform) Draw(rng *rand.Rand, _ int, w []float64) {
	sum := 0.0
	for j := range w {
		w[j] = rng.ExpFloat64()
		sum += w[j]
	}
	for j := range w {
		w[j] /= sum
	}
}

// Ordinal knows only the order of importance.
type Ordinal struct {
	// Order lists the criteria's indices, most important first.
	Order []int
}

// Check implements Prior.
func (o Ordinal) Check(criteria int) error {
	seen := make([]bool, criteria)
	for _, j := range o.Order {
		if j < 0 || j >= criteria || seen[j] {
			return fmt.Errorf("ordinal prior: order %v does not list each of %d criteria once", o.Order, criteria)
		}
		seen[j] = true
	}
	if len(o.Order) != criteria {
		return fmt.Errorf("ordinal prior: order of %d criteria, needs %d", len(o.Order), criteria)
	}
	return nil
}

// String implements Prior.
func (o Ordinal) String() string {
	return fmt.Sprintf("uniform with the order of importance %v", o.Order)
}

// Draw implements Prior.
func (o Ordinal) Draw(rng *rand.Rand, sample int, w []float64) {
	sorted := make([]float64, len(w))
	Uniform{}.Draw(rng, sample, sorted)
	slices.Sort(sorted)
	for place, j := range o.Order {
		w[j] = sorted[len(sorted)-1-place]
	}
}

// Dirichlet spreads around base weights.
type Dirichlet struct {
	// Base are the weights in the middle; above 0, normalised here.
	Base []float64
	// Concentration is how close to the base the draws stay: a weight w has the
	// standard deviation √(w(1−w)/(Concentration+1)).
	Concentration float64
}

// Check implements Prior.
func (d Dirichlet) Check(criteria int) error {
	if len(d.Base) != criteria {
		return fmt.Errorf("dirichlet prior: %d base weights for %d criteria", len(d.Base), criteria)
	}
	sum := 0.0
	for j, w := range d.Base {
		if !(w >= 0) || math.IsInf(w, 0) {
			return fmt.Errorf("dirichlet prior: base weight %d is %v, must be 0 or more", j+1, w)
		}
		sum += w
	}
	if !(sum > 0) {
		return errors.New("dirichlet prior: the base weights sum to 0")
	}
	if !(d.Concentration > 0) || math.IsInf(d.Concentration, 0) {
		return fmt.Errorf("dirichlet prior: concentration %v, must be above 0", d.Concentration)
	}
	return nil
}

// String implements Prior.
func (d Dirichlet) String() string {
	return fmt.Sprintf("Dirichlet around the base weights, concentration %g", d.Concentration)
}

// Draw implements Prior. A base weight of 0 stays 0.
func (d Dirichlet) Draw(rng *rand.Rand, _ int, w []float64) {
	base := 0.0
	for _, b := range d.Base {
		base += b
	}
	sum := 0.0
	for sum == 0 { // tiny shapes may all underflow to 0
		for j, b := range d.Base {
			w[j] = gamma(rng, d.Concentration*b/base)
			sum += w[j]
		}
	}
	for j := range w {
		w[j] /= sum
	}
}

// gamma draws from the gamma distribution with that shape and scale 1
// (Marsaglia & Tsang 2000).
func gamma(rng *rand.Rand, shape float64) float64 {
	if shape == 0 {
		return 0
	}
	boost := 1.0
	if shape < 1 {
		boost = math.Pow(1-rng.Float64(), 1/shape)
		shape++
	}
	d := shape - 1./3
	c := 1 / math.Sqrt(9*d)
	for {
		x := rng.NormFloat64()
		v := 1 + float64(c*x)
		if v <= 0 {
			continue
		}
		v = v * v * v
		if math.Log(1-rng.Float64()) < float64(0.5*x*x)+d-float64(d*v)+float64(d*math.Log(v)) {
			return boost * d * v
		}
	}
}

// Samples are weights drawn elsewhere, one row per sample.
type Samples struct{ Rows [][]float64 }

// Check implements Prior.
func (s Samples) Check(criteria int) error {
	if len(s.Rows) == 0 {
		return errors.New("weight samples: there are none")
	}
	for i, row := range s.Rows {
		if len(row) != criteria {
			return fmt.Errorf("weight samples: row %d has %d weights for %d criteria", i+1, len(row), criteria)
		}
		for _, w := range row {
			if !(w >= 0) || math.IsInf(w, 0) {
				return fmt.Errorf("weight samples: row %d has the weight %v", i+1, w)
			}
		}
	}
	return nil
}

// String implements Prior.
func (s Samples) String() string { return fmt.Sprintf("%d given samples", len(s.Rows)) }

// Draw implements Prior.
func (s Samples) Draw(_ *rand.Rand, sample int, w []float64) { copy(w, s.Rows[sample%len(s.Rows)]) }
