package solve_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/model/solve"
)

func allBounds(int) float64 { return 1 }

// keep returns the model with only the listed soft requirements.
func keep(m *solve.Model, sides []solve.Side) *solve.Model {
	k := m.Clone()
	for i := range k.Rows {
		k.Rows[i].Lower, k.Rows[i].Upper = -inf, inf
	}
	for j := range k.Cols {
		k.Cols[j].Lower, k.Cols[j].Upper, k.Cols[j].Cost = -inf, inf, 0
	}
	for _, s := range sides {
		switch {
		case s.Column && s.Upper:
			k.Cols[s.Index].Upper = s.Bound
		case s.Column:
			k.Cols[s.Index].Lower = s.Bound
		case s.Upper:
			k.Rows[s.Index].Upper = s.Bound
		default:
			k.Rows[s.Index].Lower = s.Bound
		}
	}
	return k
}

// TestConflictIsIrreducible: the members conflict, and no longer do when any
// one of them is left out.
func TestConflictIsIrreducible(t *testing.T) {
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t, false, true)
		r, err := solve.Solve(bg, m, solve.Options{})
		if err != nil {
			t.Fatal(err)
		}
		c, err := solve.FindConflict(bg, m, solve.Soft{Col: allBounds}, solve.Options{})
		if r.Status != solve.Infeasible {
			if !errors.Is(err, solve.ErrFeasible) {
				t.Fatalf("a %v model has conflict %v (%v)", r.Status, c.Members, err)
			}
			return
		}
		if err != nil || !c.Irreducible || len(c.Members) == 0 {
			t.Fatalf("conflict %v, irreducible %v (%v)", c.Members, c.Irreducible, err)
		}
		found++
		feasible := func(sides []solve.Side) bool {
			r, err := solve.Solve(bg, keep(m, sides), solve.Options{})
			if err != nil {
				t.Fatal(err)
			}
			return r.OK()
		}
		if feasible(c.Members) {
			t.Fatalf("%v do not conflict", c.Members)
		}
		for i := range c.Members {
			rest := append(append([]solve.Side(nil), c.Members[:i]...), c.Members[i+1:]...)
			if !feasible(rest) {
				t.Fatalf("%v conflict without %v", c.Members, c.Members[i])
			}
		}
	})
	if found == 0 {
		t.Error("no infeasible model was drawn")
	}
}

// demand cannot be met: 3 sites of 10 MW, at most 2 of them, and 25 MW asked.
func demand() *solve.Model {
	m := &solve.Model{}
	for _, name := range []string{"Inzai", "Ishikari", "Kitakyushu"} {
		m.AddBin(name, 100)
	}
	var mw, count []solve.Term
	for j := range m.Cols {
		mw, count = append(mw, term(j, 10)), append(count, term(j, 1))
	}
	m.AddRow("demand in MW", 25, inf, mw...)
	m.AddRow("number of sites", -inf, 2, count...)
	m.AddRow("budget", -inf, 1000, mw...)
	return m
}

