package method

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// OWA is the ordered weighted average: weights belong to places, not to
// criteria. A candidate's scaled figures are sorted, best first, and the first
// weight goes to its best (Yager 1988). The problem's weights are not used.
type OWA struct {
	// Weights per place; when nil 1 : 2 : … : m, which leans to the worst figure.
	Weights []float64
	// Scaling is Declared when empty.
	Scaling Scaling
}

// Orness returns how much order weights lean to the best figure: 1 for the
// maximum, 0.5 for the mean, 0 for the minimum. One weight has orness 0.5.
func Orness(weights []float64) float64 {
	m := len(weights)
	if m < 2 {
		return 0.5
	}
	sum := 0.0
	for i, w := range weights {
		sum += float64(m-1-i) * w
	}
	return sum / float64(m-1)
}

// OrderWeights returns the order weights for m criteria, normalised.
func (m OWA) OrderWeights(criteria int) ([]float64, error) {
	out := slices.Clone(m.Weights)
	if out == nil {
		for i := range criteria {
			out = append(out, float64(i+1))
		}
	}
	if len(out) != criteria {
		return nil, fmt.Errorf("%w: %d order weights for %d criteria", ErrProblem, len(out), criteria)
	}
	sum := 0.0
	for _, w := range out {
		if !(w >= 0) || math.IsInf(w, 0) {
			return nil, fmt.Errorf("%w: order weight %v, must be 0 or more", ErrProblem, w)
		}
		sum += w
	}
	if !(sum > 0) {
		return nil, fmt.Errorf("%w: the order weights sum to 0", ErrProblem)
	}
	for i := range out {
		out[i] /= sum
	}
	return out, nil
}

// Evaluate implements Method.
func (m OWA) Evaluate(ctx context.Context, p *Problem) (*Outcome, error) {
	scaling := m.Scaling
	if scaling == "" {
		scaling = Declared
	}
	_, scales, err := p.prepare(scaling)
	if err != nil {
		return nil, err
	}
	weights, err := m.OrderWeights(len(p.Columns))
	if err != nil {
		return nil, err
	}
	scores := make([]float64, p.Rows())
	p.eachRow(scales, func(row int, v []float64) {
		slices.Sort(v)
		sum := 0.0
		for place, w := range weights {
			sum += float64(w * v[len(v)-1-place])
		}
		scores[row] = sum
	})
	o := p.scaledOutcome(scores, scaling, scales)
	o.Warnings = append(o.Warnings, fmt.Sprintf("order weights with orness %.3g; the weights of the criteria are not used", Orness(weights)))
	return o, ctx.Err()
}

// eachRow calls do with the scaled figures of every candidate; do may change
// the slice.
func (p *Problem) eachRow(scales []scaled, do func(row int, v []float64)) {
	p.rows(func(lo, hi int) {
		v := make([]float64, len(scales))
		for i := lo; i < hi; i++ {
			for j := range scales {
				v[j] = scales[j].one(p.Columns[j][i], i)
			}
			do(i, v)
		}
	})
}
