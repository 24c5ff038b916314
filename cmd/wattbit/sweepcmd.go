package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/sweep"
)

type sweepOptions struct {
	base    string
	axes    []string
	list    string
	out     string
	figures []string
	workers int
	dryRun  bool
	plans   bool
	asJSON  bool
	force   bool
	pageOptions
}

func newSweepCommand() *cobra.Command {
	var o sweepOptions
	cmd := &cobra.Command{
		Use:   "sweep [SCENARIO]",
		Short: "run many variants of a scenario and keep what each came to",
		Long: `sweep runs variants of a scenario (default: japan). --set with several values
makes a grid: every combination is a variant. Commas within brackets or quotes
belong to a value. --list names a file with one variant a row: CSV with a column
for each key (an empty cell leaves the scenario's value) or a YAML list of
mappings; the column or key variant names the row. Both together make every
combination. All variants are loaded and checked before anything runs.

Each finished variant is stored at once in the folder, so that a sweep that was
stopped goes on when the same command is given again, and ends with the same
bytes: sweep.csv (one row for each figure of each variant), wide.csv (one row for
each variant), a file for each variant in variants/, and manifest.json. A folder
of another sweep or of another version is refused. --report draws the printed
figures of all variants on a page.

Printed are the first 40 variants. uncertainty.samples=0 leaves out the samples of how sure a ranking is, which take
most of the time.` + "\n" + exitHelp,
		Example: "  wattbit sweep --set site.mw=100,200,300 --set fiber.profile=packet,apn\n" +
			"  wattbit sweep joint --plan --set plan.demand.scale=0.5,1,1.5 --figures plan_sites,plan_npv_bjpy,plan_metro_pct\n" +
			"  wattbit sweep training --list variants.csv --set uncertainty.samples=0 -o out/trials",
		Args: arguments(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.base = firstOr(args, scenario.Default)
			return runSweep(cmd, o, args)
		},
	}
	flags := cmd.Flags()
	flags.StringArrayVar(&o.axes, "set", nil, "key=value for all, or key=value,value,… for a grid (may be repeated)")
	flags.StringVar(&o.list, "list", "", "CSV or YAML file with one variant a row")
	flags.StringVarP(&o.out, "output", "o", "", "folder of the sweep (default out/sweep-SCENARIO)")
	flags.StringSliceVar(&o.figures, "figures", nil, "ids of the figures to print, joined by commas (default: the first six, or the plan's)")
	flags.IntVar(&o.workers, "workers", defaultWorkers(), "goroutines; the result does not depend on it")
	flags.BoolVar(&o.plans, "plan", false, "make the joint plan of every variant too; each stops by its gap")
	flags.BoolVar(&o.dryRun, "dry-run", false, "list the variants and which of them are stored already, and run nothing")
	flags.BoolVar(&o.asJSON, "json", false, "print JSON")
	flags.BoolVar(&o.force, "force", false, "replace an existing file of --report")
	o.bindPage(cmd)
	return cmd
}

func runSweep(cmd *cobra.Command, o sweepOptions, args []string) error {
	if o.workers < 1 || o.workers > 1024 {
		return fmt.Errorf("%w: --workers %d; expected 1 to 1024", errUsage, o.workers)
	}
	p, err := o.plan(cmd)
	if err != nil {
		return err
	}
	if o.plans {
		p = p.WithPlans()
		if len(o.figures) == 0 {
			o.figures = []string{"plan_sites", "plan_it_mw", "plan_unserved_pct", "plan_npv_bjpy", "plan_metro_pct", "plan_gap_pct"}
		}
	}
	if o.out == "" {
		o.out = filepath.Join("out", "sweep-"+p.Variants[0].Scenario.Name)
	}
	if o.dryRun {
		return o.printPlan(cmd.OutOrStdout(), p)
	}
	if err := o.room("", o.force); err != nil {
		return err
	}
	progress := newProgress(cmd.ErrOrStderr())
	defer progress.done()
	progress.tell(fmt.Sprintf("running %d variants", len(p.Variants)))
	outcome, err := p.Run(cmd.Context(), o.out, sweep.Options{Workers: o.workers, Done: func(name string, done, total int) {
		progress.tell(fmt.Sprintf("%d of %d variants, the last %s", done, total, name))
	}})
	if err != nil {
		return err
	}
	progress.done()
	ids, err := o.shown(outcome)
	if err != nil {
		return err
	}
	if o.page != "" {
		page, err := sweepPage(cmd, args, o, p, outcome, ids)
		if err == nil {
			err = o.write(cmd, page, o.force)
		}
		if err != nil {
			return err
		}
	}
	if o.asJSON {
		return printJSON(cmd.OutOrStdout(), sweepSummary{o.base, o.out, outcome.Keys, outcome.Found, outcome.Computed, outcome.Damaged, outcome.Variants})
	}
	o.print(cmd.OutOrStdout(), outcome, ids)
	return nil
}

// plan reads the variants from the flags and checks them all.
func (o *sweepOptions) plan(cmd *cobra.Command) (*sweep.Plan, error) {
	var axes []sweep.Axis
	for _, text := range o.axes {
		axis, err := sweep.ParseAxis(text)
		if err != nil {
			return nil, asUsage(err)
		}
		axes = append(axes, axis)
	}
	rows, err := sweep.Grid(axes)
	if err != nil {
		return nil, asUsage(err)
	}
	if o.list == "" && len(axes) == 0 {
		return nil, fmt.Errorf("%w: a sweep needs variants; expected --set key=value,value or --list FILE", errUsage)
	}
	if o.list != "" {
		list, err := sweep.ReadList(o.list)
		if err != nil {
			return nil, err
		}
		if rows, err = sweep.Product(list, rows); err != nil {
			return nil, err
		}
	}
	p, err := sweep.New(cmd.Context(), version, o.base, rows)
	if o.list == "" && errors.Is(err, sweep.ErrVariants) {
		err = asUsage(err)
	}
	return p, err
}

