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
	copy(rows, r.falling(rows, r.Score))
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
	rows := slices.Concat(r.Order, r.Open)
	byLower, byUpper := r.falling(rows, r.Lower), r.falling(rows, r.Upper)
	better := 0 // passed candidates whose lower end is above the upper end at hand
	at := 0
	for _, i := range byUpper {
		for ; at < len(byLower) && r.Lower[byLower[at]] > r.Upper[i]; at++ {
			if r.Status[byLower[at]] == Pass {
				better++
			}
		}
		r.BestRank[i] = 1 + better
	}
	at = 0 // candidates whose upper end is above the lower end at hand
	for _, i := range byLower {
		for at < len(byUpper) && r.Upper[byUpper[at]] > r.Lower[i] {
			at++
		}
		r.WorstRank[i] = 1 + at
		if r.Upper[i] > r.Lower[i] {
			r.WorstRank[i]-- // it stands in its own count
		}
	}
}

// falling returns the rows by falling number.
func (r *Result) falling(rows []int, of []float64) []int {
	numbers := make([]float64, len(rows))
	for k, i := range rows {
		numbers[k] = of[i]
	}
	out := rank.Order(numbers, false)
	for place, k := range out {
		out[place] = rows[k]
	}
	return out
}
