package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// totalAreaM2 is the area of the ellipsoid.
var totalAreaM2 = 4 * math.Pi * authalicRadius2M2

// AreaKm2 returns the area of a multipolygon on the ellipsoid in km²: see
// [AreaM2].
func AreaKm2(shape orb.MultiPolygon) float64 { return AreaM2(shape) / 1e6 }

// AreaM2 returns the area of a multipolygon on the ellipsoid in m²: the sum of
// its polygons, which should not overlap.
func AreaM2(shape orb.MultiPolygon) float64 {
	sum := 0.0
	for _, polygon := range shape {
		sum += PolygonAreaM2(polygon)
	}
	return sum
}

// PolygonAreaM2 returns the area of a polygon in m²: its first ring less the
// others, its holes. The direction in which rings run does not matter, and a
// ring bounds the smaller of the two parts it cuts the earth into.
func PolygonAreaM2(polygon orb.Polygon) float64 {
	sum := 0.0
	for i, ring := range polygon {
		area := math.Abs(RingAreaM2(ring))
		if i > 0 {
			area = -area
		}
		sum += area
	}
	return sum
}

// RingAreaM2 returns the area in m² within a ring whose edges are geodesics,
// positive when the ring runs counterclockwise, in (−A/2, A/2] with A the area
// of the earth. The ring is closed if it is not; it may hold a pole or cross
// the antimeridian, in which case its longitudes may jump by 360° or run on.
// Parts of a ring that crosses itself add up with their signs. The error is
// about 0.1 m² per edge. NaN if a point is not on the globe.
//
// An edge follows the geodesic, not the straight line of a plane map: along a
// parallel of 36° the two part by 0.26 km² on an edge of 30 km.
//
// Source: Karney (2013), section 6 (see [Inverse]), to sixth order.
func RingAreaM2(ring orb.Ring) float64 {
	var sum compensated
	crossings := 0
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		if !valid(a) || !valid(b) {
			return math.NaN()
		}
		p := newProblem(a, b)
		sum.add(p.areaUnder(p.solve()))
		crossings += primeCrossings(a[0], b[0])
	}
	return enclosed(sum, crossings)
}

// enclosed turns the area between a ring and the equator into the area within
// the ring. A ring that goes round a pole crosses the prime meridian an odd
// number of times.
func enclosed(sum compensated, crossings int) float64 {
	sum.sum = math.Remainder(sum.sum, totalAreaM2)
	if crossings%2 != 0 {
		half := totalAreaM2 / 2
		if sum.sum >= 0 {
			half = -half
		}
		sum.add(half)
	}
	area := -(sum.sum + sum.rest) // edges going east count clockwise rings
	switch {
	case area > totalAreaM2/2:
		area -= totalAreaM2
	case area <= -totalAreaM2/2:
		area += totalAreaM2
	}
	return area + 0
}

// areaUnder returns the area between a geodesic and the equator, positive for
// a path that goes east north of it (eqs. 58, 59).
func (p *problem) areaUnder(g geodesic) float64 {
	area := authalicRadius2M2 * p.excess(g)
	alp0 := angle{g.alp1.sin * p.bet1.cos, math.Hypot(g.alp1.cos, g.alp1.sin*p.bet1.sin)}
	if alp0.sin != 0 && alp0.cos != 0 {
		C4 := areaSeries(expansion(alp0.cos * alp0.cos * ecc2Second))
		sig1 := angleOf(p.bet1.sin, g.alp1.cos*p.bet1.cos)
		sig2 := angleOf(p.bet2.sin, g.alp2.cos*p.bet2.cos)
		const factor = equatorialRadiusM * equatorialRadiusM * ecc2
		area += factor * alp0.sin * alp0.cos * (C4.cosines(sig2) - C4.cosines(sig1))
	}
	if p.swapped {
		area = -area
	}
	return area*p.lonSign*p.latSign + 0
}

// excess returns the spherical excess of the quadrilateral between the path
// and the equator, α2 − α1, by the half-angle formula where that loses less.
func (p *problem) excess(g geodesic) float64 {
	if !g.meridional && g.omg.cos > -0.7071 && p.bet2.sin-p.bet1.sin < 1.75 {
		d1, d2 := 1+p.bet1.cos, 1+p.bet2.cos
		return 2 * math.Atan2(
			g.omg.sin*(p.bet1.sin*d2+p.bet2.sin*d1),
			(1+g.omg.cos)*(p.bet1.sin*p.bet2.sin+d1*d2))
	}
	diff := g.alp2.minus(g.alp1)
	if diff.sin == 0 && diff.cos < 0 { // α1 = ±180°, α2 = 0: take the sign of α1
		return math.Copysign(math.Pi, g.alp1.cos)
	}
	return diff.radians()
}

// primeCrossings returns 1 or −1 when the shorter way from one longitude to the
// other crosses the prime meridian eastwards or westwards, else 0.
func primeCrossings(from, to float64) int {
	diff, _ := lonDifference(from, to)
	from, to = normalizeLon(from), normalizeLon(to)
	switch {
	case diff > 0 && (from < 0 && to >= 0 || from > 0 && to == 0):
		return 1
	case diff < 0 && from >= 0 && to < 0:
		return -1
	}
	return 0
}

// compensated is a sum with its rounding error (Kahan, Neumaier).
type compensated struct{ sum, rest float64 }

func (c *compensated) add(x float64) {
	sum, rest := twoSum(c.sum, x)
	c.sum, c.rest = sum, c.rest+rest
}
