package method

import (
	"context"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/score/rank"
)

// CODAS scores by the Euclidean distance to the worst imagined candidate, and
// where two candidates differ in it by Tau or more also by the taxicab distance
// (Keshavarz Ghorabaee et al. 2016).
type CODAS struct {
	// Tau is 0.02 when nil.
	Tau *float64
}

// Evaluate implements Method. The pairwise sums are taken over sorted distances
// in O(n log n) instead of O(n²).
func (m CODAS) Evaluate(ctx context.Context, p *Problem) (*Outcome, error) {
	tau := 0.02
	if m.Tau != nil {
		tau = *m.Tau
	}
	if !(tau > 0) || math.IsInf(tau, 0) {
		return nil, fmt.Errorf("%w: tau is %v, must be above 0", ErrProblem, tau)
	}
	weights, scales, err := p.prepare(Ratio)
	if err != nil {
		return nil, err
	}
	n := p.Rows()
	far, taxi := make([]float64, n), make([]float64, n)
	p.rows(func(lo, hi int) {
		v := make([]float64, hi-lo)
		for j := range scales {
			scales[j].into(v, p.Columns[j], lo)
			for i, x := range v {
				d := weights[j] * (x - scales[j].worst)
				far[lo+i] += float64(d * d)
				taxi[lo+i] += math.Abs(d)
			}
		}
		for i := lo; i < hi; i++ {
			far[i] = math.Sqrt(far[i])
		}
	})
	return p.scaledOutcome(assess(far, taxi, tau), Ratio, scales), ctx.Err()
}

// assess returns Σₖ (Eᵢ−Eₖ) + ψ(Eᵢ−Eₖ)·(Tᵢ−Tₖ), where ψ is 1 from tau on.
func assess(far, taxi []float64, tau float64) []float64 {
	order := rank.Order(far, true)
	n := len(order)
	prefix := make([]float64, n+1)
	var sum float64
	for place, i := range order {
		prefix[place+1] = prefix[place] + taxi[i]
		sum += far[i]
	}
	scores := make([]float64, n)
	below, above := 0, 0 // candidates nearer by tau or more; not farther by tau
	for _, i := range order {
		for far[i]-far[order[below]] >= tau {
			below++
		}
		for above < n && far[order[above]]-far[i] < tau {
			above++
		}
		others := float64(below + n - above)
		scores[i] = float64(float64(n)*far[i]) - sum + float64(others*taxi[i]) - prefix[below] - (prefix[n] - prefix[above])
	}
	return scores
}
