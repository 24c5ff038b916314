package main

import (
	"fmt"
	"strings"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/scenario"
)

// findings are the sentences that a reader takes away.
func findings(r *scenario.Result) []string {
	if len(r.Ranking.Order) == 0 {
		return []string{"No candidate passes every gate."}
	}
	first := r.Ranking.Order[0]
	c := r.Table.Candidates[first]
	standing := r.MeanStanding(r.Ranking.Order)
	out := []string{
		fmt.Sprintf("%s (%s) ranks first of the %s candidates that pass every gate, with %.1f of 100 points.", c.Name, r.RegionName(c.Region), thousands(len(r.Ranking.Order)), 100*r.Ranking.Score[first]),
		fmt.Sprintf("Of %s candidates %s pass every gate, %s fail at least one, %s cannot be judged for want of a figure.",
			thousands(len(r.Figures.IDs)), thousands(len(r.Ranking.Order)), thousands(len(r.Figures.IDs)-len(r.Ranking.Order)-len(r.Ranking.Open)), thousands(len(r.Ranking.Open))),
		fmt.Sprintf("%.0f %% of the weight stands on published or derived figures, %.0f %% on estimates and assumptions, %.0f %% is missing.",
			100*(standing.Published+standing.Derived), 100*standing.Soft(), 100*standing.Missing),
	}
	if unused := r.Weighting.Use.Unused; len(unused) > 0 {
		out = append(out, fmt.Sprintf("The preset %q also weighs %s; no criterion measures these yet, so their weight is spread over the others.",
			r.Weighting.Preset.ID, strings.Join(unused, ", ")))
	}
	return out
}

func keyFigures(r *scenario.Result) []report.KeyFigure {
	standing := r.MeanStanding(r.Ranking.Order)
	figures := []report.KeyFigure{
		{Label: "Pass every gate", Value: scenario.Thousands(float64(len(r.Ranking.Order)), 0), Unit: fmt.Sprintf("of %s", scenario.Thousands(float64(len(r.Figures.IDs)), 0))},
	}
	if len(r.Ranking.Order) > 0 {
		row := r.Ranking.Order[0]
		figures = append(figures, report.KeyFigure{Label: "Best candidate", Value: r.Table.Candidates[row].Name, Unit: r.Table.Candidates[row].NameLocal,
			Note: fmt.Sprintf("%.1f of 100 points", 100*r.Ranking.Score[row])})
	}
	return append(figures, report.KeyFigure{Label: "Stands on estimates", Value: fmt.Sprintf("%.0f %%", 100*standing.Soft()), Note: "of the weight, mean of those that pass"})
}

// weighingTexts say whose weights these are, when the scenario weighs every
// criterion itself, and what must be known of them.
func weighingTexts(r *scenario.Result) []string {
	var out []string
	if w := r.Weighting; w.Preset.ID == scenario.OwnWeights && w.Preset.Source != "" {
		out = append(out, fmt.Sprintf("Weights: %s.", w.Preset.Source))
	}
	for _, note := range r.WeightNotes() {
		out = append(out, "Weights: "+note+".")
	}
	return out
}
