package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
)

// alternativesSummary is what alternatives prints.
type alternativesSummary struct {
	Scenario     string          `json:"scenario"`
	Title        string          `json:"title"`
	Year         int             `json:"year"` // first of the last period, which all MW are about
	GapPct       report.Number   `json:"gap_pct"`
	Plans        []nearPlan      `json:"plans"` // the joint plan first, then the cheapest
	Within       []withinSummary `json:"within"`
	Proofs       int             `json:"proof_searches"`
	Reproducible bool            `json:"reproducible"`
	Interrupted  bool            `json:"interrupted"`
}

type nearPlan struct {
	CostBn     report.Number `json:"cost_bjpy"`
	MorePct    report.Number `json:"more_pct"`
	Sites      []namedSite   `json:"sites"`
	In         []namedSite   `json:"sites_in"` // against the joint plan
	Out        []namedSite   `json:"sites_out"`
	MetroPct   report.Number `json:"metro_pct"`
	UnservedMW report.Number `json:"unserved_mw"`
	Accepted   bool          `json:"accepted"`
}

type withinSummary struct {
	Pct   float64        `json:"within_pct"`
	Plans int            `json:"plans"`
	Sites []siteStanding `json:"sites"` // of the study, the most frequent first
	Areas []areaRange    `json:"areas"`
}

type siteStanding struct {
	ID     string        `json:"id"`
	Name   string        `json:"name"`
	Area   string        `json:"area"`
	Plans  int           `json:"plans"`
	LowMW  report.Number `json:"low_mw"`
	MeanMW report.Number `json:"mean_mw"`
	HighMW report.Number `json:"high_mw"`
	Must   bool          `json:"must"`  // in all plans found
	Avoid  bool          `json:"avoid"` // in none
	Proven bool          `json:"proven"`
}

type areaRange struct {
	Area     string        `json:"area"`
	LowMW    report.Number `json:"low_mw"` // in plans that were found
	HighMW   report.Number `json:"high_mw"`
	NoLessMW report.Number `json:"no_less_mw"` // proven
	NoMoreMW report.Number `json:"no_more_mw"` // proven; null where nothing is
}

func alternativesView(r *scenario.Result, n *portfolio.Near) *alternativesSummary {
	v := &alternativesSummary{
		Scenario: r.Scenario.Name, Title: r.Scenario.Heading(), Year: n.Years[len(n.Years)-1], GapPct: percentOf(n.Joint.Gap),
		Plans: []nearPlan{}, Within: []withinSummary{}, Proofs: n.Proofs, Reproducible: n.Reproducible,
	}
	for _, p := range n.Plans {
		v.Plans = append(v.Plans, nearPlan{inBillions(p.CostJPY), report.Number(p.MorePct), namedSites(p.Sites), namedSites(p.In), namedSites(p.Out),
			report.Number(p.MetroPct), report.Number(tidy([]float64{p.UnservedMW})[0]), p.Accepted})
	}
	for _, w := range n.Within {
		s := withinSummary{Pct: w.Pct, Plans: w.Near.Plans, Sites: []siteStanding{}, Areas: []areaRange{}}
		for _, x := range w.Near.Sites {
			s.Sites = append(s.Sites, standingOf(n.Sites[x.Site], x))
		}
		slices.SortStableFunc(s.Sites, func(a, b siteStanding) int {
			return cmp.Or(cmp.Compare(b.Plans, a.Plans), cmp.Compare(b.MeanMW, a.MeanMW), cmp.Compare(a.ID, b.ID))
		})
		for _, a := range w.Ranges {
			s.Areas = append(s.Areas, areaRange{n.Areas[a.Area].ID, report.Number(a.Low), report.Number(a.High), report.Number(a.NoLess), report.Number(a.NoMore)})
		}
		v.Within = append(v.Within, s)
	}
	return v
}

func standingOf(site portfolio.Site, x plan.Standing) siteStanding {
	c := site.Candidate
	return siteStanding{c.ID, c.Name, c.Area, x.Plans, report.Number(x.LowMW), report.Number(x.MeanMW), report.Number(x.HighMW), x.Must, x.Avoid, x.Proven}
}

func (v *alternativesSummary) print(w io.Writer) {
	fmt.Fprintln(w, bold(w, "Plans that cost little more than the joint plan and differ from it"))
	g := grid{header: []string{"plan", "bn ¥", "more %", "sites", "metros %", "not served", "in", "out"}, right: map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true}}
	a := v.alternatives()
	for _, p := range a.Plans {
		g.rows = append(g.rows, []string{p.Name, figureText(p.CostBn, 1), figureText(p.MorePct, 2), strconv.Itoa(p.Sites), figureText(p.MetroPct, 0),
			figureText(p.Unserved, 0), fit(w, siteNames(p.In, 3), 60), fit(w, siteNames(p.Out, 3), 60)})
	}
	g.print(w)
	for _, s := range a.Within {
		fmt.Fprintf(w, "\n%s\n", bold(w, fmt.Sprintf("Within %g %%: %s", float64(s.Pct), counted(s.Plans, "plan"))))
		printWithin(w, s, v.Year)
	}
	fmt.Fprintln(w)
	for _, text := range a.Remarks() {
		fmt.Fprintln(w, text)
	}
}

