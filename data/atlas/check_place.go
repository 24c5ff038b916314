package atlas

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/geo"
)

var placeRules = []Rule{
	{"outlines", "Outlines are closed rings that do not cross themselves", "a point cannot be told inside from outside of a crossed ring", checkOutlines},
	{"study-area", "Points lie in or near the study area", "swapped longitude and latitude put a city into the sea", checkStudyArea},
	{"own-region", "Places lie in the region they name", "a place takes hazard, climate and land price from its region", checkOwnRegion},
	{"populations", "Municipal populations sum to their prefecture's", "a lost or doubled row shows here first", checkPopulations},
}

func checkOutlines(c *Checker) {
	for i, o := range c.Atlas.Outlines {
		for j, polygon := range o.Shape {
			for k, ring := range polygon {
				if a, b, crossed := crossing(ring); crossed {
					c.Row(Warning, outlineTable, i, "geometry", fmt.Sprintf("%s, polygon %d, ring %d: edges %d and %d cross", o.Region, j+1, k+1, a+1, b+1), "a ring that does not cross itself")
				}
			}
		}
	}
}

// crossing finds two edges of a ring that properly cross each other. It sweeps
// the edges from west to east, so that only those abreast are compared.
func crossing(ring orb.Ring) (a, b int, found bool) {
	order := make([]int, max(len(ring)-1, 0))
	for i := range order {
		order[i] = i
	}
	west := func(i int) float64 { return min(ring[i][0], ring[i+1][0]) }
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(west(i), west(j)) })
	for n, i := range order {
		east := max(ring[i][0], ring[i+1][0])
		for _, j := range order[n+1:] {
			if west(j) > east {
				break
			}
			if cross(ring[i], ring[i+1], ring[j], ring[j+1]) {
				return min(i, j), max(i, j), true
			}
		}
	}
	return 0, 0, false
}

// cross tells whether two segments cross at a point inside of both.
func cross(a, b, c, d orb.Point) bool {
	return turn(a, b, c)*turn(a, b, d) < 0 && turn(c, d, a)*turn(c, d, b) < 0
}

func turn(a, b, c orb.Point) float64 {
	return float64((b[0]-a[0])*(c[1]-a[1])) - float64((b[1]-a[1])*(c[0]-a[0]))
}

// studyMargin is how far in degrees a point may lie outside of the box around
// all outlines: cable landings and islands left out of simplified outlines.
const studyMargin = 0.5

func checkStudyArea(c *Checker) {
	if len(c.Atlas.Outlines) == 0 {
		return
	}
	box := c.Atlas.Outlines[0].Shape.Bound()
	for _, o := range c.Atlas.Outlines[1:] {
		box = box.Union(o.Shape.Bound())
	}
	box = box.Pad(studyMargin)
	for _, t := range c.Atlas.pointTables() {
		for i, p := range t.points {
			if box.Contains(p) {
				continue
			}
			expected := fmt.Sprintf("a point from longitude %.1f to %.1f and latitude %.1f to %.1f", box.Min[0], box.Max[0], box.Min[1], box.Max[1])
			if box.Contains(orb.Point{p[1], p[0]}) {
				expected += "; longitude and latitude are swapped"
			}
			c.Row(Error, t.name, i, "lon, lat", fmt.Sprintf("%g, %g", p[0], p[1]), expected)
		}
	}
}

type pointTable struct {
	name   string
	points []orb.Point
}

func (a *Atlas) pointTables() []pointTable {
	return []pointTable{
		{"places", points(a.Places, func(p Place) orb.Point { return p.Location })},
		{"hazard_points", points(a.HazardPoints, func(p Point) orb.Point { return p.Location })},
		{"substations", points(a.Substations, func(s Substation) orb.Point { return s.Location })},
		{"fiber_nodes", points(a.FiberNodes, func(n FiberNode) orb.Point { return n.Location })},
		{"existing", points(a.Existing, func(f Facility) orb.Point { return f.Location })},
	}
}

func points[T any](rows []T, at func(T) orb.Point) []orb.Point {
	list := make([]orb.Point, len(rows))
	for i, row := range rows {
		list[i] = at(row)
	}
	return list
}

// borderKm is how far simplified outlines may be from the true border, the small
// islands included that they leave out.
const borderKm = 10

// checkOwnRegion lets islands be that simplified outlines leave out: it finds
// only places to which another region is nearer than their own.
func checkOwnRegion(c *Checker) {
	shapes := make([]orb.MultiPolygon, len(c.Atlas.Outlines))
	own := make(map[string]*geo.Locator)
	for i, o := range c.Atlas.Outlines {
		shapes[i] = o.Shape
		l, err := geo.NewLocator([]orb.MultiPolygon{o.Shape})
		if err != nil {
			c.Row(Error, outlineTable, i, "geometry", o.Region, "a valid outline: "+err.Error())
			return
		}
		own[o.Region] = l
	}
	all, err := geo.NewLocator(shapes)
	if err != nil {
		c.File(Error, outlineTable, 0, "geometry", err.Error(), "valid outlines")
		return
	}
	check := func(tableName string, i int, region string, p orb.Point) {
		nearest, km, ok := all.NearestShape(p)
		if !ok || own[region] == nil {
			return
		}
		if _, ownKm, _ := own[region].NearestShape(p); ownKm > km+borderKm {
			c.Row(Warning, tableName, i, "region", region, fmt.Sprintf("%s, in or near which the point %g, %g lies; the region named is %.0f km away",
				c.Atlas.Outlines[nearest].Region, p[0], p[1], ownKm))
		}
	}
	for i, p := range c.Atlas.Places {
		check("places", i, p.Region, p.Location)
	}
	for i, s := range c.Atlas.Substations {
		check("substations", i, s.Region, s.Location)
	}
}

func checkPopulations(c *Checker) {
	sums := make(map[string]float64)
	for _, p := range c.Atlas.Places {
		if p.Kind == Municipality && p.Population > 0 {
			sums[p.Region] += p.Population
		}
	}
	for i, r := range c.Atlas.Regions {
		sum, some := sums[r.ID]
		if r.Kind == Prefecture && some && r.Population > 0 && sum != r.Population {
			c.Row(Warning, "regions", i, "population", fmt.Sprintf("%.0f", r.Population), fmt.Sprintf("%.0f, the sum over its municipalities", sum))
		}
	}
}
