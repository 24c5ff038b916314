package optical_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/optical"
)

// line returns three nodes along a line with two spans of given lengths.
func line() *optical.Network {
	node := func(id string, lon float64, at int) optical.Node {
		return optical.Node{ID: id, Location: orb.Point{lon, 35.25}, At: optical.Origin{File: "n", Line: at}}
	}
	span := func(id, from, to string, at int) optical.Span {
		return optical.Span{ID: id, From: from, To: to, LengthKm: 120, At: optical.Origin{File: "s", Line: at}}
	}
	return &optical.Network{
		Nodes: []optical.Node{node("a", 135, 2), node("b", 136.1, 3), node("c", 137.2, 4)},
		Spans: []optical.Span{span("ab", "a", "b", 2), span("bc", "b", "c", 3)},
	}
}

func TestCheckFindsNothingInAGoodNetwork(t *testing.T) {
	if found := optical.Check(line()); len(found) > 0 {
		t.Errorf("got %v", found)
	}
}

func TestCheckFindsOneFault(t *testing.T) {
	for _, c := range []struct {
		rule  string
		fault func(net *optical.Network)
		want  string
	}{
		{"node-id", func(n *optical.Network) { n.Nodes = append(n.Nodes, n.Nodes[0]) }, `n:2: node "a": has the id of an earlier node (n:2)`},
		{"node-id", func(n *optical.Network) { n.Nodes = append(n.Nodes, optical.Node{Location: orb.Point{1, 1}}) }, `node "": has no id`},
		{"node-place", func(n *optical.Network) {
			n.Nodes[0].Location = orb.Point{35.2, 135}
		}, "swapped"},
		{"node-place", func(n *optical.Network) { n.Nodes[0].Location = orb.Point{math.Inf(1), 0} }, "not finite"},
		{"node-unlocated", func(n *optical.Network) { n.Nodes[0].Location = optical.Unlocated() }, `n:2: node "a": has no location`},
		{"span-id", func(n *optical.Network) { n.Spans[1].ID = "ab" }, `s:3: span "ab": has the id of an earlier span (s:2)`},
		{"span-id", func(n *optical.Network) { n.Spans[1].ID = "" }, "has no id"},
		{"span-ends", func(n *optical.Network) { n.Spans[1].To = "z" }, `s:3: span "bc": ends at node "z", which is not in the network`},
		{"span-length", func(n *optical.Network) { n.Spans[1].LengthKm = -1 }, "length -1 km"},
		{"span-length", func(n *optical.Network) { n.Spans[1].LengthKm = math.Inf(1) }, "length +Inf km"},
		{"span-loop", func(n *optical.Network) { n.Spans[1].From = "c" }, `starts and ends at node "c"`},
		{"span-parallel", func(n *optical.Network) {
			s := n.Spans[0]
			s.ID, s.From, s.To = "ba", "b", "a"
			n.Spans = append(n.Spans, s)
		}, `span "ba": joins nodes "b" and "a" as span "ab" does`},
		{"span-zero", func(n *optical.Network) { n.Spans[1].LengthKm = 0 }, "has length 0 km"},
		{"span-stretch", func(n *optical.Network) { n.Spans[1].LengthKm = 50 }, "is below the air line of 100.1"},
		{"span-stretch", func(n *optical.Network) { n.Spans[1].LengthKm = 120000 }, "is it in metres"},
		{"node-pixels", func(n *optical.Network) {
			n.Spans = nil
			for i := range n.Nodes {
				n.Nodes[i].Location = orb.Point{float64(i), float64(2 * i)}
			}
			n.Nodes = append(n.Nodes, optical.Node{ID: "d", Location: orb.Point{7, 7}})
		}, "all 4 locations are whole numbers"},
	} {
		t.Run(c.rule+" "+c.want, func(t *testing.T) {
			net := line()
			c.fault(net)
			found := optical.Check(net)
			if len(found) != 1 || found[0].Rule != c.rule || !strings.Contains(found[0].Error(), c.want) {
				t.Errorf("got %v, want %q of rule %s alone", found, c.want, c.rule)
			}
		})
	}
}

func TestCheckUnmeasuredSpan(t *testing.T) {
	net := line()
	net.Nodes[0].Location = optical.Unlocated()
	net.Spans[0].LengthKm = math.NaN()
	if found := optical.Check(net); len(found) != 2 || found[1].Rule != "span-unmeasured" {
		t.Errorf("got %v", found)
	}
}

// TestCheckSuspectsSwappedPlaces swaps the places of a network that would still
// lie on the globe.
func TestCheckSuspectsSwappedPlaces(t *testing.T) {
	net := &optical.Network{}
	for i, lat := range []float64{60.5, 61.5, 62.5, 63.5, 64.5} {
		id := fmt.Sprint(i)
		net.Nodes = append(net.Nodes, optical.Node{ID: id, Location: orb.Point{lat, 10 + 3*float64(i)}})
		if i > 0 {
			// 3 degrees of longitude at 60°N and one of latitude: about 200 km
			net.Spans = append(net.Spans, optical.Span{ID: "s" + id, From: fmt.Sprint(i - 1), To: id, LengthKm: 215})
		}
	}
	found := optical.Check(net)
	if last := found[len(found)-1]; last.Rule != "swapped" || !strings.Contains(last.Message, "4 of 4 spans") {
		t.Errorf("got %v", found)
	}
	for i := range net.Nodes {
		p := &net.Nodes[i].Location
		p[0], p[1] = p[1], p[0]
	}
	if found := optical.Check(net); len(found) > 0 {
		t.Errorf("the right way round: %v", found)
	}
}

func TestPlanarPlacesAreNotDegrees(t *testing.T) {
	net := line()
	for i := range net.Nodes {
		net.Nodes[i].Location = orb.Point{1000 * float64(i), 500}
	}
	if err := optical.Check(net).Err(); err == nil {
		t.Error("pixels passed as degrees")
	}
	net.KmPerUnit = 0.1
	if found := optical.Check(net); len(found) > 0 {
		t.Errorf("got %v", found)
	}
	if km := net.AirLineKm(net.Nodes[0].Location, net.Nodes[1].Location); km != 100 {
		t.Errorf("%g km, want 100", km)
	}
}

func TestErrListsTheFatalOnes(t *testing.T) {
	net := line()
	net.Nodes[2].Location = optical.Unlocated() // a warning
	for range 20 {
		net.Spans = append(net.Spans, optical.Span{ID: "x", From: "a", To: "z", LengthKm: 1})
	}
	found := optical.Check(net)
	err := found.Err()
	var one optical.Finding
	if !errors.As(err, &one) || one.Severity != optical.Fatal {
		t.Fatalf("got %v", err)
	}
	if !strings.HasSuffix(err.Error(), "and 29 more") || strings.Contains(err.Error(), "no location") {
		t.Errorf("got %v", err)
	}
}

func TestRulesHaveTitlesAndIDs(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range optical.Rules() {
		if r.ID == "" || r.Title == "" || seen[r.ID] {
			t.Errorf("rule %+v", r)
		}
		seen[r.ID] = true
	}
}

func ExampleCheck() {
	net := &optical.Network{
		Nodes: []optical.Node{{ID: "Otemachi", Location: orb.Point{139.765, 35.6867}}},
		Spans: []optical.Span{{ID: "s1", From: "Otemachi", To: "Dojima", LengthKm: 550}},
	}
	for _, finding := range optical.Check(net) {
		fmt.Println(finding.Severity, finding)
	}
	// Output: fatal span "s1": ends at node "Dojima", which is not in the network
}
