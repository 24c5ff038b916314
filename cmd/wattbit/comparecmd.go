package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/table"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/score/method"
)

type compareOptions struct {
	scenarioOptions
	pageOptions
	methods []string
	top     int
	out     string
	with    []string // settings of one side more
	explain bool
	noPlan  bool
	force   bool
}

func newCompareCommand() *cobra.Command {
	var o compareOptions
	cmd := &cobra.Command{
		Use:   "compare [SCENARIO | A B…]",
		Short: "set runs beside each other, or ask other methods about one",
		Long: `compare A B … sets two or more runs beside each other. Each is the name or the
file of a scenario, which is run, or the folder of a finished run, which stands as
it is. --set changes every scenario; --with adds one side more, a copy of the last
that it changes: 'compare japan --with site.mw=300'. The first is compared with
each other one: which headline figures differ, which places entered and left the
top list, which assumptions differ, and which of them explain it. For that each
group of assumptions (a key such as site.mw, a gate, a criterion, the weights) is
switched by itself twice: alone, from A, and last, to B. Where assumptions act on
each other the two disagree, and what single effects do not explain is said as
interaction. Finished runs are repeated for it and must come to the same. A folder
of another version, an unfinished one and one whose files were changed are
refused. The joint plans are compared too (sites, MW, cost, round trips, carbon,
metro share), which takes a solve for each side and each switch; --no-plan compares
the rankings alone. -o writes the figures and effects as CSV, --report all of it as a
page. A run that a clock or an interrupt ended cannot be repeated: --explain=false
compares it without switching.

compare [SCENARIO] (default: japan) asks several methods of decision analysis
about the candidates that pass every gate, on the same values and weights,
and says how far each agrees with the ranking by score: who is first, how many of
the top list are the same, WS, weighted Spearman and Kendall's tau-b. It says
which methods' scores depend on the set of candidates, and how often neighbours
among the best 20 change places when another of them leaves. With -o it writes
the ranks by every method as CSV.

Methods that compare all pairs get the best 200. The methods are:
` + wrapped(scenario.MethodIDs()) + "\n" + exitHelp,
		Example: "  wattbit compare --methods topsis,vikor,promethee training\n" +
			"  wattbit compare japan training out/japan\n" +
			"  wattbit compare japan --with site.mw=300 --with fiber.profile=apn -o effects.csv --report compare.html",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 || len(o.with) > 0 || len(args) == 1 && isFolder(args[0]) {
				return runCompareSides(cmd, o, args)
			}
			for _, flag := range []string{"explain", "report"} {
				if cmd.Flags().Changed(flag) {
					return fmt.Errorf("%w: --%s is about two runs; expected A B or --with", errUsage, flag)
				}
			}
			o.name = firstOr(args, scenario.Default)
			return runCompare(cmd, o)
		},
	}
	o.bind(cmd)
	o.bindPage(cmd)
	cmd.Flags().StringSliceVar(&o.methods, "methods", nil, "ids joined by commas (default: the scenario's)")
	cmd.Flags().IntVar(&o.top, "top", 0, "how many candidates the top list holds (default: the scenario's)")
	overwrite(cmd, &o.force)
	cmd.Flags().StringVarP(&o.out, "output", "o", "", "CSV file for the figures and effects, or for the ranks by every method")
	cmd.Flags().StringArrayVar(&o.with, "with", nil, "add a copy of the last scenario with this change, such as site.mw=300 (may be repeated)")
	cmd.Flags().BoolVar(&o.noPlan, "no-plan", false, "compare the rankings alone and not the joint plans")
	cmd.Flags().BoolVar(&o.explain, "explain", true, "switch the assumptions that differ one group at a time")
	return cmd
}

// wrapped joins words into lines that fit a terminal.
func wrapped(words []string) string {
	const width = 78
	text, line := "", " "
	for _, word := range words {
		if len(line)+1+len(word) > width {
			text, line = text+line+"\n", " "
		}
		line += " " + word
	}
	return text + line
}

func runCompare(cmd *cobra.Command, o compareOptions) error {
	variants, err := variantsOf(o.methods)
	if err != nil {
		return err
	}
	if o.top < 0 {
		return fmt.Errorf("%w: --top %d; expected 1 or more", errUsage, o.top)
	}
	if err := o.room(o.out, o.force); err != nil {
		return err
	}
	o.rankingOnly = true
	r, err := o.run(cmd)
	if err != nil {
		return err
	}
	if len(o.methods) == 0 {
		if variants, err = variantsOf(r.Scenario.Uncertainty.Methods); err != nil {
			return err
		}
	}
	if o.top == 0 {
		o.top = r.Scenario.Report.Top
	}
	opinions, err := r.Ask(cmd.Context(), variants, o.top)
	if err != nil {
		return err
	}
	if o.out != "" {
		data, err := ranksCSV(r, opinions)
		if err != nil {
			return err
		}
		if err := emitOver(cmd.OutOrStdout(), o.out, data, o.force); err != nil {
			return err
		}
	}
	view := comparison{weighing: weighingTexts(r), Scenario: r.Scenario.Name, Candidates: len(r.Ranking.Order), TopK: o.top, Warnings: append([]string{}, r.Ranking.Warnings...), Methods: []opinionSummary{}}
	for _, opinion := range opinions {
		view.Methods = append(view.Methods, summarizeOpinion(r, opinion))
	}
	if o.asJSON {
		return printJSON(cmd.OutOrStdout(), view)
	}
	view.print(cmd.OutOrStdout())
	return nil
}

