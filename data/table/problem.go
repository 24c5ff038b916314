package table

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Problem is one thing a reader refused, with the place to mend it.
type Problem struct {
	File     string `json:"file"`
	Line     int    `json:"line,omitempty"` // from 1; the header is line 1; 0 when it concerns the whole file
	Column   string `json:"column,omitempty"`
	Value    string `json:"value,omitempty"`
	Expected string `json:"expected"`
	Err      error  `json:"-"` // a sentinel of this package, or nil
}

// Error gives the problem in one line.
func (p Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
	}
	if p.Column != "" {
		fmt.Fprintf(&b, ": column %q", p.Column)
	}
	fmt.Fprintf(&b, ": found %s, expected %s", quote(p.Value), p.Expected)
	return b.String()
}

// Unwrap gives the sentinel the problem belongs to, if any.
func (p Problem) Unwrap() error { return p.Err }

// Errors is all that was refused in a table, in the order of the file.
type Errors struct {
	Problems []Problem
	Stopped  bool // more may follow: reading stopped here
}

// Error lists the problems, one a line.
func (e *Errors) Error() string {
	lines := make([]string, 0, len(e.Problems)+1)
	for _, p := range e.Problems {
		lines = append(lines, p.Error())
	}
	if e.Stopped {
		lines = append(lines, fmt.Sprintf("reading stopped after %d problems; there may be more", len(e.Problems)))
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives each problem to errors.Is and errors.As.
func (e *Errors) Unwrap() []error {
	errs := make([]error, len(e.Problems))
	for i, p := range e.Problems {
		errs[i] = p
	}
	return errs
}

const quoteLimit = 60 // characters of a value that a message shows

func quote(s string) string {
	if s == "" {
		return "nothing"
	}
	if utf8.RuneCountInString(s) > quoteLimit {
		s = string([]rune(s)[:quoteLimit]) + "…"
	}
	return fmt.Sprintf("%q", s)
}
