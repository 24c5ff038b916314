package fiber

import (
	"context"
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/internal/oracle"
)

// toleranceKm is what the reference figures ask for.
const toleranceKm = 1e-5

var topologies = []string{"sinet", "abilene", "nsfnet", "surfnet"}

// table reads a reference table into rows by column name.
func table(t testing.TB, elem ...string) []map[string]string {
	t.Helper()
	file, err := os.Open(oracle.Path(t, append([]string{"fiber"}, elem...)...))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, name := range records[0] {
			row[name] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func number(t testing.TB, text string) float64 {
	t.Helper()
	if text == "" {
		return math.NaN()
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// topology builds a reference network whose spans have no length of their own.
func topology(t testing.TB, name string) *Network {
	t.Helper()
	net := &optical.Network{}
	for _, row := range table(t, name+".nodes.csv") {
		net.Nodes = append(net.Nodes, optical.Node{
			ID: row["id"], Name: row["label"],
			Location: [2]float64{number(t, row["lon"]), number(t, row["lat"])},
		})
	}
	for _, row := range table(t, name+".edges.csv") {
		net.Spans = append(net.Spans, optical.Span{
			ID: row["u"] + "-" + row["v"], From: row["u"], To: row["v"], LengthKm: math.NaN(),
		})
	}
	options := DefaultOptions()
	options.Factor = UniformRouteFactor(1)
	n, _, err := New(net, options)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// near fails unless got is want within the tolerance; NaN means there is none.
func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.IsNaN(want) != math.IsNaN(got) || math.Abs(got-want) > toleranceKm {
		t.Errorf("%s: got %.6f, want %.6f", what, got, want)
	}
}

func total(p Pair) float64 {
	if !p.Found {
		return math.NaN()
	}
	return p.TotalKm
}

func TestPairsOfReferenceNetworks(t *testing.T) {
	for _, name := range topologies {
		t.Run(name, func(t *testing.T) {
			n := topology(t, name)
			targets := map[int]*Target{}
			for _, row := range table(t, name+".pairs.csv") {
				u, _ := n.NodeIndex(row["u"])
				v, _ := n.NodeIndex(row["v"])
				if targets[v] == nil {
					var err error
					if targets[v], err = n.Target(context.Background(), v); err != nil {
						t.Fatal(err)
					}
				}
				checkPair(t, targets[v], u, row)
			}
		})
	}
}

func checkPair(t *testing.T, to *Target, u int, row map[string]string) {
	t.Helper()
	ctx := context.Background()
	what := row["u"] + "-" + row["v"] + " "
	near(t, what+"shortest", to.Km(u), number(t, row["shortest_km"]))
	edges, _ := to.Count(u, EdgeDisjoint)
	nodes, _ := to.Count(u, NodeDisjoint)
	if strconv.Itoa(edges) != row["mincut_edges"] || strconv.Itoa(nodes) != row["node_disjoint_paths"] {
		t.Errorf("%s: %d edge- and %d node-disjoint routes, want %s and %s", what, edges, nodes, row["mincut_edges"], row["node_disjoint_paths"])
	}
	edge, err := to.Pair(ctx, u, Search{Kind: EdgeDisjoint})
	if err != nil {
		t.Fatal(err)
	}
	near(t, what+"edge-disjoint pair", total(edge), number(t, row["edge_disjoint_pair_total_km"]))
	node, err := to.Pair(ctx, u, Search{Kind: NodeDisjoint})
	if err != nil {
		t.Fatal(err)
	}
	near(t, what+"node-disjoint pair", total(node), number(t, row["node_disjoint_pair_total_km"]))
	cut, err := to.MinCut(u, EdgeDisjoint)
	if err != nil {
		t.Fatal(err)
	}
	if len(cut.Spans) != edges {
		t.Errorf("%s: cut of %d spans, want %d", what, len(cut.Spans), edges)
	}
}

func TestKShortestOfReferenceNetworks(t *testing.T) {
	for _, name := range topologies {
		t.Run(name, func(t *testing.T) {
			n := topology(t, name)
			want := map[[2]string][]float64{}
			var order [][2]string
			for _, row := range table(t, name+".ksp.csv") {
				key := [2]string{row["u"], row["v"]}
				if want[key] == nil {
					order = append(order, key)
				}
				want[key] = append(want[key], number(t, row["length_km"]))
			}
			for _, key := range order {
				u, _ := n.NodeIndex(key[0])
				v, _ := n.NodeIndex(key[1])
				routes, err := n.KShortest(context.Background(), u, v, len(want[key]))
				if err != nil || len(routes) != len(want[key]) {
					t.Fatalf("%v: %d routes, %v; want %d", key, len(routes), err, len(want[key]))
				}
				for i, r := range routes {
					near(t, key[0]+"-"+key[1], r.Km.Base, want[key][i])
				}
			}
		})
	}
}

func TestWeakPointsOfReferenceNetworks(t *testing.T) {
	want := map[string][2]int{"sinet": {35, 12}, "abilene": {0, 0}, "nsfnet": {3, 3}, "surfnet": {4, 5}}
	for _, name := range topologies {
		spans, nodes := topology(t, name).Bridges()
		if got := [2]int{len(spans), len(nodes)}; got != want[name] {
			t.Errorf("%s: %d bridges and %d articulation points, want %v", name, got[0], got[1], want[name])
		}
	}
}

func TestHiroshimaTrap(t *testing.T) {
	n := topology(t, "sinet")
	find := func(name string) int {
		for i := range n.NumNodes() {
			if n.Node(i).Name == name {
				return i
			}
		}
		t.Fatalf("no node %q", name)
		return 0
	}
	pair, err := n.Pair(context.Background(), find("Hiroshima DC"), find("Tokyo DC1"), Search{Kind: EdgeDisjoint})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"total", pair.TotalKm, 1871.865},
		{"short", pair.Short.Km.Base, 788.645},
		{"long", pair.Long.Km.Base, 1083.220},
		{"difference", pair.DifferenceKm, 294.575},
	} {
		if math.Abs(c.got-c.want) > 1e-3 {
			t.Errorf("%s: got %.3f km, want %.3f", c.what, c.got, c.want)
		}
	}
}
