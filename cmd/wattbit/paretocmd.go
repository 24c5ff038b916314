package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
)

type paretoOptions struct {
	tradeoffOptions
	measure string
	points  int
	step    float64
}

// mostPoints is how many limits a front has at most.
const mostPoints = 200

func newParetoCommand() *cobra.Command {
	var o paretoOptions
	cmd := &cobra.Command{
		Use:   "pareto [SCENARIO]",
		Short: "what the joint plan's cost would be with less of a measure",
		Long: `pareto finds the front of net present cost against a measure of the last period:
the plans of which none is both cheaper and better. The measures are

  metro   share of the metros in the new IT MW, in percent
  rtt     mean round trip of the IT MW to the metros, by their people, in ms
  carbon  mean carbon intensity of the sites' energy, in g CO2/kWh
  event   share of the IT MW lost in the worst event of the scenario's policy, else
          of the scenarios tokyo-quake and nankai, in percent

The cheapest plan is sought for one limit on the measure after the other: --points
of them at equal distances, or each a --step below the last. Each point tells how
far it can be from the cheapest within its limit (gap), and which sites come and go
on the way from the cheapest plan. A limit that brings no new plan leaves no row. MW that are not served have their price, so less
of a measure can mean less that is built: the table says so. The scenario's own
plan is marked, on the front or off it.

Every plan is checked anew: N-1, round trips and disjoint routes. Ctrl-C keeps the
points found so far and says so. -o writes the front as CSV, --report as a page
with a chart. A file that is there already is refused before the search.` + "\n" + exitHelp,
		Example: "  wattbit pareto --measure metro\n" +
			"  wattbit pareto tokyo-quake --measure event --points 5 --json\n" +
			"  wattbit pareto --measure carbon --step 20 -o front.csv --report front.html",
		Args: arguments(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.name = firstOr(args, scenario.Default)
			return runPareto(cmd, o, args)
		},
	}
	o.bind(cmd)
	o.bindPage(cmd)
	cmd.Flags().StringVar(&o.measure, "measure", "metro", "metro, rtt, carbon or event")
	cmd.Flags().IntVar(&o.points, "points", 7, "limits tried at equal distances, the ends included")
	cmd.Flags().Float64Var(&o.step, "step", 0, "distance of the limits in the measure's unit, instead of --points")
	return cmd
}

func runPareto(cmd *cobra.Command, o paretoOptions, args []string) error {
	opt, err := o.front(cmd)
	if err != nil {
		return err
	}
	r, study, err := o.study(cmd)
	if err != nil {
		return err
	}
	events, err := r.Scenario.WorstEvents()
	if err != nil {
		return err
	}
	gauge, err := study.Gauge(o.measure, events)
	if err != nil {
		return err
	}
	p := newProgress(cmd.ErrOrStderr())
	defer p.done()
	opt.Progress = searching(p, "front of "+o.measure)
	askPatience(cmd.Context())
	f, err := study.Front(cmd.Context(), gauge, opt)
	if err != nil {
		return err
	}
	if p.done(); len(f.Points) == 0 {
		return noPlan(cmd.Context(), f.Front.Status)
	}
	tried := opt.Points
	if cmd.Context().Err() != nil {
		tried = 0 // nobody knows how many were
	}
	view, page := paretoView(r, study, f, tried), pageOfPlans(cmd, r, study, args)
	view.fill(page)
	return o.give(cmd, view, page, kept(len(f.Points), "point"))
}

// front turns the flags into options.
func (o *paretoOptions) front(cmd *cobra.Command) (portfolio.FrontOptions, error) {
	var out portfolio.FrontOptions
	if !slices.Contains(portfolio.GaugeIDs, o.measure) {
		return out, fmt.Errorf("%w: --measure %q; expected one of %s", errUsage, o.measure, strings.Join(portfolio.GaugeIDs, ", "))
	}
	out.Points, out.Step = o.points, o.step
	switch stepped := cmd.Flags().Changed("step"); {
	case stepped && cmd.Flags().Changed("points"):
		return out, fmt.Errorf("%w: --points and --step together; expected one of the two", errUsage)
	case stepped && !(o.step > 0 && o.step <= 1e6):
		return out, fmt.Errorf("%w: --step %g; expected more than 0", errUsage, o.step)
	case stepped:
		out.Points = 0
	case o.points < 2 || o.points > mostPoints:
		return out, fmt.Errorf("%w: --points %d; expected 2 to %d", errUsage, o.points, mostPoints)
	}
	var err error
	out.Options, err = o.begin(cmd)
	return out, err
}
