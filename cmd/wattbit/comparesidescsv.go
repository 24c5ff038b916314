package main

import (
	"github.com/wattbit/wattbit/data/table"
	"github.com/wattbit/wattbit/model/compare"
)

// effectsCSV has a row for each figure that differs or that a switch moves, and
// below it one for each group of assumptions and one for what these leave.
func effectsCSV(all []*compare.Difference) ([]byte, error) {
	var rows [][]string
	for _, d := range all {
		ids := make([]string, len(d.Figures))
		for i, p := range d.Figures {
			ids[i] = p.A.ID
		}
		if d.Explanation != nil {
			ids = d.Explanation.Figures
		}
		for k, id := range ids {
			rows = append(rows, append(head(d, id, "all"), totals(d, id)...))
			if e := d.Explanation; e != nil {
				for _, s := range e.Switches {
					rows = append(rows, effectRow(d, id, s.Group, s.Alone.Effect[k], s.Last.Effect[k]))
				}
				rows = append(rows, effectRow(d, id, "interaction", e.AloneRemainder[k], e.LastRemainder[k]))
			}
		}
	}
	return table.Encode([]string{"a", "b", "figure", "group", "value_a", "value_b", "text_a", "text_b", "alone", "last"}, rows)
}

func head(d *compare.Difference, id, group string) []string {
	return []string{table.Plain(d.A), table.Plain(d.B), id, group}
}

// totals are both values and their difference; empty when the sides agree.
func totals(d *compare.Difference, id string) []string {
	for _, p := range d.Figures {
		if p.A.ID == id {
			change := table.FormatNumber(p.Change())
			return []string{table.FormatNumber(p.A.Value), table.FormatNumber(p.B.Value), table.Plain(p.A.Text), table.Plain(p.B.Text), change, change}
		}
	}
	return []string{"", "", "", "", "0", "0"}
}

func effectRow(d *compare.Difference, id, group string, alone, last float64) []string {
	return append(head(d, id, group), "", "", "", "", table.FormatNumber(alone), table.FormatNumber(last))
}
