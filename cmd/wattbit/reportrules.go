package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/rulepack"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/score"
)

// reportRules holds the top list against the built-in rule packs.
func reportRules(r *scenario.Result) *report.RuleMatrix {
	packs := scenario.BuiltinRulePacks()
	m := r.Rules(packs, r.Top(false))
	out := &report.RuleMatrix{}
	for k, p := range packs {
		pack := report.RulePack{ID: p.ID, Title: p.Title, Source: p.Source, Note: p.Note}
		for i, rule := range p.Rules {
			c := countRule(m, k, i)
			pack.Rules = append(pack.Rules, report.RuleLine{
				Title: rule.Title, Limit: rule.Rule(), Measures: rule.Measures, Source: rule.Source, Evidence: report.Evidence(rule.Evidence),
				Pass: c.states[score.Pass], Fail: c.states[score.Fail], Unknown: c.states[score.Unknown],
			})
		}
		out.Packs = append(out.Packs, pack)
	}
	for n, row := range m.Rows {
		c := r.Table.Candidates[row]
		line := report.RuleRow{Candidate: c.ID, Rank: r.Ranking.Rank[row], Name: c.Name, NameLocal: c.NameLocal}
		for _, cell := range m.Cells[n] {
			line.Cells = append(line.Cells, reportRuleCell(cell))
		}
		out.Rows = append(out.Rows, line)
	}
	return out
}

func reportRuleCell(j rulepack.Judgement) report.RuleCell {
	state := j.State().String()
	var texts []string
	for _, s := range []score.State{score.Fail, score.Unknown, score.Pass} {
		if text := j.Text(s); text != "" {
			texts = append(texts, text)
		}
	}
	short := ""
	if at := slices.IndexFunc(j.Verdicts, func(v rulepack.Verdict) bool { return v.State == score.Fail }); at >= 0 {
		short, _, _ = strings.Cut(j.Verdicts[at].Text, "; ") // the figure without its limit
		if more := j.Count(score.Fail) - 1; more > 0 {
			short += fmt.Sprintf(" +%d", more)
		}
	}
	return report.RuleCell{State: report.State(state), Short: short, Text: strings.Join(texts, ". ")}
}
