package scenario_test

import (
	"strings"
	"testing"

	"github.com/wattbit/wattbit/model/scenario"
)

// TestStrictScalars holds that a number is what it says, and a list is no empty
// file.
func TestStrictScalars(t *testing.T) {
	for setting, want := range map[string]string{
		"seed=1.5":                      "found 1.5; expected a whole number",
		"grid.year=2030.5":              "expected a whole number",
		"site.mw=017":                   "octal",
		"site.mw=0x10":                  "hexadecimal",
		"gates.substation.at_most=-5":   "expected at least 0: substation_km is never below",
		"candidates.kinds=municipality": "expected a list",
	} {
		if _, err := scenario.Load("japan", setting); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("--set %s: error %v, want %s", setting, err, want)
		}
	}
	path := save(t, t.TempDir(), "list.yaml", "- a\n- b\n")
	if _, err := scenario.Load(path); err == nil || !strings.Contains(err.Error(), "found a list; expected keys with values") {
		t.Errorf("a list: %v", err)
	}
}
