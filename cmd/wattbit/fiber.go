package main

import (
	"github.com/spf13/cobra"
)

const fiberInputHelp = `
The network is that of an atlas (--atlas japan, the built-in one), or a file:
--network with OFDS JSON or GeoJSON (give it twice for nodes and spans), GraphML
or SNDlib native, told apart by content, or --nodes and --spans with two tables
(columns id, lon, lat, and label or name; u, v or from, to, and length_km).
A node is named by its id, or by its English or local name where only one node,
or only one long-haul node (pop), bears it.
Every answer can be asked of a network in which spans, nodes or shared-risk
groups have failed: --cut, --fail-node, --fail-group.`

func newFiberCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "fiber",
		Short: "routes, delay and diversity on the optical network",
		Long: `fiber answers questions about an optical network: how long the fibre is between
two places and how long light takes, which routes share nothing, and what cuts
a place off.` + "\n" + fiberInputHelp + "\n" + exitHelp,
		Example: `  wattbit fiber route Sapporo Fukuoka
  wattbit fiber disjoint Sapporo hub-otemachi --kind srlg+node
  wattbit fiber info --network backbone.graphml`,
		Args: noCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newFiberInfoCommand(), newFiberRouteCommand(), newFiberDisjointCommand(), newFiberIsochroneCommand(),
		newFiberReachCommand(), newFiberCutCommand(), newFiberPairsCommand())
	return cmd
}
