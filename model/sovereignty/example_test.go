package sovereignty_test

import (
	"fmt"
	"log"

	"github.com/wattbit/wattbit/model/sovereignty"
)

func ExampleConcentrate() {
	c, err := sovereignty.Concentrate([]sovereignty.Holding{{"Kita", 50}, {"Minami", 30}, {"Nishi", 20}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("HHI %.0f, %s %.0f %%\n", c.HHILow, c.Owners[0].Name, 100*c.LargestLow)
	// Output: HHI 3800, Kita 50 %
}

func ExampleMeasure() {
	i, err := sovereignty.Measure(sovereignty.Shares{sovereignty.Ownership: 0.8, sovereignty.Hardware: 0.1})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("at most %.1f by %s; unknown: %v\n", i.High, i.Weakest, i.Unknown)
	// Output: at most 0.1 by hardware; unknown: [jurisdiction operation energy network]
}
