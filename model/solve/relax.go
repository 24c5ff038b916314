package solve

import (
	"context"
	"fmt"
	"math"
)

// Change is a requirement and by how much it must give way.
type Change struct {
	Side
	By float64
}

// String returns the change in words.
func (c Change) String() string { return fmt.Sprintf("%v by %g", c.Side, c.By) }

// Relaxation is the smallest change of the soft requirements that makes a model
// feasible: the one of the least Σ weight·By. Result.Status is Infeasible where
// the others contradict each other already; its X solves the relaxed model and
// its Objective is that sum.
type Relaxation struct {
	Result  Result
	Changes []Change
}

// Relax finds the smallest relaxation of the model. The costs of the model play
// no part. Requirements that hold need no change and are not listed.
func Relax(ctx context.Context, m *Model, soft Soft, opt Options) (Relaxation, error) {
	if err := m.Check(); err != nil {
		return Relaxation{}, err
	}
	e, err := stretch(m, soft)
	if err != nil {
		return Relaxation{}, err
	}
	opt.Start = nil
	r, err := Solve(ctx, e.model, opt)
	if err != nil {
		return Relaxation{}, err
	}
	out := Relaxation{Result: r}
	for k, side := range e.sides {
		if r.OK() && broken(r.X[e.slack[k]], side) {
			out.Changes = append(out.Changes, Change{Side: side, By: settled(r.X[e.slack[k]])})
		}
	}
	if r.OK() {
		out.Result.X = r.X[:len(m.Cols)]
		out.Result.Activity = m.Activity(out.Result.X)
		out.Result.Dual, out.Result.ReducedCost = nil, nil
	}
	return out, nil
}

// broken reports whether a slack is more than rounding.
func broken(slack float64, s Side) bool {
	return slack > RowTolerance*max(1, math.Abs(s.Bound))
}

// settled rounds up what is a whole number but for the solver's tolerance: a whole
// number's bound that gives way by a little less helps nothing.
func settled(by float64) float64 {
	if up := math.Ceil(by); up-by < 1e-5 {
		return up
	}
	return by
}
