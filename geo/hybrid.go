package geo

import "math"

// hybrid is the solution of the hybrid problem: from point 1 with a given
// azimuth to the latitude of point 2.
type hybrid struct {
	alp2       angle
	sig1, sig2 angle
	arc        float64 // σ12
	e          float64 // expansion parameter
	shift      float64 // λ12 − ω12, rad
	excess     float64 // longitude reached minus longitude wanted, rad
	slope      float64 // its derivative by the azimuth
}

// hybrid solves the spherical triangles of Karney (2013), section 4, and on
// demand the derivative (eq. 46).
func (p *problem) hybrid(alp1 angle, wantSlope bool) (h hybrid) {
	if p.bet1.sin == 0 && alp1.cos == 0 {
		alp1.cos = -tiny // an equatorial line would be degenerate
	}
	alp0 := angle{alp1.sin * p.bet1.cos, math.Hypot(alp1.cos, alp1.sin*p.bet1.sin)}
	h.alp2 = p.farAzimuth(alp0, alp1)
	omg1 := angle{alp0.sin * p.bet1.sin, alp1.cos * p.bet1.cos}
	omg2 := angle{alp0.sin * p.bet2.sin, h.alp2.cos * p.bet2.cos}
	h.sig1 = angleOf(p.bet1.sin, omg1.cos)
	h.sig2 = angleOf(p.bet2.sin, omg2.cos)
	h.arc = h.sig2.arcAfter(h.sig1)

	omg := omg2.minus(omg1)
	omg.sin = max(0, omg.sin) + 0
	eta := omg.minus(p.lam).radians()

	h.e = expansion(alp0.cos * alp0.cos * ecc2Second)
	C3 := longitudeSeries(h.e)
	B3 := C3.sines(h.sig2) - C3.sines(h.sig1)
	h.shift = -flattening * longitudeScale(h.e) * alp0.sin * (h.arc + B3)
	h.excess = eta + h.shift
	if wantSlope {
		h.slope = p.slope(h)
	}
	return h
}

// farAzimuth returns the azimuth at point 2 by Clairaut's relation, its cosine
// from the difference of squares that cancels least.
func (p *problem) farAzimuth(alp0, alp1 angle) angle {
	if p.bet2.cos == p.bet1.cos {
		if math.Abs(p.bet2.sin) == -p.bet1.sin {
			return angle{alp1.sin, math.Abs(alp1.cos)}
		}
		return angle{alp1.sin, p.farCosine(alp1)}
	}
	return angle{alp0.sin / p.bet2.cos, p.farCosine(alp1)}
}

func (p *problem) farCosine(alp1 angle) float64 {
	gap := (p.bet1.sin - p.bet2.sin) * (p.bet1.sin + p.bet2.sin)
	if p.bet1.cos < -p.bet1.sin {
		gap = (p.bet2.cos - p.bet1.cos) * (p.bet1.cos + p.bet2.cos)
	}
	north := alp1.cos * p.bet1.cos
	return math.Sqrt(north*north+gap) / p.bet2.cos
}

func (p *problem) slope(h hybrid) float64 {
	if h.alp2.cos == 0 {
		return -2 * polarRatio * p.dn1 / p.bet1.sin
	}
	_, reduced := p.lengths(h.e, h.arc, h.sig1, h.sig2)
	return reduced * polarRatio / (h.alp2.cos * p.bet2.cos)
}
