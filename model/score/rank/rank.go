// Package rank orders scores and numbers their places.
package rank

import "slices"

// Order returns the indices of the scores, best first. Ties keep their order in
// the slice, so that the result is the same on every run. NaN is not allowed.
func Order(scores []float64, lowerIsBetter bool) []int {
	order := make([]int, len(scores))
	Into(order, scores, lowerIsBetter)
	return order
}

// Into is Order with the caller's memory; order must be as long as scores.
func Into(order []int, scores []float64, lowerIsBetter bool) {
	new(Sorter).Into(order, scores, lowerIsBetter)
}

// Sorter sorts many slices of scores with the same work space.
type Sorter struct{ from, to []entry }

// Into is the function of that name.
func (s *Sorter) Into(order []int, scores []float64, lowerIsBetter bool) {
	if len(scores) > radixFrom {
		s.radix(order, scores, lowerIsBetter)
		return
	}
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := scores[a], scores[b]
		if lowerIsBetter {
			x, y = y, x
		}
		switch {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
}

// Of returns the competition ranks of the scores: 1 is the best, ties share the
// smallest rank, and the next one is skipped.
func Of(scores []float64, lowerIsBetter bool) []int {
	ranks := make([]int, len(scores))
	order := Order(scores, lowerIsBetter)
	for place, i := range order {
		ranks[i] = place + 1
		if place > 0 && scores[order[place-1]] == scores[i] {
			ranks[i] = ranks[order[place-1]]
		}
	}
	return ranks
}

// Mean returns the ranks with ties sharing the mean of their places, as rank
// correlations want them.
func Mean(scores []float64, lowerIsBetter bool) []float64 {
	ranks := make([]float64, len(scores))
	order := Order(scores, lowerIsBetter)
	for lo := 0; lo < len(order); {
		hi := lo + 1
		for hi < len(order) && scores[order[hi]] == scores[order[lo]] {
			hi++
		}
		for _, i := range order[lo:hi] {
			ranks[i] = float64(lo+hi+1) / 2
		}
		lo = hi
	}
	return ranks
}
