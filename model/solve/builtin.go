package solve

import (
	"context"
	"errors"
	"fmt"

	"github.com/wattbit/wattbit/model/solve/highs"
)

// ErrTooLarge is wrapped when a model needs more memory than it may take.
var ErrTooLarge = errors.New("solve: model too large for the built-in solver")

// HiGHS returns the built-in backend, which Options use by default.
func HiGHS() Backend { return builtin{} }

type builtin struct{}

// Start compiles the solver, once a process. The instance itself starts with
// the first solve.
func (builtin) Start(ctx context.Context, m *Model, opt Options) (Engine, error) {
	engine, err := highs.Load(ctx)
	if err != nil {
		return nil, err
	}
	if why := engine.CacheError(); why != nil && opt.Log != nil {
		fmt.Fprintf(opt.Log, "solver compiled in memory in %.1f s, at every start: %v\n", engine.CompileTime().Seconds(), why)
	}
	return &builtinEngine{engine: engine, model: m}, nil
}

// builtinEngine holds an instance, or none where the first is yet to start or
// the last one broke: the next solve then loads the model anew.
type builtinEngine struct {
	engine *highs.Engine
	model  *Model
	in     *highs.Instance
	tight  bool // solve to 1e-9
	padded bool // the instance has a row that the model has not
}

// drop closes a broken instance.
func (b *builtinEngine) drop() error {
	if b.in == nil {
		return nil
	}
	err := b.in.Close()
	b.in, b.padded = nil, false
	return err
}

// Close implements Engine.
func (b *builtinEngine) Close() error { return b.drop() }

// apply makes one change in the instance; a broken instance is dropped, for
// the model already holds the change.
func (b *builtinEngine) apply(change func(*highs.Instance) error) error {
	if b.in == nil || b.padded {
		return nil
	}
	if err := change(b.in); err != nil {
		return errors.Join(err, b.drop())
	}
	return nil
}

// AddRows implements Engine.
func (b *builtinEngine) AddRows(rows []Row) error {
	return b.apply(func(in *highs.Instance) error {
		a := in.Arena()
		defer a.Free()
		lower, upper := rowBounds(rows)
		mat := compress(rows)
		args := []uint64{
			uint64(len(rows)), a.Floats(lower), a.Floats(upper), uint64(len(mat.index)),
			a.Ints(mat.start), a.Ints(mat.index), a.Floats(mat.value),
		}
		if a.Err() != nil {
			return a.Err()
		}
		_, err := in.API("Highs_addRows", args...)
		return err
	})
}

// SetColBounds implements Engine.
func (b *builtinEngine) SetColBounds(col int, lower, upper float64) error {
	return b.apply(func(in *highs.Instance) error {
		_, err := in.API("Highs_changeColBounds", uint64(col), highs.F(lower), highs.F(upper))
		return err
	})
}

// SetRowBounds implements Engine.
func (b *builtinEngine) SetRowBounds(row int, lower, upper float64) error {
	return b.apply(func(in *highs.Instance) error {
		_, err := in.API("Highs_changeRowBounds", uint64(row), highs.F(lower), highs.F(upper))
		return err
	})
}

// SetCost implements Engine.
func (b *builtinEngine) SetCost(col int, cost float64) error {
	return b.apply(func(in *highs.Instance) error {
		_, err := in.API("Highs_changeColCost", uint64(col), highs.F(cost))
		return err
	})
}

func rowBounds(rows []Row) (lower, upper []float64) {
	for _, r := range rows {
		lower, upper = append(lower, r.Lower), append(upper, r.Upper)
	}
	return lower, upper
}