// TestAlone tells what no solution meets from what clashes with another.
func TestAlone(t *testing.T) {
	m := demand()
	m.AddRow("at least five sites", 5, inf, term(0, 1), term(1, 1), term(2, 1))
	relaxed, err := solve.Relax(bg, m, solve.Soft{}, solve.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var all []solve.Side
	for i := range m.Rows {
		all = append(all, solve.Side{Index: i}, solve.Side{Index: i, Upper: true})
	}
	alone, err := solve.Alone(bg, m, solve.Soft{}, all, solve.Options{})
	if err != nil || len(alone) != 1 || alone[0].Name != "at least five sites" || !slices.ContainsFunc(relaxed.Changes, func(c solve.Change) bool { return c.Side == alone[0] }) {
		t.Errorf("%v of %v, %v", alone, relaxed.Changes, err)
	}
	c, err := solve.FindConflict(bg, m.Without(alone...).Continuous(), solve.Soft{}, solve.Options{})
	if err != nil || len(c.Members) != 2 {
		t.Errorf("%v, %v", c, err)
	}
	if !math.IsInf(m.Without(solve.Side{Index: 0}).Rows[0].Lower, -1) || m.Rows[0].Lower != 25 {
		t.Error("Without does not free the side, or changes the model")
	}
}

func TestConflictInWords(t *testing.T) {
	c, err := solve.FindConflict(bg, demand(), solve.Soft{}, solve.Options{})
	if err != nil || !c.Irreducible || len(c.Members) != 2 {
		t.Fatalf("%+v %v", c, err)
	}
	if got := c.Members[0].String(); got != "row demand in MW ≥ 25" {
		t.Error(got)
	}
	if got := c.Members[1].String(); got != "row number of sites ≤ 2" {
		t.Error(got)
	}
}

func TestConflictOfIntegersOnly(t *testing.T) {
	m := &solve.Model{}
	m.AddInt("x", 0, 5, 0)
	m.AddInt("y", 0, 5, 0)
	m.AddRow("odd", 7, 7, term(0, 2), term(1, 2))
	c, err := solve.FindConflict(bg, m, solve.Soft{}, solve.Options{})
	if err != nil || len(c.Members) != 2 || !c.Irreducible {
		t.Fatalf("%+v %v", c, err)
	}
}

func TestHardConflict(t *testing.T) {
	m := demand()
	none := func(int) float64 { return 0 }
	c, err := solve.FindConflict(bg, m, solve.Soft{Row: none}, solve.Options{})
	if err != nil || len(c.Members) != 0 || !c.Irreducible {
		t.Errorf("%+v %v", c, err)
	}
	r, err := solve.Relax(bg, m, solve.Soft{Row: none}, solve.Options{})
	if err != nil || r.Result.Status != solve.Infeasible {
		t.Errorf("%v %v", r.Result.Status, err)
	}
	if _, err := solve.Relax(bg, m, solve.Soft{Row: func(int) float64 { return -1 }}, solve.Options{}); err == nil {
		t.Error("a negative weight is taken")
	}
}

func TestRelax(t *testing.T) {
	tests := []struct {
		name string
		soft solve.Soft
		want string
		cost float64
	}{
		{"by unit", solve.Soft{}, "row number of sites ≤ 2 by 1", 1},
		{"a site costs 9 MW", solve.Soft{Row: func(i int) float64 { return []float64{1, 9, 1}[i] }}, "row demand in MW ≥ 25 by 5", 5},
		{"only the demand", solve.Soft{Row: func(i int) float64 { return []float64{2, 0, 0}[i] }}, "row demand in MW ≥ 25 by 5", 10},
	}
	for _, tt := range tests {
		r, err := solve.Relax(bg, demand(), tt.soft, solve.Options{})
		if err != nil || r.Result.Status != solve.Optimal || len(r.Changes) != 1 {
			t.Fatalf("%s: %+v %v", tt.name, r, err)
		}
		if got := r.Changes[0].String(); got != tt.want || !near(r.Result.Objective, tt.cost) {
			t.Errorf("%s: %s at %g, want %s at %g", tt.name, got, r.Result.Objective, tt.want, tt.cost)
		}
	}
}

// TestRelaxMends: with its changes made the model has a solution, and nothing
// is to be changed where it had one.
func TestRelaxMends(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t, true, true)
		before, err := solve.Solve(bg, m, solve.Options{})
		if err != nil {
			t.Fatal(err)
		}
		r, err := solve.Relax(bg, m, solve.Soft{Col: allBounds}, solve.Options{})
		if err != nil || r.Result.Status != solve.Optimal {
			t.Fatalf("%v %v", r.Result.Status, err)
		}
		if before.OK() != (len(r.Changes) == 0) {
			t.Fatalf("%v model needs %v", before.Status, r.Changes)
		}
		sum := 0.0
		for _, c := range r.Changes {
			sum += c.By
			by := c.By + 1e-7
			switch {
			case c.Column && c.Upper:
				m.Cols[c.Index].Upper += by
			case c.Column:
				m.Cols[c.Index].Lower -= by
			case c.Upper:
				m.Rows[c.Index].Upper += by
			default:
				m.Rows[c.Index].Lower -= by
			}
		}
		if math.Abs(sum-r.Result.Objective) > 1e-5 {
			t.Fatalf("changes add up to %g, the objective is %g", sum, r.Result.Objective)
		}
		after, err := solve.Solve(bg, m, solve.Options{})
		if err != nil || !after.OK() {
			t.Fatalf("after %v: %v %v", r.Changes, after.Status, err)
		}
	})
}
