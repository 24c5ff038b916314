package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/fiber"
)

type fiberDisjointOptions struct {
	fiberOptions
	kind, objective string
	k, maxStates    int
}

func newFiberDisjointCommand() *cobra.Command {
	var o fiberDisjointOptions
	cmd := &cobra.Command{
		Use:   "disjoint FROM TO [TO2...]",
		Short: "the best pair, or as many as there are, of routes that share nothing",
		Long: `disjoint finds the pair of routes that share no span (edge), also no node between
their ends (node), no shared-risk group (srlg), or neither group nor node
(srlg+node), and says whether the pair is proven the best: with the least total
(min-sum, Suurballe and Bhandari) or the shortest longer path (min-max). With
several ends the two routes end at different ones, so that the pair survives the
loss of a hub. -k asks for more than two routes, -k 0 for as many as there are.` + "\n" + fiberInputHelp + "\n" + exitHelp,
		Example: `  wattbit fiber disjoint Sapporo hub-otemachi --kind srlg+node
  wattbit fiber disjoint Sapporo hub-otemachi hub-dojima --json`,
		Args: arguments(cobra.MinimumNArgs(2)),
		RunE: func(cmd *cobra.Command, args []string) error { return runFiberDisjoint(cmd, o, args) },
	}
	o.bind(cmd, "table", "csv", "json", "geojson")
	o.bindProfile(cmd)
	bindKind(cmd, &o.kind, fiber.NodeDisjoint, fiber.Disjointnesses()...)
	cmd.Flags().StringVar(&o.objective, "objective", fiber.MinSum.String(), "what the pair minimises: min-sum the total, min-max the longer route")
	cmd.Flags().IntVarP(&o.k, "routes", "k", 2, "how many routes; 0 for as many as there are")
	cmd.Flags().IntVar(&o.maxStates, "max-states", fiber.DefaultMaxStates, "bound of the exact searches that srlg and min-max need")
	return cmd
}

func (o *fiberDisjointOptions) search() (fiber.Search, error) {
	kind, err := parseKind(o.kind, fiber.Disjointnesses()...)
	if err != nil {
		return fiber.Search{}, err
	}
	objective, err := parseObjective(o.objective)
	switch {
	case err != nil:
		return fiber.Search{}, err
	case o.k == 1 || o.k < 0 || o.k > maxRoutes:
		return fiber.Search{}, fmt.Errorf("%w: -k %d; expected 2 to %d, or 0 for as many as there are", errUsage, o.k, maxRoutes)
	case o.k != 2 && objective != fiber.MinSum:
		return fiber.Search{}, fmt.Errorf("%w: --objective %v with -k %d; expected -k 2", errUsage, objective, o.k)
	case o.maxStates < 1:
		return fiber.Search{}, fmt.Errorf("%w: --max-states %d; expected 1 or more", errUsage, o.maxStates)
	}
	return fiber.Search{Kind: kind, Objective: objective, MaxStates: o.maxStates}, nil
}

func runFiberDisjoint(cmd *cobra.Command, o fiberDisjointOptions, args []string) error {
	search, err := o.search()
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
	target, err := f.target(cmd.Context(), ends[1:])
	if err != nil {
		return err
	}
	a := disjointAnswer{fiberHead: f.head, net: f, From: f.viewNode(ends[0]), To: f.viewNodes(ends[1:]), Kind: search.Kind,
		BoundKm: report.Missing, TotalKm: report.Missing, LongerKm: report.Missing, DifferenceKm: report.Missing, DifferenceMs: report.Missing,
		SharedNodes: []nodeView{}, SharedGroups: []string{}, Routes: []routeView{}}
	if o.k == 2 {
		pair, err := target.Pair(cmd.Context(), ends[0], search)
		if err != nil {
			return err
		}
		a.takePair(pair)
	} else {
		set, err := target.Disjoint(cmd.Context(), ends[0], o.k, search)
		if err != nil {
			return err
		}
		a.takeSet(set, o.k)
	}
	return o.write(cmd, f, a)
}

// target prepares questions about one end, or about different ends of several.
func (f *fiberNet) target(ctx context.Context, to []int) (*fiber.Target, error) {
	if len(to) == 1 {
		return f.Target(ctx, to[0])
	}
	return f.Hubs(ctx, to...)
}

func (a *disjointAnswer) takePair(pair fiber.Pair) {
	a.Wanted, a.Objective = 2, pair.Objective.String()
	a.Found, a.Proven, a.States, a.BoundKm = pair.Found, pair.Proven, pair.States, report.Number(pair.BoundKm)
	if !pair.Found {
		return
	}
	a.TotalKm, a.LongerKm, a.DifferenceKm = report.Number(pair.TotalKm), report.Number(pair.Long.Km.Base), report.Number(pair.DifferenceKm)
	a.DifferenceMs = report.Number(a.net.profile.DifferenceMs(pair))
	a.takeRoutes(pair.Short, pair.Long)
}

func (a *disjointAnswer) takeSet(set fiber.RouteSet, wanted int) {
	a.Wanted, a.AtMost, a.Proven, a.States = wanted, set.AtMost, set.Proven, set.States
	a.Found = len(set.Routes) > 0
	if !a.Found {
		return
	}
	total := 0.0
	for _, r := range set.Routes {
		total += r.Km.Base
	}
	first, last := set.Routes[0], set.Routes[len(set.Routes)-1]
	a.TotalKm, a.LongerKm, a.DifferenceKm = report.Number(total), report.Number(last.Km.Base), report.Number(last.Km.Base-first.Km.Base)
	a.DifferenceMs = report.Number(a.net.profile.DifferenceMs(fiber.Pair{Found: true, Short: first, Long: last}))
	a.takeRoutes(set.Routes...)
}

func (a *disjointAnswer) takeRoutes(routes ...fiber.Route) {
	a.Routes = a.net.viewRoutes(routes...)
	for _, r := range routes {
		a.Basis = weaker(a.Basis, r.Basis)
	}
	a.SharedNodes, a.SharedGroups = a.net.shared(routes)
}
