package solve

import "fmt"

// Side is one requirement of a model: the lower or the upper bound of a row or
// of a column.
type Side struct {
	Column bool // of a column, else of a row
	Index  int
	Upper  bool
	Name   string
	Bound  float64
}

// String returns the requirement in words, such as “row demand ≥ 5”.
func (s Side) String() string {
	what, rel := "row", "≥"
	if s.Column {
		what = "column"
	}
	if s.Upper {
		rel = "≤"
	}
	return fmt.Sprintf("%s %s %s %g", what, s.Name, rel, s.Bound)
}

// Soft says which requirements are open to question, and what a unit of
// breaking each costs. A weight of 0 makes a requirement unquestionable. The
// zero value questions every row, at 1 a unit, and no bound of a column.
type Soft struct {
	Row func(row int) float64 // nil: 1 for all
	Col func(col int) float64 // nil: 0 for all
}

func (s Soft) row(i int) float64 {
	if s.Row == nil {
		return 1
	}
	return s.Row(i)
}

func (s Soft) col(j int) float64 {
	if s.Col == nil {
		return 0
	}
	return s.Col(j)
}
