package score

import (
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/score/value"
)

// Matrix is some candidates of a table as the other methods of decision
// analysis take them. Columns are by criterion, then by candidate.
type Matrix struct {
	// IDs are the candidates, Criteria the criteria's ids.
	IDs, Criteria []string
	// Weights sum to 1.
	Weights []float64
	// Values are partial values, 0 worst to 1 best; that of a missing figure is
	// the midpoint between Lower and Upper, which bound what is not known.
	Values, Lower, Upper [][]float64
	// Figures are in the criteria's units, NaN when missing. Directions and
	// Ranges, low then high, are those of the value functions.
	Figures    [][]float64
	Directions []value.Direction
	Ranges     [][2]float64
	// Functions value figures; they let an analysis draw figures instead of
	// partial values.
	Functions []*value.Function
}

// Matrix returns the given rows of a table, all rows when nil.
func (s *Scorer) Matrix(t *Table, rows []int) (*Matrix, error) {
	_, criteria, err := s.bind(t)
	if err != nil {
		return nil, err
	}
	if rows == nil {
		for i := range t.IDs {
			rows = append(rows, i)
		}
	}
	m := &Matrix{}
	for _, row := range rows {
		if row < 0 || row >= t.Rows() {
			return nil, fmt.Errorf("%w: row %d of %d", ErrTable, row+1, t.Rows())
		}
		m.IDs = append(m.IDs, t.IDs[row])
	}
	for j, col := range criteria {
		c := &s.criteria[j]
		lo, hi := c.fn.Range()
		m.Criteria = append(m.Criteria, c.ID)
		m.Weights = append(m.Weights, c.weight)
		m.Directions = append(m.Directions, c.Direction)
		m.Ranges = append(m.Ranges, [2]float64{lo, hi})
		m.Functions = append(m.Functions, c.fn)
		if err := m.addColumn(c, col, rows); err != nil {
			return nil, fmt.Errorf("%w: column %q: %w", ErrTable, c.Column, err)
		}
	}
	return m, nil
}

func (m *Matrix) addColumn(c *compiled, col *Column, rows []int) error {
	n := len(rows)
	cells := make([]float64, 4*n)
	values, lower, upper, figures := cells[:n:n], cells[n:2*n:2*n], cells[2*n:3*n:3*n], cells[3*n:]
	for i, row := range rows {
		x := col.Values[row]
		v := c.fn.At(x)
		if math.IsNaN(v) && !math.IsNaN(x) {
			return fmt.Errorf("row %d: the figure %v is not admitted by the value function of %q", row+1, x, c.ID)
		}
		known := c.cell(col, row, v)
		values[i], lower[i], upper[i], figures[i] = known.value, known.lower, known.upper, x
	}
	m.Values, m.Lower, m.Upper = append(m.Values, values), append(m.Lower, lower), append(m.Upper, upper)
	m.Figures = append(m.Figures, figures)
	return nil
}
