package pmedian_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/model/solve"
	"github.com/wattbit/wattbit/model/solve/pmedian"
)

var bg = context.Background()

func ExampleSolve() {
	p := pmedian.Problem{P: 2, Cost: [][]float64{
		{0, 3, 9}, {1, 2, 8}, {9, 6, 0},
	}}
	s, err := pmedian.Solve(bg, p, pmedian.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.Open, s.Cost, s.Assign)
	// Output: [0 2] 1 [0 0 2]
}

func draw(t *rapid.T) pmedian.Problem {
	n, m := rapid.IntRange(1, 7).Draw(t, "customers"), rapid.IntRange(1, 6).Draw(t, "sites")
	p := pmedian.Problem{P: rapid.IntRange(1, m).Draw(t, "p")}
	for range n {
		row := make([]float64, m)
		for j := range row {
			row[j] = float64(rapid.IntRange(0, 30).Draw(t, "cost"))
		}
		p.Cost = append(p.Cost, row)
	}
	return p
}

// optimum tries every set of p sites.
func optimum(p pmedian.Problem) float64 {
	m := len(p.Cost[0])
	best := math.Inf(1)
	for set := range 1 << m {
		var open []int
		for j := range m {
			if set>>j&1 == 1 {
				open = append(open, j)
			}
		}
		if len(open) != p.P {
			continue
		}
		sum := 0.0
		for _, row := range p.Cost {
			nearest := math.Inf(1)
			for _, j := range open {
				nearest = min(nearest, row[j])
			}
			sum += nearest
		}
		best = min(best, sum)
	}
	return best
}

// TestBrackets: the optimum lies between bound and cost, and the cost is that
// of the sites returned.
func TestBrackets(t *testing.T) {
	exact, all := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p := draw(t)
		s, err := pmedian.Solve(bg, p, pmedian.Options{})
		if err != nil {
			t.Fatal(err)
		}
		want := optimum(p)
		if s.Cost < want-1e-9 || s.Bound > want+1e-9 || len(s.Open) != p.P || !slices.IsSorted(s.Open) {
			t.Fatalf("%+v, optimum %g", s, want)
		}
		sum := 0.0
		for i, j := range s.Assign {
			sum += p.Cost[i][j]
			if !slices.Contains(s.Open, j) {
				t.Fatalf("customer %d is served by %d, open are %v", i, j, s.Open)
			}
		}
		if math.Abs(sum-s.Cost) > 1e-9 {
			t.Fatalf("cost %g, its customers pay %g", s.Cost, sum)
		}
		all++
		if s.Cost == want {
			exact++
		}
	})
	if exact*100 < all*95 {
		t.Errorf("%d of %d small problems solved", exact, all)
	}
}

// TestAgainstMILP: the same problem as a mixed-integer programme.
func TestAgainstMILP(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := draw(t)
		m, _ := p.Model()
		r, err := solve.Solve(bg, m, solve.Options{})
		if err != nil || r.Status != solve.Optimal || math.Abs(r.Objective-optimum(p)) > 1e-6 {
			t.Fatalf("%v %g (%v), optimum %g", r.Status, r.Objective, err, optimum(p))
		}
	})
}

func TestForbiddenPairs(t *testing.T) {
	inf := math.Inf(1)
	p := pmedian.Problem{P: 2, Cost: [][]float64{{1, inf, inf}, {inf, 5, 1}, {inf, 5, inf}}}
	s, err := pmedian.Solve(bg, p, pmedian.Options{})
	if err != nil || s.Cost != 11 {
		t.Errorf("%+v %v", s, err)
	}
	p.P = 1
	if s, err := pmedian.Solve(bg, p, pmedian.Options{}); err == nil {
		t.Errorf("one site that reaches all: %+v", s)
	}
}

func TestBadProblems(t *testing.T) {
	for name, p := range map[string]pmedian.Problem{
		"empty": {P: 1}, "p 0": {Cost: [][]float64{{1}}}, "p 2": {Cost: [][]float64{{1}}, P: 2},
		"ragged": {Cost: [][]float64{{1, 2}, {1}}, P: 1}, "NaN": {Cost: [][]float64{{math.NaN()}}, P: 1},
	} {
		if _, err := pmedian.Solve(bg, p, pmedian.Options{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	p := pmedian.Problem{Cost: [][]float64{{1, 2}}, P: 1}
	if _, err := pmedian.Solve(bg, p, pmedian.Options{Start: []int{2}}); err == nil {
		t.Error("a start outside the sites is taken")
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(bg)
	cancel()
	s, err := pmedian.Solve(ctx, pmedian.Problem{Cost: [][]float64{{1, 2}}, P: 1}, pmedian.Options{})
	if err != nil || len(s.Open) != 1 {
		t.Errorf("%+v %v", s, err)
	}
}
