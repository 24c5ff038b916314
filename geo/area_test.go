package geo

import (
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/internal/oracle"
)

// The area of the ellipsoid, and an eighth of it, in m² (Karney 2013; the
// octant is GeographicLib's regression figure).
const (
	wgs84AreaM2 = 510065621724088.44
	octantM2    = 63758202715511.055
)

func TestTotalArea(t *testing.T) {
	if math.Abs(totalAreaM2-wgs84AreaM2) > 1 {
		t.Errorf("area of the earth %.2f m², want %.2f", totalAreaM2, wgs84AreaM2)
	}
}

// TestAreaUnderTestSet compares the area between each geodesic of Karney's
// test set and the equator. Where the reduced length m12 is short, nearly
// antipodal points pass all directions within a nanometre, and the area has
// that much less meaning: R² · 1 nm / m12, to the 4·10⁷ m² of row 80.
func TestAreaUnderTestSet(t *testing.T) {
	worst := 0.0
	for i, r := range rows(t, oracle.Path(t, "fiber", "geodesic_100.dat"), 0, 0, 1, 3, 4, 8, 9) {
		p := newProblem(orb.Point{r[1], r[0]}, orb.Point{r[3], r[2]})
		off := math.Abs(p.areaUnder(p.solve()) - r[5])
		if r[4] > 1e6 {
			worst = max(worst, off)
		}
		if !(off <= 0.1+min(1e5/r[4], 4e7)) {
			t.Errorf("row %d: m12 %.3f m, off by %.3f m²", i+1, r[4], off)
		}
	}
	t.Logf("worst %.3f m² where m12 > 1000 km", worst)
}

func TestRingArea(t *testing.T) {
	lune := func(deg float64) orb.Ring {
		return orb.Ring{{0, -90}, {deg, 0}, {0, 90}, {0, 0}}
	}
	cases := []struct {
		name string
		ring orb.Ring
		want float64
	}{
		{"nothing", nil, 0},
		{"a point", orb.Ring{{139, 35}}, 0},
		{"a line there and back", orb.Ring{{139, 35}, {140, 36}}, 0},
		{"octant", orb.Ring{{0, 0}, {90, 0}, {0, 90}}, octantM2},
		{"octant closed", orb.Ring{{0, 0}, {90, 0}, {0, 90}, {0, 0}}, octantM2},
		{"octant clockwise", orb.Ring{{0, 0}, {0, 90}, {90, 0}}, -octantM2},
		{"octant with two poles' longitudes", orb.Ring{{0, 0}, {90, 0}, {90, 90}, {0, 90}}, octantM2},
		{"southern octant", orb.Ring{{90, 0}, {0, 0}, {0, -90}}, octantM2},
		{"octant over the antimeridian", orb.Ring{{135, 0}, {-135, 0}, {0, 90}}, octantM2},
		{"the same with longitudes run on", orb.Ring{{135, 0}, {225, 0}, {0, 90}}, octantM2},
		{"northern hemisphere", orb.Ring{{0, 0}, {120, 0}, {-120, 0}}, 4 * octantM2},
		{"southern hemisphere", orb.Ring{{0, 0}, {-120, 0}, {120, 0}}, 4 * octantM2},
		{"lune of 1°", lune(1), 8 * octantM2 / 360},
		{"lune of 77.7°", lune(77.7), 8 * octantM2 * 77.7 / 360},
		{"lune of 150° westwards", lune(-150), -8 * octantM2 * 150 / 360},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			before := slices.Clone(c.ring)
			got := RingAreaM2(c.ring)
			if math.Abs(got-c.want) > 0.5 {
				t.Errorf("%.2f m², want %.2f", got, c.want)
			}
			if !slices.Equal(before, c.ring) {
				t.Error("ring changed")
			}
		})
	}
}

