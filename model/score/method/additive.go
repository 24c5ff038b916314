package method

import (
	"context"
	"fmt"
	"math"
)

// WSM is the weighted sum of scaled figures (simple additive weighting).
type WSM struct {
	// Scaling is MinMax when empty.
	Scaling Scaling
}

// Evaluate implements Method.
func (m WSM) Evaluate(ctx context.Context, p *Problem) (*Outcome, error) {
	scaling := m.Scaling
	if scaling == "" {
		scaling = MinMax
	}
	weights, scales, err := p.prepare(scaling)
	if err != nil {
		return nil, err
	}
	scores := make([]float64, p.Rows())
	p.rows(func(lo, hi int) { p.addWeighted(scores, weights, scales, lo, hi) })
	return p.scaledOutcome(scores, scaling, scales), ctx.Err()
}

// prepare checks the problem and scales its columns.
func (p *Problem) prepare(s Scaling) ([]float64, []scaled, error) {
	weights, columns, err := p.check(s.need())
	if err != nil {
		return nil, nil, err
	}
	scales, err := p.scale(s, columns)
	return weights, scales, err
}

func (p *Problem) scaledOutcome(scores []float64, s Scaling, scales []scaled) *Outcome {
	o := p.outcome(scores, s.dependsOnSet())
	o.Warnings = append(o.Warnings, p.constantWarnings(scales)...)
	return o
}

// addWeighted adds Σ w·v to the scores of the rows lo to hi.
func (p *Problem) addWeighted(scores, weights []float64, scales []scaled, lo, hi int) {
	dst := scores[lo:hi]
	for j, s := range scales {
		w, column := weights[j], p.Columns[j][lo:hi]
		switch {
		case s.numbers != nil:
			for i, v := range s.numbers[lo:hi] {
				dst[i] += float64(w * v)
			}
		case s.reciprocal:
			wa := w * s.a
			for i, x := range column {
				dst[i] += wa / x
			}
		default:
			wb, wc := w*s.b, w*s.c
			for i, x := range column {
				dst[i] += float64(wb*(x-s.a)) + wc
			}
		}
	}
}

// WPM is the weighted product Π v^w of scaled figures.
type WPM struct {
	// Scaling is Sum when empty; Ratio, Declared and MinMax are allowed.
	Scaling Scaling
}

// Evaluate implements Method. A scaled figure below 0 is an error.
func (m WPM) Evaluate(ctx context.Context, p *Problem) (*Outcome, error) {
	scaling := m.Scaling
	if scaling == "" {
		scaling = Sum
	}
	weights, scales, err := p.prepare(scaling)
	if err != nil {
		return nil, err
	}
	if err := p.checkNotNegative(scales, scaling); err != nil {
		return nil, err
	}
	scores := make([]float64, p.Rows())
	p.rows(func(lo, hi int) { p.product(scores, weights, scales, lo, hi) })
	return p.scaledOutcome(scores, scaling, scales), ctx.Err()
}

func (p *Problem) checkNotNegative(scales []scaled, s Scaling) error {
	for j := range scales {
		if scales[j].worst < 0 {
			return fmt.Errorf("%w: %s: scaling %q gives %v, and a product needs numbers of 0 or more", ErrProblem, p.criterion(j), s, scales[j].worst)
		}
	}
	return nil
}

// product writes exp(Σ w·ln v); a 0 with a weight makes the product 0.
func (p *Problem) product(scores, weights []float64, scales []scaled, lo, hi int) {
	dst := scores[lo:hi]
	clear(dst)
	part := make([]float64, hi-lo)
	for j := range scales {
		if weights[j] == 0 {
			continue
		}
		scales[j].into(part, p.Columns[j], lo)
		for i, v := range part {
			dst[i] += float64(weights[j] * math.Log(max(v, 0)))
		}
	}
	for i, v := range dst {
		dst[i] = math.Exp(v)
	}
}

// WASPAS mixes the weighted sum and the weighted product of ratio-scaled
// figures: λ·sum + (1−λ)·product (Zavadskas et al. 2012).
type WASPAS struct {
	// Lambda is 0.5 when nil; from 0 (product) to 1 (sum).
	Lambda *float64
}

// Evaluate implements Method.
func (m WASPAS) Evaluate(ctx context.Context, p *Problem) (*Outcome, error) {
	lambda, err := share("lambda", m.Lambda, 0.5)
	if err != nil {
		return nil, err
	}
	weights, scales, err := p.prepare(Ratio)
	if err != nil {
		return nil, err
	}
	sums, scores := make([]float64, p.Rows()), make([]float64, p.Rows())
	p.rows(func(lo, hi int) {
		p.addWeighted(sums, weights, scales, lo, hi)
		p.product(scores, weights, scales, lo, hi)
		for i := lo; i < hi; i++ {
			scores[i] = float64(lambda*sums[i]) + float64((1-lambda)*scores[i])
		}
	})
	return p.scaledOutcome(scores, Ratio, scales), ctx.Err()
}

// share returns a parameter from 0 to 1, or its default.
func share(name string, x *float64, byDefault float64) (float64, error) {
	if x == nil {
		return byDefault, nil
	}
	if !(*x >= 0 && *x <= 1) {
		return 0, fmt.Errorf("%w: %s is %v, must be from 0 to 1", ErrProblem, name, *x)
	}
	return *x, nil
}
