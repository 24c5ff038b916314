package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/data/atlas"
)

// version is the version of the program; results carry it.
const version = "0.1.0"

func newVersionCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "print the version of the program and of the built-in atlas",
		Long:    "version prints the version of the program and of the built-in atlas.\n" + exitHelp,
		Example: "  wattbit version --json",
		Args:    arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			meta := atlas.Japan().Meta
			if asJSON {
				return printJSON(cmd.OutOrStdout(), map[string]string{
					"wattbit": version, "atlas": meta.ID, "atlas_version": meta.Version, "go": runtime.Version(),
				})
			}
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "wattbit %s, atlas %s of %s, %s\n", version, meta.ID, meta.Version, runtime.Version())
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}
