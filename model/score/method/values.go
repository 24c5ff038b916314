package method

import "github.com/wattbit/wattbit/model/score/value"

// OnValues returns the problem of candidates that have been valued already:
// every column holds partial values from 0 to 1, the higher the better, which
// are also the declared bounds.
func OnValues(ids, criteria []string, values [][]float64, weights []float64) *Problem {
	p := &Problem{Columns: values, Weights: weights, IDs: ids, Criteria: criteria}
	for range values {
		p.Directions = append(p.Directions, value.Higher)
		p.Bounds = append(p.Bounds, [2]float64{0, 1})
	}
	return p
}
