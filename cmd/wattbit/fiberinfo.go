package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/geojson"
	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/data/table"
)

func newFiberInfoCommand() *cobra.Command {
	var o fiberOptions
	cmd := &cobra.Command{
		Use:   "info",
		Short: "what a network is, what is odd about it, and its weak points",
		Long: `info counts nodes, spans and lengths by what they stand on, and names the spans
and nodes whose loss alone splits the network. What the readers found odd is
printed as warnings. GeoJSON draws the network with its weak points marked.` + "\n" + fiberInputHelp + "\n" + exitHelp,
		Example: `  wattbit fiber info
  wattbit fiber info --network nodes.geojson --network spans.geojson --json`,
		Args: arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			f, err := o.open(cmd)
			if err != nil {
				return err
			}
			return o.write(cmd, f, viewInfo(f))
		},
	}
	o.bind(cmd, "table", "csv", "json", "geojson")
	return cmd
}

// infoAnswer is what fiber info prints.
type infoAnswer struct {
	fiberHead
	Groups           []groupView `json:"groups"`
	Unlocated        int         `json:"unlocated_nodes"`
	Components       int         `json:"components"`
	LargestComponent int         `json:"largest_component"`
	TotalKm          bandView    `json:"total_km"`
	Km               basisKm     `json:"km_by_basis"`
	Kinds            []kindView  `json:"nodes_by_kind"`
	Bridges          []spanView  `json:"bridges"`
	Articulations    []nodeView  `json:"articulations"`
	net              *fiberNet
	bridges, joints  []int
}

type groupView struct {
	ID    string `json:"id"`
	Spans int    `json:"spans"`
}

type kindView struct {
	Kind  optical.NodeKind `json:"kind"`
	Nodes int              `json:"nodes"`
}

// basisKm is the length by what it stands on.
type basisKm struct {
	Surveyed  report.Number `json:"surveyed"`
	Given     report.Number `json:"given"`
	Estimated report.Number `json:"estimated"`
}

func viewInfo(f *fiberNet) infoAnswer {
	info := f.Info()
	a := infoAnswer{
		fiberHead: f.head, Groups: f.viewGroups(), Unlocated: info.Unlocated, Components: info.Components, LargestComponent: info.LargestComponent,
		TotalKm: viewBand(info.TotalKm), Kinds: []kindView{}, net: f,
		Km: basisKm{report.Number(info.KmByBasis[optical.Surveyed]), report.Number(info.KmByBasis[optical.Given]), report.Number(info.KmByBasis[optical.Estimated])},
	}
	for _, k := range info.NodesByKind {
		a.Kinds = append(a.Kinds, kindView{k.Kind, k.Count})
	}
	a.bridges, a.joints = f.Bridges()
	a.Bridges, a.Articulations = f.viewSpans(a.bridges), f.viewNodes(a.joints)
	return a
}

func (f *fiberNet) viewGroups() []groupView {
	count := map[string]int{}
	for i := range f.NumSpans() {
		for _, id := range f.Span(i).SharedRisk {
			count[id]++
		}
	}
	groups := []groupView{}
	for _, id := range f.Groups() {
		groups = append(groups, groupView{id, count[id]})
	}
	return groups
}

// figures are the rows of the table and of the CSV: name, value, unit.
func (a infoAnswer) figures() [][]string {
	count := func(n int) string { return fmt.Sprint(n) }
	rows := [][]string{
		{"nodes", count(a.Network.Nodes), ""}, {"nodes without location", count(a.Unlocated), ""},
		{"spans", count(a.Network.Spans), ""}, {"shared-risk groups", count(len(a.Groups)), ""},
		{"connected parts", count(a.Components), ""}, {"nodes of the largest part", count(a.LargestComponent), ""},
		{"bridges", count(len(a.Bridges)), ""}, {"articulation points", count(len(a.Articulations)), ""},
		{"length", numberCell(a.TotalKm.Base), "km"}, {"length, low", numberCell(a.TotalKm.Low), "km"}, {"length, high", numberCell(a.TotalKm.High), "km"},
		{"surveyed length", numberCell(a.Km.Surveyed), "km"}, {"given length", numberCell(a.Km.Given), "km"}, {"estimated length", numberCell(a.Km.Estimated), "km"},
	}
	for _, k := range a.Kinds {
		rows = append(rows, []string{"nodes of kind " + string(k.Kind), count(k.Nodes), ""})
	}
	return rows
}

// maxListed is how many weak points the table lists; JSON holds all of them.
const maxListed = 20

func (a infoAnswer) print(w io.Writer) {
	fmt.Fprintf(w, "%s: %s, %s, %s; %s, the largest of %s\n", bold(w, a.Network.Source), counted(a.Network.Nodes, "node"), counted(a.Network.Spans, "span"),
		counted(len(a.Groups), "shared-risk group"), counted(a.Components, "connected part"), counted(a.LargestComponent, "node"))
	fmt.Fprintf(w, "length %s: %s km surveyed, %s km given, %s km estimated\n", a.TotalKm.text(1, "km"),
		figureText(a.Km.Surveyed, 1), figureText(a.Km.Given, 1), figureText(a.Km.Estimated, 1))
	var kinds []string
	for _, k := range a.Kinds {
		kinds = append(kinds, fmt.Sprintf("%d %s", k.Nodes, k.Kind))
	}
	if len(kinds) > 0 {
		fmt.Fprintf(w, "nodes by kind: %s\n", strings.Join(kinds, ", "))
	}
	printList(w, "spans whose loss alone splits it", spanIDs(a.Bridges))
	var labels []string
	for _, n := range a.Articulations {
		labels = append(labels, n.label)
	}
	printList(w, "nodes whose loss alone splits it", labels)
}

func printList(w io.Writer, title string, items []string) {
	fmt.Fprintf(w, "%s: %d\n", title, len(items))
	for _, item := range items[:min(maxListed, len(items))] {
		fmt.Fprintf(w, "  %s\n", item)
	}
	if more := len(items) - maxListed; more > 0 {
		fmt.Fprintf(w, "  and %d more; --json lists all\n", more)
	}
}

func (a infoAnswer) csv(w io.Writer) error {
	return table.Write(w, []string{"figure", "value", "unit"}, a.figures())
}

func (a infoAnswer) features() []*geojson.Feature {
	bridge, joint := numbers(a.bridges), numbers(a.joints)
	var all []*geojson.Feature
	for i := range a.net.NumSpans() {
		all = append(all, a.net.spanFeature(i, map[string]any{"bridge": bridge[i], "groups": optical.JoinList(a.net.Span(i).SharedRisk)}))
	}
	for v := range a.net.NumNodes() {
		all = append(all, a.net.nodeFeature(v, map[string]any{"articulation": joint[v], "kinds": kindsText(a.net.Node(v).Kinds)}))
	}
	return drawn(all...)
}

func numbers(list []int) map[int]bool {
	in := map[int]bool{}
	for _, i := range list {
		in[i] = true
	}
	return in
}

func kindsText(kinds []optical.NodeKind) string {
	var names []string
	for _, k := range kinds {
		names = append(names, string(k))
	}
	return optical.JoinList(names)
}
