package geo

import "math"

func (p *problem) solve() geodesic {
	if p.polar || p.lam.sin == 0 {
		return p.meridian()
	}
	if p.bet1.sin == 0 && p.supplementDeg >= flattening*180 {
		return p.equator()
	}
	start := p.start()
	if start.short {
		return p.shortLine(start)
	}
	return p.newton(start.alp1)
}

// meridian joins two points of one full meridian; on an oblate ellipsoid that
// is always a shortest path.
func (p *problem) meridian() geodesic {
	g := geodesic{alp1: p.lam, alp2: angle{0, 1}, meridional: true}
	sig1 := angle{p.bet1.sin, g.alp1.cos * p.bet1.cos}
	sig2 := angle{p.bet2.sin, p.bet2.cos}
	arc := sig2.arcAfter(sig1)
	distance, reduced := p.lengths(thirdFlattening, arc, sig1, sig2)
	if arc < 3*tiny || (arc < epsilon && (distance < 0 || reduced < 0)) {
		distance = 0
	}
	g.distanceM = distance*polarRadiusM + 0
	return g
}

// equator joins two points of the equator that are not nearly antipodal.
func (p *problem) equator() geodesic {
	return geodesic{
		distanceM: equatorialRadiusM * p.lam12,
		alp1:      angle{1, 0},
		alp2:      angle{1, 0},
		omg:       fromRadians(p.lam12 / polarRatio),
	}
}

// shortLine solves on the sphere that fits at the middle of a short path.
func (p *problem) shortLine(s start) geodesic {
	return geodesic{
		distanceM: s.arc * polarRadiusM * s.dnMiddle,
		alp1:      s.alp1,
		alp2:      s.alp2,
		omg:       fromRadians(p.lam12 / (polarRatio * s.dnMiddle)),
	}
}

// lengths returns the distance (eq. 7) and the reduced length (eq. 38) of the
// arc from sig1 to sig2, both over the polar radius.
func (p *problem) lengths(e, arc float64, sig1, sig2 angle) (distance, reduced float64) {
	A1, A2 := distanceScale(e), reducedScale(e)
	C1, C2 := distanceSeries(e), reducedSeries(e)
	B1 := C1.sines(sig2) - C1.sines(sig1)
	B2 := C2.sines(sig2) - C2.sines(sig1)
	J := (A1-A2)*arc + (A1*B1 - A2*B2)
	distance = A1 * (arc + B1)
	reduced = p.dn2*(sig1.cos*sig2.sin) - p.dn1*(sig1.sin*sig2.cos) - sig1.cos*sig2.cos*J
	return distance, reduced
}

// Newton's method takes 2.9 steps on average and never more than 16 on the
// full test set; from maxNewton on, the bracket is halved until it is closed.
const (
	maxNewton = 20
	maxSteps  = maxNewton + 53 + 10
)

// newton finds the azimuth at point 1 whose geodesic meets the latitude of
// point 2 at the right longitude. The longitude reached rises with the azimuth
// at the root, which the bracket [low, high] holds.
func (p *problem) newton(alp1 angle) geodesic {
	low, high := angle{tiny, 1}, angle{tiny, -1}
	nearly, closed := false, false
	for step := 0; ; {
		h := p.hybrid(alp1, step < maxNewton)
		limit := epsilon
		if nearly {
			limit *= 8
		}
		if closed || math.Abs(h.excess) < limit || step == maxSteps {
			return p.finish(alp1, h)
		}
		halving := step > maxNewton
		switch {
		case h.excess > 0 && (halving || alp1.cos/alp1.sin > high.cos/high.sin):
			high = alp1
		case h.excess < 0 && (halving || alp1.cos/alp1.sin < low.cos/low.sin):
			low = alp1
		}
		step++
		if next, ok := newtonStep(alp1, h, step); ok {
			alp1, nearly = next, math.Abs(h.excess) <= 16*epsilon
			continue
		}
		alp1 = angleOf((low.sin+high.sin)/2, (low.cos+high.cos)/2)
		nearly = false
		closed = math.Abs(low.sin-alp1.sin)+(low.cos-alp1.cos) < epsilon ||
			math.Abs(alp1.sin-high.sin)+(alp1.cos-high.cos) < epsilon
	}
}

func newtonStep(alp1 angle, h hybrid, step int) (next angle, ok bool) {
	if step >= maxNewton || !(h.slope > 0) {
		return alp1, false
	}
	change := -h.excess / h.slope
	if !(math.Abs(change) < math.Pi) {
		return alp1, false
	}
	next = alp1.plus(fromRadians(change))
	if !(next.sin > 0) {
		return alp1, false
	}
	return angleOf(next.sin, next.cos), true
}

func (p *problem) finish(alp1 angle, h hybrid) geodesic {
	distance, _ := p.lengths(h.e, h.arc, h.sig1, h.sig2)
	return geodesic{
		distanceM: distance*polarRadiusM + 0,
		alp1:      alp1,
		alp2:      h.alp2,
		omg:       p.lam.minus(fromRadians(h.shift)),
	}
}
