package optical

import (
	"math"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/geo"
)

// AirLineKm returns the distance of two locations of the network: the WGS84
// geodesic, or the straight line times KmPerUnit when locations are planar. It
// is NaN when one of them is unknown or no place on the globe.
func (net *Network) AirLineKm(a, b orb.Point) float64 {
	if net.KmPerUnit > 0 {
		return math.Hypot(a[0]-b[0], a[1]-b[1]) * net.KmPerUnit
	}
	return geo.DistanceKm(a, b)
}

// RouteKm returns the length of a span's drawn route, NaN when it has none.
func (net *Network) RouteKm(s Span) float64 {
	if len(s.Route) < 2 {
		return math.NaN()
	}
	sum := 0.0
	for i := 1; i < len(s.Route); i++ {
		sum += net.AirLineKm(s.Route[i-1], s.Route[i])
	}
	return sum
}
