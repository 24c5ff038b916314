package solve

import (
	"errors"
	"fmt"
	"math"
)

// ErrModel is wrapped by every complaint about a model that cannot be solved
// as it is written.
var ErrModel = errors.New("solve: bad model")

// maxAbs is where HiGHS starts to read a number as infinite.
const maxAbs = 1e20

// Check reports the first fault of the model: a term of a column that does not
// exist, a NaN, an infinite cost or coefficient, a bound of the wrong infinity,
// integers together with quadratic terms, or a quadratic objective
// that is not convex (concave when maximising). Crossed bounds (Lower > Upper) are
// no fault: such a model is infeasible.
func (m *Model) Check() error {
	if m.Sense != Minimize && m.Sense != Maximize {
		return fmt.Errorf("%w: unknown sense %d", ErrModel, m.Sense)
	}
	if !small(m.Offset) {
		return fmt.Errorf("%w: objective offset %g", ErrModel, m.Offset)
	}
	for j, c := range m.Cols {
		if !small(c.Cost) {
			return fmt.Errorf("%w: column %s: cost %g", ErrModel, m.ColName(j), c.Cost)
		}
		if err := checkBounds(c.Lower, c.Upper); err != nil {
			return fmt.Errorf("%w: column %s: %w", ErrModel, m.ColName(j), err)
		}
	}
	for i := range m.Rows {
		if err := m.checkRow(m.Rows[i]); err != nil {
			return fmt.Errorf("%w: row %s: %w", ErrModel, m.RowName(i), err)
		}
	}
	return m.checkQuads()
}

func (m *Model) checkRow(r Row) error {
	if err := checkBounds(r.Lower, r.Upper); err != nil {
		return err
	}
	for _, t := range r.Terms {
		if t.Col < 0 || t.Col >= len(m.Cols) {
			return fmt.Errorf("term of column %d, the model has %d", t.Col, len(m.Cols))
		}
		if !small(t.Coef) {
			return fmt.Errorf("coefficient %g of column %s", t.Coef, m.ColName(t.Col))
		}
	}
	return nil
}

func (m *Model) checkQuads() error {
	for _, q := range m.Quads {
		if min(q.I, q.J) < 0 || max(q.I, q.J) >= len(m.Cols) {
			return fmt.Errorf("%w: quadratic term of columns %d and %d, the model has %d", ErrModel, q.I, q.J, len(m.Cols))
		}
		if !small(q.Coef) {
			return fmt.Errorf("%w: quadratic term of %s and %s: coefficient %g", ErrModel, m.ColName(q.I), m.ColName(q.J), q.Coef)
		}
	}
	if len(m.Quads) > 0 && m.Integers() > 0 {
		return fmt.Errorf("%w: integer columns and a quadratic objective together are not supported", ErrModel)
	}
	return m.checkConvex()
}

func checkBounds(lower, upper float64) error {
	switch {
	case math.IsNaN(lower) || math.IsNaN(upper):
		return fmt.Errorf("bounds %g and %g", lower, upper)
	case math.IsInf(lower, 1) || math.IsInf(upper, -1):
		return fmt.Errorf("bounds %g and %g allow no value", lower, upper)
	case !math.IsInf(lower, 0) && !small(lower), !math.IsInf(upper, 0) && !small(upper):
		return fmt.Errorf("bounds %g and %g: finite values must be below %g", lower, upper, maxAbs)
	}
	return nil
}

func small(v float64) bool { return finite(v) && math.Abs(v) < maxAbs }
