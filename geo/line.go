package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Line is a geodesic through a point in a given direction, ready for many
// positions along it. The zero Line is not useful: see [NewLine], [LineTo].
type Line struct {
	lonDeg     float64 // of the first point
	lengthM    float64 // to the second point, NaN without one
	alp0       angle   // azimuth at the northward crossing of the equator
	sig1, omg1 angle
	tau1       angle // distance parameter τ of the first point
	b1         float64
	scale      float64 // A₁
	arcs       fourier // C₁′
	longitudes fourier // C₃
	lonScale   float64 // A₃ times −f sin α₀
	b3         float64
}

// NewLine returns the geodesic that leaves a at azimuthDeg, degrees clockwise
// from north. Its Length is NaN. On bad input, as for [Inverse], all its
// positions are NaN.
func NewLine(a orb.Point, azimuthDeg float64) Line {
	l := Line{lonDeg: math.NaN(), lengthM: math.NaN()}
	if !valid(a) || math.IsInf(azimuthDeg, 0) || math.IsNaN(azimuthDeg) {
		return l
	}
	alp1 := fromDegrees(roundTiny(math.Remainder(azimuthDeg, 360)))
	return lineFrom(a, alp1, l.lengthM)
}

// LineTo returns the shortest geodesic from a to b, its length known.
func LineTo(a, b orb.Point) Line {
	if !valid(a) || !valid(b) {
		return Line{lonDeg: math.NaN(), lengthM: math.NaN()}
	}
	p := newProblem(a, b)
	g := p.solve()
	alp1, _ := p.restore(g)
	return lineFrom(a, alp1, g.distanceM)
}

func lineFrom(a orb.Point, alp1 angle, lengthM float64) Line {
	bet1 := reducedLatitude(roundTiny(a[1]))
	l := Line{lonDeg: a[0], lengthM: lengthM}
	l.alp0 = angle{alp1.sin * bet1.cos, math.Hypot(alp1.cos, alp1.sin*bet1.sin)}
	north := 1.0
	if bet1.sin != 0 || alp1.cos != 0 {
		north = bet1.cos * alp1.cos
	}
	l.sig1 = angleOf(bet1.sin, north)
	l.omg1 = angle{l.alp0.sin * bet1.sin, north}

	e := expansion(l.alp0.cos * l.alp0.cos * ecc2Second)
	l.scale = distanceScale(e)
	distances := distanceSeries(e)
	l.b1 = distances.sines(l.sig1)
	l.tau1 = l.sig1.plus(fromRadians(l.b1))
	l.arcs = arcSeries(e)
	l.longitudes = longitudeSeries(e)
	l.lonScale = -flattening * l.alp0.sin * longitudeScale(e)
	l.b3 = l.longitudes.sines(l.sig1)
	return l
}

// LengthM returns the distance in metres to the second point of [LineTo], NaN
// for [NewLine].
func (l *Line) LengthM() float64 { return l.lengthM }

// At returns the point distanceM metres along the line, negative backwards,
// and the azimuth of the line there in degrees. The longitude is in
// [−180, 180]. A distance that is not finite gives NaN.
func (l *Line) At(distanceM float64) (p orb.Point, azimuthDeg float64) {
	if math.IsNaN(l.lonDeg) || math.IsNaN(distanceM) || math.IsInf(distanceM, 0) {
		nan := math.NaN()
		return orb.Point{nan, nan}, nan
	}
	tau := distanceM / (polarRadiusM * l.scale)
	b := -l.arcs.sines(l.tau1.plus(fromRadians(tau)))
	arc := tau - (b - l.b1)
	sig2 := l.sig1.plus(fromRadians(arc))

	bet2 := angle{l.alp0.cos * sig2.sin, math.Hypot(l.alp0.sin, l.alp0.cos*sig2.cos)}
	if bet2.cos == 0 { // at a pole
		bet2.cos, sig2.cos = tiny, tiny
	}
	alp2 := angle{l.alp0.sin, l.alp0.cos * sig2.cos}
	omg := angle{l.alp0.sin * sig2.sin, sig2.cos}.minus(l.omg1)
	lam := omg.radians() + l.lonScale*(arc+(l.longitudes.sines(sig2)-l.b3))
	lon := normalizeLon(normalizeLon(l.lonDeg) + normalizeLon(lam*(180/math.Pi)))
	lat := angle{bet2.sin, polarRatio * bet2.cos}.degrees()
	return orb.Point{lon, lat}, alp2.degrees()
}

// Direct solves the direct geodesic problem on WGS84: the point reached from a
// after distanceM metres at azimuthDeg, and the azimuth there, both in degrees.
// It is good to 15 nm; source and bad input as for [Inverse].
func Direct(a orb.Point, azimuthDeg, distanceM float64) (b orb.Point, azimuth2Deg float64) {
	l := NewLine(a, azimuthDeg)
	return l.At(distanceM)
}

// Interpolate returns the point at the given fraction of the geodesic from a
// to b: 0 gives a, 1 gives b, and fractions outside run on beyond them.
func Interpolate(a, b orb.Point, fraction float64) orb.Point {
	l := LineTo(a, b)
	p, _ := l.At(fraction * l.lengthM)
	return p
}

// AppendPath appends to dst the geodesic from a to b for drawing: both points
// and, evenly between them, as many as keep each step within maxStepKm. A step
// that is not positive appends the two points only; longitudes past the
// antimeridian jump by 360°.
func AppendPath(dst []orb.Point, a, b orb.Point, maxStepKm float64) []orb.Point {
	dst = append(dst, a)
	l := LineTo(a, b)
	if steps := math.Ceil(l.lengthM / 1000 / maxStepKm); maxStepKm > 0 && steps > 1 {
		for i := 1.0; i < steps; i++ {
			p, _ := l.At(l.lengthM * i / steps)
			dst = append(dst, p)
		}
	}
	return append(dst, b)
}

// LengthKm returns the length of a line string along geodesics in kilometres,
// zero below two points and NaN if a point is not valid.
func LengthKm(line orb.LineString) float64 {
	sum := 0.0
	for i := 1; i < len(line); i++ {
		sum += DistanceM(line[i-1], line[i])
	}
	return sum / 1000
}
