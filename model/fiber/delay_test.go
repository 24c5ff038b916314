package fiber

import (
	"context"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/geo"
)

// routeOf returns a route of spans of given lengths.
func routeOf(kms ...float64) Route {
	r := Route{Nodes: []int{0}}
	for i, km := range kms {
		r.Nodes, r.Spans = append(r.Nodes, i+1), append(r.Spans, i)
		r.SpanKm, r.Km = append(r.SpanKm, Exactly(km)), r.Km.plus(Exactly(km))
	}
	return r
}

func within(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: got %g, want %g ± %g", what, got, want, tolerance)
	}
}

func TestPropagation(t *testing.T) {
	p := APNProfile()
	within(t, "µs per km", p.UsPerKm(), 4.89672, 5e-6)
	within(t, "1 ms", p.ReachKm(1), 102.1, 0.05)
	within(t, "2 ms", p.ReachKm(2), 204.2, 0.05)
	within(t, "10 ms", p.ReachKm(10), 1021, 0.5)
	within(t, "1 ms at factor 1.3, air line", p.ReachKm(1)/1.3, 78.5, 0.05)
}

// TestUKTrial is the 89 km of an all-photonic network between two data centres
// near London, of which 0.9 ms were reported.
func TestUKTrial(t *testing.T) {
	d := APNProfile().Delay(routeOf(89))
	within(t, "propagation", 2*d.Base.PropagationUs/1000, 0.872, 5e-4)
	within(t, "round trip", d.RTTms().Base, 0.9, 0.015)
}

// TestJapaneseRoundTrips are figures that operators publish, at factor 1.3 and
// 200,000 km/s.
func TestJapaneseRoundTrips(t *testing.T) {
	tokyo, osaka := [2]float64{139.7671, 35.6812}, [2]float64{135.4959, 34.7025}
	sapporo, fukuoka := [2]float64{141.3544, 43.0621}, [2]float64{130.4017, 33.5902}
	p := APNProfile()
	p.GroupIndex = LightKmPerUs * 1e6 / 200_000
	rtt := func(airKm float64) float64 { return 2 * 1.3 * airKm * p.UsPerKm() / 1000 }
	within(t, "Tokyo–Osaka", rtt(geo.DistanceKm(tokyo, osaka)), 5.2, 0.3)
	within(t, "Tokyo–Sapporo", rtt(geo.DistanceKm(tokyo, sapporo)), 10.7, 0.3)
	within(t, "Tokyo–Osaka–Fukuoka", rtt(geo.DistanceKm(tokyo, osaka)+geo.DistanceKm(osaka, fukuoka)), 11.6, 0.3)
}

func TestDelayElements(t *testing.T) {
	packet := PacketProfile()
	d := packet.Delay(routeOf(500, 80, 0)).Base
	// 500 km: 400G reaches 362, so one regenerator and 2 parts of 250 km with 3 amplifiers
	want := Delay{
		PropagationUs: 580 * packet.UsPerKm(), AmplifierUs: 6 * 0.15, RegeneratorUs: 100,
		TransponderUs: 6 * 5, SwitchUs: 3 * 50,
		Amplifiers: 6, Regenerators: 1, Terminals: 6, Switches: 3,
	}
	if math.Abs(d.PropagationUs-want.PropagationUs) > 1e-9 || math.Abs(d.AmplifierUs-want.AmplifierUs) > 1e-9 {
		t.Errorf("got %+v, want %+v", d, want)
	}
	d.PropagationUs, d.AmplifierUs = want.PropagationUs, want.AmplifierUs
	if d != want {
		t.Errorf("got %+v, want %+v", d, want)
	}
	apn := APNProfile().Delay(routeOf(500, 80, 0)).Base
	if apn.Regenerators != 0 || apn.Switches != 0 || apn.Terminals != 2 || apn.Amplifiers != 7 {
		t.Errorf("300G carries 580 km in one section: got %+v", apn)
	}
	if far := APNProfile().Delay(routeOf(6000)).Base; far.Regenerators != 1 {
		t.Errorf("6000 km: %d regenerators, want 1", far.Regenerators)
	}
	if none := APNProfile().Delay(routeOf()).Base; none != (Delay{}) {
		t.Errorf("no span: %+v", none)
	}
}

func TestFastestMode(t *testing.T) {
	for km, want := range map[float64]string{0: "400G", 362: "400G", 363: "300G", 2129: "200G", 2130: "100G"} {
		if m, ok := FastestMode(Modes(), km); !ok || m.Name != want {
			t.Errorf("%g km: %s, %t; want %s", km, m.Name, ok, want)
		}
	}
	if m, ok := FastestMode(Modes(), 4000); ok || m.Name != "100G" {
		t.Errorf("4000 km: %s, %t", m.Name, ok)
	}
}

