package shock_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/model/fiber"
	"github.com/wattbit/wattbit/model/shock"
)

// square is a region of one degree with its south-western corner at a point.
func square(id string, lon, lat float64) atlas.Outline {
	return atlas.Outline{Region: id, Shape: orb.MultiPolygon{{{{lon, lat}, {lon + 1, lat}, {lon + 1, lat + 1}, {lon, lat + 1}, {lon, lat}}}}}
}

// ground has two regions beside each other, west and east, each a power area of its own.
func ground(t testing.TB) *shock.Ground {
	t.Helper()
	a := &atlas.Atlas{
		Regions:  []atlas.Region{{ID: "west", Parent: "area-w"}, {ID: "east", Parent: "area-e"}, {ID: "area-w"}, {ID: "area-e"}},
		Outlines: []atlas.Outline{square("west", 138, 35), square("east", 139, 35)},
		Hazards:  []atlas.Figure{{Subject: "west", Quantity: "tsunami_height", Value: 12}},
	}
	g, err := shock.NewGround(a)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func node(id string, lon, lat float64, kinds ...optical.NodeKind) optical.Node {
	return optical.Node{ID: id, Location: orb.Point{lon, lat}, Kinds: append(kinds, optical.PoP)}
}

func span(id, from, to string, km float64, risks ...string) optical.Span {
	return optical.Span{ID: id, From: from, To: to, LengthKm: km, LengthBasis: optical.Given, SharedRisk: risks, CapacityGbps: math.NaN()}
}

func network(t testing.TB, nodes []optical.Node, spans []optical.Span) *fiber.Network {
	t.Helper()
	n, findings, err := fiber.New(&optical.Network{Nodes: nodes, Spans: spans}, fiber.DefaultOptions())
	if err != nil || len(findings.Fatal()) > 0 {
		t.Fatal(err, findings)
	}
	return n
}

// line is a hub with users in the west, and a town in the east on a short way of
// 100 km and a long one of 2,000 km.
func line(t testing.TB) shock.Bits {
	n := network(t, []optical.Node{node("hub", 138.5, 35.5, optical.IXP), node("town", 139.5, 35.5), node("far", 139.5, 34)},
		[]optical.Span{span("short", "hub", "town", 100), span("long-1", "hub", "far", 1000, "coast"), span("long-2", "far", "town", 1000, "coast")})
	return wired(n, "hub")
}

func wired(n *fiber.Network, hubs ...string) shock.Bits {
	return shock.Bits{
		Network: n, Hubs: hubs, Centres: []shock.Centre{{ID: "c", Name: "Centre", Node: hubs[0]}},
		Attach: []optical.NodeKind{optical.PoP}, Spurs: 1, Profile: fiber.APNProfile(),
	}
}

func site(id string, lon, lat, mw float64) shock.Site {
	return shock.Site{ID: id, Location: orb.Point{lon, lat}, Loads: []shock.ITLoad{{MW: mw}}}
}

// quiet is a shock that does nothing.
func quiet(hours ...float64) *shock.Shock {
	return &shock.Shock{ID: "test", Title: "test", Source: "test", Evidence: atlas.Assumed, Hours: hours}
}

func run(t testing.TB, s *shock.Shock, b shock.Bits, sites ...shock.Site) *shock.Result {
	t.Helper()
	r, err := shock.Run(context.Background(), shock.Problem{Shock: s, Ground: ground(t), Bits: b, Sites: sites, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	balance(t, r)
	return r
}

// balance holds the sum of what is alive and what is lost against what was placed.
func balance(t testing.TB, r *shock.Result) {
	t.Helper()
	for h, c := range r.Causes {
		if sum := r.Connected.Mean[h] + c.Damaged + c.Unpowered + c.CutOff - c.TakenOver; math.Abs(sum-r.MW) > 1e-9*max(1, r.MW) {
			t.Errorf("hour %g: %g MW in all, placed %g", r.Hours[h], sum, r.MW)
		}
	}
}

func class(t testing.TB, r *shock.Result, id string) shock.Row {
	t.Helper()
	for _, row := range r.Classes {
		if row.ID == id {
			return row
		}
	}
	t.Fatalf("no class %s", id)
	return shock.Row{}
}

func near(t testing.TB, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-9*max(1, math.Abs(want))) {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

func name(what string, i int) string { return fmt.Sprintf("%s%d", what, i) }
