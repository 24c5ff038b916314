package power_test

import (
	"fmt"

	"github.com/wattbit/wattbit/data/power"
)

func ExampleCost() {
	c := power.Cost{Model: power.Polynomial, Coefficients: []float64{150, 5, 0.11}}
	fmt.Printf("%.1f per hour, the next MWh costs %.1f\n", c.PerHour(100), c.Marginal(100))
	// Output: 1750.0 per hour, the next MWh costs 27.0
}

func ExampleNetwork_Check() {
	net := power.Network{BaseMVA: 100, Buses: []power.Bus{{ID: "1"}}, Generators: []power.Generator{{ID: "A", Bus: "2"}}}
	fmt.Println(net.Check())
	// Output: generator "A": no bus "2"
}
