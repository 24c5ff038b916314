package geo

import (
	"math"
	"math/rand/v2"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// anyPoint draws points all over the globe, with a liking for the places where
// things go wrong: poles, the equator, the antimeridian, round numbers.
func anyPoint() *rapid.Generator[orb.Point] {
	lon := rapid.OneOf(rapid.Float64Range(-180, 180),
		rapid.SampledFrom([]float64{-180, -179.9999999, -90, 0, 1e-9, 90, 179.9999999, 180}))
	lat := rapid.OneOf(rapid.Float64Range(-90, 90),
		rapid.SampledFrom([]float64{-90, -89.9999999, -45, 0, 1e-9, 45, 89.9999999, 90}))
	return rapid.Custom(func(t *rapid.T) orb.Point {
		return orb.Point{lon.Draw(t, "lon"), lat.Draw(t, "lat")}
	})
}

// scatter returns n points even on the sphere.
func scatter(n int, seed uint64) []orb.Point {
	r := rand.New(rand.NewPCG(seed, 0))
	points := make([]orb.Point, n)
	for i := range points {
		points[i] = orb.Point{360*r.Float64() - 180, math.Asin(2*r.Float64()-1) * 180 / math.Pi}
	}
	return points
}

// scatterIn returns n points even in a box of the map.
func scatterIn(n int, seed uint64, low, high orb.Point) []orb.Point {
	r := rand.New(rand.NewPCG(seed, 0))
	points := make([]orb.Point, n)
	for i := range points {
		points[i] = orb.Point{
			low[0] + r.Float64()*(high[0]-low[0]),
			low[1] + r.Float64()*(high[1]-low[1]),
		}
	}
	return points
}

// japan is a box round the main islands.
var japanLow, japanHigh = orb.Point{128, 30}, orb.Point{146, 46}

var nan = math.NaN()

// offGlobe are points that no function may take for a place.
var offGlobe = []orb.Point{
	{nan, 0}, {0, nan}, {math.Inf(1), 0}, {0, math.Inf(-1)}, {0, 90.0000001}, {35, 135},
}
