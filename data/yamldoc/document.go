package yamldoc

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// MaxBytes is the size above which ReadFile refuses a file.
const MaxBytes = 1 << 20

// Words are what the author of a kind of document is told.
type Words struct {
	Empty   string // of a file without content
	Aliases string // of anchors and aliases
	// Lists say by key what a list looks like, such as "a figure for each month,
	// such as [1, 2]".
	Lists map[string]string
}

// Document is a document as it was written.
type Document struct {
	Name string // path or name, for errors
	src  []byte
	file *ast.File
}

// Read parses src and decodes it strictly into the value that into points to.
func Read(name string, src []byte, into any, words Words) (Document, error) {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	if !utf8.Valid(src) {
		return Document{}, notUTF8(name, src)
	}
	empty := &Error{File: name, Message: words.Empty}
	if len(bytes.TrimSpace(src)) == 0 {
		return Document{}, empty
	}
	file, err := parser.ParseBytes(src, 0)
	if err != nil {
		return Document{}, FromYAML(name, err)
	}
	if err := refuseAliases(name, src, words.Aliases); err != nil {
		return Document{}, err
	}
	if err := RefuseNotations(name, src); err != nil {
		return Document{}, err
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil || file.Docs[0].Body.Type() == ast.CommentType || file.Docs[0].Body.Type() == ast.NullType {
		return Document{}, empty
	}
	if len(file.Docs) > 1 {
		return Document{}, &Error{File: name, Message: fmt.Sprintf("%d YAML documents; expected one", len(file.Docs))}
	}
	if err := Decode(src, into, yaml.Strict()); err != nil {
		return Document{}, fromYAML(name, err, words.Lists)
	}
	return Document{Name: name, src: src, file: file}, nil
}

// Tree returns the document as nested maps.
func (d Document) Tree() (map[string]any, error) {
	var tree map[string]any
	if err := Decode(d.src, &tree); err != nil {
		return nil, FromYAML(d.Name, err)
	}
	return tree, nil
}

// ErrorAt makes an error that points at a YAML path, such as $.site.mw, where it
// is there.
func (d Document) ErrorAt(path, message string) *Error {
	e := &Error{File: d.Name, Message: message}
	p, err := yaml.PathString(path)
	if err != nil {
		return e
	}
	node, err := p.FilterFile(d.file)
	if err != nil || node == nil {
		return e
	}
	pos := node.GetToken().Position
	e.Line, e.Column = pos.Line, pos.Column
	if excerpt, err := p.AnnotateSource(d.src, false); err == nil {
		e.Excerpt = string(excerpt)
	}
	return e
}

// ErrorNear is ErrorAt the path, or at the closest one above it that is there.
func (d Document) ErrorNear(path, message string) *Error {
	for at := path; strings.ContainsAny(at, ".["); at = at[:strings.LastIndexAny(at, ".[")] {
		if d.Has(at) {
			return d.ErrorAt(at, message)
		}
	}
	return d.ErrorAt(path, message)
}

// WholeNumbers refuses fractions at YAML paths where a whole number is meant: the
// YAML library would cut them off.
func (d Document) WholeNumbers(paths ...string) error {
	for _, path := range paths {
		if x, ok := d.at(path).(*ast.FloatNode); ok && x.Value != math.Trunc(x.Value) {
			return d.ErrorAt(path, fmt.Sprintf("found %v; expected a whole number", x.Value))
		}
	}
	return nil
}

// at is the node at a YAML path, nil where nothing is there.
func (d Document) at(path string) ast.Node {
	p, err := yaml.PathString(path)
	if err != nil {
		return nil
	}
	node, err := p.FilterFile(d.file)
	if err != nil {
		return nil
	}
	return node
}

// Has tells whether the document says something at a YAML path.
func (d Document) Has(path string) bool { return d.at(path) != nil }

// ReadFile reads a regular file of at most MaxBytes. What names the kind of file
// in errors, such as "scenario"; a missing file is an fs.ErrNotExist.
func ReadFile(what, path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	if info.IsDir() {
		return nil, fmt.Errorf("%s %s: is no regular file but a folder", what, path)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s %s: is no regular file", what, path)
	}
	if info.Size() > MaxBytes {
		return nil, fmt.Errorf("%s %s: %d bytes; a %s has at most %d", what, path, info.Size(), what, MaxBytes)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	return data, nil
}

func tokens(src []byte) token.Tokens { return lexer.Tokenize(string(src)) }

// refuseAliases keeps a small file from growing without bound.
func refuseAliases(name string, src []byte, message string) error {
	for _, tk := range tokens(src) {
		if tk.Type == token.AliasType || tk.Type == token.AnchorType || tk.Type == token.MergeKeyType {
			return &Error{File: name, Line: tk.Position.Line, Column: tk.Position.Column, Message: message, Excerpt: excerpt(src, tk.Position.Line, tk.Position.Column)}
		}
	}
	return nil
}

// notations are the ways to write a number that mean another one to most
// readers: to YAML, 017 is 15.
var notations = map[token.Type]string{
	token.OctetIntegerType: "an octal", token.HexIntegerType: "a hexadecimal", token.BinaryIntegerType: "a binary",
}

// RefuseNotations refuses numbers that are not decimal.
func RefuseNotations(name string, src []byte) error {
	for _, tk := range tokens(src) {
		if notation, ok := notations[tk.Type]; ok {
			return &Error{File: name, Line: tk.Position.Line, Column: tk.Position.Column,
				Message: fmt.Sprintf("found %s, %s number to YAML; expected a decimal number, or text in quotes", tk.Value, notation),
				Excerpt: excerpt(src, tk.Position.Line, tk.Position.Column)}
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
