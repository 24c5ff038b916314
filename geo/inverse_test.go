package geo

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// quarterMeridianM and quarterEquatorM are the published quarter lengths.
const (
	quarterMeridianM = 10001965.7293127
	quarterEquatorM  = 10018754.171394
)

func TestInverseSpecialCases(t *testing.T) {
	cases := []struct {
		name             string
		a, b             orb.Point
		want, azi1, azi2 float64
	}{
		{"coincident", orb.Point{139, 35}, orb.Point{139, 35}, 0, 180, 180},
		{"coincident on the equator", orb.Point{0, 0}, orb.Point{0, 0}, 0, 180, 180},
		{"one point, two longitudes", orb.Point{-180, 35}, orb.Point{180, 35}, 0, 180, 180},
		{"one pole, two longitudes", orb.Point{10, 90}, orb.Point{100, 90}, 0, 90, 180},
		{"equator to pole", orb.Point{0, 0}, orb.Point{0, 90}, quarterMeridianM, 0, 0},
		{"pole to equator", orb.Point{50, 90}, orb.Point{50, 0}, quarterMeridianM, 180, 180},
		{"pole to pole", orb.Point{0, 90}, orb.Point{0, -90}, 2 * quarterMeridianM, 180, 180},
		{"over the pole", orb.Point{0, 60}, orb.Point{180, 60}, 2 * meridianArcM(60, 90), 0, 180},
		{"meridian", orb.Point{20, -90}, orb.Point{20, 0}, quarterMeridianM, 0, 0},
		{"equator", orb.Point{0, 0}, orb.Point{90, 0}, quarterEquatorM, 90, 90},
		{"equator westwards", orb.Point{0, 0}, orb.Point{-90, 0}, quarterEquatorM, -90, -90},
		{"equator over the antimeridian", orb.Point{135, 0}, orb.Point{-135, 0}, quarterEquatorM, 90, 90},
		{"antipodes on the equator", orb.Point{0, 0}, orb.Point{180, 0}, 2 * quarterMeridianM, 0, 180},
		{"antipodes", orb.Point{30, 40}, orb.Point{-150, -40}, 2 * quarterMeridianM, 0, 180},
		{"longitudes run on", orb.Point{720, 0}, orb.Point{-630, 0}, quarterEquatorM, 90, 90},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s, azi1, azi2 := Inverse(c.a, c.b)
			if math.Abs(s-c.want) > 1e-6 {
				t.Errorf("distance %.6f m, want %.6f", s, c.want)
			}
			if !sameAzimuth(azi1, c.azi1) || !sameAzimuth(azi2, c.azi2) {
				t.Errorf("azimuths %v %v, want %v %v", azi1, azi2, c.azi1, c.azi2)
			}
		})
	}
}

// meridianArcM integrates the radius of curvature of the meridian by Simpson's
// rule: the distance without any geodesic.
func meridianArcM(fromDeg, toDeg float64) float64 {
	const n = 2000
	radius := func(lat float64) float64 {
		sin := math.Sin(lat * math.Pi / 180)
		return equatorialRadiusM * (1 - ecc2) / math.Pow(1-ecc2*sin*sin, 1.5)
	}
	h := (toDeg - fromDeg) / n
	sum := radius(fromDeg) + radius(toDeg)
	for i := 1; i < n; i++ {
		sum += radius(fromDeg+float64(i)*h) * float64(2+2*(i%2))
	}
	return sum * h / 3 * math.Pi / 180
}

func TestMeridianArcs(t *testing.T) {
	for _, arc := range [][2]float64{{0, 90}, {35, 36}, {-90, 90}, {-12.5, 71}} {
		want := meridianArcM(arc[0], arc[1])
		if got := DistanceM(orb.Point{7, arc[0]}, orb.Point{7, arc[1]}); math.Abs(got-want) > 5e-8 {
			t.Errorf("%v: %.9f m, want %.9f", arc, got, want)
		}
	}
}

func sameAzimuth(a, b float64) bool {
	return math.Abs(math.Remainder(a-b, 360)) < 1e-9
}

func TestInverseRefusesPointsOffTheGlobe(t *testing.T) {
	for _, p := range offGlobe {
		for _, pair := range [][2]orb.Point{{p, {0, 0}}, {{0, 0}, p}} {
			s, azi1, azi2 := Inverse(pair[0], pair[1])
			q, azi := Direct(pair[0], 10, 1000*pair[1][0]+pair[1][1])
			if !math.IsNaN(s) || !math.IsNaN(azi1) || !math.IsNaN(azi2) ||
				!math.IsNaN(DistanceKm(pair[0], pair[1])) ||
				!math.IsNaN(FastDistanceKm(pair[0], pair[1])) ||
				!math.IsNaN(LengthKm(orb.LineString{pair[0], pair[1]})) {
				t.Errorf("%v: got a number, want NaN", pair)
			}
			if pair[0] == p && !(math.IsNaN(q[0]) && math.IsNaN(q[1]) && math.IsNaN(azi)) {
				t.Errorf("direct from %v gives %v", p, q)
			}
		}
	}
}

