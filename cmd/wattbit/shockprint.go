package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/scenario"
)

// listedLosses is how many sites and failures are printed; JSON has all.
const listedLosses = 8

func (v shockView) print(w io.Writer) {
	fmt.Fprintf(w, "%s\n", bold(w, v.Shock.Title))
	fmt.Fprintf(w, "%s of IT load at %s: %s\n", mwText(v.Placed.MW), counted(v.Placed.Sites, "site"), v.Placed.Source)
	for _, note := range v.Placed.Notes {
		fmt.Fprintf(w, "  %s\n", note)
	}
	if v.Samples > 0 {
		fmt.Fprintf(w, "mean of %s drawn events, the 5 to 95 %% range in brackets\n\n", scenario.Thousands(float64(v.Samples), 0))
	} else {
		fmt.Fprint(w, "one event, without draws\n\n")
	}
	v.printSurvival(w)
	v.printLosses(w)
	v.printNetwork(w)
	v.printWorst(w)
	v.printBasis(w)
}

func mwText(x report.Number) string { return figureText(x, 0) + " MW" }

// hourText names an hour after the event.
func hourText(h float64) string {
	if h >= 48 && h == float64(int(h/24))*24 {
		return fmt.Sprintf("day %d", int(h/24))
	}
	return fmt.Sprintf("hour %g", h)
}

func (v shockView) hourHeader(first ...string) ([]string, map[int]bool) {
	header, right := first, map[int]bool{}
	for _, h := range v.Hours {
		right[len(header)] = true
		header = append(header, hourText(h))
	}
	return header, right
}

// printSurvival prints the share alive in every sense, of the MW placed.
func (v shockView) printSurvival(w io.Writer) {
	header, right := v.hourHeader("share alive", "MW", "before")
	right[1], right[2] = true, true
	g := grid{header: header, right: right}
	left := map[string]bool{}
	var open []string
	for _, r := range v.Rows {
		if r.MW == 0 && r.Kind == "class" {
			continue
		}
		label := r.ID
		if len(r.NotJudged) > 0 {
			label += "*"
		}
		cells := []string{label, figureText(r.MW, 0), aliveText(r.BeforeMW / r.MW)}
		for h, share := range r.Share {
			text := aliveText(share)
			if v.Samples > 0 && share.Known() {
				text += fmt.Sprintf(" (%.0f–%.0f)", 100*float64(r.LowMW[h]/r.MW), 100*float64(r.HighMW[h]/r.MW))
			}
			cells = append(cells, text)
		}
		g.rows = append(g.rows, cells)
		for _, what := range r.NotJudged {
			if !left[what] {
				left[what] = true
				open = append(open, what)
			}
		}
	}
	g.print(w)
	if len(open) > 0 {
		fmt.Fprintf(w, "* not looked at: %s\n", strings.Join(open, ", "))
	}
}

func aliveText(x report.Number) string {
	if !x.Known() {
		return "—"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(x))
}

// printLosses prints why the rest is not alive, and where.
func (v shockView) printLosses(w io.Writer) {
	header, right := v.hourHeader("MW not connected")
	g := grid{header: header, right: right}
	for _, line := range []struct {
		name string
		of   func(l lostView) report.Number
	}{
		{"halls damaged", func(l lostView) report.Number { return l.DamagedMW }},
		{"without power", func(l lostView) report.Number { return l.UnpoweredMW }},
		{"cut off from every hub", func(l lostView) report.Number { return l.CutOffMW }},
		{"of these taken over", func(l lostView) report.Number { return l.TakenOverMW }},
	} {
		cells := []string{line.name}
		for _, l := range v.Lost {
			cells = append(cells, figureText(line.of(l), 0))
		}
		g.rows = append(g.rows, cells)
	}
	fmt.Fprintln(w)
	g.print(w)
	fmt.Fprintln(w, v.firstToFail())
	header, right = v.hourHeader("hit first", "MW", "cause")
	right[1] = true
	g = grid{header: header, right: right}
	for _, s := range v.Sites[:min(listedLosses, len(v.Sites))] {
		if s.AliveMW[0] >= s.MW {
			break
		}
		name := s.Name
		if name == "" {
			name = s.ID
		}
		cells := []string{clip(name, 36), figureText(s.MW, 0), s.Cause[0]}
		for _, alive := range s.AliveMW {
			cells = append(cells, aliveText(alive/s.MW))
		}
		g.rows = append(g.rows, cells)
	}
	if len(g.rows) > 0 {
		fmt.Fprintln(w)
		g.print(w)
	}
}

// firstToFail says in a sentence what fails first and when least is alive.
func (v shockView) firstToFail() string {
	first, least := v.Lost[0], 0
	connected := v.Rows[1].MeanMW
	for h, mw := range connected {
		if mw < connected[least] {
			least = h
		}
	}
	name, worst := largestCause(first)
	if worst < 0.5 {
		name = "nothing"
	}
	text := fmt.Sprintf("At %s most is lost to: %s.", hourText(first.Hour), name)
	if least > 0 {
		later, _ := largestCause(v.Lost[least])
		text += fmt.Sprintf(" Least is connected at %s, %s, most lost to: %s.", hourText(v.Hours[least]), mwText(connected[least]), later)
	}
	return text
}

