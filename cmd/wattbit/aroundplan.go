package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/folder"
	"github.com/wattbit/wattbit/data/table"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
)

// around is what lies around the joint plan of a run.
type around struct {
	Front        *paretoSummary       `json:"front"`
	Alternatives *alternativesSummary `json:"alternatives"`
}

// How far a run looks around its plan: the ends of the front and a few plans
// between, and few alternatives, for each takes about as long as the plan.
const (
	aroundPoints = 5
	aroundEach   = 2
)

// aroundWithin are the percentages of the plan's cost within which others are
// sought.
var aroundWithin = []float64{1, 2, 5}

// lookAround traces the front of cost against the share of the metros and seeks
// alternatives, both from the run's plan on; nil where there is no plan.
func lookAround(cmd *cobra.Command, r *scenario.Result, opt portfolio.Options) (*around, error) {
	if r.Plan == nil || !r.Plan.Found() {
		return nil, nil
	}
	st := r.Plan.Study
	p := newProgress(cmd.ErrOrStderr())
	defer p.done()
	gauge, err := st.Gauge("metro", nil)
	if err != nil {
		return nil, err
	}
	opt.Progress = searching(p, "front of metro")
	f, err := st.Front(cmd.Context(), gauge, portfolio.FrontOptions{Options: opt, Points: aroundPoints, Known: r.Plan})
	if err != nil {
		return nil, err
	}
	opt.Progress = searching(p, "alternatives")
	n, err := st.Near(cmd.Context(), portfolio.NearOptions{Options: opt, Within: aroundWithin, Each: aroundEach, Known: r.Plan, NoBounds: true})
	if err != nil {
		return nil, err
	}
	if err := cmd.Context().Err(); err != nil {
		return nil, err
	}
	return &around{paretoView(r, st, f, aroundPoints), alternativesView(r, n)}, nil
}

// files are the tables of both.
func (a *around) files() ([]folder.File, error) {
	if a == nil {
		return nil, nil
	}
	var files []folder.File
	for _, t := range []struct {
		name string
		answer
	}{{"front.csv", a.Front}, {"alternatives.csv", a.Alternatives}} {
		data, err := table.Encode(t.csv())
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.name, err)
		}
		files = append(files, folder.File{Name: t.name, Data: data})
	}
	return files, nil
}

// fill puts both into the run's report, the alternatives beside the front too.
func (a *around) fill(d *report.Data) {
	if a == nil {
		return
	}
	d.Alternatives = a.Alternatives.alternatives()
	f := a.Front.front()
	for _, p := range d.Alternatives.Plans[1:] {
		f.Near = append(f.Near, report.FrontDot{Name: "plan " + p.Name, Value: p.MetroPct, CostBn: p.CostBn})
	}
	d.Fronts = []report.Front{f}
}

func (a *around) print(w io.Writer) {
	fmt.Fprintf(w, "\nAround the plan: less of the metros, and plans that cost little more\n")
	fmt.Fprintf(w, "  %s\n", a.Front.sentence())
	fmt.Fprintf(w, "  %s\n", a.Alternatives.sentence())
	fmt.Fprintf(w, "  Differences within the gaps may be nothing, and the plans are sought to differ: see front.csv, alternatives.csv and the report.\n")
}
