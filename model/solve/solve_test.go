package solve_test

import (
	"context"
	"math"
	"testing"

	"github.com/wattbit/wattbit/model/solve"
)

var inf = math.Inf(1)

func TestWorkshop(t *testing.T) {
	m := &solve.Model{Sense: solve.Maximize}
	chairs := m.AddInt("chairs", 0, inf, 30)
	tables := m.AddInt("tables", 0, inf, 50)
	m.AddRow("carpentry", -inf, 40, solve.Term{Col: chairs, Coef: 1}, solve.Term{Col: tables, Coef: 2})
	m.AddRow("finishing", -inf, 50, solve.Term{Col: chairs, Coef: 2}, solve.Term{Col: tables, Coef: 1})
	r, err := solve.Solve(context.Background(), m, solve.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", r)
	if r.Status != solve.Optimal || r.Objective != 1100 {
		t.Fatalf("%v %g", r.Status, r.Objective)
	}
	r, err = solve.Solve(context.Background(), m, solve.Options{Relax: true})
	t.Logf("%+v %v", r, err)
}
