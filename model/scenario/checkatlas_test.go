package scenario_test

import (
	"strings"
	"testing"

	"github.com/wattbit/wattbit/model/scenario"
)

// TestCheckNames holds that names that lead to nothing are found with their line.
func TestCheckNames(t *testing.T) {
	for text, want := range map[string]string{
		"atlas: nope\n":                            `x.yaml:2:8: atlas "nope"`,
		"candidates:\n  regions: [atlantis]\n":     `x.yaml:3:13: the atlas has no region "atlantis"; there are `,
		"candidates:\n  file: none.csv\n":          "x.yaml:3:9: no file ",
		"concentrations: [metro-tokyo, nowhere]\n": `x.yaml:2:31: the atlas has no metro "nowhere"; expected some of metro-`,
		"fiber:\n  hubs: [hub-otemachi, nohub]\n":  `x.yaml:3:24: the atlas has no fiber node "nohub"`,
	} {
		path := save(t, t.TempDir(), "x.yaml", "name: x\n"+text)
		if _, err := scenario.Check(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %s", text, err, want)
		}
	}
	for _, name := range scenario.Names() {
		if _, err := scenario.Check(name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
