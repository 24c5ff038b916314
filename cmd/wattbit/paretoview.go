package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
)

// paretoSummary is a front as pareto prints it.
type paretoSummary struct {
	Scenario     string         `json:"scenario"`
	Title        string         `json:"title"`
	Measure      string         `json:"measure"`
	What         string         `json:"what"`
	Unit         string         `json:"unit"`
	Year         int            `json:"year"` // first of the last period, which the measure is about
	Events       []eventSummary `json:"events"`
	Points       []frontPoint   `json:"points"` // rising in the measure
	Own          ownSummary     `json:"own"`
	LeastProven  bool           `json:"least_proven"` // no plan has less of the measure
	Complete     bool           `json:"complete"`     // searched to the end, every gap within the one asked for
	Reproducible bool           `json:"reproducible"`
	Tried        int            `json:"limits_tried"` // 0 where the limits went by steps
}

type eventSummary struct {
	ID     string `json:"id"`
	Source string `json:"source"`
}

type frontPoint struct {
	Value      report.Number `json:"value"`
	Limit      report.Number `json:"limit"` // null for the cheapest plan
	CostBn     report.Number `json:"cost_bjpy"`
	BoundBn    report.Number `json:"bound_bjpy"`
	GapPct     report.Number `json:"gap_pct"`
	Proven     bool          `json:"proven"` // the gap is nothing
	Own        bool          `json:"own"`    // the scenario's own plan
	Sites      []namedSite   `json:"sites"`
	In         []namedSite   `json:"sites_in"`  // against the next point, from the cheapest on
	Out        []namedSite   `json:"sites_out"` // as above
	ITMW       report.Number `json:"it_mw"`
	UnservedMW report.Number `json:"unserved_mw"`
	Accepted   bool          `json:"accepted"`
}

type namedSite struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type ownSummary struct {
	Method string        `json:"method"`
	Value  report.Number `json:"value"`
	CostBn report.Number `json:"cost_bjpy"`
	Point  int           `json:"point"` // of points, -1 for none
}

func paretoView(r *scenario.Result, st *portfolio.Study, f *portfolio.Front, tried int) *paretoSummary {
	last := len(st.Settings.Periods) - 1
	v := &paretoSummary{
		Scenario: r.Scenario.Name, Title: r.Scenario.Heading(), Measure: f.Gauge.ID, What: f.Gauge.Title, Unit: f.Gauge.Unit,
		Year: st.Settings.Periods[last], Events: []eventSummary{}, LeastProven: f.Front.LeastProven, Complete: f.Front.Complete, Reproducible: f.Reproducible, Tried: tried,
		Own: ownSummary{string(f.Own.Method), report.Number(f.Own.Value), inBillions(f.Own.Outcome.Evaluation.TotalJPY), f.Own.Point},
	}
	if !v.Own.Value.Known() {
		v.Own.CostBn = report.Missing
	}
	for _, e := range f.Gauge.Events {
		v.Events = append(v.Events, eventSummary{e.ID, e.Source})
	}
	for n, pt := range f.Points {
		v.Points = append(v.Points, frontPoint{
			Value: report.Number(pt.Value), Limit: report.Number(pt.Limit), CostBn: inBillions(pt.CostJPY), BoundBn: inBillions(pt.BoundJPY),
			GapPct: percentOf(pt.Gap), Proven: pt.Proven, Own: n == f.Own.Point,
			Sites: namedSites(pt.Sites), In: namedSites(pt.In), Out: namedSites(pt.Out),
			ITMW: report.Number(pt.Evaluation.ITMW[last]), UnservedMW: report.Number(tidy([]float64{pt.UnservedMW})[0]), Accepted: pt.Accepted,
		})
	}
	return v
}

func namedSites(sites []portfolio.SiteRow) []namedSite {
	names := []namedSite{}
	for _, s := range sites {
		names = append(names, namedSite{s.ID, s.Name})
	}
	return names
}

// changesShown is how many places a line names.
const changesShown = 6

func (v *paretoSummary) print(w io.Writer) {
	fmt.Fprintln(w, bold(w, fmt.Sprintf("Least net present cost against the %s in %d", v.What, v.Year)))
	g := grid{header: []string{"", v.Measure + " (" + v.Unit + ")", "bn ¥", "more than the cheapest", "gap %", "sites", "MW built", "not served"},
		right: map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true, 6: true, 7: true}}
	cheapest := v.Points[len(v.Points)-1].CostBn
	for _, pt := range v.Points {
		mark := ""
		if pt.Own {
			mark = "own"
		}
		g.rows = append(g.rows, []string{mark, figureText(pt.Value, 2), figureText(pt.CostBn, 1), figureText(pt.CostBn-cheapest, 1), figureText(pt.GapPct, 2),
			strconv.Itoa(len(pt.Sites)), figureText(pt.ITMW, 0), figureText(pt.UnservedMW, 0)})
	}
	g.print(w)
	fmt.Fprintln(w)
	v.printChanges(w)
	f := v.front()
	for _, text := range f.Remarks() {
		fmt.Fprintln(w, text)
	}
}

