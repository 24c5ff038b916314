package method

import (
	"context"
	"fmt"
	"slices"

	"github.com/wattbit/wattbit/model/score/value"
)

// ELECTRE1 chooses a kernel: candidates of which none outranks another and that
// together outrank the rest (Roy 1968). For short lists: it takes O(n²·m).
type ELECTRE1 struct {
	// Concordance is the weight that must speak for an outranking, 0.65 when 0.
	Concordance float64
	// Discordance is the largest opposing difference that is allowed, relative
	// to the widest scaled range of all criteria, 0.35 when 0.
	Discordance float64
	// Scaling is Sum when empty, without its inversion of costs.
	Scaling Scaling
}

// ELECTRE1Result holds the matrices and the kernel.
type ELECTRE1Result struct {
	// Concordance and Discordance of row a against column b.
	Concordance, Discordance [][]float64
	Outranks                 [][]bool
	// Kernel has one entry per candidate. Candidates that outrank each other in
	// a circle are one class: they are in the kernel together or not at all.
	Kernel []bool
}

// Evaluate implements Method; the score is 1 in the kernel and 0 outside.
func (m ELECTRE1) Evaluate(ctx context.Context, p *Problem) (*Outcome, error) {
	r, err := m.Choose(ctx, p)
	if err != nil {
		return nil, err
	}
	scores := make([]float64, len(r.Kernel))
	for i, in := range r.Kernel {
		scores[i] = step(in)
	}
	return p.outcome(scores, true), nil
}

// Choose returns the matrices and the kernel.
func (m ELECTRE1) Choose(ctx context.Context, p *Problem) (*ELECTRE1Result, error) {
	c, d := m.Concordance, m.Discordance
	if c == 0 {
		c = 0.65
	}
	if d == 0 {
		d = 0.35
	}
	if !(c > 0 && c <= 1) || !(d >= 0 && d <= 1) {
		return nil, fmt.Errorf("%w: concordance %v and discordance %v must be from 0 to 1", ErrProblem, c, d)
	}
	if err := p.checkShort(); err != nil {
		return nil, err
	}
	weights, scaled, widest, err := m.scaled(p)
	if err != nil {
		return nil, err
	}
	n := p.Rows()
	r := &ELECTRE1Result{Concordance: square[float64](n), Discordance: square[float64](n), Outranks: square[bool](n)}
	err = p.parallelCtx(ctx, n, func(a int) {
		for b := range n {
			if a == b {
				continue
			}
			for j, v := range scaled {
				if lack := v[b] - v[a]; lack > 0 {
					r.Discordance[a][b] = max(r.Discordance[a][b], lack/widest)
				} else {
					r.Concordance[a][b] += weights[j]
				}
			}
			const rounding = 1e-12 // sums of weights that should meet the level do
			r.Outranks[a][b] = r.Concordance[a][b] >= c-rounding && r.Discordance[a][b] <= d+rounding
		}
	})
	if err != nil {
		return nil, err
	}
	r.Kernel = kernel(r.Outranks)
	return r, nil
}

// scaled returns columns of which the higher is better, divided by their sum.
func (m ELECTRE1) scaled(p *Problem) (weights []float64, columns [][]float64, widest float64, err error) {
	if m.Scaling != "" && m.Scaling != Sum {
		if weights, _, err = p.check(needSet); err == nil {
			columns, err = Scale(p, m.Scaling)
		}
	} else if weights, columns, err = p.shares(); err != nil {
		return nil, nil, 0, err
	}
	if err != nil {
		return nil, nil, 0, err
	}
	for _, c := range columns {
		widest = max(widest, slices.Max(c)-slices.Min(c))
	}
	if widest == 0 {
		widest = 1 // all candidates are equal, so nothing is ever divided
	}
	return weights, columns, widest, nil
}

func (p *Problem) shares() ([]float64, [][]float64, error) {
	weights, columns, err := p.check(needSet | needNotNegative)
	if err != nil {
		return nil, nil, err
	}
	out := make([][]float64, len(columns))
	for j, c := range p.Columns {
		sum := columns[j].sum
		if sum == 0 {
			return nil, nil, fmt.Errorf("%w: %s is 0 for every candidate, and the scaling divides by the sum", ErrProblem, p.criterion(j))
		}
		if p.Directions[j] == value.Lower {
			sum = -sum
		}
		out[j] = make([]float64, len(c))
		for i, x := range c {
			out[j][i] = x / sum
		}
	}
	return weights, out, nil
}

// kernel collapses circles and then takes, from the top, every class that no
// class of the kernel outranks.
func kernel(outranks [][]bool) []bool {
	n := len(outranks)
	reach := closure(outranks)
	sameClass := func(a, b int) bool { return a == b || reach.has(a, b) && reach.has(b, a) }
	state := make([]settled, n)
	for range n { // each round settles at least one class
		for a := range n {
			if state[a] == open {
				state[a] = settle(a, outranks, state, sameClass)
			}
		}
	}
	result := make([]bool, n)
	for a, s := range state {
		result[a] = s == inside
	}
	return result
}

type settled uint8

const (
	open settled = iota
	inside
	outside
)

// settle puts a's class inside when all that outrank it are outside, outside
// when one of them is inside, and leaves it open while neither is known.
func settle(a int, outranks [][]bool, state []settled, sameClass func(a, b int) bool) settled {
	verdict := inside
	for member := range state {
		if !sameClass(a, member) {
			continue
		}
		for b := range state {
			if !outranks[b][member] || sameClass(a, b) {
				continue
			}
			switch state[b] {
			case inside:
				return outside
			case open:
				verdict = open
			}
		}
	}
	return verdict
}
