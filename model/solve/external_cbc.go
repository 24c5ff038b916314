package solve

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// cbcProgram speaks to the command of COIN-OR CBC.
type cbcProgram struct{}

func (cbcProgram) supports(m *Model) error {
	if len(m.Quads) > 0 {
		return fmt.Errorf("%w: cbc takes no quadratic objective", ErrModel)
	}
	return nil
}

func (cbcProgram) arguments(_, model, solution string, opt Options) ([]string, error) {
	args := []string{model, "-ratioGap", strconv.FormatFloat(opt.Gap, 'g', -1, 64),
		"-randomSeed", strconv.Itoa(max(1, opt.Seed)), "-randomCbcSeed", strconv.Itoa(max(1, opt.Seed))}
	if opt.TimeLimit > 0 {
		args = append(args, "-timeMode", "elapsed", "-seconds", strconv.FormatFloat(opt.TimeLimit.Seconds(), 'g', -1, 64))
	}
	if opt.NodeLimit > 0 {
		args = append(args, "-maxNodes", strconv.Itoa(opt.NodeLimit))
	}
	return append(args, "-solve", "-solution", solution), nil
}

// read parses the solution file: a line of status and objective, then index,
// name, value and cost of the columns that are not 0.
func (cbcProgram) read(solution, report string, m *Model) (Answer, error) {
	first, rest, _ := strings.Cut(solution, "\n")
	a := Answer{Bound: math.NaN(), Objective: math.NaN()}
	status, objective, ok := strings.Cut(first, " - objective value")
	if !ok {
		return Answer{}, fmt.Errorf("%w: status %q", ErrNumeric, first)
	}
	switch s := strings.ToLower(status); {
	case strings.HasPrefix(s, "optimal"):
		a.Status = Optimal
	case strings.Contains(s, "infeasible"):
		a.Status = Infeasible
		return a, nil
	case strings.HasPrefix(s, "unbounded"):
		a.Status = Unbounded
		return a, nil
	case strings.HasPrefix(s, "stopped") && m.Integers() > 0 && !strings.Contains(s, "no integer solution"):
		a.Status = Feasible
	case strings.HasPrefix(s, "stopped"):
		return a, nil
	default:
		return Answer{}, fmt.Errorf("%w: status %q", ErrNumeric, first)
	}
	if _, err := number(strings.TrimSpace(objective)); err != nil {
		return Answer{}, err
	}
	var err error
	if a.X, err = columnValues(strings.Fields(rest), m, 1); err != nil {
		return Answer{}, err
	}
	// The file's objective leaves out the constant in some versions of cbc.
	a.Objective = m.Objective(a.X)
	if m.Sense == Maximize {
		a.Objective = -a.Objective
	}
	a.Bound = a.Objective
	if bound, err := number(field(report, "Lower bound")); err == nil {
		a.Bound = bound
	} else if a.Status == Feasible {
		a.Bound = math.NaN()
	}
	return a, nil
}
