package scenario_test

import (
	"strings"
	"testing"

	"github.com/wattbit/wattbit/model/scenario"
)

func TestTitleFollowsThePowerAsked(t *testing.T) {
	for _, name := range scenario.Names() {
		sc, err := scenario.Load(name, "site.mw=512.5")
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{sc.Heading(), sc.Asked()} {
			if strings.Contains(text, "{") || (strings.Contains(text, "MW") && !strings.Contains(text, "512.5 MW")) {
				t.Errorf("%s asks 512.5 MW and says %q", name, text)
			}
		}
	}
}
