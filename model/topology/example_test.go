package topology_test

import (
	"fmt"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/model/topology"
)

// A line drawn in two pieces joins two stations, one of which also has 154 kV.
func ExampleBuild() {
	lines := []topology.Line{
		{ID: "1", Name: "North line 1,2L", KV: 275, Path: orb.LineString{{140, 36}, {140.1, 36.1}}},
		{ID: "2", Name: "North line 1,2L", KV: 275, Path: orb.LineString{{140.2, 36.1}, {140.1, 36.1}}},
		{ID: "3", Name: "Branch line", KV: 154, Path: orb.LineString{{140.2, 36.1}, {140.3, 36.2}}},
	}
	sites := []topology.Site{
		{ID: "north", Location: orb.Point{140.2, 36.1}, VoltagesKV: []float64{275, 154}},
		{ID: "south", Location: orb.Point{140, 36}, VoltagesKV: []float64{275}},
	}
	t, err := topology.Build(lines, sites, topology.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range t.Corridors {
		fmt.Printf("%s: %d circuits by %s, %.1f km\n", c.ID, c.Circuits, c.Basis, c.LengthKm)
	}
	for _, x := range t.Transformers {
		fmt.Println(x.ID, "transformer")
	}
	// Output:
	// joint@154:140.3000:36.2000~north@154: 1 circuits by default, 14.3 km
	// north@275~south@275: 2 circuits by name, 23.3 km
	// north@275~north@154 transformer
}
