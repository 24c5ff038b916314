package solve

import (
	"fmt"
	"io"
	"math"
	"time"
)

// Options steer one solve. The zero value asks for a proven optimum from the
// built-in solver, without limits.
type Options struct {
	Backend Backend // nil: the built-in HiGHS

	// Gap stops a mixed-integer search when |objective − bound| / |objective|
	// is at most this. 0 asks for the proven optimum.
	Gap       float64
	TimeLimit time.Duration // 0: none. A stop by the clock is not reproducible.
	NodeLimit int           // 0: none; else at most this many branch-and-bound nodes
	Seed      int           // of the solver's random numbers, 0 or more

	// Start is a first solution, one value a column; NaN leaves a column open
	// for the solver to complete. It need not be feasible.
	Start []float64

	Relax  bool   // ignore integrality: solve the linear relaxation
	Method Method // of linear programmes

	// Progress, when set, is called from the solving goroutine a few times a
	// second and at every better solution. It must return soon.
	Progress func(Progress)
	Log      io.Writer // the solver's own messages; nil: none

	// MemoryLimit in bytes refuses models that need more; 0 and anything above
	// MaxMemory mean MaxMemory.
	MemoryLimit int64
}

// MaxMemory is the most memory, in bytes, that one built-in solver may take.
const MaxMemory = 2 << 30

// Method is an algorithm for linear programmes.
type Method int8

// The methods; HiGHS uses the dual simplex when left to choose.
const (
	Choose Method = iota
	Simplex
	InteriorPoint // followed by crossover to a vertex
)

// Progress is what is known while the solver runs. Objective, Bound and Gap
// are NaN until they are known.
type Progress struct {
	Elapsed    time.Duration
	Objective  float64 // of the best solution so far
	Bound      float64 // no solution is better than this
	Gap        float64 // |Objective − Bound| / |Objective|
	Nodes      int64
	Iterations int64

	// X is a better solution when this call announces one, else nil. The
	// receiver may keep it.
	X []float64
}

func (o Options) check(cols int) error {
	switch {
	case !(o.Gap >= 0) || math.IsInf(o.Gap, 0):
		return fmt.Errorf("solve: gap %g: want 0 or more", o.Gap)
	case o.TimeLimit < 0:
		return fmt.Errorf("solve: time limit %v is negative", o.TimeLimit)
	case o.NodeLimit < 0:
		return fmt.Errorf("solve: node limit %d is negative", o.NodeLimit)
	case o.Seed < 0 || o.Seed > math.MaxInt32:
		return fmt.Errorf("solve: seed %d: want 0 to %d", o.Seed, math.MaxInt32)
	case o.Start != nil && len(o.Start) != cols:
		return fmt.Errorf("solve: start solution has %d values, the model %d columns", len(o.Start), cols)
	case o.Method < Choose || o.Method > InteriorPoint:
		return fmt.Errorf("solve: unknown method %d", o.Method)
	case o.MemoryLimit < 0:
		return fmt.Errorf("solve: memory limit %d is negative", o.MemoryLimit)
	}
	for j, v := range o.Start {
		if math.IsInf(v, 0) {
			return fmt.Errorf("solve: start solution is infinite at column %d", j)
		}
	}
	return nil
}

// RelativeGap returns |objective − bound| / |objective|: 0 when both agree to
// 1e-12, +Inf where only the objective is zero, NaN where either is unknown.
func RelativeGap(objective, bound float64) float64 {
	diff := math.Abs(objective - bound)
	switch {
	case math.IsNaN(diff):
		return math.NaN()
	case diff <= 1e-12:
		return 0
	}
	return diff / math.Abs(objective)
}
