package sensitivity

import (
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/score/rank"
)

// Additive is a weighted sum that has been computed.
type Additive struct {
	// Values are partial values, one column per criterion, high the better.
	Values [][]float64
	// Weights sum to 1.
	Weights []float64
}

func (a *Additive) check(k int) error {
	if len(a.Values) == 0 || len(a.Values[0]) == 0 || len(a.Weights) != len(a.Values) {
		return fmt.Errorf("%w: %d criteria with %d weights", ErrInput, len(a.Values), len(a.Weights))
	}
	n, sum := len(a.Values[0]), 0.0
	for j, c := range a.Values {
		if len(c) != n {
			return fmt.Errorf("%w: criterion %d has %d values for %d candidates", ErrInput, j+1, len(c), n)
		}
		for i, v := range c {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return fmt.Errorf("%w: criterion %d of candidate %d is %v", ErrInput, j+1, i+1, v)
			}
		}
		if !(a.Weights[j] >= 0) {
			return fmt.Errorf("%w: weight %d is %v", ErrInput, j+1, a.Weights[j])
		}
		sum += a.Weights[j]
	}
	if math.Abs(sum-1) > 1e-9 {
		return fmt.Errorf("%w: the weights sum to %v, must be 1", ErrInput, sum)
	}
	if k < 1 {
		return fmt.Errorf("%w: top %d, must be 1 or more", ErrInput, k)
	}
	return nil
}

// Scores returns the weighted sums with other weights.
func (a *Additive) Scores(weights []float64) []float64 {
	out := make([]float64, len(a.Values[0]))
	for j, c := range a.Values {
		for i, v := range c {
			out[i] += float64(weights[j] * v)
		}
	}
	return out
}

// split returns the rows in the top k and those below, both best first.
func (a *Additive) split(k int) (top, rest []int, scores []float64) {
	scores = a.Scores(a.Weights)
	order := rank.Order(scores, false)
	k = min(k, len(order))
	return order[:k], order[k:], scores
}

// Reweighted returns weights in which criterion j has the weight w and the
// others keep their proportions. When j had all the weight, the others share
// the rest equally.
func (a *Additive) Reweighted(j int, w float64) []float64 {
	out := make([]float64, len(a.Weights))
	rest := 1 - a.Weights[j]
	for i, x := range a.Weights {
		switch {
		case i == j:
			out[i] = w
		case rest > 0:
			out[i] = x * (1 - w) / rest
		default:
			out[i] = (1 - w) / float64(len(a.Weights)-1)
		}
	}
	return out
}
