package fiber

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/data/optical"
)

// anyNetwork draws a small network with parallel, directed and zero-length spans
// and shared-risk groups.
func anyNetwork(t *rapid.T) *Network {
	return drawNetwork(t, 7, 12, func(what string, low, high int) int {
		return rapid.IntRange(low, high).Draw(t, what)
	})
}

// denseNetwork draws a seed: rapid itself favours small numbers, and with them
// few routes.
func denseNetwork(t *rapid.T) *Network {
	random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
	return drawNetwork(t, 9, 20, func(_ string, low, high int) int {
		return low + random.IntN(high-low+1)
	})
}

func eitherNetwork(t *rapid.T) *Network {
	if rapid.Bool().Draw(t, "dense") {
		return denseNetwork(t)
	}
	return anyNetwork(t)
}

func drawNetwork(t *rapid.T, maxNodes, maxSpans int, pick func(what string, low, high int) int) *Network {
	nodes := pick("nodes", 2+maxNodes/3, maxNodes)
	net := &optical.Network{KmPerUnit: 1}
	for i := range nodes {
		net.Nodes = append(net.Nodes, optical.Node{ID: fmt.Sprint(i)})
	}
	directed := pick("some directed", 0, 1) == 1
	for i := range pick("spans", maxSpans/2, maxSpans) {
		s := optical.Span{
			ID:       fmt.Sprint("s", i),
			From:     fmt.Sprint(pick("from", 0, nodes-1)),
			To:       fmt.Sprint(pick("to", 0, nodes-1)),
			LengthKm: float64(pick("km", 0, 9)),
			Directed: directed && pick("directed", 0, 2) == 0,
		}
		for range pick("groups", 0, 2) {
			s.SharedRisk = append(s.SharedRisk, fmt.Sprint("g", pick("group", 0, 7)))
		}
		net.Spans = append(net.Spans, s)
	}
	n, _, err := New(net, DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// allRoutes enumerates every loopless route.
func allRoutes(n *Network, from, to int) [][]ref {
	var routes [][]ref
	on := map[int32]bool{int32(from): true}
	var walk func(v int32, refs []ref)
	walk = func(v int32, refs []ref) {
		if v == int32(to) {
			routes = append(routes, append([]ref(nil), refs...))
			return
		}
		for _, a := range n.graph.of(v) {
			if a.km < inf && !on[a.to] {
				on[a.to] = true
				walk(a.to, append(refs, a.ref))
				on[a.to] = false
			}
		}
	}
	walk(int32(from), nil)
	return routes
}

// apart reports whether two routes are disjoint, straight from the definition.
func apart(n *Network, kind Disjointness, a, b []ref) bool {
	for i, r := range a {
		for j, q := range b {
			if r.span() == q.span() || kind.nodes() && i < len(a)-1 && j < len(b)-1 && n.head(r) == n.head(q) {
				return false
			}
		}
	}
	return !kind.risks() || !n.shareRisk(a, b)
}

// bestPair returns the least objective over all pairs of routes, NaN when none is
// disjoint.
func bestPair(n *Network, routes [][]ref, kind Disjointness, o Objective) float64 {
	best := math.NaN()
	for i, a := range routes {
		for _, b := range routes[i+1:] {
			if v := o.of(n.kmOf(a), n.kmOf(b)); apart(n, kind, a, b) && !(v >= best) {
				best = v
			}
		}
	}
	return best
}

// most returns the size of the largest set of disjoint routes.
func most(n *Network, routes [][]ref, kind Disjointness) int {
	var grow func(from int, set [][]ref) int
	grow = func(from int, set [][]ref) int {
		best := len(set)
	next:
		for i := from; i < len(routes); i++ {
			for _, other := range set {
				if !apart(n, kind, routes[i], other) {
					continue next
				}
			}
			best = max(best, grow(i+1, append(set[:len(set):len(set)], routes[i])))
		}
		return best
	}
	return grow(0, nil)
}

func TestPairsAreTheBestOfAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkPairs(t, anyNetwork(t)) })
}

// TestPairsOfDenserNetworks makes the exact search work harder.
func TestPairsOfDenserNetworks(t *testing.T) {
	if testing.Short() {
		t.Skip("enumerates all pairs of routes")
	}
	rapid.Check(t, func(t *rapid.T) { checkPairs(t, denseNetwork(t)) })
}

