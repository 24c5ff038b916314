package table

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Range is an interval of accepted numbers, with the words for an error.
type Range struct {
	Min, Max float64
	What     string // for instance "a latitude in degrees from -90 to 90"
}

// Ranges for common columns.
var (
	Longitude   = Range{-180, 180, "a longitude in degrees from -180 to 180"}
	Latitude    = Range{-90, 90, "a latitude in degrees from -90 to 90"}
	Any         = Range{-math.MaxFloat64, math.MaxFloat64, "a number"}
	NonNegative = Range{0, math.MaxFloat64, "a number of at least 0"}
	Positive    = Range{math.SmallestNonzeroFloat64, math.MaxFloat64, "a number above 0"}
)

// Cell is the raw text of a cell, valid until the next row; nil when the table
// lacks the column.
func (r *Reader) Cell(c Column) []byte {
	if c.index < 0 || c.index >= len(r.fields) {
		return nil
	}
	return r.fields[c.index]
}

// Text reads a cell that must not be empty. The string is a copy.
func (r *Reader) Text(c Column) string {
	cell := r.Cell(c)
	if len(cell) == 0 {
		r.Reject(c, "text")
		return ""
	}
	return string(cell)
}

// OptionalText reads a cell that may be empty. The string is a copy.
func (r *Reader) OptionalText(c Column) string { return string(r.Cell(c)) }

// OneOf reads a cell that must be one of the given words.
func (r *Reader) OneOf(c Column, words ...string) string {
	cell := r.Cell(c)
	if i := slices.IndexFunc(words, func(w string) bool { return w == string(cell) }); i >= 0 {
		return words[i]
	}
	r.Reject(c, "one of "+strings.Join(words, ", "))
	return ""
}

// Number reads a finite number within the range; an empty cell is refused.
func (r *Reader) Number(c Column, want Range) float64 {
	v, ok := ParseNumber(r.Cell(c))
	if ok && v >= want.Min && v <= want.Max {
		return v
	}
	r.Reject(c, want.expected(v, ok))
	return math.NaN()
}

// OptionalNumber reads a finite number within the range, NaN when the cell is empty.
func (r *Reader) OptionalNumber(c Column, want Range) float64 {
	if len(r.Cell(c)) == 0 {
		return math.NaN()
	}
	return r.Number(c, want)
}

// Integer reads a whole number from lo to hi; an empty cell is refused.
func (r *Reader) Integer(c Column, lo, hi int) int {
	v, err := strconv.Atoi(string(r.Cell(c)))
	if err != nil || v < lo || v > hi {
		r.Reject(c, fmt.Sprintf("a whole number from %d to %d", lo, hi))
		return 0
	}
	return v
}

// OptionalInteger reads a whole number from lo to hi, 0 when the cell is empty.
func (r *Reader) OptionalInteger(c Column, lo, hi int) int {
	if len(r.Cell(c)) == 0 {
		return 0
	}
	return r.Integer(c, lo, hi)
}

// Bool reads "true" or "false".
func (r *Reader) Bool(c Column) bool { return r.OneOf(c, "true", "false") == "true" }

func (w Range) expected(v float64, parsed bool) string {
	if parsed && w.What == Latitude.What && math.Abs(v) <= Longitude.Max {
		return w.What + " (are longitude and latitude swapped?)"
	}
	return w.What
}

// ParseNumber reads a finite decimal number such as -1.5e3. It refuses NaN,
// infinities, hexadecimal, spaces, thousands separators and what overflows.
func ParseNumber(b []byte) (float64, bool) {
	for _, c := range b {
		if (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			return 0, false
		}
	}
	v, err := strconv.ParseFloat(string(b), 64)
	return v, err == nil
}
