// Package rulepack holds sites against the published rules of governments and
// regulators. A pack is a YAML file of rules; a rule is a gate on one figure, with
// what it measures, its limit and its source. A rule passes, fails with the
// failing figure, or stays unknown where the figure is missing: it never passes
// for want of data.
//
// The package knows no sites. Its caller names the figures there are and answers
// for their values.
package rulepack

import (
	"embed"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/yamldoc"
	"github.com/wattbit/wattbit/model/score"
)

// Pack is the rules of one issuer.
type Pack struct {
	ID      string `yaml:"id" json:"id"`
	Title   string `yaml:"title" json:"title"`
	Issuer  string `yaml:"issuer" json:"issuer"`
	AsOf    string `yaml:"as_of" json:"as_of"` // when the rules stood like this
	Source  string `yaml:"source" json:"source"`
	Note    string `yaml:"note,omitempty" json:"note,omitempty"` // what the pack leaves out
	Rules   []Rule `yaml:"rules" json:"rules"`
	figures map[string]Figure
}

// Rule is one gate of a pack. It tests a figure, or says what is missing: then it
// is unknown wherever it binds.
type Rule struct {
	ID       string `yaml:"id" json:"id"`
	Title    string `yaml:"title" json:"title"`
	Measures string `yaml:"measures" json:"measures"` // what the figure is, and how near to the rule's own words
	Test     `yaml:",inline"`
	Missing  string         `yaml:"missing,omitempty" json:"missing,omitempty"` // what would have to be known
	When     []Test         `yaml:"when,omitempty" json:"when,omitempty"`       // the rule binds where all hold
	Source   string         `yaml:"source" json:"source"`
	Evidence atlas.Evidence `yaml:"evidence" json:"evidence"` // of the limit
}

// Test compares a figure with a limit: exactly one of AtLeast and AtMost.
type Test struct {
	Figure  string   `yaml:"figure,omitempty" json:"figure,omitempty"`
	AtLeast *float64 `yaml:"at_least,omitempty" json:"at_least,omitempty"`
	AtMost  *float64 `yaml:"at_most,omitempty" json:"at_most,omitempty"`
	Unit    string   `yaml:"unit,omitempty" json:"unit,omitempty"` // of the limit; must be the figure's
}

// Limit returns the limit of the test; false for a test without one.
func (t Test) Limit() (float64, bool) {
	switch {
	case t.AtLeast != nil:
		return *t.AtLeast, true
	case t.AtMost != nil:
		return *t.AtMost, true
	}
	return 0, false
}

// gate is the test as the score knows it.
func (t Test) gate() score.Gate {
	g := score.Gate{ID: t.Figure, Column: t.Figure, Unit: t.Unit}
	if t.AtLeast != nil {
		g.Op, g.Threshold = score.AtLeast, *t.AtLeast
	} else if t.AtMost != nil {
		g.Op, g.Threshold = score.AtMost, *t.AtMost
	}
	return g
}

// Figure is a quantity that rules can test.
type Figure struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Unit string `json:"unit"`
}

//go:embed packs/*.yaml
var files embed.FS

var builtin = yamldoc.Builtin{Kind: "rule pack", FS: files, Folder: "packs",
	Order: []string{"jp-gx", "uk-aigz", "ie-cru", "sg", "nl", "tx-sb6", "de", "cn", "kr"}}

// Names lists the built-in packs, Japan's first.
func Names() []string { return builtin.Names() }

// ErrNotFound says that a name is neither a built-in pack nor a file;
// ErrUnknownName is the ErrNotFound of a name that is no path.
var (
	ErrNotFound    = yamldoc.ErrNotFound
	ErrUnknownName = yamldoc.ErrUnknownName
)

// Source returns the file of a pack as it was written: a built-in one by its name,
// one's own by its path.
func Source(nameOrPath string) ([]byte, error) {
	_, src, err := builtin.Open(nameOrPath, "")
	return src, err
}

// Load reads a built-in pack or a file and checks it against the figures there are.
func Load(nameOrPath string, figures []Figure) (*Pack, error) {
	src, err := Source(nameOrPath)
	if err != nil {
		return nil, err
	}
	return Read(nameOrPath, src, figures)
}
