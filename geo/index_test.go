package geo

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// sortedByDistance is the answer the index must give: all points, measured one
// by one and sorted.
func sortedByDistance(points []orb.Point, p orb.Point) []Neighbor {
	all := make([]Neighbor, len(points))
	for i, q := range points {
		all[i] = Neighbor{i, DistanceKm(p, q)}
	}
	slices.SortStableFunc(all, func(a, b Neighbor) int { return cmp.Compare(a.Km, b.Km) })
	return all
}

func mustIndex(t testing.TB, points []orb.Point) *Index {
	t.Helper()
	ix, err := NewIndex(points)
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

// checkIndex compares every query at p with the plain answer.
func checkIndex(t interface {
	Helper()
	Fatalf(string, ...any)
}, ix *Index, points []orb.Point, p orb.Point, k int, km float64) {
	t.Helper()
	all := sortedByDistance(points, p)
	kept := Neighbor{-7, -7}
	got := ix.Nearest([]Neighbor{kept}, p, k)
	want := append([]Neighbor{kept}, all[:min(k, len(all))]...)
	if !slices.Equal(got, want) {
		t.Fatalf("nearest %d of %d to %v:\n%v, want\n%v", k, len(points), p, got, want)
	}
	end, _ := slices.BinarySearchFunc(all, math.Nextafter(km, math.Inf(1)), func(n Neighbor, km float64) int {
		return cmp.Compare(n.Km, km)
	})
	if got := ix.Within(nil, p, km); !slices.Equal(got, slices.Clip(all[:end])) {
		t.Fatalf("within %v km of %v: %v, want %v", km, p, got, all[:end])
	}
	fast := Neighbor{-1, math.Inf(1)}
	for i, q := range points {
		if d := FastDistanceKm(p, q); d < fast.Km {
			fast = Neighbor{i, d}
		}
	}
	if got, ok := ix.NearestFast(p); ok != (len(points) > 0) || ok && got != fast {
		t.Fatalf("fast nearest to %v: %v, want %v", p, got, fast)
	}
}

func TestIndexMatchesBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := rapid.SliceOfN(anyPoint(), 0, 80).Draw(t, "points")
		p := anyPoint().Draw(t, "p")
		k := rapid.IntRange(0, 90).Draw(t, "k")
		km := rapid.OneOf(rapid.Float64Range(0, 20100), rapid.SampledFrom([]float64{0, 1e-9, 1e300})).Draw(t, "km")
		ix, err := NewIndex(points)
		if err != nil {
			t.Fatal(err)
		}
		checkIndex(t, ix, points, p, k, km)
	})
}

// TestIndexOnHardSets holds the sets where a sphere gives the wrong answer:
// grids with many near ties, points round a pole and along the antimeridian.
func TestIndexOnHardSets(t *testing.T) {
	sets := map[string][]orb.Point{
		"world":        scatter(3000, 3),
		"japan":        scatterIn(2000, 4, japanLow, japanHigh),
		"pole":         scatterIn(1000, 5, orb.Point{-180, 89.9}, orb.Point{180, 90}),
		"south pole":   scatterIn(1000, 6, orb.Point{-180, -90}, orb.Point{180, -88}),
		"antimeridian": append(scatterIn(500, 7, orb.Point{179.9, -20}, orb.Point{180, 20}), scatterIn(500, 8, orb.Point{-180, -20}, orb.Point{-179.9, 20})...),
		"one place":    slices.Repeat([]orb.Point{{139.7, 35.7}}, 300),
		"grid":         grid(40),
		"millimetres":  scatterIn(500, 9, orb.Point{139.7, 35.7}, orb.Point{139.70000001, 35.70000001}),
	}
	names := make([]string, 0, len(sets))
	for name := range sets {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			points := sets[name]
			ix := mustIndex(t, points)
			queries := append(scatter(40, 10), points[0], points[len(points)/2],
				orb.Point{0, 90}, orb.Point{180, 0}, orb.Point{-180, 0}, orb.Point{-points[0][0], -points[0][1]})
			for i, p := range queries {
				checkIndex(t, ix, points, p, 1+i%7, float64(i*i))
			}
		})
	}
}

// grid returns n by n points half a degree apart round 140° E, 36° N.
func grid(n int) (points []orb.Point) {
	for i := range n {
		for j := range n {
			points = append(points, orb.Point{140 + float64(i)/2, 36 + float64(j)/2})
		}
	}
	return points
}

func TestIndexRefusesBadInput(t *testing.T) {
	for _, p := range append([]orb.Point{{180.1, 0}, {-360, 0}}, offGlobe...) {
		if _, err := NewIndex([]orb.Point{{0, 0}, p}); !errors.Is(err, ErrLonLat) {
			t.Errorf("%v: error %v", p, err)
		}
	}
	ix := mustIndex(t, scatter(10, 1))
	for _, p := range offGlobe {
		if got := ix.Nearest(nil, p, 3); len(got) != 0 {
			t.Errorf("nearest to %v: %v", p, got)
		}
		if got := ix.Within(nil, p, 30000); len(got) != 0 {
			t.Errorf("within reach of %v: %v", p, got)
		}
		if n, ok := ix.NearestFast(p); ok || n.Index != -1 || !math.IsNaN(n.Km) {
			t.Errorf("fast nearest to %v: %v", p, n)
		}
	}
	if got := ix.Within(nil, orb.Point{}, nan); len(got) != 0 {
		t.Errorf("within NaN km: %v", got)
	}
	if got := ix.Nearest(nil, orb.Point{}, -1); len(got) != 0 {
		t.Errorf("nearest -1: %v", got)
	}
}

func TestIndexKeepsItsOwnPoints(t *testing.T) {
	points := scatter(100, 2)
	before := slices.Clone(points)
	ix := mustIndex(t, points)
	if !slices.Equal(points, before) {
		t.Fatal("points changed")
	}
	want := ix.Nearest(nil, orb.Point{139, 35}, 5)
	clear(points)
	if got := ix.Nearest(nil, orb.Point{139, 35}, 5); !slices.Equal(got, want) {
		t.Error("the index changed with the caller's slice")
	}
}

func TestIndexAllocatesNothing(t *testing.T) {
	ix := mustIndex(t, scatterIn(1000, 1, japanLow, japanHigh))
	p := orb.Point{139.7, 35.7}
	dst := make([]Neighbor, 0, 1000)
	for name, query := range map[string]func(){
		"nearest 1":  func() { dst = ix.Nearest(dst[:0], p, 1) },
		"nearest 10": func() { dst = ix.Nearest(dst[:0], p, 10) },
		"within":     func() { dst = ix.Within(dst[:0], p, 100) },
		"fast":       func() { _, _ = ix.NearestFast(p) },
	} {
		if n := testing.AllocsPerRun(50, query); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}
