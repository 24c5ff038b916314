package score

import (
	"cmp"
	"slices"
	"sort"

	"github.com/wattbit/wattbit/model/score/rank"
)

// rank fills the order, the ranks and their bounds from the scores.
func (r *Result) rank() {
	n := len(r.Score)
	r.Rank, r.BestRank, r.WorstRank = make([]int, n), make([]int, n), make([]int, n)
	for i, s := range r.Status {
		switch s {
		case Pass:
			r.Order = append(r.Order, i)
		case Unknown:
			r.Open = append(r.Open, i)
		}
	}
	r.sort(r.Order)
	r.sort(r.Open)
	for place, i := range r.Order {
		r.Rank[i] = place + 1
		if place > 0 && r.Score[r.Order[place-1]] == r.Score[i] {
			r.Rank[i] = r.Rank[r.Order[place-1]]
		}
	}
	for _, i := range r.Open {
		r.Rank[i] = 1 + sort.Search(len(r.Order), func(k int) bool { return r.Score[r.Order[k]] <= r.Score[i] })
	}
	r.boundRanks()
}

// sort orders rows by score, best first, ties by id.
func (r *Result) sort(rows []int) {
	scores := make([]float64, len(rows))
	for k, i := range rows {
		scores[k] = r.Score[i]
	}
	from := slices.Clone(rows)
	for place, k := range rank.Order(scores, false) {
		rows[place] = from[k]
	}
	for lo := 0; lo < len(rows); {
		hi := lo + 1
		for hi < len(rows) && r.Score[rows[hi]] == r.Score[rows[lo]] {
			hi++
		}
		if hi-lo > 1 {
			slices.SortFunc(rows[lo:hi], func(a, b int) int { return cmp.Compare(r.IDs[a], r.IDs[b]) })
		}
		lo = hi
	}
}

// boundRanks counts, for each candidate, those that are better in every case
// and those that may be. Missing figures of different candidates are
// independent, so both bounds are reached.
func (r *Result) boundRanks() {
	if len(r.Open) == 0 && slices.Equal(r.Lower, r.Upper) {
		copy(r.BestRank, r.Rank)
		copy(r.WorstRank, r.Rank)
		return
	}
	surely := r.sorted(r.Lower, r.Order)
	maybe := r.sorted(r.Upper, r.Order, r.Open)
	for _, rows := range [][]int{r.Order, r.Open} {
		for _, i := range rows {
			r.BestRank[i] = 1 + above(surely, r.Upper[i])
			r.WorstRank[i] = 1 + above(maybe, r.Lower[i])
			if r.Upper[i] > r.Lower[i] {
				r.WorstRank[i]-- // it stands in its own count
			}
		}
	}
}

func (r *Result) sorted(of []float64, rows ...[]int) []float64 {
	var out []float64
	for _, part := range rows {
		for _, i := range part {
			out = append(out, of[i])
		}
	}
	slices.Sort(out)
	return out
}

// above counts the entries of an ascending slice that exceed x.
func above(ascending []float64, x float64) int {
	return len(ascending) - sort.Search(len(ascending), func(k int) bool { return ascending[k] > x })
}
