package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/table"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/score/method"
)

// methodOptions choose another method than the score.
type methodOptions struct {
	method     string
	on         string
	thresholds string
}

func (o *methodOptions) bind(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&o.method, "method", "", "rank by another method: "+strings.Join(scenario.MethodIDs(), ", "))
	flags.StringVar(&o.on, "on", "values", "what --method ranks: values (0 worst to 1 best) or figures as they are")
	flags.StringVar(&o.thresholds, "thresholds", "", "Q,P or Q,P,VETO as differences of values, for electre-3, electre-tri and promethee")
}

// variant checks the flags and finds the method.
func (o *methodOptions) variant() (method.Variant, error) {
	if o.method == "" {
		if o.thresholds != "" {
			return method.Variant{}, fmt.Errorf("%w: --thresholds needs --method", errUsage)
		}
		return method.Variant{}, nil
	}
	if o.on != "values" && o.on != "figures" {
		return method.Variant{}, fmt.Errorf("%w: --on %q; expected values or figures", errUsage, o.on)
	}
	if o.thresholds != "" && o.on == "figures" {
		return method.Variant{}, fmt.Errorf("%w: --thresholds are differences of values; leave out --on figures", errUsage)
	}
	v, err := scenario.MethodByID(o.method)
	if err != nil {
		return v, fmt.Errorf("%w: %w", errUsage, err)
	}
	return v, nil
}

// withThresholds reads Q,P or Q,P,VETO.
func (o *methodOptions) withThresholds(r *scenario.Result, v method.Variant) (method.Variant, error) {
	if o.thresholds == "" {
		return v, nil
	}
	var numbers []float64
	for text := range strings.SplitSeq(o.thresholds, ",") {
		x, ok := table.ParseNumber([]byte(strings.TrimSpace(text)))
		if !ok {
			return v, fmt.Errorf("%w: --thresholds %q: found %q; expected a number", errUsage, o.thresholds, text)
		}
		numbers = append(numbers, x)
	}
	var veto *float64
	switch len(numbers) {
	case 2:
	case 3:
		veto = &numbers[2]
	default:
		return v, fmt.Errorf("%w: --thresholds %q; expected Q,P or Q,P,VETO", errUsage, o.thresholds)
	}
	v, err := r.WithThresholds(v, numbers[0], numbers[1], veto)
	if err != nil {
		return v, fmt.Errorf("%w: %w", errUsage, err)
	}
	return v, nil
}

// rankByMethod is score --method.
func rankByMethod(cmd *cobra.Command, r *scenario.Result, o scoreOptions, v method.Variant) error {
	v, err := o.withThresholds(r, v)
	if err != nil {
		return err
	}
	ranking, err := r.RankBy(cmd.Context(), v, o.on == "figures")
	if err != nil {
		return err
	}
	view := methodView(r, o.on, ranking)
	if o.out != "" {
		data, err := view.csv()
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
	view.print(cmd.OutOrStdout(), r.Scenario.Report.Top)
	return nil
}

// methodRanking is what score --method prints.
type methodRanking struct {
	Scenario      string           `json:"scenario"`
	Method        string           `json:"method"`
	Title         string           `json:"title"`
	Source        string           `json:"source"`
	On            string           `json:"on"`
	DependsOnSet  bool             `json:"depends_on_set"`
	LowerIsBetter bool             `json:"lower_is_better"`
	Sorting       bool             `json:"sorting"` // scores are categories, 0 the worst
	Passed        int              `json:"passed"`
	Warnings      []string         `json:"warnings"`
	Ranking       []methodRankView `json:"ranking"`
	texts         []string         // what is printed below the table
}

type methodRankView struct {
	Rank        int           `json:"rank"`
	ID          string        `json:"id"`
	Name        string        `json:"name"`
	NameLocal   string        `json:"name_local"`
	Region      string        `json:"region"`
	Score       report.Number `json:"score"`
	RankByScore int           `json:"rank_by_score"`
}

func methodView(r *scenario.Result, on string, m *scenario.MethodRanking) methodRanking {
	v := methodRanking{
		Scenario: r.Scenario.Name, Method: m.Variant.ID, Title: m.Variant.Title, Source: m.Variant.Source, On: on,
		DependsOnSet: m.Variant.DependsOnSet, LowerIsBetter: m.Outcome.LowerIsBetter, Sorting: m.Variant.Sorting,
		Passed: len(r.Ranking.Order), Warnings: []string{},
	}
	if len(m.Rows) < v.Passed {
		v.Warnings = append(v.Warnings, fmt.Sprintf("the method compares all pairs: it was asked about the best %d by score of %d that pass", len(m.Rows), v.Passed))
	}
	v.Warnings = append(v.Warnings, m.Outcome.Warnings...)
	v.texts = append(slices.Clone(v.Warnings), weighingTexts(r)...)
	v.Warnings = append(v.Warnings, r.Ranking.Warnings...)
	for n, row := range m.Rows {
		c := r.Table.Candidates[row]
		v.Ranking = append(v.Ranking, methodRankView{m.Ranks[n], c.ID, c.Name, c.NameLocal, r.RegionName(c.Region), report.Number(m.Scores[n]), r.Ranking.Rank[row]})
	}
	return v
}

func (v methodRanking) print(w io.Writer, top int) {
	fmt.Fprintf(w, "%s (%s) on %s of %d candidates that pass in scenario %s\n", bold(w, v.Title), v.Source, v.On, v.Passed, v.Scenario)
	head := "score, high is better"
	if v.LowerIsBetter {
		head = "score, low is better"
	}
	if v.Sorting {
		head = "category, 0 the worst"
	}
	g := grid{header: []string{"rank", "candidate", "", "prefecture", head, "rank by score"}, right: map[int]bool{0: true, 4: true, 5: true}}
	for _, c := range v.Ranking[:min(top, len(v.Ranking))] {
		g.rows = append(g.rows, []string{strconv.Itoa(c.Rank), clip(c.Name, 24), clip(c.NameLocal, 20), c.Region,
			strconv.FormatFloat(float64(c.Score), 'g', 5, 64), strconv.Itoa(c.RankByScore)})
	}
	g.print(w)
	if !v.DependsOnSet {
		fmt.Fprintf(w, "  scores do not depend on the candidate set\n")
	}
	for _, warning := range v.texts {
		fmt.Fprintf(w, "  %s\n", warning)
	}
}

func (v methodRanking) csv() ([]byte, error) {
	var rows [][]string
	for _, c := range v.Ranking {
		rows = append(rows, []string{strconv.Itoa(c.Rank), c.ID, c.Name, table.FormatNumber(float64(c.Score)), strconv.Itoa(c.RankByScore)})
	}
	return table.Encode([]string{"rank", "id", "name", "score", "rank_by_score"}, rows)
}
