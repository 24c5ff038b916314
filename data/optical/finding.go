package optical

import (
	"errors"
	"fmt"
)

// Severity tells a remark from a refusal.
type Severity int

// The two severities.
const (
	// Warning marks a record that is odd or left out; the run goes on.
	Warning Severity = iota
	// Fatal marks a record that cannot be true; the run must stop.
	Fatal
)

// String returns "warning" or "fatal".
func (s Severity) String() string {
	if s == Fatal {
		return "fatal"
	}
	return "warning"
}

// MarshalText writes the severity as its word.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Finding is what a rule says of one record. It is an error.
type Finding struct {
	Rule     string   `json:"rule"` // id of the rule, such as "span-ends"
	Severity Severity `json:"severity"`
	File     string   `json:"file,omitempty"`
	Line     int      `json:"line,omitempty"`
	Element  string   `json:"element"` // such as `span "s1"`
	Message  string   `json:"message"`
}

// Error returns file:line: element: message.
func (f Finding) Error() string {
	text := f.Element + ": " + f.Message
	if at := (Origin{f.File, f.Line}).String(); at != "" {
		return at + ": " + text
	}
	return text
}

// Findings are the findings of a check, in the order of the rules and, within a
// rule, of the records.
type Findings []Finding

// Fatal returns the fatal findings.
func (fs Findings) Fatal() Findings {
	var fatal Findings
	for _, f := range fs {
		if f.Severity == Fatal {
			fatal = append(fatal, f)
		}
	}
	return fatal
}

// maxListed bounds how many findings an error message lists.
const maxListed = 10

// Err returns nil when no finding is fatal, else an error that lists the fatal
// ones. The findings can be had back with errors.As.
func (fs Findings) Err() error {
	fatal := fs.Fatal()
	if len(fatal) == 0 {
		return nil
	}
	var errs []error
	for i, f := range fatal {
		if i == maxListed {
			errs = append(errs, fmt.Errorf("and %d more", len(fatal)-maxListed))
			break
		}
		errs = append(errs, f)
	}
	return errors.Join(errs...)
}
