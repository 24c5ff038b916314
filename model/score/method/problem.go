package method

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/wattbit/wattbit/model/score/value"
)

// ErrProblem is wrapped by every error about a decision matrix, its weights or
// a method's parameters.
var ErrProblem = errors.New("method: bad problem")

// Problem is a decision matrix, column by column.
type Problem struct {
	// Columns has one column of figures per criterion. No figure is missing.
	Columns [][]float64
	// Directions has value.Higher or value.Lower per criterion.
	Directions []value.Direction
	// Weights has one weight per criterion, 0 or more. They are normalised to
	// sum to 1, unless RawWeights asks to take them as they are.
	Weights    []float64
	RawWeights bool
	// Bounds are declared ranges, low then high, for the methods that stand on
	// them instead of on the set of candidates: SPOTIS, COMET, and defaults of
	// the outranking methods. Optional for the others.
	Bounds [][2]float64
	// IDs and Criteria name rows and columns in errors; optional.
	IDs, Criteria []string
	// Workers is the number of goroutines; all processors when 0. Results do
	// not depend on it.
	Workers int
}

// FromRows fills the columns from a matrix that holds one row per candidate.
func FromRows(rows [][]float64) [][]float64 {
	if len(rows) == 0 {
		return nil
	}
	columns := make([][]float64, len(rows[0]))
	for j := range columns {
		columns[j] = make([]float64, len(rows))
		for i, row := range rows {
			columns[j][i] = row[j]
		}
	}
	return columns
}

// Rows returns the number of candidates.
func (p *Problem) Rows() int {
	if len(p.Columns) == 0 {
		return 0
	}
	return len(p.Columns[0])
}

// need is what a method asks of a problem.
type need uint8

const (
	// needSet asks for two candidates or more: the method compares them.
	needSet need = 1 << iota
	// needPositive asks for figures above 0: the method divides or multiplies.
	needPositive
	// needNotNegative asks for figures of 0 or more.
	needNotNegative
	// needBounds asks for declared ranges that hold all figures.
	needBounds
)

// check returns the weights to use and the statistics of the columns, or an
// error that names the cell at fault.
func (p *Problem) check(n need) ([]float64, []stats, error) {
	if err := p.checkShape(n); err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrProblem, err)
	}
	weights, err := p.weights()
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrProblem, err)
	}
	columns := p.stats()
	for j := range columns {
		if err := p.checkColumn(j, &columns[j], n); err != nil {
			return nil, nil, fmt.Errorf("%w: %w", ErrProblem, err)
		}
	}
	return weights, columns, nil
}

func (p *Problem) checkShape(n need) error {
	m := len(p.Columns)
	switch {
	case m == 0 || p.Rows() == 0:
		return errors.New("the matrix is empty")
	case len(p.Directions) != m || len(p.Weights) != m:
		return fmt.Errorf("%d criteria with %d directions and %d weights", m, len(p.Directions), len(p.Weights))
	case n&needSet != 0 && p.Rows() < 2:
		return errors.New("the method compares candidates and needs 2 or more, has 1")
	case n&needBounds != 0 && p.Bounds == nil:
		return errors.New("the method needs declared bounds for every criterion")
	case p.Bounds != nil && len(p.Bounds) != m:
		return fmt.Errorf("%d criteria with %d bounds", m, len(p.Bounds))
	}
	for j, c := range p.Columns {
		if len(c) != p.Rows() {
			return fmt.Errorf("%s has %d figures for %d candidates", p.criterion(j), len(c), p.Rows())
		}
		if d := p.Directions[j]; d != value.Higher && d != value.Lower {
			return fmt.Errorf("%s has the direction %s: say higher or lower", p.criterion(j), d)
		}
		if p.Bounds != nil && !(p.Bounds[j][0] < p.Bounds[j][1]) {
			return fmt.Errorf("%s has the bounds %v: low must be below high", p.criterion(j), p.Bounds[j])
		}
	}
	return nil
}

func (p *Problem) weights() ([]float64, error) {
	sum := 0.0
	for j, w := range p.Weights {
		if !(w >= 0) || math.IsInf(w, 0) {
			return nil, fmt.Errorf("%s has the weight %v, must be 0 or more", p.criterion(j), w)
		}
		sum += w
	}
	if !(sum > 0) || math.IsInf(sum, 0) {
		return nil, fmt.Errorf("the weights sum to %v, must be above 0", sum)
	}
	out := make([]float64, len(p.Weights))
	for j, w := range p.Weights {
		out[j] = w
		if !p.RawWeights {
			out[j] /= sum
		}
	}
	return out, nil
}

func (p *Problem) checkColumn(j int, s *stats, n need) error {
	if s.bad >= 0 {
		x := p.Columns[j][s.bad]
		if math.IsNaN(x) {
			return fmt.Errorf("%s of %s is missing: leave the candidate out, or score with intervals", p.criterion(j), p.id(s.bad))
		}
		return fmt.Errorf("%s of %s is %v", p.criterion(j), p.id(s.bad), x)
	}
	at := func(limit string) error {
		return fmt.Errorf("%s of %s is %v: the method takes ratios and needs figures %s", p.criterion(j), p.idOf(j, s.min), s.min, limit)
	}
	if n&needPositive != 0 && s.min <= 0 {
		return at("above 0")
	}
	if n&needNotNegative != 0 && s.min < 0 {
		return at("of 0 or more")
	}
	if n&needBounds != 0 {
		for _, x := range []float64{s.min, s.max} {
			if x < p.Bounds[j][0] || x > p.Bounds[j][1] {
				return fmt.Errorf("%s of %s is %v, outside the declared bounds %v", p.criterion(j), p.idOf(j, x), x, p.Bounds[j])
			}
		}
	}
	return nil
}

func (p *Problem) criterion(j int) string {
	if j < len(p.Criteria) {
		return fmt.Sprintf("criterion %q", p.Criteria[j])
	}
	return fmt.Sprintf("criterion %d", j+1)
}

func (p *Problem) id(i int) string {
	if i < len(p.IDs) {
		return fmt.Sprintf("candidate %q", p.IDs[i])
	}
	return fmt.Sprintf("candidate %d", i+1)
}

// idOf names the first candidate that has that figure.
func (p *Problem) idOf(j int, x float64) string { return p.id(slices.Index(p.Columns[j], x)) }
