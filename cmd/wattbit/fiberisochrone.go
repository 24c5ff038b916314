package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/geojson"
	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/data/table"
	"github.com/wattbit/wattbit/model/fiber"
)

type fiberIsochroneOptions struct {
	fiberOptions
	kinds []string
}

func newFiberIsochroneCommand() *cobra.Command {
	var o fiberIsochroneOptions
	cmd := &cobra.Command{
		Use:   "isochrone FROM [TO...]",
		Short: "round-trip times from a node to others",
		Long: `isochrone prints the round-trip time from a node to those named, to those of a
kind, or to all, nearest first, with the length of the route and its basis.` + "\n" + fiberInputHelp + "\n" + exitHelp,
		Example: `  wattbit fiber isochrone hub-otemachi --to-kind ixp
  wattbit fiber isochrone Ishikari --format geojson -o isochrone.geojson`,
		Args: arguments(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error { return runFiberIsochrone(cmd, o, args) },
	}
	o.bind(cmd, "table", "csv", "json", "geojson")
	o.bindProfile(cmd)
	cmd.Flags().StringArrayVar(&o.kinds, "to-kind", nil, "only to nodes of this kind, such as ixp or cableLanding (may be repeated)")
	return cmd
}

func runFiberIsochrone(cmd *cobra.Command, o fiberIsochroneOptions, args []string) error {
	if len(args) > 1 && len(o.kinds) > 0 {
		return fmt.Errorf("%w: nodes to reach and --to-kind; expected one of them", errUsage)
	}
	f, err := o.open(cmd)
	if err != nil {
		return err
	}
	ends, err := f.ends(args)
	if err != nil {
		return err
	}
	to := ends[1:]
	if len(to) == 0 {
		if to, err = f.others(ends[0], o.kinds); err != nil {
			return err
		}
	}
	rows, err := f.Isochrones(cmd.Context(), ends[0], to, f.profile)
	if err != nil {
		return err
	}
	slices.SortStableFunc(rows, byTime)
	return o.write(cmd, f, isochroneView(f, ends[0], rows))
}

// byTime puts the nearest in time first and what cannot be reached last.
func byTime(a, b fiber.Isochrone) int {
	key := func(i fiber.Isochrone) float64 {
		if !i.Reachable {
			return math.Inf(1)
		}
		return i.RTTms.Base
	}
	return cmp.Compare(key(a), key(b))
}

// others lists the nodes of the kinds, all when none is given, but one.
func (f *fiberNet) others(start int, kinds []string) ([]int, error) {
	var nodes []int
	if len(kinds) == 0 {
		for v := range f.NumNodes() {
			nodes = append(nodes, v)
		}
	}
	var known []optical.NodeKind
	for _, count := range f.Info().NodesByKind {
		known = append(known, count.Kind)
	}
	var wanted []optical.NodeKind
	for _, kind := range kinds {
		if !slices.Contains(known, optical.NodeKind(kind)) {
			return nil, fmt.Errorf("%w: --to-kind %q; the network has nodes of kind %v", errUsage, kind, known)
		}
		wanted = append(wanted, optical.NodeKind(kind))
	}
	if len(kinds) > 0 {
		nodes = f.NodesOf(wanted...)
	}
	return slices.DeleteFunc(nodes, func(v int) bool { return v == start }), nil
}

// isochroneAnswer is what fiber isochrone prints.
type isochroneAnswer struct {
	fiberHead
	From  nodeView        `json:"from"`
	Times []isochroneTime `json:"times"`
	net   *fiberNet
}

type isochroneTime struct {
	Node      nodeView            `json:"node"`
	Kinds     []optical.NodeKind  `json:"kinds"`
	Reachable bool                `json:"reachable"`
	RTTms     bandView            `json:"rtt_ms"`
	Km        bandView            `json:"km"`
	Basis     optical.LengthBasis `json:"length_basis"`
	AirLineKm report.Number       `json:"air_line_km"`
	number    int
}

func isochroneView(f *fiberNet, start int, rows []fiber.Isochrone) isochroneAnswer {
	a := isochroneAnswer{fiberHead: f.head, From: f.viewNode(start), Times: []isochroneTime{}, net: f}
	for _, row := range rows {
		t := isochroneTime{
			Node: f.viewNode(row.Node), Kinds: append([]optical.NodeKind{}, f.Node(row.Node).Kinds...), Reachable: row.Reachable,
			RTTms: viewBand(row.RTTms), Km: viewBand(fiber.Exactly(math.NaN())), Basis: row.Route.Basis,
			AirLineKm: report.Number(f.AirLineKm(start, row.Node)), number: row.Node,
		}
		if row.Reachable {
			t.Km = viewBand(row.Route.Km)
		}
		a.Times = append(a.Times, t)
	}
	return a
}

func (a isochroneAnswer) print(w io.Writer) {
	fmt.Fprintf(w, "Round-trip times from %s, profile %s\n", bold(w, a.From.label), a.Profile)
	g := grid{header: []string{"RTT ms", "low", "high", "km", "air line km", "basis", "kind", "node"}, right: map[int]bool{0: true, 1: true, 2: true, 3: true, 4: true}}
	for _, t := range a.Times {
		basis := string(t.Basis)
		if !t.Reachable {
			basis = "no route"
		}
		g.rows = append(g.rows, []string{figureText(t.RTTms.Base, 2), figureText(t.RTTms.Low, 2), figureText(t.RTTms.High, 2),
			figureText(t.Km.Base, 1), figureText(t.AirLineKm, 1), basis, kindsText(t.Kinds), clip(t.Node.label, 50)})
	}
	g.print(w)
}

func (a isochroneAnswer) csv(w io.Writer) error {
	var rows [][]string
	for _, t := range a.Times {
		row := append([]string{a.From.ID, t.Node.ID, t.Node.Name, kindsText(t.Kinds), boolCell(t.Reachable)}, t.RTTms.cells()...)
		row = append(row, t.Km.cells()...)
		rows = append(rows, append(row, string(t.Basis), numberCell(t.AirLineKm)))
	}
	return table.Write(w, []string{"from", "to", "name", "kinds", "reachable", "rtt_ms_low", "rtt_ms", "rtt_ms_high", "km_low", "km", "km_high", "length_basis", "air_line_km"}, rows)
}

func (a isochroneAnswer) features() []*geojson.Feature {
	var all []*geojson.Feature
	for _, t := range a.Times {
		all = append(all, a.net.nodeFeature(t.number, map[string]any{"from": a.From.ID, "kinds": kindsText(t.Kinds), "reachable": t.Reachable,
			"rtt_ms": t.RTTms.Base, "km": t.Km.Base, "length_basis": string(t.Basis)}))
	}
	return drawn(all...)
}
