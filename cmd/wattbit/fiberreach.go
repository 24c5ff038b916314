package main

import (
	"context"
	"fmt"
	"io"
	"math"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/data/table"
	"github.com/wattbit/wattbit/model/fiber"
)

type fiberReachOptions struct {
	fiberOptions
	within []float64
}

func newFiberReachCommand() *cobra.Command {
	var o fiberReachOptions
	cmd := &cobra.Command{
		Use:   "reach FROM",
		Short: "which share of the people lies within each round-trip time",
		Long: `reach prints which share of the people of an atlas lies within a round-trip time
of a node: every municipality is joined to its nearest long-haul node (pop) by a
spur of estimated length. A network file says nothing of people: there every
other node counts alike. The range comes from that of the lengths.` + "\n" + fiberInputHelp + "\n" + exitHelp,
		Example: `  wattbit fiber reach Sapporo
  wattbit fiber reach hub-dojima --within 1,2,5 --profile packet --json`,
		Args: arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error { return runFiberReach(cmd, o, args[0]) },
	}
	o.bind(cmd, "table", "csv", "json")
	o.bindProfile(cmd)
	cmd.Flags().Float64SliceVar(&o.within, "within", []float64{2, 5, 10, 20}, "round-trip times in ms")
	return cmd
}

func runFiberReach(cmd *cobra.Command, o fiberReachOptions, from string) error {
	if len(o.within) == 0 {
		return fmt.Errorf("%w: --within is empty; expected times in ms", errUsage)
	}
	for _, limit := range o.within {
		if !(limit > 0) || math.IsInf(limit, 0) {
			return fmt.Errorf("%w: --within %g; expected ms above 0", errUsage, limit)
		}
	}
	f, err := o.open(cmd)
	if err != nil {
		return err
	}
	ends, err := f.ends([]string{from})
	if err != nil {
		return err
	}
	crowd, err := f.crowd(cmd.Context(), ends[0])
	if err != nil {
		return err
	}
	a := reachAnswer{fiberHead: f.head, From: f.viewNode(ends[0]), Weights: crowd.what, Places: len(crowd.weights), Basis: crowd.basis}
	if err := a.take(crowd, o.within); err != nil {
		return err
	}
	return o.write(cmd, f, a)
}

// crowd is the weights of places and the round-trip times to them.
type crowd struct {
	what           string
	weights        []float64
	low, rtt, high []float64 // ms; NaN where no route leads
	basis          optical.LengthBasis
}

func (c *crowd) add(weight float64, route fiber.Route, reachable bool, p fiber.Profile) {
	rtt := fiber.Exactly(math.NaN())
	if reachable {
		rtt = p.Delay(route).RTTms()
		c.basis = weaker(c.basis, route.Basis)
	}
	c.weights = append(c.weights, weight)
	c.low, c.rtt, c.high = append(c.low, rtt.Low), append(c.rtt, rtt.Base), append(c.high, rtt.High)
}

// crowd measures the people of the atlas, or the other nodes of a file.
func (f *fiberNet) crowd(ctx context.Context, from int) (*crowd, error) {
	if f.atlas == nil {
		return f.nodeCrowd(ctx, from)
	}
	var sites []fiber.Site
	c := &crowd{what: "people"}
	var people []float64
	for _, p := range f.atlas.Places {
		if p.Kind == atlas.Municipality && !math.IsNaN(p.Population) {
			sites = append(sites, fiber.Site{ID: "place " + p.ID, Location: p.Location})
			people = append(people, p.Population)
		}
	}
	if len(sites) == 0 {
		return nil, fmt.Errorf("reach: %s has no municipality with a population", f.head.Network.Source)
	}
	joined, err := f.Attach(sites, 1, optical.PoP)
	if err != nil {
		return nil, err
	}
	target, err := joined.Target(ctx, from)
	if err != nil {
		return nil, err
	}
	for i, count := range people {
		route, ok, err := target.Route(f.NumNodes() + i)
		if err != nil {
			return nil, err
		}
		c.add(count, route, ok, f.profile)
	}
	return c, nil
}

func (f *fiberNet) nodeCrowd(ctx context.Context, from int) (*crowd, error) {
	tree, err := f.Tree(ctx, from)
	if err != nil {
		return nil, err
	}
	c := &crowd{what: "nodes"}
	for v := range f.NumNodes() {
		if v != from {
			route, ok := tree.Route(v)
			c.add(1, route, ok, f.profile)
		}
	}
	return c, nil
}

// reachAnswer is what fiber reach prints.
type reachAnswer struct {
	fiberHead
	From    nodeView            `json:"from"`
	Weights string              `json:"weights"` // people or nodes
	Places  int                 `json:"places"`
	Total   report.Number       `json:"total"`
	Basis   optical.LengthBasis `json:"length_basis"`
	Reach   []reachShare        `json:"reach"`
}

// reachShare is the share within a time; the low share belongs to the longest
// lengths.
type reachShare struct {
	LimitMs report.Number `json:"rtt_ms"`
	Weight  report.Number `json:"weight"`
	Share   bandView      `json:"share"`
}

func (a *reachAnswer) take(c *crowd, limits []float64) error {
	var shares [3][]fiber.Share
	for i, rtt := range [][]float64{c.high, c.rtt, c.low} {
		var err error
		if shares[i], err = fiber.Reach(rtt, c.weights, limits); err != nil {
			return err
		}
	}
	total := 0.0
	for _, w := range c.weights {
		total += w
	}
	a.Total = report.Number(total)
	for i, limit := range limits {
		a.Reach = append(a.Reach, reachShare{report.Number(limit), report.Number(shares[1][i].Weight),
			viewBand(fiber.Band{Low: shares[0][i].Share, Base: shares[1][i].Share, High: shares[2][i].Share})})
	}
	return nil
}

func (a reachAnswer) print(w io.Writer) {
	fmt.Fprintf(w, "%s %s of %d places within a round trip from %s, profile %s, %s\n",
		figureText(a.Total, 0), a.Weights, a.Places, bold(w, a.From.label), a.Profile, basisText(a.Basis))
	if a.Weights == "people" {
		fmt.Fprintln(w, "Each municipality is joined to its nearest long-haul node by a spur of estimated length.")
	}
	g := grid{header: []string{"within ms", a.Weights, "share %", "low", "high"}, right: map[int]bool{0: true, 1: true, 2: true, 3: true, 4: true}}
	for _, r := range a.Reach {
		g.rows = append(g.rows, []string{table.FormatNumber(float64(r.LimitMs)), figureText(r.Weight, 0), figureText(100*r.Share.Base, 1), figureText(100*r.Share.Low, 1), figureText(100*r.Share.High, 1)})
	}
	g.print(w)
}

func (a reachAnswer) csv(w io.Writer) error {
	var rows [][]string
	for _, r := range a.Reach {
		rows = append(rows, append([]string{a.From.ID, a.Weights, numberCell(r.LimitMs), numberCell(r.Weight)}, r.Share.cells()...))
	}
	return table.Write(w, []string{"from", "weights", "rtt_ms", "weight", "share_low", "share", "share_high"}, rows)
}
