package fiber

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"sort"
	"testing"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/internal/oracle"
)

func readJSON(t *testing.T, into any, elem ...string) {
	t.Helper()
	data, err := os.ReadFile(oracle.Path(t, elem...))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

// drawn builds a network from spans [from, to, km] and further nodes. All nodes
// stand at one point of a plane, so that no length comes from a location.
func drawn(t testing.TB, spans [][3]any, directed bool, risks map[string][]string, more ...any) *Network {
	t.Helper()
	net := &optical.Network{KmPerUnit: 1}
	seen := map[string]bool{}
	node := func(x any) string {
		id := fmt.Sprint(x)
		if !seen[id] {
			seen[id] = true
			net.Nodes = append(net.Nodes, optical.Node{ID: id})
		}
		return id
	}
	for i, s := range spans {
		from, to := node(s[0]), node(s[1])
		km, ok := s[2].(float64)
		if !ok {
			t.Fatalf("span %v: want a length", s)
		}
		net.Spans = append(net.Spans, optical.Span{
			ID: fmt.Sprint("s", i), From: from, To: to, Directed: directed, LengthKm: km,
			SharedRisk: append(append([]string(nil), risks[from+"-"+to]...), risks[to+"-"+from]...),
		})
	}
	for _, id := range more {
		node(id)
	}
	n, _, err := New(net, DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func indexOf(t testing.TB, n *Network, id any) int {
	t.Helper()
	i, err := n.NodeIndex(fmt.Sprint(id))
	if err != nil {
		t.Fatal(err)
	}
	return i
}

type smallCase struct {
	ID     int
	Edges  [][3]any
	SRLG   [][][2]int
	S, T   int
	Expect map[string]any
}

func (c smallCase) network(t testing.TB) *Network {
	risks := map[string][]string{}
	for g, edges := range c.SRLG {
		for _, e := range edges {
			key := fmt.Sprint(e[0], "-", e[1])
			risks[key] = append(risks[key], fmt.Sprint("g", g))
		}
	}
	return drawn(t, c.Edges, false, risks, c.S, c.T)
}

// objective returns what a pair minimises; NaN when there is none.
func objective(p Pair) float64 {
	if !p.Found {
		return math.NaN()
	}
	return p.Objective.of(p.Short.Km.Base, p.Long.Km.Base)
}

func TestSmallCases(t *testing.T) {
	var file struct{ Cases []smallCase }
	readJSON(t, &file, "fiber", "small_cases.json")
	if len(file.Cases) != 100 {
		t.Fatalf("%d cases, want 100", len(file.Cases))
	}
	kinds := map[string]Disjointness{"edge": EdgeDisjoint, "node": NodeDisjoint, "srlg": RiskDisjoint, "srlg_node": RiskNodeDisjoint}
	objectives := map[string]Objective{"min_sum": MinSum, "min_max": MinMax}
	for _, c := range file.Cases {
		n := c.network(t)
		s, to := indexOf(t, n, c.S), indexOf(t, n, c.T)
		for kindName, kind := range kinds {
			for objectiveName, o := range objectives {
				pair, err := n.Pair(context.Background(), s, to, Search{Kind: kind, Objective: o})
				if err != nil {
					t.Fatal(err)
				}
				name := kindName + "_" + objectiveName
				want, ok := c.Expect[name].(float64)
				if !ok {
					want = math.NaN()
				}
				near(t, fmt.Sprint("case ", c.ID, " ", name), objective(pair), want)
				if !pair.Proven {
					t.Errorf("case %d %s: not proven", c.ID, name)
				}
				checkDisjoint(t, n, pair)
			}
		}
		checkSmallRoutes(t, n, c, s, to)
	}
}

func checkSmallRoutes(t *testing.T, n *Network, c smallCase, s, to int) {
	t.Helper()
	want, _ := c.Expect["k_shortest_lengths"].([]any) // absent where there is no route
	paths, _ := c.Expect["paths"].(float64)
	all := int(paths)
	routes, err := n.KShortest(context.Background(), s, to, all+1)
	if err != nil {
		t.Fatal(err)
	}
	if len(routes) != all {
		t.Errorf("case %d: %d loopless routes, want %d", c.ID, len(routes), all)
	}
	for i := range want {
		near(t, fmt.Sprint("case ", c.ID, " route ", i), routes[i].Km.Base, want[i].(float64))
	}
}

// checkDisjoint fails when the routes of a pair share what they must not.
func checkDisjoint(t *testing.T, n *Network, p Pair) {
	t.Helper()
	if !p.Found {
		return
	}
	checkApart(t, n, p.Kind, []Route{p.Short, p.Long})
	if p.Short.Km.Base > p.Long.Km.Base || p.DifferenceKm < 0 {
		t.Errorf("short %g km, long %g km, difference %g km", p.Short.Km.Base, p.Long.Km.Base, p.DifferenceKm)
	}
}

func checkApart(t *testing.T, n *Network, kind Disjointness, routes []Route) {
	t.Helper()
	spans, nodes, groups := map[int]int{}, map[int]int{}, map[int32]int{}
	for i, r := range routes {
		for _, s := range r.Spans {
			if j, seen := spans[s]; seen {
				t.Errorf("%v: routes %d and %d share span %d", kind, i, j, s)
			}
			spans[s] = i
			for _, g := range n.Span(s).Risks {
				if j, seen := groups[g]; kind.risks() && seen && j != i {
					t.Errorf("%v: routes %d and %d share group %d", kind, i, j, g)
				}
				groups[g] = i
			}
		}
		for _, v := range r.Nodes[1 : len(r.Nodes)-1] {
			if j, seen := nodes[v]; kind.nodes() && seen {
				t.Errorf("%v: routes %d and %d share node %d", kind, i, j, v)
			}
			nodes[v] = i
		}
	}
}

func TestPublishedCases(t *testing.T) {
	var cases []struct {
		Source   string
		Directed bool
		Edges    [][3]any
		S, T     any
		K        int
		Shortest *float64
		Lengths  []float64       `json:"edge_disjoint_lengths"`
		Total    *float64        `json:"edge_disjoint_total"`
		Three    []float64       `json:"three_disjoint_lengths"`
		KLengths []float64       `json:"k_shortest_lengths"`
		Node     json.RawMessage `json:"node_disjoint"`
	}
	readJSON(t, &cases, "fiber", "published_cases.json")
	ctx := context.Background()
	checks := 0
	for _, c := range cases {
		n := drawn(t, c.Edges, c.Directed, nil)
		s, to := indexOf(t, n, c.S), indexOf(t, n, c.T)
		if c.Total != nil {
			pair, err := n.Pair(ctx, s, to, Search{})
			if err != nil {
				t.Fatal(err)
			}
			near(t, c.Source+" total", total(pair), *c.Total)
			if c.Lengths != nil {
				near(t, c.Source+" short", pair.Short.Km.Base, c.Lengths[0])
				near(t, c.Source+" long", pair.Long.Km.Base, c.Lengths[1])
			}
			checks++
		}
		if string(c.Node) == "null" {
			pair, err := n.Pair(ctx, s, to, Search{Kind: NodeDisjoint})
			if err != nil || pair.Found || !pair.Proven {
				t.Errorf("%s: %+v, %v; want none, proven", c.Source, pair, err)
			}
			checks++
		}
		if c.Three != nil {
			set, err := n.Disjoint(ctx, s, to, 3, Search{})
			if err != nil || len(set.Routes) != 3 {
				t.Fatalf("%s: %v, %v", c.Source, set, err)
			}
			for i, r := range set.Routes {
				near(t, c.Source, r.Km.Base, c.Three[i])
			}
			checks++
		}
		if c.KLengths != nil {
			routes, err := n.KShortest(ctx, s, to, c.K)
			if err != nil || len(routes) != len(c.KLengths) {
				t.Fatalf("%s: %d routes, %v", c.Source, len(routes), err)
			}
			sort.Float64s(c.KLengths)
			for i, r := range routes {
				near(t, c.Source, r.Km.Base, c.KLengths[i])
			}
			checks++
		}
		if c.Shortest != nil {
			tree, err := n.Tree(ctx, s)
			if err != nil {
				t.Fatal(err)
			}
			near(t, c.Source, tree.Km[to], *c.Shortest)
		}
	}
	if checks != 7 {
		t.Errorf("%d checks, want 7", checks)
	}
}
