package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/data/geojson"
	"github.com/wattbit/wattbit/data/table"
	"github.com/wattbit/wattbit/model/fiber"
)

type fiberCutOptions struct {
	fiberOptions
	kind string
}

func newFiberCutCommand() *cobra.Command {
	var o fiberCutOptions
	cmd := &cobra.Command{
		Use:   "cut FROM TO [TO2...]",
		Short: "what cuts a node off, and what a failure costs",
		Long: `cut finds a smallest set of spans (edge), or of nodes and spans (node), whose loss
separates a node from another or from all of several: its size is the number of
routes of that disjointness (Menger). It lists the spans, nodes and shared-risk
groups whose loss alone does it. With --cut, --fail-node or --fail-group it also
compares the shortest route before and after.` + "\n" + fiberInputHelp + "\n" + exitHelp,
		Example: `  wattbit fiber cut Sapporo hub-otemachi
  wattbit fiber cut Sapporo hub-otemachi --fail-group tunnel-seikan`,
		Args: arguments(cobra.MinimumNArgs(2)),
		RunE: func(cmd *cobra.Command, args []string) error { return runFiberCut(cmd, o, args) },
	}
	o.bind(cmd, "table", "csv", "json", "geojson")
	o.bindProfile(cmd)
	bindKind(cmd, &o.kind, fiber.EdgeDisjoint, cutKinds...)
	return cmd
}

// cutKinds are the kinds of cut: a smallest set of risk groups is another problem,
// the groups that separate alone are listed always.
var cutKinds = []fiber.Disjointness{fiber.EdgeDisjoint, fiber.NodeDisjoint}

func runFiberCut(cmd *cobra.Command, o fiberCutOptions, args []string) error {
	kind, err := parseKind(o.kind, cutKinds...)
	if err != nil {
		return err
	}
	f, err := o.open(cmd)
	if err != nil {
		return err
	}
	ends, err := f.ends(args)
	if err != nil {
		return err
	}
	a := cutAnswer{fiberHead: f.head, net: f, From: f.viewNode(ends[0]), To: f.viewNodes(ends[1:]), Kind: kind}
	if err := a.take(cmd.Context(), ends); err != nil {
		return err
	}
	return o.write(cmd, f, a)
}

// cutAnswer is what fiber cut prints.
type cutAnswer struct {
	fiberHead
	From nodeView           `json:"from"`
	To   []nodeView         `json:"to"`
	Kind fiber.Disjointness `json:"kind"`
	// Size is the number of spans and nodes, and of disjoint routes of the kind.
	Size      int        `json:"size"`
	Proven    bool       `json:"proven"` // always: a flow proves its cut
	Spans     []spanView `json:"spans"`
	Nodes     []nodeView `json:"nodes"`
	WeakSpans []spanView `json:"weak_spans"`
	WeakNodes []nodeView `json:"weak_nodes"`
	WeakRisks []string   `json:"weak_groups"`
	// Before is the shortest route with nothing lost; only in a what-if.
	Before *routeView `json:"route_before,omitempty"`
	After  *routeView `json:"route"`
	net    *fiberNet
	cut    fiber.Cut
}

func (a *cutAnswer) take(ctx context.Context, ends []int) error {
	target, err := a.net.target(ctx, ends[1:])
	if err != nil {
		return err
	}
	if a.cut, err = target.MinCut(ends[0], a.Kind); err != nil {
		return err
	}
	weak, _, err := target.WeakPoints(ends[0])
	if err != nil {
		return err
	}
	a.Size, a.Proven = a.cut.Size, true
	a.Spans, a.Nodes = a.net.viewSpans(a.cut.Spans), a.net.viewNodes(a.cut.Nodes)
	a.WeakSpans, a.WeakNodes = a.net.viewSpans(weak.Bridges), a.net.viewNodes(weak.Articulations)
	a.WeakRisks = append([]string{}, weak.Groups...)
	if a.After, err = a.net.shortest(target, ends[0]); err != nil || len(a.WhatIf) == 0 {
		return err
	}
	before := *a.net
	before.Network = before.whole
	if target, err = before.target(ctx, ends[1:]); err != nil {
		return err
	}
	a.Before, err = before.shortest(target, ends[0])
	return err
}

