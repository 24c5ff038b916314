package site_test

import (
	"context"
	"math"
	"testing"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/site"
)

// routesTable measures the municipalities of Japan under a profile.
func routesTable(t *testing.T, profile string, hubs ...string) *site.Table {
	t.Helper()
	a := atlas.Japan()
	routes, err := site.NewRoutes(context.Background(), a, site.RouteOptions{Hubs: hubs, Profile: profile, IXMinGbps: 100})
	if err != nil {
		t.Fatal(err)
	}
	return survey(t, a, sample(t), site.Options{MW: 100, Routes: routes}, 2)
}

// TestRouteFiguresHangTogether holds the figures of routes against each other.
func TestRouteFiguresHangTogether(t *testing.T) {
	table := routesTable(t, "packet", "hub-otemachi", "hub-dojima")
	at := func(id string, i int) float64 { return table.Column(id).Values[i] }
	for i, c := range table.Candidates {
		for _, chain := range [][]string{ // each at least the one before
			{site.People2msPct, site.People5msPct, site.People10msPct, site.People20msPct},
			{site.HubsRiskRoutes, site.HubsEdgeRoutes}, {site.DiverseRoutes, site.HubsEdgeRoutes},
			{site.Hub1RiskRoutes, site.Hub1EdgeRoutes}, {site.Hub1NodeRoutes, site.Hub1EdgeRoutes},
			{site.Hub2RiskRoutes, site.Hub2EdgeRoutes}, {site.Hub2NodeRoutes, site.Hub2EdgeRoutes},
			{site.LongHaulAirKm, site.LongHaulKm}, {site.MetroRTTMs, site.TokyoRTTMs}, {site.MetroRTTMs, site.OsakaRTTMs},
		} {
			for k := 1; k < len(chain); k++ {
				if low, high := at(chain[k-1], i), at(chain[k], i); !(low <= high) {
					t.Errorf("%s: %s is %g, more than %s with %g", c.ID, chain[k-1], low, chain[k], high)
				}
			}
		}
		for route, rtt := range map[string]string{
			site.LongHaulKm: site.LongHaulRTTMs, site.IXRouteKm: site.IXRTTMs,
			site.CarrierHotelRouteKm: site.CarrierHotelRTTMs, site.LandingRouteKm: site.LandingRTTMs,
		} {
			if km, ms := at(route, i), at(rtt, i); !(ms >= 2*km*4.89672e-3) {
				t.Errorf("%s: %s of %g ms over %g km outruns light in fiber", c.ID, rtt, ms, km)
			}
		}
	}
	if share := table.Column(site.People20msPct).Values[0]; !(share > 0 && share <= 100) {
		t.Errorf("%g %% of people within 20 ms", share)
	}
}

// TestPhotonicIsFaster: without a switch at every hop every round trip is shorter
// and more people are within reach, over the same fiber.
func TestPhotonicIsFaster(t *testing.T) {
	packet := routesTable(t, "packet", "hub-otemachi", "hub-dojima")
	apn := routesTable(t, "apn", "hub-otemachi", "hub-dojima")
	for i, c := range packet.Candidates {
		p, a := packet.Column(site.TokyoRTTMs).Values[i], apn.Column(site.TokyoRTTMs).Values[i]
		if !(a < p) {
			t.Errorf("%s to Tokyo: %g ms by light path, %g ms by packet", c.ID, a, p)
		}
		if p, a := packet.Column(site.People10msPct).Values[i], apn.Column(site.People10msPct).Values[i]; !(a >= p) {
			t.Errorf("%s: %g %% within 10 ms by light path, %g %% by packet", c.ID, a, p)
		}
		if p, a := packet.Column(site.HubPairKm).Values[i], apn.Column(site.HubPairKm).Values[i]; p != a && !(math.IsNaN(p) && math.IsNaN(a)) {
			t.Errorf("%s: the pair is %g km by light path, %g km by packet", c.ID, a, p)
		}
	}
}

// TestOneHub leaves missing what needs a second hub.
func TestOneHub(t *testing.T) {
	table := routesTable(t, "packet", "hub-otemachi")
	if n := table.Column(site.Hub2NodeRoutes).Values[0]; !math.IsNaN(n) {
		t.Errorf("%g routes to a second hub that nobody named", n)
	}
	if n := table.Column(site.Hub1NodeRoutes).Values[0]; math.IsNaN(n) {
		t.Error("no routes to the first hub")
	}
}
