package main

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/data/table"
	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/solve"
)

type tableOptions struct {
	scenarioOptions
	names    []string
	gapPct   float64
	markdown bool
	csv      bool
	out      string
	force    bool
}

func newScenarioTableCommand() *cobra.Command {
	var o tableOptions
	cmd := &cobra.Command{
		Use:   "table",
		Short: "plan every built-in scenario and print their headline figures",
		Long: `table makes the joint plan of every built-in scenario and prints the figures that
planners compare. Plans stop at a proven gap, not by the clock, so that a repeat
gives the same figures; what two plans differ by within their gaps means nothing.
README's table is what 'wattbit scenario table --markdown' prints.` + "\n" + exitHelp,
		Example: "  wattbit scenario table --markdown\n  wattbit scenario table --names joint,hubs-5 --gap 1 --json",
		Args:    arguments(cobra.NoArgs),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runScenarioTable(cmd, o) },
	}
	flags := cmd.Flags()
	flags.StringSliceVar(&o.names, "names", plannedScenarios(), "scenarios by name or path")
	flags.Float64Var(&o.gapPct, "gap", 3, "proven gap in percent at which each plan stops")
	flags.StringArrayVar(&o.settings, "set", nil, "change one value of every scenario (may be repeated)")
	flags.IntVar(&o.workers, "workers", defaultWorkers(), "goroutines; the result does not depend on it")
	flags.BoolVar(&o.markdown, "markdown", false, "print a table in Markdown")
	flags.BoolVar(&o.csv, "csv", false, "print every headline figure as CSV")
	flags.BoolVar(&o.asJSON, "json", false, "print every headline figure as JSON")
	flags.StringVarP(&o.out, "output", "o", "", "write to a file instead of printing")
	overwrite(cmd, &o.force)
	return cmd
}

// plannedScenarios are the built-in scenarios with a question for the plan: base asks none,
// and japan is planned as joint is.
func plannedScenarios() []string {
	return slices.DeleteFunc(scenario.Names(), func(name string) bool { return name == "base" || name == scenario.Default })
}

// tableRow is a scenario with its headline.
type tableRow struct {
	Name     string            `json:"name"`
	Title    string            `json:"title"`
	Status   string            `json:"status"`
	Figures  []scenario.Figure `json:"figures"`
	headline scenario.Headline
}

func runScenarioTable(cmd *cobra.Command, o tableOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	if !(o.gapPct > 0 && o.gapPct <= 50) {
		return fmt.Errorf("%w: --gap %g; expected percent above 0 and at most 50", errUsage, o.gapPct)
	}
	o.settings = append([]string{fmt.Sprintf("plan.search.gap_pct=%g", o.gapPct), "plan.search.seconds=0"}, o.settings...)
	var scenarios []*scenario.Scenario
	for _, name := range o.names {
		sc, err := scenario.Load(name, o.settings...)
		if err != nil {
			return err
		}
		scenarios = append(scenarios, sc)
	}
	rows, err := planAll(cmd, scenarios, o.workers)
	if err != nil {
		return err
	}
	data, err := o.render(rows)
	if err != nil {
		return err
	}
	if err := emitOver(cmd.OutOrStdout(), o.out, data, o.force); err != nil {
		return err
	}
	for _, r := range rows {
		if !slices.Contains([]string{solve.Optimal.String(), solve.Feasible.String()}, r.Status) {
			fmt.Fprintf(cmd.ErrOrStderr(), "wattbit: %s has no plan: %s; 'wattbit plan %s' says more\n", r.Name, r.Status, r.Name)
			err = errFindings
		}
	}
	return err
}

// planAll plans the scenarios side by side. What they are held against is not
// made: it is in the table.
func planAll(cmd *cobra.Command, scenarios []*scenario.Scenario, workers int) ([]tableRow, error) {
	p := newProgress(cmd.ErrOrStderr())
	defer p.done()
	rows := make([]tableRow, len(scenarios))
	done, mu := 0, sync.Mutex{}
	opts := scenario.RunOptions{RankingOnly: true, Plan: true, Alone: true, Workers: workers, PlanOptions: portfolio.Options{Baselines: []plan.Method{}}}
	err := scenario.Each(cmd.Context(), len(scenarios), opts, func(ctx context.Context, i int, opts scenario.RunOptions) error {
		r, err := scenarios[i].Run(ctx, opts)
		if err != nil {
			return fmt.Errorf("%s: %w", scenarios[i].Name, err)
		}
		h := r.Headline()
		rows[i] = tableRow{Name: r.Scenario.Name, Title: r.Scenario.Heading(), Status: planStatus(r), Figures: h.Figures, headline: h}
		mu.Lock()
		defer mu.Unlock()
		done++
		p.tell(fmt.Sprintf("%d of %d scenarios planned", done, len(scenarios)))
		return nil
	})
	return rows, err
}

