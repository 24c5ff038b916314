package main

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/compare"
	"github.com/wattbit/wattbit/model/scenario"
)

// sidesView is what compare prints of two or more runs.
type sidesView struct {
	Runs        []sideView       `json:"runs"`
	Differences []differenceView `json:"differences"` // the first with each other one
}

type sideView struct {
	Name     string            `json:"name"`
	Scenario string            `json:"scenario"`
	Folder   bool              `json:"folder"` // of a finished run
	Headline scenario.Headline `json:"headline"`
	Warnings []string          `json:"warnings"`
}

type differenceView struct {
	A           string             `json:"a"`
	B           string             `json:"b"`
	Figures     []figureDifference `json:"figures"`
	Same        int                `json:"same_figures"`
	Lists       []listDifference   `json:"lists"`
	Assumptions []assumptionView   `json:"assumptions"`
	Effects     []effectView       `json:"effects"` // empty with --explain=false
	Switches    []switchView       `json:"switches"`
	explained   bool
}

type figureDifference struct {
	ID     string          `json:"id"`
	Title  string          `json:"title"`
	Unit   string          `json:"unit"`
	A      scenario.Figure `json:"a"`
	B      scenario.Figure `json:"b"`
	Change report.Number   `json:"change"`
}

type listDifference struct {
	ID      string           `json:"id"`
	Title   string           `json:"title"`
	Entered []scenario.Place `json:"entered"`
	Left    []scenario.Place `json:"left"`
	Stayed  int              `json:"stayed"`
	Moved   int              `json:"moved"`
}

type assumptionView struct {
	Key   string `json:"key"`
	Group string `json:"group"`
	A     string `json:"a"` // as JSON; empty where there is none
	B     string `json:"b"`
}

// effectView is what the groups do to one figure.
type effectView struct {
	Figure string        `json:"figure"`
	Title  string        `json:"title"`
	Unit   string        `json:"unit"`
	Total  report.Number `json:"total"`
	// By has one entry per switch.
	By []groupEffect `json:"by"`
	// Interaction is what the single effects leave of the total.
	Interaction groupEffect `json:"interaction"`
}

type groupEffect struct {
	Group string        `json:"group"`
	Alone report.Number `json:"alone"`
	Last  report.Number `json:"last"`
}

type switchView struct {
	Group string     `json:"group"`
	Alone switchSide `json:"alone"`
	Last  switchSide `json:"last"`
}

type switchSide struct {
	Texts   []compare.TextChange `json:"texts"`
	Entered int                  `json:"entered"`
	Left    int                  `json:"left"`
	Refused string               `json:"refused,omitempty"`
}

func viewSides(sides []compare.Side, all []*compare.Difference) sidesView {
	v := sidesView{Differences: []differenceView{}}
	known := map[string]scenario.Figure{}
	for _, s := range sides {
		v.Runs = append(v.Runs, sideView{s.Name, s.Scenario.Name, s.Finished != nil, s.Headline, append([]string{}, s.Warnings...)})
		for _, f := range s.Headline.Figures {
			known[f.ID] = f
		}
	}
	for _, d := range all {
		v.Differences = append(v.Differences, viewDifference(d, known))
	}
	return v
}

func viewDifference(d *compare.Difference, known map[string]scenario.Figure) differenceView {
	v := differenceView{A: d.A, B: d.B, Same: d.Same, Figures: []figureDifference{}, Lists: []listDifference{}, Assumptions: []assumptionView{}, Effects: []effectView{}, Switches: []switchView{}}
	for _, p := range d.Figures {
		v.Figures = append(v.Figures, figureDifference{p.A.ID, p.A.Title, p.A.Unit, p.A, p.B, report.Number(p.Change())})
	}
	for _, l := range d.Lists {
		v.Lists = append(v.Lists, listDifference{l.ID, l.Title, append([]scenario.Place{}, l.Entered...), append([]scenario.Place{}, l.Left...), l.Stayed, l.Moved})
	}
	for _, a := range d.Assumptions {
		v.Assumptions = append(v.Assumptions, assumptionView(a))
	}
	e := d.Explanation
	if v.explained = e != nil; e == nil {
		return v
	}
	for k, id := range e.Figures {
		effect := effectView{Figure: id, Title: known[id].Title, Unit: known[id].Unit, Total: report.Number(e.Total[k]), By: []groupEffect{},
			Interaction: groupEffect{"interaction", report.Number(e.AloneRemainder[k]), report.Number(e.LastRemainder[k])}}
		for _, s := range e.Switches {
			effect.By = append(effect.By, groupEffect{s.Group, report.Number(s.Alone.Effect[k]), report.Number(s.Last.Effect[k])})
		}
		v.Effects = append(v.Effects, effect)
	}
	for _, s := range e.Switches {
		v.Switches = append(v.Switches, switchView{s.Group, viewSwitched(s.Alone), viewSwitched(s.Last)})
	}
	return v
}

func viewSwitched(s compare.Switched) switchSide {
	return switchSide{append([]compare.TextChange{}, s.Texts...), s.Entered, s.Left, s.Refused}
}

