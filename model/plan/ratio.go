package plan

import (
	"context"
	"fmt"
	"math"
)

// BreakEven says at which price of fiber planning together stops paying.
type BreakEven struct {
	// Low and High enclose the factor on all fiber costs at which the value
	// falls to nothing. High is +Inf where it does not up to the largest factor
	// tried, and both are the smallest factor where there is no value there.
	Low, High float64
	Points    []BreakEvenPoint // in the order in which they were tried
}

// BreakEvenPoint is the value of planning together at a factor.
type BreakEvenPoint struct {
	Factor                float64
	JointJPY, BaselineJPY float64
}

// FiberBreakEven searches the factor on all fiber costs, between from and to,
// at which the joint plan saves no more than the gap against a baseline, by
// bisection until high/low ≤ 1 + tolerance. A value that comes and goes has
// several such factors; one of them is found.
func FiberBreakEven(ctx context.Context, p *Problem, against Method, from, to, tolerance float64, opt Options) (BreakEven, error) {
	if !(from > 0) || !(to > from) || !(tolerance > 0) {
		return BreakEven{}, fmt.Errorf("plan: break-even from %g to %g within %g: want 0 < from < to and a tolerance above 0", from, to, tolerance)
	}
	if err := p.Check(); err != nil {
		return BreakEven{}, err
	}
	var b BreakEven
	pays := func(factor float64) (bool, error) {
		c, err := Compare(ctx, p.scaledFiber(factor), opt, against)
		if err != nil {
			return false, err
		}
		if ctx.Err() != nil {
			return false, ctx.Err()
		}
		if !c.Joint.ok() || !c.Baselines[0].Outcome.ok() {
			return false, fmt.Errorf("plan: no plan at %g times the fiber cost: joint %v, %s %v", factor,
				c.Joint.Status, against, c.Baselines[0].Outcome.Status)
		}
		point := BreakEvenPoint{factor, c.Joint.Evaluation.TotalJPY, c.Baselines[0].Outcome.Evaluation.TotalJPY}
		b.Points = append(b.Points, point)
		return point.BaselineJPY-point.JointJPY > math.Max(opt.gap(), 1e-6)*math.Abs(point.JointJPY), nil
	}
	if ok, err := pays(from); err != nil || !ok {
		b.Low, b.High = from, from
		return b, err
	}
	if ok, err := pays(to); err != nil || ok {
		b.Low, b.High = to, math.Inf(1)
		return b, err
	}
	for b.Low, b.High = from, to; b.High/b.Low > 1+tolerance; {
		middle := math.Sqrt(b.Low * b.High)
		ok, err := pays(middle)
		if err != nil {
			return b, err
		}
		if ok {
			b.Low = middle
		} else {
			b.High = middle
		}
	}
	return b, nil
}
