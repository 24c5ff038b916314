package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/data/folder"
	"github.com/wattbit/wattbit/data/matpower"
	"github.com/wattbit/wattbit/data/pypsa"
)

type gridExportOptions struct {
	input  gridInput
	output string
	to     string
}

func newGridExportCommand() *cobra.Command {
	var o gridExportOptions
	cmd := &cobra.Command{
		Use:   "export [FILE] -o OUT",
		Short: "write a network as a MATPOWER case or a PyPSA folder",
		Long: `export reads a network and writes it for another program: a MATPOWER case when OUT
ends in .m, else a new PyPSA folder of CSV tables (or as --to says). What the
format has no place for is named on standard error.` + "\n" + gridInputHelp + "\n" + exitHelp,
		Example: "  wattbit grid export -o japan.m\n  wattbit grid export case.raw -o case-pypsa --to pypsa",
		Args:    arguments(cobra.MaximumNArgs(1)),
		RunE:    func(cmd *cobra.Command, args []string) error { return runGridExport(cmd, args, &o) },
	}
	o.input.bind(cmd)
	cmd.Flags().StringVarP(&o.output, "output", "o", "", "file or folder to write")
	cmd.Flags().StringVar(&o.to, "to", "", "matpower or pypsa (default: by the name of OUT)")
	return cmd
}

func runGridExport(cmd *cobra.Command, args []string, o *gridExportOptions) error {
	if err := o.input.check(cmd, args); err != nil {
		return err
	}
	if o.output == "" {
		return fmt.Errorf("%w: no output; expected -o OUT.m or -o FOLDER", errUsage)
	}
	if o.to == "" {
		o.to = formatPyPSA
		if strings.EqualFold(filepath.Ext(o.output), ".m") {
			o.to = formatMatpower
		}
	}
	if o.to != formatMatpower && o.to != formatPyPSA {
		return fmt.Errorf("%w: --to %q; expected %s or %s", errUsage, o.to, formatMatpower, formatPyPSA)
	}
	net, _, err := o.input.read()
	if err != nil {
		return err
	}
	notes := net.Notes
	if o.to == formatMatpower {
		base := filepath.Base(o.output)
		name := strings.TrimSuffix(base, filepath.Ext(base))
		err = folder.StreamFile(cmd.Context(), o.output, func(w io.Writer) error { return matpower.Write(w, net, name) })
	} else {
		if _, there := os.Stat(o.output); there == nil {
			return fmt.Errorf("%s stands already; expected a new folder", o.output)
		}
		var left []string
		left, err = pypsa.WriteDir(o.output, net)
		notes = append(notes, left...)
	}
	if err != nil {
		return err
	}
	for _, n := range notes {
		fmt.Fprintf(cmd.ErrOrStderr(), "Note: %s\n", n)
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %d buses, %d branches, %d generators written to %s\n", o.input.label(), len(net.Buses), len(net.Branches), len(net.Generators), o.output)
	return err
}
