package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/geojson"
	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/data/table"
	"github.com/wattbit/wattbit/model/fiber"
)

// disjointAnswer is what fiber disjoint prints.
type disjointAnswer struct {
	fiberHead
	From      nodeView           `json:"from"`
	To        []nodeView         `json:"to"`
	Kind      fiber.Disjointness `json:"kind"`
	Objective string             `json:"objective,omitempty"`
	Wanted    int                `json:"wanted"` // 0: as many as there are
	Found     bool               `json:"found"`
	Proven    bool               `json:"proven"`
	// AtMost is the proven upper bound of the number of routes; only where other
	// than two are wanted.
	AtMost       int                 `json:"at_most,omitempty"`
	BoundKm      report.Number       `json:"bound_km"`
	States       int                 `json:"states"`
	TotalKm      report.Number       `json:"total_km"`
	LongerKm     report.Number       `json:"longer_km"`
	DifferenceKm report.Number       `json:"difference_km"`
	DifferenceMs report.Number       `json:"difference_ms"`
	Basis        optical.LengthBasis `json:"length_basis"`
	SharedNodes  []nodeView          `json:"shared_nodes"`
	SharedGroups []string            `json:"shared_groups"`
	Routes       []routeView         `json:"routes"`
	net          *fiberNet
}

// shared lists what the routes have in common although the kind allows it: nodes
// between their ends and shared-risk groups.
func (f *fiberNet) shared(routes []fiber.Route) (nodes []nodeView, groups []string) {
	nodes, groups = []nodeView{}, []string{}
	nodeCount, groupCount := map[int]int{}, map[string]int{}
	for _, r := range routes {
		for _, v := range r.Nodes[1:max(1, len(r.Nodes)-1)] {
			if nodeCount[v]++; nodeCount[v] == 2 {
				nodes = append(nodes, f.viewNode(v))
			}
		}
		var own []string
		for _, s := range r.Spans {
			for _, id := range f.Span(s).SharedRisk {
				if !slices.Contains(own, id) {
					own = append(own, id)
				}
			}
		}
		for _, id := range own {
			if groupCount[id]++; groupCount[id] == 2 {
				groups = append(groups, id)
			}
		}
	}
	return nodes, groups
}

func (a disjointAnswer) print(w io.Writer) {
	fmt.Fprintf(w, "%s to %s, profile %s\n", bold(w, a.From.label), bold(w, nodeLabels(a.To)), a.Profile)
	fmt.Fprintln(w, a.verdict())
	if !a.Found {
		return
	}
	fmt.Fprintf(w, "total %s km, longest %s km, difference %s km or %s ms RTT, on %s\n",
		figureText(a.TotalKm, 1), figureText(a.LongerKm, 1), figureText(a.DifferenceKm, 1), figureText(a.DifferenceMs, 3), basisText(a.Basis))
	if len(a.SharedNodes) > 0 {
		fmt.Fprintf(w, "They pass the same nodes: %s\n", nodeLabels(a.SharedNodes))
	}
	if len(a.SharedGroups) > 0 {
		fmt.Fprintf(w, "They share risk groups: %s\n", strings.Join(a.SharedGroups, ", "))
	}
	for i, r := range a.Routes {
		fmt.Fprintf(w, "\n%s  %s\n", bold(w, fmt.Sprintf("Route %d", i+1)), r.summary())
		r.printHops(w)
	}
}

// verdict says what was found and which kind of disjointness it proves.
func (a disjointAnswer) verdict() string {
	kind := a.Kind.String() + "-disjoint"
	if len(a.To) > 1 {
		kind += " (ends at different hubs)"
	}
	if a.Wanted != 2 {
		return a.setVerdict(kind)
	}
	switch {
	case a.Found && a.Proven:
		return fmt.Sprintf("Two routes, %s, proven the best pair by %s.", kind, a.Objective)
	case a.Found:
		return fmt.Sprintf("Two routes, %s; not proven the best by %s: the search ended at its bound after %d states, no pair is below %s km.", kind, a.Objective, a.States, figureText(a.BoundKm, 1))
	case a.Proven:
		return fmt.Sprintf("There is no pair of routes, %s; this is proven.", kind)
	}
	return fmt.Sprintf("No pair of routes, %s, was found; not proven that there is none: the search ended at its bound after %d states.", kind, a.States)
}

func (a disjointAnswer) setVerdict(kind string) string {
	text := fmt.Sprintf("%s, %s", counted(len(a.Routes), "route"), kind)
	switch {
	case a.Wanted > 0 && len(a.Routes) == a.Wanted:
		return text + ", as many as asked for."
	case a.Proven:
		return text + ", proven to be as many as there are."
	}
	return fmt.Sprintf("%s; not proven to be as many as there are: the search ended at its bound after %d states, at most %d.", text, a.States, a.AtMost)
}

func (a disjointAnswer) csv(w io.Writer) error {
	var rows [][]string
	for i, r := range a.Routes {
		row := []string{strconv.Itoa(i + 1), a.Kind.String(), a.Objective, boolCell(a.Proven), numberCell(a.TotalKm), numberCell(a.DifferenceKm), numberCell(a.DifferenceMs)}
		rows = append(rows, append(row, r.cells()...))
	}
	return table.Write(w, append([]string{"route", "kind", "objective", "proven", "total_km", "difference_km", "difference_ms"}, routeHeader()...), rows)
}

func (a disjointAnswer) features() []*geojson.Feature {
	var all []*geojson.Feature
	for i, r := range a.Routes {
		all = append(all, r.feature(map[string]any{"route": i + 1, "kind": a.Kind.String(), "proven": a.Proven, "total_km": a.TotalKm, "difference_km": a.DifferenceKm}))
	}
	return drawn(all...)
}
