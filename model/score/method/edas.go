package method

import (
	"context"
	"fmt"
	"slices"

	"github.com/wattbit/wattbit/model/score/value"
)

// EDAS scores by the distances above and below the average candidate
// (Keshavarz Ghorabaee et al. 2015).
type EDAS struct{}

// Evaluate implements Method. Figures must be 0 or more and not all 0.
func (EDAS) Evaluate(ctx context.Context, p *Problem) (*Outcome, error) {
	weights, columns, err := p.check(needSet | needNotNegative)
	if err != nil {
		return nil, err
	}
	n := p.Rows()
	above, below := make([]float64, n), make([]float64, n)
	for j, c := range columns {
		if c.max == 0 {
			return nil, fmt.Errorf("%w: %s is 0 for every candidate, and distances are taken relative to the average", ErrProblem, p.criterion(j))
		}
	}
	p.rows(func(lo, hi int) {
		for j, w := range weights {
			average := columns[j].sum / float64(n)
			slope := w / average
			if p.Directions[j] == value.Lower {
				slope = -slope
			}
			if columns[j].min == columns[j].max {
				continue
			}
			for i, x := range p.Columns[j][lo:hi] {
				if d := float64(slope * (x - average)); d > 0 {
					above[lo+i] += d
				} else {
					below[lo+i] -= d
				}
			}
		}
	})
	most, least := slices.Max(above), slices.Max(below)
	for i := range above {
		above[i] = (part(above[i], 0, most) + 1 - part(below[i], 0, least)) / 2
	}
	return p.outcome(above, true), ctx.Err()
}
