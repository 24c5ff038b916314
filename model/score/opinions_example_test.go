package score_test

import (
	"context"
	"fmt"

	"github.com/wattbit/wattbit/model/score/agree"
	"github.com/wattbit/wattbit/model/score/method"
	"github.com/wattbit/wattbit/model/score/smaa"
)

// From a scored table to second opinions and to what is left of the ranking
// when weights and missing figures are open.
func ExampleScorer_Matrix() {
	model, table := small()
	scorer, err := model.Compile()
	if err != nil {
		fmt.Println(err)
		return
	}
	m, err := scorer.Matrix(table, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx := context.Background()
	var ranks [2][]float64
	for k, opinion := range []method.Method{method.WSM{Scaling: method.Declared}, method.TOPSIS{}} {
		o, err := opinion.Evaluate(ctx, method.OnValues(m.IDs, m.Criteria, m.Values, m.Weights))
		if err != nil {
			fmt.Println(err)
			return
		}
		ranks[k] = agree.Ranks(o.Ranks())
	}
	ws, err := agree.WS(ranks[0], ranks[1])
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("additive and TOPSIS agree, WS %.2f\n", ws)

	problem := smaa.FromIntervals(m.IDs, m.Lower, m.Upper)
	problem.Prior = smaa.Dirichlet{Base: m.Weights, Concentration: 20}
	problem.Seed, problem.TopK = 1, 1
	r, err := smaa.Run(ctx, problem)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, id := range r.IDs {
		fmt.Printf("%s is first in %.0f %%\n", id, 100*r.First[i])
	}
	// Output:
	// additive and TOPSIS agree, WS 1.00
	// x is first in 33 %
	// y is first in 0 %
	// z is first in 67 %
}
