package solve

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/model/solve/highs"
)

func knapsack() *Model {
	m := &Model{Sense: Maximize}
	m.AddBin("a", 3)
	m.AddBin("b", 4)
	m.AddRow("weight", math.Inf(-1), 5, Term{0, 3}, Term{1, 4})
	return m
}

// TestBrokenInstance: a trap is an error of that solve; the session's next one
// starts a new instance with the model as it is then.
func TestBrokenInstance(t *testing.T) {
	ctx := context.Background()
	s, err := Open(knapsack(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if r, err := s.Solve(ctx); err != nil || r.Objective != 4 {
		t.Fatal(r.Objective, err)
	}
	if _, err := s.engine.(*builtinEngine).in.Call("Highs_run", 0xfffffff0); err == nil {
		t.Fatal("a wild call does not trap")
	}
	_, err = s.Solve(ctx)
	if !errors.Is(err, highs.ErrTrap) || strings.Contains(err.Error(), "\n") {
		t.Fatalf("error %v", err)
	}
	if err := s.SetRowBounds(0, math.Inf(-1), 7); err != nil {
		t.Fatal(err)
	}
	if r, err := s.Solve(ctx); err != nil || r.Objective != 7 {
		t.Errorf("after the trap: %g (%v)", r.Objective, err)
	}
}

// liar claims what it is told to.
type liar struct{ answer Answer }

func (l liar) Start(context.Context, *Model, Options) (Engine, error) { return l, nil }
func (l liar) AddRows([]Row) error                                    { return nil }
func (l liar) SetColBounds(int, float64, float64) error               { return nil }
func (l liar) SetRowBounds(int, float64, float64) error               { return nil }
func (l liar) SetCost(int, float64) error                             { return nil }
func (l liar) Close() error                                           { return nil }
func (l liar) Solve(context.Context, Options) (Answer, error)         { return l.answer, nil }

// TestLiesAreFound: no claim of a solver is believed.
func TestLiesAreFound(t *testing.T) {
	nan := math.NaN()
	good := Answer{Status: Optimal, Objective: 4, Bound: 4, X: []float64{0, 1}}
	for want, change := range map[string]func(*Answer){
		"row weight":       func(a *Answer) { a.X, a.Objective = []float64{1, 1}, 7 },
		"bound of column":  func(a *Answer) { a.X, a.Objective = []float64{-1, 2}, 5 },
		"integer column a": func(a *Answer) { a.X, a.Objective = []float64{0.5, 0.5}, 3.5 },
		"objective":        func(a *Answer) { a.Objective = 5 },
		"missed by NaN":    func(a *Answer) { a.X = []float64{nan, 1} },
		"the duals":        func(a *Answer) { a.Dual, a.ReducedCost = []float64{0}, []float64{3, 4} },
		"":                 func(*Answer) {},
	} {
		a := good
		change(&a)
		_, err := Solve(context.Background(), knapsack(), Options{Backend: liar{a}})
		if want == "" {
			if err != nil {
				t.Errorf("the truth is refused: %v", err)
			}
		} else if !errors.Is(err, ErrResidual) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v", want, err)
		}
	}
}

// TestGapIsNotProof: what stops at a gap is called feasible, not optimal.
func TestGapIsNotProof(t *testing.T) {
	a := Answer{Status: Optimal, Objective: 4, Bound: 5, X: []float64{0, 1}}
	r, err := Solve(context.Background(), knapsack(), Options{Backend: liar{a}, Gap: 0.5})
	if err != nil || r.Status != Feasible || r.Stop != StopGap || r.Gap != 0.25 {
		t.Errorf("%v (%v), gap %g, %v", r.Status, r.Stop, r.Gap, err)
	}
}

func fuzzRead(f *testing.F, d dialect, seeds ...string) {
	for _, s := range seeds {
		f.Add(s, "  Dual bound  4")
	}
	f.Fuzz(func(t *testing.T, solution, report string) {
		a, err := d.read(solution, report, knapsack())
		if err == nil && (a.Status == Optimal || a.Status == Feasible) && len(a.X) != 2 {
			t.Errorf("%v with %d values", a.Status, len(a.X))
		}
		for _, v := range a.X {
			if err == nil && math.IsNaN(v) {
				t.Error("NaN is read")
			}
		}
	})
}

func FuzzReadHighs(f *testing.F) {
	fuzzRead(f, highsProgram{}, "Model status\nOptimal\n\n# Primal solution values\nFeasible\nObjective -4\n# Columns 2\nC0000001 0\nC0000002 1\n# Rows 1\nR0000001 4\n",
		"Model status\nInfeasible\n\n# Primal solution values\nNone\n", "Model status\nTime limit reached\n")
}

func FuzzReadCBC(f *testing.F) {
	fuzzRead(f, cbcProgram{}, "Optimal - objective value -4.00000000\n      1 C0000002                     1                      -4\n",
		"Infeasible - objective value 0.00000000\n", "Stopped on time - objective value 1e+50\n")
}
