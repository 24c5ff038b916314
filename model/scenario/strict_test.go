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
		"grid.year=1900":                "1900; expected a year from 1970 to 2100, or 0",
		"plan.policy.metro_from=9999":   "9999; expected a year from 1976 to 2096",
		"grid.year=2030.5":              "expected a whole number",
		"site.mw=017":                   "octal",
		"site.mw=0x10":                  "hexadecimal",
		"gates.substation.at_most=-5":   "expected at least 0: substation_km is never below",
		"candidates.kinds=municipality": "found municipality, text; expected a list, such as [municipality]",
		"plan.policy.budget_bjpy=0":     "found 0, a number; expected a list of bn JPY with one figure for each of plan.periods, such as [500, 500, 500, 500]",
		"plan.policy.budget_bjpy=[5]":   "1 figures for 4 periods; expected one in bn JPY for each of 2027, 2030, 2035, 2040, such as [5, 5, 5, 5]",
		"plan.periods=2030":             "found 2030, a number; expected a list of years, the first of each period, such as [2027, 2030, 2035, 2040]",
		"plan.facility.blocks_mw=50":    "found 50, a number; expected a list, such as [50]",
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
