package solve

import (
	"fmt"
	"math"
)

// elastic is a model whose soft requirements may be broken at a price: column
// slack[k] ≥ 0 is by how much sides[k] is.
type elastic struct {
	model  *Model
	sides  []Side
	slack  []int
	weight []float64
}

// stretch builds the elastic form of m. Costs of m itself are dropped.
func stretch(m *Model, soft Soft) (*elastic, error) {
	e := &elastic{model: m.Clone()}
	e.model.Sense, e.model.Offset, e.model.Quads = Minimize, 0, nil
	for j := range m.Cols {
		e.model.Cols[j].Cost = 0
	}
	for i, r := range m.Rows {
		if err := e.soften(false, i, soft.row(i), r.Lower, r.Upper, m.RowName(i)); err != nil {
			return nil, err
		}
	}
	for j, c := range m.Cols {
		w := soft.col(j)
		if w == 0 {
			continue
		}
		row := e.model.AddRow(c.Name, c.Lower, c.Upper, Term{Col: j, Coef: 1})
		e.model.Cols[j].Lower, e.model.Cols[j].Upper = math.Inf(-1), math.Inf(1)
		from := len(e.sides)
		if err := e.soften(false, row, w, c.Lower, c.Upper, m.ColName(j)); err != nil {
			return nil, err
		}
		for k := from; k < len(e.sides); k++ {
			e.sides[k].Column, e.sides[k].Index = true, j
		}
	}
	return e, nil
}

// soften adds the slacks of a row of the elastic model.
func (e *elastic) soften(column bool, row int, weight, lower, upper float64, name string) error {
	if weight == 0 {
		return nil
	}
	if !(weight > 0) || !small(weight) {
		return fmt.Errorf("solve: weight %g of %s: want 0 or more", weight, name)
	}
	r := &e.model.Rows[row]
	r.Terms = append([]Term(nil), r.Terms...)
	for _, upperSide := range []bool{false, true} {
		bound, sign := lower, 1.0
		if upperSide {
			bound, sign = upper, -1
		}
		if math.IsInf(bound, 0) {
			continue
		}
		s := e.model.AddCol("", 0, math.Inf(1), weight)
		r.Terms = append(r.Terms, Term{Col: s, Coef: sign})
		e.slack, e.weight = append(e.slack, s), append(e.weight, weight)
		e.sides = append(e.sides, Side{Column: column, Index: row, Upper: upperSide, Name: name, Bound: bound})
	}
	// Crossed bounds become two rows' worth of slack on an open row.
	if lower > upper {
		e.split(row, lower, upper)
	}
	return nil
}

// split replaces a row with crossed bounds, which no slack can mend, by one row
// for each side. The last two slacks are the row's.
func (e *elastic) split(row int, lower, upper float64) {
	r := e.model.Rows[row]
	n := len(r.Terms)
	body := r.Terms[:n-2]
	low := append(append([]Term(nil), body...), r.Terms[n-2])
	high := append(append([]Term(nil), body...), r.Terms[n-1])
	e.model.Rows[row] = Row{Name: r.Name, Lower: lower, Upper: math.Inf(1), Terms: low}
	e.model.AddRow(r.Name, math.Inf(-1), upper, high...)
}