// front is the summary as the report shows it.
func (v *paretoSummary) front() report.Front {
	f := report.Front{ID: v.Measure, Title: v.What, Unit: v.Unit, Year: v.Year, Own: report.FrontOwn{Method: v.Own.Method, Value: v.Own.Value, CostBn: v.Own.CostBn},
		Tried: v.Tried, LeastProven: v.LeastProven, Complete: v.Complete, Reproducible: v.Reproducible}
	for _, e := range v.Events {
		f.Events = append(f.Events, report.Text{Name: e.ID, Text: e.Source})
	}
	for _, pt := range v.Points {
		f.Points = append(f.Points, report.FrontPoint{Value: pt.Value, CostBn: pt.CostBn, BoundBn: pt.BoundBn, GapPct: pt.GapPct, Own: pt.Own, Sites: len(pt.Sites),
			MW: pt.ITMW, Unserved: pt.UnservedMW, In: namesOf(pt.In), Out: namesOf(pt.Out), Accepted: pt.Accepted})
	}
	return f
}

// fill puts the front into a page of its own.
func (v *paretoSummary) fill(d *report.Data) {
	d.Title = "Least cost against the " + v.What
	d.Fronts = []report.Front{v.front()}
	first, last := v.leastBuilt(), v.Points[len(v.Points)-1]
	d.Findings = append(d.Findings, v.sentence())
	d.KeyFigures = []report.KeyFigure{
		{Label: "The cheapest plan", Value: figureText(last.CostBn, 0), Unit: "bn ¥", Note: fmt.Sprintf("%s %s, gap %s %%", figureText(last.Value, 1), v.Unit, figureText(last.GapPct, 2))},
		{Label: "The least of the measure that builds", Value: figureText(first.Value, 1), Unit: v.Unit, Note: fmt.Sprintf("%s bn ¥ more", figureText(first.CostBn-last.CostBn, 0))},
		{Label: "Plans on the front", Value: strconv.Itoa(len(v.Points))},
	}
}

// leastBuilt is the first point that builds anything, the cheapest where none does.
func (v *paretoSummary) leastBuilt() frontPoint {
	for _, pt := range v.Points {
		if pt.ITMW > 0 {
			return pt
		}
	}
	return v.Points[len(v.Points)-1]
}

// sentence says what the way to the least of the measure costs.
func (v *paretoSummary) sentence() string {
	first, last := v.leastBuilt(), v.Points[len(v.Points)-1]
	if first.Value == last.Value {
		return fmt.Sprintf("The front has one plan that builds anything: %s %s for %s bn ¥.", figureText(last.Value, 1), v.Unit, figureText(last.CostBn, 0))
	}
	f, sure := v.front(), ""
	if f.Unsure(report.FrontPoint{CostBn: first.CostBn, BoundBn: first.BoundBn}) {
		sure = ", within the gaps, so that it may be nothing"
	}
	return fmt.Sprintf("From %s down to %s %s costs %s bn ¥ more, %.1f %% of the cheapest plan's cost%s; %s MW are not served then, %s at the cheapest.", figureText(last.Value, 1), figureText(first.Value, 1), v.Unit,
		figureText(first.CostBn-last.CostBn, 0), 100*(first.CostBn/last.CostBn-1), sure, figureText(first.UnservedMW, 0), figureText(last.UnservedMW, 0))
}

func (v *paretoSummary) printChanges(w io.Writer) {
	for n := len(v.Points) - 2; n >= 0; n-- {
		pt := v.Points[n]
		fmt.Fprintf(w, "Down to %s: ", figureText(pt.Value, 2))
		var parts []string
		for _, part := range []struct {
			word   string
			places []namedSite
		}{{"in", pt.In}, {"out", pt.Out}} {
			if len(part.places) > 0 {
				parts = append(parts, fmt.Sprintf("%s %s", part.word, siteNames(namesOf(part.places), changesShown)))
			}
		}
		if len(parts) == 0 {
			parts = []string{"the same sites, of other sizes or years"}
		}
		fmt.Fprintln(w, strings.Join(parts, "; "))
	}
}

func namesOf(places []namedSite) []string {
	var names []string
	for _, p := range places {
		names = append(names, p.Name)
	}
	return names
}

func idsOf(places []namedSite) string {
	var ids []string
	for _, p := range places {
		ids = append(ids, p.ID)
	}
	return strings.Join(ids, " ")
}

func (v *paretoSummary) csv() (header []string, rows [][]string) {
	header = []string{"measure", "unit", "year", "value", "limit", "cost_mjpy", "bound_mjpy", "gap_pct", "proven", "own", "it_mw", "unserved_mw", "accepted", "sites", "sites_in", "sites_out"}
	row := func(pt frontPoint) []string {
		return []string{v.Measure, v.Unit, strconv.Itoa(v.Year), cell(float64(pt.Value), 4), cell(float64(pt.Limit), 4),
			millionsText(pt.CostBn), millionsText(pt.BoundBn), cell(float64(pt.GapPct), 4), strconv.FormatBool(pt.Proven), strconv.FormatBool(pt.Own),
			cell(float64(pt.ITMW), 1), cell(float64(pt.UnservedMW), 1), strconv.FormatBool(pt.Accepted), idsOf(pt.Sites), idsOf(pt.In), idsOf(pt.Out)}
	}
	for _, pt := range v.Points {
		rows = append(rows, row(pt))
	}
	return header, rows
}
