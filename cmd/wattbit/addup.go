package main

import (
	"math"
	"slices"
)

// addUp rounds parts to some decimals so that they add up to their rounded sum:
// those that lose the most are rounded up (the largest remainders). What is not
// finite leaves all as they are.
func addUp(decimals int, parts ...float64) []float64 {
	scale, sum := math.Pow10(decimals), 0.0
	out, order := slices.Clone(parts), make([]int, len(parts))
	for i, x := range parts {
		sum += x
		out[i], order[i] = math.Floor(x*scale), i
	}
	left := math.Round(sum * scale)
	if math.IsNaN(left) || math.IsInf(left, 0) {
		return slices.Clone(parts)
	}
	for _, x := range out {
		left -= x
	}
	rest := func(i int) float64 { return parts[i]*scale - out[i] }
	slices.SortStableFunc(order, func(a, b int) int {
		switch x, y := rest(a), rest(b); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	for _, i := range order[:min(max(int(left), 0), len(order))] {
		out[i]++
	}
	for i := range out {
		out[i] /= scale
	}
	return out
}
