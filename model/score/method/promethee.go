package method

import (
	"context"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/score/value"
)

// PROMETHEE ranks by outranking flows (Brans, Vincke & Mareschal 1986). All
// shapes but Gaussian take O(m·n log n) by sorting each criterion and moving
// two windows over it (Calders & Van Assche 2018, arXiv:1603.00091); Gaussian
// takes O(n²).
type PROMETHEE struct {
	// Preferences has one per criterion; Usual for all when nil.
	Preferences []Preference
}

// Flows are the outranking flows, scaled by 1/(n−1).
type Flows struct {
	// Plus is how much a candidate is preferred to the others, Minus how much
	// they are preferred to it. Net is their difference: PROMETHEE II.
	Plus, Minus, Net []float64
}

// Evaluate implements Method; the scores are the net flows of PROMETHEE II.
func (m PROMETHEE) Evaluate(ctx context.Context, p *Problem) (*Outcome, error) {
	f, err := m.Flows(ctx, p)
	if err != nil {
		return nil, err
	}
	return p.outcome(f.Net, true), nil
}

// Flows returns the flows of all candidates.
func (m PROMETHEE) Flows(ctx context.Context, p *Problem) (*Flows, error) {
	weights, preferences, err := m.prepare(p)
	if err != nil {
		return nil, err
	}
	n := p.Rows()
	out := newFlows(n)
	workers := p.workers(len(weights))
	for from := 0; from < len(weights); from += workers {
		group := make([]Flows, min(workers, len(weights)-from))
		err := p.parallelCtx(ctx, len(group), func(k int) {
			j := from + k
			group[k] = preferences[j].flows(ctx, p.Columns[j], p.Directions[j] == value.Lower)
		})
		if err != nil {
			return nil, err
		}
		for k, f := range group { // in the order of the criteria, whatever the workers
			w := weights[from+k] / float64(n-1)
			p.rows(func(lo, hi int) {
				for i := lo; i < hi; i++ {
					out.Plus[i] += float64(w * f.Plus[i])
					out.Minus[i] += float64(w * f.Minus[i])
				}
			})
		}
	}
	for i, plus := range out.Plus {
		out.Net[i] = plus - out.Minus[i]
	}
	return out, ctx.Err()
}

func newFlows(n int) *Flows {
	return &Flows{Plus: make([]float64, n), Minus: make([]float64, n), Net: make([]float64, n)}
}

// half is newFlows without the net flows, for one criterion.
func half(n int) Flows { return Flows{Plus: make([]float64, n), Minus: make([]float64, n)} }

func (m PROMETHEE) prepare(p *Problem) ([]float64, []Preference, error) {
	weights, _, err := p.check(needSet)
	if err != nil {
		return nil, nil, err
	}
	preferences := m.Preferences
	if preferences == nil {
		preferences = make([]Preference, len(weights))
	}
	if len(preferences) != len(weights) {
		return nil, nil, fmt.Errorf("%w: %d criteria with %d preferences", ErrProblem, len(weights), len(preferences))
	}
	for j, f := range preferences {
		if err := f.check(); err != nil {
			return nil, nil, fmt.Errorf("%w: %s: %w", ErrProblem, p.criterion(j), err)
		}
	}
	return weights, preferences, nil
}

// Preferred returns the n×n preference indices π(a,b), for short lists.
func (m PROMETHEE) Preferred(p *Problem) ([][]float64, error) {
	weights, preferences, err := m.prepare(p)
	if err != nil {
		return nil, err
	}
	n := p.Rows()
	out := make([][]float64, n)
	for a := range out {
		out[a] = make([]float64, n)
		for j, w := range weights {
			sign := 1.0
			if p.Directions[j] == value.Lower {
				sign = -1
			}
			for b := range out[a] {
				out[a][b] += float64(w * preferences[j].degree(sign*(p.Columns[j][a]-p.Columns[j][b])))
			}
		}
	}
	return out, nil
}

// Relation is what PROMETHEE I says of two candidates.
type Relation int

// The relations of a to b.
const (
	Indifferent Relation = iota
	Preferred
	Worse
	Incomparable
)

// Relation compares two candidates by PROMETHEE I, which leaves pairs open when
// the flows disagree. Flows within rounding count as equal.
func (f *Flows) Relation(a, b int) Relation {
	const rounding = 1e-12
	sign := func(d float64) int {
		switch {
		case d > rounding:
			return 1
		case d < -rounding:
			return -1
		}
		return 0
	}
	plus, minus := sign(f.Plus[a]-f.Plus[b]), sign(f.Minus[b]-f.Minus[a])
	switch {
	case plus == 0 && minus == 0:
		return Indifferent
	case plus >= 0 && minus >= 0:
		return Preferred
	case plus <= 0 && minus <= 0:
		return Worse
	}
	return Incomparable
}

// quadratic sums the degrees over all pairs.
func (f Preference) quadratic(ctx context.Context, x []float64) Flows {
	out := half(len(x))
	for a := range x {
		if ctx.Err() != nil {
			break
		}
		for b := a + 1; b < len(x); b++ {
			d := f.degree(math.Abs(x[a] - x[b]))
			if x[a] > x[b] {
				out.Plus[a] += d
				out.Minus[b] += d
			} else {
				out.Plus[b] += d
				out.Minus[a] += d
			}
		}
	}
	return out
}
