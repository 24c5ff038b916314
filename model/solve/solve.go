package solve

import "context"

// Solve solves a model once. The error is for models that are wrong or too
// large, for solvers that fail and for answers that fail the check
// (ErrResidual); infeasible, unbounded and stopped are results, not errors. A
// cancelled context is a result too: the best solution found, with StopCancel.
func Solve(ctx context.Context, m *Model, opt Options) (Result, error) {
	s, err := Open(m, opt)
	if err != nil {
		return Result{}, err
	}
	r, err := s.Solve(ctx)
	if closing := s.Close(); err == nil {
		err = closing
	}
	return r, err
}