// zoneM2 is the area between the equator and a latitude in closed form.
func zoneM2(latDeg float64) float64 {
	e, s := math.Sqrt(ecc2), math.Sin(latDeg*math.Pi/180)
	return math.Pi * polarRadiusM * polarRadiusM *
		(s/(1-ecc2*s*s) + math.Atanh(e*s)/e)
}

// TestPolarCaps compares rings round a pole with the closed form of a cap. The
// edges bulge polewards of the parallel by an area that falls with the square
// of their number, so two rings extrapolate to the limit.
func TestPolarCaps(t *testing.T) {
	cap := func(lat float64, n int) float64 {
		ring := make(orb.Ring, n)
		for i := range ring {
			ring[i] = orb.Point{360*float64(i)/float64(n) - 180, lat}
		}
		return math.Abs(RingAreaM2(ring))
	}
	for _, lat := range []float64{-89.99, -75, -30, 10, 36, 60, 89} {
		want := zoneM2(90) - zoneM2(math.Abs(lat))
		got := (4*cap(lat, 4000) - cap(lat, 2000)) / 3
		if math.Abs(got-want) > 1e-10*want+500 {
			t.Errorf("cap at %v°: %.1f m², want %.1f", lat, got, want)
		}
	}
}

func TestPolygonAreaTakesHolesOut(t *testing.T) {
	outer := orb.Ring{{135, 34}, {136, 34}, {136, 35}, {135, 35}, {135, 34}}
	hole := orb.Ring{{135.2, 34.2}, {135.5, 34.2}, {135.5, 34.6}, {135.2, 34.2}}
	whole, gap := RingAreaM2(outer), RingAreaM2(hole)
	want := whole - gap
	for _, p := range []orb.Polygon{{outer, hole}, {outer, reversed(hole)}, {reversed(outer), hole}} {
		if got := PolygonAreaM2(p); math.Abs(got-want) > 1 {
			t.Errorf("%.1f m², want %.1f", got, want)
		}
	}
	if got := AreaKm2(orb.MultiPolygon{{outer, hole}, {hole}}); math.Abs(got-whole/1e6) > 1e-5 {
		t.Errorf("shape and its hole filled: %v km², want %v", got, whole/1e6)
	}
	for _, bad := range []float64{math.NaN(), 91, math.Inf(-1)} {
		if got := AreaM2(orb.MultiPolygon{{{{0, 0}, {1, bad}, {1, 1}}}}); !math.IsNaN(got) {
			t.Errorf("area with a latitude of %v is %v, want NaN", bad, got)
		}
	}
}

func reversed(r orb.Ring) orb.Ring {
	r = slices.Clone(r)
	slices.Reverse(r)
	return r
}

// TestAreaIsAdditive cuts a triangle by a line from a corner to a point of the
// opposite side.
func TestAreaIsAdditive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		corner := func(name string) orb.Point {
			return orb.Point{
				rapid.Float64Range(120, 240).Draw(t, name+" lon"),
				rapid.Float64Range(-60, 60).Draw(t, name+" lat"),
			}
		}
		a, b, c := corner("a"), corner("b"), corner("c")
		cut := Interpolate(b, c, rapid.Float64Range(0, 1).Draw(t, "fraction"))
		whole := RingAreaM2(orb.Ring{a, b, c})
		parts := RingAreaM2(orb.Ring{a, b, cut}) + RingAreaM2(orb.Ring{a, cut, c})
		if math.Abs(whole-parts) > 1 {
			t.Fatalf("whole %.2f m², parts %.2f", whole, parts)
		}
		if back := RingAreaM2(orb.Ring{c, b, a}); math.Abs(back+whole) > 0.5 {
			t.Fatalf("%.2f m² one way, %.2f the other", whole, back)
		}
		turned := orb.Ring{b, c, a, b}
		for i := range turned {
			turned[i][0] -= 360
		}
		if again := RingAreaM2(turned); math.Abs(again-whole) > 0.5 {
			t.Fatalf("%.2f m², %.2f from another corner, a turn west", whole, again)
		}
	})
}
