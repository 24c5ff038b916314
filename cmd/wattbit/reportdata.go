package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/score"
	"github.com/wattbit/wattbit/model/site"
)

// maxReported is how many candidates a report lists, besides the best of each
// power area; the tables hold all.
const maxReported = 3000

// reportData puts a finished run into the words of the report.
func reportData(r *scenario.Result, command string) (*report.Data, error) {
	rows := r.Rows()
	shown := slices.Clone(rows[:min(maxReported, len(rows))])
	for _, row := range r.BestByArea() {
		if !slices.Contains(shown, row) {
			shown = append(shown, row)
		}
	}
	d := &report.Data{
		Title: r.Scenario.Heading(), Subtitle: subtitle(r),
		Scenario: report.Text{Name: r.Scenario.Name, Text: r.Scenario.Asked()},
		Findings: findings(r), Caveats: caveats(r),
		KeyFigures: keyFigures(r),
		Repeat:     repeat(r, command),
		Groups:     reportGroups(r),
		Criteria:   reportCriteria(r),
		Figures:    reportFigures(r),
		Gates:      reportGates(r),
		Considered: len(rows), Passed: len(r.Ranking.Order),
		Sure:       reportSureness(r),
		Rules:      reportRules(r),
		Meaning:    reportMeaning(r),
		Plan:       reportPlan(r),
		Outlines:   reportOutlines(r.Atlas),
		Layers:     reportLayers(r),
		Provenance: provenance(r),
	}
	var err error
	if d.Latency, err = reportLatency(r, shown); err != nil {
		return nil, err
	}
	d.Areas, d.Regions = reportRegions(r.Atlas)
	for _, row := range shown {
		d.Candidates = append(d.Candidates, reportCandidate(r, row))
	}
	for _, n := range r.Notes() {
		if n.Candidate == "" || slices.ContainsFunc(d.Candidates, func(c report.Candidate) bool { return c.ID == n.Candidate }) {
			d.Notes = append(d.Notes, report.Note{Candidate: n.Candidate, Text: n.Text})
		}
	}
	return d, nil
}

func subtitle(r *scenario.Result) string {
	name := r.Atlas.Meta.Name
	if r.Scenario.Atlas != scenario.BuiltinAtlas {
		name += fmt.Sprintf(" (atlas folder %s)", r.Scenario.Atlas)
	}
	return fmt.Sprintf("%s, %d candidates, %s MW asked", name, len(r.Figures.IDs), scenario.Thousands(r.Scenario.Site.MW, 0))
}

func repeat(r *scenario.Result, command string) report.Repeat {
	out := report.Repeat{Command: command, Version: "wattbit " + version, Seed: strconv.FormatUint(r.Scenario.Seed, 10)}
	for _, in := range r.Inputs {
		out.Inputs = append(out.Inputs, report.Input{Name: in.Name, SHA256: in.SHA256})
	}
	return out
}

func reportRegions(a *atlas.Atlas) (areas, prefectures []report.Region) {
	for _, region := range a.Regions {
		entry := report.Region{ID: region.ID, Name: region.Name, NameLocal: region.NameLocal}
		if region.Kind == atlas.PowerArea {
			areas = append(areas, entry)
		} else {
			prefectures = append(prefectures, entry)
		}
	}
	return areas, prefectures
}

var tones = map[string]report.Tone{
	score.GroupPower: report.ToneWatt, score.GroupSpeed: report.ToneWatt2,
	score.GroupFiber: report.ToneBit, score.GroupLatency: report.ToneBit2,
	score.GroupHazard: report.ToneHazard, score.GroupPrice: report.ToneCost, score.GroupLand: report.ToneCost2,
	score.GroupClimate: report.ToneClimate, score.GroupCarbon: report.ToneClimate2,
	score.GroupLabour: report.ToneSite, score.GroupDispersion: report.ToneSite2,
}

// reportGroups lists the groups in the order of the criteria.
func reportGroups(r *scenario.Result) []report.Group {
	var groups []report.Group
	for _, c := range r.Model.Criteria {
		if !slices.ContainsFunc(groups, func(g report.Group) bool { return g.ID == c.Group }) {
			groups = append(groups, report.Group{ID: c.Group, Name: strings.ReplaceAll(c.Group, "-", " "), Tone: tones[c.Group]})
		}
	}
	return groups
}

func reportCriteria(r *scenario.Result) []report.Criterion {
	var criteria []report.Criterion
	for k, c := range r.Model.Criteria {
		criteria = append(criteria, report.Criterion{
			ID: c.ID, Name: c.Name, Group: c.Group, Figure: c.Column,
			MaxPoints: report.Number(100 * r.Ranking.Criteria[k].Weight), Rule: valueRule(c), Source: c.Source,
		})
	}
	return criteria
}

// valueRule says a value function in words.
func valueRule(c score.Criterion) string {
	if len(c.Value.Points) == 0 {
		return string(c.Value.Kind)
	}
	var parts []string
	for _, p := range c.Value.Points {
		parts = append(parts, fmt.Sprintf("%s %s → %s %%", trim(p.X), c.Unit, trim(100*p.Value)))
	}
	return strings.Join(parts, ", ")
}

func trim(x float64) string {
	text := scenario.Thousands(x, 1)
	return strings.TrimSuffix(text, ".0")
}

// tableFigures are the columns of the ranked table; the rest stands in the
// details.
var tableFigures = map[string]string{
	site.FirmMW: "Firm", site.TimeToPowerYears: "Power in", site.ConnectionMJPYMW: "Connect", site.PowerPriceJPYKWh: "Price", site.CarbonGPerKWh: "Carbon",
	site.IXRouteKm: "IX", site.MetroRTTMs: "Metro", site.DiverseRoutes: "Routes", site.HubPairKm: "Hub pair", site.SeismicPct: "Quake",
}

func reportFigures(r *scenario.Result) []report.Figure {
	var figures []report.Figure
	for _, c := range r.Table.Columns {
		short, inTable := tableFigures[c.ID]
		figures = append(figures, report.Figure{
			ID: c.ID, Name: c.Name, Short: short, Unit: c.Unit, Side: side(c.Theme), Decimals: c.Decimals(), InTable: inTable,
		})
	}
	return figures
}

func side(theme site.Theme) report.Side {
	switch theme {
	case site.Watts:
		return report.Watts
	case site.Bits:
		return report.Bits
	default:
		return report.Other
	}
}

func reportGates(r *scenario.Result) []report.Gate {
	var gates []report.Gate
	n := len(r.Figures.IDs)
	for _, step := range r.Ranking.Funnel {
		gates = append(gates, report.Gate{
			ID: step.Gate.ID, Name: step.Gate.Title, Rule: gateRule(step.Gate), Figure: step.Gate.Column, Source: step.Gate.Source,
			Pass: n - step.FailAlone - step.UnknownAlone, Fail: step.FailAlone, Unknown: step.UnknownAlone,
			FailOnly: step.FailOnly, Left: step.Remaining,
		})
	}
	return gates
}

func gateRule(g score.Gate) string {
	op := map[score.Op]string{score.AtLeast: "≥", score.AtMost: "≤", score.Above: ">", score.Below: "<"}[g.Op]
	return fmt.Sprintf("%s %s %s", op, trim(g.Threshold), g.Unit)
}
