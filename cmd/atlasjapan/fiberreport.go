package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/model/fiber"
)

// fiberReportFile stands beside the tables.
const fiberReportFile = "FIBER.md"

// fiberReport describes the network derived.
func (d *deriver) fiberReport() ([]byte, error) {
	r := &networkReport{d: d, records: d.atlas.Optical()}
	for _, year := range []int{thisYear, laterYear} {
		options := fiber.DefaultOptions()
		options.InServiceBy = year
		net, _, err := fiber.New(r.records, options)
		if err != nil {
			return nil, err
		}
		r.nets = append(r.nets, net)
	}
	for _, part := range []func() error{r.inventory, r.lengths, r.delays, r.diversity, r.sinet} {
		if err := part(); err != nil {
			return nil, err
		}
	}
	return []byte(r.text.String()), errors.Join(d.errs...)
}

// The years that the report looks at: in service now, and with all that is planned.
const (
	thisYear  = 2026
	laterYear = 2030
)

type networkReport struct {
	d       *deriver
	records *optical.Network
	nets    []*fiber.Network // as of this year, and later
	text    strings.Builder
}

func (r *networkReport) line(format string, args ...any) { fmt.Fprintf(&r.text, format+"\n", args...) }

func (r *networkReport) inventory() error {
	r.line("# Japan's optical network in the atlas\n")
	r.line("Written by `go run ./cmd/atlasjapan`; a test holds it against the tables. No operator publishes routes: the trunk")
	r.line("is an estimate along expressways, and every figure below is a figure of that estimate.\n")
	count := func(keep func(n atlas.FiberNode) bool) int {
		k := 0
		for _, n := range r.d.atlas.FiberNodes {
			if keep(n) {
				k++
			}
		}
		return k
	}
	of := func(kind atlas.FiberNodeKind) int {
		return count(func(n atlas.FiberNode) bool { return n.Kind == kind })
	}
	r.line("## Nodes and spans\n")
	r.line("%d nodes: %d long-haul (two of them the hubs Otemachi and Dojima), %d exchange cities, %d carrier hotels and hubs,", len(r.d.atlas.FiberNodes),
		count(func(n atlas.FiberNode) bool { return n.LongHaul }), of(atlas.IXP), of(atlas.DataCentre))
	r.line("%d landings (%d of them planned).\n", of(atlas.CableLanding), count(func(n atlas.FiberNode) bool { return n.ReadyYear > 0 }))
	r.line("| spans | count | km | of it published |\n|---|---|---|---|")
	groups := make(map[string]bool)
	var all [3]float64
	for _, kind := range []atlas.FiberSpanKind{atlas.Expressway, atlas.Railway, atlas.Tunnel, atlas.Bridge, atlas.Submarine, atlas.MetroSpan} {
		var sum [3]float64 // count, km, km published
		for _, s := range r.d.atlas.FiberSpans {
			for _, g := range s.SharedRisk {
				groups[g] = true
			}
			if s.Kind != kind {
				continue
			}
			sum[0], sum[1] = sum[0]+1, sum[1]+s.LengthKm
			if s.LengthBasis == optical.Given {
				sum[2] += s.LengthKm
			}
		}
		for i := range sum {
			all[i] += sum[i]
		}
		r.line("| %s | %.0f | %.0f | %.0f |", kind, sum[0], sum[1], sum[2])
	}
	r.line("| all | %.0f | %.0f | %.0f |\n", all[0], all[1], all[2])
	r.line("%d shared-risk groups. Connected parts with a span: %d as of %d, %d as of %d.\n", len(groups), parts(r.nets[0]), thisYear, parts(r.nets[1]), laterYear)
	return nil
}

// parts counts the connected parts of two nodes and more.
func parts(net *fiber.Network) int {
	part, count := net.Components()
	size := make([]int, count)
	for _, p := range part {
		size[p]++
	}
	several := 0
	for _, s := range size {
		if s > 1 {
			several++
		}
	}
	return several
}

func (r *networkReport) lengths() error {
	detours := r.d.trunk.detours()
	r.line("## Detour\n")
	r.line("Of %d pairs of towns that the expressway sheet joins, the way over the spans kept is at most %.2f times the", len(detours), detours[len(detours)-1])
	r.line("expressway (95 %%: %.2f, median %.3f). A pair gets a span of its own where the way over shorter spans is more", quantile(detours, 0.95), quantile(detours, 0.5))
	r.line("than %g times as long, or %g times where the span would cross another on the map: %d of the pairs do.\n", maxDetour, maxDetourCrossing, len(r.d.trunk.links)-len(structures)-len(coasts))
	var stretch []float64
	for i := range r.nets[1].NumSpans() {
		s := r.nets[1].Span(i)
		if s.AirKm >= metroKm {
			stretch = append(stretch, s.Km.Base/s.AirKm)
		}
	}
	sortFloats(stretch)
	r.line("Route factor of the %d spans of %d km by air and more: median %.2f, 5 to 95 %% %.2f to %.2f (design: 1.3, 1.2 to 1.5).\n", len(stretch), metroKm,
		quantile(stretch, 0.5), quantile(stretch, 0.05), quantile(stretch, 0.95))
	return nil
}

