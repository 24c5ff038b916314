package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/data/folder"
	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/solve"
)

// planOptions are the flags of every command that makes a joint plan.
type planOptions struct {
	seconds   float64
	baselines []string
	solver    string
}

func (o *planOptions) bind(cmd *cobra.Command) {
	o.bindSearch(cmd)
	cmd.Flags().StringSliceVar(&o.baselines, "baselines", methodNames(plan.Baselines()), "baselines to hold the joint plan against; none for none")
}

// bindSearch binds the flags that say how to search.
func (o *planOptions) bindSearch(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.Float64Var(&o.seconds, "time-limit", 0, "seconds for each solve of the plan (default: the scenario's plan.search.seconds)")
	flags.StringVar(&o.solver, "solver", "builtin", "builtin, or highs or cbc on PATH")
}

// flags are those that the result depends on.
func (o *planOptions) flags() string {
	text := ""
	if o.seconds != 0 {
		text += fmt.Sprintf(" --time-limit %g", o.seconds)
	}
	if !slices.Equal(o.baselines, methodNames(plan.Baselines())) {
		text += " --baselines " + strings.Join(o.baselines, ",")
	}
	if o.solver != "builtin" {
		text += " --solver " + o.solver
	}
	return text
}

func methodNames(methods []plan.Method) []string {
	names := make([]string, len(methods))
	for i, m := range methods {
		names[i] = string(m)
	}
	return names
}

// options turns the flags into options of the portfolio.
func (o *planOptions) options(cmd *cobra.Command) (portfolio.Options, error) {
	out := portfolio.Options{Baselines: []plan.Method{}}
	if cmd.Flags().Changed("time-limit") && !(o.seconds > 0 && o.seconds <= 1e6) {
		return out, fmt.Errorf("%w: --time-limit %g; expected seconds above 0 and at most 1,000,000", errUsage, o.seconds)
	}
	out.TimeLimit = time.Duration(o.seconds * float64(time.Second))
	if !slices.Equal(o.baselines, []string{"none"}) {
		for _, name := range o.baselines {
			if !slices.Contains(plan.Baselines(), plan.Method(name)) {
				return out, fmt.Errorf("%w: --baselines %q; expected some of %s, or none alone", errUsage, name, strings.Join(methodNames(plan.Baselines()), ", "))
			}
			if !slices.Contains(out.Baselines, plan.Method(name)) {
				out.Baselines = append(out.Baselines, plan.Method(name))
			}
		}
	}
	var err error
	if out.Backend, err = backendNamed(o.solver); err != nil {
		return out, fmt.Errorf("%w: --solver: %w", errUsage, err)
	}
	return out, nil
}

func backendNamed(name string) (solve.Backend, error) {
	if name == "builtin" {
		return nil, nil
	}
	backend, err := solve.External(name)
	if err != nil {
		return nil, fmt.Errorf("%q: %w; expected builtin, or highs or cbc on PATH", name, err)
	}
	return backend, nil
}

type planCommandOptions struct {
	scenarioOptions
	planOptions
	out   string
	mps   string
	force bool
	even  bool
}

func newPlanCommand() *cobra.Command {
	var o planCommandOptions
	cmd := &cobra.Command{
		Use:   "plan [SCENARIO]",
		Short: "choose sites, connections, reinforcements, fiber and years together",
		Long: `plan chooses a portfolio of sites with their sizes, grid connections, grid
reinforcements, fiber builds and years by least net present cost, proves how far
it can be from the best, and holds it against plans that are made one side after
the other: bau (today's queue), watt-first, bit-first, sequential (area by area,
period by period). The difference to sequential is the value of integration.

Every plan is checked anew before it is printed: N-1 for all contingencies, round
trips and disjoint routes. Ctrl-C keeps the best plan found so far: it is checked,
printed with its gap and, with -o, written, and the exit status is 130; a second
Ctrl-C ends at once and keeps nothing. With -o it writes the folder that 'wattbit
run' writes, whole or not at all; a folder that holds the result of another scenario
is refused before the search. A scenario that no plan can meet is status 3,
with the requirements that clash and the smallest relaxation.` + "\n" + exitHelp,
		Example: "  wattbit plan\n  wattbit plan training --set plan.policy.metro_max_pct=40\n  wattbit plan --baselines sequential --json",
		Args:    arguments(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.name = firstOr(args, scenario.Default)
			return runPlan(cmd, o)
		},
	}
	o.scenarioOptions.bind(cmd)
	o.planOptions.bind(cmd)
	cmd.Flags().StringVarP(&o.out, "output", "o", "", "folder to write, as 'wattbit run' does (default: none)")
	cmd.Flags().BoolVar(&o.even, "break-even", false, "find the price of fiber at which planning together stops paying against sequential (some eight times as long)")
	cmd.Flags().StringVar(&o.mps, "mps", "", "write the problem's linear relaxation with its whole numbers to an MPS file and stop")
	cmd.Flags().BoolVar(&o.force, "force", false, "replace a folder that holds another result, or an existing MPS file")
	return cmd
}

