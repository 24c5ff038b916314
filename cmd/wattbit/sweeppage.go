package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/sweep"
)

// sweepPage is the page of a sweep, with the figures of the given ids.
func sweepPage(cmd *cobra.Command, args []string, o sweepOptions, p *sweep.Plan, outcome *sweep.Outcome, ids []string) (*report.Data, error) {
	base, err := baseVariant(p)
	if err != nil {
		return nil, err
	}
	first := p.Variants[0].Scenario
	s := &report.Sweep{All: len(outcome.Variants[0].Headline.Figures), Tables: filepath.Join(o.out, "sweep.csv")}
	var keys []int
	for k, key := range outcome.Keys {
		if varies(outcome, k) {
			keys = append(keys, k)
			s.Keys = append(s.Keys, key)
		}
	}
	for _, id := range ids {
		f, _ := outcome.Variants[0].Headline.Figure(id)
		s.Figures = append(s.Figures, report.SweepFigure{Title: f.Title, Unit: f.Unit})
	}
	for i, v := range outcome.Variants {
		row := report.SweepVariant{Name: v.Variant, Base: i == base}
		for _, k := range keys {
			row.Values = append(row.Values, v.Values[k])
		}
		for _, id := range ids {
			f, ok := v.Headline.Figure(id)
			result := report.SweepResult{Value: report.Missing, Text: f.String()}
			if ok && f.Text == "" {
				result.Value = report.Number(f.Value)
			}
			row.Results = append(row.Results, result)
		}
		s.Variants = append(s.Variants, row)
	}
	d := &report.Data{
		Title: fmt.Sprintf("%s of %s", counted(len(s.Variants), "variant"), first.Name), Subtitle: "What each came to, by " + siteNames(s.Keys, 4),
		Scenario: report.Text{Name: first.Name, Text: first.Asked()}, Caveats: []string{modelCaveat}, Sweep: s,
		Repeat:     report.Repeat{Command: repeatLine(cmd, args), Version: "wattbit " + version, Seed: strconv.FormatUint(first.Seed, 10)},
		Provenance: report.Provenance{Limits: limits, Warnings: sweepWarnings(outcome)},
	}
	for _, in := range p.Inputs {
		d.Repeat.Inputs = append(d.Repeat.Inputs, report.Input{Name: in.Name, SHA256: in.SHA256})
	}
	return d, nil
}

// sweepWarnings are the warnings that every variant has.
func sweepWarnings(outcome *sweep.Outcome) []string {
	var out []string
	times := map[string]int{}
	for _, v := range outcome.Variants {
		for _, text := range v.Warnings {
			times[text]++
		}
	}
	for _, text := range outcome.Variants[0].Warnings {
		if times[text] == len(outcome.Variants) {
			out = append(out, text)
		}
	}
	return out
}

// baseVariant is the variant that is the scenario itself, but for what is set the
// same in all; −1 for none.
func baseVariant(p *sweep.Plan) (int, error) {
	var same []string
	for _, s := range p.Variants[0].Settings {
		if setInAll(p, s) {
			same = append(same, s.String())
		}
	}
	base, err := scenario.Check(p.Base, same...)
	if err != nil {
		return -1, nil // what is set for all makes no scenario by itself
	}
	if p.Plans {
		base.Plan.Search.Seconds = 0 // as WithPlans has it
	}
	want, err := json.Marshal(base)
	if err != nil {
		return -1, err
	}
	for i, v := range p.Variants {
		got, err := json.Marshal(v.Scenario)
		if err != nil {
			return -1, err
		}
		if bytes.Equal(got, want) {
			return i, nil
		}
	}
	return -1, nil
}

func setInAll(p *sweep.Plan, s sweep.Setting) bool {
	for _, v := range p.Variants {
		found := false
		for _, other := range v.Settings {
			found = found || other.String() == s.String()
		}
		if !found {
			return false
		}
	}
	return true
}
