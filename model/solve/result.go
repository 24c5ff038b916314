package solve

import "time"

// Status is what a solve established.
type Status int8

// The outcomes. Only Optimal and Feasible come with a solution.
const (
	NoSolution            Status = iota // none found before the solver stopped
	Optimal                             // proven best: objective and bound agree to 1e-6
	Feasible                            // a solution, proven within Result.Gap of the best
	Infeasible                          // proven: no solution exists
	Unbounded                           // proven: the objective has no limit
	InfeasibleOrUnbounded               // one of the two, not known which
)

// String returns the status in words.
func (s Status) String() string {
	switch s {
	case Optimal:
		return "optimal"
	case Feasible:
		return "feasible"
	case Infeasible:
		return "infeasible"
	case Unbounded:
		return "unbounded"
	case InfeasibleOrUnbounded:
		return "infeasible or unbounded"
	}
	return "no solution yet"
}

// Stop is why the solver ended.
type Stop int8

// The reasons. After StopTime and StopCancel a repeat may differ.
const (
	StopProof  Stop = iota // optimal, infeasible or unbounded: nothing left to do
	StopGap                // the gap asked for was reached
	StopNodes              // Options.NodeLimit
	StopTime               // Options.TimeLimit
	StopCancel             // the context was cancelled
)

// String returns the reason in words.
func (s Stop) String() string {
	return [...]string{"proof", "gap reached", "node limit", "time limit", "cancelled"}[s]
}

// Reproducible reports whether the same call gives the same answer again.
func (s Stop) Reproducible() bool { return s != StopTime && s != StopCancel }

// Result is the answer of a solve.
//
// Dual and ReducedCost are those of linear and quadratic programmes (and of
// relaxations): Dual[i] is the change of the objective per unit of change of
// the bound of row i that binds, ReducedCost[j] likewise for the bounds of
// column j; both hold for the model's own sense. They are nil for mixed-integer
// results.
type Result struct {
	Status    Status
	Stop      Stop
	Objective float64 // recomputed from X; NaN without a solution
	Bound     float64 // best proven bound; NaN where none is known
	Gap       float64 // RelativeGap(Objective, Bound)

	X           []float64 // one value a column; nil without a solution
	Activity    []float64 // one value a row, recomputed from X
	Dual        []float64 // one value a row
	ReducedCost []float64 // one value a column
	Residual    Residual  // of X, recomputed by this package

	Iterations int64 // simplex, interior-point and quadratic steps
	Nodes      int64 // of branch and bound
	Time       time.Duration
	Solver     string // name and version of what solved it
}

// OK reports whether the result holds a solution.
func (r Result) OK() bool { return r.Status == Optimal || r.Status == Feasible }
