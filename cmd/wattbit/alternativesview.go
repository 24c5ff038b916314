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
	never int            // sites that no plan may build, proven
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
			if x.Avoid && x.Proven {
				s.never++
			}
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
	for i, p := range v.Plans {
		name := strconv.Itoa(i)
		if i == 0 {
			name = "joint"
		}
		g.rows = append(g.rows, []string{name, figureText(p.CostBn, 1), figureText(p.MorePct, 2), strconv.Itoa(len(p.Sites)), figureText(p.MetroPct, 0),
			figureText(p.UnservedMW, 0), clip(siteNames(namesOf(p.In), 3), 60), clip(siteNames(namesOf(p.Out), 3), 60)})
	}
	g.print(w)
	for _, s := range v.Within {
		fmt.Fprintf(w, "\n%s\n", bold(w, fmt.Sprintf("Within %g %%: %s", s.Pct, counted(s.Plans, "plan"))))
		s.print(w, v.Year)
	}
	fmt.Fprintf(w, "\nThe plans are sought to differ: how often a site appears is no probability.\n")
	fmt.Fprintf(w, "%s went into proofs; the joint plan itself is within %s %% of the best.\n", searches(v.Proofs), figureText(v.GapPct, 2))
	for i, p := range v.Plans {
		if !p.Accepted {
			fmt.Fprintf(w, "Plan %d fails its check of the grid or of the optical network.\n", i)
		}
	}
	if !v.Reproducible {
		fmt.Fprintf(w, "A time limit or an interrupt may have ended a search: a repeat may give other plans.\n")
	}
}

func searches(n int) string {
	if n == 1 {
		return "1 search"
	}
	return fmt.Sprintf("%d searches", n)
}

// standingsShown is how many sites are printed for a percentage.
const standingsShown = 20

func (s *withinSummary) print(w io.Writer, year int) {
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
		g.rows = append(g.rows, []string{clip(x.Name, 28), x.Area, fmt.Sprintf("%d of %d", x.Plans, s.Plans),
			figureText(x.LowMW, 0) + "–" + figureText(x.HighMW, 0), figureText(x.MeanMW, 0), x.words()})
	}
	if more > 0 {
		g.rows = append(g.rows, []string{fmt.Sprintf("and %d more", more)})
	}
	g.print(w)
	fmt.Fprintf(w, "In none of the plans: %d of %d sites, %d of them proven\n", s.none(), len(s.Sites), s.never)
	if len(s.Areas) == 0 {
		return
	}
	a := grid{header: []string{"power area", "MW found", "proven"}, right: map[int]bool{1: true}}
	for _, r := range s.Areas {
		if r.HighMW == 0 && r.NoMoreMW == 0 {
			continue // no site of the study stands there
		}
		proven := "at least " + figureText(r.NoLessMW, 0)
		if r.NoMoreMW.Known() {
			proven += ", at most " + figureText(r.NoMoreMW, 0)
		}
		a.rows = append(a.rows, []string{r.Area, figureText(r.LowMW, 0) + "–" + figureText(r.HighMW, 0), proven})
	}
	a.print(w)
}

func (s *withinSummary) none() int {
	n := 0
	for _, x := range s.Sites {
		if x.Avoid {
			n++
		}
	}
	return n
}

func (x *siteStanding) words() string {
	switch {
	case x.Must && x.Proven:
		return "must be, proven"
	case x.Must:
		return "in all that were found"
	}
	return ""
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