func variantsOf(ids []string) ([]method.Variant, error) {
	var out []method.Variant
	for _, id := range ids {
		v, err := scenario.MethodByID(id)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errUsage, err)
		}
		out = append(out, v)
	}
	return out, nil
}

// comparison is what compare prints.
type comparison struct {
	Scenario   string           `json:"scenario"`
	Candidates int              `json:"candidates"`
	TopK       int              `json:"top_k"`
	Methods    []opinionSummary `json:"methods"`
	Warnings   []string         `json:"warnings"`
	weighing   []string
}

type opinionSummary struct {
	ID           string        `json:"id"`
	Title        string        `json:"title"`
	Source       string        `json:"source"`
	Candidates   int           `json:"candidates"`
	First        []string      `json:"first"` // ids of those it ranks first
	SameFirst    bool          `json:"same_first"`
	SameTop      int           `json:"same_top"`
	WS           report.Number `json:"ws"`
	Spearman     report.Number `json:"weighted_spearman"`
	KendallB     report.Number `json:"kendall_tau_b"`
	DependsOnSet bool          `json:"depends_on_set"`
	// Reversals is null where the method's scores do not depend on the set.
	Reversals *int     `json:"reversals"`
	Warnings  []string `json:"warnings,omitempty"`
	Refused   string   `json:"refused,omitempty"`
	firstName string
}

// firstsNamed is how many candidates of a shared first rank are listed.
const firstsNamed = 20

func summarizeOpinion(r *scenario.Result, o scenario.Opinion) opinionSummary {
	s := opinionSummary{ID: o.Variant.ID, Title: o.Variant.Title, Source: o.Variant.Source, Candidates: o.Rows, First: []string{},
		SameFirst: o.Agreement.Winner, SameTop: o.SameTop, WS: report.Missing, Spearman: report.Missing, KendallB: report.Missing, DependsOnSet: o.Variant.DependsOnSet}
	if o.Agreement.Known {
		s.WS, s.Spearman, s.KendallB = report.Number(o.Agreement.WS), report.Number(o.Agreement.WeightedSpearman), report.Number(o.Agreement.KendallB)
	}
	if o.Checked {
		s.Reversals = &o.Reversals
	}
	if o.Err != nil {
		s.Refused = o.Err.Error()
		return s
	}
	s.Warnings = o.Outcome.Warnings
	shared := 0
	for i, rank := range o.Ranks {
		if rank != 1 {
			continue
		}
		c := r.Table.Candidates[r.Ranking.Order[i]]
		if shared++; shared == 1 {
			s.firstName = c.Name
		}
		if shared <= firstsNamed {
			s.First = append(s.First, c.ID)
		}
	}
	if shared > 1 {
		s.firstName += fmt.Sprintf(" and %d more", shared-1)
	}
	return s
}

func (c comparison) print(w io.Writer) {
	fmt.Fprintf(w, "Agreement with the ranking by score of %s that pass in scenario %s\n", scenario.Thousands(float64(c.Candidates), 0), c.Scenario)
	g := grid{header: []string{"method", "asked about", "first", fmt.Sprintf("same top %d", c.TopK), "WS", "weighted Spearman", "Kendall tau-b", "rank reversals"}, right: map[int]bool{1: true, 3: true, 4: true, 5: true, 6: true}}
	for _, m := range c.Methods {
		if m.Refused != "" {
			g.rows = append(g.rows, []string{m.ID, fmt.Sprint(m.Candidates), "does not apply", "", "", "", "", ""})
			continue
		}
		g.rows = append(g.rows, []string{m.ID, scenario.Thousands(float64(m.Candidates), 0), clip(m.firstName, 30), fmt.Sprint(m.SameTop),
			figureText(m.WS, 3), figureText(m.Spearman, 3), figureText(m.KendallB, 3), reversalText(m)})
	}
	g.print(w)
	for _, m := range c.Methods {
		if m.Refused != "" {
			fmt.Fprintf(w, "  %s: %s\n", m.ID, m.Refused)
		}
		for _, warning := range m.Warnings {
			if !strings.HasPrefix(warning, "scores depend on") { // the last line says it for all
				fmt.Fprintf(w, "  %s: %s\n", m.ID, warning)
			}
		}
	}
	for _, text := range c.weighing {
		fmt.Fprintf(w, "  %s\n", text)
	}
	fmt.Fprintf(w, "  Where ranks can reverse, scores depend on the candidate set: adding a candidate may change the order of the others.\n")
}

func reversalText(m opinionSummary) string {
	switch {
	case !m.DependsOnSet:
		return "cannot"
	case m.Reversals == nil:
		return "can; not checked"
	case *m.Reversals == 0:
		return "can; none among the best 20"
	}
	return fmt.Sprintf("can; %d among the best 20", *m.Reversals)
}

// ranksCSV has a row for each candidate and a column for each method.
func ranksCSV(r *scenario.Result, opinions []scenario.Opinion) ([]byte, error) {
	header := []string{"rank", "id", "name"}
	n := 0
	for _, o := range opinions {
		header = append(header, o.Variant.ID)
		n = max(n, o.Rows)
	}
	var rows [][]string
	for i, row := range r.Ranking.Order[:n] {
		cells := []string{strconv.Itoa(r.Ranking.Rank[row]), r.Figures.IDs[row], r.Table.Candidates[row].Name}
		for _, o := range opinions {
			cell := ""
			if i < len(o.Ranks) {
				cell = strconv.Itoa(o.Ranks[i])
			}
			cells = append(cells, cell)
		}
		rows = append(rows, cells)
	}
	return table.Encode(header, rows)
}
