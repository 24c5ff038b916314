package solve

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// highsProgram speaks to the command of HiGHS.
type highsProgram struct{}

func (highsProgram) supports(*Model) error { return nil }

func (highsProgram) arguments(dir, model, solution string, opt Options) ([]string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "threads = 1\nparallel = off\nmip_rel_gap = %g\nrandom_seed = %d\n", opt.Gap, opt.Seed)
	if opt.TimeLimit > 0 {
		fmt.Fprintf(&b, "time_limit = %g\n", opt.TimeLimit.Seconds())
	}
	if opt.NodeLimit > 0 {
		fmt.Fprintf(&b, "mip_max_nodes = %d\n", opt.NodeLimit)
	}
	options := filepath.Join(dir, "highs.options")
	if err := os.WriteFile(options, []byte(b.String()), 0o600); err != nil {
		return nil, fmt.Errorf("solve: external solver: %w", err)
	}
	return []string{"--options_file", options, "--solution_file", solution, model}, nil
}

// read parses the solution file: the model status on its second line, then the
// primal values by column name. The bound is in the program's report.
func (highsProgram) read(solution, report string, m *Model) (Answer, error) {
	lines := strings.Split(solution, "\n")
	var err error
	if len(lines) < 2 {
		return Answer{}, fmt.Errorf("%d lines of solution", len(lines))
	}
	a := Answer{Bound: math.NaN(), Objective: math.NaN()}
	if a.Status, err = highsStatus(lines[1]); err != nil {
		return Answer{}, err
	}
	primal, _, _ := strings.Cut(solution, "# Dual solution values")
	_, primal, _ = strings.Cut(primal, "# Primal solution values\n")
	if !strings.HasPrefix(primal, "Feasible") {
		if a.Status == Optimal {
			return Answer{}, fmt.Errorf("status %s without a feasible solution", lines[1])
		}
		return a, nil
	}
	if a.Status == NoSolution && m.Integers() > 0 {
		a.Status = Feasible
	}
	if a.Status != Optimal && a.Status != Feasible {
		return a, nil
	}
	if a.Objective, err = number(field(primal, "Objective")); err != nil {
		return Answer{}, err
	}
	a.Bound = a.Objective
	if m.Integers() > 0 {
		if a.Bound, err = number(field(report, "Dual bound")); err != nil {
			a.Bound = math.NaN()
		}
	}
	a.X, err = columnValues(strings.Fields(primal), m, 1)
	return a, err
}

func highsStatus(s string) (Status, error) {
	switch strings.TrimSpace(s) {
	case "Optimal":
		return Optimal, nil
	case "Infeasible":
		return Infeasible, nil
	case "Unbounded":
		return Unbounded, nil
	case "Primal infeasible or unbounded":
		return InfeasibleOrUnbounded, nil
	case "Time limit reached", "Solution limit reached", "Iteration limit reached":
		return NoSolution, nil
	}
	return NoSolution, fmt.Errorf("%w: status %q", ErrNumeric, s)
}

// field returns the rest of the first line that starts with the key.
func field(text, key string) string {
	for line := range strings.Lines(text) {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(line), key); ok {
			return strings.TrimSpace(strings.TrimPrefix(rest, ":"))
		}
	}
	return ""
}

func number(s string) (float64, error) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(v) {
		return math.NaN(), fmt.Errorf("want a number, have %q", s)
	}
	return v, nil
}

// columnValues reads values that stand the given number of words after the
// MPS name of their column; columns that do not occur are 0.
func columnValues(words []string, m *Model, after int) ([]float64, error) {
	x := make([]float64, len(m.Cols))
	for i, w := range words {
		if len(w) != len(mpsCol(0)) || w[0] != 'C' || i+after >= len(words) {
			continue
		}
		j, err := strconv.Atoi(w[1:])
		if err != nil || j < 1 || j > len(x) {
			return nil, fmt.Errorf("solution of unknown column %q", w)
		}
		if x[j-1], err = number(words[i+after]); err != nil {
			return nil, fmt.Errorf("column %s: %w", w, err)
		}
	}
	return x, nil
}