// what says what kind of run it is.
func (r sideView) what() string {
	if r.Folder {
		return "finished run of " + r.Scenario
	}
	return "scenario " + r.Scenario
}

// letter names a run in the printed tables.
func letter(i int) string { return string(rune('A' + i%26)) }

func (v sidesView) print(w io.Writer) {
	for i, r := range v.Runs {
		fmt.Fprintf(w, "%s  %s (%s)\n", letter(i), r.Name, r.what())
	}
	for i, d := range v.Differences {
		d.print(w, letter(0), letter(i+1))
	}
}

func (d differenceView) print(w io.Writer, a, b string) {
	fmt.Fprintf(w, "\n%s\n", bold(w, fmt.Sprintf("%s against %s", b, a)))
	if len(d.Figures) == 0 {
		fmt.Fprintf(w, "No headline figure differs; all %d are the same.\n", d.Same)
	} else {
		g := grid{header: []string{"figure", a, b, b + " less " + a, "unit"}, right: map[int]bool{1: true, 2: true, 3: true}}
		for _, f := range d.Figures {
			g.rows = append(g.rows, []string{f.Title, fit(w, f.A.String(), 34), fit(w, f.B.String(), 34), report.Signed(f.Change), f.Unit})
		}
		g.print(w)
		fmt.Fprintf(w, "%s the same.\n", plural(d.Same, "figure is", "figures are"))
	}
	for _, l := range d.Lists {
		fmt.Fprintf(w, "%s: %d stayed, %d of them in another position", l.Title, l.Stayed, l.Moved)
		if len(l.Entered)+len(l.Left) > 0 {
			fmt.Fprintf(w, "; entered: %s; left: %s", placeNames(l.Entered), placeNames(l.Left))
		}
		fmt.Fprintln(w, ".")
	}
	d.printAssumptions(w, a, b)
	if d.explained && len(d.Switches) > 0 {
		d.printEffects(w, a, b)
	}
}

func (d differenceView) printAssumptions(w io.Writer, a, b string) {
	if len(d.Assumptions) == 0 {
		fmt.Fprintln(w, "\nNo assumption differs.")
		return
	}
	fmt.Fprintln(w)
	g := grid{header: []string{"assumption", a, b}}
	for _, x := range d.Assumptions {
		g.rows = append(g.rows, []string{x.Key, fit(w, orDash(x.A), 40), fit(w, orDash(x.B), 40)})
	}
	g.print(w)
}

func (d differenceView) printEffects(w io.Writer, a, b string) {
	fmt.Fprintf(w, "\nWhat explains it: the effect of switching one group alone, from %s, and last, to %s\n", a, b)
	g := grid{header: []string{"figure", "group", "alone", "last", "unit"}, right: map[int]bool{2: true, 3: true}}
	for _, e := range d.Effects {
		if math.IsNaN(float64(e.Total)) && allMissing(e.By) {
			continue // a text, or a figure that no run knows
		}
		g.rows = append(g.rows, []string{e.Title, "all", report.Signed(e.Total), report.Signed(e.Total), e.Unit})
		for _, by := range append(e.By[:len(e.By):len(e.By)], e.Interaction) {
			if by.Alone != 0 || by.Last != 0 {
				g.rows = append(g.rows, []string{"", by.Group, report.Signed(by.Alone), report.Signed(by.Last), e.Unit})
			}
		}
	}
	g.print(w)
	for _, s := range d.Switches {
		s.print(w)
	}
}

func allMissing(by []groupEffect) bool {
	for _, e := range by {
		if !math.IsNaN(float64(e.Alone)) || !math.IsNaN(float64(e.Last)) {
			return false
		}
	}
	return true
}

func (s switchView) print(w io.Writer) {
	for _, text := range s.sentences() {
		fmt.Fprintf(w, "  %s\n", text)
	}
}

// sentences say what a switch does to texts and lists, and why it cannot be made.
func (s switchView) sentences() []string {
	var out []string
	for _, side := range []struct {
		word string
		switchSide
	}{{"alone", s.Alone}, {"last", s.Last}} {
		if side.Refused != "" {
			out = append(out, fmt.Sprintf("%s %s: cannot be switched by itself: %s", s.Group, side.word, side.Refused))
			continue
		}
		var parts []string
		for _, t := range side.Texts {
			parts = append(parts, fmt.Sprintf("%s from %s to %s", t.ID, t.From, t.To))
		}
		if side.Entered+side.Left > 0 {
			parts = append(parts, fmt.Sprintf("%d enter the lists, %d leave", side.Entered, side.Left))
		}
		if len(parts) > 0 {
			out = append(out, fmt.Sprintf("%s %s: %s", s.Group, side.word, strings.Join(parts, "; ")))
		}
	}
	return out
}

func placeNames(places []scenario.Place) string {
	if len(places) == 0 {
		return "none"
	}
	names := make([]string, len(places))
	for i, p := range places {
		names[i] = p.Name
	}
	return strings.Join(names, ", ")
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
