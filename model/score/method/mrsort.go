package method

import (
	"context"
	"fmt"
)

// MRSort sorts by a majority of weights: a candidate reaches a category when
// the criteria in which it is at least as good as the category's lower profile
// weigh Majority or more, and none vetoes (Leroy, Mousseau & Pirlot 2011).
type MRSort struct {
	// Profiles are the limits between categories, worst first; two at thirds of
	// the declared bounds when nil.
	Profiles [][]float64
	// Vetoes has, per profile and criterion, the figure at or beyond which the
	// category is barred; nil entries bar nothing. Optional.
	Vetoes [][]*float64
	// Majority is a share of the weights, 0.5 when nil.
	Majority *float64
}

// Evaluate implements Method; the scores are the categories.
func (m MRSort) Evaluate(ctx context.Context, p *Problem) (*Outcome, error) {
	k, err := m.Sort(ctx, p)
	if err != nil {
		return nil, err
	}
	return p.outcome(categories(k), false), nil
}

// Sort returns the categories, 0 the worst.
func (m MRSort) Sort(ctx context.Context, p *Problem) ([]int, error) {
	majority, err := share("majority", m.Majority, 0.5)
	if err != nil {
		return nil, err
	}
	weights, _, err := p.check(0)
	if err != nil {
		return nil, err
	}
	profiles, err := p.profiles(m.Profiles)
	if err != nil {
		return nil, err
	}
	if m.Vetoes != nil && len(m.Vetoes) != len(profiles) {
		return nil, fmt.Errorf("%w: %d profiles with %d rows of vetoes", ErrProblem, len(profiles), len(m.Vetoes))
	}
	for h, v := range m.Vetoes {
		if len(v) != len(p.Columns) {
			return nil, fmt.Errorf("%w: profile %d has %d vetoes for %d criteria", ErrProblem, h+1, len(v), len(p.Columns))
		}
	}
	total := 0.0
	for _, w := range weights {
		total += w
	}
	out := make([]int, p.Rows())
	p.rows(func(lo, hi int) {
		for i := lo; i < hi; i++ {
			for h := len(profiles); h > 0 && out[i] == 0; h-- {
				if !m.barred(p, h-1, i) && p.support(weights, profiles[h-1], i) >= majority*total-1e-12 {
					out[i] = h
				}
			}
		}
	})
	return out, ctx.Err()
}

// support sums the weights of the criteria in which the row reaches the profile.
func (p *Problem) support(weights, profile []float64, row int) float64 {
	sum := 0.0
	for j, w := range weights {
		if lead(p.Columns[j][row], profile[j], p.Directions[j]) <= 0 {
			sum += w
		}
	}
	return sum
}

func (m MRSort) barred(p *Problem, h, row int) bool {
	if m.Vetoes == nil {
		return false
	}
	for j, v := range m.Vetoes[h] {
		if v != nil && lead(p.Columns[j][row], *v, p.Directions[j]) >= 0 {
			return true
		}
	}
	return false
}
