package shock_test

import (
	"context"
	"fmt"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/shock"
)

// Two sites, one beneath the fault and one far from it.
func ExampleRun() {
	a := atlas.Japan()
	ground, err := shock.NewGround(a)
	if err != nil {
		fmt.Println(err)
		return
	}
	bits, err := shock.AtlasBits(a, 2026)
	if err != nil {
		fmt.Println(err)
		return
	}
	event, err := shock.Load("tokyo-quake")
	if err != nil {
		fmt.Println(err)
		return
	}
	event.Draws.Samples = 0 // the median event
	r, err := shock.Run(context.Background(), shock.Problem{
		Shock: event, Ground: ground, Bits: bits,
		Sites: []shock.Site{
			{ID: "koto", Location: orb.Point{139.795, 35.652}, Loads: []shock.ITLoad{{Class: "realtime", MW: 80}}},
			{ID: "ishikari", Location: orb.Point{141.31, 43.18}, Loads: []shock.ITLoad{{Class: "training", MW: 20}}},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for h, hour := range r.Hours {
		fmt.Printf("hour %g: %.1f MW\n", hour, r.Connected.Mean[h])
	}
	// Output:
	// hour 0: 88.8 MW
	// hour 24: 89.6 MW
	// hour 72: 82.4 MW
	// hour 168: 89.8 MW
	// hour 720: 96.2 MW
}
