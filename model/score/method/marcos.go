package method

import (
	"context"
	"fmt"
)

// MARCOS scores by the utility relative to an ideal and an anti-ideal candidate
// (Stević et al. 2020).
type MARCOS struct{}

// Evaluate implements Method.
func (MARCOS) Evaluate(ctx context.Context, p *Problem) (*Outcome, error) {
	weights, scales, err := p.prepare(Ratio)
	if err != nil {
		return nil, err
	}
	var ideal, anti float64
	for j, s := range scales {
		ideal += weights[j]
		anti += float64(weights[j] * s.worst)
	}
	if anti == 0 {
		return nil, fmt.Errorf("%w: the worst candidate imagined has the utility 0, and the method divides by it", ErrProblem)
	}
	scores := make([]float64, p.Rows())
	p.rows(func(lo, hi int) {
		p.addWeighted(scores, weights, scales, lo, hi)
		for i := lo; i < hi; i++ {
			down, up := scores[i]/anti, scores[i]/ideal // K⁻ and K⁺
			fDown, fUp := up/(up+down), down/(up+down)
			scores[i] = (up + down) / (1 + (1-fUp)/fUp + (1-fDown)/fDown)
		}
	})
	return p.scaledOutcome(scores, Ratio, scales), ctx.Err()
}
