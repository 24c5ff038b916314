// Package weight finds weights for criteria: from judgements (swing points,
// pairwise comparison, best–worst, an order of importance), and from the data.
//
// Weights from data (Entropy, CRITIC, MEREC) describe the spread of the figures
// at hand, not what anyone values: they change with every candidate, and are
// offered as diagnostics.
package weight

import (
	"errors"
	"fmt"
	"math"
)

// ErrInput is wrapped by every error about judgements or data.
var ErrInput = errors.New("weight: bad input")

// Normalised returns the weights divided by their sum, which is also returned:
// swing points, percentages, or anything else of 0 or more.
func Normalised(points []float64) (weights []float64, sum float64, err error) {
	if len(points) == 0 {
		return nil, 0, fmt.Errorf("%w: no weights", ErrInput)
	}
	for i, w := range points {
		if !(w >= 0) || math.IsInf(w, 0) {
			return nil, 0, fmt.Errorf("%w: weight %d is %v, must be 0 or more", ErrInput, i+1, w)
		}
		sum += w
	}
	if !(sum > 0) || math.IsInf(sum, 0) {
		return nil, 0, fmt.Errorf("%w: the weights sum to %v, must be above 0", ErrInput, sum)
	}
	weights = make([]float64, len(points))
	for i, w := range points {
		weights[i] = w / sum
	}
	return weights, sum, nil
}
