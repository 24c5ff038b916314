package solve

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/solve/highs"
)

// Memory that a model takes in the built-in solver before its search starts:
// the program and its stack, and bytes per column, row and non-zero, measured.
const (
	memoryBase    = 24 << 20
	memoryCol     = 250
	memoryRow     = 250
	memoryNonZero = 250
)

// MemoryEstimate returns the bytes that the built-in solver needs at least for
// the model. A branch-and-bound tree comes on top.
func (m *Model) MemoryEstimate() int64 {
	return memoryBase + memoryCol*int64(len(m.Cols)) + memoryRow*int64(len(m.Rows)) +
		memoryNonZero*int64(m.NonZeros()+len(m.Quads))
}

// load starts an instance and hands it the model.
func (b *builtinEngine) load(ctx context.Context, opt Options) error {
	limit := opt.MemoryLimit
	if limit == 0 || limit > MaxMemory {
		limit = MaxMemory
	}
	if need := b.model.MemoryEstimate(); need > limit {
		return fmt.Errorf("%w: %d columns, %d rows and %d non-zeros need about %d MB, the limit is %d MB",
			ErrTooLarge, len(b.model.Cols), len(b.model.Rows), b.model.NonZeros(), need>>20, limit>>20)
	}
	in, err := b.engine.New(ctx, limit)
	if err != nil {
		return err
	}
	b.in = in
	if err := b.pass(); err != nil {
		return errors.Join(err, b.drop())
	}
	return nil
}

func (b *builtinEngine) pass() error {
	m, in := b.model, b.in
	for _, o := range []struct {
		name  string
		value any
	}{
		{"output_flag", false}, {"threads", 1}, {"parallel", "off"},
	} {
		if err := in.SetOption(o.name, o.value); err != nil {
			return err
		}
	}
	a := in.Arena()
	defer a.Free()
	// Without rows the quadratic solver of HiGHS starts from 0 even where the
	// bounds exclude it, and fails: give it a row that says nothing.
	if b.padded = len(m.Quads) > 0 && len(m.Rows) == 0; b.padded {
		m = m.Clone()
		m.AddRow("", math.Inf(-1), math.Inf(1), Term{Col: 0, Coef: 1})
	}
	args := m.passArgs(a)
	if a.Err() != nil {
		return a.Err()
	}
	if _, err := in.API("Highs_passModel", args...); err != nil {
		return err
	}
	return in.Listen(highs.SimplexInterrupt, highs.InteriorInterrupt, highs.MIPImproving, highs.MIPLogging, highs.MIPInterrupt)
}

// passArgs returns the arguments of Highs_passModel after the handle.
func (m *Model) passArgs(a *highs.Arena) []uint64 {
	const rowWise, triangular = 2, 1
	var cost, lower, upper []float64
	var integer []int32
	for _, c := range m.Cols {
		cost, lower, upper = append(cost, c.Cost), append(lower, c.Lower), append(upper, c.Upper)
		kind := int32(0)
		if c.Integer {
			kind = 1
		}
		integer = append(integer, kind)
	}
	sense := int32(1)
	if m.Sense == Maximize {
		sense = -1
	}
	rowLower, rowUpper := rowBounds(m.Rows)
	mat := compress(m.Rows)
	var hess matrix
	if len(m.Quads) > 0 {
		hess = m.hessian()
	}
	kinds := uint64(0)
	if m.Integers() > 0 {
		kinds = a.Ints(integer)
	}
	return []uint64{
		uint64(len(m.Cols)), uint64(len(m.Rows)), uint64(len(mat.index)), uint64(len(hess.index)),
		rowWise, triangular, uint64(uint32(sense)), highs.F(m.Offset),
		a.Floats(cost), a.Floats(lower), a.Floats(upper), a.Floats(rowLower), a.Floats(rowUpper),
		a.Ints(mat.start), a.Ints(mat.index), a.Floats(mat.value),
		a.Ints(hess.start), a.Ints(hess.index), a.Floats(hess.value), kinds,
	}
}
