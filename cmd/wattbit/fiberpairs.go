package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/fiber"
)

type fiberPairsOptions struct {
	fiberOptions
	workers int
}

func newFiberPairsCommand() *cobra.Command {
	var o fiberPairsOptions
	cmd := &cobra.Command{
		Use:   "pairs",
		Short: "length, delay, cut and disjoint pairs of every two nodes",
		Long: `pairs prints for every two nodes the shortest length, the light's one-way time on
it, the smallest number of spans that separates them, the number of node-disjoint
routes, and the least totals of an edge- and of a node-disjoint pair of routes;
empty where there is none. Spans that join the same two nodes count as one, the
shortest. The CSV columns are stable:
u,v,shortest_km,oneway_us,mincut_edges,node_disjoint_paths,edge_disjoint_pair_km,node_disjoint_pair_km` + "\n" + fiberInputHelp + "\n" + exitHelp,
		Example: `  wattbit fiber pairs --nodes N.csv --spans S.csv --route-factor 1 --format csv
  wattbit fiber pairs --json -o pairs.json`,
		Args: arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return runFiberPairs(cmd, o) },
	}
	o.bind(cmd, "table", "csv", "json")
	o.mergeParallel = true
	cmd.Flags().IntVar(&o.workers, "workers", defaultWorkers(), "goroutines; the result does not depend on it")
	return cmd
}

// maxPairNodes bounds the table: twelve million rows, one gigabyte in memory.
const maxPairNodes = 5000

func runFiberPairs(cmd *cobra.Command, o fiberPairsOptions) error {
	if o.workers < 1 || o.workers > 1024 {
		return fmt.Errorf("%w: --workers %d; expected 1 to 1024", errUsage, o.workers)
	}
	f, err := o.open(cmd)
	if err != nil {
		return err
	}
	if f.NumNodes() > maxPairNodes {
		return fmt.Errorf("pairs: %s has %d nodes; expected at most %d", f.head.Network.Source, f.NumNodes(), maxPairNodes)
	}
	pairs, err := f.AllPairs(cmd.Context(), o.workers)
	if err != nil {
		return err
	}
	return o.write(cmd, f, viewPairs(f, pairs))
}

// pairsAnswer is what fiber pairs prints.
type pairsAnswer struct {
	fiberHead
	Pairs   []pairView `json:"pairs"`
	net     *fiberNet
	figures []fiber.PairFigures
}

type pairView struct {
	U                  string        `json:"u"`
	V                  string        `json:"v"`
	ShortestKm         report.Number `json:"shortest_km"`
	OneWayUs           report.Number `json:"oneway_us"`
	MinCutEdges        int           `json:"mincut_edges"`
	NodeDisjointPaths  int           `json:"node_disjoint_paths"`
	EdgeDisjointPairKm report.Number `json:"edge_disjoint_pair_km"`
	NodeDisjointPairKm report.Number `json:"node_disjoint_pair_km"`
}

func viewPairs(f *fiberNet, pairs []fiber.PairFigures) pairsAnswer {
	a := pairsAnswer{fiberHead: f.head, Pairs: []pairView{}, net: f, figures: pairs}
	for _, p := range pairs {
		a.Pairs = append(a.Pairs, pairView{f.Node(p.U).ID, f.Node(p.V).ID, report.Number(p.ShortestKm), report.Number(p.OneWayUs),
			p.MinCutEdges, p.NodeDisjointPaths, report.Number(p.EdgeDisjointPairKm), report.Number(p.NodeDisjointPairKm)})
	}
	return a
}

func (a pairsAnswer) print(w io.Writer) {
	right := map[int]bool{2: true, 3: true, 4: true, 5: true, 6: true, 7: true}
	g := grid{header: []string{"u", "v", "km", "one way µs", "cut", "node-disjoint", "edge pair km", "node pair km"}, right: right}
	for _, p := range a.Pairs {
		g.rows = append(g.rows, []string{p.U, p.V, figureText(p.ShortestKm, 1), figureText(p.OneWayUs, 1), fmt.Sprint(p.MinCutEdges), fmt.Sprint(p.NodeDisjointPaths),
			figureText(p.EdgeDisjointPairKm, 1), figureText(p.NodeDisjointPairKm, 1)})
	}
	g.print(w)
}

func (a pairsAnswer) csv(w io.Writer) error { return a.net.WritePairs(w, a.figures) }
