package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/internal/nearname"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/score"
	"github.com/wattbit/wattbit/model/site"
)

type explainOptions struct {
	scenarioOptions
	candidate string
	top       int
	ofPlan    bool
	search    planOptions
}

func newExplainCommand() *cobra.Command {
	var o explainOptions
	cmd := &cobra.Command{
		Use:   "explain CANDIDATE",
		Short: "say why a candidate stands where it stands, and what would change it",
		Long: `explain decomposes the score of one candidate, named by its id or by its English
or Japanese name: what each criterion brings, with figure, evidence and source;
the gates; and the smallest change of each single figure that would bring it
into the top.

With --plan it says why the candidate is in the joint plan or out of it: what it
serves, its costs beside those of the site that would take its place, what a plan
that decides otherwise costs more (found, and proven), and at which cost the
decision turns. That takes two solves.` + "\n" + exitHelp,
		Example: "  wattbit explain 12231\n  wattbit explain 石狩市 --scenario training --json\n  wattbit explain --plan 12231",
		Args:    arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.candidate = args[0]
			return runExplain(cmd, o)
		},
	}
	o.bind(cmd)
	o.search.bindSearch(cmd)
	cmd.Flags().BoolVar(&o.ofPlan, "plan", false, "say why it is in the joint plan or out of it")
	cmd.Flags().StringVar(&o.name, "scenario", scenario.Default, "built-in scenario or path")
	cmd.Flags().IntVar(&o.top, "top", 0, "how many candidates the top list holds (default: the scenario's)")
	return cmd
}

func runExplain(cmd *cobra.Command, o explainOptions) error {
	o.rankingOnly = true
	if cmd.Flags().Changed("top") && o.top < 1 {
		return fmt.Errorf("%w: --top %d; expected 1 or more", errUsage, o.top)
	}
	if o.ofPlan {
		return runExplainPlan(cmd, o)
	}
	for _, flag := range []string{"time-limit", "solver"} {
		if cmd.Flags().Changed(flag) {
			return fmt.Errorf("%w: --%s is for --plan", errUsage, flag)
		}
	}
	r, err := o.run(cmd)
	if err != nil {
		return err
	}
	if o.top == 0 {
		o.top = r.Scenario.Report.Top
	}
	row, err := findCandidate(r, o.candidate)
	if err != nil {
		return err
	}
	e, err := r.Explain(r.Figures.IDs[row], o.top)
	if err != nil {
		return err
	}
	view := explanationView(r, row, e)
	if view.Connections, err = connectionViews(r, row); err != nil {
		return err
	}
	if o.asJSON {
		return printJSON(cmd.OutOrStdout(), view)
	}
	view.print(cmd.OutOrStdout())
	return nil
}

