package smaa

import (
	"fmt"
	"math"
	"slices"

	"github.com/wattbit/wattbit/model/score/value"
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
		d := draw{key: mix(seed ^ mix(keyOf(s.Key)))}
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
			stream.at(draws[i].key, sample)
			draws[i].fill(between(stream.Rand), values)
		}
	}, nil
}

// draw is a shared thing, ready to be drawn.
type draw struct {
	key    uint64 // of its stream, with the seed
	normal bool   // a figure is normal: its quantile is worked out once
	same   []same
}

// same are the rows of one criterion that take the same partial value. Normal and
// triangular figures lie here as numbers: there are many, and following a pointer
// to each costs more than the draw.
type same struct {
	dist      Dist // nil for normal and triangular
	value     *value.Function
	normal    bool
	criterion int
	rows      []int
	// Of a normal figure the mean and the standard deviation; of a triangular one
	// low, high, the turn and the products under its two roots.
	a, b, turn, rise, fall float64
}

func newSame(c Cell) same {
	s := same{value: c.Value, criterion: c.Criterion, rows: []int{c.Row}}
	switch d := c.Dist.(type) {
	case Normal:
		s.normal, s.a, s.b = true, d.Mean, d.SD
	case Triangular:
		width := d.High - d.Low
		s.a, s.b, s.turn = d.Low, d.High, (d.Mode-d.Low)/width
		s.rise, s.fall = width*(d.Mode-d.Low), width*(d.High-d.Mode)
	default:
		s.dist = d
	}
	return s
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
	one := newSame(c)
	d.normal = d.normal || one.normal
	if n := len(d.same); n > 0 && one.dist == nil && d.same[n-1].equals(&one) {
		d.same[n-1].rows = append(d.same[n-1].rows, c.Row)
		return nil
	}
	d.same = append(d.same, one)
	return nil
}

func (s *same) equals(o *same) bool {
	return s.dist == nil && s.value == o.value && s.normal == o.normal && s.criterion == o.criterion &&
		s.a == o.a && s.b == o.b && s.turn == o.turn && s.rise == o.rise && s.fall == o.fall
}

// quantile is that of the figure; z is the standard normal one at u.
func (s *same) quantile(u, z float64) float64 {
	switch {
	case s.normal:
		return s.a + float64(s.b*z)
	case s.dist != nil:
		return s.dist.Quantile(u)
	case u < s.turn:
		return s.a + math.Sqrt(u*s.rise)
	}
	return s.b - math.Sqrt((1-u)*s.fall)
}

func (d *draw) fill(u float64, values [][]float64) {
	z := 0.0
	if d.normal {
		z = normal(u)
	}
	for i := range d.same {
		s := &d.same[i]
		x := s.quantile(u, z)
		if s.value != nil {
			x = s.value.At(x)
		}
		column := values[s.criterion]
		for _, row := range s.rows {
			column[row] = x
		}
	}
}
