package score

// Table is a table of figures, one row per candidate, column by column so that
// a million rows cost nothing but their numbers.
type Table struct {
	// IDs name the rows; unique and not empty.
	IDs []string
	// Columns hold the figures; their ids are unique.
	Columns []Column
}

// Column is one figure of every candidate.
type Column struct {
	ID   string
	Unit string
	// Values has one figure per row; NaN is a missing figure.
	Values []float64
	// Low and High, when not nil, bracket the true figure: of a missing value,
	// or of an uncertain one. NaN in a cell says that no bracket is known there.
	Low, High []float64
}
