package scenario

import (
	"fmt"
	"math"
	"strconv"

	"github.com/wattbit/wattbit/data/folder"
	"github.com/wattbit/wattbit/data/table"
	"github.com/wattbit/wattbit/model/score/sensitivity"
)

// robustFiles are the tables of how sure the ranking is.
func (r *Result) robustFiles() ([]folder.File, error) {
	if r.Robustness == nil {
		return nil, nil
	}
	var files []folder.File
	for _, f := range []struct {
		name string
		make func(*Robustness) (header []string, rows [][]string)
	}{
		{"acceptability.csv", r.acceptabilityTable},
		{"agreement.csv", agreementTable},
		{"pairwise.csv", pairwiseTable},
		{"sensitivity.csv", r.sensitivityTable},
	} {
		data, err := table.Encode(f.make(r.Robustness))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.name, err)
		}
		files = append(files, folder.File{Name: f.name, Data: data})
	}
	return files, nil
}

// share prints a share, a weight or a coefficient; nothing where it is missing.
func share(x float64) string { return decimals(x, 5) }

func decimals(x float64, n int) string { return string(appendNumber(nil, x, n)) }

func (r *Result) acceptabilityTable(a *Robustness) (header []string, rows [][]string) {
	s := a.Acceptability
	header = []string{"place", "rank", "id", "name", "first", "first_error", "top_" + strconv.Itoa(s.TopK), "top_" + strconv.Itoa(s.TopK) + "_error",
		"expected_rank", "expected_rank_error", "rank_p05", "rank_p95", "confidence"}
	for rank := range s.TopK {
		header = append(header, "rank_"+strconv.Itoa(rank+1))
	}
	for _, k := range a.Weighed {
		header = append(header, "central_"+a.Matrix.Criteria[k])
	}
	confidence := map[int]float64{}
	for n, i := range s.Shortlist {
		confidence[i] = s.Confidence[n]
	}
	for _, i := range s.Order() {
		row := []string{strconv.Itoa(a.Places[i]), strconv.Itoa(r.Ranking.Rank[a.Rows[i]]), s.IDs[i], r.Table.Candidates[a.Rows[i]].Name,
			share(s.First[i]), share(s.Error(s.First[i])), share(s.Top[i]), share(s.Error(s.Top[i])),
			decimals(s.ExpectedRank[i], 2), decimals(s.RankError(i), 3), strconv.Itoa(s.RankLow[i]), strconv.Itoa(s.RankHigh[i])}
		sure, short := confidence[i]
		if !short {
			sure = math.NaN()
		}
		row = append(row, share(sure))
		for rank := range s.TopK {
			row = append(row, share(s.Acceptability(i, rank+1)))
		}
		for j := range a.Weighed {
			w := math.NaN()
			if central := s.CentralWeights[i]; central != nil {
				w = central[j]
			}
			row = append(row, share(w))
		}
		rows = append(rows, row)
	}
	return header, rows
}

func pairwiseTable(a *Robustness) (header []string, rows [][]string) {
	s := a.Acceptability
	for n, i := range s.Shortlist {
		for o, j := range s.Shortlist {
			if i != j {
				rows = append(rows, []string{s.IDs[i], s.IDs[j], share(s.Winning[n][o]), share(s.Error(s.Winning[n][o]))})
			}
		}
	}
	return []string{"id", "above", "share", "share_error"}, rows
}

func (r *Result) sensitivityTable(a *Robustness) (header []string, rows [][]string) {
	top := "top " + strconv.Itoa(a.Top)
	rows = append(a.flipRows("first", a.Winner), a.flipRows(top, a.TopK)...)
	rows = append(append(rows, a.shiftRows("first", a.WinnerShift)...), a.shiftRows(top, a.TopKShift)...)
	for _, b := range a.Tornado {
		kind := "tornado weight"
		if b.Figure {
			kind = "tornado figure"
		}
		rows = append(rows, []string{kind, "first", a.Matrix.Criteria[b.Criterion], share(b.Low), share(b.High), a.Matrix.IDs[0], "",
			decimals(100*b.ScoreLow, scoreDecimals), decimals(100*b.ScoreHigh, scoreDecimals), strconv.Itoa(b.RankLow), strconv.Itoa(b.RankHigh)})
	}
	return []string{"analysis", "list", "criterion", "from", "to", "out", "in", "score_from", "score_to", "rank_from", "rank_to"}, rows
}

func (a *Robustness) flipRows(list string, flips []sensitivity.Flip) (rows [][]string) {
	for _, f := range flips {
		row := []string{"smallest change", list, a.Matrix.Criteria[f.Criterion], share(f.From), share(f.To), "", "", "", "", "", ""}
		if f.Possible {
			row[5], row[6] = a.Matrix.IDs[f.Out], a.Matrix.IDs[f.In]
		}
		rows = append(rows, row)
	}
	return rows
}

func (a *Robustness) shiftRows(list string, s sensitivity.Shift) (rows [][]string) {
	if !s.Possible {
		return nil
	}
	for k, w := range s.Weights {
		if from := a.Matrix.Weights[k]; w != from {
			rows = append(rows, []string{"least shift", list, a.Matrix.Criteria[k], share(from), share(w), a.Matrix.IDs[s.Out], a.Matrix.IDs[s.In], "", "", "", ""})
		}
	}
	return rows
}

func agreementTable(a *Robustness) (header []string, rows [][]string) {
	for _, o := range a.Opinions {
		row := []string{o.Variant.ID, o.Variant.Title, strconv.Itoa(o.Rows), strconv.FormatBool(o.Agreement.Winner), strconv.Itoa(o.SameTop), "", "", "",
			strconv.FormatBool(o.Variant.DependsOnSet), "", "", o.Variant.Source}
		if o.Agreement.Known {
			row[5], row[6], row[7] = share(o.Agreement.WS), share(o.Agreement.WeightedSpearman), share(o.Agreement.KendallB)
		}
		if o.Checked {
			row[9] = strconv.Itoa(o.Reversals)
		}
		if o.Err != nil {
			row[3], row[4], row[10] = "", "", o.Err.Error()
		}
		rows = append(rows, row)
	}
	return []string{"method", "title", "candidates", "same_first", "same_top", "ws", "weighted_spearman", "kendall_tau_b",
		"depends_on_set", "reversals", "refused", "source"}, rows
}
