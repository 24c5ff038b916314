package main

import (
	"os"
	"strings"
	"testing"
)

// TestReadmeTable: README's table has every scenario that is planned, and the
// columns that the command prints. CI makes some of its rows again.
func TestReadmeTable(t *testing.T) {
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(data), "<!-- scenario table -->")
	table, _, _ = strings.Cut(table, "<!-- /scenario table -->")
	var head []string
	for _, c := range tableColumns {
		head = append(head, c.head)
	}
	if want := "| scenario | " + strings.Join(head, " | ") + " |"; !strings.Contains(table, want) {
		t.Errorf("the table lacks its head %s", want)
	}
	for _, name := range plannedScenarios() {
		if !strings.Contains(table, "| `"+name+"` |") {
			t.Errorf("the table lacks %s", name)
		}
	}
}
