package shock

import (
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/geo"
	"github.com/wattbit/wattbit/internal/nearname"
)

// footprint tells how badly any place is hit.
type footprint struct {
	ground *Ground
	zones  []zone
	areas  map[string]float64 // supply lost by power area
}

type zone struct {
	level   Level
	regions []string
	hazard  *Hazard
	line    *geo.Index // points along the line; nil for regions
	withKm  float64
}

// lineStepKm is how finely a line is walked: at a distance d of it the nearest
// point is at most 0.125/d km too far.
const lineStepKm = 1

func newFootprint(s *Shock, g *Ground) (*footprint, error) {
	f := &footprint{ground: g, areas: map[string]float64{}}
	for i, z := range s.Zones {
		at := slices.IndexFunc(s.Levels, func(l Level) bool { return l.ID == z.Level })
		made := zone{level: s.Levels[at], regions: z.Regions, hazard: z.Hazard, withKm: z.WithinKm}
		for j, id := range z.Regions {
			if !g.known[id] {
				return nil, wrong(fmt.Sprintf("zones[%d].regions[%d]", i, j), "found %q; expected the id of a region of the atlas%s", id, nearname.Hint(id, g.ids))
			}
		}
		if z.Hazard != nil && !g.hasQuantity(z.Hazard.Quantity) {
			return nil, wrong(fmt.Sprintf("zones[%d].hazard.quantity", i), "found %q; expected a quantity of the atlas's hazards", z.Hazard.Quantity)
		}
		if len(z.Line) > 0 {
			index, err := geo.NewIndex(walk(z.Line))
			if err != nil {
				return nil, err
			}
			made.line = index
		}
		f.zones = append(f.zones, made)
	}
	for i, a := range s.PowerAreas {
		if !g.known[a.Area] {
			return nil, wrong(fmt.Sprintf("power_areas[%d].area", i), "found %q; expected the id of a power area of the atlas%s", a.Area, nearname.Hint(a.Area, g.ids))
		}
		f.areas[a.Area] = max(f.areas[a.Area], a.Grid)
	}
	return f, nil
}

func walk(line [][]float64) []orb.Point {
	path := []orb.Point{{line[0][0], line[0][1]}}
	for i := 1; i < len(line); i++ {
		path = geo.AppendPath(path, path[len(path)-1], orb.Point{line[i][0], line[i][1]}, lineStepKm)
	}
	return path
}

// at returns the damage at a place: the worst of each kind among the zones there.
func (f *footprint) at(p orb.Point, region string) Level {
	var worst Level
	for _, z := range f.zones {
		if !z.covers(p, region) || !f.ground.holds(z.hazard, region) {
			continue
		}
		l := z.level
		worst.Sites, worst.Grid = max(worst.Sites, l.Sites), max(worst.Grid, l.Grid)
		worst.Nodes, worst.Landings = max(worst.Nodes, l.Nodes), max(worst.Landings, l.Landings)
		worst.SpansPer100Km = max(worst.SpansPer100Km, l.SpansPer100Km)
		worst.CablesPer100Km = max(worst.CablesPer100Km, l.CablesPer100Km)
	}
	return worst
}

func (z *zone) covers(p orb.Point, region string) bool {
	if z.line == nil {
		return region != "" && slices.Contains(z.regions, region)
	}
	near, ok := z.line.NearestFast(p)
	return ok && near.Km <= z.withKm
}

// cutsAlong returns the expected number of cuts of a span of km of fibre drawn
// along a line, each part as the place it lies in.
func (f *footprint) cutsAlong(line orb.LineString, km float64, sea bool) float64 {
	if len(f.zones) == 0 || len(line) == 0 {
		return 0
	}
	var sum float64
	parts := 0
	visit := func(p orb.Point) {
		l := f.at(p, f.ground.Region(p))
		parts++
		if sea {
			sum += l.CablesPer100Km
		} else {
			sum += l.SpansPer100Km
		}
	}
	for i := 1; i < len(line); i++ {
		path := geo.AppendPath(nil, line[i-1], line[i], spanStepKm)
		for j := 1; j < len(path); j++ {
			visit(geo.Interpolate(path[j-1], path[j], 0.5))
		}
	}
	if parts == 0 {
		visit(line[0])
	}
	return sum / float64(parts) * km / 100
}

// spanStepKm is how finely a span is walked.
const spanStepKm = 5
