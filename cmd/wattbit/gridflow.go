package main

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/geojson"
)

type gridFlowOptions struct {
	gridOptions
	top int
}

func newGridFlowCommand() *cobra.Command {
	var o gridFlowOptions
	cmd := &cobra.Command{
		Use:   "flow [FILE]",
		Short: "DC power flow: what every branch carries",
		Long: `flow solves the DC power flow of the network as it stands. The table shows the
branches by loading, highest first. CSV has the columns branch, from, to, flow_mw
and a row per branch in file order (0 MW when out of service), positive from
"from" to "to".` + "\n" + gridInputHelp + "\n" + exitHelp,
		Example: "  wattbit grid flow case.m --format csv -o flows.csv\n  wattbit grid flow --format geojson -o japan.geojson",
		Args:    arguments(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkTop(o.top); err != nil {
				return err
			}
			c, err := o.open(cmd, args)
			if err != nil {
				return err
			}
			return o.write(cmd, newGridFlow(c, o.top))
		},
	}
	o.bind(cmd, "table", "csv", "json", "geojson")
	bindTop(cmd, &o.top)
	return cmd
}

// bindTop adds the number of rows of a table.
func bindTop(cmd *cobra.Command, top *int) {
	cmd.Flags().IntVar(top, "top", 20, "rows of the table, 0 for all")
}

func checkTop(top int) error {
	if top < 0 {
		return fmt.Errorf("%w: --top %d; expected 0 or more", errUsage, top)
	}
	return nil
}

// gridFlow is what flow prints.
type gridFlow struct {
	gridHead
	ResidualMW report.Number   `json:"residual_mw"`
	Branches   []flowView      `json:"flows"`
	Interfaces []interfaceView `json:"interfaces"`
	c          *gridCase
	top        int
}

type flowView struct {
	Branch    string        `json:"branch"`
	From      string        `json:"from"`
	To        string        `json:"to"`
	FlowMW    report.Number `json:"flow_mw"`
	RateMW    report.Number `json:"rate_mw"`
	Loading   report.Number `json:"loading"`
	InService bool          `json:"in_service"`
}

type interfaceView struct {
	Interface string        `json:"interface"`
	Name      string        `json:"name"`
	FlowMW    report.Number `json:"flow_mw"`
	ForwardMW report.Number `json:"forward_mw"`
	ReverseMW report.Number `json:"reverse_mw"`
}

func newGridFlow(c *gridCase, top int) *gridFlow {
	flow := c.Flow()
	out := &gridFlow{gridHead: c.head(), ResidualMW: number(flow.ResidualMW, mwDecimals), Branches: []flowView{}, Interfaces: []interfaceView{}, c: c, top: top}
	for i := range c.net.Branches {
		br := &c.net.Branches[i]
		mw, rate := flow.BranchMW[i], ratingMW(c, i)
		loading := math.NaN()
		if !math.IsInf(rate, 1) {
			loading = math.Abs(mw) / rate
		}
		out.Branches = append(out.Branches, flowView{br.ID, br.From, br.To, number(mw, mwDecimals), number(rate, mwDecimals), number(loading, mwDecimals), c.BranchInService(i)})
	}
	for k := range c.net.Interfaces {
		f := &c.net.Interfaces[k]
		out.Interfaces = append(out.Interfaces, interfaceView{f.ID, f.Name, number(flow.InterfaceMW[k], mwDecimals), number(f.ForwardMW, mwDecimals), number(f.ReverseMW, mwDecimals)})
	}
	return out
}

func (f *gridFlow) csv(w *csv.Writer) error {
	if err := w.Write([]string{"branch", "from", "to", "flow_mw"}); err != nil {
		return err
	}
	for _, b := range f.Branches {
		if err := w.Write([]string{b.Branch, b.From, b.To, cell(float64(b.FlowMW), mwDecimals)}); err != nil {
			return err
		}
	}
	return nil
}

func (f *gridFlow) print(w io.Writer) {
	f.gridHead.print(w)
	order := make([]int, len(f.Branches))
	for i := range order {
		order[i] = i
	}
	key := func(i int) float64 {
		if v := float64(f.Branches[i].Loading); !math.IsNaN(v) {
			return v
		}
		return -1
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(key(b), key(a)), cmp.Compare(math.Abs(float64(f.Branches[b].FlowMW)), math.Abs(float64(f.Branches[a].FlowMW))))
	})
	g := grid{header: []string{"branch", "flow MW", "rating MW", "loading"}, right: map[int]bool{1: true, 2: true, 3: true}}
	for _, i := range order[:shownRows(len(order), f.top)] {
		b := &f.Branches[i]
		g.rows = append(g.rows, []string{clip(f.c.branchName(i), 48), shown(float64(b.FlowMW), 1), shown(float64(b.RateMW), 0), wholePercent(float64(b.Loading))})
	}
	g.print(w)
	printMore(w, len(order), f.top, "branches")
	f.printInterfaces(w)
}

func (f *gridFlow) printInterfaces(w io.Writer) {
	if len(f.Interfaces) == 0 {
		return
	}
	g := grid{header: []string{"interface", "flow MW", "forward MW", "reverse MW"}, right: map[int]bool{1: true, 2: true, 3: true}}
	for _, i := range f.Interfaces {
		g.rows = append(g.rows, []string{clip(i.Name+" "+i.Interface, 48), shown(float64(i.FlowMW), 1), shown(float64(i.ForwardMW), 0), shown(float64(i.ReverseMW), 0)})
	}
	fmt.Fprintln(w)
	g.print(w)
}

// shownRows is how many of n rows a table shows; top 0 means all.
func shownRows(n, top int) int {
	if top == 0 {
		return n
	}
	return min(n, top)
}

func printMore(w io.Writer, n, top int, what string) {
	if more := n - shownRows(n, top); more > 0 {
		fmt.Fprintf(w, "%d more %s: --top 0, --format csv or --json\n", more, what)
	}
}

func (f *gridFlow) features() ([]*geojson.Feature, error) {
	if err := f.c.needPlaces(); err != nil {
		return nil, err
	}
	var list []*geojson.Feature
	paths := f.c.paths()
	for i, b := range f.Branches {
		properties := map[string]any{"flow_mw": known(float64(b.FlowMW)), "rate_mw": known(float64(b.RateMW)), "loading": known(float64(b.Loading)), "in_service": b.InService}
		if feature := f.c.branchFeature(i, paths, properties); feature != nil {
			list = append(list, feature)
		}
	}
	return list, nil
}