// alternatives is the summary as the report shows it.
func (v *alternativesSummary) alternatives() *report.Alternatives {
	a := &report.Alternatives{Year: v.Year, GapPct: v.GapPct, Proofs: v.Proofs, Reproducible: v.Reproducible, Interrupted: v.Interrupted}
	for i, p := range v.Plans {
		name := strconv.Itoa(i)
		if i == 0 {
			name = "joint"
		}
		a.Plans = append(a.Plans, report.AltPlan{Name: name, CostBn: p.CostBn, MorePct: p.MorePct, Sites: len(p.Sites), MetroPct: p.MetroPct, Unserved: p.UnservedMW,
			In: namesOf(p.In), Out: namesOf(p.Out), Accepted: p.Accepted})
	}
	for _, s := range v.Within {
		w := report.AltWithin{Pct: report.Number(s.Pct), Plans: s.Plans}
		for _, x := range s.Sites {
			w.Sites = append(w.Sites, report.AltSite{Name: x.Name, Area: x.Area, Plans: x.Plans, LowMW: x.LowMW, MeanMW: x.MeanMW, HighMW: x.HighMW, Proven: x.Proven})
		}
		for _, r := range s.Areas {
			most := r.NoMoreMW
			if !most.Known() {
				most = report.Missing // infinite: nothing is proven
			}
			w.Areas = append(w.Areas, report.AltArea{Name: r.Area, Low: r.LowMW, High: r.HighMW, NoLess: r.NoLessMW, NoMore: most})
		}
		a.Within = append(a.Within, w)
	}
	return a
}

// fill puts the alternatives into a page of their own.
func (v *alternativesSummary) fill(d *report.Data) {
	d.Title = "Plans that cost little more than the joint plan"
	d.Alternatives = v.alternatives()
	d.Findings = append(d.Findings, v.sentence())
	proven := 0
	widest := v.Within[len(v.Within)-1]
	for _, s := range widest.Sites {
		if s.Must && s.Proven {
			proven++
		}
	}
	d.KeyFigures = []report.KeyFigure{
		{Label: "The joint plan", Value: figureText(v.Plans[0].CostBn, 0), Unit: "bn ¥", Note: fmt.Sprintf("within %s %% of the best", figureText(v.GapPct, 2))},
		{Label: "Other plans found", Value: strconv.Itoa(len(v.Plans) - 1), Note: fmt.Sprintf("within %g %% of its cost", widest.Pct)},
		{Label: "Sites that must be", Value: strconv.Itoa(proven), Note: fmt.Sprintf("proven for all plans within %g %%", widest.Pct)},
	}
}

// sentence says how much the plans within the largest percentage have in common.
func (v *alternativesSummary) sentence() string {
	w := v.Within[len(v.Within)-1]
	var all []string
	for _, s := range w.Sites {
		if s.Must {
			all = append(all, s.Name)
		}
	}
	switch {
	case w.Plans == 1:
		return fmt.Sprintf("No other plan within %g %% of the joint plan's cost was found.", w.Pct)
	case len(all) == 0:
		return fmt.Sprintf("%s within %g %% of the joint plan's cost, itself included, have no site in common.", counted(w.Plans, "plan"), w.Pct)
	}
	return fmt.Sprintf("%s within %g %% of the joint plan's cost, itself included, have %s in common: %s.", counted(w.Plans, "plan"), w.Pct, counted(len(all), "site"), siteNames(all, changesShown))
}

// standingsShown is how many sites are printed for a percentage.
const standingsShown = 20

func printWithin(w io.Writer, s report.AltWithin, year int) {
	if text := s.Alone(); text != "" {
		fmt.Fprintln(w, text)
	} else {
		printStandings(w, s, year)
	}
	fmt.Fprintln(w, s.None())
	areas := s.Shown()
	if len(areas) == 0 {
		return
	}
	a := grid{header: []string{"power area", "MW found", "proven"}, right: map[int]bool{1: true}}
	for _, r := range areas {
		proven := "—"
		switch {
		case r.NoMore.Known():
			proven = figureText(r.NoLess, 0) + "–" + figureText(r.NoMore, 0)
		case r.NoLess > 0:
			proven = "at least " + figureText(r.NoLess, 0)
		}
		a.rows = append(a.rows, []string{r.Name, figureText(r.Low, 0) + "–" + figureText(r.High, 0), proven})
	}
	a.print(w)
}

func printStandings(w io.Writer, s report.AltWithin, year int) {
	g := grid{header: []string{"site", "area", "plans", fmt.Sprintf("MW in %d", year), "mean", ""}, right: map[int]bool{2: true, 3: true, 4: true}}
	more := 0
	for _, x := range s.Sites {
		if x.Plans == 0 {
			continue
		}
		if len(g.rows) == standingsShown {
			more++
			continue
		}
		g.rows = append(g.rows, []string{fit(w, x.Name, 28), x.Area, fmt.Sprintf("%d of %d", x.Plans, s.Plans),
			figureText(x.LowMW, 0) + "–" + figureText(x.HighMW, 0), figureText(x.MeanMW, 0), s.Standing(x)})
	}
	if more > 0 {
		g.rows = append(g.rows, []string{fmt.Sprintf("and %d more", more)})
	}
	g.print(w)
}

func (v *alternativesSummary) csv() (header []string, rows [][]string) {
	for _, s := range v.Within {
		for _, x := range s.Sites {
			rows = append(rows, []string{strconv.FormatFloat(s.Pct, 'g', -1, 64), x.ID, x.Name, x.Area, strconv.Itoa(x.Plans), strconv.Itoa(s.Plans),
				cell(float64(x.LowMW), 1), cell(float64(x.MeanMW), 1), cell(float64(x.HighMW), 1),
				strconv.FormatBool(x.Must), strconv.FormatBool(x.Avoid), strconv.FormatBool(x.Proven)})
		}
	}
	return []string{"within_pct", "site", "name", "area", "plans", "of_plans", "low_mw", "mean_mw", "high_mw", "must", "avoid", "proven"}, rows
}
