package solve_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/wattbit/wattbit/model/solve"
)

// facilities is a random warehouse location problem in its strong form.
func facilities(customers, sites int) *solve.Model {
	rng := rand.New(rand.NewPCG(1, 2))
	m := &solve.Model{}
	for i := range sites {
		m.AddBin(fmt.Sprintf("open %d", i), 100+100*rng.Float64())
	}
	for c := range customers {
		served := make([]solve.Term, sites)
		for i := range sites {
			x := m.AddCol("", 0, 1, 100*rng.Float64())
			served[i] = term(x, 1)
			m.AddRow("", -inf, 0, term(x, 1), term(i, -1))
		}
		m.AddRow(fmt.Sprintf("customer %d", c), 1, 1, served...)
	}
	return m
}
