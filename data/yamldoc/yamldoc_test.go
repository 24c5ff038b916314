package yamldoc_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/wattbit/wattbit/data/yamldoc"
)

type settings struct {
	Name  string             `yaml:"name"`
	MW    float64            `yaml:"mw"`
	Parts []string           `yaml:"parts"`
	Costs map[string]float64 `yaml:"costs"`
	MWs   []float64          `yaml:"mws"`
}

var words = yamldoc.Words{Empty: "nothing here", Aliases: "no anchors", Lists: map[string]string{"mws": "a figure for each month, such as [1, 2]"}}

func TestRead(t *testing.T) {
	var s settings
	doc, err := yamldoc.Read("a.yaml", []byte("\ufeffname: a\nmw: 5\nparts: [x, y]\ncosts: {fiber: 2}\n"), &s, words)
	if err != nil || s.Name != "a" || s.MW != 5 || len(s.Parts) != 2 || s.Costs["fiber"] != 2 {
		t.Fatalf("%+v, %v", s, err)
	}
	if !doc.Has("$.costs.fiber") || doc.Has("$.costs.power") {
		t.Error("Has does not know what the document says")
	}
	if near := doc.ErrorNear("$.parts[5].none", "is wrong"); near.Line != 3 {
		t.Errorf("%+v", near)
	}
	if err := doc.WholeNumbers("$.mw", "$.costs.fiber", "$.absent"); err != nil {
		t.Error(err)
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
		"parts: one":                "found one, text; expected a list, such as [one]",
		"parts: 5":                  "found 5, a number; expected a list, such as [5]",
		"parts: {x: 1}":             "found keys with values; expected a list",
		"costs: 5":                  "found 5, a number; expected keys with values",
		"costs: [5]":                "found a list; expected keys with values",
		"mws: 5":                    "found 5, a number; expected a figure for each month, such as [1, 2]",
		"mws: [1, x]":               `found "x"; expected a figure for each month, such as [1, 2]`,
		"name: a\n  mw: 5\n parts:": "a.yaml:",
	} {
		_, err := yamldoc.Read("a.yaml", []byte(src), new(settings), words)
		var mistake *yamldoc.Error
		if !errors.As(err, &mistake) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", src, err, want)
		}
	}
}

func TestWholeNumbers(t *testing.T) {
	doc, err := yamldoc.Read("a.yaml", []byte("mw: 5.0\ncosts: {fiber: 2.5}"), new(settings), words)
	if err != nil || doc.WholeNumbers("$.mw") != nil {
		t.Fatal(err)
	}
	if err := doc.WholeNumbers("$.mw", "$.costs.fiber"); err == nil || !strings.Contains(err.Error(), "a.yaml:2:16: found 2.5; expected a whole number") {
		t.Error(err)
	}
}

func TestBuiltin(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("mine.yaml", "name: mine")
	put("plain", "name: plain")
	if err := os.Mkdir(filepath.Join(dir, "sub"), 0o700); err != nil {
		t.Fatal(err)
	}
	b := yamldoc.Builtin{Kind: "rule pack", FS: fstest.MapFS{"in/b.yaml": {Data: []byte("name: b")}, "in/a.yaml": {Data: []byte("name: a")}}, Folder: "in"}
	if names := strings.Join(b.Names(), " "); names != "a b" {
		t.Errorf("names %s", names)
	}
	if path, src, err := b.Open("b", dir); path != "" || string(src) != "name: b" || err != nil {
		t.Errorf("%q %q %v", path, src, err)
	}
	for _, name := range []string{"mine.yaml", "./plain", filepath.Join(dir, "mine.yaml")} {
		if path, src, err := b.Open(name, dir); filepath.Dir(path) != dir || !strings.HasPrefix(string(src), "name: ") || err != nil {
			t.Errorf("%s: %q %q %v", name, path, src, err)
		}
	}
	for name, want := range map[string]struct {
		message string
		unknown bool
	}{
		"c":         {`rule pack not found: "c" is no built-in rule pack (a, b) and no path of a .yaml file`, true},
		"":          {`"" is no built-in rule pack`, true},
		"../c":      {`rule pack not found: no file`, false},
		"none.yaml": {"rule pack not found: no file " + filepath.Join(dir, "none.yaml"), false},
		"sub":       {`rule pack "sub": is a folder; expected a built-in rule pack (a, b) or the path of a .yaml file`, true},
		"plain":     {`rule pack "plain": is a file whose name does not end in .yaml; expected a built-in rule pack`, true},
	} {
		_, _, err := b.Open(name, dir)
		if err == nil || !strings.Contains(err.Error(), want.message) || !errors.Is(err, yamldoc.ErrNotFound) || errors.Is(err, yamldoc.ErrUnknownName) != want.unknown {
			t.Errorf("%q: %v", name, err)
		}
	}
	if _, _, err := b.Open("sub/", dir); err == nil || !strings.Contains(err.Error(), "but a folder") {
		t.Errorf("a folder's path: %v", err)
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
