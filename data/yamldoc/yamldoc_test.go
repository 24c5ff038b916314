package yamldoc_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/data/yamldoc"
)

type settings struct {
	Name  string             `yaml:"name"`
	MW    float64            `yaml:"mw"`
	Parts []string           `yaml:"parts"`
	Costs map[string]float64 `yaml:"costs"`
}

var words = yamldoc.Words{Empty: "nothing here", Aliases: "no anchors"}

func TestRead(t *testing.T) {
	var s settings
	doc, err := yamldoc.Read("a.yaml", []byte("\ufeffname: a\nmw: 5\nparts: [x, y]\ncosts: {fiber: 2}\n"), &s, words)
	if err != nil || s.Name != "a" || s.MW != 5 || len(s.Parts) != 2 || s.Costs["fiber"] != 2 {
		t.Fatalf("%+v, %v", s, err)
	}
	if !doc.Has("$.costs.fiber") || doc.Has("$.costs.power") {
		t.Error("Has does not know what the document says")
	}
	mistake := doc.ErrorAt("$.parts[1]", "is wrong")
	if mistake.Line != 3 || mistake.Column != 12 || !strings.Contains(mistake.Excerpt, "parts: [x, y]") {
		t.Errorf("%+v", mistake)
	}
	if none := doc.ErrorAt("$.absent", "is missing"); none.Line != 0 || none.Error() != "a.yaml: is missing" {
		t.Errorf("%+v", none)
	}
	if tree, err := doc.Tree(); err != nil || tree["name"] != "a" {
		t.Errorf("%v, %v", tree, err)
	}
}

func TestReadRefuses(t *testing.T) {
	for src, want := range map[string]string{
		"":                          "a.yaml: nothing here",
		"# only a comment":          "nothing here",
		"name: a\nmv: 5":            `a.yaml:2:1: unknown field "mv"`,
		"name: a\nname: b":          "a.yaml:2:1",
		"mw: much":                  `a.yaml:1:5: found "much"; expected a number`,
		"mw: 017":                   "a.yaml:1:5: found 017, an octal number",
		"name: &x a":                "no anchors",
		"name: a\n---\nname: b":     "2 YAML documents",
		"name: a\nparts: [\xff]":    "a.yaml:2:1: not UTF-8",
		"parts: one":                "expected a list",
		"name: a\n  mw: 5\n parts:": "a.yaml:",
	} {
		_, err := yamldoc.Read("a.yaml", []byte(src), new(settings), words)
		var mistake *yamldoc.Error
		if !errors.As(err, &mistake) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", src, err, want)
		}
	}
}

func TestReadFile(t *testing.T) {
	dir := t.TempDir()
	if _, err := yamldoc.ReadFile("rule pack", filepath.Join(dir, "none.yaml")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if _, err := yamldoc.ReadFile("rule pack", dir); err == nil || !strings.Contains(err.Error(), "no regular file") {
		t.Errorf("a folder: %v", err)
	}
	big := filepath.Join(dir, "big.yaml")
	if err := os.WriteFile(big, make([]byte, yamldoc.MaxBytes+1), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := yamldoc.ReadFile("rule pack", big); err == nil || !strings.Contains(err.Error(), "a rule pack has at most") {
		t.Errorf("a large file: %v", err)
	}
}
