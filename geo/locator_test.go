package geo

import (
	"encoding/json"
	"errors"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/internal/oracle"
)

// rayCast is the answer the locator must give: every edge of every shape, as
// written.
func rayCast(shapes []orb.MultiPolygon, p orb.Point) int {
	for i, shape := range shapes {
		for _, polygon := range shape {
			inside := false
			for _, ring := range polygon {
				for j := range ring {
					a, b := ring[j], ring[(j+1)%len(ring)]
					if a[1] > b[1] {
						a, b = b, a
					}
					if (a[1] > p[1]) != (b[1] > p[1]) &&
						(p[0]-a[0])*(b[1]-a[1]) < (b[0]-a[0])*(p[1]-a[1]) {
						inside = !inside
					}
				}
			}
			if inside {
				return i
			}
		}
	}
	return -1
}

func mustLocator(t testing.TB, shapes []orb.MultiPolygon) *Locator {
	t.Helper()
	l, err := NewLocator(shapes)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func prefectures(tb testing.TB) []orb.MultiPolygon {
	tb.Helper()
	data, err := os.ReadFile(oracle.Facts(tb, "japan", "prefecture_boundaries.geojson"))
	if err != nil {
		tb.Fatal(err)
	}
	var collection struct {
		Features []struct {
			Geometry struct {
				Type        string
				Coordinates json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(data, &collection); err != nil {
		tb.Fatal(err)
	}
	shapes := make([]orb.MultiPolygon, len(collection.Features))
	for i, f := range collection.Features {
		if f.Geometry.Type == "Polygon" {
			shapes[i] = make(orb.MultiPolygon, 1)
			err = json.Unmarshal(f.Geometry.Coordinates, &shapes[i][0])
		} else {
			err = json.Unmarshal(f.Geometry.Coordinates, &shapes[i])
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	return shapes
}

// anyShapes draws shapes with corners on a coarse grid, so that edges meet,
// cross, coincide and run through the points asked for.
func anyShapes() *rapid.Generator[[]orb.MultiPolygon] {
	corner := rapid.Custom(func(t *rapid.T) orb.Point {
		return orb.Point{
			float64(rapid.IntRange(-6, 6).Draw(t, "x")) * 30,
			float64(rapid.IntRange(-6, 6).Draw(t, "y")) * 15,
		}
	})
	ring := rapid.Custom(func(t *rapid.T) orb.Ring {
		return orb.Ring(rapid.SliceOfN(rapid.OneOf(corner, anyPoint()), 0, 9).Draw(t, "ring"))
	})
	polygon := rapid.Custom(func(t *rapid.T) orb.Polygon {
		return orb.Polygon(rapid.SliceOfN(ring, 0, 3).Draw(t, "polygon"))
	})
	shape := rapid.Custom(func(t *rapid.T) orb.MultiPolygon {
		return orb.MultiPolygon(rapid.SliceOfN(polygon, 0, 3).Draw(t, "shape"))
	})
	return rapid.SliceOfN(shape, 0, 5)
}

func TestLocateMatchesRayCasting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shapes := anyShapes().Draw(t, "shapes")
		l, err := NewLocator(shapes)
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			p := rapid.OneOf(anyPoint(), rapid.Custom(func(t *rapid.T) orb.Point {
				return orb.Point{float64(rapid.IntRange(-12, 11).Draw(t, "x")) * 15, float64(rapid.IntRange(-12, 12).Draw(t, "y")) * 7.5}
			})).Draw(t, "p")
			if p[0] == 180 {
				continue // looked up twice: see TestLocateBoundaries
			}
			got, ok := l.Locate(p)
			if want := rayCast(shapes, p); got != want || ok != (want >= 0) {
				t.Fatalf("%v in %d, want %d", p, got, want)
			}
		}
	})
}

func TestLocatePrefectures(t *testing.T) {
	shapes := prefectures(t)
	if len(shapes) != 47 {
		t.Fatalf("%d prefectures", len(shapes))
	}
	l := mustLocator(t, shapes)
	found := 0
	points := scatterIn(20000, 1, japanLow, japanHigh)
	for _, shape := range shapes {
		points = append(points, shape[0][0]...) // corners, where rules matter
	}
	for _, p := range points {
		got, ok := l.Locate(p)
		if want := rayCast(shapes, p); got != want {
			t.Fatalf("%v in %d, want %d", p, got, want)
		}
		if ok {
			found++
		}
	}
	if found < 1000 {
		t.Errorf("only %d points on land", found)
	}
}

// TestLocateTiles checks that shapes that share their edges claim every point
// between them exactly once, on edges and corners too.
func TestLocateTiles(t *testing.T) {
	var tiles []orb.MultiPolygon
	corner := func(i, j int) orb.Point { // a bent grid
		return orb.Point{float64(i) + 0.3*math.Sin(float64(j)), float64(j) + 0.2*math.Cos(float64(i))}
	}
	for i := range 8 {
		for j := range 8 {
			ring := orb.Ring{corner(i, j), corner(i+1, j), corner(i+1, j+1), corner(i, j+1)}
			if (i+j)%2 == 0 {
				slices.Reverse(ring)
			}
			tiles = append(tiles, orb.MultiPolygon{{ring}})
		}
	}
	points := scatterIn(5000, 1, orb.Point{1.5, 1.5}, orb.Point{6.5, 6.5})
	for i := 1; i < 8; i++ {
		for j := 1; j < 8; j++ {
			points = append(points, corner(i, j), between(corner(i, j), corner(i, j+1), 0.5))
		}
	}
	locators := make([]*Locator, len(tiles))
	for i := range tiles {
		locators[i] = mustLocator(t, tiles[i:i+1])
	}
	for _, p := range points {
		n := 0
		for _, l := range locators {
			if _, ok := l.Locate(p); ok {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%v is in %d tiles", p, n)
		}
	}
}

func TestLocateBoundaries(t *testing.T) {
	square := orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}}}
	donut := orb.MultiPolygon{{
		{{10, 0}, {13, 0}, {13, 3}, {10, 3}}, {{11, 1}, {12, 1}, {12, 2}, {11, 2}},
	}}
	ends := orb.MultiPolygon{{{{170, -5}, {180, -5}, {180, 5}, {170, 5}}}, {{{-180, -5}, {-170, -5}, {-170, 5}, {-180, 5}}}}
	flat := orb.MultiPolygon{{{{5, 5}, {6, 5}, {7, 5}}}, {{{5, 5}, {5, 5 + 5e-324}, {6, 5}}}, {}, {{}}}
	l := mustLocator(t, []orb.MultiPolygon{flat, square, donut, ends, square})
	cases := []struct {
		p    orb.Point
		want int
	}{
		{orb.Point{0.5, 0.5}, 1},
		{orb.Point{0, 0}, 1}, {orb.Point{0, 0.5}, 1}, {orb.Point{0.5, 0}, 1}, // west and south
		{orb.Point{1, 0.5}, -1}, {orb.Point{0.5, 1}, -1}, {orb.Point{1, 1}, -1},
		{orb.Point{10.5, 1.5}, 2}, {orb.Point{11.5, 1.5}, -1}, {orb.Point{12, 1.5}, 2},
		{orb.Point{180, 0}, 3}, {orb.Point{-180, 0}, 3}, {orb.Point{179.9, 5}, -1},
		{orb.Point{5.5, 5}, -1},
		{orb.Point{nan, 0.5}, -1}, {orb.Point{0.5, nan}, -1}, {orb.Point{math.Inf(-1), 0.5}, -1},
	}
	for _, c := range cases {
		if got, ok := l.Locate(c.p); got != c.want || ok != (c.want >= 0) {
			t.Errorf("%v in %d, want %d", c.p, got, c.want)
		}
	}
}

