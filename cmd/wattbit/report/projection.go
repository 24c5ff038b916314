package report

import (
	"math"

	"github.com/paulmach/orb"
)

const earthKm = 6371.0088

// conic is Lambert's conformal conic on the sphere (Snyder 1987, eqs. 15-1 to
// 15-4) as assets/js/projection.js has it: km to the east and to the south of the
// middle of a box.
type conic struct {
	lon0, lat0 float64 // degrees, radians
	n, f, rho0 float64
	flat       bool // equirectangular, where the cone degenerates
}

const rad = math.Pi / 180

func newConic(box orb.Bound) conic {
	south, north := box.Bottom(), box.Top()
	c := conic{lon0: (box.Left() + box.Right()) / 2, lat0: (south + north) / 2 * rad}
	lat1, lat2 := (south+(north-south)/6)*rad, (north-(north-south)/6)*rad
	cone := func(lat float64) float64 { return math.Tan(math.Pi/4 + lat/2) }
	c.n = math.Sin(lat1)
	if math.Abs(lat1-lat2) >= 1e-6 {
		c.n = math.Log(math.Cos(lat1)/math.Cos(lat2)) / math.Log(cone(lat2)/cone(lat1))
	}
	if !(math.Abs(c.n) > 0.02) {
		c.flat = true
		return c
	}
	c.f = math.Cos(lat1) * math.Pow(cone(lat1), c.n) / c.n
	c.rho0 = c.rho(c.lat0)
	return c
}

func (c conic) rho(lat float64) float64 {
	lat = math.Min(math.Max(lat, -89.9*rad), 89.9*rad)
	return earthKm * c.f / math.Pow(math.Tan(math.Pi/4+lat/2), c.n)
}

func (c conic) km(p orb.Point) (x, y float64) {
	dLon := math.Mod(math.Mod(p.Lon()-c.lon0+180, 360)+360, 360) - 180
	lat := p.Lat() * rad
	if c.flat {
		return earthKm * dLon * rad * math.Cos(c.lat0), -earthKm * (lat - c.lat0)
	}
	theta, r := c.n*dLon*rad, c.rho(lat)
	return r * math.Sin(theta), r*math.Cos(theta) - c.rho0
}
