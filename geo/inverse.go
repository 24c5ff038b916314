package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Inverse solves the inverse geodesic problem on WGS84: the length in metres
// of the shortest path from a to b, and its azimuths in degrees clockwise from
// north in [−180, 180], at a and, still heading forward, at b.
//
// The length is good to 15 nm, and the method converges for all points. Where
// several paths are shortest the answer is one of them: between antipodes one
// along a meridian. Coincident points are 0 m apart, with azimuths 0° or 180°;
// at a pole the azimuth is against the meridian of the longitude given.
// Longitudes may be any finite number of degrees. A latitude outside [−90, 90],
// NaN or an infinity gives NaN for all three: see [CheckLonLat].
//
// Source: C.F.F. Karney, Algorithms for geodesics, J. Geodesy 87, 43–55
// (2013), https://doi.org/10.1007/s00190-012-0578-z, series to sixth order;
// the order of the case analysis and the rounding guards follow his reference
// implementation GeographicLib.
func Inverse(a, b orb.Point) (distanceM, azimuth1Deg, azimuth2Deg float64) {
	if !valid(a) || !valid(b) {
		return math.NaN(), math.NaN(), math.NaN()
	}
	p := newProblem(a, b)
	g := p.solve()
	alp1, alp2 := p.restore(g)
	return g.distanceM, alp1.degrees(), alp2.degrees()
}

// DistanceM returns the geodesic distance between two points in metres, as
// [Inverse] does.
func DistanceM(a, b orb.Point) float64 {
	if !valid(a) || !valid(b) {
		return math.NaN()
	}
	p := newProblem(a, b)
	g := p.solve()
	return g.distanceM
}

// DistanceKm returns the geodesic distance between two points in kilometres,
// as [Inverse] does.
func DistanceKm(a, b orb.Point) float64 { return DistanceM(a, b) / 1000 }

// valid reports whether the solver accepts p: any finite longitude, and a
// latitude on the globe.
func valid(p orb.Point) bool {
	return math.Abs(p[0]) <= math.MaxFloat64 && math.Abs(p[1]) <= 90
}

// problem is an inverse problem brought by reflection to
// −90 ≤ lat1 ≤ 0, lat1 ≤ lat2 ≤ −lat1, 0 ≤ lon12 ≤ 180.
type problem struct {
	bet1, bet2    angle   // reduced latitudes
	dn1, dn2      float64 // √(1 + e′² sin²β)
	lam12         float64 // longitude difference, rad
	lam           angle   // the same, to full precision near 180°
	supplementDeg float64 // 180° − longitude difference
	polar         bool    // point 1 is a pole

	swapped          bool
	lonSign, latSign float64
}

// geodesic is the solution of a problem. omg is the longitude difference on
// the auxiliary sphere; meridional and equatorial paths leave it unset.
type geodesic struct {
	distanceM  float64
	alp1, alp2 angle
	omg        angle
	meridional bool
}

func newProblem(a, b orb.Point) problem {
	deg, rest := lonDifference(a[0], b[0])
	sign := math.Copysign(1, deg)
	deg, rest = deg*sign, rest*sign
	p := problem{
		lam12:         deg * (math.Pi / 180),
		lam:           fromSplitDegrees(deg, rest),
		supplementDeg: (180 - deg) - rest,
		lonSign:       sign,
	}
	lat1, lat2 := roundTiny(a[1]), roundTiny(b[1])
	if math.Abs(lat1) < math.Abs(lat2) {
		p.swapped = true
		p.lonSign = -p.lonSign
		lat1, lat2 = lat2, lat1
	}
	p.latSign = math.Copysign(1, -lat1)
	lat1, lat2 = lat1*p.latSign, lat2*p.latSign
	p.polar = lat1 == -90
	p.bet1, p.bet2 = reducedLatitude(lat1), reducedLatitude(lat2)
	p.alignLatitudes()
	p.dn1 = math.Sqrt(1 + ecc2Second*p.bet1.sin*p.bet1.sin)
	p.dn2 = math.Sqrt(1 + ecc2Second*p.bet2.sin*p.bet2.sin)
	return p
}

// reducedLatitude returns β with tan β = (1−f) tan φ, its cosine kept above 0.
func reducedLatitude(latDeg float64) angle {
	phi := fromDegrees(latDeg)
	bet := angleOf(phi.sin*polarRatio, phi.cos)
	bet.cos = max(tiny, bet.cos)
	return bet
}

// alignLatitudes makes |β2| = |β1| exact where the more sensitive of sine and
// cosine says so; the Newton derivative is singular there.
func (p *problem) alignLatitudes() {
	switch {
	case p.bet1.cos < -p.bet1.sin:
		if p.bet2.cos == p.bet1.cos {
			p.bet2.sin = math.Copysign(p.bet1.sin, p.bet2.sin)
		}
	case math.Abs(p.bet2.sin) == -p.bet1.sin:
		p.bet2.cos = p.bet1.cos
	}
}

// restore undoes the reflections and returns the azimuths at the two points in
// the order given.
func (p *problem) restore(g geodesic) (alp1, alp2 angle) {
	alp1, alp2 = g.alp1, g.alp2
	swap := 1.0
	if p.swapped {
		alp1, alp2 = alp2, alp1
		swap = -1
	}
	alp1.sin *= swap * p.lonSign
	alp2.sin *= swap * p.lonSign
	alp1.cos *= swap * p.latSign
	alp2.cos *= swap * p.latSign
	return alp1, alp2
}
