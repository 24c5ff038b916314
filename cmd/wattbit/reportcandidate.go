package main

import (
	"fmt"
	"math"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/score"
	"github.com/wattbit/wattbit/model/site"
)

func reportCandidate(r *scenario.Result, row int) report.Candidate {
	c, k := r.Table.Candidates[row], r.Ranking
	out := report.Candidate{
		ID: c.ID, Name: c.Name, NameLocal: c.NameLocal, Kind: c.Kind, Region: c.Region, Area: c.Area,
		Lon: report.Number(c.Location[0]), Lat: report.Number(c.Location[1]),
		Rank: k.Rank[row], Score: percent(k.Score[row]), ScoreLow: percent(k.Lower[row]), ScoreHigh: percent(k.Upper[row]),
		WattScore: report.Number(r.ThemeScore(row, string(site.Watts))),
		BitScore:  report.Number(r.ThemeScore(row, string(site.Bits))),
		Points:    report.Numbers(r.Points(row)),
		Changes:   changes(r, row),
	}
	for _, g := range r.Model.Gates {
		out.Gates = append(out.Gates, report.State(g.Test(r.Table.Column(g.Column).Values[row]).String()))
	}
	for _, column := range r.Table.Columns {
		datum := report.Datum{Value: report.Number(column.Values[row])}
		if origin, ok := r.Table.Origin(column, row); ok {
			datum.Evidence, datum.Source = report.Evidence(origin.Evidence), origin.Source
			if object, ok := column.Object(row); ok {
				datum.Source = object.Name + " " + object.NameLocal + placeRange(column, row) + "; " + datum.Source
			}
		}
		out.Figures = append(out.Figures, datum)
	}
	s := r.Standing(row)
	out.Standing = report.Standing{Published: report.Number(s.Published), Derived: report.Number(s.Derived),
		Estimated: report.Number(s.Estimated), Assumed: report.Number(s.Assumed), Missing: report.Number(s.Missing)}
	return out
}

// placeRange says how far a distance may be off where the thing that it leads to
// is located only roughly; empty where it is located to 1 km or better.
func placeRange(c *site.Column, row int) string {
	if c.Unit != "km" || c.Low == nil || !(c.High[row]-c.Values[row] > 1) {
		return ""
	}
	off := c.High[row] - c.Values[row]
	return fmt.Sprintf(", located to ±%s km: %s to %s km", scenario.Thousands(off, 0), scenario.Thousands(c.Low[row], 0), scenario.Thousands(c.High[row], 0))
}

func percent(x float64) report.Number { return report.Number(math.Round(100*x*1000) / 1000) }

// changesReported is for how many ranks the report says what would bring them
// into the top.
const changesReported = 300

// changes names the smallest single changes that bring a candidate into the top.
func changes(r *scenario.Result, row int) []string {
	if rank := r.Ranking.Rank[row]; rank == 0 || rank > changesReported {
		return nil
	}
	e, err := r.Explain(r.Figures.IDs[row], r.Scenario.Report.Top)
	if err != nil {
		return nil
	}
	return changeTexts(r, e)
}

func changeTexts(r *scenario.Result, e *score.Explanation) []string {
	var texts []string
	for _, c := range e.Changes {
		if !c.Possible {
			continue
		}
		indicator := r.Table.Column(c.Column).Indicator
		texts = append(texts, fmt.Sprintf("%s from %s to %s", indicator.Name, scenario.Format(indicator, c.From), scenario.Format(indicator, c.To)))
	}
	return texts
}
