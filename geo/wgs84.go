package geo

import "math"

// The WGS84 ellipsoid (NIMA TR8350.2, 2000) and the figures derived from it.
const (
	equatorialRadiusM = 6378137.0
	flattening        = 1 / 298.257223563

	polarRatio      = 1 - flattening // polar over equatorial radius
	polarRadiusM    = equatorialRadiusM * polarRatio
	ecc2            = flattening * (2 - flattening)    // first eccentricity squared
	ecc2Second      = ecc2 / (polarRatio * polarRatio) // second eccentricity squared
	thirdFlattening = flattening / (2 - flattening)
)

// authalicRadius2M2 is the squared radius of the sphere with the area of the
// ellipsoid (Karney 2013, eq. 60).
var authalicRadius2M2 = (equatorialRadiusM*equatorialRadiusM +
	polarRadiusM*polarRadiusM*math.Atanh(math.Sqrt(ecc2))/math.Sqrt(ecc2)) / 2

// Tolerances of the inverse problem, in radians where they are angles.
var (
	tiny    = math.Sqrt(0x1p-1022) // stands for zero where a division follows
	epsilon = 0x1p-52
	// shortArc is the arc below which the sphere that fits at the middle is
	// exact to rounding: one tenth of √(ε·2/f) with ε = √(2⁻⁵²).
	shortArc = 0.1 * math.Sqrt(epsilon) / math.Sqrt(flattening*(1-flattening/2)/2)
)
