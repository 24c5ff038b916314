package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/model/scenario"
)

// findingsOf prints the mistake that a check found and turns it into the exit
// status of findings. A file that cannot be read is a failure, not a finding.
func findingsOf(cmd *cobra.Command, asJSON bool, err error) error {
	var mistake *scenario.Error
	if !errors.As(err, &mistake) {
		return err
	}
	if asJSON {
		if err := printJSON(cmd.OutOrStdout(), map[string]any{"ok": false, "findings": []*scenario.Error{mistake}}); err != nil {
			return err
		}
		return errFindings
	}
	fmt.Fprintln(cmd.OutOrStdout(), mistake)
	return errFindings
}
