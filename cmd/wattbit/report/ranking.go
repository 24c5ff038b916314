package report

import (
	"cmp"
	"slices"
	"strings"
)

// staticRows is how many rows stand in the page itself, for readers without
// script; the script replaces them by the full table.
const staticRows = 20

type rankingView struct {
	*Data
	Figures []Figure // columns
	Rows    []rankingRow
}

type rankingRow struct {
	ID, Rank, Name, NameLocal, Region, Area string
	Score, Interval, Watts, Bits, Gates     string
	Cells                                   []string
}

func rankingContent(d *Data) any {
	if d.aside() {
		return nil
	}
	view := rankingView{Data: d}
	var columns []int
	for i, f := range d.Figures {
		if f.InTable {
			columns = append(columns, i)
			view.Figures = append(view.Figures, f)
		}
	}
	regions, areas := names(d.Regions), names(d.Areas)
	for _, c := range ordered(d.Candidates)[:min(staticRows, len(d.Candidates))] {
		row := newRankingRow(c, d.Gates)
		row.Region, row.Area = regions[c.Region], areas[c.Area]
		for _, i := range columns {
			row.Cells = append(row.Cells, formatFixed(c.Figures[i].Value, d.Figures[i].Decimals))
		}
		view.Rows = append(view.Rows, row)
	}
	return view
}

func newRankingRow(c Candidate, gates []Gate) rankingRow {
	row := rankingRow{
		ID: c.ID, Rank: missingText, Name: c.Name, NameLocal: c.NameLocal,
		Score: formatFixed(c.Score, 1), Watts: formatFixed(c.WattScore, 1), Bits: formatFixed(c.BitScore, 1),
		Gates: gatesText(c, gates),
	}
	if c.Rank > 0 {
		row.Rank = formatCount(c.Rank)
		if slices.Contains(c.Gates, Unknown) {
			row.Rank = "(" + row.Rank + ")" // holds only if the open gates passed
		}
	}
	if c.ScoreLow != c.ScoreHigh && c.ScoreLow.Known() && c.ScoreHigh.Known() {
		row.Interval = formatFixed(c.ScoreLow, 1) + "–" + formatFixed(c.ScoreHigh, 1)
	}
	return row
}

// gatesText names the gates that are not passed.
func gatesText(c Candidate, gates []Gate) string {
	var failed, unknown []string
	for i, state := range c.Gates {
		switch state {
		case Fail:
			failed = append(failed, gates[i].Name)
		case Unknown:
			unknown = append(unknown, gates[i].Name)
		case Pass:
		}
	}
	var parts []string
	if len(failed) > 0 {
		parts = append(parts, "fails "+strings.Join(failed, ", "))
	}
	if len(unknown) > 0 {
		parts = append(parts, "unknown "+strings.Join(unknown, ", "))
	}
	if len(parts) == 0 {
		return "all pass"
	}
	return strings.Join(parts, "; ")
}

// ordered sorts a copy by rank; those without one come last, best score first.
func ordered(candidates []Candidate) []Candidate {
	out := slices.Clone(candidates)
	slices.SortStableFunc(out, func(a, b Candidate) int {
		return cmp.Or(
			compareBool(a.Rank == 0, b.Rank == 0),
			cmp.Compare(a.Rank, b.Rank),
			cmp.Compare(b.Score, a.Score),
			cmp.Compare(a.ID, b.ID),
		)
	})
	return out
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

func names(regions []Region) map[string]string {
	out := make(map[string]string, len(regions))
	for _, r := range regions {
		out[r.ID] = r.Name
	}
	return out
}