func checkPairs(t *rapid.T, n *Network) {
	routes := allRoutes(n, 0, 1)
	target, err := n.Target(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if rapid.Bool().Draw(t, "bound by flows at once") {
		target.easy = 0
	}
	for _, kind := range Disjointnesses() {
		for _, o := range []Objective{MinSum, MinMax} {
			pair, err := target.Pair(context.Background(), 0, Search{Kind: kind, Objective: o})
			if err != nil || !pair.Proven {
				t.Fatalf("%v %v: %+v, %v", kind, o, pair, err)
			}
			want, got := bestPair(n, routes, kind, o), objective(pair)
			if math.IsNaN(want) != math.IsNaN(got) || math.Abs(want-got) > 1e-9 {
				t.Fatalf("%v %v: %g km, want %g", kind, o, got, want)
			}
			if pair.Found && (pair.BoundKm > got+1e-9 || !apart(n, kind, refsOf(n, pair.Short), refsOf(n, pair.Long))) {
				t.Fatalf("%v %v: bound %g km of %+v", kind, o, pair.BoundKm, pair)
			}
		}
	}
}

// refsOf returns the arcs of a route.
func refsOf(n *Network, r Route) []ref {
	var refs []ref
	for i, s := range r.Spans {
		a := ref(2 * s)
		if n.tail(a) != int32(r.Nodes[i]) {
			a = a.turned()
		}
		refs = append(refs, a)
	}
	return refs
}

func TestSetsAreTheLargest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := eitherNetwork(t)
		routes := allRoutes(n, 0, 1)
		for _, kind := range Disjointnesses() {
			set, err := n.Disjoint(context.Background(), 0, 1, 0, Search{Kind: kind})
			if err != nil || !set.Proven {
				t.Fatalf("%v: %+v, %v", kind, set, err)
			}
			if want := most(n, routes, kind); len(set.Routes) != want || set.AtMost != want {
				t.Fatalf("%v: %d routes, at most %d, want %d", kind, len(set.Routes), set.AtMost, want)
			}
			for i, a := range set.Routes {
				for _, b := range set.Routes[:i] {
					if !apart(n, kind, refsOf(n, a), refsOf(n, b)) {
						t.Fatalf("%v: routes %v and %v", kind, a.Nodes, b.Nodes)
					}
				}
			}
		}
	})
}

func TestCutsSeparateAndWeakPointsAreAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := eitherNetwork(t)
		routes := allRoutes(n, 0, 1)
		for _, kind := range []Disjointness{EdgeDisjoint, NodeDisjoint} {
			cut, err := n.MinCut(context.Background(), 0, 1, kind)
			if err != nil {
				t.Fatal(err)
			}
			if cut.Size != most(n, routes, kind) || cut.Size != len(cut.Spans)+len(cut.Nodes) {
				t.Fatalf("%v: cut %+v", kind, cut)
			}
			for _, r := range routes {
				if !hits(n, r, cut.Spans, cut.Nodes) {
					t.Fatalf("%v: a route survives the cut %+v", kind, cut)
				}
			}
		}
		target, err := n.Target(context.Background(), 1)
		if err != nil {
			t.Fatal(err)
		}
		weak, ok, err := target.WeakPoints(0)
		if err != nil || ok != (len(routes) > 0) {
			t.Fatal(weak, ok, err)
		}
		if !ok {
			return
		}
		for s := range n.NumSpans() {
			if want, got := allHit(n, routes, []int{s}, nil), contain(weak.Bridges, s); want != got {
				t.Fatalf("span %d on every route: %t, named: %t", s, want, got)
			}
		}
		for v := 2; v < n.NumNodes(); v++ {
			if want, got := allHit(n, routes, nil, []int{v}), contain(weak.Articulations, v); want != got {
				t.Fatalf("node %d on every route: %t, named: %t", v, want, got)
			}
		}
		for g, id := range n.groups {
			var spans []int
			for _, s := range n.members[g] {
				spans = append(spans, int(s))
			}
			got := false
			for _, name := range weak.Groups {
				got = got || name == id
			}
			if want := allHit(n, routes, spans, nil); want != got {
				t.Fatalf("group %s on every route: %t, named: %t", id, want, got)
			}
		}
	})
}

func hits(n *Network, r []ref, spans, nodes []int) bool {
	for _, a := range r {
		if contain(spans, a.span()) || contain(nodes, int(n.head(a))) {
			return true
		}
	}
	return false
}

func allHit(n *Network, routes [][]ref, spans, nodes []int) bool {
	for _, r := range routes {
		if !hits(n, r, spans, nodes) {
			return false
		}
	}
	return true
}

func contain(list []int, x int) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

func TestKShortestAreAllRoutesInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := eitherNetwork(t)
		all := allRoutes(n, 0, 1)
		n.sortByKm(all)
		k := rapid.IntRange(1, len(all)+1).Draw(t, "k")
		routes, err := n.KShortest(context.Background(), 0, 1, k)
		if err != nil || len(routes) != min(k, len(all)) {
			t.Fatalf("%d routes, %v; want %d", len(routes), err, min(k, len(all)))
		}
		seen := map[string]bool{}
		for i, r := range routes {
			if r.Km.Base != n.kmOf(all[i]) || seen[fmt.Sprint(r.Spans)] {
				t.Fatalf("route %d of %g km, want %g", i, r.Km.Base, n.kmOf(all[i]))
			}
			seen[fmt.Sprint(r.Spans)] = true
		}
	})
}

// TestHubsEndApart holds pairs to two different hubs against all pairs of routes
// to any two hubs.
func TestHubsEndApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := eitherNetwork(t)
		hubs := []int{n.NumNodes() - 1}
		if n.NumNodes() > 3 {
			hubs = append(hubs, n.NumNodes()-2)
		}
		target, err := n.Hubs(context.Background(), hubs...)
		if err != nil {
			t.Fatal(err)
		}
		sink := target.net
		for _, kind := range Disjointnesses() {
			pair, err := target.Pair(context.Background(), 0, Search{Kind: kind})
			if err != nil || !pair.Proven {
				t.Fatal(pair, err)
			}
			want := bestPair(sink, allRoutes(sink, 0, int(target.goal)), kind, MinSum)
			if got := objective(pair); math.IsNaN(want) != math.IsNaN(got) || math.Abs(want-got) > 1e-9 {
				t.Fatalf("%v: %g km, want %g", kind, got, want)
			}
			if pair.Found && pair.Short.End() == pair.Long.End() {
				t.Fatalf("%v: both routes end at %d", kind, pair.Short.End())
			}
		}
	})
}
