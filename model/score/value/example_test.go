package value_test

import (
	"fmt"

	"github.com/wattbit/wattbit/model/score/value"
)

func Example() {
	headroom, err := value.Spec{Points: []value.Point{{X: 0, Value: 0}, {X: 200, Value: 0.8}, {X: 500, Value: 1}}}.Compile()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("100 MW is worth %.1f\n", headroom.At(100))
	fmt.Printf("0.9 takes %v MW or more\n", headroom.AtLeast(0.9)[0].Lo)
	fmt.Println(headroom.CheckDirection(value.Lower))
	// Output:
	// 100 MW is worth 0.4
	// 0.9 takes 350 MW or more
	// value: function contradicts direction: lower figures are said to be better but the value rises at 1.953125
}
