package geo

import "math"

// angle is an angle held as its sine and cosine, which keeps full precision
// where the angle itself would lose it: near the poles and the antipode.
type angle struct{ sin, cos float64 }

// angleOf returns the angle of the direction (cos, sin), of any length but 0.
func angleOf(sin, cos float64) angle {
	r := math.Hypot(sin, cos)
	return angle{sin / r, cos / r}
}

// minus returns x − y.
func (x angle) minus(y angle) angle {
	return angle{x.sin*y.cos - x.cos*y.sin, x.cos*y.cos + x.sin*y.sin}
}

// plus returns x + y.
func (x angle) plus(y angle) angle {
	return angle{x.sin*y.cos + x.cos*y.sin, x.cos*y.cos - x.sin*y.sin}
}

// radians returns the angle in (−π, π].
func (x angle) radians() float64 { return math.Atan2(x.sin, x.cos) }

// arcAfter returns the arc from y forward to x in [0, π], rounding noise below
// zero cut off.
func (x angle) arcAfter(y angle) float64 {
	d := x.minus(y)
	return math.Atan2(max(0, d.sin)+0, d.cos)
}

func fromRadians(rad float64) angle {
	s, c := math.Sincos(rad)
	return angle{s, c}
}

// fromDegrees reduces to the octant in degrees, where that is exact, so that
// multiples of 90° give exact zeros and ones.
func fromDegrees(deg float64) angle { return fromSplitDegrees(math.Remainder(deg, 360), 0) }

// fromSplitDegrees returns the angle deg + rest, where rest is the rounding
// error of deg, and |deg| ≤ 360.
func fromSplitDegrees(deg, rest float64) angle {
	quarter := math.Round(deg / 90)
	s, c := math.Sincos(roundTiny(deg-90*quarter+rest) * (math.Pi / 180))
	a := angle{s, c}
	switch (int(quarter)%4 + 4) % 4 {
	case 1:
		a = angle{c, -s}
	case 2:
		a = angle{-s, -c}
	case 3:
		a = angle{-c, s}
	}
	a.cos += 0 // no negative zero
	if a.sin == 0 {
		a.sin = math.Copysign(a.sin, deg)
	}
	return a
}

// degrees returns the angle in [−180, 180], exact on multiples of 90°.
func (x angle) degrees() float64 {
	s, c, quarter := x.sin, x.cos, 0
	if math.Abs(s) > math.Abs(c) {
		s, c, quarter = c, s, 2
	}
	if c < 0 {
		c, quarter = -c, quarter+1
	}
	deg := math.Atan2(s, c) * (180 / math.Pi)
	switch quarter {
	case 1:
		return math.Copysign(180, s) - deg
	case 2:
		return 90 - deg
	case 3:
		return -90 + deg
	}
	return deg
}

// roundTiny rounds angles below 1/16° to a grid of 2⁻⁵⁷°, 0.8 pm on the
// ground, so that denormal differences never reach the solver.
func roundTiny(deg float64) float64 {
	const z = 1.0 / 16
	y := math.Abs(deg)
	if y < z {
		y = z - (z - y)
	}
	return math.Copysign(y, deg)
}

// normalizeLon brings a longitude into [−180, 180], keeping the sign of ±180.
func normalizeLon(deg float64) float64 {
	y := math.Remainder(deg, 360)
	if math.Abs(y) == 180 {
		return math.Copysign(180, deg)
	}
	return y
}

// lonDifference returns to − from in [−180, 180] and its rounding error.
// A difference of exactly 180° is positive when to > from.
func lonDifference(from, to float64) (deg, rest float64) {
	deg, rest = twoSum(math.Remainder(-from, 360), math.Remainder(to, 360))
	deg, rest = twoSum(math.Remainder(deg, 360), rest)
	if deg == 0 || math.Abs(deg) == 180 {
		sign := -rest
		if rest == 0 {
			sign = to - from
		}
		deg = math.Copysign(deg, sign)
	}
	return deg, rest
}

// twoSum returns u + v rounded, and the rounding error (Knuth).
func twoSum(u, v float64) (sum, rest float64) {
	sum = u + v
	up := sum - v
	vp := sum - up
	if sum == 0 {
		return sum, sum
	}
	return sum, 0 - ((up - u) + (vp - v))
}
