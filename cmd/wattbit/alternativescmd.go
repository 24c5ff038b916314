package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
)

type alternativesOptions struct {
	tradeoffOptions
	within []float64
	each   int
	proofs int
}

func newAlternativesCommand() *cobra.Command {
	var o alternativesOptions
	cmd := &cobra.Command{
		Use:   "alternatives [SCENARIO]",
		Short: "plans that cost little more than the joint plan and differ from it most",
		Long: `alternatives seeks plans whose net present cost is within some percent of the
joint plan's and that have as little as possible in common with it and with each
other, and counts how often each site appears in them: how much of the plan is
necessary, and how much is chance. A site that all plans found build must be, one
that none builds is to avoid: proven where no plan at all within the cost does
otherwise, only found where the search ended before. The plans are sought to
differ, so that the counts are no probabilities. For each power area it tells the
least and the most IT MW of the last period in the plans found, and what is proven
to be out of reach.

Every plan is checked anew: N-1, round trips and disjoint routes. --proofs 0 leaves
out the searches for proofs. Ctrl-C keeps what was found and says so. -o writes how
each site stands as CSV, --report all of it as a page. A file that is there already
is refused before the search.` + "\n" + exitHelp,
		Example: "  wattbit alternatives\n  wattbit alternatives training --within 1,5 --each 10 --json",
		Args:    arguments(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.name = firstOr(args, scenario.Default)
			return runAlternatives(cmd, o, args)
		},
	}
	o.bind(cmd)
	o.bindPage(cmd)
	cmd.Flags().Float64SliceVar(&o.within, "within", []float64{1, 2, 5}, "percent of the joint plan's cost more")
	cmd.Flags().IntVar(&o.each, "each", 5, "plans sought within each percentage")
	cmd.Flags().IntVar(&o.proofs, "proofs", 10, "searches for proofs at most, one a site; -1 for all")
	return cmd
}

// Largest values of the flags of alternatives.
const (
	mostWithin = 100
	mostEach   = 1000
)

func (o *alternativesOptions) near(cmd *cobra.Command) (portfolio.NearOptions, error) {
	out := portfolio.NearOptions{Each: o.each, Proofs: o.proofs, Within: slices.Clone(o.within)}
	slices.Sort(out.Within)
	for i, pct := range out.Within {
		if !(pct > 0 && pct <= mostWithin) || i > 0 && pct == out.Within[i-1] {
			return out, fmt.Errorf("%w: --within %g; expected different percentages above 0, at most %d", errUsage, pct, mostWithin)
		}
	}
	switch {
	case len(out.Within) == 0:
		return out, fmt.Errorf("%w: --within is empty; expected percentages such as 1,2,5", errUsage)
	case o.each < 1 || o.each > mostEach:
		return out, fmt.Errorf("%w: --each %d; expected 1 to %d", errUsage, o.each, mostEach)
	case o.proofs < -1:
		return out, fmt.Errorf("%w: --proofs %d; expected 0 or more, or -1 for all", errUsage, o.proofs)
	}
	var err error
	out.Options, err = o.begin(cmd)
	return out, err
}

func runAlternatives(cmd *cobra.Command, o alternativesOptions, args []string) error {
	opt, err := o.near(cmd)
	if err != nil {
		return err
	}
	r, study, err := o.study(cmd)
	if err != nil {
		return err
	}
	p := newProgress(cmd.ErrOrStderr())
	defer p.done()
	opt.Progress = searching(p, "alternatives")
	askPatience(cmd.Context())
	n, err := study.Near(cmd.Context(), opt)
	if err != nil {
		return err
	}
	if p.done(); len(n.Plans) == 0 {
		return noPlan(cmd.Context(), n.Joint.Status)
	}
	view, page := alternativesView(r, n), pageOfPlans(cmd, r, study, args)
	view.Interrupted = cmd.Context().Err() != nil
	view.fill(page)
	return o.give(cmd, view, page, kept(len(n.Plans), "plan"))
}
