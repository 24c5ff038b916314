package fiber

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/wattbit/wattbit/data/optical"
)

// mesh builds a network of side² nodes in a grid of about 20 km with some
// diagonals: perNode spans a node, 2 to 4, of uneven given length. Spans of a
// column of the grid share a risk group on every eighth row.
func mesh(tb testing.TB, side int, perNode float64) *Network {
	tb.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	net := &optical.Network{}
	id := func(x, y int) string { return fmt.Sprint(y*side + x) }
	span := func(x, y, x2, y2 int) {
		if x2 < 0 || x2 >= side || y2 >= side {
			return
		}
		s := optical.Span{
			ID: fmt.Sprint("s", len(net.Spans)), From: id(x, y), To: id(x2, y2),
			LengthKm: (25 + 20*random.Float64()) * math.Hypot(float64(x2-x), float64(y2-y)),
		}
		if x2 == x && y%8 == 0 {
			s.SharedRisk = []string{fmt.Sprint("fault ", y, " ", x/2)}
		}
		net.Spans = append(net.Spans, s)
	}
	for y := range side {
		for x := range side {
			net.Nodes = append(net.Nodes, optical.Node{
				ID: id(x, y), Location: [2]float64{130 + 0.2*float64(x%200), 30 + 0.18*float64(y%200) + 0.01},
			})
			span(x, y, x+1, y)
			span(x, y, x, y+1)
			if random.Float64() < perNode-2 {
				span(x, y, x+1, y+1)
			}
			if random.Float64() < perNode-3 {
				span(x, y, x-1, y+1)
			}
		}
	}
	n, _, err := New(net, DefaultOptions())
	if err != nil {
		tb.Fatal(err)
	}
	return n
}

func BenchmarkTree250kNodes1MSpans(b *testing.B) {
	n := mesh(b, 500, 4)
	b.Logf("%d nodes, %d spans", n.NumNodes(), n.NumSpans())
	b.ReportAllocs()
	for b.Loop() {
		if _, err := n.Tree(context.Background(), 0); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPair1000Nodes(b *testing.B) {
	n := mesh(b, 32, 2.6)
	for _, kind := range Disjointnesses() {
		b.Run(kind.String(), func(b *testing.B) {
			to := conflicting(b, n, kind)
			b.ReportAllocs()
			for b.Loop() {
				p, err := n.Pair(context.Background(), 5, to, Search{Kind: kind})
				if err != nil || !p.Found || !p.Proven {
					b.Fatal(p, err)
				}
			}
		})
	}
}

// conflicting returns a far node whose flow pair shares a risk, so that a risk-
// disjoint pair takes an exact search; any far node for other kinds.
func conflicting(b *testing.B, n *Network, kind Disjointness) int {
	to := n.NumNodes() - 12
	for ; kind.risks() && to > 0; to-- {
		p, err := n.Pair(context.Background(), 5, to, Search{Kind: kind})
		if err != nil {
			b.Fatal(err)
		}
		if p.States > 0 && p.Found {
			break
		}
	}
	return to
}

func BenchmarkMinMaxPair1000Nodes(b *testing.B) {
	n := mesh(b, 32, 2.6)
	b.ReportAllocs()
	for b.Loop() {
		p, err := n.Pair(context.Background(), 5, 32*31+20, Search{Kind: NodeDisjoint, Objective: MinMax})
		if err != nil || !p.Found {
			b.Fatal(p, err)
		}
		b.ReportMetric(float64(p.States), "states")
	}
}

// BenchmarkSurvey1900Sites measures all candidates against ten hubs with two
// workers: route, delay, counts and min-sum pairs of all four kinds.
func BenchmarkSurvey1900Sites(b *testing.B) {
	n := mesh(b, 40, 2.6)
	random := rand.New(rand.NewPCG(3, 4))
	var sites []Site
	for i := range 1900 {
		sites = append(sites, Site{
			ID:       fmt.Sprint("site ", i),
			Location: [2]float64{130 + 8*random.Float64(), 30 + 7*random.Float64()},
		})
	}
	whole, err := n.Attach(sites, 2)
	if err != nil {
		b.Fatal(err)
	}
	var from, hubs []int
	for i := range sites {
		from = append(from, n.NumNodes()+i)
	}
	for i := range 10 {
		hubs = append(hubs, i*n.NumNodes()/10+7)
	}
	for _, c := range []struct {
		hubs  int
		kinds []Disjointness
	}{{10, []Disjointness{EdgeDisjoint, NodeDisjoint}}, {2, Disjointnesses()}, {10, Disjointnesses()}} {
		b.Run(fmt.Sprint(c.hubs, " hubs ", len(c.kinds), " kinds"), func(b *testing.B) {
			b.ReportAllocs()
			unproven := 0
			for b.Loop() {
				survey := Survey{Hubs: hubs[:c.hubs], Kinds: c.kinds, Profile: APNProfile(), Workers: 2}
				rows, err := whole.Survey(context.Background(), from, survey)
				if err != nil {
					b.Fatal(err)
				}
				unproven = countUnproven(rows)
			}
			b.ReportMetric(float64(unproven), "unproven")
		})
	}
}

func countUnproven(rows []SiteAccess) int {
	count := 0
	for _, row := range rows {
		for _, hub := range append(row.Hubs, row.Any) {
			for _, p := range hub.Pairs {
				if !p.Proven {
					count++
				}
			}
		}
	}
	return count
}

func BenchmarkAllPairsOfSurfnet(b *testing.B) {
	n := topology(b, "surfnet")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := n.AllPairs(context.Background(), 1); err != nil {
			b.Fatal(err)
		}
	}
}