// shortest returns the shortest route to a target, nil when there is none.
func (f *fiberNet) shortest(target *fiber.Target, from int) (*routeView, error) {
	route, ok, err := target.Route(from)
	if err != nil || !ok {
		return nil, err
	}
	view := f.viewRoute(route)
	return &view, nil
}

func (a cutAnswer) print(w io.Writer) {
	fmt.Fprintf(w, "%s to %s, profile %s\n", bold(w, a.From.label), bold(w, nodeLabels(a.To)), a.Profile)
	if a.Size == 0 {
		fmt.Fprintln(w, "They are cut off from each other.")
	} else {
		fmt.Fprintf(w, "The smallest cut of kind %v has size %d, proven: so many %v-disjoint routes there are, and no more.\n", a.Kind, a.Size, a.Kind)
		a.printParts(w)
	}
	if len(a.WhatIf) > 0 {
		fmt.Fprintf(w, "before: %s\nafter: %s\n", routeText(a.Before), routeText(a.After))
	} else {
		fmt.Fprintf(w, "shortest route: %s\n", routeText(a.After))
	}
}

func routeText(r *routeView) string {
	if r == nil {
		return "no route"
	}
	return r.summary()
}

func (a cutAnswer) printParts(w io.Writer) {
	g := grid{header: []string{"cut", "id", "ends"}}
	for _, s := range a.Spans {
		g.rows = append(g.rows, []string{"span", clip(strings.TrimSpace(s.ID+" "+s.Name), 60), s.From + " – " + s.To})
	}
	for _, n := range a.Nodes {
		g.rows = append(g.rows, []string{"node", clip(n.label, 60), ""})
	}
	g.print(w)
	if len(a.WeakSpans)+len(a.WeakNodes)+len(a.WeakRisks) == 0 {
		fmt.Fprintln(w, "No single span, node or shared-risk group separates them.")
		return
	}
	fmt.Fprintln(w, "Single points of failure:")
	for _, part := range []struct{ what, list string }{
		{"spans", strings.Join(spanIDs(a.WeakSpans), ", ")}, {"nodes", nodeLabels(a.WeakNodes)}, {"shared-risk groups", strings.Join(a.WeakRisks, ", ")},
	} {
		if part.list != "" {
			fmt.Fprintf(w, "  %s: %s\n", part.what, part.list)
		}
	}
}

func (a cutAnswer) csv(w io.Writer) error {
	var rows [][]string
	add := func(role, element, id, from, to string) {
		rows = append(rows, []string{role, a.Kind.String(), element, id, from, to})
	}
	for _, s := range a.Spans {
		add("cut", "span", s.ID, s.From, s.To)
	}
	for _, n := range a.Nodes {
		add("cut", "node", n.ID, "", "")
	}
	for _, s := range a.WeakSpans {
		add("weak", "span", s.ID, s.From, s.To)
	}
	for _, n := range a.WeakNodes {
		add("weak", "node", n.ID, "", "")
	}
	for _, id := range a.WeakRisks {
		add("weak", "group", id, "", "")
	}
	return table.Write(w, []string{"role", "kind", "element", "id", "from", "to"}, rows)
}

func (a cutAnswer) features() []*geojson.Feature {
	var all []*geojson.Feature
	for _, s := range a.cut.Spans {
		all = append(all, a.net.spanFeature(s, map[string]any{"role": "cut"}))
	}
	for _, v := range a.cut.Nodes {
		all = append(all, a.net.nodeFeature(v, map[string]any{"role": "cut"}))
	}
	if a.Before != nil {
		all = append(all, a.Before.feature(map[string]any{"role": "route before"}))
	}
	if a.After != nil {
		all = append(all, a.After.feature(map[string]any{"role": "route"}))
	}
	return drawn(all...)
}
