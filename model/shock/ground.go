package shock

import (
	"fmt"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/geo"
)

// Ground is where an event strikes: the regions of a study area, the power areas
// they belong to, and its hazards.
type Ground struct {
	regions []string
	bounds  []orb.Bound // of each region
	locator *geo.Locator
	areaOf  map[string]string
	ids     []string        // of regions and power areas
	known   map[string]bool // the same
	hazards []atlas.Figure
}

// NewGround prepares an atlas.
func NewGround(a *atlas.Atlas) (*Ground, error) {
	g := &Ground{areaOf: map[string]string{}, known: map[string]bool{}, hazards: a.Hazards}
	shapes := make([]orb.MultiPolygon, len(a.Outlines))
	for i, o := range a.Outlines {
		shapes[i] = o.Shape
		g.bounds = append(g.bounds, o.Shape.Bound())
		g.regions = append(g.regions, o.Region)
	}
	for _, r := range a.Regions {
		g.areaOf[r.ID], g.known[r.ID] = r.Parent, true
		g.ids = append(g.ids, r.ID)
	}
	var err error
	if g.locator, err = geo.NewLocator(shapes); err != nil {
		return nil, fmt.Errorf("shock: outlines: %w", err)
	}
	return g, nil
}

// shoreKm is how far a point may lie off the simplified outlines and still
// belong to the nearest region.
const shoreKm = 5

// Region returns the id of the region that a point lies in, or of the one whose
// coast is within 5 km; empty when there is none.
func (g *Ground) Region(p orb.Point) string {
	i, ok := g.locator.Locate(p)
	if !ok {
		var km float64
		if i, km, ok = g.locator.NearestShape(p); !ok || km > shoreKm {
			return ""
		}
	}
	return g.regions[i]
}

// Outside says what is expected of a point that lies in no region, and what is
// odd about it; empty for a point in one.
func (g *Ground) Outside(p orb.Point) string {
	if g.Region(p) != "" || len(g.bounds) == 0 {
		return ""
	}
	box := g.bounds[0]
	for _, b := range g.bounds[1:] {
		box = box.Union(b)
	}
	text := fmt.Sprintf("a point on the land of the study area or within %d km of it (longitude %.1f to %.1f, latitude %.1f to %.1f), got longitude %v latitude %v",
		shoreKm, box.Min[0], box.Max[0], box.Min[1], box.Max[1], p[0], p[1])
	if box.Contains(orb.Point{p[1], p[0]}) {
		text += "; the two look swapped"
	}
	return text
}

// Area returns the power area of a region.
func (g *Ground) Area(region string) string { return g.areaOf[region] }

// holds tells whether a region's figure meets a condition; a missing one does not.
func (g *Ground) holds(h *Hazard, region string) bool {
	if h == nil {
		return true
	}
	figure, ok := atlas.Lookup(g.hazards, region, h.Quantity)
	return ok && figure.Value >= h.AtLeast
}

// hasQuantity tells whether the atlas has any figure of a quantity.
func (g *Ground) hasQuantity(quantity string) bool {
	for _, f := range g.hazards {
		if f.Quantity == quantity {
			return true
		}
	}
	return false
}
