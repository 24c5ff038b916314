package main

import (
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/plan/regret"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
)

// regretSummary is what regret prints.
type regretSummary struct {
	Futures   []futureSummary `json:"futures"`
	Committed []int           `json:"committed_periods"` // first years
	Plans     []regretPlan    `json:"plans"`
	Minimax   string          `json:"minimax"` // the plan whose largest regret is least; empty for none
	Sites     int             `json:"sites"`   // that all plans are made of
	Dropped   []string        `json:"dropped"` // shortlisted by one scenario, refused by another
}

type futureSummary struct {
	Scenario string        `json:"scenario"`
	Title    string        `json:"title"`
	BestBn   report.Number `json:"best_bjpy"`
	BoundBn  report.Number `json:"bound_bjpy"` // no plan costs less
}

type regretPlan struct {
	MadeFor string         `json:"made_for"`
	In      []regretFigure `json:"in"` // by future
	MaxBn   report.Number  `json:"max_regret_bjpy"`
	endless bool
}

type regretFigure struct {
	Stands   bool          `json:"stands"`  // false where the commitment cannot be kept
	Missing  string        `json:"missing"` // what it builds that is not on offer there
	CostBn   report.Number `json:"cost_bjpy"`
	RegretBn report.Number `json:"regret_bjpy"`
	LowBn    report.Number `json:"low_bjpy"`  // proven
	HighBn   report.Number `json:"high_bjpy"` // proven
}

func regretView(results []*scenario.Result, studies []*portfolio.Study, t regret.Table, dropped []string) *regretSummary {
	v := &regretSummary{Plans: []regretPlan{}, Sites: len(studies[0].Sites), Dropped: append([]string{}, dropped...), Committed: studies[0].Settings.Periods[:t.Until]}
	for n, r := range results {
		v.Futures = append(v.Futures, futureSummary{r.Scenario.Name, r.Scenario.Heading(), inBillions(t.BestJPY[n]), inBillions(t.BoundJPY[n])})
	}
	for j, name := range t.Plans {
		p := regretPlan{MadeFor: name, In: []regretFigure{}, MaxBn: inBillions(t.MaxRegretJPY[j]), endless: math.IsInf(t.MaxRegretJPY[j], 1)}
		for n := range t.Futures {
			p.In = append(p.In, regretFigure{!math.IsInf(t.CostJPY[j][n], 1), t.Missing[j][n], inBillions(t.CostJPY[j][n]), inBillions(t.RegretJPY[j][n]),
				inBillions(t.LowJPY[j][n]), inBillions(t.HighJPY[j][n])})
		}
		v.Plans = append(v.Plans, p)
	}
	if t.Minimax >= 0 {
		v.Minimax = t.Plans[t.Minimax]
	}
	return v
}

func (v *regretSummary) print(w io.Writer) {
	fmt.Fprintln(w, bold(w, "Regret: what the plan of one scenario costs more than the best when another comes true (net present, bn ¥)"))
	g := grid{header: []string{"plan made for"}, right: map[int]bool{}}
	for n, f := range v.Futures {
		g.header = append(g.header, "in "+f.Scenario, "proven")
		g.right[1+2*n], g.right[2+2*n] = true, true
	}
	g.header = append(g.header, "largest")
	g.right[len(g.header)-1] = true
	for _, p := range v.Plans {
		row := []string{p.MadeFor}
		for _, x := range p.In {
			row = append(row, x.text()...)
		}
		most := figureText(p.MaxBn, 1)
		if p.endless {
			most = "endless"
		}
		g.rows = append(g.rows, append(row, most))
	}
	best := []string{"best plan costs"}
	for _, f := range v.Futures {
		best = append(best, figureText(f.BestBn, 1), "≥ "+figureText(f.BoundBn, 1))
	}
	g.rows = append(g.rows, best)
	g.print(w)
	fmt.Fprintln(w)
	if v.Minimax == "" {
		fmt.Fprintln(w, "No plan stands in all futures, or none was found.")
	} else {
		fmt.Fprintf(w, "Least of the largest regrets: the plan made for %s\n", v.Minimax)
	}
	v.printMissing(w)
	fmt.Fprintf(w, "A plan commits to what it builds, and does not build, in the periods from %v; the rest is decided when the future is known.\n", v.Committed)
	fmt.Fprintf(w, "All plans, and what is proven of them, are made of the same %d sites: what any of the scenarios shortlists", v.Sites)
	if len(v.Dropped) > 0 {
		fmt.Fprintf(w, ", less %s that another one refuses: %s", counted(len(v.Dropped), "site"), siteNames(v.Dropped, changesShown))
	}
	fmt.Fprintln(w, ".")
}

// printMissing says what keeps plans from standing where it is not on offer.
func (v *regretSummary) printMissing(w io.Writer) {
	for _, p := range v.Plans {
		for n, x := range p.In {
			if x.Missing != "" {
				fmt.Fprintf(w, "The plan made for %s cannot be built in %s, which does not offer %s.\n", p.MadeFor, v.Futures[n].Scenario, x.Missing)
			}
		}
	}
}

func (x *regretFigure) text() []string {
	switch {
	case x.Missing != "":
		return []string{"not on offer", ""}
	case !x.Stands:
		return []string{"cannot stand", ""}
	}
	return []string{figureText(x.RegretBn, 1), figureText(x.LowBn, 1) + "–" + figureText(x.HighBn, 1)}
}

func (v *regretSummary) csv() (header []string, rows [][]string) {
	for _, p := range v.Plans {
		for n, x := range p.In {
			f := v.Futures[n]
			rows = append(rows, []string{p.MadeFor, f.Scenario, strconv.FormatBool(x.Stands), x.Missing, millionsText(x.CostBn), millionsText(f.BestBn), millionsText(f.BoundBn),
				millionsText(x.RegretBn), millionsText(x.LowBn), millionsText(x.HighBn), strconv.FormatBool(p.MadeFor == v.Minimax)})
		}
	}
	return []string{"plan", "future", "stands", "missing", "cost_mjpy", "best_mjpy", "bound_mjpy", "regret_mjpy", "low_mjpy", "high_mjpy", "minimax"}, rows
}

// millions turns billions of JPY into millions for CSV.
func millionsText(bn report.Number) string { return cell(1000*float64(bn), 1) }
