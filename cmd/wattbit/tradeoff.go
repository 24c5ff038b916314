package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/table"
	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
)

// tradeoffOptions are the flags of the commands that look around a joint plan.
type tradeoffOptions struct {
	scenarioOptions
	pageOptions // of the commands that bind it
	seconds     float64
	gap         float64
	solver      string
	out         string
	force       bool
}

func (o *tradeoffOptions) bind(cmd *cobra.Command) {
	o.scenarioOptions.bind(cmd)
	flags := cmd.Flags()
	flags.Float64Var(&o.seconds, "time-limit", 0, "seconds for each search (default: the scenario's plan.search.seconds)")
	flags.Float64Var(&o.gap, "gap", 0, "proven gap in percent at which a search stops (default: the scenario's plan.search.gap_pct)")
	flags.StringVar(&o.solver, "solver", "builtin", "builtin, or highs or cbc on PATH")
	flags.StringVarP(&o.out, "output", "o", "", "CSV file to write (default: none)")
	overwrite(cmd, &o.force)
}

// begin turns the flags into options, and refuses files that could not be written
// at the end.
func (o *tradeoffOptions) begin(cmd *cobra.Command) (portfolio.Options, error) {
	opt, err := o.search(cmd)
	if err == nil {
		err = o.room(o.out, o.force)
	}
	return opt, err
}

// search turns the flags into options of the portfolio and settings of the
// scenario.
func (o *tradeoffOptions) search(cmd *cobra.Command) (portfolio.Options, error) {
	flags := cmd.Flags()
	if flags.Changed("time-limit") && !(o.seconds > 0 && o.seconds <= 1e6) {
		return portfolio.Options{}, fmt.Errorf("%w: --time-limit %g; expected seconds above 0", errUsage, o.seconds)
	}
	if flags.Changed("gap") {
		if !(o.gap > 0 && o.gap <= 50) {
			return portfolio.Options{}, fmt.Errorf("%w: --gap %g; expected percent above 0, at most 50", errUsage, o.gap)
		}
		o.settings = append(o.settings, "plan.search.gap_pct="+strconv.FormatFloat(o.gap, 'g', -1, 64))
	}
	backend, err := backendNamed(o.solver)
	if err != nil {
		return portfolio.Options{}, fmt.Errorf("%w: --solver: %w", errUsage, err)
	}
	return portfolio.Options{TimeLimit: time.Duration(o.seconds * float64(time.Second)), Backend: backend}, nil
}

// study measures the scenario's candidates and makes the joint problem.
func (o *tradeoffOptions) study(cmd *cobra.Command) (*scenario.Result, *portfolio.Study, error) {
	o.rankingOnly = true
	r, err := o.run(cmd)
	if err != nil {
		return nil, nil, err
	}
	study, err := r.Study(cmd.Context())
	return r, study, err
}

// searching tells what a command seeks, the gap and the time.
func searching(p *progress, what string) func(step string, done, of int, pr plan.Progress) {
	return func(step string, _, _ int, pr plan.Progress) {
		gap := "no plan yet"
		if !math.IsNaN(pr.Gap) {
			gap = fmt.Sprintf("gap %.2f %%", 100*pr.Gap)
		}
		p.tell(fmt.Sprintf("%s, %s: %s, %s, %.0f s", what, step, pr.Stage, gap, pr.Elapsed.Seconds()))
	}
}

// answer is what a command found, as text, as JSON and as a table.
type answer interface {
	print(w io.Writer)
	csv() (header []string, rows [][]string)
}

// give prints the answer, writes the files of -o and --report, and says what an
// interrupt left. page is nil for a command that has none.
func (o *tradeoffOptions) give(cmd *cobra.Command, a answer, page *report.Data, kept string) error {
	if o.asJSON {
		if err := printJSON(cmd.OutOrStdout(), a); err != nil {
			return err
		}
	} else {
		a.print(cmd.OutOrStdout())
	}
	if err := errors.Join(o.save(cmd, a), o.write(cmd, page, o.force)); err != nil {
		return err
	}
	if cmd.Context().Err() != nil {
		return &keptError{kept}
	}
	return nil
}

// save writes the file of -o.
func (o *tradeoffOptions) save(cmd *cobra.Command, a answer) error {
	if o.out == "" {
		return nil
	}
	data, err := table.Encode(a.csv())
	if err != nil {
		return err
	}
	return emitOver(cmd.OutOrStdout(), o.out, data, o.force)
}

// noPlan is the end of a command whose scenario has no joint plan.
func noPlan(ctx context.Context, status fmt.Stringer) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return errors.New("the scenario has no joint plan (" + status.String() + "); 'wattbit plan' says why")
}

// siteNames lists places in a line of at most so many.
func siteNames(names []string, most int) string {
	if len(names) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
	}
	return strings.Join(names, ", ")
}
