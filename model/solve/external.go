package solve

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// External returns the backend of an installed solver program: the path of
// highs or cbc, or a name to be found on PATH. Models go to it as MPS files,
// are solved from the beginning each time, on one thread, and come back without
// duals. Quadratic objectives are for highs only. Options.Start, Method and
// MemoryLimit play no part; progress and nodes are not known.
func External(program string) (Backend, error) {
	path, err := exec.LookPath(program)
	if err != nil {
		return nil, fmt.Errorf("solve: external solver: %w", err)
	}
	if path, err = filepath.Abs(path); err != nil {
		return nil, fmt.Errorf("solve: external solver: %w", err)
	}
	name := strings.TrimSuffix(strings.ToLower(filepath.Base(path)), ".exe")
	switch name {
	case "highs":
		return external{path: path, dialect: highsProgram{}}, nil
	case "cbc":
		return external{path: path, dialect: cbcProgram{}}, nil
	}
	return nil, fmt.Errorf("solve: external solver %s: only highs and cbc are known", program)
}

// dialect is what differs between the programs.
type dialect interface {
	supports(m *Model) error
	// arguments may write further files into dir.
	arguments(dir, model, solution string, opt Options) ([]string, error)
	// read parses the solution file and what the program printed.
	read(solution, report string, m *Model) (Answer, error)
}

type external struct {
	path    string
	dialect dialect
}

// Start implements Backend.
func (e external) Start(_ context.Context, m *Model, _ Options) (Engine, error) {
	return &externalEngine{external: e, model: m}, e.dialect.supports(m)
}

type externalEngine struct {
	external
	model *Model
}

// The model is written anew for each solve, so changes need no note.
func (e *externalEngine) AddRows([]Row) error                      { return nil }
func (e *externalEngine) SetColBounds(int, float64, float64) error { return nil }
func (e *externalEngine) SetRowBounds(int, float64, float64) error { return nil }
func (e *externalEngine) SetCost(int, float64) error               { return nil }
func (e *externalEngine) Close() error                             { return nil }

// Solve implements Engine.
func (e *externalEngine) Solve(ctx context.Context, opt Options) (Answer, error) {
	dir, err := os.MkdirTemp("", "wattbit-solve-")
	if err != nil {
		return Answer{}, fmt.Errorf("solve: external solver: %w", err)
	}
	a, err := e.solveIn(ctx, dir, opt)
	return a, errors.Join(err, os.RemoveAll(dir))
}

func (e *externalEngine) solveIn(ctx context.Context, dir string, opt Options) (Answer, error) {
	m := e.model
	if opt.Relax {
		m = m.Clone()
		for j := range m.Cols {
			m.Cols[j].Integer = false
		}
	}
	model, solution := filepath.Join(dir, "model.mps"), filepath.Join(dir, "solution.txt")
	if err := writeFile(model, m); err != nil {
		return Answer{}, err
	}
	args, err := e.dialect.arguments(dir, model, solution, opt)
	if err != nil {
		return Answer{}, err
	}
	start := time.Now()
	report, failed := e.execute(ctx, dir, args, opt)
	if ctx.Err() != nil {
		return Answer{Stop: StopCancel, Bound: math.NaN()}, nil
	}
	// highs ends with status 1 where it only warns, so the file decides.
	text, err := os.ReadFile(solution)
	if err != nil {
		return Answer{}, errors.Join(failed, err)
	}
	a, err := e.dialect.read(string(text), report, m)
	if err != nil {
		return Answer{}, fmt.Errorf("solve: external solver %s: %w", e.path, err)
	}
	a.Solver = e.path
	if a.Status == NoSolution || a.Status == Feasible {
		a.Stop = StopNodes
		if opt.TimeLimit > 0 && time.Since(start) >= opt.TimeLimit {
			a.Stop = StopTime
		}
	}
	if m.Sense == Maximize {
		a.Objective, a.Bound = -a.Objective, -a.Bound
	}
	return a, nil
}

// execute runs the program and returns what it printed; a cancelled context
// kills it, and the best solution with it.
func (e *externalEngine) execute(ctx context.Context, dir string, args []string, opt Options) (string, error) {
	var out bytes.Buffer
	var w io.Writer = &out
	if opt.Log != nil {
		w = io.MultiWriter(&out, opt.Log)
	}
	cmd := exec.CommandContext(ctx, e.path, args...)
	cmd.Dir = dir // highs writes a log where it stands
	cmd.Stdout, cmd.Stderr = w, w
	cmd.WaitDelay = time.Second
	if err := cmd.Run(); err != nil {
		return out.String(), fmt.Errorf("solve: external solver %s: %w: %s", e.path, err, tail(out.String()))
	}
	return out.String(), nil
}

func tail(s string) string {
	return strings.TrimSpace(s[max(0, len(s)-400):])
}

func writeFile(path string, m *Model) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("solve: external solver: %w", err)
	}
	return errors.Join(m.WriteMPS(f), f.Close())
}
