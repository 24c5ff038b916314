package geo

import (
	"math"

	"github.com/paulmach/orb"
)

const (
	// maxSideDeg is the extent to which sides are cut, so that each is nearly
	// straight on the auxiliary sphere.
	maxSideDeg = 5
	runLength  = 16
)

// side is an edge of a shape, or a piece of one, and the chord it spans.
type side struct {
	a, b  orb.Point
	shape int32
	bulge float64 // the side stays this close to its chord
	u, v  vector  // of a and b
}

// run is a stretch of sides within a ball.
type run struct {
	center      vector
	radius      float64
	first, last int32 // sides[first:last]
}

// outlines holds the sides of all shapes, for distances to them.
type outlines struct {
	sides []side
	runs  []run
}

// add appends the sides of a ring. Every side runs the same way whatever its
// ring, so that shapes which share it are at exactly the same distance.
func (o *outlines) add(shape int, ring orb.Ring) {
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		if a[1] > b[1] || a[1] == b[1] && a[0] > b[0] {
			a, b = b, a
		}
		pieces := max(1, math.Ceil(degreesLong(a, b)/maxSideDeg))
		for j := range int(pieces) {
			o.sides = append(o.sides, newSide(shape,
				between(a, b, float64(j)/pieces), between(a, b, float64(j+1)/pieces)))
		}
	}
}

func newSide(shape int, a, b orb.Point) side {
	// |w″| ≤ (|Δλ|+|Δβ|)² on a straight line of the map, and a curve leaves its
	// chord by at most |w″|/8; the 2 % are for Δβ against Δφ.
	turn := (math.Abs(b[0]-a[0]) + math.Abs(b[1]-a[1])) * (math.Pi / 180)
	return side{
		a: a, b: b, shape: int32(shape),
		bulge: 1.02 * turn * turn / 8,
		u:     unitVector(a), v: unitVector(b),
	}
}

// between returns the point at t from a to b on the map, the ends exactly.
func between(a, b orb.Point, t float64) orb.Point {
	if t == 1 {
		return b
	}
	return orb.Point{a[0] + t*(b[0]-a[0]), a[1] + t*(b[1]-a[1])}
}

// close groups the sides into runs.
func (o *outlines) close() {
	for first := 0; first < len(o.sides); first += runLength {
		last := min(first+runLength, len(o.sides))
		o.runs = append(o.runs, newRun(o.sides, first, last))
	}
}

func newRun(sides []side, first, last int) run {
	r := run{first: int32(first), last: int32(last)}
	n := float64(2 * (last - first))
	for _, s := range sides[first:last] {
		for i := range r.center {
			r.center[i] += (s.u[i] + s.v[i]) / n
		}
	}
	for _, s := range sides[first:last] {
		far := math.Sqrt(max(chord2(r.center, s.u), chord2(r.center, s.v)))
		r.radius = max(r.radius, far+s.bulge)
	}
	return r
}
