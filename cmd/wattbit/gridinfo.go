package main

import (
	"fmt"
	"io"
	"math"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/geojson"
	powergrid "github.com/wattbit/wattbit/model/grid"
)

func newGridInfoCommand() *cobra.Command {
	var o gridOptions
	cmd := &cobra.Command{
		Use:   "info [FILE]",
		Short: "what a network consists of, its islands, and whether it balances",
		Long: `info reads a network, checks it and says what it consists of: counts, islands with
their demand and headroom, bridges, overloads of the undisturbed network, and
the memory that factors and hosting would take.` + "\n" + gridInputHelp + "\n" + exitHelp,
		Example: "  wattbit grid info case.m\n  wattbit grid info --format geojson -o japan.geojson",
		Args:    arguments(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := o.open(cmd, args)
			if err != nil {
				return err
			}
			return o.write(cmd, newGridInfo(c))
		},
	}
	o.bind(cmd, "table", "json", "geojson")
	return cmd
}

// gridInfo is what info prints.
type gridInfo struct {
	gridHead
	Generators   int           `json:"generators"`
	Loads        int           `json:"loads"`
	Links        int           `json:"links"`
	Interfaces   int           `json:"interfaces"`
	Rated        int           `json:"rated_branches"`
	OutOfService int           `json:"branches_out_of_service"`
	Merged       int           `json:"merged_branches"`
	Bridges      int           `json:"bridges"`
	Overloaded   int           `json:"overloaded_branches"`
	ResidualMW   report.Number `json:"residual_mw"`
	MatrixBytes  int64         `json:"ptdf_bytes"`
	OutageBytes  int64         `json:"lodf_bytes"`
	HostingBytes int64         `json:"hosting_bytes"`
	Islands      []islandView  `json:"islands"`
	c            *gridCase
}

type islandView struct {
	Buses        int           `json:"buses"`
	Reference    string        `json:"reference"`
	Chosen       bool          `json:"reference_chosen"`
	Dead         bool          `json:"dead"`
	DemandMW     report.Number `json:"demand_mw"`
	LinkMW       report.Number `json:"link_mw"`
	GenerationMW report.Number `json:"generation_mw"`
	SlackMW      report.Number `json:"slack_mw"`
	HeadroomMW   report.Number `json:"headroom_mw"`
}

func newGridInfo(c *gridCase) *gridInfo {
	n := c.net
	info := &gridInfo{gridHead: c.head(), Generators: len(n.Generators), Loads: len(n.Loads), Links: len(n.Links), Interfaces: len(n.Interfaces),
		Merged: len(c.Merged()), Bridges: len(c.Bridges()), c: c, Islands: []islandView{},
		MatrixBytes:  powergrid.MatrixBytes(len(n.Branches), len(n.Buses)),
		OutageBytes:  powergrid.MatrixBytes(len(n.Branches), len(n.Branches)),
		HostingBytes: c.HostingBytes(powergrid.HostingOptions{})}
	flow := c.Flow()
	info.ResidualMW = number(flow.ResidualMW, mwDecimals)
	for i := range n.Branches {
		if !c.BranchInService(i) {
			info.OutOfService++
		}
		if rate := ratingMW(c, i); !math.IsInf(rate, 1) {
			info.Rated++
			if math.Abs(flow.BranchMW[i]) > rate+1e-6 {
				info.Overloaded++
			}
		}
	}
	for _, isl := range c.Islands() {
		info.Islands = append(info.Islands, islandView{len(isl.Buses), n.Buses[isl.Reference].ID, isl.ReferenceChosen, isl.Dead,
			number(isl.DemandMW, mwDecimals), number(isl.LinkMW, mwDecimals), number(isl.GenerationMW, mwDecimals),
			number(isl.SlackMW, mwDecimals), number(isl.HeadroomMW, mwDecimals)})
	}
	return info
}

// ratingMW is the normal rating of a branch, +Inf when it has none.
func ratingMW(c *gridCase, branch int) float64 {
	if rate := c.net.Branches[branch].RateMW; rate > 0 {
		return rate
	}
	return math.Inf(1)
}

// islandsShown is how many islands a table shows.
const islandsShown = 12

func (i *gridInfo) print(w io.Writer) {
	i.gridHead.print(w)
	fmt.Fprintf(w, "%d generators, %d loads, %d links, %d interfaces; %d branches rated, %d out of service, %d merged, %d bridges; %d overloaded with nothing lost\n",
		i.Generators, i.Loads, i.Links, i.Interfaces, i.Rated, i.OutOfService, i.Merged, i.Bridges, i.Overloaded)
	fmt.Fprintf(w, "Memory: PTDF %s, LODF %s, hosting %s; residual of the power flow %.1e MW\n",
		formatBytes(i.MatrixBytes), formatBytes(i.OutageBytes), formatBytes(i.HostingBytes), float64(i.ResidualMW))
	g := grid{header: []string{"island", "buses", "reference", "demand MW", "links MW", "generation MW", "slack MW", "headroom MW", ""},
		right: map[int]bool{0: true, 1: true, 3: true, 4: true, 5: true, 6: true, 7: true}}
	for k, isl := range i.Islands[:min(islandsShown, len(i.Islands))] {
		remark := ""
		switch {
		case isl.Dead:
			remark = "dead: no unit and no link"
		case isl.Chosen:
			remark = "reference chosen: the file names none"
		}
		g.rows = append(g.rows, []string{fmt.Sprint(k + 1), fmt.Sprint(isl.Buses), isl.Reference, shown(float64(isl.DemandMW), 1), shown(float64(isl.LinkMW), 1),
			shown(float64(isl.GenerationMW), 1), shown(float64(isl.SlackMW), 1), shown(float64(isl.HeadroomMW), 1), remark})
	}
	g.print(w)
	if more := len(i.Islands) - islandsShown; more > 0 {
		fmt.Fprintf(w, "%d more islands, see --json\n", more)
	}
}

// features are the buses and the branches of the network.
func (i *gridInfo) features() ([]*geojson.Feature, error) {
	c := i.c
	if err := c.needPlaces(); err != nil {
		return nil, err
	}
	var list []*geojson.Feature
	paths := c.paths()
	for k := range c.net.Branches {
		br := &c.net.Branches[k]
		properties := map[string]any{"rate_mw": known(ratingMW(c, k)), "length_km": known(br.LengthKm), "in_service": c.BranchInService(k)}
		if f := c.branchFeature(k, paths, properties); f != nil {
			list = append(list, f)
		}
	}
	for k := range c.net.Buses {
		if f := c.busFeature(k, map[string]any{"area": c.net.Buses[k].Area, "zone": c.net.Buses[k].Zone}); f != nil {
			list = append(list, f)
		}
	}
	return list, nil
}
