package solve

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/wattbit/wattbit/model/solve/highs"
)

// How long the built-in solver may take to end by itself after it was asked to,
// and how often progress is told.
const (
	cancelGrace   = 100 * time.Millisecond
	timeGrace     = 500 * time.Millisecond
	progressEvery = 250 * time.Millisecond
)

// watch follows one run: it keeps the best solution, tells progress, and ends
// the run when the context or the clock says so.
type watch struct {
	ctx       context.Context
	opt       Options
	start     time.Time
	cancelled time.Time // when it was first noticed, zero before
	told      time.Time
	now       Progress // X is the best solution so far
}

func newWatch(ctx context.Context, m *Model, opt Options) *watch {
	nan := math.NaN()
	return &watch{ctx: ctx, opt: opt, start: time.Now(), now: Progress{Objective: nan, Bound: nan, Gap: nan}}
}

// event takes a callback of the solver and reports whether it shall stop.
func (w *watch) event(e highs.Event) bool {
	w.now.Iterations = max(w.now.Iterations, e.Iterations)
	if e.Kind >= highs.MIPImproving {
		w.now.Nodes = e.Nodes
		w.now.Bound = finiteOrNaN(e.Bound)
		if e.X != nil {
			w.now.Objective, w.now.X = e.Objective, e.X
		}
	}
	w.tell(e.X)
	return w.over(0)
}

// tell passes progress on, at once for a better solution.
func (w *watch) tell(better []float64) {
	if w.opt.Progress == nil || (better == nil && time.Since(w.told) < progressEvery) {
		return
	}
	w.told = time.Now()
	p := w.now
	p.Elapsed, p.Gap, p.X = time.Since(w.start), RelativeGap(p.Objective, p.Bound), better
	w.opt.Progress(p)
}

// over reports whether the run should have ended at least grace ago.
func (w *watch) over(grace time.Duration) bool {
	if w.ctx.Err() != nil && w.cancelled.IsZero() {
		w.cancelled = time.Now()
	}
	if !w.cancelled.IsZero() {
		return time.Since(w.cancelled) >= min(grace, cancelGrace)
	}
	return w.opt.TimeLimit > 0 && time.Since(w.start) >= w.opt.TimeLimit+grace
}

// abort is asked wherever the solver reads the clock: some of its long loops
// offer neither interrupt nor progress.
func (w *watch) abort() bool {
	w.tell(nil)
	return w.over(timeGrace)
}

// stop returns what ended a run from outside.
func (w *watch) stop() Stop {
	if !w.cancelled.IsZero() {
		return StopCancel
	}
	return StopTime
}

// answer is what is known after the instance was ended by force.
func (w *watch) answer() Answer {
	a := Answer{
		Status: NoSolution, Stop: w.stop(), Objective: w.now.Objective, Bound: w.now.Bound, X: w.now.X,
		Iterations: w.now.Iterations, Nodes: w.now.Nodes, Solver: "HiGHS " + highs.Version + " (WebAssembly)",
	}
	if a.X != nil {
		a.Status = Feasible
	}
	return a
}

// ErrNumeric is wrapped when the solver gives up without an answer.
var ErrNumeric = fmt.Errorf("solve: the solver came to no conclusion")

// outcome translates the model status of HiGHS. NoSolution stands for “stopped”
// until the solution status is known.
func (w *watch) outcome(status int) (Answer, error) {
	switch status {
	case 7:
		return Answer{Status: Optimal}, nil
	case 8:
		return Answer{Status: Infeasible}, nil
	case 9:
		return Answer{Status: InfeasibleOrUnbounded}, nil
	case 10:
		return Answer{Status: Unbounded}, nil
	case 13, 17:
		return Answer{Stop: w.stop()}, nil
	case 16:
		return Answer{Stop: StopNodes}, nil
	}
	return Answer{}, fmt.Errorf("%w: model status %d", ErrNumeric, status)
}

func finiteOrNaN(v float64) float64 {
	if math.Abs(v) >= maxAbs {
		return math.NaN()
	}
	return v
}
