package solve

import (
	"errors"
	"fmt"
	"math"
)

// Residual says by how much a solution misses its model, recomputed without
// the solver: 0 where it holds exactly.
type Residual struct {
	Row     float64 // largest violation of a row, over max(1, its bound, its largest term)
	Bound   float64 // largest violation of a column's bound, over max(1, the bound)
	Integer float64 // largest distance of an integer column from a whole number

	// Objective is |claimed − recomputed| / max(1, |recomputed|).
	Objective float64

	// Dual is the largest reduced cost that pushes against an infinite bound,
	// DualityGap |objective − the bound that the duals prove| /
	// max(1, |objective|). NaN where there are no duals.
	Dual       float64
	DualityGap float64

	RowAt, BoundAt, IntegerAt int // where the largest are, −1 for nowhere
}

// A solution that misses more than this is refused. The solver works to 1e-7
// on a scaled model.
const (
	RowTolerance       = 1e-6
	BoundTolerance     = 1e-6
	IntegerTolerance   = 1e-5
	ObjectiveTolerance = 1e-6
	DualTolerance      = 1e-5
)

// ErrResidual is wrapped when a solver's answer fails the check. The result
// that comes with it holds the answer and its residuals.
var ErrResidual = errors.New("solve: the solver's answer fails the check")

// residualOf checks a solution. Integrality counts unless relax is set.
func (m *Model) residualOf(x, activity []float64, relax bool) Residual {
	r := Residual{RowAt: -1, BoundAt: -1, IntegerAt: -1, Dual: math.NaN(), DualityGap: math.NaN()}
	for j, c := range m.Cols {
		if v := violation(x[j], c.Lower, c.Upper, 1); !(v <= r.Bound) {
			r.Bound, r.BoundAt = v, j
		}
		if !c.Integer || relax {
			continue
		}
		if v := math.Abs(x[j] - math.Round(x[j])); !(v <= r.Integer) {
			r.Integer, r.IntegerAt = v, j
		}
	}
	for i, row := range m.Rows {
		scale := 1.0
		for _, t := range row.Terms {
			scale = max(scale, math.Abs(t.Coef*x[t.Col]))
		}
		if v := violation(activity[i], row.Lower, row.Upper, scale); !(v <= r.Row) {
			r.Row, r.RowAt = v, i
		}
	}
	return r
}

// violation returns how far v lies outside the bounds, over max(scale, |bound|).
func violation(v, lower, upper, scale float64) float64 {
	switch {
	case math.IsNaN(v):
		return math.NaN()
	case v < lower:
		return (lower - v) / max(scale, math.Abs(lower))
	case v > upper:
		return (v - upper) / max(scale, math.Abs(upper))
	}
	return 0
}

// fault returns the first tolerance that the residuals miss. The comparisons
// are written so that NaN fails.
func (r Residual) fault(m *Model, duals bool) error {
	switch {
	case !(r.Row <= RowTolerance):
		return fmt.Errorf("%w: row %s is missed by %.3g", ErrResidual, m.RowName(r.RowAt), r.Row)
	case !(r.Bound <= BoundTolerance):
		return fmt.Errorf("%w: a bound of column %s is missed by %.3g", ErrResidual, m.ColName(r.BoundAt), r.Bound)
	case !(r.Integer <= IntegerTolerance):
		return fmt.Errorf("%w: integer column %s is %.3g from a whole number", ErrResidual, m.ColName(r.IntegerAt), r.Integer)
	case !(r.Objective <= ObjectiveTolerance):
		return fmt.Errorf("%w: the objective differs by %.3g", ErrResidual, r.Objective)
	case duals && !(r.Dual <= DualTolerance):
		return fmt.Errorf("%w: a reduced cost of %.3g has no bound to hold it", ErrResidual, r.Dual)
	case duals && !(r.DualityGap <= DualTolerance):
		return fmt.Errorf("%w: the duals leave a gap of %.3g", ErrResidual, r.DualityGap)
	}
	return nil
}
