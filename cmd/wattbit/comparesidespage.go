package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/compare"
	"github.com/wattbit/wattbit/model/scenario"
)

// comparePage is the page of two or more runs beside each other.
func comparePage(cmd *cobra.Command, args []string, sides []compare.Side, v sidesView) (*report.Data, error) {
	d := &report.Data{
		Title: fmt.Sprintf("What differs between %d runs", len(sides)), Subtitle: siteNames(sideNames(sides), 3), Scenario: report.Text{Name: sides[0].Scenario.Name},
		Caveats: []string{modelCaveat}, Comparison: v.comparison(), Provenance: report.Provenance{Limits: limits},
		Repeat: report.Repeat{Command: repeatLine(cmd, args), Version: "wattbit " + version, Seed: strconv.FormatUint(sides[0].Scenario.Seed, 10)},
	}
	for i, x := range v.Differences {
		d.Findings = append(d.Findings, x.sentences(letter(0), letter(i+1))...)
	}
	for _, s := range sides {
		inputs, err := s.Scenario.Hashes(cmd.Context())
		if s.Finished != nil {
			inputs, err = s.Finished.Manifest.Inputs, nil
		}
		if err != nil {
			return nil, err
		}
		for _, in := range inputs {
			if row := (report.Input{Name: in.Name, SHA256: in.SHA256}); !slices.Contains(d.Repeat.Inputs, row) {
				d.Repeat.Inputs = append(d.Repeat.Inputs, row)
			}
		}
		for _, text := range s.Warnings {
			d.Provenance.Warnings = append(d.Provenance.Warnings, s.Name+": "+text)
		}
	}
	return d, nil
}

func sideNames(sides []compare.Side) []string {
	var names []string
	for _, s := range sides {
		names = append(names, s.Name)
	}
	return names
}

// sentences say how much differs, and what explains most of it.
func (d differenceView) sentences(a, b string) []string {
	out := []string{fmt.Sprintf("%s against %s: %s and %s that differ; %s the same.", b, a, counted(len(d.Figures), "figure"), counted(len(d.Assumptions), "assumption"), plural(d.Same, "figure is", "figures are"))}
	for _, e := range d.Effects {
		if math.IsNaN(float64(e.Total)) || e.Total == 0 || len(e.By) < 2 {
			continue
		}
		most := e.By[0]
		for _, by := range e.By[1:] {
			if math.Abs(float64(by.Alone)) > math.Abs(float64(most.Alone)) {
				most = by
			}
		}
		if most.Alone != 0 && most.Alone.Known() {
			out = append(out, fmt.Sprintf("%s: of %s %s, %s alone makes %s; interaction %s.", e.Title, report.Signed(e.Total), e.Unit, most.Group, report.Signed(most.Alone), report.Signed(e.Interaction.Alone)))
			break
		}
	}
	return out
}

// comparison is the view as the report shows it.
func (v sidesView) comparison() *report.Comparison {
	c := &report.Comparison{}
	for i, r := range v.Runs {
		c.Runs = append(c.Runs, report.ComparedRun{Letter: letter(i), Name: r.Name, What: r.what()})
	}
	for i, d := range v.Differences {
		c.Differences = append(c.Differences, d.difference(v.Runs[0].Headline, v.Runs[i+1].Headline, letter(i+1)))
	}
	return c
}

func (d differenceView) difference(a, b scenario.Headline, letterB string) report.RunDifference {
	out := report.RunDifference{A: letter(0), B: letterB, Same: d.Same, Explained: d.explained}
	for _, f := range d.Figures {
		out.Figures = append(out.Figures, report.FigureChange{Title: f.Title, Unit: f.Unit, A: f.A.String(), B: f.B.String(), Change: f.Change})
	}
	for _, l := range d.Lists {
		if l.Stayed+len(l.Entered)+len(l.Left) > 0 {
			out.Lists = append(out.Lists, report.ListChange{Title: l.Title, Stayed: l.Stayed, Moved: l.Moved, Ranks: rankChanges(placesOf(a, l.ID), placesOf(b, l.ID))})
		}
	}
	for _, x := range d.Assumptions {
		out.Assumptions = append(out.Assumptions, report.AssumptionChange{Key: x.Key, A: x.A, B: x.B})
	}
	for _, e := range d.Effects {
		effect := report.FigureEffect{Title: e.Title, Unit: e.Unit, Total: e.Total, Interaction: report.GroupEffect(e.Interaction)}
		for _, by := range e.By {
			effect.By = append(effect.By, report.GroupEffect(by))
		}
		out.Effects = append(out.Effects, effect)
	}
	for _, s := range d.Switches {
		out.Switches = append(out.Switches, s.sentences()...)
	}
	return out
}

func placesOf(h scenario.Headline, id string) []scenario.Place {
	for _, l := range h.Lists {
		if l.ID == id {
			return l.Places
		}
	}
	return nil
}

// rankChanges lists every place of either list, in A's order and then in B's.
func rankChanges(a, b []scenario.Place) []report.RankChange {
	var out []report.RankChange
	rank := func(list []scenario.Place, p scenario.Place) int {
		return 1 + slices.IndexFunc(list, func(q scenario.Place) bool { return q.ID == p.ID })
	}
	for i, p := range a {
		out = append(out, report.RankChange{Name: p.Name, A: i + 1, B: rank(b, p)})
	}
	for i, p := range b {
		if rank(a, p) == 0 {
			out = append(out, report.RankChange{Name: p.Name, B: i + 1})
		}
	}
	return out
}
