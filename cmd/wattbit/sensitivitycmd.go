package main

import (
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/score/sensitivity"
)

type sensitivityOptions struct {
	force bool
	scenarioOptions
	top    int
	morris int
	sobol  int
	out    string
}

func newSensitivityCommand() *cobra.Command {
	var o sensitivityOptions
	cmd := &cobra.Command{
		Use:   "sensitivity [SCENARIO]",
		Short: "say what would topple a ranking",
		Long: `sensitivity finds, for a scenario (default: japan), the smallest change of each
criterion's weight that topples the first and that changes the top list, in closed
form, and the least weight that must move between criteria in any way. Its tornado
moves each weight of the first by half of itself, and each figure that is not
exact from its 5 % to its 95 % quantile together with all that share its error.

--morris and --sobol screen the lead of the first over the best of the others on
all weights and figures at once: which input matters (μ*, total index), and which
acts through others (σ, total less first). With -o it writes sensitivity.csv.` + "\n" + exitHelp,
		Example: "  wattbit sensitivity training\n  wattbit sensitivity --morris 20 --sobol 512 --json",
		Args:    arguments(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.name = firstOr(args, scenario.Default)
			return runSensitivity(cmd, o)
		},
	}
	o.bind(cmd)
	flags := cmd.Flags()
	flags.IntVar(&o.top, "top", 0, "how many candidates the top list holds (default: the scenario's)")
	flags.IntVar(&o.morris, "morris", 0, "trajectories of Morris's screening, such as 20; 0 leaves it out")
	flags.IntVar(&o.sobol, "sobol", 0, "samples of Sobol's indices, best a power of 2, such as 512; 0 leaves them out")
	overwrite(cmd, &o.force)
	flags.StringVarP(&o.out, "output", "o", "", "CSV file for the changes and the tornado")
	return cmd
}

// Limits of the screenings.
const (
	maxTrajectories = 10_000
	maxSobol        = 1 << 16
)

func (o *sensitivityOptions) check() error {
	switch {
	case o.top < 0 || o.top > 100:
		return fmt.Errorf("%w: --top %d; expected 1 to 100", errUsage, o.top)
	case o.morris != 0 && (o.morris < 2 || o.morris > maxTrajectories):
		return fmt.Errorf("%w: --morris %d; expected 2 to %d", errUsage, o.morris, maxTrajectories)
	case o.sobol != 0 && (o.sobol < 2 || o.sobol > maxSobol):
		return fmt.Errorf("%w: --sobol %d; expected 2 to %d", errUsage, o.sobol, maxSobol)
	}
	return nil
}

func runSensitivity(cmd *cobra.Command, o sensitivityOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	if o.top > 0 {
		o.settings = append(o.settings, fmt.Sprintf("uncertainty.top=%d", o.top))
	}
	o.rankingOnly = true
	r, err := o.run(cmd)
	if err != nil {
		return err
	}
	a, err := r.Sensitivity(cmd.Context())
	if err != nil {
		return err
	}
	view := sensitivityOf(r, a)
	if o.morris+o.sobol > 0 {
		screening, err := r.Screen(cmd.Context(), a, o.morris, o.sobol)
		if err != nil {
			return err
		}
		view.addScreening(r, screening)
	}
	if o.out != "" {
		data, err := r.SensitivityCSV(a)
		if err != nil {
			return err
		}
		if err := emitOver(cmd.OutOrStdout(), o.out, data, o.force); err != nil {
			return err
		}
	}
	if o.asJSON {
		return printJSON(cmd.OutOrStdout(), view)
	}
	view.print(cmd.OutOrStdout())
	return nil
}

// sensitivityView is what sensitivity prints.
type sensitivityView struct {
	Scenario string         `json:"scenario"`
	First    string         `json:"first"`
	Score    report.Number  `json:"score"`
	TopK     int            `json:"top_k"`
	Changes  []flipView     `json:"changes"`
	Shifts   []shiftView    `json:"least_shifts"`
	Tornado  []barView      `json:"tornado"`
	Lead     *report.Number `json:"lead,omitempty"` // of the first over the best of the others, points
	Screened []screenView   `json:"screening,omitempty"`
	Warnings []string       `json:"warnings"`
	sentence []string
	name     string
	sampled  [2]int
}

// flipView is the smallest change of one weight that changes a list.
type flipView struct {
	List      string        `json:"list"`
	Criterion string        `json:"criterion"`
	From      report.Number `json:"from"`
	To        report.Number `json:"to"` // null when no weight does it
	Out       string        `json:"out,omitempty"`
	In        string        `json:"in,omitempty"`
	texts     [3]string     // names of criterion, out and in
}

