package nearname_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/internal/nearname"
)

func TestHint(t *testing.T) {
	ids := []string{"hub-dojima", "hub-otemachi", "corridor-001", "corridor-002", "corridor-003", "corridor-004", "corridor-005", "corridor-006", "corridor-007", "東京"}
	for query, want := range map[string]string{
		"hub-otemach": "; near it: hub-otemachi",
		"HUB-DOJMA":   "; near it: hub-dojima",
		"dojima":      "; near it: hub-dojima",
		"corridor":    "; near it: corridor-001, corridor-002, corridor-003, corridor-004, corridor-005, corridor-006, 1 more",
		"東亰":          "; near it: 東京",
		"zzz":         "; there are 10, such as hub-dojima, hub-otemachi, corridor-001",
		"":            "; there are 10, such as hub-dojima, hub-otemachi, corridor-001",
	} {
		if got := nearname.Hint(query, ids); got != want {
			t.Errorf("%q: %q, want %q", query, got, want)
		}
	}
	if got := nearname.Hint("a", nil); got != "; there are none" {
		t.Errorf("of nothing: %q", got)
	}
}

// TestLetters holds the rules of a distance, up to its limit.
func TestLetters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringOfN(rapid.RuneFrom([]rune("ab京")), 0, 6, -1)
		a, b, c := word.Draw(t, "a"), word.Draw(t, "b"), word.Draw(t, "c")
		const far = 10
		ab, ba, bc, ac := nearname.Letters(a, b, far), nearname.Letters(b, a, far), nearname.Letters(b, c, far), nearname.Letters(a, c, far)
		if ab != ba || (ab == 0) != (a == b) || ac > ab+bc {
			t.Errorf("%q %q %q: %d %d %d %d", a, b, c, ab, ba, bc, ac)
		}
		if d := nearname.Letters(a, a+"x", far); d != 1 {
			t.Errorf("one letter more: %d", d)
		}
		if d := nearname.Letters(a, strings.Replace(a, "a", "z", 1), far); strings.Contains(a, "a") && d != 1 {
			t.Errorf("one letter changed: %d", d)
		}
	})
}
