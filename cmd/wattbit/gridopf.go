package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	powergrid "github.com/wattbit/wattbit/model/grid"
	"github.com/wattbit/wattbit/model/solve"
)

type gridOPFOptions struct {
	gridOptions
	opf powergrid.OPFOptions
	top int
}

func newGridOPFCommand() *cobra.Command {
	var o gridOPFOptions
	cmd := &cobra.Command{
		Use:   "opf [FILE]",
		Short: "cheapest dispatch that the network can carry (linear DC optimal power flow)",
		Long: `opf finds the cheapest output of units and controllable links within their limits,
the normal ratings and the angle limits, and the price at every bus. Costs must
be convex; a unit without a cost is free. --json prints an object with status,
objective (per hour, in the file's currency), units, prices and binding limits.
CSV has the columns generator, bus, mw, min_mw, max_mw. Exit status 3 says that
there is no such dispatch; the objective is null then.` + "\n" + gridInputHelp + "\n" + exitHelp,
		Example: "  wattbit grid opf case.m --susceptance powermodels --json",
		Args:    arguments(cobra.MaximumNArgs(1)),
		RunE:    func(cmd *cobra.Command, args []string) error { return runGridOPF(cmd, args, &o) },
	}
	o.bind(cmd, "table", "csv", "json")
	bindTop(cmd, &o.top)
	cmd.Flags().BoolVar(&o.opf.IgnoreRatings, "no-ratings", false, "leave the branches' ratings aside")
	cmd.Flags().BoolVar(&o.opf.IgnoreAngleLimits, "no-angle-limits", false, "leave the branches' angle limits aside")
	return cmd
}

func runGridOPF(cmd *cobra.Command, args []string, o *gridOPFOptions) error {
	if err := checkTop(o.top); err != nil {
		return err
	}
	c, err := o.open(cmd, args)
	if err != nil {
		return err
	}
	p := newProgress(cmd.ErrOrStderr())
	defer p.done()
	p.tell("solving")
	r, err := c.OPF(cmd.Context(), o.opf)
	if err != nil {
		return c.failed(err)
	}
	p.done()
	if err := o.write(cmd, newGridOPF(c, r, o.top)); err != nil {
		return err
	}
	if r.Status != solve.Optimal {
		return errFindings
	}
	return nil
}

// gridOPF is what opf prints.
type gridOPF struct {
	gridHead
	Status    string        `json:"status"`
	Objective report.Number `json:"objective"`
	Units     []unitView    `json:"units"`
	Links     []linkView    `json:"links"`
	Prices    []priceView   `json:"prices"`
	Binding   []shadowView  `json:"binding"`
	Rounds    int           `json:"rounds"`
	Rows      int           `json:"rows"`

	c   *gridCase
	opf *powergrid.OPF
	top int
}

type unitView struct {
	Generator string        `json:"generator"`
	Bus       string        `json:"bus"`
	MW        report.Number `json:"mw"`
	MinMW     report.Number `json:"min_mw"`
	MaxMW     report.Number `json:"max_mw"`
}

type linkView struct {
	Link string        `json:"link"`
	MW   report.Number `json:"mw"`
}

type priceView struct {
	Bus         string        `json:"bus"`
	PricePerMWh report.Number `json:"price_per_mwh"`
}

type shadowView struct {
	Branch string        `json:"branch"`
	FlowMW report.Number `json:"flow_mw"`
	PerMW  report.Number `json:"saves_per_mw"`
}

func newGridOPF(c *gridCase, r *powergrid.OPF, top int) *gridOPF {
	out := &gridOPF{gridHead: c.head(), Status: r.Status.String(), Objective: number(r.Objective, mwDecimals), Units: []unitView{}, Links: []linkView{},
		Prices: []priceView{}, Binding: []shadowView{}, Rounds: r.Rounds, Rows: r.Rows, c: c, opf: r, top: top}
	if r.Flow == nil {
		return out
	}
	for i, mw := range r.UnitMW {
		g := &c.net.Generators[i]
		out.Units = append(out.Units, unitView{g.ID, g.Bus, number(mw, mwDecimals), number(g.MinMW, mwDecimals), number(g.MaxMW, mwDecimals)})
	}
	for i, mw := range r.LinkMW {
		out.Links = append(out.Links, linkView{c.net.Links[i].ID, number(mw, mwDecimals)})
	}
	for i, price := range r.PricePerMWh {
		out.Prices = append(out.Prices, priceView{c.net.Buses[i].ID, number(price, mwDecimals)})
	}
	for _, b := range r.Binding {
		out.Binding = append(out.Binding, shadowView{c.ElementLabel(b.Limit), number(b.FlowMW, mwDecimals), number(b.PerMW, mwDecimals)})
	}
	return out
}

func (o *gridOPF) csv(w *csv.Writer) error {
	if err := w.Write([]string{"generator", "bus", "mw", "min_mw", "max_mw"}); err != nil {
		return err
	}
	for _, u := range o.Units {
		if err := w.Write([]string{u.Generator, u.Bus, cell(float64(u.MW), mwDecimals), cell(float64(u.MinMW), mwDecimals), cell(float64(u.MaxMW), mwDecimals)}); err != nil {
			return err
		}
	}
	return nil
}

func (o *gridOPF) print(w io.Writer) {
	o.gridHead.print(w)
	if o.opf.Flow == nil {
		fmt.Fprintf(w, "No dispatch keeps all limits: the programme is %s. --no-ratings and --no-angle-limits leave limits aside.\n", bold(w, o.Status))
		return
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, p := range o.opf.PricePerMWh {
		if !math.IsNaN(p) {
			low, high = min(low, p), max(high, p)
		}
	}
	fmt.Fprintf(w, "%s: %s per hour; prices from %s to %s per MWh; binding limits: %d\n", bold(w, o.Status), shown(o.opf.Objective, 2), shown(low, 2), shown(high, 2), len(o.Binding))
	o.printBinding(w)
	g := grid{header: []string{"unit", "bus", "MW", "min MW", "max MW"}, right: map[int]bool{2: true, 3: true, 4: true}}
	for i := range o.Units[:shownRows(len(o.Units), o.top)] {
		u, gen := &o.Units[i], &o.c.net.Generators[i]
		bus, _ := o.c.Bus(gen.Bus)
		g.rows = append(g.rows, []string{clip(gen.Name+" "+gen.ID, elementCells), clip(o.c.busName(bus), nameCells), shown(float64(u.MW), 1), shown(float64(u.MinMW), 1), shown(float64(u.MaxMW), 1)})
	}
	g.print(w)
	printMore(w, len(o.Units), o.top, "units")
}

func (o *gridOPF) printBinding(w io.Writer) {
	if len(o.Binding) == 0 {
		return
	}
	order := slices.Clone(o.opf.Binding)
	slices.SortStableFunc(order, func(a, b powergrid.Shadow) int {
		switch {
		case a.PerMW > b.PerMW:
			return -1
		case a.PerMW < b.PerMW:
			return 1
		}
		return 0
	})
	g := grid{header: []string{"binding", "flow MW", "a MW more saves per hour"}, right: map[int]bool{1: true, 2: true}}
	for _, b := range order[:shownRows(len(order), o.top)] {
		g.rows = append(g.rows, []string{clip(o.c.elementName(b.Limit), 48), shown(b.FlowMW, 1), shown(b.PerMW, 2)})
	}
	g.print(w)
	printMore(w, len(order), o.top, "binding limits")
	fmt.Fprintln(w)
}