func asUsage(err error) error { return fmt.Errorf("%w: %w", errUsage, err) }

// sweepSummary is what sweep prints as JSON.
type sweepSummary struct {
	Scenario string           `json:"scenario"`
	Folder   string           `json:"folder"`
	Keys     []string         `json:"keys"`
	Found    int              `json:"found"` // stored by an earlier call
	Computed int              `json:"computed"`
	Damaged  int              `json:"damaged"` // of those computed
	Variants []sweep.Finished `json:"variants"`
}

// figuresShown is how many figures are printed when none are named, and
// variantsShown how many variants.
const (
	figuresShown  = 6
	variantsShown = 40
)

// shown are the ids of the figures that are printed.
func (o *sweepOptions) shown(outcome *sweep.Outcome) ([]string, error) {
	all := outcome.Variants[0].Headline.Figures
	for _, id := range o.figures {
		if _, ok := outcome.Variants[0].Headline.Figure(id); !ok {
			return nil, fmt.Errorf("%w: --figures: no figure %q; expected some of %s", errUsage, id, figureList(all))
		}
	}
	ids := o.figures
	for _, f := range all {
		if len(o.figures) == 0 && len(ids) < figuresShown && tells(outcome, f.ID) {
			ids = append(ids, f.ID)
		}
	}
	return ids, nil
}

func (o *sweepOptions) print(w io.Writer, outcome *sweep.Outcome, ids []string) {
	g := grid{header: []string{"variant"}, right: map[int]bool{}}
	g.rows = make([][]string, len(outcome.Variants))
	for i, v := range outcome.Variants {
		g.rows[i] = []string{v.Variant}
	}
	for k, key := range outcome.Keys {
		if !varies(outcome, k) {
			continue // the same for all
		}
		g.header = append(g.header, key)
		for i, v := range outcome.Variants {
			g.rows[i] = append(g.rows[i], fit(w, v.Values[k], 30))
		}
	}
	for _, id := range ids {
		f, _ := outcome.Variants[0].Headline.Figure(id)
		g.header = append(g.header, strings.TrimSpace(id+" "+bracketed(f.Unit)))
		column := len(g.header) - 1
		g.right[column] = true
		for i, v := range outcome.Variants {
			f, _ := v.Headline.Figure(id)
			g.right[column] = g.right[column] && f.Text == ""
			g.rows[i] = append(g.rows[i], fit(w, f.String(), 40))
		}
	}
	if more := len(g.rows) - variantsShown; more > 0 {
		g.rows = append(g.rows[:variantsShown], []string{fmt.Sprintf("and %d more", more)})
	}
	g.print(w)
	fmt.Fprintf(w, "\n%s: %s computed, %s found in the folder\n", counted(len(outcome.Variants), "variant"), thousands(outcome.Computed), thousands(outcome.Found))
	if outcome.Damaged > 0 {
		fmt.Fprintf(w, "Not as written and computed again: %s\n", counted(outcome.Damaged, "stored variant"))
	}
	fmt.Fprintf(w, "Tables: %s, wide.csv beside it\n", filepath.Join(o.out, "sweep.csv"))
}

// tells is whether a figure says anything in any variant.
func tells(outcome *sweep.Outcome, id string) bool {
	return slices.ContainsFunc(outcome.Variants, func(v sweep.Finished) bool {
		f, _ := v.Headline.Figure(id)
		return f.Text != "" || !math.IsNaN(f.Value)
	})
}

// varies tells whether the variants differ at a key.
func varies(outcome *sweep.Outcome, key int) bool {
	return slices.ContainsFunc(outcome.Variants, func(v sweep.Finished) bool { return v.Values[key] != outcome.Variants[0].Values[key] })
}

func bracketed(unit string) string {
	if unit == "" {
		return ""
	}
	return "(" + unit + ")"
}

func figureList(all []scenario.Figure) string {
	ids := make([]string, len(all))
	for i, f := range all {
		ids[i] = f.ID
	}
	return strings.Join(ids, ", ")
}

// printPlan lists the variants of a dry run.
func (o *sweepOptions) printPlan(w io.Writer, p *sweep.Plan) error {
	stored := p.Status(o.out)
	if o.asJSON {
		type planned struct {
			Variant  string   `json:"variant"`
			Settings []string `json:"settings"`
			Stored   bool     `json:"stored"`
		}
		out := make([]planned, len(p.Variants))
		for i, v := range p.Variants {
			out[i] = planned{v.Name, []string{}, stored[i]}
			for _, s := range v.Settings {
				out[i].Settings = append(out[i].Settings, s.String())
			}
		}
		return printJSON(w, map[string]any{"scenario": o.base, "folder": o.out, "variants": out})
	}
	n := 0
	g := grid{header: []string{"variant", "changes", ""}}
	for i, v := range p.Variants {
		state := ""
		if stored[i] {
			state = "stored"
			n++
		}
		g.rows = append(g.rows, []string{v.Name, v.Changes(), state})
	}
	g.print(w)
	fmt.Fprintf(w, "\n%s of %s, %d stored in %s\n", counted(len(p.Variants), "variant"), o.base, n, o.out)
	return nil
}
