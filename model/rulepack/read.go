package rulepack

import (
	"fmt"
	"math"
	"regexp"
	"strings"

	"github.com/wattbit/wattbit/data/yamldoc"
)

var words = yamldoc.Words{
	Empty:   "the file is empty; expected id:, title:, issuer:, as_of:, source: and rules:",
	Aliases: "anchors and aliases have no place in a rule pack",
}

var idPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

// Read reads a pack strictly. Errors are of type *yamldoc.Error and say where the
// mistake is and what was expected.
func Read(name string, src []byte, figures []Figure) (*Pack, error) {
	p := &Pack{figures: map[string]Figure{}}
	for _, f := range figures {
		p.figures[f.ID] = f
	}
	doc, err := yamldoc.Read(name, src, p, words)
	if err != nil {
		return nil, err
	}
	if path, message := p.problem(figures); message != "" {
		return nil, doc.ErrorNear(path, message)
	}
	return p, nil
}

// problem returns the first mistake that no type can tell, with its path.
func (p *Pack) problem(figures []Figure) (path, message string) {
	if !idPattern.MatchString(p.ID) {
		return "$.id", fmt.Sprintf("id %q; expected lower-case letters, digits and hyphens", p.ID)
	}
	for _, said := range [][2]string{{"title", p.Title}, {"issuer", p.Issuer}, {"as_of", p.AsOf}, {"source", p.Source}} {
		if said[1] == "" {
			return "$." + said[0], said[0] + " is missing; a pack says its title, issuer, as_of and source"
		}
	}
	if len(p.Rules) == 0 {
		return "$.rules", "no rule; expected at least one"
	}
	seen := map[string]bool{}
	for i, r := range p.Rules {
		at := fmt.Sprintf("$.rules[%d]", i)
		if !idPattern.MatchString(r.ID) || seen[r.ID] {
			return at + ".id", fmt.Sprintf("id %q; expected lower-case letters, digits and hyphens, each id once", r.ID)
		}
		seen[r.ID] = true
		if key, message := p.ruleProblem(r, figures); message != "" {
			return at + key, fmt.Sprintf("rule %q: %s", r.ID, message)
		}
	}
	return "", ""
}

func (p *Pack) ruleProblem(r Rule, figures []Figure) (key, message string) {
	for _, said := range [][2]string{{"title", r.Title}, {"measures", r.Measures}, {"source", r.Source}} {
		if said[1] == "" {
			return "." + said[0], said[0] + " is missing; a rule says its title, what it measures, its source and evidence"
		}
	}
	if !r.Evidence.Valid() {
		return ".evidence", fmt.Sprintf("evidence %q; expected published, derived, estimated or assumed", r.Evidence)
	}
	if r.Missing == "" {
		if key, message := p.testProblem(r.Test, figures); message != "" {
			return key, message
		}
	} else if r.Test != (Test{}) {
		return ".missing", "a rule tests a figure or says what is missing, not both"
	}
	for i, when := range r.When {
		if key, message := p.testProblem(when, figures); message != "" {
			return fmt.Sprintf(".when[%d]", i) + key, message
		}
	}
	return "", ""
}

func (p *Pack) testProblem(t Test, figures []Figure) (key, message string) {
	f, ok := p.figures[t.Figure]
	if !ok {
		ids := make([]string, len(figures))
		for i, f := range figures {
			ids[i] = f.ID
		}
		return ".figure", fmt.Sprintf("unknown figure %q; expected one of %s, or missing: with what would have to be known", t.Figure, strings.Join(ids, ", "))
	}
	if (t.AtLeast == nil) == (t.AtMost == nil) {
		return "", "exactly one of at_least and at_most is expected"
	}
	if limit, _ := t.Limit(); math.IsNaN(limit) || math.IsInf(limit, 0) {
		return "", fmt.Sprintf("limit %v; expected a finite number", limit)
	}
	if t.Unit != f.Unit {
		return ".unit", fmt.Sprintf("unit %q; %s is in %q", t.Unit, t.Figure, f.Unit)
	}
	return "", ""
}
