package main

import (
	"fmt"
	"io"
	"math"
	"path/filepath"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/site"
)

// summary is what run and score print, as text or as JSON.
type summary struct {
	Scenario   string             `json:"scenario"`
	Title      string             `json:"title"`
	Candidates int                `json:"candidates"`
	Passed     int                `json:"passed"`
	Unknown    int                `json:"unknown"`
	Funnel     []gateSummary      `json:"funnel"`
	Top        []candidateSummary `json:"top"`
	BestByArea []candidateSummary `json:"best_by_area"`
	Standing   scenario.Standing  `json:"standing"`
	Notes      []scenario.Note    `json:"notes"`
	Warnings   []string           `json:"warnings"`
	Robustness *robustSummary     `json:"robustness,omitempty"`
	Plan       *planSummary       `json:"plan,omitempty"`
	Around     *around            `json:"around,omitempty"`
	PlanNot    string             `json:"plan_refused,omitempty"`
	Folder     string             `json:"folder,omitempty"`
	findings   []string
	weighing   []string
	ofInputs   []string // the warnings of the inputs
	clipped    string
	doubled    []string
}

type gateSummary struct {
	ID           string `json:"id"`
	Title        string `json:"title"`
	Rule         string `json:"rule"`
	FailAlone    int    `json:"fail_alone"`
	FailOnly     int    `json:"fail_only"`
	UnknownAlone int    `json:"unknown_alone"`
	Left         int    `json:"left"`
}

type candidateSummary struct {
	Rank      int                      `json:"rank"`
	ID        string                   `json:"id"`
	Name      string                   `json:"name"`
	NameLocal string                   `json:"name_local"`
	Region    string                   `json:"region"`
	Area      string                   `json:"area"`
	Score     report.Number            `json:"score"`
	ScoreLow  report.Number            `json:"score_low"`
	ScoreHigh report.Number            `json:"score_high"`
	Figures   map[string]report.Number `json:"figures"`
}

func summarize(r *scenario.Result, folder string) summary {
	s := summary{
		Scenario: r.Scenario.Name, Title: r.Scenario.Heading(), Candidates: len(r.Figures.IDs),
		Passed: len(r.Ranking.Order), Unknown: len(r.Ranking.Open), Folder: folder,
		Standing: r.MeanStanding(r.Ranking.Order), Notes: r.Notes(), findings: findings(r), weighing: weighingTexts(r),
		ofInputs: r.Warnings, clipped: clippedText(r), doubled: pressing(r),
		Warnings: r.AllWarnings(),
		Top:      []candidateSummary{}, BestByArea: []candidateSummary{},
	}
	s.Robustness = summarizeRobustness(r)
	s.PlanNot = r.PlanRefused
	if r.Plan != nil {
		s.Plan = planView(r)
	}
	for _, step := range r.Ranking.Funnel {
		s.Funnel = append(s.Funnel, gateSummary{step.Gate.ID, step.Gate.Title, gateRule(step.Gate),
			step.FailAlone, step.FailOnly, step.UnknownAlone, step.Remaining})
	}
	for _, row := range r.Ranking.Order[:min(r.Scenario.Report.Top, len(r.Ranking.Order))] {
		s.Top = append(s.Top, summarizeCandidate(r, row))
	}
	for _, row := range r.BestByArea() {
		s.BestByArea = append(s.BestByArea, summarizeCandidate(r, row))
	}
	return s
}

func summarizeCandidate(r *scenario.Result, row int) candidateSummary {
	c, k := r.Table.Candidates[row], r.Ranking
	out := candidateSummary{
		Rank: k.Rank[row], ID: c.ID, Name: c.Name, NameLocal: c.NameLocal, Region: r.RegionName(c.Region), Area: c.Area,
		Score: percent(k.Score[row]), ScoreLow: percent(k.Lower[row]), ScoreHigh: percent(k.Upper[row]),
		Figures: map[string]report.Number{},
	}
	for _, column := range r.Table.Columns {
		out.Figures[column.ID] = report.Number(column.Values[row])
	}
	return out
}

// columns of the printed ranking: watts, bits, earth.
var printed = []struct {
	id, head string
	decimals int
}{
	{site.FirmMW, "firm MW", 0},
	{site.TimeToPowerYears, "years", 1},
	{site.ConnectionMJPYMW, "M¥/MW", 0},
	{site.PowerPriceJPYKWh, "¥/kWh", 1},
	{site.CarbonGPerKWh, "gCO₂/kWh", 0},
	{site.IXRouteKm, "IX km", 0},
	{site.MetroRTTMs, "metro ms", 2},
	{site.DiverseRoutes, "routes", 0},
	{site.HubPairKm, "pair km", 0},
	{site.SeismicPct, "quake %", 1},
}

