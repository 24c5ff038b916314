package geo

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

func TestDirectUndoesInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyPoint().Draw(t, "a"), anyPoint().Draw(t, "b")
		s, azi1, azi2 := Inverse(a, b)
		end, azi := Direct(a, azi1, s)
		if miss := DistanceM(end, b); !(miss < 3e-8) {
			t.Fatalf("ends %.2g m from %v, at %v", miss, b, end)
		}
		// directions only mean something away from the poles and coincidence
		if s > 1000 && s < 19e6 && math.Abs(b[1]) < 89 && math.Abs(a[1]) < 89 &&
			math.Abs(math.Remainder(azi-azi2, 360)) > 1e-9 {
			t.Fatalf("azimuth %v, want %v", azi, azi2)
		}
	})
}

func TestInverseUndoesDirect(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anyPoint().Draw(t, "a")
		azi := rapid.Float64Range(-180, 180).Draw(t, "azimuth")
		s := rapid.Float64Range(0, 19.9e6).Draw(t, "distance")
		b, _ := Direct(a, azi, s)
		if got := DistanceM(a, b); !(math.Abs(got-s) < 3e-8) {
			t.Fatalf("distance %.9f, want %.9f", got, s)
		}
	})
}

func TestLineAt(t *testing.T) {
	tokyo, osaka := orb.Point{139.765, 35.6867}, orb.Point{135.493, 34.6965}
	l := LineTo(tokyo, osaka)
	if math.Abs(l.LengthM()-404243.390864635) > 1e-8 {
		t.Errorf("length %.9f", l.LengthM())
	}
	back, _ := l.At(-100e3)
	ahead, _ := l.At(l.LengthM())
	if got := DistanceM(back, tokyo); math.Abs(got-100e3) > 2e-8 {
		t.Errorf("100 km back is %.9f m away", got)
	}
	if got := DistanceM(ahead, osaka); got > 2e-8 {
		t.Errorf("the end is %.2g m off", got)
	}
	if l := NewLine(tokyo, 90); !math.IsNaN(l.LengthM()) {
		t.Errorf("a line without end is %v m long", l.LengthM())
	}
	for _, bad := range []float64{nan, math.Inf(1)} {
		if p, azi := l.At(bad); !math.IsNaN(p[0]) || !math.IsNaN(p[1]) || !math.IsNaN(azi) {
			t.Errorf("at %v m: %v %v", bad, p, azi)
		}
		if p, _ := Direct(tokyo, bad, 1); !math.IsNaN(p[0]) {
			t.Errorf("azimuth %v: %v", bad, p)
		}
	}
}

func TestDirectOverThePole(t *testing.T) {
	p, azi := Direct(orb.Point{20, 0}, 0, 2*quarterMeridianM)
	if DistanceM(p, orb.Point{-160, 0}) > 1e-6 || !sameAzimuth(azi, 180) {
		t.Errorf("half a meridian north: %v heading %v", p, azi)
	}
	if p, _ := Direct(orb.Point{20, 0}, 0, quarterMeridianM); 90-p[1] > 1e-10 {
		t.Errorf("a quarter meridian north: %v", p)
	}
}

func TestInterpolate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyPoint().Draw(t, "a"), anyPoint().Draw(t, "b")
		f := rapid.Float64Range(0, 1).Draw(t, "fraction")
		p, s := Interpolate(a, b, f), DistanceM(a, b)
		if off := math.Abs(DistanceM(a, p) - f*s); !(off < 1e-7) {
			t.Fatalf("first part off by %v m", off)
		}
		if off := math.Abs(DistanceM(p, b) - (1-f)*s); !(off < 1e-7) {
			t.Fatalf("second part off by %v m", off)
		}
	})
}

func TestAppendPath(t *testing.T) {
	a, b := orb.Point{139.765, 35.6867}, orb.Point{-122.4, 37.8}
	path := AppendPath(nil, a, b, 100)
	whole := DistanceKm(a, b)
	if want := int(math.Ceil(whole/100)) + 1; len(path) != want {
		t.Fatalf("%d points, want %d", len(path), want)
	}
	if path[0] != a || path[len(path)-1] != b {
		t.Errorf("ends %v %v", path[0], path[len(path)-1])
	}
	if got := LengthKm(orb.LineString(path)); math.Abs(got-whole) > 1e-8 {
		t.Errorf("path of %.9f km, want %.9f", got, whole)
	}
	for _, step := range []float64{0, -1, nan, math.Inf(1), 1e9} {
		if got := AppendPath(path[:1:1], a, b, step); len(got) != 3 {
			t.Errorf("step %v: %d points appended, want 2", step, len(got)-1)
		}
	}
}
