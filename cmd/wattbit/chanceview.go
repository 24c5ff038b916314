package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
)

// chanceSummary is what chance prints.
type chanceSummary struct {
	Scenario   string        `json:"scenario"`
	Title      string        `json:"title"`
	Year       int           `json:"year"` // first of the last period, which all MW are about
	Seed       uint64        `json:"seed"`
	Samples    int           `json:"samples"`
	Planned    int           `json:"planned"`
	Infeasible int           `json:"infeasible"`
	CostBn     report.Number `json:"joint_cost_bjpy"` // with the figures as they are
	Sites      []siteChance  `json:"sites"`           // the likeliest first
	Areas      []areaChance  `json:"areas"`
	Assumed    []unsureView  `json:"assumptions"`
	Repeatable bool          `json:"reproducible"`
}

type siteChance struct {
	ID      string        `json:"id"`
	Name    string        `json:"name"`
	Area    string        `json:"area"`
	Chosen  int           `json:"chosen"`
	Pct     report.Number `json:"chosen_pct"`
	LowPct  report.Number `json:"low_pct"` // 95 % interval
	HighPct report.Number `json:"high_pct"`
	MeanMW  report.Number `json:"mean_mw"`
	InPlan  bool          `json:"in_joint_plan"`
}

type areaChance struct {
	Area     string        `json:"area"`
	LowMW    report.Number `json:"mw_5_pct"`
	MedianMW report.Number `json:"mw_50_pct"`
	HighMW   report.Number `json:"mw_95_pct"`
}

type unsureView struct {
	Key       string  `json:"key"`
	SpreadPct float64 `json:"spread_pct"`
	Source    string  `json:"source"`
}

func chanceView(r *scenario.Result, st *portfolio.Study, c *portfolio.Chance) *chanceSummary {
	periods := st.Settings.Periods
	v := &chanceSummary{
		Scenario: r.Scenario.Name, Title: r.Scenario.Heading(), Year: periods[len(periods)-1], Seed: r.Scenario.Seed,
		Samples: len(c.Samples), Planned: c.Planned, Infeasible: c.Infeasible, CostBn: report.Missing, Repeatable: c.Repeatable,
		Sites: []siteChance{}, Areas: []areaChance{}, Assumed: []unsureView{},
	}
	if len(c.Joint.Plan.Sites) > 0 {
		v.CostBn = inBillions(c.Joint.Evaluation.TotalJPY)
	}
	for _, s := range c.Sites {
		site := st.Sites[s.Site].Candidate
		v.Sites = append(v.Sites, siteChance{site.ID, site.Name, site.Area, s.Chosen, percentOf(s.Share), percentOf(s.Low), percentOf(s.High), report.Number(s.MeanMW), c.InPlan[s.Site]})
	}
	slices.SortStableFunc(v.Sites, func(a, b siteChance) int {
		return cmp.Or(cmp.Compare(b.Chosen, a.Chosen), cmp.Compare(b.MeanMW, a.MeanMW), cmp.Compare(a.ID, b.ID))
	})
	for _, a := range c.Areas {
		v.Areas = append(v.Areas, areaChance{st.Problem.Areas[a.Area].ID, report.Number(a.LowMW), report.Number(a.MedianMW), report.Number(a.HighMW)})
	}
	for _, u := range st.Settings.Uncertainty.Named() {
		v.Assumed = append(v.Assumed, unsureView{u.Key, u.SpreadPct, u.Source})
	}
	return v
}

func (v *chanceSummary) print(w io.Writer) {
	fmt.Fprintln(w, bold(w, fmt.Sprintf("How often each site is chosen in %s", counted(v.Samples, "draw"))))
	g := grid{header: []string{"site", "area", "chosen", "%", "95 % interval", fmt.Sprintf("mean MW in %d", v.Year), "in the joint plan"}, right: map[int]bool{2: true, 3: true, 4: true, 5: true}}
	more, never := 0, 0
	for _, s := range v.Sites {
		switch {
		case s.Chosen == 0 && !s.InPlan:
			never++
		case len(g.rows) >= variantsShown:
			more++
		default:
			g.rows = append(g.rows, []string{clip(s.Name, 28), s.Area, strconv.Itoa(s.Chosen), figureText(s.Pct, 0),
				figureText(s.LowPct, 0) + "–" + figureText(s.HighPct, 0), figureText(s.MeanMW, 0), yesNo(s.InPlan)})
		}
	}
	if more > 0 {
		g.rows = append(g.rows, []string{fmt.Sprintf("and %d more", more)})
	}
	g.print(w)
	fmt.Fprintf(w, "Never chosen: %d of %d sites\n", never, len(v.Sites))
	if v.Planned < v.Samples {
		fmt.Fprintf(w, "%s without a plan, %d of them because no plan meets every requirement\n", counted(v.Samples-v.Planned, "draw"), v.Infeasible)
	}
	fmt.Fprintf(w, "\nIT MW of the power areas in %d\n", v.Year)
	a := grid{header: []string{"power area", "5 %", "median", "95 %"}, right: map[int]bool{1: true, 2: true, 3: true}}
	for _, x := range v.Areas {
		if x.HighMW > 0 {
			a.rows = append(a.rows, []string{x.Area, figureText(x.LowMW, 0), figureText(x.MedianMW, 0), figureText(x.HighMW, 0)})
		}
	}
	a.print(w)
	fmt.Fprintf(w, "\nWhat is drawn (seed %d): log-normal factors, with the standard deviation of the logarithm\n", v.Seed)
	for _, u := range v.Assumed {
		fmt.Fprintf(w, "  %s %g %%: %s\n", u.Key, u.SpreadPct, u.Source)
	}
	fmt.Fprintf(w, "Intervals cover the sampling alone; a plan within the gap may leave out a site that the best would hold.\n")
}

func (v *chanceSummary) csv() (header []string, rows [][]string) {
	for _, s := range v.Sites {
		rows = append(rows, []string{s.ID, s.Name, s.Area, strconv.Itoa(s.Chosen), strconv.Itoa(v.Planned), cell(float64(s.Pct), 2), cell(float64(s.LowPct), 2), cell(float64(s.HighPct), 2),
			cell(float64(s.MeanMW), 1), strconv.FormatBool(s.InPlan)})
	}
	return []string{"site", "name", "area", "chosen", "of_draws", "chosen_pct", "low_pct", "high_pct", "mean_mw", "in_joint_plan"}, rows
}

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}
