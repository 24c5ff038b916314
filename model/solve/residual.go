package solve

import (
	"fmt"
	"math"
)

// Residual says by how much a solution misses its model: absolute figures, 0
// for a solution that holds exactly, and the worst row and columns (−1: none).
type Residual struct {
	Row, Bound, Integer       float64
	RowAt, BoundAt, IntegerAt int
	Objective                 float64 // |the solver's objective − the recomputed|
	RowScaled                 float64 // Row over max(1, largest |coefficient·x| and bound of that row)
	DualityGap                float64 // NaN where there are no duals
}

// Tolerances that a solution must meet: absolute for integers, relative to the
// row's largest term for rows, relative to max(1, bound) for bounds.
const (
	RowTolerance     = 1e-6
	BoundTolerance   = 1e-6
	IntegerTolerance = 1e-5
)

// ErrResidual is wrapped when a solver's answer fails the check.
var ErrResidual = fmt.Errorf("solve: the solver's answer misses the model")

var _ = math.NaN
