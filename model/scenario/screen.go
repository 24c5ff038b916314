package scenario

import (
	"context"
	"fmt"
	"strings"

	"github.com/wattbit/wattbit/model/score/sensitivity"
)

// ScreenInput is one weight, or one error of a figure, that a screening moves.
type ScreenInput struct {
	Criterion int
	// Figure tells a figure from a weight. A weight moves by WeightSwing of
	// itself, and all are divided by their sum; a figure moves with all that
	// share its error, from its 5 % to its 95 % quantile.
	Figure bool
}

// Screening says which inputs the lead of the first over the best of the others
// hangs on, in points of 100.
type Screening struct {
	Lead   float64 // as things stand
	Inputs []ScreenInput
	Morris *sensitivity.Effects
	Sobol  *sensitivity.Indices
}

// morrisLevels is the grid of Morris's design.
const morrisLevels = 4

// Screen runs Morris's screening with that many trajectories and Sobol's with
// that many samples; 0 leaves one out. It needs two candidates that pass.
func (r *Result) Screen(ctx context.Context, a *Robustness, trajectories, samples int) (*Screening, error) {
	if len(a.Rows) < 2 {
		return nil, fmt.Errorf("%d candidates pass every gate; a lead needs two", len(a.Rows))
	}
	l := r.newLead(a)
	s := &Screening{Inputs: l.inputs}
	centre := make([]float64, len(l.bounds))
	for i, b := range l.bounds {
		centre[i] = (b[0] + b[1]) / 2
	}
	s.Lead = l.at(centre)
	if trajectories > 0 {
		points, err := sensitivity.MorrisDesign(l.bounds, trajectories, morrisLevels, r.Scenario.Seed)
		if err != nil {
			return nil, err
		}
		outputs := make([]float64, len(points))
		for i, x := range points {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			outputs[i] = l.at(x)
		}
		if s.Morris, err = sensitivity.Morris(l.bounds, points, outputs); err != nil {
			return nil, err
		}
	}
	if samples > 0 {
		var err error
		s.Sobol, err = sensitivity.Sobol(ctx, l.at, l.bounds, sensitivity.SobolOptions{Samples: samples, Seed: r.Scenario.Seed, Workers: r.workers})
		if err != nil {
			return nil, err
		}
	}
	return s, nil
}

// lead is the function that a screening looks at. It is safe for concurrent use.
type lead struct {
	a      *Robustness
	inputs []ScreenInput
	bounds [][2]float64
	weight []int         // criterion → input, −1 for none
	moved  []*movedError // by input; nil for weights
}

func (r *Result) newLead(a *Robustness) *lead {
	l := &lead{a: a, weight: make([]int, len(a.Matrix.Weights))}
	add := func(k int, figure bool, low, high float64, m *movedError) {
		l.inputs, l.bounds = append(l.inputs, ScreenInput{k, figure}), append(l.bounds, [2]float64{low, high})
		l.moved = append(l.moved, m)
	}
	for k, w := range a.Matrix.Weights {
		l.weight[k] = -1
		if w > 0 {
			l.weight[k] = len(l.inputs)
			add(k, false, w*(1-WeightSwing), w*(1+WeightSwing), nil)
		}
	}
	for k, w := range a.Matrix.Weights {
		if m := r.errorOfFirst(a, k); m != nil && w > 0 {
			add(k, true, lowQuantile, highQuantile, m)
		}
	}
	return l
}

// at returns the lead in points of 100.
func (l *lead) at(x []float64) float64 {
	weights := make([]float64, len(l.weight))
	sum := 0.0
	for k, i := range l.weight {
		if i >= 0 {
			weights[k] = x[i]
			sum += x[i]
		}
	}
	for k := range weights {
		weights[k] /= sum
	}
	add := l.a.additive()
	scores := add.Scores(weights)
	for i, m := range l.moved {
		if m != nil {
			m.move(scores, weights[l.inputs[i].Criterion], x[i])
		}
	}
	best := scores[1]
	for _, s := range scores[2:] {
		best = max(best, s)
	}
	return 100 * (scores[0] - best)
}

func joined(words []string) string { return strings.Join(words, ", ") }
