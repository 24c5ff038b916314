package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
)

type regretOptions struct {
	tradeoffOptions
	commit int
}

func newRegretCommand() *cobra.Command {
	var o regretOptions
	cmd := &cobra.Command{
		Use:   "regret A B…",
		Short: "what the plan made for one scenario costs if another comes true",
		Long: `regret makes the joint plan of each scenario and holds it against the future of each
other one: what it costs there more than the best plan for that future. What a plan
commits to is all that it builds, and does not build, in its first periods
(--commit 1 for the first alone) or in all (--commit 0); the rest is decided when
the future is known. Demand that then is not served is paid for at its price; a
commitment that cannot stand in a future has an endless regret. The plan whose
largest regret is least is named, and each regret with the proven range of its
value.

All plans are made of the same sites: those that any of the scenarios shortlists,
less those that another one refuses, which are counted. Scenarios may offer
different things to build: a plan that commits to what another one does not offer
cannot be built there, and the answer names it. Scenarios of other periods, money
or classes of workload are refused. --set changes all scenarios. The time limit and the gap are those of the
first scenario. -o writes the matrix as CSV.` + "\n" + exitHelp,
		Example: "  wattbit regret japan cost-shock restarts\n" +
			"  wattbit regret japan tokyo-quake --commit 2 --json",
		Args: arguments(cobra.MinimumNArgs(2)),
		RunE: func(cmd *cobra.Command, args []string) error { return runRegret(cmd, o, args) },
	}
	o.bind(cmd)
	cmd.Flags().IntVar(&o.commit, "commit", 0, "first periods that a plan commits to; 0 for all")
	return cmd
}

func runRegret(cmd *cobra.Command, o regretOptions, names []string) error {
	opt, err := o.search(cmd)
	if err != nil {
		return err
	}
	if err := o.check(); err != nil {
		return err
	}
	scenarios, err := o.futures(cmd, names)
	if err != nil {
		return err
	}
	p := newProgress(cmd.ErrOrStderr())
	defer p.done()
	var results []*scenario.Result
	var ids []string
	for _, sc := range scenarios {
		r, err := sc.Run(cmd.Context(), scenario.RunOptions{RankingOnly: true, Workers: o.workers, Progress: p.tell})
		if err != nil {
			return err
		}
		results, ids = append(results, r), append(ids, sc.Name)
	}
	studies, dropped, err := scenario.SharedStudies(cmd.Context(), results)
	if err != nil {
		return err
	}
	opt.Progress = searching(p, "regret")
	table, err := portfolio.Regret(cmd.Context(), ids, studies, o.commit, opt, func(done, of int) {
		p.tell(fmt.Sprintf("regret: %d of %d plans", done, of))
	})
	if err != nil {
		return err
	}
	p.done()
	if err := o.give(cmd, regretView(results, studies, table, dropped), nil, "all was found"); err != nil {
		return err
	}
	if table.Minimax < 0 {
		return errFindings
	}
	return nil
}

// futures loads the scenarios and refuses what names nothing new.
func (o *regretOptions) futures(cmd *cobra.Command, names []string) ([]*scenario.Scenario, error) {
	var out []*scenario.Scenario
	for _, name := range names {
		sc, err := o.load(cmd, name)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(out, func(s *scenario.Scenario) bool { return s.Name == sc.Name }) {
			return nil, fmt.Errorf("%w: two scenarios are named %q; expected different names", errUsage, sc.Name)
		}
		if periods := len(sc.Plan.Periods); o.commit < 0 || o.commit > periods {
			return nil, fmt.Errorf("%w: --commit %d; expected 0 to %d, the periods of %s", errUsage, o.commit, periods, sc.Name)
		}
		out = append(out, sc)
	}
	return out, nil
}
