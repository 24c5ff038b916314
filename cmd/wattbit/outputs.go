package main

import (
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// pathFlags are the flags that name a file, a folder or something built in.
var pathFlags = []string{"output", "candidates", "atlas", "scenario", "list", "journal"}

// checkPaths refuses empty names, which a slip in a shell script makes, and an
// output that is one of the command's own inputs.
func checkPaths(cmd *cobra.Command, args []string) error {
	var err error
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if err == nil && slices.Contains(pathFlags, f.Name) && f.Value.String() == "" {
			err = fmt.Errorf("%w: --%s is empty; expected a name", errUsage, f.Name)
		}
	})
	if output := cmd.Flags().Lookup("output"); err == nil && output != nil {
		inputs := slices.Clone(args)
		cmd.Flags().Visit(func(f *pflag.Flag) {
			if f != output && f.Value.Type() == "string" {
				inputs = append(inputs, f.Value.String())
			}
		})
		err = notAnInput(output.Value.String(), inputs...)
	}
	return err
}

// notAnInput refuses to write over a file that the command reads.
func notAnInput(output string, inputs ...string) error {
	there, err := os.Stat(output)
	if err != nil || !there.Mode().IsRegular() {
		return nil // nothing that could be lost
	}
	for _, input := range inputs {
		if info, err := os.Stat(input); err == nil && os.SameFile(there, info) {
			return fmt.Errorf("%w: -o %s is also read by the command; expected another file", errUsage, output)
		}
	}
	return nil
}

// overwrite binds --force for a command that writes one file.
func overwrite(cmd *cobra.Command, force *bool) {
	cmd.Flags().BoolVar(force, "force", false, "replace an existing file")
}
