package main

import (
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/model/compare"
	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
)

// isFolder tells a finished run, or what should be one, from a scenario. A
// built-in name is no folder.
func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir() && !slices.Contains(scenario.Names(), name)
}

func runCompareSides(cmd *cobra.Command, o compareOptions, args []string) error {
	for _, flag := range []string{"methods", "top"} {
		if cmd.Flags().Changed(flag) {
			return fmt.Errorf("%w: --%s is about one scenario; with two or more runs leave it out", errUsage, flag)
		}
	}
	if err := o.check(); err != nil {
		return err
	}
	sides, err := o.sides(cmd, args)
	if err != nil {
		return err
	}
	if len(sides) < 2 {
		return fmt.Errorf("%w: %s alone; expected another run to compare it with, or --with key=value", errUsage, args[0])
	}
	if o.explain {
		if err := repeatable(sides, o.noPlan); err != nil {
			return err
		}
	}
	if err := o.room(o.out, o.force); err != nil {
		return err
	}
	p := newProgress(cmd.ErrOrStderr())
	defer p.done()
	opts := o.runOptions(sides)
	opts.Progress = p.tell
	if err := compare.Sides(cmd.Context(), sides, opts, o.explain); err != nil {
		return err
	}
	var all []*compare.Difference
	for _, b := range sides[1:] {
		d, err := compare.Between(sides[0], b)
		if err == nil && o.explain {
			err = d.Explain(cmd.Context(), sides[0], b, opts)
		}
		if err != nil {
			return err
		}
		all = append(all, d)
	}
	p.done()
	if o.out != "" {
		data, err := effectsCSV(all)
		if err != nil {
			return err
		}
		if err := emitOver(cmd.OutOrStdout(), o.out, data, o.force); err != nil {
			return err
		}
	}
	view := viewSides(sides, all)
	if o.page != "" {
		page, err := comparePage(cmd, args, sides, view)
		if err == nil {
			err = o.write(cmd, page, o.force)
		}
		if err != nil {
			return err
		}
	}
	if o.asJSON {
		return printJSON(cmd.OutOrStdout(), view)
	}
	view.print(cmd.OutOrStdout())
	return nil
}

// repeatable refuses finished runs that would not come to the same again, before
// anything is repeated.
func repeatable(sides []compare.Side, noPlan bool) error {
	planned, bare := "", ""
	for _, s := range sides {
		switch {
		case s.Finished == nil:
			continue
		case s.Finished.Manifest.Plan == nil:
			bare = s.Name
			continue
		}
		planned = s.Name
		if !s.Finished.Manifest.Plan.Reproducible {
			return fmt.Errorf("%w: %s cannot be repeated: a clock or an interrupt ended a search of its plan (reproducible in its manifest.json); --explain=false compares it as it stands", compare.ErrSides, s.Name)
		}
		if noPlan {
			return fmt.Errorf("%w: %s has a plan and cannot be repeated with --no-plan; leave it out, or --explain=false compares the run as it stands", compare.ErrSides, s.Name)
		}
	}
	if planned != "" && bare != "" {
		return fmt.Errorf("%w: %s has a plan and %s has none; run %s again without --no-plan, or --explain=false compares both as they stand", compare.ErrSides, planned, bare, bare)
	}
	return nil
}

// runOptions make the joint plans too, unless a finished run was made without. A
// finished run had all baselines, and is repeated with them.
func (o *compareOptions) runOptions(sides []compare.Side) scenario.RunOptions {
	opts := scenario.RunOptions{Workers: o.workers, Plan: !o.noPlan, PlanOptions: portfolio.Options{Baselines: []plan.Method{}}}
	for _, s := range sides {
		if s.Finished != nil {
			opts.Plan = opts.Plan && s.Finished.Manifest.Plan != nil
			opts.PlanOptions.Baselines = nil
		}
	}
	return opts
}

// sides reads the runs that are compared. All are read and checked before any of
// them runs.
func (o *compareOptions) sides(cmd *cobra.Command, args []string) ([]compare.Side, error) {
	if len(args) == 0 {
		args = []string{scenario.Default}
	}
	var sides []compare.Side
	scenarios := 0
	for _, name := range args {
		s := compare.Side{Name: name}
		var err error
		if isFolder(name) {
			if s.Finished, err = scenario.OpenFinished(cmd.Context(), name, version); err == nil {
				s.Scenario = s.Finished.Manifest.Scenario
			}
		} else {
			scenarios++
			s.Scenario, err = o.load(cmd, name)
		}
		if err != nil {
			return nil, err
		}
		sides = append(sides, s)
	}
	if len(o.settings)+len(o.weights) > 0 && scenarios == 0 {
		return nil, fmt.Errorf("%w: --set, --weights and --candidates change scenarios, and all of these are finished runs; --with changes a copy", errUsage)
	}
	if len(o.with) > 0 {
		last := sides[len(sides)-1]
		changed, err := last.Scenario.With(o.with...)
		if err != nil {
			return nil, err
		}
		name := last.Name
		for _, s := range o.with {
			name += " --with " + s
		}
		sides = append(sides, compare.Side{Name: name, Scenario: changed})
	}
	return sides, twice(sides)
}

// twice refuses a run that is compared with itself under one name.
func twice(sides []compare.Side) error {
	seen := map[string]bool{}
	for _, s := range sides {
		if seen[s.Name] {
			return fmt.Errorf("%w: %s is given twice; expected different runs", errUsage, s.Name)
		}
		seen[s.Name] = true
	}
	return nil
}
