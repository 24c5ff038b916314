package score

import (
	"errors"
	"fmt"
	"math"
)

// ErrTable is wrapped by every error about the shape or figures of a table.
var ErrTable = errors.New("score: bad table")

// Rows returns the number of candidates.
func (t *Table) Rows() int { return len(t.IDs) }

// Column returns the column of that id, or nil.
func (t *Table) Column(id string) *Column {
	for i := range t.Columns {
		if t.Columns[i].ID == id {
			return &t.Columns[i]
		}
	}
	return nil
}

// Check returns an error that names the first row and column at fault: ids
// missing or repeated, columns of another length, infinite figures, brackets
// the wrong way round or beside their value. A NaN is a missing figure, no fault.
func (t *Table) Check() error {
	if t.Rows() == 0 {
		return fmt.Errorf("%w: it has no rows", ErrTable)
	}
	seen := make(map[string]int, len(t.IDs))
	for i, id := range t.IDs {
		if id == "" {
			return fmt.Errorf("%w: row %d has no id", ErrTable, i+1)
		}
		if first, ok := seen[id]; ok {
			return fmt.Errorf("%w: rows %d and %d have the same id %q", ErrTable, first+1, i+1, id)
		}
		seen[id] = i
	}
	return t.checkColumns()
}

func (t *Table) checkColumns() error {
	seen := make(map[string]bool, len(t.Columns))
	for i := range t.Columns {
		c := &t.Columns[i]
		if c.ID == "" {
			return fmt.Errorf("%w: column %d has no id", ErrTable, i+1)
		}
		if seen[c.ID] {
			return fmt.Errorf("%w: two columns have the id %q", ErrTable, c.ID)
		}
		seen[c.ID] = true
		if row, err := c.check(t.Rows()); err != nil {
			if row < 0 {
				return fmt.Errorf("%w: column %q: %w", ErrTable, c.ID, err)
			}
			return fmt.Errorf("%w: column %q, row %d (%s): %w", ErrTable, c.ID, row+1, t.IDs[row], err)
		}
	}
	return nil
}

// check returns the row at fault, or −1 when the column as a whole is.
func (c *Column) check(rows int) (int, error) {
	if len(c.Values) != rows {
		return -1, fmt.Errorf("%d figures for %d rows", len(c.Values), rows)
	}
	if c.bracketed() && (len(c.Low) != rows || len(c.High) != rows) {
		return -1, fmt.Errorf("low has %d and high %d figures for %d rows", len(c.Low), len(c.High), rows)
	}
	for i, x := range c.Values {
		if math.IsInf(x, 0) {
			return i, fmt.Errorf("the figure is %v, must be finite or missing", x)
		}
	}
	if !c.bracketed() {
		return -1, nil
	}
	for i := range c.Low {
		if err := checkBracket(c.Values[i], c.Low[i], c.High[i]); err != nil {
			return i, err
		}
	}
	return -1, nil
}

func checkBracket(x, low, high float64) error {
	switch {
	case math.IsNaN(low) && math.IsNaN(high):
		return nil
	case math.IsNaN(low) || math.IsNaN(high):
		return fmt.Errorf("low is %v and high %v: give both or neither", low, high)
	case math.IsInf(low, 0) || math.IsInf(high, 0):
		return fmt.Errorf("low is %v and high %v, must be finite or missing", low, high)
	case low > high:
		return fmt.Errorf("low %v is above high %v", low, high)
	case x < low || x > high:
		return fmt.Errorf("the figure %v is not between low %v and high %v", x, low, high)
	}
	return nil
}

func (c *Column) bracketed() bool { return c.Low != nil || c.High != nil }

// bracket returns the known bracket of one cell.
func (c *Column) bracket(row int) (low, high float64, ok bool) {
	if !c.bracketed() || math.IsNaN(c.Low[row]) {
		return math.NaN(), math.NaN(), false
	}
	return c.Low[row], c.High[row], true
}
