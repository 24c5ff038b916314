package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// NearestShape returns the shape that holds p, at 0 km, or else the shape
// whose outline comes nearest, and the geodesic distance to it in km: for
// points that a simplified coast leaves in the sea. Of shapes that share the
// nearest edge it returns the first. It is false, with -1 and NaN, when no
// shape has a point or p is not on the globe.
//
// The distance is at most a metre plus 10 parts per million too long, and never
// too short: it is measured exactly, to a point very nearly the nearest.
func (l *Locator) NearestShape(p orb.Point) (index int, km float64, ok bool) {
	if !valid(p) || len(l.outlines.sides) == 0 {
		return -1, math.NaN(), false
	}
	if index, ok = l.Locate(p); ok {
		return index, 0, true
	}
	s := shoreSearch{o: &l.outlines, p: p, u: unitVector(p), km: math.Inf(1), limit: math.Inf(1)}
	s.search()
	return s.shape, DistanceKm(p, s.at), true
}

// spheroidKm is the distance past which the nearest point on the auxiliary
// sphere may not be nearly the nearest on the ellipsoid.
const spheroidKm = 500

// shoreSearch looks for the outline nearest to a point.
type shoreSearch struct {
	o     *outlines
	p     orb.Point
	u     vector
	km    float64 // of the nearest yet
	limit float64 // chord beyond which nothing is nearer
	shape int
	at    orb.Point
}

// search measures the run that is surely near first, then every run that
// could be nearer.
func (s *shoreSearch) search() {
	first, least := 0, math.Inf(1)
	for i, r := range s.o.runs {
		if far := math.Sqrt(chord2(s.u, r.center)) + r.radius; far < least {
			first, least = i, far
		}
	}
	s.measure(s.o.runs[first])
	for i, r := range s.o.runs {
		if i != first && math.Sqrt(chord2(s.u, r.center))-r.radius <= s.limit {
			s.measure(r)
		}
	}
}

func (s *shoreSearch) measure(r run) {
	for i := r.first; i < r.last; i++ {
		side := &s.o.sides[i]
		t := nearestOnChord(s.u, side.u, side.v)
		foot := alongChord(side.u, side.v, t)
		if math.Sqrt(chord2(s.u, foot))-side.bulge > s.limit {
			continue
		}
		at := side.nearest(s.u, t)
		km := fastKm(s.u, unitVector(at), s.p, at)
		if km > spheroidKm {
			at, km = side.nearestFast(s.p)
		}
		if km < s.km || km == s.km && int(side.shape) < s.shape {
			s.km, s.shape, s.at = km, int(side.shape), at
			arc := min(math.Pi, km*1000*(1+1e-5)/polarRadiusM)
			s.limit = math.Sqrt(slack(2 * math.Sin(arc/2)))
		}
	}
}

// nearest returns the point of the side nearest to u, from a first guess t on
// its chord, by projecting on ever shorter chords round it.
func (s *side) nearest(u vector, t float64) orb.Point {
	for half := 1.0 / 16; half > 1.0/1024; half /= 16 {
		low, high := max(0, t-half), min(1, t+half)
		v, w := unitVector(between(s.a, s.b, low)), unitVector(between(s.a, s.b, high))
		t = low + (high-low)*nearestOnChord(u, v, w)
	}
	return between(s.a, s.b, t)
}

// nearestFast returns the point of the side with the least fast distance from
// p, by golden sections.
func (s *side) nearestFast(p orb.Point) (at orb.Point, km float64) {
	const golden = 0.6180339887498949
	away := func(t float64) float64 { return FastDistanceKm(p, between(s.a, s.b, t)) }
	low, high := 0.0, 1.0
	t1, t2 := 1-golden, golden
	d1, d2 := away(t1), away(t2)
	for high-low > 1e-6 {
		if d1 <= d2 {
			high, t2, d2 = t2, t1, d1
			t1 = high - golden*(high-low)
			d1 = away(t1)
		} else {
			low, t1, d1 = t1, t2, d2
			t2 = low + golden*(high-low)
			d2 = away(t2)
		}
	}
	at, km = s.a, away(0)
	for _, t := range [2]float64{(low + high) / 2, 1} {
		if d := away(t); d < km {
			at, km = between(s.a, s.b, t), d
		}
	}
	return at, km
}

// nearestOnChord returns where on the line from v to w, 0 to 1, u is nearest.
func nearestOnChord(u, v, w vector) float64 {
	dot, length2 := 0.0, 0.0
	for i := range u {
		d := w[i] - v[i]
		dot += (u[i] - v[i]) * d
		length2 += d * d
	}
	if length2 == 0 {
		return 0
	}
	return max(0, min(1, dot/length2))
}

func alongChord(v, w vector, t float64) vector {
	for i := range v {
		v[i] += t * (w[i] - v[i])
	}
	return v
}