// shiftView is the least weight that must move to change a list.
type shiftView struct {
	List    string                   `json:"list"`
	Moved   report.Number            `json:"moved"`
	Weights map[string]report.Number `json:"weights"`
	Out     string                   `json:"out"`
	In      string                   `json:"in"`
}

type barView struct {
	Criterion string        `json:"criterion"`
	Kind      string        `json:"kind"` // weight or figure
	Low       report.Number `json:"low"`
	High      report.Number `json:"high"`
	ScoreLow  report.Number `json:"score_low"`
	ScoreHigh report.Number `json:"score_high"`
	RankLow   int           `json:"rank_low"`
	RankHigh  int           `json:"rank_high"`
	text      string
}

type screenView struct {
	Criterion string         `json:"criterion"`
	Kind      string         `json:"kind"`
	MeanAbs   *report.Number `json:"morris_mean_abs,omitempty"`
	Deviation *report.Number `json:"morris_deviation,omitempty"`
	First     *report.Number `json:"sobol_first,omitempty"`
	FirstErr  *report.Number `json:"sobol_first_error,omitempty"`
	Total     *report.Number `json:"sobol_total,omitempty"`
	TotalErr  *report.Number `json:"sobol_total_error,omitempty"`
	name      string
}

func sensitivityOf(r *scenario.Result, a *scenario.Robustness) *sensitivityView {
	v := &sensitivityView{Scenario: r.Scenario.Name, First: a.Matrix.IDs[0], Score: percent(r.Ranking.Score[a.Rows[0]]), TopK: a.Top,
		Changes: []flipView{}, Shifts: []shiftView{}, Tornado: []barView{}, Warnings: append([]string{}, r.Ranking.Warnings...),
		sentence: append(changeSentences(r, a), weighingTexts(r)...), name: r.Table.Candidates[a.Rows[0]].Name}
	v.Changes = append(flipViews(r, a, "first", a.Winner), flipViews(r, a, topName(a), a.TopK)...)
	v.addShift(a, "first", a.WinnerShift)
	v.addShift(a, topName(a), a.TopKShift)
	for _, b := range a.Tornado {
		v.Tornado = append(v.Tornado, barOf(r, a, b))
	}
	return v
}

func flipViews(r *scenario.Result, a *scenario.Robustness, list string, flips []sensitivity.Flip) []flipView {
	out := []flipView{}
	for _, f := range flips {
		v := flipView{List: list, Criterion: a.Matrix.Criteria[f.Criterion], From: report.Number(f.From), To: report.Number(f.To)}
		v.texts[0] = r.Model.Criteria[f.Criterion].Name
		if f.Possible {
			v.Out, v.In = a.Matrix.IDs[f.Out], a.Matrix.IDs[f.In]
			v.texts[1], v.texts[2] = r.Table.Candidates[a.Rows[f.Out]].Name, r.Table.Candidates[a.Rows[f.In]].Name
		}
		out = append(out, v)
	}
	slices.SortStableFunc(out, func(x, y flipView) int { return compareChange(x, y) })
	return out
}