func TestLocatorRefusesBadInput(t *testing.T) {
	for _, p := range offGlobe {
		_, err := NewLocator([]orb.MultiPolygon{{}, {{{{0, 0}, {1, 0}, p}}}})
		if !errors.Is(err, ErrLonLat) {
			t.Errorf("%v: error %v", p, err)
		}
	}
	l := mustLocator(t, nil)
	if i, ok := l.Locate(orb.Point{}); ok || i != -1 {
		t.Errorf("located in nothing: %d", i)
	}
	if i, km, ok := l.NearestShape(orb.Point{}); ok || i != -1 || !math.IsNaN(km) {
		t.Errorf("nearest of nothing: %d at %v km", i, km)
	}
}

func TestLocatorAllocatesNothing(t *testing.T) {
	l := mustLocator(t, []orb.MultiPolygon{{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}}}})
	if n := testing.AllocsPerRun(50, func() {
		_, _ = l.Locate(orb.Point{0.5, 0.5})
		_, _, _ = l.NearestShape(orb.Point{3, 4})
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkLocator(b *testing.B) {
	shapes := prefectures(b)
	l := mustLocator(b, shapes)
	points := scatterIn(1<<16, 1, japanLow, japanHigh)
	b.Run("locate", func(b *testing.B) {
		b.ReportAllocs()
		for i := range b.N {
			l.Locate(points[i%len(points)])
		}
	})
	b.Run("onland", func(b *testing.B) {
		land := slices.DeleteFunc(slices.Clone(points), func(p orb.Point) bool {
			_, ok := l.Locate(p)
			return !ok
		})
		b.ReportAllocs()
		for i := range b.N {
			l.Locate(land[i%len(land)])
		}
	})
	b.Run("nearestshape", func(b *testing.B) {
		b.ReportAllocs()
		for i := range b.N {
			l.NearestShape(points[i%len(points)])
		}
	})
}
