package grid_test

import (
	"context"
	"fmt"
	"log"

	"github.com/wattbit/wattbit/data/matpower"
	"github.com/wattbit/wattbit/model/grid"
)

// Hosting capacity of every bus of a MATPOWER case.
func Example() {
	net, err := matpower.ReadFile("testdata/square.m")
	if err != nil {
		log.Fatal(err)
	}
	g, err := grid.New(net, grid.Options{})
	if err != nil {
		log.Fatal(err)
	}
	h, err := g.Hosting(context.Background(), grid.HostingOptions{})
	if err != nil {
		log.Fatal(err)
	}
	for _, b := range h.Buses {
		fmt.Printf("bus %s: %3.0f MW, stopped by %s after loss of %s; next limit %3.0f MW\n", net.Buses[b.Bus].ID,
			b.FirmMW, g.ElementLabel(b.Binding), g.OutageLabel(b.Binding.Outage), b.NextMW)
	}
	// Output:
	// bus 1: 300 MW, stopped by  after loss of ; next limit 300 MW
	// bus 2: 195 MW, stopped by B5:1-3 after loss of B1:1-2; next limit 200 MW
	// bus 3: 108 MW, stopped by B5:1-3 after loss of B4:4-1; next limit 137 MW
	// bus 4:  60 MW, stopped by B4:4-1 after loss of B3:3-4; next limit  60 MW
}

func ExampleGrid_Flow() {
	g := square()
	for i, mw := range g.Flow().BranchMW {
		fmt.Printf("%s %.1f MW\n", g.BranchLabel(i), mw)
	}
	// Output:
	// B1:1-2 5.0 MW
	// B2:2-3 25.0 MW
	// B3:3-4 15.0 MW
	// B4:4-1 -45.0 MW
	// B5:1-3 30.0 MW
}

// Hosting capacities do not add up: two buses that could take 60 MW each
// cannot take it together.
func ExampleGrid_Joint() {
	g := square()
	three, _ := g.Bus("3")
	four, _ := g.Bus("4")
	j, err := g.Joint(context.Background(), []grid.SiteLoad{{Bus: three, MW: 60}, {Bus: four, MW: 60}}, grid.JointOptions{MaxRows: 1})
	if err != nil {
		log.Fatal(err)
	}
	row := j.Tightest[0]
	fmt.Printf("feasible: %v, at most %.0f %% of it\n", j.Feasible, 100*j.Scale)
	fmt.Printf("%s after loss of %s: %.2f·MW3 + %.2f·MW4 ≤ %.0f MW\n", g.ElementLabel(row.Limit), g.OutageLabel(row.Outage),
		row.PerSite[0], row.PerSite[1], row.MarginMW)
	// Output:
	// feasible: false, at most 90 % of it
	// B5:1-3 after loss of B4:4-1: 0.56·MW3 + 0.56·MW4 ≤ 60 MW
}

func square() *grid.Grid {
	net, err := matpower.ReadFile("testdata/square.m")
	if err != nil {
		log.Fatal(err)
	}
	g, err := grid.New(net, grid.Options{})
	if err != nil {
		log.Fatal(err)
	}
	return g
}
