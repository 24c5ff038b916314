package main

import (
	"fmt"
	"strings"

	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/score"
)

// modelCaveat holds for every run.
const modelCaveat = "Firm megawatts and fiber routes are modelled on derived networks, no offer of an operator; megawatts hold for one site at a time."

// caveats are the sentences that a reader of the brief must not miss.
func caveats(r *scenario.Result) []string {
	out := []string{modelCaveat}
	for _, n := range r.Notes() {
		if n.Candidate == "" && len(r.Ranking.Order) > 0 {
			out = append(out, n.Text)
		}
	}
	if n := len(r.Ranking.Warnings); n > 0 {
		text := fmt.Sprintf("%s on model and data: see “What it stands on”.", counted(n, "warning"))
		if first := pressing(r); len(first) > 0 {
			text = fmt.Sprintf("%s on model and data, such as: %s. All stand under “What it stands on”.", counted(n, "warning"), first[0])
		}
		out = append(out, text)
	}
	return out
}

// pressing lists the warnings that are not about figures beyond a range.
func pressing(r *scenario.Result) []string {
	var out []string
	for _, text := range r.Ranking.Warnings {
		if !strings.HasSuffix(text, score.CountsAsEnd) {
			out = append(out, text)
		}
	}
	return out
}

// clippedText joins the warnings on figures beyond a criterion's range; empty
// when there are none.
func clippedText(r *scenario.Result) string {
	var parts []string
	for k, c := range r.Model.Criteria {
		if n := r.Ranking.Clipped[k]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %s", c.ID, thousands(n)))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "figures beyond the ends of a criterion's range count as its nearest end: " + strings.Join(parts, ", ")
}

// thousands writes 1718 as 1,718.
func thousands(n int) string { return scenario.Thousands(float64(n), 0) }
