package main

import (
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/data/geojson"
	"github.com/wattbit/wattbit/data/table"
)

type fiberRouteOptions struct {
	fiberOptions
	k int
}

func newFiberRouteCommand() *cobra.Command {
	var o fiberRouteOptions
	cmd := &cobra.Command{
		Use:   "route FROM TO",
		Short: "the shortest routes between two nodes and what delays light on them",
		Long: `route finds the shortest route between two nodes, or the -k shortest without a
loop (Yen), and prints each with its length, what the length stands on, and its
delay under a transport profile.` + "\n" + fiberInputHelp + "\n" + exitHelp,
		Example: `  wattbit fiber route Sapporo Fukuoka
  wattbit fiber route Sapporo hub-otemachi --fail-group tunnel-seikan
  wattbit fiber route hub-otemachi hub-dojima -k 3 --profile packet --format geojson -o routes.geojson`,
		Args: arguments(cobra.ExactArgs(2)),
		RunE: func(cmd *cobra.Command, args []string) error { return runFiberRoute(cmd, o, args) },
	}
	o.bind(cmd, "table", "csv", "json", "geojson")
	o.bindProfile(cmd)
	cmd.Flags().IntVarP(&o.k, "routes", "k", 1, "how many routes")
	return cmd
}

// maxRoutes bounds -k: the time of a search grows with it.
const maxRoutes = 1000

func runFiberRoute(cmd *cobra.Command, o fiberRouteOptions, args []string) error {
	if o.k < 1 || o.k > maxRoutes {
		return fmt.Errorf("%w: -k %d; expected 1 to %d", errUsage, o.k, maxRoutes)
	}
	f, err := o.open(cmd)
	if err != nil {
		return err
	}
	ends, err := f.ends(args)
	if err != nil {
		return err
	}
	routes, err := f.KShortest(cmd.Context(), ends[0], ends[1], o.k)
	if err != nil {
		return err
	}
	return o.write(cmd, f, routeAnswer{f.head, f.viewNode(ends[0]), f.viewNode(ends[1]), len(routes) > 0, f.viewRoutes(routes...)})
}

// ends finds the nodes of the arguments, which must all be different.
func (f *fiberNet) ends(args []string) ([]int, error) {
	ends := make([]int, len(args))
	first := map[int]string{}
	for i, query := range args {
		v, err := f.nodes.find(query)
		if err != nil {
			return nil, err
		}
		if same, seen := first[v]; seen {
			return nil, usageError{fmt.Errorf("%q and %q are the same node %s; expected different ones", same, query, f.Node(v).ID)}
		}
		ends[i], first[v] = v, query
	}
	return ends, nil
}

// routeAnswer is what fiber route prints.
type routeAnswer struct {
	fiberHead
	From   nodeView    `json:"from"`
	To     nodeView    `json:"to"`
	Found  bool        `json:"found"`
	Routes []routeView `json:"routes"`
}

func (a routeAnswer) print(w io.Writer) {
	fmt.Fprintf(w, "%s to %s, profile %s\n", bold(w, a.From.label), bold(w, a.To.label), a.Profile)
	if !a.Found {
		fmt.Fprintln(w, "No route joins them.")
		return
	}
	if len(a.Routes) > 1 {
		for i, r := range a.Routes {
			fmt.Fprintf(w, "%d  %s, via %s\n", i+1, r.summary(), clip(nodeLabels(r.between()), 80))
		}
		return
	}
	fmt.Fprintln(w, a.Routes[0].summary())
	a.Routes[0].printDelay(w)
	a.Routes[0].printHops(w)
}

// between are the nodes of a route without its ends.
func (v routeView) between() []nodeView { return v.Nodes[1:max(1, len(v.Nodes)-1)] }

func (a routeAnswer) csv(w io.Writer) error {
	var rows [][]string
	for i, r := range a.Routes {
		rows = append(rows, append([]string{strconv.Itoa(i + 1)}, r.cells()...))
	}
	return table.Write(w, append([]string{"rank"}, routeHeader()...), rows)
}

func (a routeAnswer) features() []*geojson.Feature {
	var all []*geojson.Feature
	for i, r := range a.Routes {
		all = append(all, r.feature(map[string]any{"rank": i + 1}))
	}
	return drawn(all...)
}
