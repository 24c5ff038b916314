package rulepack_test

import (
	"fmt"
	"log"
	"math"

	"github.com/wattbit/wattbit/model/rulepack"
	"github.com/wattbit/wattbit/model/score"
)

func ExamplePack_Judge() {
	figures := []rulepack.Figure{{ID: "pue", Name: "PUE"}, {ID: "renewable_pct", Name: "Renewable power under contract", Unit: "%"}}
	pack, err := rulepack.Load("sg", figures)
	if err != nil {
		log.Fatal(err)
	}
	site := map[string]float64{"pue": 1.3, "renewable_pct": math.NaN()}
	j := pack.Judge(func(figure string) rulepack.Value { return rulepack.Value{X: site[figure]} })
	fmt.Println(j.State())
	fmt.Println(j.Text(score.Fail))
	fmt.Println(j.Count(score.Unknown), "unknown")
	// Output:
	// fail
	// PUE: PUE 1.3; at most 1.25
	// 2 unknown
}
