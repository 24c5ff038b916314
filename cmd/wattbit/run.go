package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/folder"
	"github.com/wattbit/wattbit/model/scenario"
)

type runOptions struct {
	scenarioOptions
	planOptions
	out    string
	force  bool
	noPlan bool
	around bool
}

func newRunCommand() *cobra.Command {
	var o runOptions
	cmd := &cobra.Command{
		Use:   "run [SCENARIO]",
		Short: "run a scenario and write its folder of results",
		Long: `run ranks the candidates of a scenario (default: japan) and writes a folder with
manifest.json, candidates.csv, candidates.geojson, indicators.csv, scores.csv,
rulepacks.csv (the top list held against published rules), figures.csv and
figures.json (the headline figures, which compare reads), the tables of the plan
(plan_*.csv), the tables of how sure the ranking is (acceptability.csv, pairwise.csv,
sensitivity.csv, agreement.csv) and report.html. With --candidates it ranks your
own points (CSV) or points and polygons (GeoJSON), as 'wattbit score' does. The
folder appears whole or not at all; a folder with another result is replaced only
with --force, one with other files never; one that holds the result of
another scenario is refused before anything runs. The same inputs give the same bytes.

--tradeoffs also traces what a smaller share of the metros would cost and seeks plans
that cost little more, from the plan on: front.csv, alternatives.csv, and both in the
report. 'wattbit pareto' and 'wattbit alternatives' look further.

The report lists the best 3,000 candidates, the tables hold all. Of a file with
more than 50,000 candidates only the indicators that gates and criteria use are
measured. The analysis of how sure the ranking is looks at the best 2,000 that pass.` + "\n" + exitHelp,
		Example: "  wattbit run\n  wattbit run training --set site.mw=500 -o out/training-500",
		Args:    arguments(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.name = firstOr(args, scenario.Default)
			return runRun(cmd, o)
		},
	}
	o.scenarioOptions.bind(cmd)
	o.planOptions.bind(cmd)
	cmd.Flags().BoolVar(&o.noPlan, "no-plan", false, "leave out the joint plan: rank only")
	cmd.Flags().BoolVar(&o.around, "tradeoffs", false, "look around the plan too: less of the metros, and plans that cost 1, 2 and 5 % more (several times as long)")
	cmd.Flags().StringVarP(&o.out, "output", "o", "", "folder to write (default out/SCENARIO)")
	cmd.Flags().BoolVar(&o.force, "force", false, "replace a folder that holds another result")
	return cmd
}

func runRun(cmd *cobra.Command, o runOptions) error {
	if o.around && o.noPlan {
		return fmt.Errorf("%w: --tradeoffs looks around the plan that --no-plan leaves out; expected one of the two", errUsage)
	}
	o.ready = func(sc *scenario.Scenario) error {
		if o.out == "" {
			o.out = filepath.Join("out", sc.Name)
		}
		return roomForRun(cmd.Context(), o.out, sc, o.force)
	}
	if !o.noPlan {
		opt, err := o.options(cmd)
		if err != nil {
			return err
		}
		o.plan = &opt
	}
	r, err := o.run(cmd)
	if err != nil {
		return err
	}
	var beside *around
	if o.around {
		if beside, err = lookAround(cmd, r, *o.plan); err != nil {
			return err
		}
	}
	files, err := resultFiles(r, beside, o.repeatCommand()+o.planFlags())
	if err != nil {
		return err
	}
	s := summarize(r, o.out)
	s.Around = beside
	_, refused := folder.Write(cmd.Context(), o.out, files, o.force)
	if refused != nil {
		if r.Plan == nil || errors.Is(refused, context.Canceled) {
			return refused
		}
		s.Folder = "" // a plan takes too long to be thrown away for want of a folder
	}
	if o.asJSON {
		return errors.Join(printJSON(cmd.OutOrStdout(), s), refused)
	}
	s.print(cmd.OutOrStdout())
	return refused
}

// resultFiles makes every file of the run's folder, the manifest last. beside is
// nil where nobody looked around the plan.
func resultFiles(r *scenario.Result, beside *around, command string) ([]folder.File, error) {
	files, err := r.Files()
	if err != nil {
		return nil, err
	}
	tables, err := beside.files()
	if err != nil {
		return nil, err
	}
	files = append(files, tables...)
	data, err := reportData(r, command)
	if err != nil {
		return nil, err
	}
	beside.fill(data)
	var page bytes.Buffer
	if err := report.Write(&page, data); err != nil {
		return nil, err
	}
	files = append(files, folder.File{Name: "report.html", Data: page.Bytes()})
	return append(files, r.Manifest(version)), nil
}

// repeatCommand is the command line that gives the same result.
func (o *scenarioOptions) repeatCommand() string {
	command := "wattbit run " + o.name
	for _, s := range o.settings {
		command += fmt.Sprintf(" --set %q", s)
	}
	if o.weights != "" {
		command += fmt.Sprintf(" --weights %q", o.weights)
	}
	return command
}

// planFlags are the flags of the plan that the result depends on.
func (o *runOptions) planFlags() string {
	if o.noPlan {
		return " --no-plan"
	}
	if o.around {
		return o.flags() + " --tradeoffs"
	}
	return o.flags()
}
