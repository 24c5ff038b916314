package geo_test

import (
	"fmt"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/geo"
)

var (
	tokyo   = orb.Point{139.765, 35.6867}
	osaka   = orb.Point{135.493, 34.6965}
	sapporo = orb.Point{141.35, 43.06}
	fukuoka = orb.Point{130.4, 33.59}
)

func ExampleInverse() {
	m, leaving, arriving := geo.Inverse(tokyo, osaka)
	fmt.Printf("%.3f m, leaving at %.2f°, arriving at %.2f°\n", m, leaving, arriving)
	// Output: 404243.391 m, leaving at -104.53°, arriving at -106.99°
}

func ExampleDirect() {
	p, _ := geo.Direct(tokyo, 0, 100e3)
	fmt.Printf("%.4f %.4f\n", p.Lon(), p.Lat())
	// Output: 139.7650 36.5879
}

func ExampleInterpolate() {
	half := geo.Interpolate(tokyo, osaka, 0.5)
	fmt.Printf("%.3f %.3f\n", half.Lon(), half.Lat())
	// Output: 137.616 35.210
}

func ExampleFastDistanceKm() {
	fmt.Printf("exact %.4f km, fast %.4f km\n",
		geo.DistanceKm(sapporo, fukuoka), geo.FastDistanceKm(sapporo, fukuoka))
	// Output: exact 1419.4177 km, fast 1419.4160 km
}

func ExampleAreaKm2() {
	square := orb.Polygon{{{139, 35}, {140, 35}, {140, 36}, {139, 36}, {139, 35}}}
	fmt.Printf("%.1f km²\n", geo.AreaKm2(orb.MultiPolygon{square}))
	// Output: 10066.3 km²
}

func ExampleIndex() {
	ix, err := geo.NewIndex([]orb.Point{tokyo, osaka, sapporo, fukuoka})
	if err != nil {
		fmt.Println(err)
		return
	}
	nagoya := orb.Point{136.908, 35.17}
	var found []geo.Neighbor // reused, a million queries allocate nothing
	found = ix.Nearest(found[:0], nagoya, 2)
	for _, n := range found {
		fmt.Printf("point %d at %.1f km\n", n.Index, n.Km)
	}
	found = ix.Within(found[:0], nagoya, 200)
	fmt.Println(len(found), "within 200 km")
	// Output:
	// point 1 at 139.5 km
	// point 0 at 265.7 km
	// 1 within 200 km
}

func ExampleLocator() {
	east := orb.MultiPolygon{{{{139, 35}, {141, 35}, {141, 37}, {139, 37}, {139, 35}}}}
	west := orb.MultiPolygon{{{{135, 34}, {136, 34}, {136, 36}, {135, 36}, {135, 34}}}}
	l, err := geo.NewLocator([]orb.MultiPolygon{east, west})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(l.Locate(tokyo))
	fmt.Println(l.Locate(sapporo))
	at := orb.Point{136.1, 35}
	shape, km, _ := l.NearestShape(at)
	fmt.Printf("%d at %.2f km\n", shape, km)
	// Output:
	// 0 true
	// -1 false
	// 1 at 9.13 km
}

func ExampleCheckLonLat() {
	fmt.Println(geo.CheckLonLat(35.6867, 139.765))
	// Output: latitude 139.765 is outside −90…90: are longitude and latitude swapped?
}