// findCandidate finds a row by id, else by a name that only one row has.
func findCandidate(r *scenario.Result, name string) (int, error) {
	if row := slices.Index(r.Figures.IDs, name); row >= 0 {
		return row, nil
	}
	var found []int
	for i, c := range r.Table.Candidates {
		if strings.EqualFold(c.Name, name) || c.NameLocal == name {
			found = append(found, i)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	if len(found) > 1 {
		return 0, usageError{fmt.Errorf("candidate %q is ambiguous: %s", name, candidateList(r, found))}
	}
	near := nearname.Find(name, len(r.Table.Candidates), func(i int) []string {
		c := &r.Table.Candidates[i]
		return []string{c.ID, c.Name, c.NameLocal}
	})
	for _, m := range near {
		found = append(found, m.Index)
	}
	if len(found) == 0 {
		return 0, usageError{fmt.Errorf("no candidate %q in scenario %s; scores.csv of a run lists them all", name, r.Scenario.Name)}
	}
	return 0, usageError{fmt.Errorf("no candidate is called %q; near it: %s", name, candidateList(r, found))}
}

func candidateList(r *scenario.Result, rows []int) string {
	var parts []string
	for _, row := range rows[:min(8, len(rows))] {
		c := r.Table.Candidates[row]
		parts = append(parts, fmt.Sprintf("%s (%s %s, %s)", c.ID, c.Name, c.NameLocal, r.RegionName(c.Region)))
	}
	if len(rows) > 8 {
		parts = append(parts, fmt.Sprintf("%d more", len(rows)-8))
	}
	return strings.Join(parts, ", ")
}

// explanation is what explain prints.
type explanation struct {
	Scenario    string            `json:"scenario"`
	Candidate   candidateSummary  `json:"candidate"`
	Status      string            `json:"status"`
	BestRank    int               `json:"best_rank"`
	WorstRank   int               `json:"worst_rank"`
	Of          int               `json:"of"`
	Gates       []gateView        `json:"gates"`
	Criteria    []criterionView   `json:"criteria"`
	Standing    scenario.Standing `json:"standing"`
	Connections []connectionView  `json:"connections"`
	TopK        int               `json:"top_k"`
	Threshold   report.Number     `json:"threshold"`
	Changes     []changeView      `json:"changes"`
	Notes       []string          `json:"notes"`
}

type gateView struct {
	ID     string        `json:"id"`
	Title  string        `json:"title"`
	Rule   string        `json:"rule"`
	State  string        `json:"state"`
	Figure report.Number `json:"figure"`
	text   string
}

type criterionView struct {
	ID        string         `json:"id"`
	Title     string         `json:"title"`
	Figure    report.Number  `json:"figure"`
	Unit      string         `json:"unit"`
	LeadsTo   string         `json:"leads_to,omitempty"`
	Value     report.Number  `json:"value"`
	Points    report.Number  `json:"points"`
	MaxPoints report.Number  `json:"max_points"`
	Evidence  atlas.Evidence `json:"evidence"`
	Source    string         `json:"source"`
	text      string
}

type changeView struct {
	Indicator string        `json:"indicator"`
	From      report.Number `json:"from"`
	To        report.Number `json:"to"`
	Possible  bool          `json:"possible"`
	Why       string        `json:"why"`
	text      string
}

func explanationView(r *scenario.Result, row int, e *score.Explanation) explanation {
	v := explanation{
		Scenario: r.Scenario.Name, Candidate: summarizeCandidate(r, row), Status: e.Status.String(),
		BestRank: e.BestRank, WorstRank: e.WorstRank, Of: len(r.Ranking.Order),
		Standing: r.Standing(row), TopK: e.TopK, Threshold: percent(e.Threshold),
	}
	for _, g := range e.Gates {
		indicator := r.Table.Column(g.Gate.Column).Indicator
		v.Gates = append(v.Gates, gateView{g.Gate.ID, g.Gate.Title, gateRule(g.Gate), g.State.String(), report.Number(g.Figure), scenario.Format(indicator, g.Figure)})
	}
	for _, c := range e.Contributions {
		v.Criteria = append(v.Criteria, criterionRow(r, row, c))
	}
	slices.SortStableFunc(v.Criteria, func(a, b criterionView) int { return cmp.Compare(b.MaxPoints, a.MaxPoints) })
	for _, c := range e.Changes {
		indicator := r.Table.Column(c.Column).Indicator
		v.Changes = append(v.Changes, changeView{indicator.ID, report.Number(c.From), report.Number(c.To), c.Possible, c.Why, changeText(indicator, c)})
	}
	for _, warning := range r.Warnings {
		v.Notes = append(v.Notes, "Warning: "+warning)
	}
	for _, n := range r.Notes() {
		if n.Candidate == r.Figures.IDs[row] {
			v.Notes = append(v.Notes, n.Text)
		}
	}
	return v
}

func criterionRow(r *scenario.Result, row int, c score.Contribution) criterionView {
	k := slices.IndexFunc(r.Model.Criteria, func(m score.Criterion) bool { return m.ID == c.Criterion })
	column := r.Table.Column(r.Model.Criteria[k].Column)
	v := criterionView{
		ID: c.Criterion, Title: c.Name, Figure: report.Number(c.Figure), Unit: c.Unit, Value: report.Number(c.Value),
		Points: percent(c.Points), MaxPoints: percent(c.Weight), text: scenario.Format(column.Indicator, c.Figure),
	}
	if origin, ok := r.Table.Origin(column, row); ok {
		v.Evidence, v.Source = origin.Evidence, origin.Source
	}
	if object, ok := column.Object(row); ok {
		v.LeadsTo = strings.TrimSpace(object.Name+" "+object.NameLocal) + placeRange(column, row)
	}
	return v
}

func changeText(indicator site.Indicator, c score.Change) string {
	if !c.Possible {
		return fmt.Sprintf("%s: %s", indicator.Name, c.Why)
	}
	return fmt.Sprintf("%s from %s to %s", indicator.Name, scenario.Format(indicator, c.From), scenario.Format(indicator, c.To))
}

func (v explanation) print(w io.Writer) {
	c := v.Candidate
	fmt.Fprintf(w, "%s  %s, %s area, id %s\n", bold(w, strings.TrimSpace(c.Name+" "+c.NameLocal)), c.Region, c.Area, c.ID)
	if c.Rank > 0 && v.Status == score.Unknown.String() {
		fmt.Fprintf(w, "Not ranked in scenario %s: a gate cannot be judged. If it passed, rank %d, score %s of 100\n", v.Scenario, c.Rank, scoreText(c))
	} else if c.Rank > 0 {
		fmt.Fprintf(w, "Rank %d of the %d that pass in scenario %s, score %s of 100\n", c.Rank, v.Of, v.Scenario, scoreText(c))
	} else {
		fmt.Fprintf(w, "Not ranked in scenario %s: a gate fails. Its score would be %s of 100\n", v.Scenario, scoreText(c))
	}
	fmt.Fprintf(w, "\nGates\n")
	gates := grid{header: []string{"state", "gate", "rule", "figure"}, right: map[int]bool{3: true}}
	for _, g := range v.Gates {
		gates.rows = append(gates.rows, []string{g.State, g.Title, g.Rule, g.text})
	}
	gates.print(w)
	fmt.Fprintf(w, "\nWhere the points come from\n")
	criteria := grid{header: []string{"criterion", "figure", "points", "of", "evidence", "leads to", "source"}, right: map[int]bool{1: true, 2: true, 3: true}}
	var sources []string
	for _, k := range v.Criteria {
		criteria.rows = append(criteria.rows, []string{k.Title, k.text, figureText(k.Points, 1), figureText(k.MaxPoints, 1), string(k.Evidence), clip(k.LeadsTo, 48), sourceMark(&sources, k.Source)})
	}
	criteria.print(w)
	for i, source := range sources {
		fmt.Fprintf(w, "  [%d] %s\n", i+1, source)
	}
	v.printConnections(w)
	v.printChanges(w)
	for _, note := range v.Notes {
		fmt.Fprintf(w, "\n%s\n", note)
	}
}

// sourceMark numbers the distinct sources in the order of first use.
func sourceMark(sources *[]string, source string) string {
	if source == "" {
		return ""
	}
	i := slices.Index(*sources, source)
	if i < 0 {
		i = len(*sources)
		*sources = append(*sources, source)
	}
	return fmt.Sprintf("[%d]", i+1)
}

func (v explanation) printChanges(w io.Writer) {
	if len(v.Changes) == 0 {
		fmt.Fprintf(w, "\nIt is in the top %d already.\n", v.TopK)
		return
	}
	fmt.Fprintf(w, "\nWhat alone would bring it into the top %d (%.1f points)\n", v.TopK, v.Threshold)
	for _, c := range v.Changes {
		if c.Possible {
			fmt.Fprintf(w, "  %s\n", c.text)
		}
	}
	impossible := 0
	for _, c := range v.Changes {
		if !c.Possible {
			impossible++
		}
	}
	if impossible > 0 {
		fmt.Fprintf(w, "  Of the other %d criteria no change of one figure alone would be enough.\n", impossible)
	}
}

func (v explanation) printConnections(w io.Writer) {
	if len(v.Connections) == 0 {
		return
	}
	fmt.Fprintf(w, "\nWays to connect, the best first (modelled; cost with its range)\n")
	g := grid{header: []string{"substation", "class", "route km", "firm MW", "flexible MW", "bn JPY", "years", "what stops it"}, right: map[int]bool{2: true, 3: true, 4: true, 5: true, 6: true}}
	for _, c := range v.Connections {
		g.rows = append(g.rows, []string{clip(c.Name, 36), c.Class, figureText(c.RouteKm, 1), figureText(c.FirmMW, 0), figureText(c.FlexibleMW, 0),
			fmt.Sprintf("%.1f (%.1f–%.1f)", c.CostJPY/1e9, c.CostLowJPY/1e9, c.CostHighJPY/1e9), fmt.Sprintf("%s (%.1f–%.1f)", figureText(c.Years, 1), c.YearsLow, c.YearsHigh), clip(c.Binding, 90)})
	}
	g.print(w)
}
