package fiber

import (
	"context"
	"math"
	"reflect"
	"testing"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/optical"
)

func km(t *testing.T, n *Network, from, to string) float64 {
	t.Helper()
	return mustTree(t, n, from).Km[indexOf(t, n, to)]
}

func TestEdits(t *testing.T) {
	n := mustNew(t, japan(), DefaultOptions())
	south, north := km(t, n, "tokyo", "nagoya")+km(t, n, "nagoya", "osaka"), km(t, n, "tokyo", "kanazawa")+km(t, n, "kanazawa", "osaka")
	if !(south < north) {
		t.Fatalf("south %g km, north %g km", south, north)
	}
	aroundNagoya := orb.MultiPolygon{{{{136.8, 35.1}, {137, 35.1}, {137, 35.3}, {136.8, 35.3}, {136.8, 35.1}}}}
	// a square on the line from Nagoya to Osaka that holds neither
	onTheWay := orb.MultiPolygon{{{{136, 34.6}, {136.3, 34.6}, {136.3, 35.2}, {136, 35.2}, {136, 34.6}}}}
	elsewhere := orb.MultiPolygon{{{{141, 43}, {142, 43}, {142, 44}, {141, 44}, {141, 43}}}}
	short := AddSpan{optical.Span{ID: "new", From: "tokyo", To: "osaka", LengthKm: 410}}
	for _, c := range []struct {
		name  string
		edits []Edit
		want  float64
	}{
		{"none", nil, south},
		{"cut", []Edit{CutSpan{"no"}}, north},
		{"group", []Edit{FailGroup{"tokai"}}, north},
		{"node", []Edit{FailNode{"nagoya"}}, north},
		{"region around a node", []Edit{FailRegion{aroundNagoya}}, north},
		{"region on the way", []Edit{FailRegion{onTheWay}}, north},
		{"region elsewhere", []Edit{FailRegion{elsewhere}}, south},
		{"disc on the way", []Edit{FailDisc{orb.Point{136.2, 34.95}, 10}}, north},
		{"disc beside the way", []Edit{FailDisc{orb.Point{136.2, 34.5}, 10}}, south},
		{"all", []Edit{CutSpan{"no"}, FailNode{"kanazawa"}}, inf},
		{"new span", []Edit{short}, 410},
		{"new span, lost again", []Edit{short, CutSpan{"new"}}, south},
		{"new node", []Edit{
			AddNode{optical.Node{ID: "ise", Location: orb.Point{136.7, 34.5}}},
			AddSpan{optical.Span{ID: "a", From: "tokyo", To: "ise", LengthKm: 310}},
			AddSpan{optical.Span{ID: "b", From: "ise", To: "osaka", LengthKm: 115, SharedRisk: []string{"kii"}}},
		}, 425},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, err := n.Apply(c.edits...)
			if err != nil {
				t.Fatal(err)
			}
			if got := km(t, m, "tokyo", "osaka"); math.Abs(got-c.want) > 1e-9 && got != c.want {
				t.Errorf("%g km, want %g", got, c.want)
			}
			if got := km(t, n, "tokyo", "osaka"); got != south || n.NumSpans() != 4 || n.NumNodes() != 4 {
				t.Errorf("the network itself changed: %g km", got)
			}
			if m.Node(0).ID != "tokyo" {
				t.Error("nodes were renumbered")
			}
		})
	}
}

