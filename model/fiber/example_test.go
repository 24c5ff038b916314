package fiber_test

import (
	"context"
	"fmt"
	"math"
	"os"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/model/fiber"
)

// ring is Tokyo, Nagoya, Osaka and a northern way round; the two southern spans
// lie in one corridor.
func ring() *fiber.Network {
	span := func(id, from, to string, km float64, risks ...string) optical.Span {
		return optical.Span{ID: id, From: from, To: to, LengthKm: km, SharedRisk: risks}
	}
	net := &optical.Network{
		Nodes: []optical.Node{
			{ID: "Tokyo", Location: orb.Point{139.765, 35.687}, Kinds: []optical.NodeKind{optical.IXP}},
			{ID: "Nagoya", Location: orb.Point{136.908, 35.17}},
			{ID: "Osaka", Location: orb.Point{135.493, 34.697}, Kinds: []optical.NodeKind{optical.IXP}},
			{ID: "Kanazawa", Location: orb.Point{136.656, 36.561}},
		},
		Spans: []optical.Span{
			span("1", "Tokyo", "Nagoya", 366, "tokai"),
			span("2", "Nagoya", "Osaka", 186, "tokai"),
			span("3", "Tokyo", "Kanazawa", 450),
			span("4", "Kanazawa", "Osaka", 270),
			span("5", "Tokyo", "Nagoya", 380, "tokai"),
		},
	}
	n, _, err := fiber.New(net, fiber.DefaultOptions())
	if err != nil {
		panic(err) // cannot happen: the records are in order
	}
	return n
}

func names(n *fiber.Network, r fiber.Route) []string {
	var ids []string
	for _, v := range r.Nodes {
		ids = append(ids, n.Node(v).ID)
	}
	return ids
}

func ExampleNetwork_Pair() {
	n := ring()
	tokyo, _ := n.NodeIndex("Tokyo")
	osaka, _ := n.NodeIndex("Osaka")
	pair, err := n.Pair(context.Background(), tokyo, osaka, fiber.Search{Kind: fiber.RiskNodeDisjoint})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(names(n, pair.Short), pair.Short.Km.Base, "km")
	fmt.Println(names(n, pair.Long), pair.Long.Km.Base, "km")
	fmt.Printf("%v-disjoint, total %g km, difference %g km, %.2f ms, proven %t\n",
		pair.Kind, pair.TotalKm, pair.DifferenceKm, fiber.APNProfile().DifferenceMs(pair), pair.Proven)
	// Output:
	// [Tokyo Nagoya Osaka] 552 km
	// [Tokyo Kanazawa Osaka] 720 km
	// srlg+node-disjoint, total 1272 km, difference 168 km, 1.65 ms, proven true
}

func ExampleProfile_Delay() {
	n := ring()
	tokyo, _ := n.NodeIndex("Tokyo")
	osaka, _ := n.NodeIndex("Osaka")
	tree, err := n.Tree(context.Background(), tokyo)
	if err != nil {
		fmt.Println(err)
		return
	}
	route, _ := tree.Route(osaka)
	for _, p := range fiber.Profiles() {
		d := p.Delay(route)
		fmt.Printf("%s: RTT %.2f ms, of which light %.2f ms\n", p.Name, d.RTTms().Base, 2*d.Base.PropagationUs/1000)
	}
	// Output:
	// packet: RTT 5.85 ms, of which light 5.41 ms
	// apn: RTT 5.43 ms, of which light 5.41 ms
}

func ExampleNetwork_KShortest() {
	n := ring()
	routes, err := n.KShortest(context.Background(), 0, 2, 3)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range routes {
		fmt.Println(names(n, r), r.Km.Base)
	}
	// Output:
	// [Tokyo Nagoya Osaka] 552
	// [Tokyo Nagoya Osaka] 566
	// [Tokyo Kanazawa Osaka] 720
}

func ExampleNetwork_Hubs() {
	n := ring()
	target, err := n.Hubs(context.Background(), n.NodesOf(optical.IXP)...)
	if err != nil {
		fmt.Println(err)
		return
	}
	nagoya, _ := n.NodeIndex("Nagoya")
	pair, err := target.Pair(context.Background(), nagoya, fiber.Search{Kind: fiber.NodeDisjoint})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(names(n, pair.Short), names(n, pair.Long), pair.TotalKm)
	// Output: [Nagoya Osaka] [Nagoya Tokyo] 552
}

func ExampleNetwork_Apply() {
	n := ring()
	lost, err := n.Apply(fiber.FailGroup{ID: "tokai"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range []*fiber.Network{n, lost} {
		tree, err := m.Tree(context.Background(), 0)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(tree.Km[1], tree.Km[2])
	}
	// Output:
	// 366 552
	// +Inf 720
}

func ExampleTarget_WeakPoints() {
	n := ring()
	nagoya, _ := n.NodeIndex("Nagoya")
	target, err := n.Target(context.Background(), nagoya)
	if err != nil {
		fmt.Println(err)
		return
	}
	weak, _, err := target.WeakPoints(0)
	fmt.Println(len(weak.Bridges), len(weak.Articulations), weak.Groups, err)
	// Output: 0 0 [tokai] <nil>
}

func ExampleReach() {
	rtt := []float64{1, 4, 9, math.NaN()}
	people := []float64{10, 20, 30, 40}
	shares, err := fiber.Reach(rtt, people, []float64{5, 10})
	fmt.Println(shares, err)
	// Output: [{5 30 0.3} {10 60 0.6}] <nil>
}

func ExampleNetwork_WritePairs() {
	n := ring()
	rows, err := n.AllPairs(context.Background(), 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := n.WritePairs(os.Stdout, rows[:2]); err != nil {
		fmt.Println(err)
	}
	// Output:
	// u,v,shortest_km,oneway_us,mincut_edges,node_disjoint_paths,edge_disjoint_pair_km,node_disjoint_pair_km
	// Tokyo,Nagoya,366.000000,1792.199856,3,3,746.000000,746.000000
	// Tokyo,Osaka,552.000000,2702.989946,2,2,1272.000000,1272.000000
}

func ExampleClass_Serve() {
	offer := fiber.Offer{RTTms: 4.2, FibreKm: 300, PairDifferenceMs: 0.6, Gbps: math.NaN(), ApartKm: math.NaN()}
	for _, c := range fiber.Classes()[:4] {
		s := c.Serve(offer)
		fmt.Println(s.Class, s.Verdict, s.Failed)
	}
	// Output:
	// az no [rtt fibre length]
	// sync no [pair difference]
	// realtime yes []
	// interactive yes []
}
