package solve_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/model/solve"
)

// drawModel draws a small model with whole-number data, so that ties,
// degeneracy, infeasibility and unboundedness are common.
func drawModel(t *rapid.T, integer, boxed bool) *solve.Model {
	whole := func(name string, low, high int) float64 {
		return float64(rapid.IntRange(low, high).Draw(t, name))
	}
	m := &solve.Model{Offset: whole("offset", -5, 5)}
	if rapid.Bool().Draw(t, "maximise") {
		m.Sense = solve.Maximize
	}
	cols := rapid.IntRange(1, 5).Draw(t, "cols")
	for range cols {
		lower, upper := whole("lower", -3, 2), inf
		if boxed || rapid.Bool().Draw(t, "bounded") {
			upper = lower + whole("width", 0, 3)
		}
		if !boxed && rapid.IntRange(0, 4).Draw(t, "free") == 0 {
			lower = -inf
		}
		j := m.AddCol("", lower, upper, whole("cost", -4, 4))
		m.Cols[j].Integer = integer && rapid.IntRange(0, 3).Draw(t, "integer") > 0
	}
	for range rapid.IntRange(0, 6).Draw(t, "rows") {
		lower, upper := -inf, inf
		kind := rapid.IntRange(0, 3).Draw(t, "kind")
		if kind != 0 {
			lower = whole("low", -6, 6)
		}
		switch kind {
		case 0:
			upper = whole("up", -6, 6)
		case 1:
			upper = lower
		case 2:
			upper = lower + whole("range", 0, 4)
		}
		var terms []solve.Term
		for j := range cols {
			terms = append(terms, term(j, whole("coef", -3, 3)))
		}
		m.AddRow("", lower, upper, terms...)
	}
	return m
}

// TestOptimalityConditions checks random linear programmes by the conditions of
// Karush, Kuhn and Tucker, written out here a second time.
func TestOptimalityConditions(t *testing.T) {
	seen := map[solve.Status]int{}
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t, false, false)
		r, err := solve.Solve(bg, m, solve.Options{})
		if err != nil {
			t.Fatal(err)
		}
		seen[r.Status]++
		if r.Status != solve.Optimal {
			return
		}
		sign := 1.0
		if m.Sense == solve.Maximize {
			sign = -1
		}
		const tol = 1e-6
		slack := func(what string, v, lower, upper, multiplier float64) {
			if v < lower-tol || v > upper+tol {
				t.Fatalf("%s: %g outside [%g, %g]", what, v, lower, upper)
			}
			if sign*multiplier > tol && v > lower+tol || sign*multiplier < -tol && v < upper-tol {
				t.Fatalf("%s: %g in [%g, %g] with multiplier %g", what, v, lower, upper, multiplier)
			}
		}
		gradient := make([]float64, len(m.Cols))
		for i, row := range m.Rows {
			sum := 0.0
			for _, e := range row.Terms {
				sum += e.Coef * r.X[e.Col]
				gradient[e.Col] += e.Coef * r.Dual[i]
			}
			slack("row", sum, row.Lower, row.Upper, r.Dual[i])
		}
		for j, c := range m.Cols {
			slack("column", r.X[j], c.Lower, c.Upper, r.ReducedCost[j])
			if math.Abs(gradient[j]+r.ReducedCost[j]-c.Cost) > tol {
				t.Fatalf("column %d: cost %g, rows %g, reduced cost %g", j, c.Cost, gradient[j], r.ReducedCost[j])
			}
		}
	})
	for _, s := range []solve.Status{solve.Optimal, solve.Infeasible, solve.Unbounded} {
		if seen[s] == 0 {
			t.Errorf("no drawn model was %v: %v", s, seen)
		}
	}
}

// best enumerates the integer points of a boxed all-integer model.
func best(m *solve.Model) (float64, bool) {
	x := make([]float64, len(m.Cols))
	value, found := math.Inf(1), false
	if m.Sense == solve.Maximize {
		value = math.Inf(-1)
	}
	var visit func(j int)
	visit = func(j int) {
		if j < len(x) {
			for v := m.Cols[j].Lower; v <= m.Cols[j].Upper; v++ {
				x[j] = v
				visit(j + 1)
			}
			return
		}
		for i, a := range m.Activity(x) {
			if a < m.Rows[i].Lower || a > m.Rows[i].Upper {
				return
			}
		}
		found = true
		if v := m.Objective(x); (v < value) == (m.Sense == solve.Minimize) {
			value = v
		}
	}
	visit(0)
	return value, found
}

func TestIntegersAgainstEnumeration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t, true, true)
		for j := range m.Cols {
			m.Cols[j].Integer = true
		}
		want, feasible := best(m)
		r, err := solve.Solve(bg, m, solve.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if !feasible {
			if r.Status != solve.Infeasible {
				t.Fatalf("%v, enumeration finds nothing", r.Status)
			}
			return
		}
		if r.Status != solve.Optimal || !near(r.Objective, want) {
			t.Fatalf("%v %g, enumeration finds %g", r.Status, r.Objective, want)
		}
	})
}

// TestMixedBounds: the relaxation bounds the mixed-integer optimum, which
// bounds what fixing the integers gives.
func TestMixedBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t, true, true)
		r, err := solve.Solve(bg, m, solve.Options{})
		if err != nil {
			t.Fatal(err)
		}
		relaxed, err := solve.Solve(bg, m, solve.Options{Relax: true})
		if err != nil {
			t.Fatal(err)
		}
		if !r.OK() {
			return
		}
		worse := r.Objective - relaxed.Objective
		if m.Sense == solve.Maximize {
			worse = -worse
		}
		if !relaxed.OK() || worse < -1e-6 {
			t.Fatalf("relaxation %v %g, integers %g", relaxed.Status, relaxed.Objective, r.Objective)
		}
		for j, c := range m.Cols {
			if c.Integer {
				m.Cols[j].Lower, m.Cols[j].Upper = math.Round(r.X[j]), math.Round(r.X[j])
				m.Cols[j].Integer = false
			}
		}
		fixed, err := solve.Solve(bg, m, solve.Options{})
		if err != nil || !near(fixed.Objective, r.Objective) {
			t.Fatalf("integers fixed: %v %g (%v), before %g", fixed.Status, fixed.Objective, err, r.Objective)
		}
	})
}

// TestQuadratics: no whole-number point beats the optimum.
func TestQuadratics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t, false, true)
		m.Sense = solve.Minimize
		// A sum of squares of whole-number combinations is convex.
		for range rapid.IntRange(1, 3).Draw(t, "squares") {
			f := make([]float64, len(m.Cols))
			for j := range f {
				f[j] = float64(rapid.IntRange(-2, 2).Draw(t, "factor"))
			}
			for i := range f {
				for j := range i + 1 {
					v := f[i] * f[j]
					if i != j {
						v *= 2
					}
					m.AddQuad(i, j, v)
				}
			}
		}
		r, err := solve.Solve(bg, m, solve.Options{})
		if err != nil {
			t.Fatal(err)
		}
		whole := m.Clone()
		if want, feasible := best(whole); feasible && (!r.OK() || r.Objective > want+1e-6) {
			t.Fatalf("%v %g, a whole-number point has %g", r.Status, r.Objective, want)
		}
	})
}
