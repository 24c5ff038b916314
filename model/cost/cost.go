// Package cost knows what things cost and how long they take: unit costs with
// their ranges, the price of a grid connection, lead times. Money is real JPY.
package cost

import (
	"errors"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/data/atlas"
)

// Range is a figure with its uncertainty. Low and High bound it; they equal
// Base where only one figure is known.
type Range struct{ Low, Base, High float64 }

// Times returns the range scaled by a factor from 0.
func (r Range) Times(factor float64) Range {
	return Range{r.Low * factor, r.Base * factor, r.High * factor}
}

// Plus returns the sum of two ranges, low to low and high to high: the bounds
// hold even when the two move together.
func (r Range) Plus(s Range) Range {
	return Range{r.Low + s.Low, r.Base + s.Base, r.High + s.High}
}

// Exactly is a figure without uncertainty.
func Exactly(x float64) Range { return Range{x, x, x} }

// Book is a table of unit costs by id, with what each stands on.
type Book struct{ rows map[string]atlas.Cost }

// NewBook reads the cost table of an atlas.
func NewBook(rows []atlas.Cost) *Book {
	b := &Book{rows: map[string]atlas.Cost{}}
	for _, row := range rows {
		b.rows[row.ID] = row
	}
	return b
}

// ErrNoCost says that the table of costs lacks a row.
var ErrNoCost = errors.New("not in the atlas's table of costs")

// Unknown is a range of which nothing is known.
func Unknown() Range { return Range{math.NaN(), math.NaN(), math.NaN()} }

// Get returns the figure of a row in the unit that is asked for. A row that is
// missing (ErrNoCost) or has another unit is an error that names it.
func (b *Book) Get(id, unit string) (Range, atlas.Provenance, error) {
	row, ok := b.rows[id]
	if !ok {
		return Range{}, atlas.Provenance{}, fmt.Errorf("cost %q: %w", id, ErrNoCost)
	}
	if row.Unit != unit {
		return Range{}, atlas.Provenance{}, fmt.Errorf("cost %q: in %s; expected %s", id, row.Unit, unit)
	}
	r := Range{row.Low, row.Base, row.High}
	if math.IsNaN(r.Low) {
		r.Low = r.Base
	}
	if math.IsNaN(r.High) {
		r.High = r.Base
	}
	return r, row.Provenance, nil
}