func TestEditsRefuse(t *testing.T) {
	n := mustNew(t, japan(), DefaultOptions())
	for name, e := range map[string]Edit{
		"cut nothing":         CutSpan{"x"},
		"fail no group":       FailGroup{"x"},
		"fail no node":        FailNode{"x"},
		"node twice":          AddNode{optical.Node{ID: "tokyo"}},
		"node off the globe":  AddNode{optical.Node{ID: "x", Location: orb.Point{35, 139}}},
		"node without place":  AddNode{optical.Node{ID: "x", Location: optical.Unlocated()}},
		"span twice":          AddSpan{optical.Span{ID: "tn", From: "tokyo", To: "osaka"}},
		"loop":                AddSpan{optical.Span{ID: "x", From: "tokyo", To: "tokyo"}},
		"dangling":            AddSpan{optical.Span{ID: "x", From: "tokyo", To: "paris"}},
		"negative":            AddSpan{optical.Span{ID: "x", From: "tokyo", To: "osaka", LengthKm: -1}},
		"no shape":            FailRegion{},
		"disc without radius": FailDisc{orb.Point{135, 35}, math.NaN()},
		"disc off the globe":  FailDisc{orb.Point{35, 135}, 1},
	} {
		if _, err := n.Apply(e); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestHolesOfARegionAreSpared(t *testing.T) {
	square := func(r float64) orb.Ring { return orb.Ring{{-r, -r}, {r, -r}, {r, r}, {-r, r}, {-r, -r}} }
	ring := orb.MultiPolygon{{square(3), square(2)}}
	for _, c := range []struct {
		line orb.LineString
		want bool
	}{
		{orb.LineString{{-1, 0}, {1, 0}}, false},
		{orb.LineString{{0, 0}, {5, 0}}, true},
		{orb.LineString{{2.4, 0}, {2.6, 0}}, true},
		{orb.LineString{{4, 0}, {5, 0}}, false},
		{orb.LineString{{3, -5}, {3, 5}}, true}, // along an edge
		{orb.LineString{{3, 3}, {5, 5}}, true},  // at a corner
		{nil, false},
	} {
		if got := touches(ring, c.line); got != c.want {
			t.Errorf("%v: %t, want %t", c.line, got, c.want)
		}
	}
}

func TestLineDistance(t *testing.T) {
	equator := orb.LineString{{-5, 0}, {5, 0}}
	within(t, "beside", lineDistanceKm(orb.Point{0.7, 1}, equator), 110.574, 0.01)
	within(t, "beyond", lineDistanceKm(orb.Point{6, 0}, equator), 111.3195, 1e-3)
	within(t, "on it", lineDistanceKm(orb.Point{1, 0}, equator), 0, 1e-3)
	if got := lineDistanceKm(orb.Point{0, 0}, nil); got != inf {
		t.Errorf("no line: %g", got)
	}
}

func TestAttach(t *testing.T) {
	n := mustNew(t, japan(), DefaultOptions())
	sites := []Site{{"inzai", orb.Point{140.145, 35.83}}, {"hikone", orb.Point{136.26, 35.27}}}
	whole, err := n.Attach(sites, 2)
	if err != nil {
		t.Fatal(err)
	}
	inzai, hikone := n.NumNodes(), n.NumNodes()+1
	if whole.Node(inzai).ID != "inzai" || whole.NumSpans() != n.NumSpans()+4 {
		t.Fatalf("%d spans", whole.NumSpans())
	}
	ctx := context.Background()
	near, err := whole.Target(ctx, indexOf(t, whole, "osaka"))
	if err != nil {
		t.Fatal(err)
	}
	if s := whole.Span(n.NumSpans()); s.A != inzai || s.B != indexOf(t, n, "tokyo") || s.Basis != optical.Estimated || s.Km.Base != 1.9*s.AirKm {
		t.Errorf("first spur of Inzai: %+v", s)
	}
	if r, ok, err := near.Route(inzai); err != nil || !ok || r.Start() != inzai || len(r.Nodes) < 3 {
		t.Errorf("got %+v, %t, %v", r, ok, err)
	}
	pair, err := near.Pair(ctx, hikone, Search{Kind: NodeDisjoint})
	if err != nil || !pair.Found {
		t.Errorf("two spurs give no pair: %+v, %v", pair, err)
	}
	// Hikone lies between Nagoya and Osaka, yet no route passes through it.
	if got, want := near.Km(indexOf(t, n, "nagoya")), km(t, n, "nagoya", "osaka"); got != want {
		t.Errorf("%g km by way of a site, want %g", got, want)
	}
	for name, bad := range map[string]Site{"taken": {"tokyo", orb.Point{140, 35}}, "nameless": {"", orb.Point{140, 35}}, "swapped": {"x", orb.Point{35, 140}}} {
		if _, err := n.Attach([]Site{bad}, 1); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestAccess(t *testing.T) {
	n := mustNew(t, japan(), DefaultOptions())
	a, err := n.Access(optical.DataCentre)
	if err != nil {
		t.Fatal(err)
	}
	near, err := a.Nearest(orb.Point{139.7, 35.7}, 3)
	if err != nil || len(near) != 1 || near[0].Node != indexOf(t, n, "osaka") || near[0].SpurKm.Base != 1.3*near[0].AirKm {
		t.Errorf("got %+v, %v", near, err)
	}
	if _, err := a.Nearest(orb.Point{35, 139}, 1); err == nil {
		t.Error("swapped place: no error")
	}
	if got := n.NodesOf(optical.IXP); !reflect.DeepEqual(got, []int{0, 2}) {
		t.Errorf("exchanges %v", got)
	}
	if _, err := drawn(t, [][3]any{{"a", "b", 1.0}}, false, nil).Access(); err == nil {
		t.Error("planar network: no error")
	}
}

func TestFailPartsIsItsEditsOneByOne(t *testing.T) {
	n := mustNew(t, japan(), DefaultOptions())
	parts, err := n.Apply(FailParts{Spans: []string{n.Span(n.NumSpans() - 1).ID, "no such span"}, Nodes: []string{n.Node(indexOf(t, n, "nagoya")).ID}})
	if err != nil {
		t.Fatal(err)
	}
	single, err := n.Apply(CutSpan{ID: n.Span(n.NumSpans() - 1).ID}, FailNode{ID: n.Node(indexOf(t, n, "nagoya")).ID})
	if err != nil {
		t.Fatal(err)
	}
	if parts.NumSpans() == n.NumSpans() || parts.NumSpans() != single.NumSpans() {
		t.Fatalf("%d spans left, one by one %d", parts.NumSpans(), single.NumSpans())
	}
	for i := range parts.NumSpans() {
		if parts.Span(i).ID != single.Span(i).ID {
			t.Errorf("span %d is %s, one by one %s", i, parts.Span(i).ID, single.Span(i).ID)
		}
	}
}
