package solve

import (
	"context"
	"fmt"
	"math"
	"time"
)

// Session is a model inside a solver that is changed and solved again. Linear
// programmes start again from the last basis, which makes a few added rows or
// changed bounds cheap. It is not safe for concurrent use; two sessions are.
type Session struct {
	model  *Model
	opt    Options
	engine Engine // nil until the first solve
}

// Open checks and copies the model. The solver itself starts with the first
// Solve.
func Open(m *Model, opt Options) (*Session, error) {
	if err := m.Check(); err != nil {
		return nil, err
	}
	s := &Session{model: m.Clone()}
	return s, s.SetOptions(opt)
}

// Model returns the model as it is now. It must not be changed.
func (s *Session) Model() *Model { return s.model }

// SetOptions replaces the options of the next solves. The backend cannot change
// after the first.
func (s *Session) SetOptions(opt Options) error {
	if err := opt.check(len(s.model.Cols)); err != nil {
		return err
	}
	if s.engine != nil {
		opt.Backend = s.opt.Backend
	}
	s.opt = opt
	return nil
}

// AddRows adds constraints.
func (s *Session) AddRows(rows ...Row) error {
	for _, r := range rows {
		if err := s.model.checkRow(r); err != nil {
			return fmt.Errorf("%w: row %s: %w", ErrModel, r.Name, err)
		}
	}
	s.model.Rows = append(s.model.Rows, rows...)
	if s.engine == nil {
		return nil
	}
	return s.engine.AddRows(rows)
}

// SetColBounds changes the bounds of a column.
func (s *Session) SetColBounds(col int, lower, upper float64) error {
	if err := checkIndex("column", col, len(s.model.Cols), checkBounds(lower, upper)); err != nil {
		return err
	}
	s.model.Cols[col].Lower, s.model.Cols[col].Upper = lower, upper
	if s.engine == nil {
		return nil
	}
	return s.engine.SetColBounds(col, lower, upper)
}

// SetRowBounds changes the bounds of a row.
func (s *Session) SetRowBounds(row int, lower, upper float64) error {
	if err := checkIndex("row", row, len(s.model.Rows), checkBounds(lower, upper)); err != nil {
		return err
	}
	s.model.Rows[row].Lower, s.model.Rows[row].Upper = lower, upper
	if s.engine == nil {
		return nil
	}
	return s.engine.SetRowBounds(row, lower, upper)
}

// SetCost changes the cost of a column.
func (s *Session) SetCost(col int, cost float64) error {
	var bad error
	if !small(cost) {
		bad = fmt.Errorf("cost %g", cost)
	}
	if err := checkIndex("column", col, len(s.model.Cols), bad); err != nil {
		return err
	}
	s.model.Cols[col].Cost = cost
	if s.engine == nil {
		return nil
	}
	return s.engine.SetCost(col, cost)
}

func checkIndex(what string, i, n int, value error) error {
	if i < 0 || i >= n {
		return fmt.Errorf("%w: %s %d, the model has %d", ErrModel, what, i, n)
	}
	if value != nil {
		return fmt.Errorf("%w: %s %d: %w", ErrModel, what, i, value)
	}
	return nil
}

// Solve solves the model as it is now; see the function Solve for what is an
// error and what a result.
func (s *Session) Solve(ctx context.Context) (Result, error) {
	start := time.Now()
	answer, err := s.run(ctx)
	if err != nil {
		return Result{}, err
	}
	r, err := s.finish(answer)
	r.Time = time.Since(start)
	return r, err
}

func (s *Session) run(ctx context.Context) (Answer, error) {
	if ctx.Err() != nil {
		return Answer{Status: NoSolution, Stop: StopCancel, Bound: math.NaN()}, nil
	}
	if a, done := s.model.trivial(); done {
		return a, nil
	}
	if s.engine == nil {
		backend := s.opt.Backend
		if backend == nil {
			backend = HiGHS()
		}
		engine, err := backend.Start(ctx, s.model, s.opt)
		if err != nil {
			if ctx.Err() != nil {
				return Answer{Status: NoSolution, Stop: StopCancel, Bound: math.NaN()}, nil
			}
			return Answer{}, err
		}
		s.engine = engine
	}
	return s.engine.Solve(ctx, s.opt)
}

// Close frees the solver's memory.
func (s *Session) Close() error {
	if s.engine == nil {
		return nil
	}
	err := s.engine.Close()
	s.engine = nil
	return err
}

// trivial answers models that need no solver: without columns, or with bounds
// that cross.
func (m *Model) trivial() (Answer, bool) {
	infeasible := Answer{Status: Infeasible, Bound: math.NaN(), Solver: "bounds"}
	for _, c := range m.Cols {
		if c.Lower > c.Upper {
			return infeasible, true
		}
	}
	for _, r := range m.Rows {
		if r.Lower > r.Upper {
			return infeasible, true
		}
		if len(m.Cols) == 0 && (r.Lower > 0 || r.Upper < 0) {
			return infeasible, true
		}
	}
	if len(m.Cols) > 0 {
		return Answer{}, false
	}
	return Answer{
		Status: Optimal, Objective: m.Offset, Bound: m.Offset, Solver: "bounds",
		X: []float64{}, Dual: make([]float64, len(m.Rows)), ReducedCost: []float64{},
	}, true
}