// TestNoProfileOutrunsLight: no round trip is below 2·d·n/c.
func TestNoProfileOutrunsLight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(Profiles()).Draw(t, "profile")
		p.GroupIndex = rapid.Float64Range(GroupIndex, 1.6).Draw(t, "index")
		p.SwitchUs = Exactly(rapid.Float64Range(0, 200).Draw(t, "switch"))
		p.TransponderUs = Exactly(rapid.Float64Range(0, 50).Draw(t, "transponder"))
		if err := p.Check(); err != nil {
			t.Fatal(err)
		}
		kms := rapid.SliceOfN(rapid.Float64Range(0, 20000), 0, 8).Draw(t, "kms")
		r := routeOf(kms...)
		rtt := p.Delay(r).RTTms()
		floor := 2 * r.Km.Base * GroupIndex / LightKmPerUs / 1000
		if rtt.Low < floor*(1-1e-12) || rtt.Base < rtt.Low || rtt.High < rtt.Base {
			t.Fatalf("%v ms for %g km, light takes %g ms", rtt, r.Km.Base, floor)
		}
	})
}

func TestProfileCheck(t *testing.T) {
	for name, spoil := range map[string]func(p *Profile){
		"one 200th of the latency": func(p *Profile) { p.GroupIndex /= 200 },
		"NaN index":                func(p *Profile) { p.GroupIndex = math.NaN() },
		"negative switch":          func(p *Profile) { p.SwitchUs.Low = -1 },
		"negative regenerator":     func(p *Profile) { p.RegeneratorUs = -1 },
		"unordered band":           func(p *Profile) { p.TransponderUs = Band{3, 2, 4} },
		"no mode":                  func(p *Profile) { p.Modes = nil },
		"no reach":                 func(p *Profile) { p.Modes = []Mode{{"0G", 0, 0}} },
		"no spacing":               func(p *Profile) { p.AmplifierSpacingKm = 0 },
	} {
		p := PacketProfile()
		if spoil(&p); p.Check() == nil {
			t.Errorf("%s: no error", name)
		}
	}
	for _, p := range Profiles() {
		if got, err := ProfileNamed(p.Name); err != nil || got.Check() != nil || got.Source == "" {
			t.Errorf("%s: %v", p.Name, err)
		}
	}
	if _, err := ProfileNamed("magic"); err == nil {
		t.Error("magic: no error")
	}
}

func TestRouteFactor(t *testing.T) {
	f := DefaultRouteFactor()
	if got := f.EstimateKm(100); math.Abs(got.Low-120) > 1e-9 || math.Abs(got.Base-130) > 1e-9 || got.High != 150 {
		t.Errorf("long haul: %v", got)
	}
	if got := f.EstimateKm(10); got != (Band{14, 19, 21}) {
		t.Errorf("metro: %v", got)
	}
	net := &optical.Network{}
	for _, bad := range []RouteFactor{{}, UniformRouteFactor(0.9), UniformRouteFactor(math.NaN()), UniformRouteFactor(math.Inf(1))} {
		if _, _, err := New(net, Options{Factor: bad}); err == nil {
			t.Errorf("factor %+v: no error", bad)
		}
	}
}

// TestEstimatedSpansCarryTheBand: one given span, one estimated.
func TestEstimatedSpansCarryTheBand(t *testing.T) {
	net := japan()
	n, _, err := New(net, DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	tree, err := n.Tree(context.Background(), indexOf(t, n, "tokyo"))
	if err != nil {
		t.Fatal(err)
	}
	r, ok := tree.Route(indexOf(t, n, "osaka"))
	if !ok {
		t.Fatal("no route")
	}
	air := geo.DistanceKm(net.Nodes[1].Location, net.Nodes[2].Location)
	within(t, "given", r.GivenKm, 366, 1e-9)
	within(t, "estimated", r.EstimatedKm, 1.3*air, 1e-9)
	within(t, "low", r.Km.Low, 366+1.2*air, 1e-9)
	within(t, "high", r.Km.High, 366+1.5*air, 1e-9)
	within(t, "stretch", r.Stretch(), r.Km.Base/r.AirLineKm, 1e-12)
	if r.Basis != optical.Estimated {
		t.Errorf("basis %s", r.Basis)
	}
	rtt := APNProfile().Delay(r).RTTms()
	if !(rtt.Low < rtt.Base && rtt.Base < rtt.High) {
		t.Errorf("band %v", rtt)
	}
}

// japan is Tokyo–Nagoya of given length, Nagoya–Osaka and a northern way round
// of estimated length; the southern spans share a risk.
func japan() *optical.Network {
	nan := math.NaN()
	return &optical.Network{
		Nodes: []optical.Node{
			{ID: "tokyo", Location: [2]float64{139.765, 35.687}, Kinds: []optical.NodeKind{optical.IXP}},
			{ID: "nagoya", Location: [2]float64{136.908, 35.17}},
			{ID: "osaka", Location: [2]float64{135.493, 34.697}, Kinds: []optical.NodeKind{optical.IXP, optical.DataCentre}},
			{ID: "kanazawa", Location: [2]float64{136.656, 36.561}},
		},
		Spans: []optical.Span{
			{ID: "tn", From: "tokyo", To: "nagoya", LengthKm: 366, CapacityGbps: nan, SharedRisk: []string{"tokai"}},
			{ID: "no", From: "nagoya", To: "osaka", LengthKm: nan, CapacityGbps: nan, SharedRisk: []string{"tokai", "suzuka"}},
			{ID: "tk", From: "tokyo", To: "kanazawa", LengthKm: nan, CapacityGbps: nan, ReadyForService: "2030"},
			{ID: "ko", From: "kanazawa", To: "osaka", LengthKm: nan, CapacityGbps: nan},
		},
	}
}
