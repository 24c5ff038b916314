package siting

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/geo"
	"github.com/wattbit/wattbit/model/fiber"
)

// JapanHubs are the ids of the two hubs of Japan in the built-in atlas.
var JapanHubs = []string{"hub-otemachi", "hub-dojima"}

// AtlasOptions are the default options with the hubs of those ids, the atlas's
// metros as centres and its municipalities as people; those whose population is
// missing are left out. A zone is a land mass: regions whose outlines share a
// corner, and the islands of those regions.
func AtlasOptions(a *atlas.Atlas, net *fiber.Network, hubs ...string) (Options, error) {
	o := DefaultOptions()
	for _, id := range hubs {
		v, err := net.NodeIndex(id)
		if err != nil {
			return o, err
		}
		o.Hubs = append(o.Hubs, v)
	}
	for _, p := range a.Places {
		switch {
		case p.Kind == atlas.Metro:
			o.Centres = append(o.Centres, Centre{ID: p.ID, Location: p.Location})
		case p.Kind == atlas.Municipality && !math.IsNaN(p.Population):
			o.People = append(o.People, People{Location: p.Location, Count: p.Population})
		}
	}
	var err error
	if o.Zone, err = landmasses(a.Outlines); err != nil {
		return o, err
	}
	return o, nil
}

// landmasses tells the land mass of a place, that of the nearest region.
func landmasses(outlines []atlas.Outline) (func(orb.Point) int, error) {
	if len(outlines) == 0 {
		return nil, nil
	}
	shapes := make([]orb.MultiPolygon, len(outlines))
	mass := make([]int, len(outlines)) // first region of each region's land mass
	corner := make(map[orb.Point]int)
	for i, o := range outlines {
		shapes[i], mass[i] = o.Shape, i
		for _, polygon := range o.Shape {
			for _, ring := range polygon {
				for _, p := range ring {
					if j, shared := corner[p]; shared {
						merge(mass, mass[i], mass[j])
					}
					corner[p] = i
				}
			}
		}
	}
	l, err := geo.NewLocator(shapes)
	if err != nil {
		return nil, fmt.Errorf("siting: land masses: %w", err)
	}
	return func(p orb.Point) int {
		if i, _, ok := l.NearestShape(p); ok {
			return mass[i]
		}
		return -1
	}, nil
}

func merge(mass []int, x, y int) {
	for i, m := range mass {
		if m == x || m == y {
			mass[i] = min(x, y)
		}
	}
}
