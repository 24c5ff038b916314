package main

import (
	"github.com/spf13/cobra"
)

const gridInputHelp = `
The network is FILE: a MATPOWER case (.m), a PSS/E case (.raw) or a PyPSA folder
of CSV tables, told apart by name or --input-format. Without FILE it is the one
of an atlas (--atlas japan, the built-in one), as it stands in --year.
A bus is named by its id, or by its name where only one bus bears it; a branch
by its id (in a MATPOWER case its row) or as answers print it, such as B3:5-6.`

func newGridCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "grid",
		Short: "power flow, factors and N-1 secure hosting capacity of an electrical network",
		Long: `grid answers how much load a network can take, where, and what stops it, on a
linear (DC) model: flows, distribution factors, N-1 secure hosting capacity of
every bus, several loads together, ways to connect a site, optimal dispatch.` + "\n" + gridInputHelp + "\n" + exitHelp,
		Example: `  wattbit grid hosting case.m
  wattbit grid joint case.m --load 5=80 --load 7=40
  wattbit grid connect 石狩市 --mw 100`,
		Args: noCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newGridInfoCommand(), newGridFlowCommand(), newGridPTDFCommand(), newGridLODFCommand(), newGridHostingCommand(),
		newGridJointCommand(), newGridConnectCommand(), newGridOPFCommand(), newGridExportCommand())
	return cmd
}
