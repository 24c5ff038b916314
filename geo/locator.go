package geo

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
	"github.com/tidwall/rtree"
)

// Locator finds the shape that a point lies in, and for a point in none the
// shape nearest to it.
//
// Shapes are flat, as in GeoJSON (RFC 7946): an edge is a straight line in
// longitude and latitude, and a shape across the antimeridian comes in two
// polygons. Within a polygon a point is inside if the ray eastwards from it
// crosses an odd number of edges, so holes and islands in holes need no order.
//
// An edge belongs to the side east of it, or north of it if it runs along a
// parallel. Shapes that share their edges therefore never both claim a point
// nor leave one out, while of a lone square only the southern and the western
// edge are inside. Where shapes overlap, the first given wins.
type Locator struct {
	tree     rtree.RTreeGN[float64, int32] // of polygons
	polygons []slabs
	outlines outlines
}

// NewLocator returns a locator over shapes, which it copies. It reports the
// first point that [CheckLonLat] refuses. A shape without area holds nothing.
func NewLocator(shapes []orb.MultiPolygon) (*Locator, error) {
	l := &Locator{}
	for i, shape := range shapes {
		for j, polygon := range shape {
			for _, ring := range polygon {
				if err := checkPoints(ring); err != nil {
					return nil, fmt.Errorf("shape %d, polygon %d: %w", i, j, err)
				}
			}
			l.add(i, polygon)
		}
	}
	l.outlines.close()
	return l, nil
}

func (l *Locator) add(shape int, polygon orb.Polygon) {
	s := newSlabs(shape, polygon)
	if len(s.edges) > 0 {
		l.tree.Insert(s.low, s.high, int32(len(l.polygons)))
		l.polygons = append(l.polygons, s)
	}
	for _, ring := range polygon {
		l.outlines.add(shape, ring)
	}
}

// Locate returns the position of the first shape that holds p, or -1 and
// false. Longitude 180 is looked up at −180 as well.
func (l *Locator) Locate(p orb.Point) (index int, ok bool) {
	index = l.locate(p)
	if p[0] == 180 {
		if west := l.locate(orb.Point{-180, p[1]}); index < 0 || west >= 0 && west < index {
			index = west
		}
	}
	return index, index >= 0
}

func (l *Locator) locate(p orb.Point) int {
	first := math.MaxInt
	l.tree.Search(p, p, func(_, _ [2]float64, i int32) bool {
		if s := &l.polygons[i]; s.shape < first && s.holds(p) {
			first = s.shape
		}
		return true
	})
	if first == math.MaxInt {
		return -1
	}
	return first
}
