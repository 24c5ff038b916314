package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
)

// scenarioOptions are the flags of every command that runs a scenario.
type scenarioOptions struct {
	name     string
	settings []string
	weights  string
	file     string // of the user's own candidates; empty for the scenario's
	workers  int
	asJSON   bool
	// rankingOnly leaves out the analysis of how sure the ranking is.
	rankingOnly bool
	// plan asks for the joint plan; keepPlan has an interrupt wait for the best so
	// far.
	plan     *portfolio.Options
	keepPlan bool
	// ready looks at the scenario before it is run; may be nil.
	ready func(*scenario.Scenario) error
}

func (o *scenarioOptions) bind(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVar(&o.settings, "set", nil, "change one value of the scenario, such as site.mw=300 (may be repeated)")
	flags.StringVar(&o.weights, "weights", "", "other weights: "+scenario.WeighHelp)
	flags.StringVar(&o.file, "candidates", "", "CSV or GeoJSON file of your own candidates")
	flags.IntVar(&o.workers, "workers", defaultWorkers(), "goroutines; the result does not depend on it")
	flags.BoolVar(&o.asJSON, "json", false, "print JSON")
}

// run loads the scenario and runs it.
func (o *scenarioOptions) run(cmd *cobra.Command) (*scenario.Result, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	sc, err := o.load(cmd, o.name)
	if err != nil {
		return nil, err
	}
	if o.ready != nil {
		if err := o.ready(sc); err != nil {
			return nil, err
		}
	}
	p := newProgress(cmd.ErrOrStderr())
	defer p.done()
	opts := scenario.RunOptions{RankingOnly: o.rankingOnly, Workers: o.workers, Progress: p.tell}
	if o.plan != nil {
		opts.Plan, opts.PlanOptions = true, *o.plan
		tell := planProgress(p)
		opts.PlanOptions.Progress = func(step string, done, of int, pr plan.Progress) {
			if o.keepPlan {
				askPatience(cmd.Context())
			}
			tell(step, done, of, pr)
		}
	}
	return sc.Run(cmd.Context(), opts)
}

// check refuses flags that cannot be, and makes --candidates the setting that it
// stands for.
func (o *scenarioOptions) check() error {
	if o.workers < 1 || o.workers > 1024 {
		return fmt.Errorf("%w: --workers %d; expected 1 to 1024", errUsage, o.workers)
	}
	if o.file != "" {
		o.settings = append(o.settings, fmt.Sprintf("candidates.file=%q", o.file))
	}
	return nil
}

// Years that a flag may name: networks of today are not older than the first,
// and no record looks beyond the last.
const earliestYear, latestYear = 1970, 2100

// checkYear refuses a flag whose year is surely a slip.
func checkYear(cmd *cobra.Command, flag string, year int) error {
	if cmd.Flags().Changed(flag) && (year < earliestYear || year > latestYear) {
		return fmt.Errorf("%w: --%s %d; expected a year from %d to %d", errUsage, flag, year, earliestYear, latestYear)
	}
	return nil
}

// load loads a scenario with what the flags change.
func (o *scenarioOptions) load(cmd *cobra.Command, name string) (*scenario.Scenario, error) {
	sc, err := scenario.Load(name, o.settings...)
	if err != nil {
		return nil, err
	}
	if o.weights != "" {
		if sc, err = sc.Weigh(cmd.Context(), o.weights); err != nil {
			return nil, err
		}
	}
	for _, name := range outputFlags {
		if output := cmd.Flags().Lookup(name); output != nil {
			if err := notAnInput(output, sc.Candidates.File); err != nil {
				return nil, err
			}
		}
	}
	return sc, nil
}

// firstOr returns the first argument, or the fallback when there is none.
func firstOr(args []string, fallback string) string {
	if len(args) > 0 {
		return args[0]
	}
	return fallback
}
