package main

import (
	"strings"
	"testing"

	"github.com/wattbit/wattbit/model/outlook"
)

// TestOutlookLines holds that every line is a sentence whose figures have units.
func TestOutlookLines(t *testing.T) {
	o := &outlook.Outlook{Years: []int{2030, 2040}, Flexible: outlook.Flexible{EnergyPct: []float64{0, 2.5}}}
	known := map[string]bool{}
	for _, f := range outlook.Figures(o) {
		known[f.ID] = true
	}
	figure := func(id string) string {
		if !known[id] {
			t.Errorf("no figure %q", id)
		}
		return "7"
	}
	lines := outlookLines(o, figure)
	if len(lines) != 11 {
		t.Errorf("%d lines", len(lines))
	}
	units := []string{"%", "MW", "TWh", "JPY", "year", "reactors"}
	for _, line := range lines {
		has := false
		for _, unit := range units {
			has = has || strings.Contains(line, unit)
		}
		if !has || !strings.HasSuffix(line, ".") || strings.ToUpper(line[:1]) != line[:1] || strings.Contains(line, "%!") || strings.Contains(line, "%%") {
			t.Errorf("no sentence with a unit: %q", line)
		}
	}
	if want := "load that gives up at most 2.5 % of its energy a year."; !strings.Contains(strings.Join(lines, "\n"), want) {
		t.Errorf("want %q in %q", want, lines)
	}
	if none := outlookLines(o, func(string) string { return missingFigure }); len(none) != 0 {
		t.Errorf("lines without a figure: %q", none)
	}
}
