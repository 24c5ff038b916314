package score_test

import (
	"context"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/score"
	"github.com/wattbit/wattbit/model/score/value"
)

func Example() {
	model := score.Model{
		Gates: []score.Gate{{ID: "asked", Column: "headroom", Op: score.AtLeast, Threshold: 100, Unit: "MW"}},
		Criteria: []score.Criterion{
			{ID: "headroom", Unit: "MW", Group: "watts/power", Direction: value.Higher, Weight: 60,
				Value: value.Spec{Points: []value.Point{{X: 0, Value: 0}, {X: 200, Value: 0.8}, {X: 500, Value: 1}}}},
			{ID: "fiber", Unit: "km", Group: "bits/fiber", Direction: value.Lower, Weight: 40,
				Value: value.Spec{Points: []value.Point{{X: 0, Value: 1}, {X: 80, Value: 0}}}},
		},
	}
	table := &score.Table{
		IDs: []string{"harbour", "plain", "valley", "cape"},
		Columns: []score.Column{
			{ID: "headroom", Unit: "MW", Values: []float64{150, 300, 60, math.NaN()}},
			{ID: "fiber", Unit: "km", Values: []float64{4, 30, 10, 2}},
		},
	}
	scorer, err := model.Compile()
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := scorer.Score(context.Background(), table, score.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range append(result.Order, result.Open...) {
		fmt.Printf("%d %-8s %.3f (%.3f to %.3f) %s\n", result.Rank[row], result.IDs[row], result.Score[row], result.Lower[row], result.Upper[row], result.Status[row])
	}
	why, err := scorer.Explain(table, result, "harbour", 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range why.Changes {
		fmt.Printf("%s: %.0f to %.1f %s %s\n", c.Column, c.From, c.To, c.Unit, c.Why)
	}
	// Output:
	// 1 plain    0.770 (0.770 to 0.770) pass
	// 2 harbour  0.740 (0.740 to 0.740) pass
	// 3 cape     0.690 (0.390 to 0.990) unknown
	// headroom: 150 to 162.5 MW brings the score to that of place 1
	// fiber: 4 to NaN km even its best figure makes the score 0.7600, place 1 needs 0.7700
}
