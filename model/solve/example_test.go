package solve_test

import (
	"context"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/solve"
)

// Three generators share a load of 300 MW at least cost, the price is the dual
// of the balance.
func Example() {
	m := &solve.Model{}
	nuclear := m.AddCol("nuclear", 0, 120, 1)
	gas := m.AddCol("gas", 0, 150, 9)
	oil := m.AddCol("oil", 0, 100, 20)
	m.AddRow("balance", 300, 300, solve.Term{Col: nuclear, Coef: 1}, solve.Term{Col: gas, Coef: 1}, solve.Term{Col: oil, Coef: 1})
	r, err := solve.Solve(context.Background(), m, solve.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Status, r.Objective, r.X, r.Dual)
	// Output: optimal 2070 [120 150 30] [20]
}

// A session is changed and solved again from where it stands.
func ExampleSession() {
	m := &solve.Model{Sense: solve.Maximize}
	x := m.AddInt("x", 0, 10, 1)
	y := m.AddInt("y", 0, 10, 1)
	s, err := solve.Open(m, solve.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer s.Close()
	for _, most := range []float64{12, 7.5} {
		if err := s.AddRows(solve.Row{Lower: math.Inf(-1), Upper: most, Terms: []solve.Term{{Col: x, Coef: 1}, {Col: y, Coef: 1}}}); err != nil {
			fmt.Println(err)
			return
		}
		r, err := s.Solve(context.Background())
		fmt.Println(r.Status, r.Objective, err)
	}
	// Output:
	// optimal 12 <nil>
	// optimal 7 <nil>
}

// Why there is no plan, and the least that has to give way.
func ExampleFindConflict() {
	m := &solve.Model{}
	a := m.AddBin("site A", 100)
	b := m.AddBin("site B", 120)
	m.AddRow("demand of 25 MW", 25, math.Inf(1), solve.Term{Col: a, Coef: 10}, solve.Term{Col: b, Coef: 10})
	m.AddRow("budget", math.Inf(-1), 500, solve.Term{Col: a, Coef: 100}, solve.Term{Col: b, Coef: 120})
	ctx := context.Background()
	c, err := solve.FindConflict(ctx, m, solve.Soft{}, solve.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(c.Members)
	r, err := solve.Relax(ctx, m, solve.Soft{}, solve.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Changes)
	// Output:
	// [row demand of 25 MW ≥ 25]
	// [row demand of 25 MW ≥ 25 by 5]
}