// compareChange puts the smallest change first and impossible ones last.
func compareChange(x, y flipView) int {
	size := func(f flipView) float64 {
		if !f.To.Known() {
			return math.Inf(1)
		}
		return math.Abs(float64(f.To - f.From))
	}
	switch a, b := size(x), size(y); {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (v *sensitivityView) addShift(a *scenario.Robustness, list string, s sensitivity.Shift) {
	if !s.Possible {
		return
	}
	weights := map[string]report.Number{}
	for k, w := range s.Weights {
		weights[a.Matrix.Criteria[k]] = report.Number(w)
	}
	v.Shifts = append(v.Shifts, shiftView{list, report.Number(s.Moved), weights, a.Matrix.IDs[s.Out], a.Matrix.IDs[s.In]})
}

func barOf(r *scenario.Result, a *scenario.Robustness, b scenario.Bar) barView {
	v := barView{Criterion: a.Matrix.Criteria[b.Criterion], Kind: "weight", Low: report.Number(b.Low), High: report.Number(b.High),
		ScoreLow: percent(b.ScoreLow), ScoreHigh: percent(b.ScoreHigh), RankLow: b.RankLow, RankHigh: b.RankHigh}
	if b.Figure {
		v.Kind = "figure"
	}
	v.text = barText(r, b)
	return v
}

// barText says between which ends a bar of the tornado moves.
func barText(r *scenario.Result, b scenario.Bar) string {
	if !b.Figure {
		return fmt.Sprintf("weight %.1f–%.1f %%", 100*b.Low, 100*b.High)
	}
	if math.IsNaN(b.Low) {
		return "missing: any value"
	}
	indicator := r.Table.Column(r.Model.Criteria[b.Criterion].Column).Indicator
	return scenario.Thousands(b.Low, min(indicator.Decimals(), 1)) + "–" + scenario.Format(indicator, b.High)
}

func (v *sensitivityView) addScreening(r *scenario.Result, s *scenario.Screening) {
	lead := report.Number(s.Lead)
	v.Lead = &lead
	number := func(x float64) *report.Number { n := report.Number(x); return &n }
	for i, in := range s.Inputs {
		c := r.Model.Criteria[in.Criterion]
		row := screenView{Criterion: c.ID, Kind: "weight", name: c.Name}
		if in.Figure {
			row.Kind = "figure"
		}
		if m := s.Morris; m != nil {
			row.MeanAbs, row.Deviation = number(m.MeanAbs[i]), number(m.Deviation[i])
			v.sampled[0] = m.Trajectories
		}
		if x := s.Sobol; x != nil {
			row.First, row.FirstErr, row.Total, row.TotalErr = number(x.First[i]), number(x.FirstError[i]), number(x.Total[i]), number(x.TotalError[i])
			v.sampled[1] = x.Samples
		}
		v.Screened = append(v.Screened, row)
	}
	weight := func(row screenView) report.Number {
		if row.Total != nil {
			return *row.Total
		}
		return *row.MeanAbs
	}
	slices.SortStableFunc(v.Screened, func(x, y screenView) int {
		if weight(x) > weight(y) {
			return -1
		}
		if weight(x) < weight(y) {
			return 1
		}
		return 0
	})
}

func (v *sensitivityView) print(w io.Writer) {
	fmt.Fprintf(w, "%s is first in scenario %s with %.1f of 100 points\n", bold(w, v.name), v.Scenario, v.Score)
	for _, text := range v.sentence {
		fmt.Fprintf(w, "  %s\n", text)
	}
	for _, list := range []string{"first", fmt.Sprintf("top %d", v.TopK)} {
		v.printChanges(w, list)
	}
	fmt.Fprintf(w, "\nTornado of %s: each weight by half of itself, each figure from its 5 %% to its 95 %% quantile\n", v.name)
	g := grid{header: []string{"criterion", "moves", "score", "rank"}, right: map[int]bool{2: true, 3: true}}
	for _, b := range v.Tornado {
		g.rows = append(g.rows, []string{b.Criterion, b.text, fmt.Sprintf("%.1f → %.1f", b.ScoreLow, b.ScoreHigh), fmt.Sprintf("%d → %d", b.RankLow, b.RankHigh)})
	}
	g.print(w)
	v.printScreening(w)
}

func (v *sensitivityView) printChanges(w io.Writer, list string) {
	g := grid{header: []string{"weight of", "from", "to", "leaves", "enters"}, right: map[int]bool{1: true, 2: true}}
	for _, f := range v.Changes {
		if f.List != list {
			continue
		}
		row := []string{f.texts[0], fmt.Sprintf("%.1f %%", 100*f.From), "no weight does it", "", ""}
		if f.To.Known() {
			row[2], row[3], row[4] = fmt.Sprintf("%.1f %%", 100*f.To), f.texts[1], f.texts[2]
		}
		g.rows = append(g.rows, row)
	}
	if len(g.rows) > 0 {
		fmt.Fprintf(w, "\nSmallest change of one weight that changes the %s, the others keeping their proportions\n", list)
		g.print(w)
	}
}

func (v *sensitivityView) printScreening(w io.Writer) {
	if v.Lead == nil {
		return
	}
	fmt.Fprintf(w, "\nWhat the lead of %.2f points hangs on", *v.Lead)
	if v.sampled[0] > 0 {
		fmt.Fprintf(w, "; Morris, %d trajectories", v.sampled[0])
	}
	if v.sampled[1] > 0 {
		fmt.Fprintf(w, "; Sobol, %d samples", v.sampled[1])
	}
	fmt.Fprintln(w)
	g := grid{header: []string{"input", "", "μ*", "σ", "first order", "total"}, right: map[int]bool{2: true, 3: true, 4: true, 5: true}}
	for _, s := range v.Screened {
		row := []string{s.Kind, s.name, "", "", "", ""}
		if s.MeanAbs != nil {
			row[2], row[3] = fmt.Sprintf("%.2f", *s.MeanAbs), fmt.Sprintf("%.2f", *s.Deviation)
		}
		if s.First != nil {
			row[4] = fmt.Sprintf("%.3f ± %.3f", *s.First, *s.FirstErr)
			row[5] = fmt.Sprintf("%.3f ± %.3f", *s.Total, *s.TotalErr)
		}
		g.rows = append(g.rows, row)
	}
	g.print(w)
}