func largestCause(l lostView) (string, report.Number) {
	name, worst := "damaged halls", l.DamagedMW
	if l.UnpoweredMW > worst {
		name, worst = "power", l.UnpoweredMW
	}
	if l.CutOffMW > worst {
		name, worst = "the network", l.CutOffMW
	}
	return name, worst
}

// printNetwork prints what holds together and what failed most often.
func (v shockView) printNetwork(w io.Writer) {
	header, right := v.hourHeader("still reached", "before")
	g := grid{header: header, right: right}
	byHub := map[string][]reachRow{}
	for _, r := range v.Reach {
		byHub[r.Hub] = append(byHub[r.Hub], r)
	}
	for _, hub := range v.Network.Hubs {
		cells := []string{"metros from " + hub, fmt.Sprintf("%d of %d", reachedBefore(byHub[hub]), len(byHub[hub]))}
		for h := range v.Hours {
			sum := 0.0
			for _, r := range byHub[hub] {
				sum += r.Share[h]
			}
			cells = append(cells, fmt.Sprintf("%.1f", sum))
		}
		g.rows = append(g.rows, cells)
	}
	for _, row := range []struct {
		name string
		partsView
	}{{"cable landings", v.Landing}, {"connected parts", v.Parts}} {
		cells := []string{row.name, fmt.Sprint(row.Before)}
		for _, mean := range row.Mean {
			cells = append(cells, fmt.Sprintf("%.1f", mean))
		}
		g.rows = append(g.rows, cells)
	}
	fmt.Fprintln(w)
	g.print(w)
	if lost := v.cutMetros(); len(lost) > 0 {
		fmt.Fprintf(w, "reached less often at %s: %s\n", hourText(v.Hours[0]), strings.Join(lost, ", "))
	}
	if len(v.Failed) == 0 {
		return
	}
	var list []string
	for _, f := range v.Failed[:min(listedLosses, len(v.Failed))] {
		list = append(list, fmt.Sprintf("%s %s (%.0f %%)", f.Kind, f.ID, 100*f.Share))
	}
	fmt.Fprintf(w, "failed most often, of %d: %s\n", len(v.Failed), strings.Join(list, ", "))
}

// cutMetros names the metros that a hub reaches less often at the first hour than
// before, the least often first.
func (v shockView) cutMetros() []string {
	var cut []reachRow
	for _, r := range v.Reach {
		if r.Before && r.Share[0] < 1 {
			cut = append(cut, r)
		}
	}
	slices.SortStableFunc(cut, func(a, b reachRow) int { return cmp.Compare(a.Share[0], b.Share[0]) })
	var list []string
	for _, r := range cut[:min(listedLosses, len(cut))] {
		list = append(list, fmt.Sprintf("%s from %s (%.0f %%)", r.Name, r.Hub, 100*r.Share[0]))
	}
	return list
}

func reachedBefore(rows []reachRow) int {
	n := 0
	for _, r := range rows {
		if r.Before {
			n++
		}
	}
	return n
}

// printWorst prints the worst cuts and how many spans each site hangs on.
func (v shockView) printWorst(w io.Writer) {
	if v.Worst == nil {
		return
	}
	g := grid{header: []string{"spans lost", "MW cut off", "proven", "worst cut"}, right: map[int]bool{0: true, 1: true}}
	for _, s := range v.Worst.Steps {
		var ids []string
		for _, f := range s.Cut {
			ids = append(ids, f.ID)
		}
		proven := "yes"
		if !s.Proven {
			proven = "no, at most " + mwText(s.AtMostMW)
		}
		if len(ids) == 0 {
			ids = []string{"none cuts a site off"}
		}
		g.rows = append(g.rows, []string{fmt.Sprintf("any %d", s.Spans), figureText(s.LostMW, 0), proven, strings.Join(ids, ", ")})
	}
	fmt.Fprintln(w)
	g.print(w)
	least, mw, never := -1, report.Number(0), report.Number(0)
	for _, d := range v.Worst.Degrees {
		switch {
		case d.Spans == nil:
			never += d.MW
		case least < 0 || *d.Spans < least:
			least, mw = *d.Spans, d.MW
		case *d.Spans == least:
			mw += d.MW
		}
	}
	if least >= 0 {
		fmt.Fprintf(w, "degree of bit resilience: %d spans cut off the weakest sites (%s); ", least, mwText(mw))
	}
	fmt.Fprintf(w, "%s are joined to a hub by a spur and hang on it, not on spans\n", mwText(never))
	if !v.Worst.Spurs {
		fmt.Fprintln(w, "spurs of sites, which are assumed, are not among the spans that may be cut")
	}
}

func (v shockView) printBasis(w io.Writer) {
	fmt.Fprintf(w, "\nThe event (%s): %s\n", v.Shock.Evidence, v.Shock.Source)
	for _, b := range v.Shock.Basis {
		fmt.Fprintf(w, "  %s (%s): %s\n", b.Of, b.Evidence, b.Source)
	}
	fmt.Fprintf(w, "  network: spans of the atlas in service by %d, estimated; each site joined to its %d nearest long-haul nodes; profile %s\n",
		v.Network.InServiceBy, v.Network.Spurs, v.Network.Profile)
}
