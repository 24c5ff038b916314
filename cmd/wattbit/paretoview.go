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

func paretoView(r *scenario.Result, st *portfolio.Study, f *portfolio.Front) *paretoSummary {
	last := len(st.Settings.Periods) - 1
	v := &paretoSummary{
		Scenario: r.Scenario.Name, Title: r.Scenario.Heading(), Measure: f.Gauge.ID, What: f.Gauge.Title, Unit: f.Gauge.Unit,
		Year: st.Settings.Periods[last], Events: []eventSummary{}, LeastProven: f.Front.LeastProven, Complete: f.Front.Complete, Reproducible: f.Reproducible,
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
	g := grid{header: []string{"", v.Measure + " (" + v.Unit + ")", "bn ¥", "more than the cheapest", "gap %", "proven", "sites", "MW built", "not served"},
		right: map[int]bool{1: true, 2: true, 3: true, 4: true, 6: true, 7: true, 8: true}}
	cheapest := v.Points[len(v.Points)-1].CostBn
	for _, pt := range v.Points {
		mark := ""
		if pt.Own {
			mark = "own"
		}
		g.rows = append(g.rows, []string{mark, figureText(pt.Value, 2), figureText(pt.CostBn, 1), figureText(pt.CostBn-cheapest, 1), figureText(pt.GapPct, 2),
			yesNo(pt.Proven), strconv.Itoa(len(pt.Sites)), figureText(pt.ITMW, 0), figureText(pt.UnservedMW, 0)})
	}
	g.print(w)
	fmt.Fprintln(w)
	v.printOwn(w)
	v.printChanges(w)
	for _, e := range v.Events {
		fmt.Fprintf(w, "Event %s: %s\n", e.ID, e.Source)
	}
	if !(v.Points[0].ITMW > 0) {
		fmt.Fprintf(w, "The first plan builds nothing; its measure counts as 0.\n")
	}
	if v.LeastProven {
		fmt.Fprintf(w, "No plan has less of the measure than the first.\n")
	} else {
		fmt.Fprintf(w, "That no plan has less of the measure than the first is not proven.\n")
	}
	if !v.Complete {
		fmt.Fprintf(w, "The front is not complete: the search was ended, or a gap is wider than asked for.\n")
	}
	for _, pt := range v.Points {
		if !pt.Accepted {
			fmt.Fprintf(w, "The plan at %s fails its check of the grid or of the optical network.\n", figureText(pt.Value, 2))
		}
	}
	if !v.Reproducible {
		fmt.Fprintf(w, "A time limit or an interrupt ended a search: a repeat may give another front.\n")
	}
}

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

func (v *paretoSummary) printOwn(w io.Writer) {
	switch {
	case !v.Own.Value.Known():
		fmt.Fprintf(w, "The scenario's own plan (%s): none was found, or it builds nothing\n", v.Own.Method)
	case v.Own.Point >= 0:
		fmt.Fprintf(w, "The scenario's own plan (%s) is the one marked own.\n", v.Own.Method)
	default:
		fmt.Fprintf(w, "The scenario's own plan (%s) is off the front: %s %s for %s bn ¥\n", v.Own.Method, figureText(v.Own.Value, 2), v.Unit, figureText(v.Own.CostBn, 1))
	}
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
