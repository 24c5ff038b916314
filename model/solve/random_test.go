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
		checkVerdict(t, m, r.Status)
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

// checkVerdict checks what is said of models without an optimum: without costs
// they have one unless they are infeasible, and unbounded ones improve along a
// direction that no bound stops.
func checkVerdict(t *rapid.T, m *solve.Model, status solve.Status) {
	free := m.Clone()
	free.Offset = 0
	for j := range free.Cols {
		free.Cols[j].Cost = 0
	}
	r, err := solve.Solve(bg, free, solve.Options{})
	if err != nil || r.OK() == (status == solve.Infeasible) {
		t.Fatalf("%v, without costs %v (%v)", status, r.Status, err)
	}
	ray := m.Clone()
	ray.Offset = 0
	cone := func(lower, upper *float64, most float64) {
		*lower, *upper = map[bool]float64{true: -most, false: 0}[*lower == -inf], map[bool]float64{true: most, false: 0}[*upper == inf]
	}
	for j := range ray.Cols {
		cone(&ray.Cols[j].Lower, &ray.Cols[j].Upper, 1)
	}
	for i := range ray.Rows {
		cone(&ray.Rows[i].Lower, &ray.Rows[i].Upper, inf)
	}
	if r, err = solve.Solve(bg, ray, solve.Options{}); err != nil {
		t.Fatal(err)
	}
	if improves := math.Abs(r.Objective) > 1e-6; status != solve.Infeasible && improves != (status == solve.Unbounded) {
		t.Fatalf("%v, best direction gains %g", status, r.Objective)
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

// drawSquares adds a sum of squares of whole-number combinations of the
// columns, which is convex and mostly singular.
func drawSquares(t *rapid.T, m *solve.Model) {
	sign := 1.0
	if m.Sense == solve.Maximize {
		sign = -1
	}
	for range rapid.IntRange(1, 3).Draw(t, "squares") {
		f := make([]float64, len(m.Cols))
		for j := range f {
			f[j] = float64(rapid.IntRange(-2, 2).Draw(t, "factor"))
		}
		for i := range f {
			for j := range i {
				m.AddQuad(i, j, 2*sign*f[i]*f[j])
			}
			m.AddQuad(i, i, sign*f[i]*f[i])
		}
	}
}

// TestQuadratics: no whole-number point beats the optimum.
func TestQuadratics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t, false, true)
		drawSquares(t, m)
		r, err := solve.Solve(bg, m, solve.Options{})
		if err != nil {
			t.Fatal(err)
		}
		want, feasible := best(m)
		worse := r.Objective - want
		if m.Sense == solve.Maximize {
			worse = -worse
		}
		if feasible && (r.Status != solve.Optimal || worse > 1e-6) {
			t.Fatalf("%v %g, a whole-number point has %g", r.Status, r.Objective, want)
		}
	})
}

// TestOpenQuadratics: with columns free, a quadratic programme is feasible
// where the linear one is, and bounded where that is.
func TestOpenQuadratics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t, false, false)
		linear, err := solve.Solve(bg, m, solve.Options{})
		if err != nil {
			t.Fatal(err)
		}
		drawSquares(t, m)
		r, err := solve.Solve(bg, m, solve.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if (r.Status == solve.Infeasible) != (linear.Status == solve.Infeasible) {
			t.Fatalf("%v, without squares %v", r.Status, linear.Status)
		}
		if linear.OK() && r.Status != solve.Optimal {
			t.Fatalf("%v (%v, gap %g), without squares %v", r.Status, r.Stop, r.Gap, linear.Status)
		}
		if !linear.OK() && !r.OK() && r.Status != solve.Infeasible && r.Status != solve.Unbounded {
			t.Fatalf("%v, without squares %v", r.Status, linear.Status)
		}
	})
}