// TestInverseNearAntipode walks through the region where Vincenty's method
// fails and checks each answer by the direct problem.
func TestInverseNearAntipode(t *testing.T) {
	for _, lat := range []float64{0, 1e-6, 0.1, 5, 30, 60, 89, 89.999} {
		for i := -20; i <= 20; i++ {
			for j := -20; j <= 20; j++ {
				a := orb.Point{0, lat}
				b := orb.Point{180 + float64(i)*0.05, max(-90, -lat+float64(j)*0.05)}
				s, azi1, _ := Inverse(a, b)
				end, _ := Direct(a, azi1, s)
				if miss := DistanceM(end, b); !(miss < 1e-7) {
					t.Fatalf("%v to %v: direct ends %.1e m away", a, b, miss)
				}
				if s > 2*quarterMeridianM+1e-6 {
					t.Fatalf("%v to %v: %.6f m is more than half a meridian", a, b, s)
				}
			}
		}
	}
}

func TestDistanceIsAMetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := anyPoint().Draw(t, "a"), anyPoint().Draw(t, "b"), anyPoint().Draw(t, "c")
		ab, bc, ac := DistanceM(a, b), DistanceM(b, c), DistanceM(a, c)
		if back := DistanceM(b, a); back != ab {
			t.Fatalf("%v there, %v back", ab, back)
		}
		if !(ab >= 0 && ab <= 2*quarterMeridianM+1e-6) {
			t.Fatalf("distance %v m", ab)
		}
		if ac > ab+bc+3e-8 {
			t.Fatalf("triangle: %v > %v + %v", ac, ab, bc)
		}
		if DistanceM(a, a) != 0 {
			t.Fatal("a point is away from itself")
		}
	})
}

// TestMetricLiesBetweenSpheres pins the bound that the searches stand on.
func TestMetricLiesBetweenSpheres(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyPoint().Draw(t, "a"), anyPoint().Draw(t, "b")
		u, v := unitVector(a), unitVector(b)
		c := math.Sqrt(chord2(u, v)) / 2
		s := DistanceM(a, b)
		arc := 2 * math.Atan2(c, math.Sqrt(max(0, 1-c*c)))
		if s < polarRadiusM*arc*(1-1e-8)-1e-6 || s > equatorialRadiusM*arc*(1+1e-8)+1e-6 {
			t.Fatalf("distance %v m, arc %v", s, arc)
		}
	})
}

func TestFastDistance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyPoint().Draw(t, "a"), anyPoint().Draw(t, "b")
		exact, fast := DistanceKm(a, b), FastDistanceKm(a, b)
		limit := 5e-6
		if exact < 11000 {
			limit = 1.5e-6
		}
		if !(math.Abs(fast-exact) <= limit*exact+1e-11) {
			t.Fatalf("fast %v km, exact %v: %.2f ppm", fast, exact, (fast/exact-1)*1e6)
		}
		if FastDistanceKm(b, a) != fast {
			t.Fatal("not symmetric")
		}
	})
}

// TestFastDistanceErrorStated measures the error the doc comment states, near
// and far, so that it is neither broken nor slack.
func TestFastDistanceErrorStated(t *testing.T) {
	near, far := 0.0, 0.0
	points := scatter(60000, 1)
	for i := 1; i < len(points); i++ {
		exact := DistanceKm(points[i-1], points[i])
		off := math.Abs(FastDistanceKm(points[i-1], points[i])-exact) / exact
		if exact <= 11000 {
			near = max(near, off)
		} else {
			far = max(far, off)
		}
	}
	if near > 1.5e-6 || near < 1.3e-6 || far > 5e-6 || far < 3e-6 {
		t.Errorf("worst %.3g near, %.3g far; stated 1.5e-6 and 5e-6", near, far)
	}
}

func FuzzInverse(f *testing.F) {
	f.Add(139.7, 35.7, 135.5, 34.7)
	f.Add(0.0, 0.0, 180.0, 1e-300)
	f.Add(0.0, 90.0, 1e300, -90.0)
	f.Add(0.0, 48.522876735459, 179.599720456223079643, -48.52287673545898293)
	f.Add(0.0, 88.202499451857, 179.981022032992859592, -88.202499451857)
	f.Fuzz(func(t *testing.T, lon1, lat1, lon2, lat2 float64) {
		a, b := orb.Point{lon1, lat1}, orb.Point{lon2, lat2}
		s, azi1, azi2 := Inverse(a, b)
		if !valid(a) || !valid(b) {
			if !math.IsNaN(s) {
				t.Fatalf("distance %v for a point off the globe", s)
			}
			return
		}
		if !(s >= 0 && s <= 2*quarterMeridianM+1e-6) {
			t.Fatalf("distance %v", s)
		}
		if !(math.Abs(azi1) <= 180 && math.Abs(azi2) <= 180) {
			t.Fatalf("azimuths %v %v", azi1, azi2)
		}
		end, _ := Direct(a, azi1, s)
		if miss := DistanceM(end, b); !(miss < 1e-7) {
			t.Fatalf("direct ends %v m away", miss)
		}
		if area := RingAreaM2(orb.Ring{a, b, {0, 0}}); !(math.Abs(area) <= totalAreaM2/2) {
			t.Fatalf("area %v", area)
		}
	})
}
