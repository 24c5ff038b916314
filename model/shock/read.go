package shock

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"github.com/wattbit/wattbit/data/yamldoc"
)

// MaxFileBytes is the size above which a file is refused.
const MaxFileBytes = 128 << 10

// Error is a mistake in a shock's file, with its place.
type Error struct {
	File    string
	Line    int // from 1; 0 when the mistake has no single place
	Column  int
	Message string
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %s", e.File, e.Message)
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Message)
}

// Load reads a built-in shock by name, or a file by its path.
func Load(nameOrPath string) (*Shock, error) {
	if src, err := Source(nameOrPath); err == nil {
		return Parse(nameOrPath, src)
	}
	if !strings.ContainsAny(nameOrPath, `/\`) && !strings.HasSuffix(nameOrPath, ".yaml") && !strings.HasSuffix(nameOrPath, ".yml") {
		return nil, unknownName(nameOrPath)
	}
	src, err := readFile(nameOrPath)
	if err != nil {
		return nil, err
	}
	return Parse(nameOrPath, src)
}

func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("shock: %w", err)
	}
	if !info.Mode().IsRegular() || info.Size() > MaxFileBytes {
		return nil, fmt.Errorf("shock %s: expected a regular file of at most %d bytes", path, MaxFileBytes)
	}
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("shock: %w", err)
	}
	return src, nil
}

// Parse reads a shock strictly: unknown and repeated keys, wrong types and
// impossible figures are an *Error.
func Parse(name string, src []byte) (*Shock, error) {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	if len(src) > MaxFileBytes {
		return nil, &Error{File: name, Message: fmt.Sprintf("%d bytes; a shock has at most %d", len(src), MaxFileBytes)}
	}
	if !utf8.Valid(src) {
		return nil, &Error{File: name, Message: "not UTF-8 (Shift_JIS?); save the file as UTF-8"}
	}
	if err := refuseTokens(name, src); err != nil {
		return nil, err
	}
	file, err := parser.ParseBytes(src, 0)
	if err != nil {
		return nil, fromYAML(name, err)
	}
	if len(file.Docs) != 1 || file.Docs[0].Body == nil || file.Docs[0].Body.Type() != ast.MappingType && file.Docs[0].Body.Type() != ast.MappingValueType {
		return nil, &Error{File: name, Message: "found no keys; expected one YAML document with id, title, source, evidence and hours"}
	}
	s := &Shock{}
	if err := yamldoc.Decode(src, s, yaml.Strict()); err != nil {
		return nil, fromYAML(name, err)
	}
	if err := wholeNumbers(name, file); err != nil {
		return nil, err
	}
	s.place = func(path, message string) error { return at(name, file, path, message) }
	if err := s.placed(s.Check()); err != nil {
		return nil, err
	}
	return s, nil
}

// refused are the notations that mean something else than they seem to.
var refused = map[token.Type]string{
	token.AnchorType: "an anchor", token.AliasType: "an alias", token.MergeKeyType: "a merge key",
	token.InfinityType: "infinity", token.NanType: "not a number",
	token.HexIntegerType: "a hexadecimal number", token.OctetIntegerType: "an octal number", token.BinaryIntegerType: "a binary number",
}

func refuseTokens(name string, src []byte) error {
	for _, tk := range lexer.Tokenize(string(src)) {
		if what, ok := refused[tk.Type]; ok {
			return &Error{File: name, Line: tk.Position.Line, Column: tk.Position.Column,
				Message: fmt.Sprintf("found %s, %s; expected plain values and decimal numbers", tk.Value, what)}
		}
	}
	return nil
}

// wholeNumbers refuses fractions where a whole number is meant: the YAML library
// would cut them off.
func wholeNumbers(name string, file *ast.File) error {
	for _, path := range []string{"$.draws.samples", "$.draws.seed", "$.worst.spans", "$.worst.max_states"} {
		node := find(file, path)
		if node != nil && node.Type() != ast.IntegerType {
			return at(name, file, path, fmt.Sprintf("found %s; expected a whole number", node))
		}
	}
	return nil
}

func find(file *ast.File, path string) ast.Node {
	p, err := yaml.PathString(path)
	if err != nil {
		return nil
	}
	node, err := p.FilterFile(file)
	if err != nil {
		return nil
	}
	return node
}

// at makes an error that points at a path of the file, or at what stands above
// it when it is not there.
func at(name string, file *ast.File, path, message string) error {
	e := &Error{File: name, Message: strings.TrimPrefix(path, "$.") + ": " + message}
	for path != "" {
		if node := find(file, path); node != nil && node.GetToken() != nil && path != "$" {
			e.Line, e.Column = node.GetToken().Position.Line, node.GetToken().Position.Column
			return e
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return e
}

func fromYAML(name string, err error) error {
	var typed yaml.Error
	if !errors.As(err, &typed) || typed.GetToken() == nil {
		return &Error{File: name, Message: err.Error()}
	}
	pos := typed.GetToken().Position
	message := typed.GetMessage()
	var wrong *yaml.TypeError
	if errors.As(err, &wrong) {
		message = fmt.Sprintf("found %q; expected %s", typed.GetToken().Value, kindName(wrong.DstType.Kind()))
	}
	return &Error{File: name, Line: pos.Line, Column: pos.Column, Message: message}
}
