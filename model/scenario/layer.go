package scenario

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/wattbit/wattbit/data/yamldoc"
	"github.com/wattbit/wattbit/model/portfolio"
)

// layer is one scenario file as it was written.
type layer struct {
	name string
	doc  yamldoc.Document
	tree map[string]any
}

// Error is a mistake in a scenario file or a setting, with its place.
type Error = yamldoc.Error

// settingPrefix begins the File of a mistake in a setting.
const settingPrefix = "setting "

// InSetting tells whether a mistake stands in a setting and not in a file.
func InSetting(e *Error) bool { return strings.HasPrefix(e.File, settingPrefix) }

// parse reads one file strictly: unknown and duplicate keys and wrong types are
// errors here, where the line is known. Paths in it become relative to dir.
func parse(name string, src []byte, dir string) (layer, error) {
	doc, err := yamldoc.Read(name, src, new(Scenario), words)
	if err != nil {
		return layer{}, err
	}
	tree, err := doc.Tree()
	if err != nil {
		return layer{}, err
	}
	l := layer{name: name, doc: doc, tree: tree}
	if _, isText := tree["extends"].(string); !isText && tree["extends"] != nil {
		return layer{}, l.errorAt("$.extends", fmt.Sprintf("extends %v; expected the name of a built-in scenario or a path", tree["extends"]))
	}
	if err := doc.WholeNumbers(wholeKeys...); err != nil {
		return layer{}, err
	}
	anchorPaths(tree, dir)
	return l, nil
}

// wholeKeys are the keys that take a whole number.
var wholeKeys = []string{"$.seed", "$.grid.year", "$.uncertainty.samples", "$.report.top"}

// words are what a scenario's author is told.
var words = yamldoc.Words{
	Empty:   "the file is empty; expected at least name: and what differs from the defaults",
	Aliases: "anchors and aliases have no place in a scenario; use extends",
	Lists:   portfolio.ListForms,
}

// errorAt makes an error that points at a path of the file, when it is there.
func (l layer) errorAt(path, message string) *Error { return l.doc.ErrorAt(path, message) }

// has tells whether the layer itself says something at the path.
func (l layer) has(path string) bool { return l.doc.Has(path) }

// anchorPaths makes the file's own relative paths relative to its folder.
func anchorPaths(tree map[string]any, dir string) {
	if dir == "" {
		return
	}
	if atlas, ok := tree["atlas"].(string); ok && yamldoc.IsPath(atlas) && !filepath.IsAbs(atlas) {
		tree["atlas"] = filepath.Join(dir, atlas)
	}
	if candidates, ok := tree["candidates"].(map[string]any); ok {
		if file, ok := candidates["file"].(string); ok && file != "" && !filepath.IsAbs(file) {
			candidates["file"] = filepath.Join(dir, file)
		}
	}
}
