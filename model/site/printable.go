package site

import (
	"strings"
	"unicode"

	"github.com/wattbit/wattbit/data/table"
)

// printable tells whether text can stand on a terminal as it is: without line
// ends, escape sequences and marks that turn the direction of writing.
func printable(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) })
}

// unprintable returns the column of the first text of a candidate that is not
// printable.
func unprintable(c Candidate, id, name, local table.Column) (table.Column, bool) {
	switch {
	case !printable(c.ID):
		return id, true
	case !printable(c.Name):
		return name, true
	case !printable(c.NameLocal):
		return local, true
	}
	return table.Column{}, false
}
