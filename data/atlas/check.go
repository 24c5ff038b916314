package atlas

import (
	"errors"
	"io/fs"
	"os"
	"slices"

	"github.com/wattbit/wattbit/data/table"
)

// Severity tells a finding that makes results wrong from one worth a look.
type Severity string

// The severities.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Rule is something every atlas must hold to.
type Rule struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Why   string `json:"why"`
	// Check reports what breaks the rule; nil for the rule that the loader applies.
	Check func(*Checker) `json:"-"`
}

// Finding is one breach of a rule, with the place to mend it.
type Finding struct {
	Rule     string   `json:"rule"`
	Severity Severity `json:"severity"`
	File     string   `json:"file"`
	Line     int      `json:"line,omitempty"` // of a table's row; number of the feature in an outline file
	Column   string   `json:"column,omitempty"`
	Value    string   `json:"value,omitempty"`
	Expected string   `json:"expected"`
}

// Checker gives a rule the atlas and takes its findings.
type Checker struct {
	Atlas  *Atlas
	loader *loader
	rule   Rule
	report *Report
}

// Check holds the atlas in a folder against all rules. It never fails: what
// cannot be read is a finding.
func Check(fsys fs.FS) Report {
	_, report := LoadChecked(fsys)
	return report
}

// LoadChecked reads an atlas and holds it against all rules. Unless the report
// is OK the atlas may lack what could not be read.
func LoadChecked(fsys fs.FS) (*Atlas, Report) {
	l := newLoader(fsys)
	l.run()
	report := Report{Atlas: l.atlas.Meta.ID, Rules: Rules(), Rows: l.atlas.rowCount(), Findings: []Finding{}}
	c := &Checker{Atlas: l.atlas, loader: l, report: &report}
	for _, err := range l.errs {
		c.unreadable(err)
	}
	for _, rule := range report.Rules {
		if rule.Check != nil {
			c.rule = rule
			rule.Check(c)
		}
	}
	return l.atlas, report
}

// CheckDir is Check for a folder on disk.
func CheckDir(dir string) Report { return Check(os.DirFS(dir)) }

// Row reports a row of a table, by its index in the atlas.
func (c *Checker) Row(s Severity, tableName string, index int, column, value, expected string) {
	at := position{file: tableName}
	if rows := c.loader.rows[tableName]; index < len(rows) {
		at = rows[index]
	}
	c.File(s, at.file, at.line, column, value, expected)
}

// File reports something about a file as a whole, or a line of it.
func (c *Checker) File(s Severity, file string, line int, column, value, expected string) {
	c.report.Findings = append(c.report.Findings, Finding{Rule: c.rule.ID, Severity: s, File: file, Line: line,
		Column: column, Value: value, Expected: expected})
}

// fileOf names the file a row stands in.
func (c *Checker) fileOf(tableName string, index int) string {
	if rows := c.loader.rows[tableName]; index < len(rows) {
		return rows[index].file
	}
	return ""
}

// unreadable turns an error of the loader into findings, one a cell.
func (c *Checker) unreadable(err error) {
	c.rule = readable
	var cells *table.Errors
	if !errors.As(err, &cells) {
		c.File(Error, DescriptionFile, 0, "", err.Error(), "an atlas that can be read")
		return
	}
	for _, p := range cells.Problems {
		c.File(Error, p.File, p.Line, p.Column, p.Value, p.Expected)
	}
	if cells.Stopped {
		c.File(Error, cells.Problems[0].File, 0, "", "more problems than are listed", "a file that can be read to its end")
	}
}

func (a *Atlas) rowCount() int {
	n := len(a.Outlines)
	for _, s := range schemas {
		n += len(s.origin(a))
	}
	return n
}

// Rules lists the rules in the order they are checked.
func Rules() []Rule {
	return slices.Concat([]Rule{readable}, structureRules, provenanceRules, placeRules, figureRules, gridRules, fiberRules)
}

var readable = Rule{ID: "readable", Title: "Every file and cell can be read",
	Why: "a row that is skipped or a number that is misread changes every result without a trace"}
