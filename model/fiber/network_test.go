package fiber

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/data/opticalcsv"
	"github.com/wattbit/wattbit/internal/oracle"
)

func mustNew(t testing.TB, net *optical.Network, options Options) *Network {
	t.Helper()
	n, _, err := New(net, options)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestNewRefusesFatalFindings(t *testing.T) {
	net := japan()
	net.Spans[0].To = "nowhere"
	n, findings, err := New(net, DefaultOptions())
	if n != nil || len(findings.Fatal()) != 1 || err == nil || !strings.Contains(err.Error(), `ends at node "nowhere"`) {
		t.Errorf("got %v, %v, %v", n, findings, err)
	}
}

func TestNewLeavesOut(t *testing.T) {
	net := japan()
	net.Nodes = append(net.Nodes,
		optical.Node{ID: "lost", Location: optical.Unlocated()},
		optical.Node{ID: "measured", Location: optical.Unlocated()})
	net.Spans = append(net.Spans,
		optical.Span{ID: "loop", From: "tokyo", To: "tokyo", LengthKm: 1},
		optical.Span{ID: "to lost", From: "tokyo", To: "lost", LengthKm: math.NaN()},
		optical.Span{ID: "to measured", From: "tokyo", To: "measured", LengthKm: 5})
	n := mustNew(t, net, DefaultOptions())
	if n.NumNodes() != 5 || n.NumSpans() != 5 {
		t.Errorf("%d nodes and %d spans, want 5 and 5", n.NumNodes(), n.NumSpans())
	}
	if _, err := n.NodeIndex("lost"); err == nil {
		t.Error("the node without a place or a measured span is still there")
	}
	if _, err := n.SpanIndex("loop"); err == nil {
		t.Error("the loop is still there")
	}
	if r, ok := mustTree(t, n, "tokyo").Route(indexOf(t, n, "measured")); !ok || r.Km.Base != 5 || !math.IsNaN(r.AirLineKm) || !math.IsNaN(r.Stretch()) {
		t.Errorf("got %+v, %t", r, ok)
	}
}

func mustTree(t testing.TB, n *Network, from string) *Tree {
	t.Helper()
	tree, err := n.Tree(context.Background(), indexOf(t, n, from))
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func TestParallelSpans(t *testing.T) {
	spans := [][3]any{{"a", "b", 5.0}, {"b", "a", 3.0}, {"a", "b", 4.0}}
	n := drawn(t, spans, false, nil)
	pair, err := n.Pair(context.Background(), 0, 1, Search{Kind: NodeDisjoint})
	if err != nil || pair.TotalKm != 7 || pair.DifferenceKm != 1 {
		t.Errorf("got %+v, %v; want the two shorter spans", pair, err)
	}
	net := &optical.Network{KmPerUnit: 1, Nodes: []optical.Node{{ID: "a"}, {ID: "b"}}}
	for i, s := range spans {
		net.Spans = append(net.Spans, optical.Span{ID: fmt.Sprint(i), From: s[0].(string), To: s[1].(string), LengthKm: s[2].(float64)})
	}
	options := DefaultOptions()
	options.MergeParallel = true
	merged := mustNew(t, net, options)
	if merged.NumSpans() != 1 || merged.Span(0).Km.Base != 3 {
		t.Errorf("merged: %d spans", merged.NumSpans())
	}
}

func TestInServiceBy(t *testing.T) {
	for year, want := range map[int]int{0: 4, 2026: 3, 2029: 3, 2030: 4} {
		options := DefaultOptions()
		options.InServiceBy = year
		if n := mustNew(t, japan(), options); n.NumSpans() != want {
			t.Errorf("%d: %d spans, want %d", year, n.NumSpans(), want)
		}
	}
	options := Options{InServiceBy: 2030}
	for status, want := range map[optical.Status]bool{
		optical.Operational: true, optical.Planned: false, optical.Decommissioned: false, "": true,
	} {
		if got := options.inService(optical.Span{Status: status}); got != want {
			t.Errorf("%q: %t", status, got)
		}
	}
	if !options.inService(optical.Span{Status: optical.Planned, ReadyForService: "2029-04"}) {
		t.Error("planned for 2029 is not there by 2030")
	}
}

// TestZeroLengthCycle: a cycle of zero-length spans must not hold up any search.
func TestZeroLengthCycle(t *testing.T) {
	n := drawn(t, [][3]any{
		{"s", "a", 1.0}, {"a", "b", 0.0}, {"b", "c", 0.0}, {"c", "a", 0.0}, {"b", "t", 1.0}, {"c", "t", 2.0}, {"s", "c", 3.0},
	}, false, nil)
	ctx, s, to := context.Background(), indexOf(t, n, "s"), indexOf(t, n, "t")
	pair, err := n.Pair(ctx, s, to, Search{})
	if err != nil || pair.TotalKm != 7 {
		t.Errorf("got %+v, %v; want 7 km", pair, err)
	}
	if routes, err := n.KShortest(ctx, s, to, 100); err != nil || len(routes) != 7 {
		t.Errorf("%d routes, %v; want 7", len(routes), err)
	}
}

func TestErrorsOfQuestions(t *testing.T) {
	n := mustNew(t, japan(), DefaultOptions())
	ctx := context.Background()
	if _, err := n.Pair(ctx, 0, 0, Search{}); !errors.Is(err, errSameNode) {
		t.Errorf("same node: %v", err)
	}
	for name, ask := range map[string]func() error{
		"tree":       func() error { _, err := n.Tree(ctx, 4); return err },
		"nearest":    func() error { _, err := n.Nearest(ctx, []int{-1}); return err },
		"pair":       func() error { _, err := n.Pair(ctx, 9, 0, Search{}); return err },
		"target":     func() error { _, err := n.Target(ctx, 9); return err },
		"hubs":       func() error { _, err := n.Hubs(ctx); return err },
		"k":          func() error { _, err := n.KShortest(ctx, 0, 1, 0); return err },
		"risk cut":   func() error { _, err := n.MinCut(ctx, 0, 1, RiskDisjoint); return err },
		"isochrones": func() error { _, err := n.Isochrones(ctx, 0, []int{1}, Profile{}); return err },
		"node":       func() error { _, err := n.NodeIndex("x"); return err },
		"span":       func() error { _, err := n.SpanIndex("x"); return err },
		"kind":       func() error { _, err := ParseDisjointness("all"); return err },
	} {
		if ask() == nil {
			t.Errorf("%s: no error", name)
		}
	}
	for _, d := range Disjointnesses() {
		if got, err := ParseDisjointness(d.String()); err != nil || got != d {
			t.Errorf("%v: %v, %v", d, got, err)
		}
	}
}

func TestCancelled(t *testing.T) {
	n := mesh(t, 12, 2.6)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for name, ask := range map[string]func() error{
		"tree":  func() error { _, err := n.Tree(ctx, 0); return err },
		"many":  func() error { _, err := n.ManyToAll(ctx, []int{0, 1}, 2); return err },
		"pair":  func() error { _, err := n.Pair(ctx, 0, 50, Search{Kind: RiskDisjoint}); return err },
		"k":     func() error { _, err := n.KShortest(ctx, 0, 50, 5); return err },
		"pairs": func() error { _, err := n.AllPairs(ctx, 2); return err },
		"survey": func() error {
			_, err := n.Survey(ctx, []int{0}, Survey{Hubs: []int{5}, Profile: APNProfile()})
			return err
		},
	} {
		if err := ask(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestBoundIsStated(t *testing.T) {
	n := mesh(t, 14, 2.6)
	found := false
	for to := 60; to < 190; to += 3 {
		p, err := n.Pair(context.Background(), 3, to, Search{Kind: NodeDisjoint, Objective: MinMax, MaxStates: 1})
		if err != nil {
			t.Fatal(err)
		}
		best, err := n.Pair(context.Background(), 3, to, Search{Kind: NodeDisjoint, Objective: MinMax})
		if err != nil || !best.Proven {
			t.Fatal(best, err)
		}
		if p.BoundKm > best.Long.Km.Base+1e-9 || p.Proven && p.Long.Km.Base > best.Long.Km.Base+1e-9 {
			t.Errorf("to %d: %+v, but the best has %g km", to, p, best.Long.Km.Base)
		}
		found = found || !p.Proven
	}
	if !found {
		t.Error("no search hit its bound of one state")
	}
}

func TestWorkersDoNotMatter(t *testing.T) {
	n := mesh(t, 8, 2.6)
	ctx := context.Background()
	hubs := []int{7, 60}
	var sites []int
	for v := range n.NumNodes() {
		sites = append(sites, v)
	}
	survey := func(workers int) ([]SiteAccess, []PairFigures, []*Tree) {
		rows, err := n.Survey(ctx, sites, Survey{Hubs: hubs, Kinds: Disjointnesses(), Profile: PacketProfile(), Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		pairs, err := n.AllPairs(ctx, workers)
		if err != nil {
			t.Fatal(err)
		}
		trees, err := n.ManyToAll(ctx, hubs, workers)
		if err != nil {
			t.Fatal(err)
		}
		return rows, pairs, trees
	}
	rows1, pairs1, trees1 := survey(1)
	rows4, pairs4, trees4 := survey(4)
	if fmt.Sprint(rows1) != fmt.Sprint(rows4) {
		t.Error("surveys differ")
	}
	if fmt.Sprint(pairs1) != fmt.Sprint(pairs4) || fmt.Sprint(trees1[1].Km) != fmt.Sprint(trees4[1].Km) {
		t.Error("pairs or trees differ")
	}
}

func TestSurveyAgreesWithSingleQuestions(t *testing.T) {
	n := mustNew(t, japan(), DefaultOptions())
	ctx := context.Background()
	tokyo, osaka := indexOf(t, n, "tokyo"), indexOf(t, n, "osaka")
	kanazawa := indexOf(t, n, "kanazawa")
	done := 0
	rows, err := n.Survey(ctx, []int{kanazawa, tokyo}, Survey{
		Hubs: []int{tokyo, osaka}, Kinds: Disjointnesses(), Profile: APNProfile(),
		Progress: func() { done++ },
	})
	if err != nil || done != 2 {
		t.Fatal(err, done)
	}
	row := rows[0]
	pair, err := n.Pair(ctx, kanazawa, tokyo, Search{Kind: RiskDisjoint})
	if err != nil || fmt.Sprint(pair) != fmt.Sprint(row.Hubs[0].Pairs[RiskDisjoint]) {
		t.Errorf("got %+v, want %+v", row.Hubs[0].Pairs[RiskDisjoint], pair)
	}
	if row.Hubs[0].EdgeDisjoint != 2 || row.Hubs[0].NodeDisjoint != 2 {
		t.Errorf("counts %+v", row.Hubs[0])
	}
	any := row.Any
	if any.Hub != -1 || any.NodeDisjoint != 2 || any.Pairs[NodeDisjoint].Short.End() == any.Pairs[NodeDisjoint].Long.End() {
		t.Errorf("two hubs: %+v", any)
	}
	if own := rows[1].Hubs[0]; !own.Reachable || own.Route.Km.Base != 0 || len(own.Route.Nodes) != 1 || own.EdgeDisjoint != 0 {
		t.Errorf("the hub itself: %+v", own)
	}
}

func TestIsochronesAndReach(t *testing.T) {
	net := japan()
	net.Nodes = append(net.Nodes, optical.Node{ID: "island", Location: orb.Point{140, 30}})
	n := mustNew(t, net, DefaultOptions())
	to := []int{0, 1, 2, 4}
	rows, err := n.Isochrones(context.Background(), 0, to, APNProfile())
	if err != nil {
		t.Fatal(err)
	}
	if rows[0].RTTms.Base != 0 || !rows[1].Reachable || rows[3].Reachable || !math.IsNaN(rows[3].RTTms.Base) {
		t.Errorf("got %+v", rows)
	}
	var rtt []float64
	for _, r := range rows {
		rtt = append(rtt, r.RTTms.Base)
	}
	shares, err := Reach(rtt, []float64{10, 20, 30, 40}, []float64{0, 5, 100})
	if err != nil {
		t.Fatal(err)
	}
	want := []Share{{0, 10, 0.1}, {5, 30, 0.3}, {100, 60, 0.6}}
	if !reflect.DeepEqual(shares, want) {
		t.Errorf("got %v, want %v", shares, want)
	}
	for _, bad := range [][]float64{{1}, {1, 2, 3, -1}, {1, 2, 3, math.NaN()}, {1, 2, 3, math.Inf(1)}} {
		if _, err := Reach(rtt, bad, []float64{1}); err == nil {
			t.Errorf("weights %v: no error", bad)
		}
	}
}

// TestPairsTable runs the script columns through reader, network and writer.
func TestPairsTable(t *testing.T) {
	open := func(name string) optical.Source {
		file, err := os.Open(oracle.Path(t, "fiber", name))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { file.Close() })
		return optical.Source{Name: name, Reader: file}
	}
	net, err := opticalcsv.Read(open("surfnet.nodes.csv"), open("surfnet.edges.csv"))
	if err != nil {
		t.Fatal(err)
	}
	n := mustNew(t, net, Options{Factor: UniformRouteFactor(1), MergeParallel: true})
	rows, err := n.AllPairs(context.Background(), 2)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := n.WritePairs(&out, rows); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(out.String(), "\n")
	if lines[0] != "u,v,shortest_km,oneway_us,mincut_edges,node_disjoint_paths,edge_disjoint_pair_km,node_disjoint_pair_km" {
		t.Errorf("header %s", lines[0])
	}
	for i, row := range table(t, "surfnet.pairs.csv") {
		cells := strings.Split(lines[i+1], ",")
		if cells[0] != row["u"] || cells[1] != row["v"] || cells[4] != row["mincut_edges"] || cells[5] != row["node_disjoint_paths"] {
			t.Fatalf("got %s, want %v", lines[i+1], row)
		}
		near(t, "shortest", number(t, cells[2]), number(t, row["shortest_km"]))
		near(t, "one way", number(t, cells[3]), number(t, row["oneway_us"]))
		near(t, "edge pair", number(t, cells[6]), number(t, row["edge_disjoint_pair_total_km"]))
		near(t, "node pair", number(t, cells[7]), number(t, row["node_disjoint_pair_total_km"]))
	}
}

func TestRoutesSayCapacityAndYear(t *testing.T) {
	net := japan()
	net.Spans[0].CapacityGbps, net.Spans[1].CapacityGbps = 800, 400
	n := mustNew(t, net, DefaultOptions())
	south, _ := mustTree(t, n, "tokyo").Route(indexOf(t, n, "osaka"))
	north, _ := mustTree(t, n, "tokyo").Route(indexOf(t, n, "kanazawa"))
	if south.Gbps != 400 || south.ReadyYear != 0 || !math.IsNaN(north.Gbps) || north.ReadyYear != 2030 {
		t.Errorf("south %g Gb/s %d, north %g Gb/s %d", south.Gbps, south.ReadyYear, north.Gbps, north.ReadyYear)
	}
}

func TestRecordsGiveTheNetworkBack(t *testing.T) {
	n := mustNew(t, japan(), DefaultOptions())
	m, err := n.Apply(CutSpan{"no"})
	if err != nil {
		t.Fatal(err)
	}
	again := mustNew(t, m.Records(), DefaultOptions())
	if again.NumSpans() != 3 {
		t.Fatalf("%d spans, want 3", again.NumSpans())
	}
	for i := range again.NumSpans() {
		if a, b := again.Span(i), m.Span(i); a.Km != b.Km || a.Basis != b.Basis || a.ID != b.ID {
			t.Errorf("got %+v, want %+v", a, b)
		}
	}
}

func TestInfo(t *testing.T) {
	net := japan()
	net.Spans = net.Spans[:3]
	net.Nodes = append(net.Nodes, optical.Node{ID: "island", Location: orb.Point{140, 30}})
	info := mustNew(t, net, DefaultOptions()).Info()
	if info.Nodes != 5 || info.Spans != 3 || info.Groups != 2 || info.Components != 2 || info.LargestComponent != 4 ||
		info.Bridges != 3 || info.Articulations != 2 || info.KmByBasis[optical.Given] != 366 {
		t.Errorf("got %+v", info)
	}
	if want := []KindCount{{optical.IXP, 2}, {optical.DataCentre, 1}}; !reflect.DeepEqual(info.NodesByKind, want) {
		t.Errorf("kinds %v", info.NodesByKind)
	}
}

func TestLine(t *testing.T) {
	net := japan()
	net.Spans[1].Route = orb.LineString{{136.908, 35.17}, {136, 35}, {135.493, 34.697}}
	n := mustNew(t, net, DefaultOptions())
	r, _ := mustTree(t, n, "osaka").Route(indexOf(t, n, "tokyo"))
	line := n.Line(r)
	if line[0] != net.Nodes[2].Location || line[1] != (orb.Point{136, 35}) || line[len(line)-1] != net.Nodes[0].Location || len(line) < 8 {
		t.Errorf("got %v", line)
	}
	if net.Spans[1].Route[1] != (orb.Point{136, 35}) || net.Spans[1].Route[0][0] != 136.908 {
		t.Error("the span's own route was turned round")
	}
}

// TestEstimatedLengthHasABand: a file's own estimate gets the factor's band, never
// below the air line.
func TestEstimatedLengthHasABand(t *testing.T) {
	for _, c := range []struct {
		lon, km float64
		basis   optical.LengthBasis
		want    Band
	}{
		{137, 260, optical.Estimated, Band{Low: 240, Base: 260, High: 300}}, // 182 km by air
		{137, 190, optical.Estimated, Band{Low: 182.28, Base: 190, High: 219.23}},
		{135.5, 95, optical.Estimated, Band{Low: 70, Base: 95, High: 105}}, // 46 km by air: metro
		{137, 260, optical.Given, Exactly(260)},
		{137, 100, optical.Estimated, Band{Low: 100, Base: 100, High: 115.38}}, // below the air line: as given
	} {
		net, _, err := New(&optical.Network{
			Nodes: []optical.Node{{ID: "a", Location: orb.Point{135, 35}}, {ID: "b", Location: orb.Point{c.lon, 35}}},
			Spans: []optical.Span{{ID: "s", From: "a", To: "b", LengthKm: c.km, LengthBasis: c.basis}},
		}, DefaultOptions())
		if err != nil {
			t.Fatal(err)
		}
		got := net.Span(0).Km
		for _, f := range [][2]float64{{got.Low, c.want.Low}, {got.Base, c.want.Base}, {got.High, c.want.High}} {
			if math.Abs(f[0]-f[1]) > 0.5 {
				t.Errorf("%g km %s: got %v, want %v", c.km, c.basis, got, c.want)
				break
			}
		}
	}
}
