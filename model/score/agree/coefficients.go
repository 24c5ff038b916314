package agree

import (
	"fmt"
	"math"
	"slices"

	"github.com/wattbit/wattbit/model/score/rank"
)

// Spearman is the correlation of the ranks, ties sharing the mean of their
// places. It is an error when one ranking ties everyone.
func Spearman(a, b []float64) (float64, error) {
	if err := checkRanks(a, b); err != nil {
		return 0, err
	}
	r, ok := Pearson(rank.Mean(a, true), rank.Mean(b, true))
	if !ok {
		return 0, fmt.Errorf("%w: a ranking ties all candidates", ErrInput)
	}
	return r, nil
}

// WeightedSpearman is r_w, in which differences at the top of either ranking
// weigh more (Pinto da Costa & Soares 2005).
func WeightedSpearman(a, b []float64) (float64, error) {
	if err := checkRanks(a, b); err != nil {
		return 0, err
	}
	n := float64(len(a))
	sum := 0.0
	for i := range a {
		d := a[i] - b[i]
		sum += float64(d * d * ((n - a[i] + 1) + (n - b[i] + 1)))
	}
	return 1 - 6*sum/(n*(n+1)*(n+1)*(n-1)), nil
}

// WS is the rank similarity of Sałabun & Urbaniak (2020), in which the place in
// the reference decides how much a difference weighs. It is not symmetric.
func WS(reference, other []float64) (float64, error) {
	if err := checkRanks(reference, other); err != nil {
		return 0, err
	}
	n := float64(len(reference))
	sum := 0.0
	for i, x := range reference {
		sum += math.Exp2(-x) * math.Abs(x-other[i]) / max(math.Abs(1-x), math.Abs(n-x))
	}
	return 1 - sum, nil
}

// KendallB is tau-b, corrected for ties, in O(n log n) (Knight 1966). It is an
// error when one ranking ties everyone.
func KendallB(a, b []float64) (float64, error) {
	if err := checkRanks(a, b); err != nil {
		return 0, err
	}
	n := len(a)
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(x, y int) int {
		if c := compare(a[x], a[y]); c != 0 {
			return c
		}
		return compare(b[x], b[y])
	})
	sorted := make([]float64, n)
	for k, i := range order {
		sorted[k] = b[i]
	}
	tiedA := tiedPairs(n, func(k int) bool { return a[order[k]] == a[order[k-1]] })
	tiedBoth := tiedPairs(n, func(k int) bool {
		return a[order[k]] == a[order[k-1]] && b[order[k]] == b[order[k-1]]
	})
	discordant := inversions(sorted, make([]float64, n))
	tiedB := tiedPairs(n, func(k int) bool { return sorted[k] == sorted[k-1] }) // now sorted by b
	pairs := float64(n) * float64(n-1) / 2
	scale := math.Sqrt((pairs - tiedA) * (pairs - tiedB))
	if scale == 0 {
		return 0, fmt.Errorf("%w: a ranking ties all candidates", ErrInput)
	}
	return (pairs - tiedA - tiedB + tiedBoth - 2*discordant) / scale, nil
}

func compare(x, y float64) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

// tiedPairs counts the pairs inside runs of equals.
func tiedPairs(n int, same func(k int) bool) float64 {
	pairs, run := 0.0, 0.0
	for k := 1; k < n; k++ {
		if same(k) {
			run++
			pairs += run
		} else {
			run = 0
		}
	}
	return pairs
}

// inversions sorts by merging and counts the pairs that were out of order.
func inversions(x, work []float64) float64 {
	n := len(x)
	if n < 2 {
		return 0
	}
	count := inversions(x[:n/2], work[:n/2]) + inversions(x[n/2:], work[n/2:])
	left, right := x[:n/2], x[n/2:]
	i, j := 0, 0
	for k := range work {
		if j == len(right) || i < len(left) && left[i] <= right[j] {
			work[k] = left[i]
			i++
			continue
		}
		work[k] = right[j]
		j++
		count += float64(len(left) - i)
	}
	copy(x, work)
	return count
}
