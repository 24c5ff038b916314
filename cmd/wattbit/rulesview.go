package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/rulepack"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/score"
)

// rulesView is what rules check prints as JSON.
type rulesView struct {
	Scenario string          `json:"scenario"`
	Passed   int             `json:"passed"` // candidates that pass the scenario's gates
	Packs    []packView      `json:"packs"`
	Sites    []ruledSiteView `json:"sites"`
}

type packView struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Source  string `json:"source"`
	Pass    int    `json:"pass"`
	Fail    int    `json:"fail"`
	Unknown int    `json:"unknown"`
}

type ruledSiteView struct {
	Rank  int             `json:"rank"`
	ID    string          `json:"id"`
	Name  string          `json:"name"`
	Packs []judgementView `json:"packs"`
}

type judgementView struct {
	Pack  string        `json:"pack"`
	State score.State   `json:"state"`
	Rules []verdictView `json:"rules"`
}

type verdictView struct {
	Rule     string         `json:"rule"`
	State    score.State    `json:"state"`
	Figure   string         `json:"figure,omitempty"`
	Value    *report.Number `json:"value,omitempty"` // null when missing
	Evidence string         `json:"evidence,omitempty"`
	Text     string         `json:"text,omitempty"`
}

func rulesOf(r *scenario.Result, m *scenario.RuleMatrix) rulesView {
	v := rulesView{Scenario: r.Scenario.Name, Passed: len(r.Ranking.Order), Packs: []packView{}, Sites: []ruledSiteView{}}
	for k, p := range m.Packs {
		v.Packs = append(v.Packs, packView{p.ID, p.Title, p.Source, m.Count(k, score.Pass), m.Count(k, score.Fail), m.Count(k, score.Unknown)})
	}
	for n, row := range m.Rows {
		c := r.Table.Candidates[row]
		site := ruledSiteView{Rank: r.Ranking.Rank[row], ID: c.ID, Name: c.Name}
		for _, cell := range m.Cells[n] {
			site.Packs = append(site.Packs, judgementView{cell.Pack.ID, cell.State(), verdictViews(cell)})
		}
		v.Sites = append(v.Sites, site)
	}
	return v
}

func verdictViews(cell rulepack.Judgement) []verdictView {
	out := []verdictView{}
	for _, v := range cell.Verdicts {
		view := verdictView{Rule: v.Rule.ID, State: v.State, Figure: v.Rule.Figure, Evidence: string(v.Value.Evidence), Text: v.Text}
		if v.Rule.Figure != "" {
			x := report.Number(v.Value.X)
			view.Value = &x
		}
		out = append(out, view)
	}
	return out
}

// ruleCell says a judgement in a few letters: the state and the first failing
// figure.
func ruleCell(j rulepack.Judgement) string {
	state := j.State()
	if state != score.Fail {
		return state.String()
	}
	text, more := state.String(), j.Count(score.Fail)-1
	at := slices.IndexFunc(j.Verdicts, func(v rulepack.Verdict) bool { return v.State == score.Fail })
	text += " " + j.Verdicts[at].Said()
	if more > 0 {
		text += fmt.Sprintf(" +%d", more)
	}
	return text
}

func printRules(w io.Writer, r *scenario.Result, m *scenario.RuleMatrix) {
	fmt.Fprintf(w, "%d of %d candidates that pass the gates of scenario %s, held against %s\n", len(m.Rows), len(r.Ranking.Order), r.Scenario.Name, packCount(len(m.Packs)))
	g := grid{header: []string{"rank", "candidate"}, right: map[int]bool{0: true}}
	for _, p := range m.Packs {
		g.header = append(g.header, p.ID)
	}
	for n, row := range m.Rows {
		line := []string{strconv.Itoa(r.Ranking.Rank[row]), clip(r.Table.Candidates[row].Name, 24)}
		for _, cell := range m.Cells[n] {
			line = append(line, ruleCell(cell))
		}
		g.rows = append(g.rows, line)
	}
	g.print(w)
	fmt.Fprintln(w, "\nRules, by how many of these candidates")
	g = grid{header: []string{"pack", "rule", "limit", "pass", "fail", "unknown", "what fails or is missing"}, right: map[int]bool{3: true, 4: true, 5: true}}
	for k, p := range m.Packs {
		for i, rule := range p.Rules {
			c := countRule(m, k, i)
			limit := rule.Rule()
			if limit == "" {
				limit = "—"
			}
			g.rows = append(g.rows, []string{p.ID, rule.Title, limit, strconv.Itoa(c.states[score.Pass]), strconv.Itoa(c.states[score.Fail]), strconv.Itoa(c.states[score.Unknown]), clip(c.text(), 72)})
		}
	}
	g.print(w)
	fmt.Fprintln(w, "\nSources of every rule: wattbit rules show PACK. A pass is no permit: rules are held against modelled and regional figures.")
}

func packCount(n int) string {
	if n == 1 {
		return "1 rule pack"
	}
	return fmt.Sprintf("%d rule packs", n)
}

// ruleCount counts what one rule says over the candidates.
type ruleCount struct {
	states [3]int
	first  [3]string // text of the first candidate in a state
	differ bool      // failing texts differ
}

func countRule(m *scenario.RuleMatrix, pack, rule int) ruleCount {
	var c ruleCount
	for _, cells := range m.Cells {
		v := cells[pack].Verdicts[rule]
		if c.states[v.State] == 0 {
			c.first[v.State] = v.Text
		} else if v.State == score.Fail && v.Text != c.first[v.State] {
			c.differ = true
		}
		c.states[v.State]++
	}
	return c
}

func (c ruleCount) text() string {
	if c.states[score.Fail] == 0 {
		return c.first[score.Unknown] + c.first[score.Pass]
	}
	if c.differ {
		return c.first[score.Fail] + ", …"
	}
	return c.first[score.Fail]
}
