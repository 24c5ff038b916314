package geo

import (
	"fmt"

	"github.com/paulmach/orb"
)

// Locator finds the shape that a point lies in.
type Locator struct{ shapes []orb.MultiPolygon }

// NewLocator returns a locator over shapes.
func NewLocator(shapes []orb.MultiPolygon) (*Locator, error) {
	l := &Locator{}
	for i, shape := range shapes {
		for _, polygon := range shape {
			for _, ring := range polygon {
				if err := checkPoints(ring); err != nil {
					return nil, fmt.Errorf("shape %d: %w", i, err)
				}
			}
		}
		l.shapes = append(l.shapes, shape.Clone())
	}
	return l, nil
}

// Locate returns the first shape that holds p, or -1 and false.
func (l *Locator) Locate(p orb.Point) (index int, ok bool) {
	for i, shape := range l.shapes {
		for _, polygon := range shape {
			inside := false
			for _, ring := range polygon {
				for j := range ring {
					if crosses(ring[j], ring[(j+1)%len(ring)], p) {
						inside = !inside
					}
				}
			}
			if inside {
				return i, true
			}
		}
	}
	return -1, false
}

// crosses reports whether the ray from p eastwards crosses the edge ab.
func crosses(a, b, p orb.Point) bool {
	if a[1] > b[1] {
		a, b = b, a
	}
	return a[1] <= p[1] && p[1] < b[1] &&
		(p[0]-a[0])*(b[1]-a[1]) < (b[0]-a[0])*(p[1]-a[1])
}
