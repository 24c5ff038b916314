package siting_test

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/model/fiber"
	"github.com/wattbit/wattbit/model/fiber/siting"
)

// square is a ring of four towns, a hub at two corners; the eastern span shares a
// trench with the southern one.
//
//	c ── hub2
//	│      │
//	hub1 ─ d
func square(tb testing.TB) *fiber.Network {
	tb.Helper()
	node := func(id string, lon, lat float64, kinds ...optical.NodeKind) optical.Node {
		return optical.Node{ID: id, Location: orb.Point{lon, lat}, Kinds: append(kinds, optical.PoP)}
	}
	span := func(from, to string, km float64, risks ...string) optical.Span {
		return optical.Span{ID: from + "-" + to, From: from, To: to, LengthKm: km, SharedRisk: risks}
	}
	net, _, err := fiber.New(&optical.Network{
		Nodes: []optical.Node{node("hub1", 139, 35, optical.DataCentre), node("hub2", 140, 36, optical.IXP), node("c", 139, 36), node("d", 140, 35),
			{ID: "landing", Location: orb.Point{140.1, 35}, Kinds: []optical.NodeKind{optical.CableLanding}}},
		Spans: []optical.Span{span("hub1", "c", 120), span("c", "hub2", 110), span("hub2", "d", 130, "trench"), span("d", "hub1", 100, "trench"), span("d", "landing", 12)},
	}, fiber.DefaultOptions())
	if err != nil {
		tb.Fatal(err)
	}
	return net
}

func survey(tb testing.TB, net *fiber.Network, change func(o *siting.Options)) *siting.Survey {
	tb.Helper()
	o := siting.DefaultOptions()
	o.Hubs = []int{0, 1}
	o.Centres = []siting.Centre{{ID: "metro", Location: orb.Point{139, 35}}}
	o.People = []siting.People{{Location: orb.Point{139, 35}, Count: 60}, {Location: orb.Point{140, 36}, Count: 40}}
	if change != nil {
		change(&o)
	}
	s, err := siting.New(context.Background(), net, o, 1)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-6*math.Max(1, math.Abs(b)) }

// TestByHand puts a place 0.2° north of d: spurs to d and to hub2.
func TestByHand(t *testing.T) {
	net := square(t)
	a := sites(t, survey(t, net, nil), []orb.Point{{140, 35.2}}, 1)[0]
	if len(a.Spurs) != 2 || net.Node(a.Spurs[0].Node).ID != "d" || net.Node(a.Spurs[1].Node).ID != "hub2" {
		t.Fatalf("spurs %+v", a.Spurs)
	}
	one, two := a.Spurs[0].AirKm, a.Spurs[1].AirKm
	if !near(a.Spurs[0].Km.Base, 1.9*one) || !near(a.Spurs[0].Km.Low, 1.4*one) || !near(a.Spurs[1].Km.Base, 1.3*two) || !near(a.Spurs[1].Km.High, 1.5*two) {
		t.Errorf("spurs %+v", a.Spurs)
	}
	if !near(a.OneSpurJPY.Base, 1.9*one*6.5e6) || !near(a.TwoSpursJPY.High, (2.1*one+1.5*two)*9e6) {
		t.Errorf("cost %v and %v", a.OneSpurJPY, a.TwoSpursJPY)
	}
	if got := a.Hubs[0]; got.Node != 0 || !near(got.Km.Base, 1.9*one+100) || got.EdgeRoutes != 2 || got.NodeRoutes != 2 {
		t.Errorf("hub1: %+v", got)
	}
	if got := a.Hubs[0].RiskRoutes; got != 1 { // both ways out of d, past the trench
		t.Errorf("hub1: %d risk-disjoint routes", got)
	}
	if got := a.Hubs[1].Km.Base; !near(got, 1.3*two) {
		t.Errorf("hub2: %g km", got)
	}
	pair := a.Hubs[0].Pairs[0] // by d, and by hub2 and c
	if !pair.Found || !near(pair.ShortKm, 1.9*one+100) || !near(pair.LongKm, 1.3*two+230) || !near(pair.DifferenceMs, 2*pair.DifferenceKm*4.89672/1000) {
		t.Errorf("pair to hub1: %+v", pair)
	}
	apart := a.Apart.Pairs[2]
	if !apart.Found || !near(apart.ShortKm+apart.LongKm, 1.9*one+100+1.3*two) {
		t.Errorf("pair to both hubs: %+v", apart)
	}
	if got := a.Landing; !near(got.Km.Base, 1.9*one+12) || got.Node != 4 {
		t.Errorf("landing: %+v", got)
	}
	if got := a.CarrierHotel.Km.Base; !near(got, a.Hubs[0].Km.Base) {
		t.Errorf("carrier hotel at %g km", got)
	}
	// The people of hub2 are 1.3 × 88.8 km away, 1.14 ms; those of hub1 1.9 × 22.2 +
	// 100 km, 1.40 ms.
	within := survey(t, net, func(o *siting.Options) { o.LimitsMs = []float64{1.1, 1.2, 1.5} })
	share := sites(t, within, []orb.Point{{140, 35.2}}, 1)[0].PeopleShare
	if share[0] != 0 || share[1] != 0.4 || share[2] != 1 {
		t.Errorf("shares %v", share)
	}
}

