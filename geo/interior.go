package geo

import (
	"slices"

	"github.com/paulmach/orb"
)

// InteriorPoint returns a point inside the shape: the middle of the longest
// stretch that a parallel through the middle of the largest polygon's box cuts
// out of it. It is false for a shape without an inside.
func InteriorPoint(shape orb.MultiPolygon) (orb.Point, bool) {
	best, found := orb.Polygon(nil), 0.0
	for _, polygon := range shape {
		if area := PolygonAreaM2(polygon); area > found {
			best, found = polygon, area
		}
	}
	if best == nil {
		return orb.Point{}, false
	}
	bound := best.Bound()
	// A parallel through vertices only may touch without crossing; others are tried.
	for _, fraction := range []float64{0.5, 0.381966, 0.618034, 0.236068, 0.763932} {
		lat := bound.Min[1] + fraction*(bound.Max[1]-bound.Min[1])
		if p, ok := middleOnParallel(best, lat); ok {
			return p, true
		}
	}
	return orb.Point{}, false
}

// middleOnParallel finds the middle of the longest stretch of a parallel inside
// a polygon, by the even-odd rule.
func middleOnParallel(polygon orb.Polygon, lat float64) (orb.Point, bool) {
	var cuts []float64
	for _, ring := range polygon {
		for i := 1; i < len(ring); i++ {
			a, b := ring[i-1], ring[i]
			if (a[1] <= lat) != (b[1] <= lat) {
				cuts = append(cuts, a[0]+(lat-a[1])/(b[1]-a[1])*(b[0]-a[0]))
			}
		}
	}
	slices.Sort(cuts)
	longest, middle := 0.0, 0.0
	for i := 1; i < len(cuts); i += 2 {
		if width := cuts[i] - cuts[i-1]; width > longest {
			longest, middle = width, (cuts[i]+cuts[i-1])/2
		}
	}
	return orb.Point{middle, lat}, longest > 0
}
