package geo

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// sampledShore returns the least distance from p to points set densely along
// the edges of each shape.
func sampledShore(shapes []orb.MultiPolygon, p orb.Point, perEdge int) (index int, km float64) {
	index, km = -1, math.Inf(1)
	for i, shape := range shapes {
		for _, polygon := range shape {
			for _, ring := range polygon {
				for j, a := range ring {
					b := ring[(j+1)%len(ring)]
					for k := range perEdge {
						q := between(a, b, float64(k)/float64(perEdge))
						if d := FastDistanceKm(p, q); d < km {
							index, km = i, d
						}
					}
				}
			}
		}
	}
	return index, km
}

func TestNearestShapeByHand(t *testing.T) {
	square := orb.MultiPolygon{{{{139, 35}, {140, 35}, {140, 36}, {139, 36}, {139, 35}}}}
	east := orb.MultiPolygon{{{{140, 35}, {141, 35}, {141, 36}, {140, 36}, {140, 35}}}}
	fiji := orb.MultiPolygon{{{{179, -18}, {180, -18}, {180, -17}, {179, -17}}}}
	arctic := orb.MultiPolygon{{{{-180, 88}, {180, 88}, {180, 89}, {-180, 89}}}}
	l := mustLocator(t, []orb.MultiPolygon{square, east, fiji, arctic})
	cases := []struct {
		name string
		p    orb.Point
		want int
		to   orb.Point // the nearest point of the outline
	}{
		{"inside", orb.Point{139.5, 35.5}, 0, orb.Point{139.5, 35.5}},
		{"south of the first", orb.Point{139.5, 34.9}, 0, orb.Point{139.5, 35}},
		{"off a corner", orb.Point{138.9, 36.1}, 0, orb.Point{139, 36}},
		{"off the shared corner: the first", orb.Point{140, 34.9}, 0, orb.Point{140, 35}},
		{"off the second", orb.Point{140.5, 36.2}, 1, orb.Point{140.5, 36}},
		{"across the antimeridian", orb.Point{-179.9, -17.5}, 2, orb.Point{180, -17.5}},
		{"at the pole", orb.Point{77, 90}, 3, orb.Point{77, 89}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, km, ok := l.NearestShape(c.p)
			want := DistanceKm(c.p, c.to)
			if !ok || got != c.want || math.Abs(km-want) > 1e-3+1.5e-5*want {
				t.Errorf("shape %d at %.6f km, want %d at %.6f", got, km, c.want, want)
			}
		})
	}
	for _, p := range offGlobe {
		if i, km, ok := l.NearestShape(p); ok || i != -1 || !math.IsNaN(km) {
			t.Errorf("%v: shape %d at %v km", p, i, km)
		}
	}
}

func TestNearestShapeOffJapan(t *testing.T) {
	shapes := prefectures(t)
	l := mustLocator(t, shapes)
	for _, p := range scatterIn(60, 3, japanLow, japanHigh) {
		got, km, ok := l.NearestShape(p)
		if !ok {
			t.Fatalf("%v: nothing near", p)
		}
		if km == 0 {
			continue
		}
		_, want := sampledShore(shapes, p, 10)
		// the samples are up to a few kilometres apart
		if km > want*(1+1.5e-5)+1e-3 || km < want*0.97-1 {
			t.Errorf("%v: shape %d at %.4f km, sampled %.4f", p, got, km, want)
		}
		if _, own := sampledShore(shapes[got:got+1], p, 10); own > want*1.03+1 {
			t.Errorf("%v: shape %d is %.4f km off, nearest %.4f", p, got, own, want)
		}
	}
}

// TestNearestShapeNeverFar holds the answer against samples of one edge of any
// length anywhere, whose distance no other point may undercut.
func TestNearestShapeNeverFar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ring := orb.Ring{anyPoint().Draw(t, "a"), anyPoint().Draw(t, "b")}
		shapes := []orb.MultiPolygon{{{ring}}}
		p := anyPoint().Draw(t, "p")
		l, err := NewLocator(shapes)
		if err != nil {
			t.Fatal(err)
		}
		_, km, ok := l.NearestShape(p)
		_, want := sampledShore(shapes, p, 500)
		if !ok || km > want*(1+1.5e-5)+1e-3 {
			t.Fatalf("%.6f km, sampled %.6f", km, want)
		}
	})
}
