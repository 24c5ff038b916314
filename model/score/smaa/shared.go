package smaa

import (
	"fmt"
	"slices"
)

// Shared is one thing that is not known and that several figures have in common:
// the power price of an area is the same for all who stand in it. In every sample
// all its cells take the same quantile.
type Shared struct {
	// Key names it; what is drawn depends on the seed, the sample and the key.
	Key   string
	Cells []Cell
}

// Joint returns a function for Problem.Joint: it fills the partial values of a
// sample with the given ones and draws the shared cells. The values of these
// cells may be NaN. The columns are copied; the function is safe for concurrent
// use, as long as nobody writes into what it filled.
func Joint(seed uint64, values [][]float64, shared []Shared) (func(sample int, values [][]float64), error) {
	base := make([][]float64, len(values))
	for j, column := range values {
		base[j] = slices.Clone(column)
	}
	draws := make([]draw, 0, len(shared))
	seen := map[[2]int]bool{}
	open := make([]bool, len(values)) // columns with an uncertain cell
	for _, s := range shared {
		d := draw{key: keyOf(s.Key)}
		for _, c := range s.Cells {
			if err := d.add(c, base, seen); err != nil {
				return nil, fmt.Errorf("%w: %q: %w", ErrInput, s.Key, err)
			}
			open[c.Criterion] = true
		}
		draws = append(draws, d)
	}
	return func(sample int, values [][]float64) {
		for j, column := range base {
			if open[j] {
				copy(values[j], column)
			} else {
				values[j] = column
			}
		}
		stream := newStream()
		for i := range draws {
			stream.reset(seed, draws[i].key, sample)
			draws[i].fill(between(stream.Rand), values)
		}
	}, nil
}

// draw is a shared thing, ready to be drawn.
type draw struct {
	key    uint64
	normal bool // a figure is normal: its quantile is worked out once
	same   []same
}

// same are the rows of one criterion that take the same partial value.
type same struct {
	Cell
	rows []int
}

func (d *draw) add(c Cell, values [][]float64, seen map[[2]int]bool) error {
	if c.Criterion < 0 || c.Criterion >= len(values) || c.Row < 0 || c.Row >= len(values[c.Criterion]) || c.Dist == nil {
		return fmt.Errorf("uncertain cell in row %d of criterion %d", c.Row, c.Criterion)
	}
	if err := c.Dist.Check(); err != nil {
		return fmt.Errorf("criterion %d of row %d: %w", c.Criterion+1, c.Row+1, err)
	}
	at := [2]int{c.Row, c.Criterion}
	if seen[at] {
		return fmt.Errorf("criterion %d of row %d is uncertain twice", c.Criterion+1, c.Row+1)
	}
	seen[at] = true
	values[c.Criterion][c.Row] = 0
	_, isNormal := c.Dist.(Normal)
	d.normal = d.normal || isNormal
	if n := len(d.same); n > 0 && isNormal {
		last := &d.same[n-1]
		if other, ok := last.Dist.(Normal); ok && other == c.Dist && last.Criterion == c.Criterion && last.Value == c.Value {
			last.rows = append(last.rows, c.Row)
			return nil
		}
	}
	d.same = append(d.same, same{c, []int{c.Row}})
	return nil
}

func (d *draw) fill(u float64, values [][]float64) {
	z := 0.0
	if d.normal {
		z = normal(u)
	}
	for i := range d.same {
		s := &d.same[i]
		var x float64
		if n, ok := s.Dist.(Normal); ok {
			x = n.Mean + float64(n.SD*z)
		} else {
			x = s.Dist.Quantile(u)
		}
		if s.Value != nil {
			x = s.Value.At(x)
		}
		for _, row := range s.rows {
			values[s.Criterion][row] = x
		}
	}
}
