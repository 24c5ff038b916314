package weight

// The functions below turn an order of importance alone into weights: the first
// of n criteria is the most important.

// Equal gives every criterion 1/n.
func Equal(n int) []float64 {
	return ranked(n, func(int) float64 { return 1 })
}

// ROC are the rank-order centroids, wᵢ = 1/n·Σ_{k≥i} 1/k: the mean of all
// weights that respect the order (Barron & Barrett 1996).
func ROC(n int) []float64 {
	out := make([]float64, n)
	tail := 0.0
	for i := n; i >= 1; i-- {
		tail += 1 / float64(i)
		out[i-1] = tail / float64(n)
	}
	return out
}

// RankSum weights fall in equal steps, wᵢ ∝ n+1−i (Stillwell et al. 1981).
func RankSum(n int) []float64 {
	return ranked(n, func(i int) float64 { return float64(n + 1 - i) })
}

// RankReciprocal weights are wᵢ ∝ 1/i (Stillwell et al. 1981).
func RankReciprocal(n int) []float64 {
	return ranked(n, func(i int) float64 { return 1 / float64(i) })
}

// ranked normalises the weights of places 1 to n.
func ranked(n int, of func(place int) float64) []float64 {
	out := make([]float64, n)
	sum := 0.0
	for i := range out {
		out[i] = of(i + 1)
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}
