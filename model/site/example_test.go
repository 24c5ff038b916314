package site_test

import (
	"context"
	"fmt"
	"log"
	"math"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/site"
)

// Measure one point of your own on the built-in atlas.
func Example() {
	japan := atlas.Japan()
	assigner, err := site.NewAssigner(japan)
	if err != nil {
		log.Fatal(err)
	}
	point := site.Candidate{ID: "ishikari-bay", Location: orb.Point{141.28, 43.20}, LandHa: math.NaN()}
	assigner.Assign(&point)

	surveyor, err := site.NewSurveyor(japan, site.Options{MW: 100, Only: []string{site.IXKm, site.CarbonGPerKWh, site.LandHa}})
	if err != nil {
		log.Fatal(err)
	}
	table, err := surveyor.Survey(context.Background(), []site.Candidate{point}, 1)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(point.Region, point.Area)
	for _, column := range table.Columns {
		origin, _ := table.Origin(column, 0)
		fmt.Printf("%s: %.1f %s %s\n", column.Name, column.Values[0], column.Unit, origin.Evidence)
	}
	// Output:
	// JP-01 hokkaido
	// Carbon intensity: 493.0 g/kWh derived
	// Nearest internet exchange city: 16.5 km derived
	// Land of the polygon: NaN ha
}
