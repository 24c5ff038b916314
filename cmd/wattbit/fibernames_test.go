package main

import (
	"testing"
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
		"xyz":   `no node "xyz" in the network; there are 7, such as ix-a, pop-a, b1`,
		"":      `no node "" in the network; there are 7, such as ix-a, pop-a, b1`,
	} {
		if _, err := d.find(query); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", query, err, want)
		}
	}
}
