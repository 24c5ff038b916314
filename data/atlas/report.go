package atlas

import (
	"fmt"
	"io"
	"strconv"
)

// Report is what Check found. Its JSON form is stable.
type Report struct {
	Atlas    string    `json:"atlas"`
	Rows     int       `json:"rows"`
	Rules    []Rule    `json:"rules"`
	Findings []Finding `json:"findings"`
}

// OK tells whether there is no finding of severity Error.
func (r Report) OK() bool { return r.count(Error) == 0 }

func (r Report) count(s Severity) int {
	n := 0
	for _, f := range r.Findings {
		if f.Severity == s {
			n++
		}
	}
	return n
}

// WriteText writes the report for a reader: the findings by rule, each with its
// place, then the sum.
func (r Report) WriteText(w io.Writer) error {
	for _, rule := range r.Rules {
		if err := r.writeRule(w, rule); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "atlas %s: %s held against %s: %s, %s\n", r.Atlas, plural(r.Rows, "row"), plural(len(r.Rules), "rule"),
		plural(r.count(Error), "error"), plural(r.count(Warning), "warning"))
	return err
}

func (r Report) writeRule(w io.Writer, rule Rule) error {
	titled := false
	for _, f := range r.Findings {
		if f.Rule != rule.ID {
			continue
		}
		if !titled {
			titled = true
			if _, err := fmt.Fprintf(w, "%s (%s): %s\n", rule.Title, rule.ID, rule.Why); err != nil {
				return err
			}
		}
		if _, err := fmt.Fprintf(w, "  %s\n", f); err != nil {
			return err
		}
	}
	return nil
}

// String gives the finding in one line.
func (f Finding) String() string {
	at := f.File
	if f.Line > 0 {
		at += ":" + strconv.Itoa(f.Line)
	}
	if f.Column != "" {
		at += ": column " + strconv.Quote(f.Column)
	}
	value := "nothing"
	if f.Value != "" {
		value = strconv.Quote(f.Value)
	}
	return fmt.Sprintf("%s: %s: found %s, expected %s", f.Severity, at, value, f.Expected)
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
