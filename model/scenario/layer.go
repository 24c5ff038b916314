package scenario

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// layer is one scenario file as it was written.
type layer struct {
	name string
	src  []byte
	file *ast.File
	tree map[string]any
}

// Error is a mistake in a scenario file, with its place.
type Error struct {
	File    string `json:"file"`           // path, built-in name or setting
	Line    int    `json:"line,omitempty"` // from 1; 0 when the mistake has no single place
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
	Excerpt string `json:"excerpt,omitempty"` // the lines around it, the wrong one marked
}

// settingPrefix begins the File of a mistake in a setting.
const settingPrefix = "setting "

// InSetting tells whether the mistake stands in a setting and not in a file.
func (e *Error) InSetting() bool { return strings.HasPrefix(e.File, settingPrefix) }

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", e.Line, e.Column)
	}
	b.WriteString(": " + e.Message)
	if e.Excerpt != "" {
		b.WriteString("\n" + strings.TrimRight(e.Excerpt, "\n"))
	}
	return b.String()
}

// parse reads one file strictly: unknown and duplicate keys and wrong types are
// errors here, where the line is known. Paths in it become relative to dir.
func parse(name string, src []byte, dir string) (layer, error) {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	if !utf8.Valid(src) {
		return layer{}, notUTF8(name, src)
	}
	if len(bytes.TrimSpace(src)) == 0 {
		return layer{}, emptyFile(name)
	}
	file, err := parser.ParseBytes(src, 0)
	if err != nil {
		return layer{}, fromYAML(name, err)
	}
	if err := refuseAliases(name, src); err != nil {
		return layer{}, err
	}
	if err := refuseNotations(name, src); err != nil {
		return layer{}, err
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil || file.Docs[0].Body.Type() == ast.CommentType || file.Docs[0].Body.Type() == ast.NullType {
		return layer{}, emptyFile(name)
	}
	if len(file.Docs) > 1 {
		return layer{}, &Error{File: name, Message: fmt.Sprintf("%d YAML documents; expected one", len(file.Docs))}
	}
	if err := yaml.UnmarshalWithOptions(src, new(Scenario), yaml.Strict()); err != nil {
		return layer{}, fromYAML(name, err)
	}
	var tree map[string]any
	if err := yaml.Unmarshal(src, &tree); err != nil {
		return layer{}, fromYAML(name, err)
	}
	l := layer{name: name, src: src, file: file, tree: tree}
	if _, isText := tree["extends"].(string); !isText && tree["extends"] != nil {
		return layer{}, l.errorAt("$.extends", fmt.Sprintf("extends %v; expected the name of a built-in scenario or a path", tree["extends"]))
	}
	if err := l.wholeNumbers(); err != nil {
		return layer{}, err
	}
	anchorPaths(tree, dir)
	return l, nil
}

func emptyFile(name string) error {
	return &Error{File: name, Message: "the file is empty; expected at least name: and what differs from the defaults"}
}

// refuseAliases keeps a small file from growing without bound.
func refuseAliases(name string, src []byte) error {
	for _, tk := range parserTokens(src) {
		if tk.Type == token.AliasType || tk.Type == token.AnchorType || tk.Type == token.MergeKeyType {
			return &Error{File: name, Line: tk.Position.Line, Column: tk.Position.Column,
				Message: "anchors and aliases have no place in a scenario; use extends", Excerpt: excerpt(src, tk.Position.Line, tk.Position.Column)}
		}
	}
	return nil
}

func notUTF8(name string, src []byte) error {
	line := 1
	for i := 0; i < len(src); {
		r, size := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		if r == '\n' {
			line++
		}
		i += size
	}
	return &Error{File: name, Line: line, Column: 1, Message: "not UTF-8 (Shift_JIS?); save the file as UTF-8"}
}

// errorAt makes an error that points at a path of the file, when it is there.
func (l layer) errorAt(path, message string) *Error {
	e := &Error{File: l.name, Message: message}
	p, err := yaml.PathString(path)
	if err != nil {
		return e
	}
	node, err := p.FilterFile(l.file)
	if err != nil || node == nil {
		return e
	}
	pos := node.GetToken().Position
	e.Line, e.Column = pos.Line, pos.Column
	if excerpt, err := p.AnnotateSource(l.src, false); err == nil {
		e.Excerpt = string(excerpt)
	}
	return e
}

// has tells whether the layer itself says something at the path.
func (l layer) has(path string) bool {
	p, err := yaml.PathString(path)
	if err != nil {
		return false
	}
	node, err := p.FilterFile(l.file)
	return err == nil && node != nil
}

// anchorPaths makes the file's own relative paths relative to its folder.
func anchorPaths(tree map[string]any, dir string) {
	if dir == "" {
		return
	}
	if atlas, ok := tree["atlas"].(string); ok && looksLikePath(atlas) && !filepath.IsAbs(atlas) {
		tree["atlas"] = filepath.Join(dir, atlas)
	}
	if candidates, ok := tree["candidates"].(map[string]any); ok {
		if file, ok := candidates["file"].(string); ok && file != "" && !filepath.IsAbs(file) {
			candidates["file"] = filepath.Join(dir, file)
		}
	}
}
