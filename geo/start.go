package geo

import "math"

// start is a first guess at the azimuth at point 1, or for a short line the
// whole solution on a sphere.
type start struct {
	alp1, alp2 angle
	short      bool
	arc        float64 // σ12, of a short line
	dnMiddle   float64 // √(1 + e′² sin²β) at its middle
}

// start solves the triangle on the auxiliary sphere, taking the longitude
// difference for the spherical one (Karney 2013, eqs. 47–51), and near the
// antipode by the astroid (eqs. 52–57).
func (p *problem) start() start {
	diff := p.bet2.minus(p.bet1)
	sumSin := p.bet2.sin*p.bet1.cos + p.bet2.cos*p.bet1.sin // ≤ 0
	omg, dn := p.lam, 0.0
	near := diff.cos >= 0 && diff.sin < 0.5 && p.bet2.cos*p.lam12 < 0.5
	if near {
		dn = p.middleDn()
		omg = fromRadians(p.lam12 / (polarRatio * dn))
	}
	alp1 := angle{p.bet2.cos * omg.sin, p.northing(omg, diff.sin, sumSin)}
	arc := angle{
		math.Hypot(alp1.sin, alp1.cos),
		p.bet1.sin*p.bet2.sin + p.bet1.cos*p.bet2.cos*omg.cos,
	}
	if near && arc.sin < shortArc {
		north := diff.sin - p.bet1.cos*p.bet2.sin*versine(omg)
		return start{
			alp1:  angleOf(alp1.sin, alp1.cos),
			alp2:  angleOf(p.bet1.cos*omg.sin, north),
			short: true, arc: arc.radians(), dnMiddle: dn,
		}
	}
	limit := 6 * thirdFlattening * math.Pi * p.bet1.cos * p.bet1.cos
	if arc.cos < 0 && arc.sin < limit {
		alp1 = p.nearAntipode(sumSin)
	}
	if alp1.sin <= 0 {
		return start{alp1: angle{1, 0}}
	}
	return start{alp1: angleOf(alp1.sin, alp1.cos)}
}

func (p *problem) middleDn() float64 {
	s, c := p.bet1.sin+p.bet2.sin, p.bet1.cos+p.bet2.cos
	return math.Sqrt(1 + ecc2Second*s*s/(s*s+c*c))
}

// northing returns the northward part of the azimuth at point 1, without
// cancellation on either side of 90°.
func (p *problem) northing(omg angle, diffSin, sumSin float64) float64 {
	if omg.cos >= 0 {
		return diffSin + p.bet2.cos*p.bet1.sin*versine(omg)
	}
	return sumSin - p.bet2.cos*p.bet1.sin*omg.sin*omg.sin/(1-omg.cos)
}

// versine returns 1 − cos x for cos x ≥ 0, without cancellation.
func versine(x angle) float64 {
	if x.cos >= 0 {
		return x.sin * x.sin / (1 + x.cos)
	}
	return 1 - x.cos
}

// nearAntipode guesses the azimuth with the antipode of point 1 as origin:
// x runs in longitude, y in latitude, scaled so that the cut locus ends at
// x = −1.
func (p *problem) nearAntipode(sumSin float64) angle {
	k2 := p.bet1.sin * p.bet1.sin * ecc2Second
	lamScale := flattening * p.bet1.cos * longitudeScale(expansion(k2)) * math.Pi
	x := math.Atan2(-p.lam.sin, -p.lam.cos) / lamScale
	y := sumSin / (lamScale * p.bet1.cos)
	if y > -200*epsilon && x > -1-1000*math.Sqrt(epsilon) { // on the cut
		s := min(1, -x)
		return angle{s, -math.Sqrt(1 - s*s)}
	}
	k := astroid(x, y)
	rest := fromRadians(lamScale * -x * k / (1 + k)) // π − ω12
	return angle{
		p.bet2.cos * rest.sin,
		sumSin - p.bet2.cos*p.bet1.sin*rest.sin*rest.sin/(1+rest.cos),
	}
}

// astroid returns the positive root of
// k⁴ + 2k³ − (x²+y²−1)k² − 2y²k − y² = 0 (eq. 55).
func astroid(x, y float64) float64 {
	p, q := x*x, y*y
	r := (p + q - 1) / 6
	if q == 0 && r <= 0 {
		return 0
	}
	S := p * q / 4
	r3 := r * r * r
	disc := S * (S + 2*r3)
	u := r
	if disc >= 0 {
		T3 := S + r3
		T := math.Cbrt(T3 + math.Copysign(math.Sqrt(disc), T3))
		u += T
		if T != 0 {
			u += r * r / T
		}
	} else {
		u += 2 * r * math.Cos(math.Atan2(math.Sqrt(-disc), -(S+r3))/3)
	}
	v := math.Sqrt(u*u + q)
	uv := u + v
	if u < 0 {
		uv = q / (v - u)
	}
	w := (uv - q) / (2 * v)
	return uv / (math.Sqrt(uv+w*w) + w)
}
