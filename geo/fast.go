package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// FastDistanceKm returns the distance between two points in kilometres by the
// Andoyer–Lambert formula, first order in the flattening, about ten times
// faster than [DistanceKm]. It errs by up to 1.5 parts per million to
// 11,000 km and up to 5 beyond; past 135° of arc, where the formula fails, it
// is the exact distance. It is NaN for the same points.
func FastDistanceKm(a, b orb.Point) float64 {
	if !valid(a) || !valid(b) {
		return math.NaN()
	}
	return fastKm(unitVector(a), unitVector(b), a, b)
}

// fastKm is FastDistanceKm with the vectors of a and b at hand.
func fastKm(u, v vector, a, b orb.Point) float64 {
	const cos2Limit = 0.1464 // cos² of half of 135°
	s2 := chord2(u, v) / 4   // sin² σ/2
	if 1-s2 < cos2Limit {
		return DistanceKm(a, b)
	}
	return lambertKm(s2, u[2]+v[2], u[2]-v[2])
}

// vector is a point of the auxiliary sphere: the unit sphere on which a place
// stands at its longitude and its reduced latitude.
type vector [3]float64

func unitVector(p orb.Point) vector {
	sinLat, cosLat := math.Sincos(p[1] * (math.Pi / 180))
	sinLon, cosLon := math.Sincos(p[0] * (math.Pi / 180))
	z := sinLat * polarRatio
	r := math.Sqrt(cosLat*cosLat + z*z)
	c := cosLat / r
	return vector{c * cosLon, c * sinLon, z / r}
}

// chord2 returns the squared length of the straight line between u and v.
func chord2(u, v vector) float64 {
	x, y, z := u[0]-v[0], u[1]-v[1], u[2]-v[2]
	return x*x + y*y + z*z
}

// lambertKm is the formula of W.D. Lambert, J. Washington Acad. Sci. 32 (1942)
// 125–130, from sin² σ/2 and the sum and the difference of the sines of the
// reduced latitudes.
func lambertKm(s2, sum, diff float64) float64 {
	if s2 == 0 {
		return 0
	}
	c2 := 1 - s2
	s, c := math.Sqrt(s2), math.Sqrt(c2)
	sigma := 2 * math.Atan2(s, c)
	sin := 2 * s * c
	x := (sigma - sin) * sum * sum / c2
	y := (sigma + sin) * diff * diff / s2
	return equatorialRadiusM / 1000 * (sigma - flattening/8*(x+y))
}
