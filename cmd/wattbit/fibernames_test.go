package main

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestDirectoryFind(t *testing.T) {
	d := directory{what: "node", entries: []named{
		{id: "ix-a", names: []string{"Alpha", "甲"}, label: "ix-a"},
		{id: "pop-a", names: []string{"Alpha", "甲"}, preferred: true, label: "pop-a"},
		{id: "b1", names: []string{"Beta"}, label: "b1"},
		{id: "b2", names: []string{"Beta"}, label: "b2"},
		{id: "Beta2", names: []string{"Gamma, East", "丙（東）"}, label: "Beta2"},
		{id: "p1", names: []string{"Delta"}, preferred: true, label: "p1"},
		{id: "p2", names: []string{"Delta"}, preferred: true, label: "p2"},
	}}
	for query, want := range map[string]string{"ix-a": "ix-a", "Alpha": "pop-a", "ALPHA": "pop-a", "甲": "pop-a", "gamma": "Beta2", "丙": "Beta2", "Gamma, East": "Beta2"} {
		if i, err := d.find(query); err != nil || d.entries[i].id != want {
			t.Errorf("%q: got %d, %v; want %s", query, i, err, want)
		}
	}
	for query, want := range map[string]string{
		"Beta":  `node "Beta" is ambiguous: b1, b2`,
		"Delta": `node "Delta" is ambiguous: p1, p2`,
		"Alhpa": `no node "Alhpa" in the network; near it: pop-a, ix-a`,
		"Gam":   `no node "Gam" in the network; near it: Beta2`,
		"xyz":   `no node "xyz" in the network, which has 7`,
		"":      `no node "" in the network, which has 7`,
	} {
		if _, err := d.find(query); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", query, err, want)
		}
	}
}

// TestLetterDistance holds the rules of a distance, up to its limit.
func TestLetterDistance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringOfN(rapid.RuneFrom([]rune("ab京")), 0, 6, -1)
		a, b, c := word.Draw(t, "a"), word.Draw(t, "b"), word.Draw(t, "c")
		const far = 10
		ab, ba, bc, ac := letterDistance(a, b, far), letterDistance(b, a, far), letterDistance(b, c, far), letterDistance(a, c, far)
		if ab != ba || (ab == 0) != (a == b) || ac > ab+bc {
			t.Errorf("%q %q %q: %d %d %d %d", a, b, c, ab, ba, bc, ac)
		}
		if d := letterDistance(a, a+"x", far); d != 1 {
			t.Errorf("one letter more: %d", d)
		}
		if d := letterDistance(a, strings.Replace(a, "a", "z", 1), far); strings.Contains(a, "a") && d != 1 {
			t.Errorf("one letter changed: %d", d)
		}
	})
}
