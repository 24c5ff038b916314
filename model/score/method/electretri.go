package method

import (
	"context"
	"fmt"
	"math"
)

// ELECTRETri sorts candidates into ordered categories by comparing each with
// the profiles between them (ELECTRE TRI-B, Yu 1992). It stands on the profiles
// alone. Thresholds are taken at the profile's figure.
type ELECTRETri struct {
	// Profiles are the limits between categories, worst first; two at thirds of
	// the declared bounds when nil. One profile more than that makes a category.
	Profiles [][]float64
	// Criteria has one per criterion; 5 % and 15 % of the range when nil.
	Criteria []Pseudo
	// Lambda is the credibility that makes an outranking, 0.76 when nil.
	Lambda *float64
}

// Sorted are the categories of all candidates, 0 the worst.
type Sorted struct {
	// Pessimistic goes down from the best category to the first whose lower
	// profile the candidate outranks; Optimistic goes up from the worst to the
	// first whose upper profile is preferred to it.
	Pessimistic, Optimistic []int
}

// Evaluate implements Method; the scores are the pessimistic categories.
func (m ELECTRETri) Evaluate(ctx context.Context, p *Problem) (*Outcome, error) {
	s, err := m.Sort(ctx, p)
	if err != nil {
		return nil, err
	}
	return p.outcome(categories(s.Pessimistic), false), nil
}

func categories(of []int) []float64 {
	out := make([]float64, len(of))
	for i, k := range of {
		out[i] = float64(k)
	}
	return out
}

// Sort returns both assignments.
func (m ELECTRETri) Sort(ctx context.Context, p *Problem) (*Sorted, error) {
	lambda, err := share("lambda", m.Lambda, 0.76)
	if err != nil {
		return nil, err
	}
	if lambda < 0.5 {
		return nil, fmt.Errorf("%w: lambda is %v, must be from 0.5 to 1", ErrProblem, lambda)
	}
	weights, columns, err := p.check(0)
	if err != nil {
		return nil, err
	}
	profiles, err := p.profiles(m.Profiles)
	if err != nil {
		return nil, err
	}
	for j := range columns { // thresholds must hold at the profiles too
		for _, profile := range profiles {
			columns[j].min, columns[j].max = math.Min(columns[j].min, profile[j]), math.Max(columns[j].max, profile[j])
		}
	}
	criteria, err := p.pseudo(m.Criteria, columns)
	if err != nil {
		return nil, err
	}
	out := &Sorted{Pessimistic: make([]int, p.Rows()), Optimistic: make([]int, p.Rows())}
	const rounding = 1e-12
	p.rows(func(lo, hi int) {
		for i := lo; i < hi && ctx.Err() == nil; i++ {
			over := func(h int) bool { return p.against(weights, criteria, profiles[h], i, false) >= lambda-rounding }
			under := func(h int) bool { return p.against(weights, criteria, profiles[h], i, true) >= lambda-rounding }
			for h := len(profiles); h > 0 && out.Pessimistic[i] == 0; h-- {
				if over(h - 1) {
					out.Pessimistic[i] = h
				}
			}
			out.Optimistic[i] = len(profiles)
			for h := range profiles {
				if under(h) && !over(h) {
					out.Optimistic[i] = h
					break
				}
			}
		}
	})
	return out, ctx.Err()
}

// against is the credibility of "row is at least as good as the profile", or
// the other way round.
func (p *Problem) against(weights []float64, criteria []Pseudo, profile []float64, row int, reverse bool) float64 {
	return credibility(weights, criteria, func(j int) float64 {
		ahead := lead(p.Columns[j][row], profile[j], p.Directions[j])
		if reverse {
			return -ahead
		}
		return ahead
	}, func(j int) float64 { return profile[j] })
}
