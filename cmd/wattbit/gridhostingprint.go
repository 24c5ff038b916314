package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
)

// Widths of what stops a load, in terminal cells.
const (
	nameCells    = 18
	elementCells = 30
)

func (a *gridHosting) print(w io.Writer) {
	a.gridHead.print(w)
	fmt.Fprintf(w, "%s; %d outages examined, %d skipped\n", a.options, a.Outages, len(a.Skipped))
	order := a.order()
	g := a.table(order[:shownRows(len(order), a.top)])
	g.print(w)
	printMore(w, len(order), a.top, "buses")
	a.printOverloads(w)
	fmt.Fprintln(w, "Each figure holds for that bus alone: hosting is not additive. For several loads ask 'wattbit grid joint'.")
}

// order puts the rows by megawatts, highest first; of an atlas only those
// where a customer can connect.
func (a *gridHosting) order() []int {
	var order []int
	for i, b := range a.hosting.Buses {
		if a.c.atlas == nil || a.c.atlas.GridBuses[b.Bus].Substation != "" {
			order = append(order, i)
		}
	}
	mw := func(i int) float64 {
		if v := a.hosting.Buses[i].FirmMW; !math.IsNaN(v) {
			return v
		}
		return -1
	}
	slices.SortStableFunc(order, func(i, k int) int { return cmp.Compare(mw(k), mw(i)) })
	return order
}

func (a *gridHosting) table(rows []int) grid {
	g := grid{header: []string{"bus", "kV", "MW", "stops at", "when lost", "takes", "unlocks MW", "next limit", "N-0 MW", "supply", "before", "below τ"},
		right: map[int]bool{1: true, 2: true, 5: true, 6: true, 8: true, 10: true, 11: true}}
	if a.Redispatch != "" {
		g.header = append(g.header, "redispatch MW")
		g.right[len(g.header)-1] = true
	}
	for _, i := range rows {
		g.rows = append(g.rows, a.line(i))
	}
	return g
}

func (a *gridHosting) line(i int) []string {
	c, v, b := a.c, &a.Buses[i], &a.hosting.Buses[i]
	element, outage, takes := "the units' headroom", "", ""
	switch {
	case v.OutOfServiceFlag:
		element = "out of service"
	case !b.Binding.None():
		element, outage = c.elementName(b.Binding), c.outageName(b.Binding.Outage)
		takes = wholePercent(math.Abs(b.Binding.Sensitivity))
	}
	next := ""
	if !b.Next.None() && b.NextMW > b.FirmMW {
		next = c.elementName(b.Next)
	}
	supply := "N-1"
	if b.Radial {
		supply = "radial"
	}
	residual := "0"
	if b.Residual > 0 {
		residual = fmt.Sprintf("%d (%s MW)", b.Residual, shown(b.ResidualMW, 1))
	}
	line := []string{clip(c.busName(b.Bus), nameCells), shown(float64(v.KV), 0), shown(b.FirmMW, 1), clip(element, elementCells), clip(outage, elementCells), takes,
		shown(b.NextMW-b.FirmMW, 1), clip(next, elementCells), shown(b.BaseMW, 1), supply, fmt.Sprint(b.Aggravated), residual}
	if v.RedispatchMW != nil {
		line = append(line, shown(float64(*v.RedispatchMW), 1))
	}
	return line
}

// overloadsShown is how many overloads that existed before a table names.
const overloadsShown = 3

func (a *gridHosting) printOverloads(w io.Writer) {
	fmt.Fprintln(w, "unlocks: what lifting that one element adds. before: overloads without the load that it makes worse. below τ: overloads at that MW in elements under the cut-off.")
	if a.PreExisting == 0 {
		fmt.Fprintln(w, "No element is overloaded before any load is added.")
		return
	}
	treatment := "left aside"
	if a.Policy != "exclude" {
		treatment = "not to be made worse"
	}
	fmt.Fprintf(w, "%d pairs of element and outage are overloaded before any load is added (%s); the worst:\n", a.PreExisting, treatment)
	for _, v := range a.hosting.PreExisting[:min(overloadsShown, len(a.hosting.PreExisting))] {
		lost := "with nothing lost"
		if v.Outage.Kind != 0 {
			lost = "when " + a.c.outageName(v.Outage) + " is lost"
		}
		fmt.Fprintf(w, "  %s %s: %s of %s MW\n", a.c.elementName(v.Limit), lost, shown(math.Abs(v.FlowMW), 1), shown(v.LimitMW, 1))
	}
}
