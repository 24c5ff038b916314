package main

import (
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// pathFlags are the flags that name a file, a folder or something built in.
var pathFlags = []string{"output", "candidates", "atlas", "scenario", "list", "journal", "report"}

// checkPaths refuses empty names, which a slip in a shell script makes, and an
// output that is one of the command's own inputs.
func checkPaths(cmd *cobra.Command, args []string) error {
	var err error
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if err == nil && slices.Contains(pathFlags, f.Name) && f.Value.String() == "" {
			err = fmt.Errorf("%w: --%s is empty; expected a name", errUsage, f.Name)
		}
	})
	for _, name := range outputFlags {
		if output := cmd.Flags().Lookup(name); err == nil && output != nil {
			err = notAnInput(output, inputsOf(cmd, args)...)
		}
	}
	return err
}

// outputFlags name files or folders to write.
var outputFlags = []string{"output", "report"}

// inputsOf are the arguments and flags that may name a file to read.
func inputsOf(cmd *cobra.Command, args []string) []string {
	inputs := slices.Clone(args)
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if f.Value.Type() == "string" && !slices.Contains(outputFlags, f.Name) {
			inputs = append(inputs, f.Value.String())
		}
	})
	return inputs
}

// notAnInput refuses to write over a file that the command reads.
func notAnInput(output *pflag.Flag, inputs ...string) error {
	there, err := os.Stat(output.Value.String())
	if err != nil || !there.Mode().IsRegular() {
		return nil // nothing that could be lost
	}
	for _, input := range inputs {
		if info, err := os.Stat(input); err == nil && os.SameFile(there, info) {
			name := "--" + output.Name
			if output.Name == "output" {
				name = "-o"
			}
			return fmt.Errorf("%w: %s %s is also read by the command; expected another file", errUsage, name, output.Value)
		}
	}
	return nil
}

// overwrite binds --force for a command that writes one file.
func overwrite(cmd *cobra.Command, force *bool) {
	cmd.Flags().BoolVar(force, "force", false, "replace an existing file")
}
