package method

import (
	"context"

	"github.com/wattbit/wattbit/model/score/value"
)

// SPOTIS scores by the weighted distance to the best point of the declared
// bounds (Dezert et al. 2020). It stands on the bounds alone, so candidates
// cannot reverse each other's ranks. Low is good.
type SPOTIS struct{}

// Evaluate implements Method. A figure outside its bounds is an error.
func (SPOTIS) Evaluate(ctx context.Context, p *Problem) (*Outcome, error) {
	weights, _, err := p.check(needBounds)
	if err != nil {
		return nil, err
	}
	scores := make([]float64, p.Rows())
	p.rows(func(lo, hi int) {
		for j, w := range weights {
			low, high := p.Bounds[j][0], p.Bounds[j][1]
			best, slope := high, w/(high-low)
			if p.Directions[j] == value.Lower {
				best, slope = low, -slope
			}
			for i, x := range p.Columns[j][lo:hi] {
				scores[lo+i] += float64(slope * (best - x))
			}
		}
	})
	o := p.outcome(scores, false)
	o.LowerIsBetter = true
	return o, ctx.Err()
}
