package solve_test

import (
	"reflect"
	"runtime"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/model/solve"
)

// TestSessionEqualsFresh: after any changes a session answers what a new solve
// of its model answers.
func TestSessionEqualsFresh(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t, rapid.Bool().Draw(t, "integers"), true)
		s, err := solve.Open(m, solve.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		cols := len(m.Cols)
		for range rapid.IntRange(1, 4).Draw(t, "steps") {
			j := rapid.IntRange(0, cols-1).Draw(t, "col")
			v := float64(rapid.IntRange(-3, 3).Draw(t, "value"))
			switch rapid.IntRange(0, 4).Draw(t, "change") {
			case 0:
				err = s.AddRows(solve.Row{Lower: v, Upper: inf, Terms: []solve.Term{term(j, 1), term(0, 2)}},
					solve.Row{Lower: -inf, Upper: v + 4, Terms: []solve.Term{term(cols-1, 1)}})
			case 1:
				err = s.SetColBounds(j, v, v+2)
			case 2:
				err = s.SetCost(j, v)
			case 3:
				if rows := len(s.Model().Rows); rows > 0 {
					err = s.SetRowBounds(rows-1, v, v+1)
				}
			case 4:
				err = s.SetOptions(solve.Options{Relax: rapid.Bool().Draw(t, "relax")})
			}
			if err != nil {
				t.Fatal(err)
			}
			if rapid.Bool().Draw(t, "solve") {
				if _, err := s.Solve(bg); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := s.SetOptions(solve.Options{}); err != nil {
			t.Fatal(err)
		}
		got, err := s.Solve(bg)
		if err != nil {
			t.Fatal(err)
		}
		want, err := solve.Solve(bg, s.Model(), solve.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got.Status != want.Status || got.OK() && !near(got.Objective, want.Objective) {
			t.Fatalf("session %v %g, fresh %v %g", got.Status, got.Objective, want.Status, want.Objective)
		}
	})
}

func TestSessionKeepsItsModel(t *testing.T) {
	m := workshop()
	s, err := solve.Open(m, solve.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	m.Cols[0].Cost = 1e6
	if r, err := s.Solve(bg); err != nil || r.Objective != 1100 {
		t.Errorf("after a change of the caller's model: %g (%v)", r.Objective, err)
	}
	if err := s.AddRows(solve.Row{Name: "bad", Terms: []solve.Term{term(7, 1)}}); err == nil {
		t.Error("a row of a missing column is taken")
	}
	if s.SetColBounds(2, 0, 1) == nil || s.SetRowBounds(-1, 0, 1) == nil || s.SetCost(0, inf) == nil {
		t.Error("a bad change is taken")
	}
	if r, err := s.Solve(bg); err != nil || r.Objective != 1100 {
		t.Errorf("after refused changes: %g (%v)", r.Objective, err)
	}
}

// TestSessionAfterCancel: a cancelled solve leaves a session that goes on.
func TestSessionAfterCancel(t *testing.T) {
	s, err := solve.Open(facilities(40, 25), solve.Options{Gap: 0.2})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.SetOptions(solve.Options{TimeLimit: time.Millisecond}); err != nil {
		t.Fatal(err)
	}
	if r, err := s.Solve(bg); err != nil || r.Stop != solve.StopTime {
		t.Fatalf("%v %v", r.Stop, err)
	}
	if err := s.SetOptions(solve.Options{Gap: 0.2}); err != nil {
		t.Fatal(err)
	}
	if r, err := s.Solve(bg); err != nil || !r.OK() || !(r.Gap <= 0.2) {
		t.Fatalf("%v %g %v", r.Status, r.Gap, err)
	}
}

// TestRepeatable: the same answer to the last bit, alone and side by side,
// whatever the number of processors.
func TestRepeatable(t *testing.T) {
	solveOne := func() solve.Result {
		r, err := solve.Solve(bg, facilities(30, 20), solve.Options{Gap: 0.05, NodeLimit: 50})
		if err != nil {
			t.Error(err)
		}
		r.Time = 0
		return r
	}
	want := solveOne()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	same := func(got solve.Result) {
		if !reflect.DeepEqual(got.X, want.X) || got.Bound != want.Bound || got.Iterations != want.Iterations {
			t.Errorf("%v %g %g after %d, want %v %g %g after %d", got.Status, got.Objective, got.Bound, got.Iterations,
				want.Status, want.Objective, want.Bound, want.Iterations)
		}
	}
	same(solveOne())
	runtime.GOMAXPROCS(4)
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { same(solveOne()) })
	}
	wg.Wait()
}
