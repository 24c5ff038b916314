package method

import (
	"context"

	"github.com/wattbit/wattbit/model/score/rank"
)

// VIKOR looks for a compromise between the group's regret S (weighted sum of
// losses) and the largest single regret R (Opricovic & Tzeng 2004).
type VIKOR struct {
	// V is the weight of the group's regret in Q; 0.5 when nil.
	V *float64
}

// VIKORResult is all that VIKOR says. Low is good in S, R and Q.
type VIKORResult struct {
	S, R, Q []float64
	// Advantage (C1) says that the best in Q leads the next by 1/(n−1) or more;
	// Stability (C2) that it is also best in S or in R.
	Advantage, Stability bool
	// Compromise lists the candidates of the compromise solution, best in Q
	// first: one when both conditions hold.
	Compromise []int
	Warnings   []string
}

// Evaluate implements Method; the scores are Q.
func (m VIKOR) Evaluate(ctx context.Context, p *Problem) (*Outcome, error) {
	r, err := m.Solve(ctx, p)
	if err != nil {
		return nil, err
	}
	o := p.outcome(r.Q, true)
	o.LowerIsBetter = true
	o.Warnings = append(o.Warnings, r.Warnings...)
	return o, nil
}

// Solve returns S, R, Q and the compromise set.
func (m VIKOR) Solve(ctx context.Context, p *Problem) (*VIKORResult, error) {
	v, err := share("v", m.V, 0.5)
	if err != nil {
		return nil, err
	}
	weights, scales, err := p.prepare(MinMax)
	if err != nil {
		return nil, err
	}
	n := p.Rows()
	r := &VIKORResult{S: make([]float64, n), R: make([]float64, n), Q: make([]float64, n)}
	r.Warnings = p.constantWarnings(scales)
	p.rows(func(lo, hi int) { p.regrets(r, weights, scales, lo, hi) })
	sMin, sMax := extremes(r.S)
	rMin, rMax := extremes(r.R)
	p.rows(func(lo, hi int) {
		for i := lo; i < hi; i++ {
			r.Q[i] = float64(v*part(r.S[i], sMin, sMax)) + float64((1-v)*part(r.R[i], rMin, rMax))
		}
	})
	r.compromise(sMin, rMin)
	return r, ctx.Err()
}

// part is the place of x between two ends; 0 when they are equal.
func part(x, low, high float64) float64 {
	if low == high {
		return 0
	}
	return (x - low) / (high - low)
}

func (p *Problem) regrets(r *VIKORResult, weights []float64, scales []scaled, lo, hi int) {
	s, worst := r.S[lo:hi], r.R[lo:hi]
	for j := range scales {
		if scales[j].constant {
			continue
		}
		b, best := weights[j]*scales[j].b, scales[j].bestFigure
		for i, x := range p.Columns[j][lo:hi] {
			loss := b * (best - x)
			s[i] += loss
			if loss > worst[i] {
				worst[i] = loss
			}
		}
	}
}

// compromise finds the compromise set in O(n) plus the sort of its members.
func (r *VIKORResult) compromise(sMin, rMin float64) {
	first, second := 0, -1
	for i, q := range r.Q {
		switch {
		case i == 0:
		case q < r.Q[first]:
			first, second = i, first
		case second < 0 || q < r.Q[second]:
			second = i
		}
	}
	lead := 1 / float64(len(r.Q)-1)
	r.Advantage = r.Q[second]-r.Q[first] >= lead
	r.Stability = r.S[first] == sMin || r.R[first] == rMin
	switch {
	case r.Advantage && r.Stability:
		r.Compromise = []int{first}
	case r.Advantage:
		r.Compromise = []int{first, second}
	default:
		for i, q := range r.Q {
			if q-r.Q[first] < lead {
				r.Compromise = append(r.Compromise, i)
			}
		}
		r.Compromise = orderBy(r.Compromise, r.Q)
	}
}

// orderBy sorts rows by ascending score, ties by row.
func orderBy(rows []int, scores []float64) []int {
	picked := make([]float64, len(rows))
	for k, i := range rows {
		picked[k] = scores[i]
	}
	out := make([]int, len(rows))
	for place, k := range rank.Order(picked, true) {
		out[place] = rows[k]
	}
	return out
}
