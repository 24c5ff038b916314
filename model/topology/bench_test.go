package topology_test

import (
	"fmt"
	"testing"

	"github.com/wattbit/wattbit/model/topology"
)

// BenchmarkBuild builds a square mesh of 10,000 lines with a station at every
// third crossing.
func BenchmarkBuild(b *testing.B) {
	const side = 70
	var lines []topology.Line
	var sites []topology.Site
	for x := range side {
		for y := range side {
			here := at(float64(2*x), float64(2*y))
			lines = append(lines, line(fmt.Sprintf("e%d,%d", x, y), 275, here, at(float64(2*x+2), float64(2*y))),
				line(fmt.Sprintf("n%d,%d", x, y), 275, here, at(float64(2*x), float64(2*y+2))))
			if (x+y)%3 == 0 {
				sites = append(sites, site(fmt.Sprintf("s%d,%d", x, y), here, 275))
			}
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := topology.Build(lines, sites, topology.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