func planStatus(r *scenario.Result) string {
	if r.Plan == nil {
		return r.PlanRefused
	}
	_, out := r.Plan.Main()
	return out.Status.String()
}

func (o tableOptions) render(rows []tableRow) ([]byte, error) {
	var b bytes.Buffer
	switch {
	case o.asJSON:
		err := printJSON(&b, rows)
		return b.Bytes(), err
	case o.csv:
		return tableCSV(rows)
	case o.markdown:
		tableMarkdown(&b, rows)
	default:
		g := tableGrid(rows)
		g.print(&b)
	}
	return b.Bytes(), nil
}

func tableCSV(rows []tableRow) ([]byte, error) {
	var out [][]string
	for _, r := range rows {
		for _, f := range r.Figures {
			out = append(out, []string{r.Name, f.ID, table.FormatNumber(f.Value), f.Text, f.Unit, string(f.Evidence)})
		}
	}
	return table.Encode([]string{"scenario", "figure", "value", "text", "unit", "evidence"}, out)
}

// tableColumns are the figures that planners compare.
var tableColumns = []struct {
	head     string
	decimals int
	value    func(r, joint scenario.Headline) float64
}{
	{"sites", 0, func(r, _ scenario.Headline) float64 { return headlineValue(r, "plan_sites") }},
	{"IT MW", 0, func(r, _ scenario.Headline) float64 { return headlineValue(r, "plan_it_mw") }},
	{"not served %", 1, func(r, _ scenario.Headline) float64 { return headlineValue(r, "plan_unserved_pct") }},
	{"cost tn ¥", 2, func(r, _ scenario.Headline) float64 { return headlineValue(r, "plan_npv_bjpy") / 1000 }},
	{"vs joint tn ¥", 2, func(r, joint scenario.Headline) float64 {
		return (headlineValue(r, "plan_npv_bjpy") - headlineValue(joint, "plan_npv_bjpy")) / 1000
	}},
	{"metros %", 0, func(r, _ scenario.Headline) float64 { return headlineValue(r, "plan_metro_pct") }},
	{"mean ms", 1, func(r, _ scenario.Headline) float64 { return headlineValue(r, "plan_rtt_ms") }},
	{"g/kWh", 0, func(r, _ scenario.Headline) float64 { return headlineValue(r, "plan_carbon_g_kwh") }},
	{"lines, fiber bn ¥", 1, func(r, _ scenario.Headline) float64 {
		return headlineValue(r, "plan_lines_bjpy") + headlineValue(r, "plan_ties_bjpy") + headlineValue(r, "plan_spans_bjpy")
	}},
	{"Nankai day 3 %", 0, func(r, _ scenario.Headline) float64 { return headlineValue(r, "alive_nankai_h72_pct") }},
	{"¥/IT-kWh", 0, func(r, _ scenario.Headline) float64 { return headlineValue(r, "lcoc_jpy_kwh") }},
	{"retained %", 1, func(r, _ scenario.Headline) float64 { return headlineValue(r, "retained_pct") }},
	{"gap %", 1, func(r, _ scenario.Headline) float64 { return headlineValue(r, "plan_gap_pct") }},
}

func headlineValue(h scenario.Headline, id string) float64 {
	if f, ok := h.Figure(id); ok {
		return f.Value
	}
	return math.NaN()
}

func tableGrid(rows []tableRow) grid {
	g := grid{header: []string{"scenario"}, right: map[int]bool{}}
	for i, c := range tableColumns {
		g.header = append(g.header, c.head)
		g.right[i+1] = true
	}
	var joint scenario.Headline
	for _, r := range rows {
		if r.Name == "joint" {
			joint = r.headline
		}
	}
	for _, r := range rows {
		row := []string{r.Name}
		for _, c := range tableColumns {
			text := "—"
			if x := c.value(r.headline, joint); !math.IsNaN(x) {
				text = scenario.Thousands(x, c.decimals)
			}
			row = append(row, text)
		}
		g.rows = append(g.rows, row)
	}
	return g
}

func tableMarkdown(b *bytes.Buffer, rows []tableRow) {
	g := tableGrid(rows)
	line := func(cells []string) { fmt.Fprintf(b, "| %s |\n", strings.Join(cells, " | ")) }
	line(g.header)
	b.WriteString("|---|" + strings.Repeat("---:|", len(g.header)-1) + "\n")
	for _, row := range g.rows {
		row[0] = "`" + row[0] + "`"
		line(row)
	}
}
