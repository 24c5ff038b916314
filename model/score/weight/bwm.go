package weight

import (
	"fmt"
	"math"
)

// BWMResult are the weights of a best–worst comparison.
type BWMResult struct {
	Weights []float64
	// Xi is the largest deviation |w_best − a·w| that the judgements leave, 0
	// when they are consistent.
	Xi float64
	// Ratio is the largest |a_Bj·a_jW − a_BW| relative to its maximum
	// a_BW² − a_BW: the input-based consistency ratio (Liang, Brunelli & Rezaei
	// 2020), 0 when consistent.
	Ratio    float64
	Warnings []string
}

// BWM returns weights from comparing the best criterion with all others, and
// all others with the worst, by numbers of 1 or more (linear model, Rezaei 2016:
// minimise ξ with |w_B − a_Bj·w_j| ≤ ξ, |w_j − a_jW·w_W| ≤ ξ, Σw = 1, w ≥ 0).
func BWM(best, worst int, bestToOthers, othersToWorst []float64) (*BWMResult, error) {
	if err := checkBWM(best, worst, bestToOthers, othersToWorst); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrInput, err)
	}
	n := len(bestToOthers)
	r := &BWMResult{}
	r.consistency(worst, bestToOthers, othersToWorst)
	if best == worst {
		r.Weights = Equal(n)
		return r, nil
	}
	x, err := solveBWM(best, worst, bestToOthers, othersToWorst)
	if err != nil {
		return nil, fmt.Errorf("weight: best–worst programme: %w", err)
	}
	if r.Weights, _, err = Normalised(x[:n]); err != nil {
		return nil, err
	}
	r.Xi = x[n]
	return r, nil
}

func checkBWM(best, worst int, bo, ow []float64) error {
	n := len(bo)
	switch {
	case n == 0 || len(ow) != n:
		return fmt.Errorf("%d comparisons with the best and %d with the worst", n, len(ow))
	case best < 0 || best >= n || worst < 0 || worst >= n:
		return fmt.Errorf("best %d and worst %d of %d criteria", best, worst, n)
	case best == worst && n > 1:
		return fmt.Errorf("criterion %d is both the best and the worst", best+1)
	}
	for j := range bo {
		for _, a := range []float64{bo[j], ow[j]} {
			if !(a >= 1) || math.IsInf(a, 0) {
				return fmt.Errorf("criterion %d is compared by %v, must be 1 or more", j+1, a)
			}
		}
	}
	switch {
	case bo[best] != 1:
		return fmt.Errorf("the best compared with itself is %v, must be 1", bo[best])
	case ow[worst] != 1:
		return fmt.Errorf("the worst compared with itself is %v, must be 1", ow[worst])
	case bo[worst] != ow[best]:
		return fmt.Errorf("best over worst is %v in one list and %v in the other", bo[worst], ow[best])
	}
	return nil
}

// solveBWM returns the weights, then ξ.
func solveBWM(best, worst int, bo, ow []float64) ([]float64, error) {
	n := len(bo)
	var rows [][]float64 // each ≤ 0, over weights and ξ
	bound := func(j, k int, a float64) {
		for _, sign := range []float64{1, -1} {
			row := make([]float64, n+1)
			row[j] += sign
			row[k] -= float64(sign * a)
			row[n] = -1
			rows = append(rows, row)
		}
	}
	for j := range n {
		if j != best {
			bound(best, j, bo[j])
		}
		if j != worst && j != best {
			bound(j, worst, ow[j])
		}
	}
	cost := make([]float64, n+1)
	cost[n] = 1
	return minimise(cost, rows, n)
}

func (r *BWMResult) consistency(worst int, bo, ow []float64) {
	top := bo[worst]
	if top <= 1 {
		return
	}
	at := 0
	for j := range bo {
		if off := math.Abs(bo[j]*ow[j]-top) / (top*top - top); off > r.Ratio {
			r.Ratio, at = off, j
		}
	}
	const accepted = 0.25 // about the published thresholds for scales up to 9
	if r.Ratio > accepted {
		r.Warnings = append(r.Warnings, fmt.Sprintf(
			"the judgements are inconsistent: criterion %d is %.4g below the best and %.4g above the worst, but the best is %.4g above the worst (ratio %.2f)",
			at+1, bo[at], ow[at], top, r.Ratio))
	}
}
