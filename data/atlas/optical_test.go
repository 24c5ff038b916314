package atlas_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/optical"
)

func TestOpticalRecords(t *testing.T) {
	net := atlas.Japan().Optical()
	for _, f := range optical.Check(net) {
		t.Error(f)
	}
	nodes := map[string]optical.Node{}
	for _, n := range net.Nodes {
		nodes[n.ID] = n
	}
	if hub := nodes["hub-otemachi"]; !hub.Is(optical.DataCentre) || !hub.Is(optical.PoP) || hub.Status != optical.Operational {
		t.Errorf("got %+v", hub)
	}
	if n := nodes["landing-tomakomai"]; n.Status != optical.Planned || n.Is(optical.PoP) {
		t.Errorf("got %+v", n)
	}
	for _, s := range net.Spans {
		switch s.ID {
		case "cable-otaru-akita":
			if s.LengthKm != 770 || s.LengthBasis != optical.Given || s.ReadyYear() != 2024 || s.CapacityGbps != 160e3 {
				t.Errorf("got %+v", s)
			}
		case "trunk-aomori-hakodate":
			if s.LengthBasis != optical.Estimated || s.ReadyForService != "" || len(s.SharedRisk) != 1 || s.SharedRisk[0] != "tunnel-seikan" {
				t.Errorf("got %+v", s)
			}
		}
	}
}

func TestOpticalSpanWithoutLength(t *testing.T) {
	a := &atlas.Atlas{FiberSpans: []atlas.FiberSpan{{ID: "s", LengthKm: math.NaN(), LengthBasis: optical.Estimated}}}
	if s := a.Optical().Spans[0]; s.LengthBasis != "" || !math.IsNaN(s.LengthKm) {
		t.Errorf("got %+v", s)
	}
}

// TestJapanFiber: every long-haul node is on one network, and what crosses a strait
// shares its risk.
func TestJapanFiber(t *testing.T) {
	a := atlas.Japan()
	for what, c := range map[string][2]int{
		"long-haul nodes": {count(a.FiberNodes, func(n atlas.FiberNode) bool { return n.LongHaul }), 79},
		"Seikan":          {count(a.FiberSpans, inGroup("tunnel-seikan")), 1},
		"Kanmon":          {count(a.FiberSpans, inGroup("strait-kanmon")), 3},
		"Seto":            {count(a.FiberSpans, inGroup("bridge-seto")), 4},
		"Akashi":          {count(a.FiberSpans, inGroup("bridge-akashi-naruto")), 3},
		"Shimanami":       {count(a.FiberSpans, inGroup("bridge-shimanami")), 1},
		"submarine":       {count(a.FiberSpans, func(s atlas.FiberSpan) bool { return s.Kind == atlas.Submarine }), 10},
	} {
		if c[0] != c[1] {
			t.Errorf("%s: got %d, want %d", what, c[0], c[1])
		}
	}
	for _, s := range a.FiberSpans {
		if s.LengthBasis == optical.Surveyed || s.LengthBasis == optical.Given && s.Evidence != atlas.Published {
			t.Errorf("%s: length %s on evidence %s", s.ID, s.LengthBasis, s.Evidence)
		}
	}
}

func inGroup(id string) func(atlas.FiberSpan) bool {
	return func(s atlas.FiberSpan) bool {
		for _, g := range s.SharedRisk {
			if g == id {
				return true
			}
		}
		return false
	}
}

func ExampleAtlas_Optical() {
	net := atlas.Japan().Optical()
	fmt.Println(net.Spans[0].Name, net.Spans[0].From, net.Spans[0].To, net.Spans[0].LengthKm, "km", net.Spans[0].LengthBasis)
	// Output: Seikan tunnel pop-aomori pop-hakodate 167.5 km estimated
}