func runPlan(cmd *cobra.Command, o planCommandOptions) error {
	opt, err := o.options(cmd)
	if err != nil {
		return err
	}
	if o.mps != "" {
		if o.out != "" {
			return fmt.Errorf("%w: --mps stops before there is anything for -o to write; expected one of the two", errUsage)
		}
		return writeMPS(cmd, o)
	}
	o.rankingOnly = o.out == ""
	opt.BreakEven = o.even
	o.plan, o.keepPlan = &opt, true
	if o.out != "" {
		o.ready = func(sc *scenario.Scenario) error { return roomForRun(cmd.Context(), o.out, sc, o.force) }
	}
	r, err := o.run(cmd)
	if err != nil {
		return err
	}
	if r.Plan == nil {
		return errors.New(r.PlanRefused)
	}
	refused := writePlan(cmd, r, o)
	view := planView(r)
	if refused == nil {
		view.Folder = o.out
	}
	if o.asJSON {
		if err := printJSON(cmd.OutOrStdout(), view); err != nil {
			return err
		}
	} else {
		view.print(cmd.OutOrStdout(), true)
	}
	switch {
	case refused != nil: // the plan took too long to be thrown away for want of a folder
		return refused
	case cmd.Context().Err() != nil:
		return keptPlan(r.Plan)
	}
	return planFindings(r.Plan)
}

// writePlan writes the folder of -o, an interrupted plan's too.
func writePlan(cmd *cobra.Command, r *scenario.Result, o planCommandOptions) error {
	if o.out == "" {
		return nil
	}
	files, err := resultFiles(r, nil, o.repeatCommand()+o.flags()+map[bool]string{true: " --break-even"}[o.even])
	if err == nil {
		_, err = folder.Write(context.WithoutCancel(cmd.Context()), o.out, files, o.force)
	}
	return err
}

// keptPlan says what an interrupt left.
func keptPlan(a *portfolio.Answer) error {
	joint := a.Comparison.Joint
	switch {
	case !a.Found():
		return fmt.Errorf("%w before a plan was found", errInterrupted)
	case math.IsNaN(joint.Gap):
		return fmt.Errorf("%w; this is the best plan found so far, before any bound on a better one was known", errInterrupted)
	}
	return fmt.Errorf("%w; this is the best plan found so far, with a gap of %.2f %%", errInterrupted, 100*joint.Gap)
}

// planFindings is an error where no plan exists, or a room refuses one.
func planFindings(a *portfolio.Answer) error {
	if !a.Found() {
		return errFindings
	}
	if c := a.Checks[plan.Joint]; !c.OK() {
		return fmt.Errorf("the joint plan fails its check: grid excess %.3g MW %s, fiber %v, balance %.1e", c.GridExcessMW, c.GridWorst, c.FiberFaults, c.Balance)
	}
	return nil
}

func writeMPS(cmd *cobra.Command, o planCommandOptions) error {
	o.rankingOnly = true
	r, err := o.run(cmd)
	if err != nil {
		return err
	}
	study, err := r.Study(cmd.Context())
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := plan.WriteMPS(&b, study.Problem); err != nil {
		return err
	}
	err = emitOver(cmd.OutOrStdout(), o.mps, b.Bytes(), o.force)
	if errors.Is(err, folder.ErrExists) {
		return fmt.Errorf("--mps %s: exists already with other content; --force replaces it", o.mps)
	}
	return err
}

// planProgress tells the step, the gap and the time.
func planProgress(p *progress) func(step string, done, of int, pr plan.Progress) {
	return func(step string, done, of int, pr plan.Progress) {
		gap := "no plan yet"
		if !math.IsNaN(pr.Gap) {
			gap = fmt.Sprintf("gap %.2f %%", 100*pr.Gap)
		}
		p.tell(fmt.Sprintf("plan %d of %d, %s: %s, %s, %.0f s", done+1, of, step, pr.Stage, gap, pr.Elapsed.Seconds()))
	}
}
