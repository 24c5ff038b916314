package scenario_test

import (
	"os"
	"strings"
	"testing"
)

// TestReadmeExample keeps the library example of the README the one that is
// compiled and run here.
func TestReadmeExample(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile("example_test.go")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(readme), "```go\n")
	shown, _, ok := strings.Cut(rest, "\n```")
	if !ok {
		t.Fatal("README.md has no Go example")
	}
	indented := "\t" + strings.ReplaceAll(shown, "\n", "\n\t")
	if !strings.Contains(string(source), indented) {
		t.Errorf("README.md shows code that example_test.go does not run:\n%s", shown)
	}
}
