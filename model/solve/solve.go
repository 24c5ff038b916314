// Package solve states and solves linear, mixed-integer and convex quadratic
// programmes.
package solve

import (
	"context"
	"errors"
)

// Backend is a solver of models.
type Backend interface {
	// Name returns the solver's name and version.
	Name() string
	// Open hands it a model that passed Check.
	Open(ctx context.Context, m *Model, opt Options) (Session, error)
}

// Session is a model inside a solver: it is changed and solved again from
// where the last solve ended. It is not safe for concurrent use.
type Session interface {
	// AddRows adds constraints; the basis of the last solve stays valid.
	AddRows(rows ...Row) error
	// SetColBounds changes the bounds of a column.
	SetColBounds(col int, lower, upper float64) error
	// SetRowBounds changes the bounds of a row.
	SetRowBounds(row int, lower, upper float64) error
	// SetCost changes the cost of a column.
	SetCost(col int, cost float64) error
	// SetOptions replaces the options given at Open, except Backend.
	SetOptions(opt Options) error
	// Model returns the model as it is now; it must not be changed.
	Model() *Model
	// Solve solves the model as it is now. A cancelled context is no error:
	// the result holds the best solution found and says StopCancel.
	Solve(ctx context.Context) (Result, error)
	// Close frees the solver's memory.
	Close() error
}

// Open checks the model, copies it and hands it to the backend.
func Open(ctx context.Context, m *Model, opt Options) (Session, error) {
	return nil, errors.ErrUnsupported
}

// Solve solves a model once. The error is for models that are wrong or too
// large and for solvers that fail; infeasible, unbounded and stopped are
// results, not errors. A cancelled context is a result too: the best solution
// found, with StopCancel.
func Solve(ctx context.Context, m *Model, opt Options) (Result, error) {
	s, err := Open(ctx, m, opt)
	if err != nil {
		return Result{}, err
	}
	defer s.Close()
	return s.Solve(ctx)
}
