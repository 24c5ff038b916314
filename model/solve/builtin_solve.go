package solve

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/solve/highs"
)

// Solve implements Engine.
func (b *builtinEngine) Solve(ctx context.Context, opt Options) (Answer, error) {
	if len(b.model.Quads) > 0 {
		return b.solveQuadratic(ctx, opt)
	}
	return b.solve(ctx, opt)
}

func (b *builtinEngine) solve(ctx context.Context, opt Options) (Answer, error) {
	if b.padded { // it takes no changes
		if err := b.drop(); err != nil {
			return Answer{}, err
		}
	}
	if b.in == nil {
		if err := b.load(ctx, opt); err != nil {
			return Answer{}, err
		}
	}
	w := newWatch(ctx, b.model, opt)
	b.in.SetHooks(highs.Hooks{Log: opt.Log, Event: w.event, Abort: w.abort})
	answer, err := b.run(opt, w)
	doubt := answer.Status == Infeasible || answer.Status == InfeasibleOrUnbounded
	if err == nil && doubt && b.model.mayBeUnbounded() {
		answer, err = b.confirm(ctx, opt, w)
	}
	if err == nil {
		return answer, nil
	}
	err = errors.Join(err, b.drop())
	if errors.Is(err, highs.ErrAbort) {
		return w.answer(), nil
	}
	if errors.Is(err, highs.ErrMemory) {
		err = fmt.Errorf("%w: %w", ErrTooLarge, err)
	}
	return Answer{}, err
}

func (b *builtinEngine) run(opt Options, w *watch) (Answer, error) {
	if err := b.setOptions(opt, w); err != nil {
		return Answer{}, err
	}
	if err := b.setStart(opt); err != nil {
		return Answer{}, err
	}
	if _, err := b.in.API("Highs_zeroAllClocks"); err != nil {
		return Answer{}, err
	}
	// An error status of the run is judged by the model status below.
	if _, err := b.in.Value("Highs_run"); err != nil {
		return Answer{}, err
	}
	status, err := b.in.Value("Highs_getModelStatus")
	if err != nil {
		return Answer{}, err
	}
	a, err := w.outcome(int(int32(status)))
	if err != nil {
		return Answer{}, err
	}
	return b.collect(a, opt.searches(b.model))
}

// searches reports whether the options leave a mixed-integer search to do.
func (o Options) searches(m *Model) bool { return !o.Relax && m.Integers() > 0 }

func (b *builtinEngine) setOptions(opt Options, w *watch) error {
	solver := map[Method]string{Choose: "choose", Simplex: "simplex", InteriorPoint: "ipm"}[opt.Method]
	if opt.searches(b.model) || len(b.model.Quads) > 0 {
		solver = "choose" // another choice drops integrality and quadratic terms
	}
	limit, nodes := math.Inf(1), math.MaxInt32
	if opt.TimeLimit > 0 {
		limit = opt.TimeLimit.Seconds()
	}
	if opt.NodeLimit > 0 {
		nodes = min(opt.NodeLimit, nodes)
	}
	for _, o := range []struct {
		name  string
		value any
	}{
		{"output_flag", opt.Log != nil}, {"solver", solver}, {"solve_relaxation", opt.Relax},
		{"mip_rel_gap", opt.Gap}, {"time_limit", limit}, {"mip_max_nodes", nodes}, {"random_seed", opt.Seed},
		// The active-set method may cycle: it gets what it commonly needs and no more.
		{"qp_iteration_limit", 1000 + 20*(len(b.model.Cols)+len(b.model.Rows))},
		{"primal_feasibility_tolerance", b.tolerance()}, {"dual_feasibility_tolerance", b.tolerance()},
	} {
		if err := b.in.SetOption(o.name, o.value); err != nil {
			return err
		}
	}
	return nil
}

// tolerance returns the feasibility tolerance: that of HiGHS, or a hundredth.
func (b *builtinEngine) tolerance() float64 {
	if b.tight {
		return 1e-9
	}
	return 1e-7
}

// setStart hands over the known values of the start solution.
func (b *builtinEngine) setStart(opt Options) error {
	if opt.Start == nil || !opt.searches(b.model) {
		return nil
	}
	var index []int32
	var value []float64
	for j, v := range opt.Start {
		if !math.IsNaN(v) {
			index, value = append(index, int32(j)), append(value, v)
		}
	}
	a := b.in.Arena()
	defer a.Free()
	args := []uint64{uint64(len(index)), a.Ints(index), a.Floats(value)}
	if a.Err() != nil {
		return a.Err()
	}
	_, err := b.in.API("Highs_setSparseSolution", args...)
	return err
}

// collect reads the solution and the counters.
func (b *builtinEngine) collect(a Answer, mip bool) (Answer, error) {
	if err := b.counters(&a, mip); err != nil {
		return a, err
	}
	if a.Status != Optimal && a.Status != Feasible {
		return a, nil
	}
	arena := b.in.Arena()
	defer arena.Free()
	cols, rows := len(b.model.Cols), len(b.model.Rows)
	x, d := arena.Alloc(8*cols), arena.Alloc(8*cols)
	activity, y := arena.Alloc(8*(rows+1)), arena.Alloc(8*(rows+1)) // one more where padded
	if arena.Err() != nil {
		return a, arena.Err()
	}
	if _, err := b.in.API("Highs_getSolution", x, d, activity, y); err != nil {
		return a, err
	}
	a.X = arena.ReadFloats(x, cols)
	if !mip {
		a.ReducedCost, a.Dual = arena.ReadFloats(d, cols), arena.ReadFloats(y, rows)
	}
	return a, arena.Err()
}

func (b *builtinEngine) counters(a *Answer, mip bool) error {
	var err error
	info := func(name string, kind byte) float64 {
		v, e := b.in.Info(name, kind)
		if err == nil {
			err = e
		}
		return v
	}
	for _, name := range []string{"simplex_iteration_count", "ipm_iteration_count", "qp_iteration_count"} {
		a.Iterations += int64(max(0, info(name, 'i')))
	}
	a.Objective = info("objective_function_value", 'f')
	a.Bound = math.NaN()
	if mip {
		a.Nodes = int64(max(0, info("mip_node_count", 'l')))
		a.Bound = info("mip_dual_bound", 'f')
		if a.Status == NoSolution && info("primal_solution_status", 'i') == 2 {
			a.Status = Feasible
		}
	}
	a.Solver = "HiGHS " + highs.Version + " (WebAssembly)"
	return err
}
