package sweep_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/wattbit/wattbit/model/sweep"
)

func Example() {
	axis, err := sweep.ParseAxis("site.mw=100,300")
	if err != nil {
		log.Fatal(err)
	}
	fixed := []sweep.Axis{{Key: "candidates.regions", Values: []string{"[hokkaido]"}}, {Key: "uncertainty.samples", Values: []string{"0"}}}
	rows, err := sweep.Grid(append(fixed, axis))
	if err != nil {
		log.Fatal(err)
	}
	plan, err := sweep.New(context.Background(), "0.1.0", "japan", rows)
	if err != nil {
		log.Fatal(err)
	}
	dir, err := os.MkdirTemp("", "sweep")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	outcome, err := plan.Run(context.Background(), dir, sweep.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, v := range outcome.Variants {
		passed, _ := v.Headline.Figure("passed")
		fmt.Printf("%s MW: %s pass\n", v.Values[2], passed)
	}
	// Output:
	// 100 MW: 60 pass
	// 300 MW: 45 pass
}