// acceptance are round-trip times that the design expects of the air line × 1.3 at
// 200,000 km/s, ± 0.3 ms.
var acceptance = []struct {
	name, from string
	via        []string
	ms         float64
}{
	{"Tokyo–Osaka", "hub-otemachi", []string{"hub-dojima"}, 5.2},
	{"Tokyo–Sapporo", "hub-otemachi", []string{"pop-sapporo"}, 10.7},
	{"Tokyo–Osaka–Fukuoka", "hub-otemachi", []string{"hub-dojima", "pop-fukuoka"}, 11.6},
}

func (r *networkReport) delays() error {
	const acceptMs, kmPerMs = 0.3, 200
	net := r.nets[0]
	r.line("## Delay\n")
	r.line("Round trip at 200,000 km/s; the design expects the air line × 1.3 to give it within %g ms. The last column is the", acceptMs)
	r.line("`apn` profile on this network, with the band of the route factor.\n")
	r.line("| | air line × 1.3 | expected | this network | | `apn` |\n|---|---|---|---|---|---|")
	p := fiber.APNProfile()
	for _, a := range acceptance {
		at, err := net.NodeIndex(a.from)
		if err != nil {
			return err
		}
		air, km := 0.0, 0.0
		var spans []fiber.Band
		for _, id := range a.via {
			to, err := net.NodeIndex(id)
			if err != nil {
				return err
			}
			t, err := net.Tree(context.Background(), at)
			if err != nil {
				return err
			}
			route, _ := t.Route(to)
			air, km = air+route.AirLineKm, km+route.Km.Base
			spans = append(spans, route.SpanKm...)
			at = to
		}
		verdict := "within"
		if ms := 2 * km / kmPerMs; ms < a.ms-acceptMs || ms > a.ms+acceptMs {
			verdict = "outside"
		}
		rtt := p.Delay(fiber.Route{SpanKm: spans}).RTTms()
		r.line("| %s | %.1f ms | %.1f ms | %.0f km, %.1f ms | %s | %.1f ms (%.1f to %.1f) |", a.name, 2*1.3*air/kmPerMs, a.ms, km, 2*km/kmPerMs, verdict, rtt.Base, rtt.Low, rtt.High)
	}
	r.line("")
	return nil
}

func (r *networkReport) diversity() error {
	r.line("## Diversity\n")
	r.line("Long-haul nodes, the hubs apart, with two routes that share no span (edge), no span and no node (node), no span and")
	r.line("no shared-risk group (srlg); all proven.\n")
	r.line("| in service by | to | nodes | edge | node | srlg | srlg and node |\n|---|---|---|---|---|---|---|")
	for i, net := range r.nets {
		hubs := make([]int, 2)
		for k, id := range []string{"hub-otemachi", "hub-dojima"} {
			var err error
			if hubs[k], err = net.NodeIndex(id); err != nil {
				return err
			}
		}
		for k, name := range []string{"Otemachi", "Dojima", "both"} {
			target, err := targetOf(net, hubs, k)
			if err != nil {
				return err
			}
			if err := r.diverseTo(net, []int{thisYear, laterYear}[i], name, target, hubs); err != nil {
				return err
			}
		}
	}
	r.line("")
	return nil
}

func targetOf(net *fiber.Network, hubs []int, k int) (*fiber.Target, error) {
	if k < len(hubs) {
		return net.Target(context.Background(), hubs[k])
	}
	return net.Hubs(context.Background(), hubs...)
}

func (r *networkReport) diverseTo(net *fiber.Network, year int, name string, target *fiber.Target, hubs []int) error {
	var found [4]int
	nodes := 0
	for _, v := range net.NodesOf(optical.PoP) {
		if v == hubs[0] || v == hubs[1] {
			continue
		}
		nodes++
		for k, kind := range fiber.Disjointnesses() {
			pair, err := target.Pair(context.Background(), v, fiber.Search{Kind: kind})
			if err != nil {
				return err
			}
			if !pair.Proven {
				return fmt.Errorf("pair of %s to %s is not proven", net.Node(v).ID, name)
			}
			if pair.Found {
				found[k]++
			}
		}
	}
	r.line("| %d | %s | %d | %d | %d | %d | %d |", year, name, nodes, found[0], found[1], found[2], found[3])
	return nil
}
