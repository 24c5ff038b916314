package main

import (
	"fmt"
	"io"
	"math"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/score/sensitivity"
)

// robustSummary says how sure the ranking is.
type robustSummary struct {
	Samples  int              `json:"samples"`
	Seed     uint64           `json:"seed"`
	Prior    string           `json:"prior"`
	Assessed int              `json:"assessed"`
	TopK     int              `json:"top_k"`
	Leaders  []leaderSummary  `json:"leaders"`
	Changes  []changeSummary  `json:"smallest_changes"`
	Methods  []opinionSummary `json:"methods"`
	sentence []string
}

type leaderSummary struct {
	Place        int           `json:"place"`
	Rank         int           `json:"rank"`
	ID           string        `json:"id"`
	Name         string        `json:"name"`
	NameLocal    string        `json:"name_local"`
	First        report.Number `json:"first"`
	FirstError   report.Number `json:"first_error"`
	Top          report.Number `json:"top"`
	TopError     report.Number `json:"top_error"`
	ExpectedRank report.Number `json:"expected_rank"`
	RankLow      int           `json:"rank_p05"`
	RankHigh     int           `json:"rank_p95"`
}

// changeSummary is the smallest change of weights that topples a list.
type changeSummary struct {
	List      string        `json:"list"`
	Criterion string        `json:"criterion"`
	From      report.Number `json:"from"`
	To        report.Number `json:"to"`
	Out       string        `json:"out"`
	In        string        `json:"in"`
	Moved     report.Number `json:"least_shift"`
}

// leadersShown is how many leaders the summary lists.
const leadersShown = 10

func summarizeRobustness(r *scenario.Result) *robustSummary {
	a := r.Robustness
	if a == nil {
		return nil
	}
	s := a.Acceptability
	out := &robustSummary{Samples: s.Samples, Seed: s.Seed, Prior: s.Prior, Assessed: len(a.Rows), TopK: s.TopK,
		Changes: []changeSummary{}, Methods: []opinionSummary{}}
	for _, i := range a.Leaders(leadersShown) {
		c := r.Table.Candidates[a.Rows[i]]
		out.Leaders = append(out.Leaders, leaderSummary{
			Place: a.Places[i], Rank: r.Ranking.Rank[a.Rows[i]], ID: c.ID, Name: c.Name, NameLocal: c.NameLocal,
			First: report.Number(s.First[i]), FirstError: report.Number(s.Error(s.First[i])),
			Top: report.Number(s.Top[i]), TopError: report.Number(s.Error(s.Top[i])),
			ExpectedRank: report.Number(s.ExpectedRank[i]), RankLow: s.RankLow[i], RankHigh: s.RankHigh[i],
		})
	}
	out.Changes = append(summarizeChange(a, "first", a.Winner, a.WinnerShift), summarizeChange(a, topName(a), a.TopK, a.TopKShift)...)
	for _, o := range a.Opinions {
		out.Methods = append(out.Methods, summarizeOpinion(r, o))
	}
	out.sentence = append(changeSentences(r, a), opinionSentence(a)...)
	return out
}

func topName(a *scenario.Robustness) string { return fmt.Sprintf("top %d", a.Top) }

func summarizeChange(a *scenario.Robustness, list string, flips []sensitivity.Flip, shift sensitivity.Shift) []changeSummary {
	f, ok := scenario.Smallest(flips)
	if !ok {
		return nil
	}
	return []changeSummary{{list, a.Matrix.Criteria[f.Criterion], report.Number(f.From), report.Number(f.To),
		a.Matrix.IDs[f.Out], a.Matrix.IDs[f.In], report.Number(shift.Moved)}}
}

// changeSentences say what would topple the first, and the top list.
func changeSentences(r *scenario.Result, a *scenario.Robustness) []string {
	name := func(i int) string { return r.Table.Candidates[a.Rows[i]].Name }
	var out []string
	say := func(flips []sensitivity.Flip, shift sensitivity.Shift, what func(f sensitivity.Flip) string) {
		if f, ok := scenario.Smallest(flips); ok {
			out = append(out, fmt.Sprintf("%s when %s weighs %.1f %% instead of %.1f %%; moving %.1f %% of the weight between criteria can do as much.",
				what(f), criterionName(r, f.Criterion), 100*f.To, 100*f.From, 100*shift.Moved))
		}
	}
	say(a.Winner, a.WinnerShift, func(f sensitivity.Flip) string {
		return fmt.Sprintf("%s overtakes %s", name(f.In), name(f.Out))
	})
	if len(a.Winner) > 0 && len(out) == 0 {
		out = append(out, fmt.Sprintf("No change of a single weight topples %s.", name(0)))
	}
	say(a.TopK, a.TopKShift, func(f sensitivity.Flip) string {
		return fmt.Sprintf("%s replaces %s in the top %d", name(f.In), name(f.Out), a.Top)
	})
	return out
}

// criterionName is the name of a criterion in a sentence.
func criterionName(r *scenario.Result, k int) string { return "“" + r.Model.Criteria[k].Name + "”" }

// opinionSentence says how far other methods agree.
func opinionSentence(a *scenario.Robustness) []string {
	agree, asked := 0, 0
	low, high := math.Inf(1), math.Inf(-1)
	for _, o := range a.Opinions {
		if !o.Agreement.Known {
			continue
		}
		asked++
		if o.Agreement.Winner {
			agree++
		}
		low, high = min(low, o.Agreement.WeightedSpearman), max(high, o.Agreement.WeightedSpearman)
	}
	if asked == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%d of %d other methods rank the same candidate first; their rankings agree with this one by a weighted Spearman of %.2f to %.2f.", agree, asked, low, high)}
}

func (s *robustSummary) print(w io.Writer) {
	fmt.Fprintf(w, "\nHow sure: %s samples of weights and figures (%s)\n", scenario.Thousands(float64(s.Samples), 0), s.Prior)
	g := grid{header: []string{"place", "candidate", "", "first", fmt.Sprintf("in top %d", s.TopK), "expected rank", "9 of 10 ranks"}, right: map[int]bool{0: true, 3: true, 4: true, 5: true, 6: true}}
	for n, l := range s.Leaders {
		place := fmt.Sprint(l.Place)
		if n > 0 && s.Leaders[n-1].Place == l.Place {
			place = "="
		}
		g.rows = append(g.rows, []string{place, clip(l.Name, 24), clip(l.NameLocal, 20), shareText(l.First), shareText(l.Top),
			figureText(l.ExpectedRank, 1), rankSpan(l.RankLow, l.RankHigh)})
	}
	g.print(w)
	for _, text := range s.sentence {
		fmt.Fprintf(w, "  %s\n", text)
	}
}

// shareText prints a share in per cent; a little is never nothing.
func shareText(x report.Number) string {
	switch {
	case x > 0 && x < 0.001:
		return "< 0.1 %"
	case x < 1 && x > 0.999:
		return "> 99.9 %"
	}
	return fmt.Sprintf("%.1f %%", 100*x)
}

func rankSpan(low, high int) string {
	if low == high {
		return fmt.Sprint(low)
	}
	return fmt.Sprintf("%d–%d", low, high)
}
