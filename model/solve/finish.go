package solve

import "math"

// provenGap is the relative or absolute gap below which a mixed-integer
// solution counts as proven best.
const provenGap = 1e-6

// finish makes a result of a solver's answer: recomputes what can be
// recomputed and says what the gap proves.
func (s *Session) finish(a Answer) (Result, error) {
	r := Result{
		Status: a.Status, Stop: a.Stop, Objective: math.NaN(), Bound: a.Bound, Gap: math.NaN(),
		Iterations: a.Iterations, Nodes: a.Nodes, Solver: a.Solver,
		Residual: Residual{RowAt: -1, BoundAt: -1, IntegerAt: -1, Dual: math.NaN(), DualityGap: math.NaN()},
	}
	if math.IsInf(r.Bound, 0) {
		r.Bound = math.NaN()
	}
	if !r.OK() {
		return r, nil
	}
	m := s.model
	r.X, r.Activity = a.X, m.Activity(a.X)
	r.Dual, r.ReducedCost = a.Dual, a.ReducedCost
	r.Objective = m.Objective(r.X)
	r.Residual = m.residualOf(r.X, r.Activity, s.opt.Relax)
	r.Residual.Objective = math.Abs(a.Objective-r.Objective) / max(1, math.Abs(r.Objective))
	if r.Dual != nil {
		m.checkDuals(&r.Residual, r.Objective, r.X, r.Dual)
		r.Bound = r.Objective
	}
	r.Gap = RelativeGap(r.Objective, r.Bound)
	if a.Stop == StopProof && !(r.Gap <= provenGap || math.Abs(r.Objective-r.Bound) <= provenGap) {
		r.Status, r.Stop = Feasible, StopGap
	}
	return r, r.Residual.fault(m, r.Dual != nil)
}
