package method

import (
	"context"
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// Choquet is the Choquet integral of the scaled figures with respect to a
// capacity: the worth of every set of criteria, so that criteria may replace or
// need each other (Grabisch 1996). The problem's weights are not used.
type Choquet struct {
	// Capacity has the worth of each set; bit j of the index says that
	// criterion j is in it. It has 2^m entries, rises with the set, and goes
	// from 0 to 1.
	Capacity []float64
	// Scaling is Declared when empty.
	Scaling Scaling
}

// Evaluate implements Method.
func (m Choquet) Evaluate(ctx context.Context, p *Problem) (*Outcome, error) {
	scaling := m.Scaling
	if scaling == "" {
		scaling = Declared
	}
	_, scales, err := p.prepare(scaling)
	if err != nil {
		return nil, err
	}
	if err := m.check(len(scales)); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrProblem, err)
	}
	scores := make([]float64, p.Rows())
	p.eachRow(scales, func(row int, v []float64) { scores[row] = m.integral(v) })
	return p.scaledOutcome(scores, scaling, scales), ctx.Err()
}

func (m Choquet) check(criteria int) error {
	if criteria > 20 || len(m.Capacity) != 1<<criteria {
		return fmt.Errorf("the capacity has %d sets, needs 2^%d", len(m.Capacity), criteria)
	}
	if last := m.Capacity[len(m.Capacity)-1]; m.Capacity[0] != 0 || math.Abs(last-1) > 1e-9 {
		return fmt.Errorf("the capacity goes from %v to %v, must go from 0 to 1", m.Capacity[0], last)
	}
	for set, worth := range m.Capacity {
		for rest := uint(set); rest != 0; rest &= rest - 1 {
			less := set &^ (1 << bits.TrailingZeros(rest))
			if !(m.Capacity[less] <= worth) {
				return fmt.Errorf("the capacity falls from %v to %v as set %b grows to %b", m.Capacity[less], worth, less, set)
			}
		}
	}
	return nil
}

// integral is Σ (v₍ᵢ₎−v₍ᵢ₋₁₎)·μ(criteria of at least v₍ᵢ₎), v ascending.
func (m Choquet) integral(v []float64) float64 {
	order := make([]int, len(v))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if v[a] < v[b] {
			return -1
		} else if v[a] > v[b] {
			return 1
		}
		return 0
	})
	set := len(m.Capacity) - 1
	before, sum := 0.0, 0.0
	for _, j := range order {
		sum += float64((v[j] - before) * m.Capacity[set])
		before = v[j]
		set &^= 1 << j
	}
	return sum
}

// Interaction is how much two criteria need (above 0) or replace (below 0) each
// other.
type Interaction struct {
	A, B  int // indices of the criteria
	Value float64
}

// Choquet2 is the Choquet integral of a 2-additive capacity: the problem's
// weights are the criteria's importances (Shapley values), and pairs interact.
// Without interactions it is the weighted sum.
type Choquet2 struct {
	Interactions []Interaction
	// Scaling is Declared when empty.
	Scaling Scaling
}

// Evaluate implements Method. The capacity is monotone only when no criterion's
// interactions sum, in absolute value, to more than twice its weight; else it
// is an error that names the criterion.
func (m Choquet2) Evaluate(ctx context.Context, p *Problem) (*Outcome, error) {
	scaling := m.Scaling
	if scaling == "" {
		scaling = Declared
	}
	weights, scales, err := p.prepare(scaling)
	if err != nil {
		return nil, err
	}
	for _, x := range m.Interactions {
		if x.A < 0 || x.B < 0 || x.A >= len(weights) || x.B >= len(weights) || x.A == x.B || math.IsNaN(x.Value) {
			return nil, fmt.Errorf("%w: interaction %v of criteria %d and %d", ErrProblem, x.Value, x.A, x.B)
		}
		weights[x.A] -= math.Abs(x.Value) / 2
		weights[x.B] -= math.Abs(x.Value) / 2
	}
	for j, w := range weights {
		if w < -1e-12 {
			return nil, fmt.Errorf("%w: the interactions of %s outweigh its weight: a better figure would lower the score", ErrProblem, p.criterion(j))
		}
	}
	scores := make([]float64, p.Rows())
	p.eachRow(scales, func(row int, v []float64) { scores[row] = m.integral(weights, v) })
	return p.scaledOutcome(scores, scaling, scales), ctx.Err()
}

// integral is Σ I⁺·min + Σ |I⁻|·max + Σ v·(φ−½Σ|I|) (Grabisch 1997).
func (m Choquet2) integral(rest, v []float64) float64 {
	sum := 0.0
	for j, w := range rest {
		sum += float64(w * v[j])
	}
	for _, x := range m.Interactions {
		if x.Value > 0 {
			sum += float64(x.Value * min(v[x.A], v[x.B]))
		} else {
			sum -= float64(x.Value * max(v[x.A], v[x.B]))
		}
	}
	return sum
}
