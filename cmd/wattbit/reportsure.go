package main

import (
	"fmt"
	"slices"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/score/sensitivity"
)

// How much of the analysis the report shows.
const (
	leadersReported = 15
	pairsReported   = 10
	barsReported    = 12
)

// reportSureness puts the analysis of uncertainty into the words of the report.
func reportSureness(r *scenario.Result) *report.Sureness {
	a := r.Robustness
	if a == nil {
		return nil
	}
	s := a.Acceptability
	out := &report.Sureness{
		Samples: s.Samples, Prior: s.Prior, Spreads: spreadText(r), Assessed: len(a.Rows), TopK: s.TopK,
		Findings: append(changeSentences(r, a), opinionSentence(a)...),
	}
	leaders := a.Leaders(leadersReported)
	for _, i := range leaders {
		out.Leaders = append(out.Leaders, reportLeader(r, a, i))
	}
	out.Pairs = reportPairs(a, leaders[:min(pairsReported, len(leaders))])
	out.Tipping = reportTipping(r, a)
	out.Tornado = report.Tornado{Name: r.Table.Candidates[a.Rows[0]].Name, Score: percent(r.Ranking.Score[a.Rows[0]])}
	for _, b := range a.Tornado[:min(barsReported, len(a.Tornado))] {
		out.Tornado.Bars = append(out.Tornado.Bars, report.Bar{
			Name: r.Model.Criteria[b.Criterion].Name, Moves: barText(r, b), Figure: b.Figure,
			Low: percent(b.ScoreLow), High: percent(b.ScoreHigh), RankLow: b.RankLow, RankHigh: b.RankHigh,
		})
	}
	for _, o := range a.Opinions {
		m := summarizeOpinion(r, o)
		out.Methods = append(out.Methods, report.Method{
			Title: m.Title, Source: m.Source, Asked: m.Candidates, First: m.firstName, SameFirst: m.SameFirst, SameTop: m.SameTop,
			WS: m.WS, Spearman: m.Spearman, KendallB: m.KendallB, Reversal: reversalText(m), Refused: m.Refused,
		})
	}
	return out
}

// spreadText says how far figures were drawn from where they stand.
func spreadText(r *scenario.Result) string {
	f := r.Scenario.Uncertainty.Figures
	of := func(name string, s scenario.Spread) string {
		if s.Relative == 0 && s.OfRange == 0 {
			return name + " ones as they stand"
		}
		return fmt.Sprintf("%s ones with a standard deviation of %g %% of the figure, or %g %% of the criterion’s range where that is more", name, 100*s.Relative, 100*s.OfRange)
	}
	return fmt.Sprintf("%s; %s; %s; %s. Brackets of a figure and spreads of single indicators go first; what is the same all over an area, or leads to the same thing, is drawn together. Gates stay as they are. Source: %s.",
		of("published", f.Published), of("derived", f.Derived), of("estimated", f.Estimated), of("assumed", f.Assumed), f.Source)
}

func reportLeader(r *scenario.Result, a *scenario.Robustness, i int) report.Leader {
	s, c := a.Acceptability, r.Table.Candidates[a.Rows[i]]
	l := report.Leader{
		Candidate: c.ID, Name: c.Name, NameLocal: c.NameLocal, Place: a.Places[i],
		Top: report.Number(s.Top[i]), TopError: report.Number(s.Error(s.Top[i])),
		Expected: report.Number(s.ExpectedRank[i]), RankLow: s.RankLow[i], RankHigh: s.RankHigh[i], Confidence: report.Missing,
	}
	if n := slices.Index(s.Shortlist, i); n >= 0 {
		l.Confidence = report.Number(s.Confidence[n])
	}
	for rank := range s.TopK {
		l.Ranks = append(l.Ranks, report.Number(s.Acceptability(i, rank+1)))
	}
	return l
}

// reportPairs has the winning shares of those leaders that were compared, as long
// as all before them were.
func reportPairs(a *scenario.Robustness, leaders []int) [][]report.Number {
	s := a.Acceptability
	var at []int
	for _, i := range leaders {
		n := slices.Index(s.Shortlist, i)
		if n < 0 {
			break
		}
		at = append(at, n)
	}
	if len(at) < 2 {
		return nil
	}
	pairs := make([][]report.Number, len(at))
	for x, n := range at {
		for y, o := range at {
			share := report.Missing
			if x != y {
				share = report.Number(s.Winning[n][o])
			}
			pairs[x] = append(pairs[x], share)
		}
	}
	return pairs
}

// reportTipping lists the weights, the nearest to tipping first place first.
func reportTipping(r *scenario.Result, a *scenario.Robustness) []report.Tipping {
	tip := func(flips []sensitivity.Flip, k int) report.Tip {
		if k >= len(flips) || !flips[k].Possible {
			return report.Tip{To: report.Missing}
		}
		f := flips[k]
		return report.Tip{To: report.Number(f.To), Out: r.Table.Candidates[a.Rows[f.Out]].Name, In: r.Table.Candidates[a.Rows[f.In]].Name}
	}
	var out []report.Tipping
	for k := range a.Winner {
		out = append(out, report.Tipping{Name: r.Model.Criteria[k].Name, Weight: report.Number(a.Matrix.Weights[k]), First: tip(a.Winner, k), Top: tip(a.TopK, k)})
	}
	slices.SortStableFunc(out, func(x, y report.Tipping) int {
		return compareChange(flipView{From: x.Weight, To: x.First.To}, flipView{From: y.Weight, To: y.First.To})
	})
	return out
}
