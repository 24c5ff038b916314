package benchmark_test

import (
	"fmt"
	"log"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/benchmark"
)

func ExampleCompare() {
	all, err := benchmark.Compare(benchmark.All(atlas.Japan().Forecasts), []benchmark.Computed{
		{ID: "occto-energy", Value: benchmark.EnergyMWh(6160, 0.8), Unit: "MWh"},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, a := range all {
		if a.ID == "occto-energy" {
			fmt.Printf("%s: %.1f of %.1f TWh, ratio %.2f (%s)\n", a.Title, a.Computed/1e6, a.Value/1e6, a.Ratio, a.Issuer)
		}
	}
	// Output: Added energy of data centers: 43.2 of 44.0 TWh, ratio 0.98 (OCCTO, demand outlook of January 2025)
}
