package method_test

import (
	"context"
	"fmt"

	"github.com/wattbit/wattbit/model/score/method"
	"github.com/wattbit/wattbit/model/score/value"
)

func Example() {
	problem := &method.Problem{
		Columns:    method.FromRows([][]float64{{150, 4}, {300, 30}, {220, 12}}), // MW, km
		Directions: []value.Direction{value.Higher, value.Lower},
		Weights:    []float64{0.6, 0.4},
		Bounds:     [][2]float64{{0, 500}, {0, 80}},
	}
	for _, id := range []string{"wsm", "topsis", "vikor", "spotis"} {
		v, _ := method.VariantByID(id)
		o, err := v.Method.Evaluate(context.Background(), problem)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%-6s ranks %v, depends on the candidates: %v\n", id, o.Ranks(), o.DependsOnSet)
	}
	// Output:
	// wsm    ranks [3 1 2], depends on the candidates: false
	// topsis ranks [2 3 1], depends on the candidates: true
	// vikor  ranks [3 2 1], depends on the candidates: true
	// spotis ranks [3 1 2], depends on the candidates: false
}
