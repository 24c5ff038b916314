package solve

import "context"

// Backend is a solver program or library.
type Backend interface {
	// Start hands over a model that passed Check and has columns. The model
	// stays the session's and follows its changes.
	Start(ctx context.Context, m *Model, opt Options) (Engine, error)
}

// Engine is a model inside a solver. The session changes the model first and
// then tells the engine, which may note the change or read the model again.
type Engine interface {
	AddRows(rows []Row) error
	SetColBounds(col int, lower, upper float64) error
	SetRowBounds(row int, lower, upper float64) error
	SetCost(col int, cost float64) error
	Solve(ctx context.Context, opt Options) (Answer, error)
	Close() error
}

// Answer is what a solver claims. Session.Solve checks it and makes a Result of
// it. Bound is NaN where the solver gave none.
type Answer struct {
	Status      Status // Optimal for “done”, whatever the gap asked for
	Stop        Stop
	Objective   float64
	Bound       float64
	X           []float64
	Dual        []float64
	ReducedCost []float64
	Iterations  int64
	Nodes       int64
	Solver      string
}