func (s summary) print(w io.Writer) {
	fmt.Fprintf(w, "%s\n\n", bold(w, s.Title))
	s.printFunnel(w)
	fmt.Fprintf(w, "\nTop %d of %d that pass (watts: firm MW to gCO₂; bits: IX km of fiber to the longer route of the pair to two hubs)\n", len(s.Top), s.Passed)
	printCandidates(w, s.Top)
	fmt.Fprintf(w, "\nBest of each power area\n")
	printCandidates(w, s.BestByArea)
	if s.Robustness != nil {
		s.Robustness.print(w)
	}
	fmt.Fprintf(w, "\nWhat it stands on\n")
	for _, finding := range s.findings[min(len(s.findings), s.hushed()):] {
		fmt.Fprintf(w, "  %s\n", finding)
	}
	for _, text := range s.weighing {
		fmt.Fprintf(w, "  %s\n", text)
	}
	for _, note := range s.Notes {
		if note.Candidate == "" {
			fmt.Fprintf(w, "  %s\n", note.Text)
		}
	}
	fmt.Fprintf(w, "  %s\n", modelCaveat)
	s.printWarnings(w)
	if s.PlanNot != "" {
		fmt.Fprintf(w, "\n%s\n", s.PlanNot)
	}
	if s.Plan != nil {
		fmt.Fprintln(w)
		s.Plan.print(w, false)
	}
	if s.Around != nil {
		s.Around.print(w)
	}
	if s.Folder != "" {
		fmt.Fprintf(w, "\nReport and tables: %s\n", filepath.Join(s.Folder, "report.html"))
	}
}

// printWarnings prints the warnings, those on figures beyond a criterion's range
// as one.
func (s summary) printWarnings(w io.Writer) {
	if len(s.Warnings) == 0 {
		return
	}
	fmt.Fprintf(w, "\nWarnings\n")
	for _, text := range append(append([]string{}, s.ofInputs...), s.doubled...) {
		fmt.Fprintf(w, "  %s\n", text)
	}
	if s.clipped != "" {
		fmt.Fprintf(w, "  %s\n", s.clipped)
	}
}

func (s summary) printFunnel(w io.Writer) {
	if len(s.Funnel) == 0 {
		fmt.Fprintf(w, "No gates: all %d candidates are ranked\n", s.Candidates)
		return
	}
	fmt.Fprintf(w, "Gates, from %d candidates\n", s.Candidates)
	g := grid{header: []string{"gate", "rule", "fail", "fail only this", "unknown", "left"}, right: map[int]bool{2: true, 3: true, 4: true, 5: true}}
	for _, step := range s.Funnel {
		g.rows = append(g.rows, []string{step.Title, step.Rule, fmt.Sprint(step.FailAlone), fmt.Sprint(step.FailOnly), fmt.Sprint(step.UnknownAlone), fmt.Sprint(step.Left)})
	}
	g.print(w)
}

func printCandidates(w io.Writer, candidates []candidateSummary) {
	g := grid{header: []string{"rank", "candidate", "", "prefecture", "score"}, right: map[int]bool{0: true, 4: true}}
	for i, column := range printed {
		g.header = append(g.header, column.head)
		g.right[5+i] = true
	}
	for _, c := range candidates {
		row := []string{fmt.Sprint(c.Rank), clip(c.Name, 24), clip(c.NameLocal, 20), c.Region, scoreText(c)}
		for _, column := range printed {
			figure, measured := c.Figures[column.id]
			if !measured {
				figure = report.Number(math.NaN())
			}
			row = append(row, figureText(figure, column.decimals))
		}
		g.rows = append(g.rows, row)
	}
	g.print(w)
}

// scoreText prints a score, with its interval where figures are missing.
func scoreText(c candidateSummary) string {
	if c.ScoreLow == c.ScoreHigh {
		return fmt.Sprintf("%.1f", c.Score)
	}
	return fmt.Sprintf("%.1f (%.1f–%.1f)", c.Score, c.ScoreLow, c.ScoreHigh)
}

func figureText(x report.Number, decimals int) string {
	if !x.Known() {
		return "—"
	}
	return scenario.Thousands(float64(x), decimals)
}

// hushed is how many findings the notes say better: that nothing passes.
func (s summary) hushed() int {
	if s.Passed == 0 {
		return 1
	}
	return 0
}
