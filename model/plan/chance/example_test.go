package chance_test

import (
	"fmt"

	"github.com/wattbit/wattbit/model/plan/chance"
)

func ExampleWilson() {
	low, high := chance.Wilson(0, 100)
	fmt.Printf("never in 100 samples: between %.0f and %.1f %%\n", 100*low, 100*high)
	// Output: never in 100 samples: between 0 and 3.7 %
}
