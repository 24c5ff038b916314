package scenario

import (
	"strconv"
	"strings"
)

// Heading is the title with {mw} replaced by the power that the run asks, so
// that a title never contradicts a setting.
func (s *Scenario) Heading() string { return s.fill(s.Title) }

// Asked is the question with {mw} replaced like the title's.
func (s *Scenario) Asked() string { return s.fill(s.Question) }

func (s *Scenario) fill(text string) string {
	return strings.ReplaceAll(text, "{mw}", strconv.FormatFloat(s.Site.MW, 'f', -1, 64))
}
