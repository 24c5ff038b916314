package smaa

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// Interval knows a lowest and a highest value of each weight, and that they sum
// to 1: uniform on what is left of the simplex, by exact rejection.
type Interval struct {
	low, high []float64
	fromBox   bool // which proposal is accepted more often
}

const pilotDraws = 10_000

// NewInterval returns the prior of weights from low to high, each 0 to 1.
// Intervals that leave almost no room on the simplex are an error: they
// describe a point rather than a range.
func NewInterval(low, high []float64) (*Interval, error) {
	if len(low) != len(high) || len(low) == 0 {
		return nil, fmt.Errorf("%w: interval prior: %d low and %d high weights", ErrInput, len(low), len(high))
	}
	var least, most float64
	for j := range low {
		if !(low[j] >= 0 && low[j] <= high[j] && high[j] <= 1) {
			return nil, fmt.Errorf("%w: interval prior: weight %d from %v to %v, must be within 0 to 1", ErrInput, j+1, low[j], high[j])
		}
		least, most = least+low[j], most+high[j]
	}
	if least > 1 || most < 1 {
		return nil, fmt.Errorf("%w: interval prior: the weights sum to %v to %v, which leaves out 1", ErrInput, least, most)
	}
	b := &Interval{low: slices.Clone(low), high: slices.Clone(high)}
	return b, b.pilot()
}

// Check implements Prior.
func (b *Interval) Check(criteria int) error {
	if len(b.low) != criteria {
		return fmt.Errorf("interval prior: %d weights for %d criteria", len(b.low), criteria)
	}
	return nil
}

// String implements Prior.
func (b *Interval) String() string {
	return fmt.Sprintf("uniform with weights from %.3g to %.3g", b.low, b.high)
}

// pilot finds the better proposal.
func (b *Interval) pilot() error {
	w := make([]float64, len(b.low))
	rng := rand.New(rand.NewPCG(1, 1))
	var box, simplex int
	for range pilotDraws {
		if b.tryBox(rng, w) {
			box++
		}
		if b.trySimplex(rng, w) {
			simplex++
		}
	}
	b.fromBox = box > simplex
	if max(box, simplex) < 3 {
		return fmt.Errorf("%w: interval prior: the intervals leave almost no room on the simplex; widen them or use a Dirichlet prior", ErrInput)
	}
	return nil
}

// widest is the weight that the box proposal leaves to the others' rest.
func (b *Interval) widest() int {
	at := 0
	for j := range b.low {
		if b.high[j]-b.low[j] > b.high[at]-b.low[at] {
			at = j
		}
	}
	return at
}

// tryBox draws all weights but the widest in their intervals; the rest must fit.
func (b *Interval) tryBox(rng *rand.Rand, w []float64) bool {
	last := b.widest()
	rest := 1.0
	for j := range w {
		if j != last {
			w[j] = b.low[j] + float64((b.high[j]-b.low[j])*rng.Float64())
			rest -= w[j]
		}
	}
	w[last] = rest
	const rounding = 1e-12 // intervals of no width must still be hit
	return rest >= b.low[last]-rounding && rest <= b.high[last]+rounding
}

func (b *Interval) trySimplex(rng *rand.Rand, w []float64) bool {
	Uniform{}.Draw(rng, 0, w)
	for j, x := range w {
		if x < b.low[j] || x > b.high[j] {
			return false
		}
	}
	return true
}

// Draw implements Prior.
func (b *Interval) Draw(rng *rand.Rand, _ int, w []float64) {
	try := b.trySimplex
	if b.fromBox {
		try = b.tryBox
	}
	for range 1000 * pilotDraws {
		if try(rng, w) {
			return
		}
	}
	for j := range w { // the pilot was accepted, so this does not happen
		w[j] = math.NaN()
	}
}

// ErrInput is wrapped by every error about values, priors and distributions.
var ErrInput = errors.New("smaa: bad input")
