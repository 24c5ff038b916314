package solve

import (
	"fmt"
	"math"
)

// Sense says whether the objective is to be made small or large.
type Sense int8

// The two senses; the zero value minimises.
const (
	Minimize Sense = iota
	Maximize
)

// Col is a decision variable: Lower ≤ x ≤ Upper with Cost·x in the objective.
// An infinite bound is ±Inf.
type Col struct {
	Name         string
	Lower, Upper float64
	Cost         float64
	Integer      bool
}

// Term is one coefficient of a row.
type Term struct {
	Col  int
	Coef float64
}

// Row is a constraint Lower ≤ Σ Coef·x[Col] ≤ Upper. An infinite bound is ±Inf;
// equal bounds make an equation. Terms of the same column add up.
type Row struct {
	Name         string
	Lower, Upper float64
	Terms        []Term
}

// Quad is one product Coef·x[I]·x[J] of the objective. For I = J it is
// Coef·x[I]², without the factor ½ of the usual matrix notation.
type Quad struct {
	I, J int
	Coef float64
}

// Model is a linear, mixed-integer or convex quadratic programme:
//
//	minimise (or maximise)  Offset + Σ Cost·x + Σ Quad
//	subject to              Lower ≤ A·x ≤ Upper, Lower ≤ x ≤ Upper, some x integer
//
// Integers and quadratic terms cannot be had together. The zero value is an
// empty model that minimises. Faults (a column that does not exist, crossed
// bounds, NaN) are reported by Check, which Solve calls first. The same order
// of calls gives the same answer. A Model is not safe for concurrent change.
type Model struct {
	Name   string
	Sense  Sense
	Offset float64
	Cols   []Col
	Rows   []Row
	Quads  []Quad
}

// AddCol adds a continuous column and returns its index.
func (m *Model) AddCol(name string, lower, upper, cost float64) int {
	m.Cols = append(m.Cols, Col{Name: name, Lower: lower, Upper: upper, Cost: cost})
	return len(m.Cols) - 1
}

// AddInt adds an integer column and returns its index.
func (m *Model) AddInt(name string, lower, upper, cost float64) int {
	j := m.AddCol(name, lower, upper, cost)
	m.Cols[j].Integer = true
	return j
}

// AddBin adds a column that is 0 or 1 and returns its index.
func (m *Model) AddBin(name string, cost float64) int {
	return m.AddInt(name, 0, 1, cost)
}

// AddRow adds the constraint lower ≤ Σ terms ≤ upper and returns its index.
// The terms are kept, not copied.
func (m *Model) AddRow(name string, lower, upper float64, terms ...Term) int {
	m.Rows = append(m.Rows, Row{Name: name, Lower: lower, Upper: upper, Terms: terms})
	return len(m.Rows) - 1
}

// AddQuad adds coef·x[i]·x[j] to the objective, coef·x[i]² for i = j.
func (m *Model) AddQuad(i, j int, coef float64) {
	m.Quads = append(m.Quads, Quad{I: i, J: j, Coef: coef})
}

// Integers returns the number of integer columns.
func (m *Model) Integers() int {
	n := 0
	for _, c := range m.Cols {
		if c.Integer {
			n++
		}
	}
	return n
}

// NonZeros returns the number of terms over all rows.
func (m *Model) NonZeros() int {
	n := 0
	for _, r := range m.Rows {
		n += len(r.Terms)
	}
	return n
}

// Clone returns a copy that shares no slice with m, except the rows' terms,
// which no function of this package changes.
func (m *Model) Clone() *Model {
	c := *m
	c.Cols = append([]Col(nil), m.Cols...)
	c.Rows = append([]Row(nil), m.Rows...)
	c.Quads = append([]Quad(nil), m.Quads...)
	return &c
}

// Objective returns Offset + Σ Cost·x + Σ Quad at x.
func (m *Model) Objective(x []float64) float64 {
	sum := m.Offset
	for j, c := range m.Cols {
		sum += float64(c.Cost * x[j])
	}
	for _, q := range m.Quads {
		sum += float64(q.Coef * float64(x[q.I]*x[q.J]))
	}
	return sum
}

// Activity returns Σ Coef·x of every row.
func (m *Model) Activity(x []float64) []float64 {
	a := make([]float64, len(m.Rows))
	for i, r := range m.Rows {
		for _, t := range r.Terms {
			a[i] += float64(t.Coef * x[t.Col])
		}
	}
	return a
}

// ColName returns the column's name, or x and its index when it has none.
func (m *Model) ColName(j int) string {
	if n := m.Cols[j].Name; n != "" {
		return n
	}
	return fmt.Sprintf("x%d", j)
}

// RowName returns the row's name, or r and its index when it has none.
func (m *Model) RowName(i int) string {
	if n := m.Rows[i].Name; n != "" {
		return n
	}
	return fmt.Sprintf("r%d", i)
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
