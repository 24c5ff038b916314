// Package yamldoc reads one YAML document strictly, for people who write it by
// hand: unknown and duplicate keys, wrong types, anchors, numbers that are not
// decimal and files that are not UTF-8 are errors with line, column and the lines
// around them, and so is whatever a caller finds wrong at a path later.
package yamldoc

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml"
)

// Error is a mistake in a document, with its place.
type Error struct {
	File    string `json:"file"`           // path or name
	Line    int    `json:"line,omitempty"` // from 1; 0 when the mistake has no single place
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
	Excerpt string `json:"excerpt,omitempty"` // the lines around it, the wrong one marked
}

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

// FromYAML keeps the position and excerpt that the YAML library found.
func FromYAML(name string, err error) error {
	var typed yaml.Error
	if !errors.As(err, &typed) || typed.GetToken() == nil {
		return &Error{File: name, Message: err.Error()}
	}
	pos := typed.GetToken().Position
	text := typed.FormatError(false, true)
	_, excerpt, _ := strings.Cut(text, "\n")
	return &Error{File: name, Line: pos.Line, Column: pos.Column, Message: plainMessage(typed), Excerpt: excerpt}
}

// plainMessage words errors of type for someone who does not write Go.
func plainMessage(err yaml.Error) string {
	found := err.GetToken().Value
	var wrong *yaml.TypeError
	if errors.As(err, &wrong) {
		return fmt.Sprintf("found %q; expected %s", found, typeName(wrong.DstType))
	}
	var overflow *yaml.OverflowError
	if errors.As(err, &overflow) {
		return fmt.Sprintf("found %s; expected %s", overflow.SrcNum, typeName(overflow.DstType))
	}
	return plainKinds.Replace(err.GetMessage())
}

// plainKinds puts YAML's words into the reader's.
var plainKinds = strings.NewReplacer(
	"sequence was used where mapping is expected", "found a list; expected keys with values",
	"string was used where sequence is expected", "found text; expected a list",
	"string was used where mapping is expected", "found text; expected keys with values",
	"mapping was used where sequence is expected", "found keys with values; expected a list",
)

func typeName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Float64:
		return "a number"
	case reflect.Int:
		return "a whole number"
	case reflect.Uint64:
		return "a whole number from 0"
	case reflect.Bool:
		return "true or false"
	case reflect.String:
		return "text"
	case reflect.Slice:
		return "a list"
	case reflect.Map, reflect.Struct:
		return "keys with values"
	default:
		return "a " + t.String()
	}
}

// excerpt shows a line with the two before it, and a mark under a column.
func excerpt(src []byte, line, column int) string {
	lines := bytes.Split(src, []byte{'\n'})
	var b strings.Builder
	for n := max(1, line-2); n <= min(line, len(lines)); n++ {
		mark := " "
		if n == line {
			mark = ">"
		}
		fmt.Fprintf(&b, "%s %2d | %s\n", mark, n, strings.TrimRight(string(lines[n-1]), "\r"))
	}
	return b.String() + strings.Repeat(" ", column+6) + "^"
}
