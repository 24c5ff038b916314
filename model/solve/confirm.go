package solve

import (
	"context"
	"errors"
	"fmt"
	"math"
)

// mayBeUnbounded reports whether some column could improve the objective
// without end as far as its own bounds go.
func (m *Model) mayBeUnbounded() bool {
	for _, c := range m.Cols {
		cost := c.Cost
		if m.Sense == Maximize {
			cost = -cost
		}
		if cost > 0 && math.IsInf(c.Lower, 0) || cost < 0 && math.IsInf(c.Upper, 0) {
			return true
		}
	}
	return false
}

// confirm checks the verdict that a model is infeasible where it may be
// unbounded: the presolve of HiGHS 1.15 confuses the two on some models. The
// same model without costs cannot be unbounded and decides.
func (b *builtinEngine) confirm(ctx context.Context, opt Options, w *watch) (Answer, error) {
	feasible, err := b.feasible(ctx, opt)
	if err != nil || feasible.Status != Optimal {
		return feasible, err
	}
	if err := b.in.SetOption("presolve", "off"); err != nil {
		return Answer{}, err
	}
	if _, err := b.in.API("Highs_clearSolver"); err != nil {
		return Answer{}, err
	}
	a, err := b.run(opt, w)
	if err != nil {
		return Answer{}, err
	}
	if a.Status == InfeasibleOrUnbounded {
		a.Status = Unbounded // it has a solution
	}
	if a.Status == Infeasible {
		return Answer{}, fmt.Errorf("%w: it calls a model infeasible that has a solution", ErrNumeric)
	}
	return a, b.in.SetOption("presolve", "choose")
}

// feasible solves the model without costs. A status other than Optimal, such
// as that of a limit, is the answer to the model with costs, too.
func (b *builtinEngine) feasible(ctx context.Context, opt Options) (Answer, error) {
	m := b.model.Clone()
	m.Offset, m.Quads = 0, nil
	for j := range m.Cols {
		m.Cols[j].Cost = 0
	}
	opt.Progress = nil
	e := &builtinEngine{engine: b.engine, model: m}
	a, err := e.solve(ctx, opt)
	return a, errors.Join(err, e.Close())
}
