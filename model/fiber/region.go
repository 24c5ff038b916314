package fiber

import (
	"math"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/geo"
)

// touches reports whether a line has a point in common with a shape, both drawn
// straight on the map in longitude and latitude.
func touches(shape orb.MultiPolygon, line orb.LineString) bool {
	for _, polygon := range shape {
		for _, ring := range polygon {
			for i := range line {
				if i > 0 && crosses(ring, line[i-1], line[i]) {
					return true
				}
			}
		}
		if len(line) > 0 && contains(polygon, line[0]) {
			return true
		}
	}
	return false
}

// contains reports whether p lies inside a polygon and outside its holes, by
// counting crossings of a ray.
func contains(polygon orb.Polygon, p orb.Point) bool {
	inside := false
	for _, ring := range polygon {
		for i := range ring {
			a, b := ring[i], ring[(i+1)%len(ring)]
			if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < a[0]+(p[1]-a[1])/(b[1]-a[1])*(b[0]-a[0]) {
				inside = !inside
			}
		}
	}
	return inside
}

func crosses(ring orb.Ring, p, q orb.Point) bool {
	for i := range ring {
		if segmentsMeet(p, q, ring[i], ring[(i+1)%len(ring)]) {
			return true
		}
	}
	return false
}

func segmentsMeet(a, b, c, d orb.Point) bool {
	d1, d2 := side(c, d, a), side(c, d, b)
	d3, d4 := side(a, b, c), side(a, b, d)
	if d1*d2 < 0 && d3*d4 < 0 {
		return true
	}
	return d1 == 0 && between(c, d, a) || d2 == 0 && between(c, d, b) ||
		d3 == 0 && between(a, b, c) || d4 == 0 && between(a, b, d)
}

// side is positive where p lies left of the line from a to b.
func side(a, b, p orb.Point) float64 {
	return (b[0]-a[0])*(p[1]-a[1]) - (b[1]-a[1])*(p[0]-a[0])
}

// between reports whether p, on the line through a and b, lies between them.
func between(a, b, p orb.Point) bool {
	return min(a[0], b[0]) <= p[0] && p[0] <= max(a[0], b[0]) &&
		min(a[1], b[1]) <= p[1] && p[1] <= max(a[1], b[1])
}

// maxStepKm is how finely a line is walked: on such a step the distance to a
// point is that on a plane to a part in ten thousand.
const maxStepKm = 25

// lineDistanceKm returns the least distance from a point to a geodesic line, +Inf
// for an empty one.
func lineDistanceKm(p orb.Point, line orb.LineString) float64 {
	least := inf
	for i := 1; i < len(line); i++ {
		path := geo.AppendPath(nil, line[i-1], line[i], maxStepKm)
		for j := 1; j < len(path); j++ {
			least = min(least, stepDistanceKm(p, path[j-1], path[j]))
		}
	}
	return least
}

// stepDistanceKm returns the distance from p to a short step, from the three
// sides of the triangle.
func stepDistanceKm(p, a, b orb.Point) float64 {
	pa, pb, ab := geo.DistanceKm(p, a), geo.DistanceKm(p, b), geo.DistanceKm(a, b)
	if ab == 0 {
		return pa
	}
	along := (pa*pa + ab*ab - pb*pb) / (2 * ab)
	if along <= 0 || along >= ab {
		return min(pa, pb)
	}
	return math.Sqrt(max(0, pa*pa-along*along))
}
