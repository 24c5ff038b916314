package main

import (
	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/data/folder"
	"github.com/wattbit/wattbit/model/scenario"
)

type scoreOptions struct {
	scenarioOptions
	methodOptions
	out   string
	force bool
}

func newScoreCommand() *cobra.Command {
	var o scoreOptions
	cmd := &cobra.Command{
		Use:   "score [SCENARIO]",
		Short: "rank candidates, your own points or polygons too, without a folder",
		Long: `score ranks the candidates of a scenario (default: japan) and prints the result.
With --candidates it ranks your own points (CSV with the columns id, lon, lat and
optionally name, name_local) or points and polygons (GeoJSON); with -o it writes
the whole ranking as CSV. Of a file with more than 50,000 candidates only the
indicators that gates and criteria use are measured.

With --method it ranks the candidates that pass by another method of decision
analysis, and says when scores depend on the candidate set. With --weights it
weighs the criteria otherwise; judgements that contradict each other, and weights
that do not sum or have no range, are said so.` + "\n" + exitHelp,
		Example: "  wattbit score --candidates points.csv -o ranking.csv\n  wattbit score --method topsis\n" +
			"  wattbit score --weights roc:fiber,power,price,carbon,latency,hazard,climate,land,labour,dispersion",
		Args: arguments(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.name = firstOr(args, scenario.Default)
			return runScore(cmd, o)
		},
	}
	o.scenarioOptions.bind(cmd)
	o.methodOptions.bind(cmd)
	cmd.Flags().StringVarP(&o.out, "output", "o", "", "CSV file for the whole ranking")
	overwrite(cmd, &o.force)
	return cmd
}

func runScore(cmd *cobra.Command, o scoreOptions) error {
	variant, err := o.variant()
	if err != nil {
		return err
	}
	o.rankingOnly = o.method != ""
	r, err := o.run(cmd)
	if err != nil {
		return err
	}
	if o.method != "" {
		return rankByMethod(cmd, r, o, variant)
	}
	if o.out != "" {
		if err := folder.SaveFile(cmd.Context(), o.out, r.WriteScores, o.force); err != nil {
			return err
		}
	}
	s := summarize(r, "")
	if o.asJSON {
		return printJSON(cmd.OutOrStdout(), s)
	}
	s.print(cmd.OutOrStdout())
	return nil
}
