// Package agree holds rankings and criteria against each other: how similar two
// rankings are, which candidates are dominated, which criteria say the same
// twice, and whether a method reverses ranks when a candidate leaves.
package agree

import (
	"errors"
	"fmt"
	"math"
)

// ErrInput is wrapped by every error about rankings and columns.
var ErrInput = errors.New("agree: bad input")

// checkRanks asks for two rankings of the same two or more candidates.
func checkRanks(a, b []float64) error {
	if len(a) != len(b) || len(a) < 2 {
		return fmt.Errorf("%w: rankings of %d and %d candidates, need the same two or more", ErrInput, len(a), len(b))
	}
	for _, ranks := range [][]float64{a, b} {
		for i, r := range ranks {
			if !(r >= 1 && r <= float64(len(ranks))) {
				return fmt.Errorf("%w: rank %d is %v, must be 1 to %d", ErrInput, i+1, r, len(ranks))
			}
		}
	}
	return nil
}

// Ranks turns integer ranks into the numbers that the coefficients take.
func Ranks(of []int) []float64 {
	out := make([]float64, len(of))
	for i, r := range of {
		out[i] = float64(r)
	}
	return out
}

// Pearson is the correlation of two columns; ok is false when one is constant.
func Pearson(a, b []float64) (r float64, ok bool) {
	n := float64(len(a))
	var meanA, meanB float64
	for i := range a {
		meanA += a[i] / n
		meanB += b[i] / n
	}
	var ab, aa, bb float64
	for i := range a {
		x, y := a[i]-meanA, b[i]-meanB
		ab += float64(x * y)
		aa += float64(x * x)
		bb += float64(y * y)
	}
	if !(aa > 0 && bb > 0) {
		return 0, false
	}
	return min(max(ab/math.Sqrt(aa)/math.Sqrt(bb), -1), 1), true
}