func TestPacketIsSlower(t *testing.T) {
	a := sites(t, survey(t, square(t), nil), []orb.Point{{139.2, 35.4}}, 1)[0]
	for _, c := range []siting.Access{a.LongHaul, a.Exchange, a.Centres[0], a.Hubs[0].Access} {
		if !(c.RTTms[1].Base > c.RTTms[0].Base) {
			t.Errorf("apn %g ms, packet %g ms", c.RTTms[0].Base, c.RTTms[1].Base)
		}
	}
}

func TestWhatIsMissingIsNaN(t *testing.T) {
	net, _, err := fiber.New(&optical.Network{Nodes: []optical.Node{
		{ID: "a", Location: orb.Point{139, 35}, Kinds: []optical.NodeKind{optical.PoP}},
		{ID: "b", Location: orb.Point{140, 35}, Kinds: []optical.NodeKind{optical.DataCentre}},
	}}, fiber.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	a := sites(t, survey(t, net, func(o *siting.Options) { o.Hubs, o.People = []int{1}, nil }), []orb.Point{{139, 35.1}}, 1)[0]
	for what, x := range map[string]float64{
		"hub": a.Hubs[0].Km.Base, "rtt": a.Hubs[0].RTTms[1].High, "exchange": a.Exchange.AirKm, "share": a.PeopleShare[0],
		"two spurs": a.TwoSpursJPY.Low, "pair": a.Hubs[0].Pairs[0].ShortKm,
	} {
		if !math.IsNaN(x) {
			t.Errorf("%s: got %g, want NaN", what, x)
		}
	}
	if a.Hubs[0].Node != -1 || a.Hubs[0].EdgeRoutes != 0 || a.Hubs[0].Pairs[0].Found || len(a.Spurs) != 1 {
		t.Errorf("got %+v", a)
	}
	for _, served := range a.Served {
		if served.Class == "sync" && served.Verdict != fiber.Unknown {
			t.Errorf("sync: %+v", served)
		}
	}
}

func TestZones(t *testing.T) {
	net := square(t)
	west := func(p orb.Point) int { return map[bool]int{true: 1, false: 2}[p[0] < 139.5] }
	place := []orb.Point{{139.6, 35.5}} // in the east
	for _, sp := range sites(t, survey(t, net, func(o *siting.Options) { o.Zone = west }), place, 1)[0].Spurs {
		if id := net.Node(sp.Node).ID; sp.Crosses || id == "hub1" || id == "c" {
			t.Errorf("a spur to %s", id)
		}
	}
	none := func(p orb.Point) int { return map[bool]int{true: 1, false: 2}[p == place[0]] }
	a := sites(t, survey(t, net, func(o *siting.Options) { o.Zone = none }), place, 1)[0]
	if len(a.Spurs) != 1 || !a.Spurs[0].Crosses {
		t.Errorf("an island without a node: %+v", a.Spurs)
	}
}

func TestNodeOnTheWayIsNoSecondSpur(t *testing.T) {
	net := square(t)
	// In line with d and hub2, 20 km south of d: hub2 lies behind d, hub1 does not.
	a := sites(t, survey(t, net, nil), []orb.Point{{140, 34.8}}, 1)[0]
	if len(a.Spurs) != 2 || net.Node(a.Spurs[1].Node).ID != "hub1" {
		t.Errorf("spurs %+v", a.Spurs)
	}
}

func TestRefusals(t *testing.T) {
	net := square(t)
	for want, change := range map[string]func(o *siting.Options){
		"no hub given":                      func(o *siting.Options) { o.Hubs = nil },
		"hub 9: want 0 to 4":                func(o *siting.Options) { o.Hubs = []int{9} },
		"no transport profile":              func(o *siting.Options) { o.Profiles = nil },
		"0 nearest nodes":                   func(o *siting.Options) { o.Near = 0 },
		"spurs of at most NaN km":           func(o *siting.Options) { o.MaxSpurKm = math.NaN() },
		"cost of a spur per km":             func(o *siting.Options) { o.JPYPerKm.Low = 1e9 },
		`centre "metro"`:                    func(o *siting.Options) { o.Centres[0].Location = orb.Point{35, 139} },
		"people 1: NaN: want a count":       func(o *siting.Options) { o.People[1].Count = math.NaN() },
		"no node of kind [tower]":           func(o *siting.Options) { o.Attach = []optical.NodeKind{optical.Tower} },
		"profile \"x\": group index 1: wan": func(o *siting.Options) { o.Profiles = []fiber.Profile{{Name: "x", GroupIndex: 1}} },
	} {
		o := siting.DefaultOptions()
		o.Hubs, o.Centres = []int{0}, []siting.Centre{{ID: "metro", Location: orb.Point{139, 35}}}
		o.People = make([]siting.People, 2)
		change(&o)
		if _, err := siting.New(context.Background(), net, o, 1); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	_, err := survey(t, net, nil).Sites(context.Background(), []orb.Point{{139, 35}, {35, 139}}, 1)
	if err == nil || !strings.Contains(err.Error(), "place 1:") {
		t.Errorf("got %v", err)
	}
}

func ExampleSurvey_Sites() {
	net, _, _ := fiber.New(&optical.Network{
		Nodes: []optical.Node{
			{ID: "otemachi", Location: orb.Point{139.764, 35.687}, Kinds: []optical.NodeKind{optical.PoP, optical.DataCentre}},
			{ID: "inzai", Location: orb.Point{140.146, 35.832}, Kinds: []optical.NodeKind{optical.PoP}},
			{ID: "chiba", Location: orb.Point{140.123, 35.605}, Kinds: []optical.NodeKind{optical.PoP}},
		},
		Spans: []optical.Span{{ID: "1", From: "otemachi", To: "inzai", LengthKm: 62}, {ID: "2", From: "otemachi", To: "chiba", LengthKm: 49}},
	}, fiber.DefaultOptions())
	o := siting.DefaultOptions()
	o.Hubs = []int{0}
	s, _ := siting.New(context.Background(), net, o, 1)
	answers, _ := s.Sites(context.Background(), []orb.Point{{140.13, 35.78}}, 1)
	hub := answers[0].Hubs[0]
	fmt.Printf("%.1f km, %.2f ms\n", hub.Km.Base, hub.RTTms[0].Base)
	fmt.Printf("two routes, %.1f and %.1f km: spurs of %.0f M yen\n", hub.Pairs[1].ShortKm, hub.Pairs[1].LongKm, answers[0].TwoSpursJPY.Base/1e6)
	// Output:
	// 73.3 km, 0.74 ms
	// two routes, 73.3 and 85.9 km: spurs of 313 M yen
}
