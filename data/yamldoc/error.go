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
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
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
func FromYAML(name string, err error) error { return fromYAML(name, err, nil) }

// fromYAML is FromYAML that knows what the lists of some keys look like.
func fromYAML(name string, err error, lists map[string]string) error {
	var typed yaml.Error
	if !errors.As(err, &typed) || typed.GetToken() == nil {
		return &Error{File: name, Message: err.Error()}
	}
	pos := typed.GetToken().Position
	text := typed.FormatError(false, true)
	_, excerpt, _ := strings.Cut(text, "\n")
	message := plainMessage(typed)
	if form, ok := lists[keyOf(typed.GetToken())]; ok {
		found, _, _ := strings.Cut(message, "; expected ")
		message = found + "; expected " + form
	}
	return &Error{File: name, Line: pos.Line, Column: pos.Column, Message: message, Excerpt: excerpt}
}

// keyOf is the key that a value, alone or in a list, stands after.
func keyOf(value *token.Token) string {
	for tk := value.Prev; tk != nil; tk = tk.Prev {
		if tk.Type == token.MappingValueType && tk.Prev != nil {
			return tk.Prev.Value
		}
	}
	return ""
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
	var kind *yaml.UnexpectedNodeTypeError
	if errors.As(err, &kind) {
		return unexpectedKind(kind)
	}
	return err.GetMessage()
}

// unexpectedKind words one kind of value in the place of another, with the form
// of a list for what stands alone.
func unexpectedKind(err *yaml.UnexpectedNodeTypeError) string {
	found := kindNames[err.Actual]
	switch err.Actual {
	case ast.MappingType, ast.MappingValueType, ast.SequenceType, ast.NullType:
	default:
		value := err.Token.Value
		if len([]rune(value)) > maxShown {
			return "found " + found + "; expected " + kindNames[err.Expected]
		}
		if err.Expected == ast.SequenceType {
			return fmt.Sprintf("found %s, %s; expected a list, such as [%s]", value, found, value)
		}
		found = value + ", " + found
	}
	return "found " + found + "; expected " + kindNames[err.Expected]
}

// maxShown is the length of a value above which a message leaves it to the excerpt.
const maxShown = 40

// kindNames puts YAML's words into the reader's.
var kindNames = map[ast.NodeType]string{
	ast.SequenceType: "a list", ast.MappingType: "keys with values", ast.MappingValueType: "keys with values",
	ast.StringType: "text", ast.LiteralType: "text", ast.IntegerType: "a number", ast.FloatType: "a number",
	ast.InfinityType: "a number", ast.NanType: "a number", ast.BoolType: "true or false", ast.NullType: "nothing",
	ast.TagType: "a tag", ast.AnchorType: "an anchor", ast.AliasType: "an alias",
}

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
