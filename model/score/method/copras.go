package method

import (
	"context"
	"fmt"
	"slices"

	"github.com/wattbit/wattbit/model/score/value"
)

// COPRAS adds the gains and the inverse of the costs, each scaled by its sum
// (Zavadskas et al. 1994). The score is the utility relative to the best, 0 to 1.
type COPRAS struct{}

// Evaluate implements Method. Figures must be 0 or more; a candidate without
// any cost is an error where there are cost criteria, since its share of them
// cannot be inverted.
func (COPRAS) Evaluate(ctx context.Context, p *Problem) (*Outcome, error) {
	weights, columns, err := p.check(needSet | needNotNegative)
	if err != nil {
		return nil, err
	}
	n := p.Rows()
	gains, costs := make([]float64, n), make([]float64, n)
	weighted := false
	for j, w := range weights {
		if columns[j].sum == 0 {
			return nil, fmt.Errorf("%w: %s is 0 for every candidate, and the method divides by the sum", ErrProblem, p.criterion(j))
		}
		into := gains
		if p.Directions[j] == value.Lower && w > 0 {
			into, weighted = costs, true
		}
		scale := w / columns[j].sum
		for i, x := range p.Columns[j] {
			into[i] += float64(scale * x)
		}
	}
	if weighted {
		if err := p.addInverse(gains, costs); err != nil {
			return nil, err
		}
	}
	best := slices.Max(gains)
	for i := range gains {
		gains[i] /= best
	}
	return p.outcome(gains, true), ctx.Err()
}

// addInverse adds Σc/(cᵢ·Σ1/c) to the gains.
func (p *Problem) addInverse(gains, costs []float64) error {
	var sum, inverse float64
	for i, c := range costs {
		if c == 0 {
			return fmt.Errorf("%w: all costs of %s are 0: the method takes ratios and needs one above 0", ErrProblem, p.id(i))
		}
		sum += c
		inverse += 1 / c
	}
	for i, c := range costs {
		gains[i] += sum / (c * inverse)
	}
	return nil
}
