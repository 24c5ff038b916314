package main

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/geo"
	"github.com/wattbit/wattbit/model/fiber"
)

func sortFloats(x []float64) { slices.Sort(x) }

// quantile of sorted figures, the lower of two.
func quantile(x []float64, q float64) float64 {
	return x[min(len(x)-1, int(q*float64(len(x))))]
}

// sinetSite is a place of the academic network; sites of one place are one.
type sinetSite struct {
	name string
	at   orb.Point
	core bool
	node int // the nearest long-haul node of the atlas
}

// sinet compares with the links of SINET, which are logical: it shows which
// neighbours a real network of Japan has, not where its fiber runs.
func (r *networkReport) sinet() error {
	sites, of := r.sinetSites()
	links := r.sinetLinks(of)
	if err := r.sinetLengths(sites, links); err != nil {
		return err
	}
	return r.sinetRoutes(sites, links)
}

func (r *networkReport) sinetSites() (sites []sinetSite, of map[string]int) {
	net := r.nets[0]
	at := make(map[orb.Point]int)
	of = make(map[string]int)
	for _, row := range r.d.sheet("sinet_nodes") {
		p := orb.Point(row.point("lon", "lat"))
		i, seen := at[p]
		if !seen {
			i = len(sites)
			at[p] = i
			sites = append(sites, sinetSite{name: row.text("name"), at: p, node: -1})
		}
		if row.text("kind") == "core DC" {
			sites[i].core = true
			sites[i].name = strings.TrimRight(strings.TrimSuffix(row.text("name"), " DC"), " DC123")
		}
		of[row.text("node_id")] = i
	}
	for i := range sites {
		best := math.Inf(1)
		for _, v := range net.NodesOf(optical.PoP) {
			if km := geo.DistanceKm(sites[i].at, net.Node(v).Location); km < best {
				sites[i].node, best = v, km
			}
		}
	}
	return sites, of
}

// sinetLinks lists the links between different places, each once.
func (r *networkReport) sinetLinks(of map[string]int) [][2]int {
	var links [][2]int
	for _, row := range r.d.sheet("sinet_links") {
		a, b := of[row.text("from_node")], of[row.text("to_node")]
		l := [2]int{min(a, b), max(a, b)}
		if a != b && !slices.Contains(links, l) {
			links = append(links, l)
		}
	}
	return links
}

func (r *networkReport) sinetLengths(sites []sinetSite, links [][2]int) error {
	net := r.nets[0]
	r.line("## Held against SINET\n")
	var ratios []float64
	type long struct {
		what  string
		ratio float64
		via   string
	}
	var longs []long
	over, compared := 0, 0
	for _, l := range links {
		a, b := sites[l[0]], sites[l[1]]
		if a.node == b.node {
			continue
		}
		compared++
		t, err := net.Tree(context.Background(), a.node)
		if err != nil {
			return err
		}
		route, ok := t.Route(b.node)
		if !ok {
			return fmt.Errorf("no route between %s and %s", a.name, b.name)
		}
		var via []string
		for _, v := range route.Nodes[1 : len(route.Nodes)-1] {
			for _, s := range sites {
				if s.node == v && s.core {
					via = append(via, s.name)
					break
				}
			}
		}
		if len(via) > 0 {
			over++
		}
		ratio := route.Km.Base / route.AirLineKm
		ratios = append(ratios, ratio)
		longs = append(longs, long{a.name + "–" + b.name, ratio, strings.Join(via, ", ")})
	}
	sortFloats(ratios)
	slices.SortStableFunc(longs, func(x, y long) int { return cmp.Compare(y.ratio, x.ratio) })
	r.line("SINET's topology of the SINET3/4 era (Internet Topology Zoo, coordinates mended) has %d places and %d links between them;", len(sites), len(links))
	r.line("%d links join different long-haul nodes of the atlas. Its links are logical, often between a university and a core", compared)
	r.line("node. On our network they measure a median of %.2f times the air line (5 to 95 %% %.2f to %.2f); %d of them pass by", quantile(ratios, 0.5), quantile(ratios, 0.05), quantile(ratios, 0.95), over)
	r.line("another core place, so that they would share its building and trench. Farthest from the air line:\n")
	r.line("| link | route ÷ air line | by way of |\n|---|---|---|")
	for _, l := range longs[:6] {
		r.line("| %s | %.2f | %s |", l.what, l.ratio, l.via)
	}
	r.line("")
	return nil
}

// sinetRoutes compares how many routes lead from each core place to Tokyo.
func (r *networkReport) sinetRoutes(sites []sinetSite, links [][2]int) error {
	records := &optical.Network{}
	for i, s := range sites {
		records.Nodes = append(records.Nodes, optical.Node{ID: fmt.Sprint(i), Location: s.at})
	}
	for i, l := range links {
		records.Spans = append(records.Spans, optical.Span{ID: fmt.Sprint(i), From: fmt.Sprint(l[0]), To: fmt.Sprint(l[1]), LengthKm: math.NaN()})
	}
	sinet, _, err := fiber.New(records, fiber.DefaultOptions())
	if err != nil {
		return err
	}
	tokyo := slices.IndexFunc(sites, func(s sinetSite) bool { return s.core && s.name == "Tokyo" })
	if tokyo < 0 {
		return fmt.Errorf("sinet_nodes.csv: found no core node of Tokyo")
	}
	theirs, err := sinet.Target(context.Background(), tokyo)
	if err != nil {
		return err
	}
	ours, err := r.nets[0].Target(context.Background(), sites[tokyo].node)
	if err != nil {
		return err
	}
	r.line("Routes to Tokyo that share no span / no node, and on ours two that share no risk:\n")
	r.line("| core place | SINET | this network | srlg |\n|---|---|---|---|")
	for i, s := range sites {
		if !s.core || i == tokyo {
			continue
		}
		var counts [4]int
		for k, kind := range []fiber.Disjointness{fiber.EdgeDisjoint, fiber.NodeDisjoint} {
			if counts[k], err = theirs.Count(i, kind); err != nil {
				return err
			}
			if counts[2+k], err = ours.Count(s.node, kind); err != nil {
				return err
			}
		}
		pair, err := ours.Pair(context.Background(), s.node, fiber.Search{Kind: fiber.RiskDisjoint})
		if err != nil {
			return err
		}
		r.line("| %s | %d / %d | %d / %d | %s |", s.name, counts[0], counts[1], counts[2], counts[3], map[bool]string{true: "yes", false: "no"}[pair.Found])
	}
	return nil
}
