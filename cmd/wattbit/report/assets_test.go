package report

import (
	"crypto/sha256"
	"encoding/base64"
	"html"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

var topLevel = regexp.MustCompile(`(?m)^(?:function|class|const|let) (?:\[([^\]]+)\]|(\w+))`)

func TestModulesShareOneScope(t *testing.T) {
	seen := map[string]bool{}
	for _, match := range topLevel.FindAllStringSubmatch(script, -1) {
		for name := range strings.SplitSeq(match[1]+match[2], ", ") {
			if seen[name] {
				t.Errorf("%s is declared by two modules", name)
			}
			seen[name] = true
		}
	}
	if len(seen) < 50 {
		t.Fatalf("%d names found: the test sees too little", len(seen))
	}
	if left := regexp.MustCompile(`(?m)^\s*(import|export)\b.*`).FindString(script); left != "" {
		t.Errorf("the bundle holds %q", left)
	}
}

func TestEveryModuleIsBundled(t *testing.T) {
	paths, err := fs.Glob(assetFiles, "assets/js/*.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		text, err := fs.ReadFile(assetFiles, path)
		if err != nil {
			t.Fatal(err)
		}
		code := exportWord.ReplaceAllString(importLine.ReplaceAllString(string(text), ""), "")
		if strings.Count(script, code) != 1 {
			t.Errorf("%s stands %d times in the bundle", path, strings.Count(script, code))
		}
	}
}

func TestAssetsAreSelfContained(t *testing.T) {
	text := strings.ReplaceAll(script+style, "http://www.w3.org/2000/svg", "")
	for _, bad := range []string{"http:", "https:", "//cdn", "@import", "url(", "fetch(", "XMLHttpRequest", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "</script", "</style", "localStorage"} {
		if strings.Contains(text, bad) {
			t.Errorf("an asset holds %q", bad)
		}
	}
}

func TestPolicyNamesTheScript(t *testing.T) {
	page := write(t, small(1))
	code := regexp.MustCompile(`(?s)<script type="module">(.*?)</script>`).FindStringSubmatch(page)[1]
	sum := sha256.Sum256([]byte(code))
	want := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	if !strings.Contains(html.UnescapeString(page), want) {
		t.Errorf("the policy does not name %s: the browser would refuse the script", want)
	}
}

func TestBundle(t *testing.T) {
	files := fstest.MapFS{
		"js/main.js": {Data: []byte("import { a } from './a.js';\nimport { b } from './b.js';\na(b);\n")},
		"js/a.js":    {Data: []byte("import { b } from './b.js';\nexport const a = () => b;\n")},
		"js/b.js":    {Data: []byte("export const b = 1;\n")},
	}
	got, err := bundle(files, "js", "main.js")
	if err != nil {
		t.Fatal(err)
	}
	if want := "const b = 1;\nconst a = () => b;\na(b);\n"; got != want {
		t.Errorf("bundle %q, expected %q", got, want)
	}
	delete(files, "js/b.js")
	if _, err := bundle(files, "js", "main.js"); err == nil || !strings.Contains(err.Error(), "b.js") {
		t.Errorf("error %v, expected one that names b.js", err)
	}
}
