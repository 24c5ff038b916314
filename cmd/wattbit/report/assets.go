package report

import (
	"embed"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
)

//go:embed assets/js/*.js assets/css/*.css
var assetFiles embed.FS

// style and script are what the page carries inline.
var (
	style  = must(joinFiles(assetFiles, "assets/css/*.css"))
	script = must(bundle(assetFiles, "assets/js", "main.js"))
)

func must(text string, err error) string {
	if err != nil {
		panic(err) // an embedded file is at fault: a programmer's error
	}
	return text
}

// joinFiles returns the matching files one after the other, sorted by name.
func joinFiles(files fs.FS, pattern string) (string, error) {
	paths, err := fs.Glob(files, pattern)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, path := range paths {
		text, err := fs.ReadFile(files, path)
		if err != nil {
			return "", err
		}
		b.Write(text)
	}
	return b.String(), nil
}

var (
	importLine = regexp.MustCompile(`(?m)^import \{[^}]*\} from '\./([a-z]+\.js)';\n`)
	exportWord = regexp.MustCompile(`(?m)^export `)
)

// bundle joins an ES module and all that it imports into one, what is imported
// first. A page opened from disk cannot import another file, so the modules become
// one scope: their top-level names must differ, which a test checks.
func bundle(files fs.FS, dir, entry string) (string, error) {
	var b strings.Builder
	done := map[string]bool{}
	var visit func(name string) error
	visit = func(name string) error {
		if done[name] {
			return nil
		}
		done[name] = true
		text, err := fs.ReadFile(files, dir+"/"+name)
		if err != nil {
			return fmt.Errorf("script: %w", err)
		}
		for _, match := range importLine.FindAllSubmatch(text, -1) {
			if err := visit(string(match[1])); err != nil {
				return err
			}
		}
		text = importLine.ReplaceAll(text, nil)
		b.Write(exportWord.ReplaceAll(text, nil))
		return nil
	}
	if err := visit(entry); err != nil {
		return "", err
	}
	return b.String(), nil
}
