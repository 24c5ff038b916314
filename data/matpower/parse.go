package matpower

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// matrix is a literal matrix with the line of each row.
type matrix struct {
	rows  [][]float64
	lines []int
}

// cell is a literal cell array of strings.
type cell struct {
	line   int
	values []string
}

// fields are the literals that a case file assigns, by field name without the
// struct's name.
type fields struct {
	numbers  map[string]float64
	matrices map[string]*matrix
	cells    map[string]*cell
	notes    []string
}

type parser struct {
	text []byte
	pos  int
	line int
	out  *fields
	// prefix is the struct that the function returns, such as mpc; empty in
	// the version 1 form.
	prefix string
}

// known are the fields that code in the file must not touch.
var known = map[string]bool{
	"baseMVA": true, "bus": true, "gen": true, "branch": true, "gencost": true,
	"dcline": true, "dclinecost": true, "bus_name": true, "gentype": true, "genfuel": true,
	"if.map": true, "if.lims": true,
}

// quiet are assignments and words that need no remark.
var quiet = map[string]bool{"version": true, "areas": true, "return": true, "end": true, "define_constants": true}

func parse(text []byte) (*fields, error) {
	p := &parser{text: bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), line: 1, prefix: "mpc", out: &fields{
		numbers: map[string]float64{}, matrices: map[string]*matrix{}, cells: map[string]*cell{}}}
	for {
		p.skip(" \t\r\n;,")
		if p.pos >= len(p.text) {
			return p.out, nil
		}
		if err := p.statement(); err != nil {
			return nil, err
		}
	}
}

// skip passes over the given characters, comments and continuations.
func (p *parser) skip(chars string) {
	for p.pos < len(p.text) {
		switch c := p.text[p.pos]; {
		case c == '%' || c == '#':
			p.comment()
		case bytes.HasPrefix(p.text[p.pos:], []byte("...")):
			p.restOfLine()
			p.newline()
		case strings.IndexByte(chars, c) >= 0:
			p.newline()
		default:
			return
		}
	}
}

// newline steps over one character and counts lines.
func (p *parser) newline() {
	if p.pos < len(p.text) {
		if p.text[p.pos] == '\n' {
			p.line++
		}
		p.pos++
	}
}

// comment passes over a comment: to the end of the line, or from a line %{ to
// a line %}.
func (p *parser) comment() {
	alone := len(bytes.TrimSpace(p.text[bytes.LastIndexByte(p.text[:p.pos], '\n')+1:p.pos])) == 0
	first := bytes.TrimSpace(p.restOfLine())
	if !alone || len(first) != 2 || first[1] != '{' {
		return
	}
	for depth := 1; depth > 0 && p.pos < len(p.text); {
		p.newline()
		switch line := bytes.TrimSpace(p.restOfLine()); {
		case len(line) != 2 || line[0] != '%' && line[0] != '#':
		case line[1] == '{':
			depth++
		case line[1] == '}':
			depth--
		}
	}
}

// restOfLine returns what is left of the line and stops before its end.
func (p *parser) restOfLine() []byte {
	rest := p.text[p.pos:]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	p.pos += len(rest)
	return rest
}

func nameByte(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// name reads a name with its dots.
func (p *parser) name() string {
	start := p.pos
	for p.pos < len(p.text) && (nameByte(p.text[p.pos]) || p.text[p.pos] == '.' && p.pos > start) {
		p.pos++
	}
	return string(p.text[start:p.pos])
}

func (p *parser) statement() error {
	line := p.line
	name := p.name()
	if name == "function" {
		p.function(string(p.restOfLine()))
		return nil
	}
	field, own := name, p.prefix == ""
	if rest, ok := strings.CutPrefix(name, p.prefix+"."); ok && p.prefix != "" {
		field, own = rest, true
	}
	p.skip(" \t")
	if !own || name == "" || p.pos >= len(p.text) || p.text[p.pos] != '=' || p.peek(1) == '=' {
		return p.code(line, name, field, own)
	}
	p.pos++
	p.skip(" \t")
	if p.pos >= len(p.text) {
		return at(line, "%s = without a value", name)
	}
	switch p.text[p.pos] {
	case '[':
		return p.matrix(line, field)
	case '{':
		return p.cell(line, field)
	case '\'', '"':
		_, err := p.quoted()
		return err
	}
	return p.number(line, name, field)
}

func (p *parser) peek(ahead int) byte {
	if p.pos+ahead < len(p.text) {
		return p.text[p.pos+ahead]
	}
	return 0
}

// function takes the struct's name from the first line of the file.
func (p *parser) function(signature string) {
	left, _, ok := strings.Cut(signature, "=")
	left = strings.TrimSpace(left)
	if ok && strings.HasPrefix(left, "[") {
		p.prefix = ""
	} else if ok {
		p.prefix = left
	}
}

// code passes over a statement that is no literal assignment.
func (p *parser) code(line int, name, field string, own bool) error {
	first := firstWord(field)
	if own && (known[field] || known[first]) {
		return at(line, "code changes %s: only literal values can be read; save the case from MATPOWER with savecase", name)
	}
	if p.pos < len(p.text) && name == "" {
		p.pos++ // a stray character
	}
	p.restOfLine()
	if !quiet[name] && !quiet[field] {
		p.note(line, "code is not run: "+name)
	}
	return nil
}

func firstWord(field string) string {
	first, _, _ := strings.Cut(field, ".")
	return first
}

// maxNotes keeps a file full of code from filling the memory with remarks.
const maxNotes = 100

func (p *parser) note(line int, remark string) {
	if len(p.out.notes) < maxNotes {
		p.out.notes = append(p.out.notes, fmt.Sprintf("line %d: %s", line, remark))
	}
}

// number reads a scalar; one that is an expression matters only when the
// field does.
func (p *parser) number(line int, name, field string) error {
	start := p.pos
	for p.pos < len(p.text) && strings.IndexByte(";,\r\n%#", p.text[p.pos]) < 0 {
		p.pos++
	}
	literal := strings.TrimSpace(string(p.text[start:p.pos]))
	v, err := number(literal)
	if err != nil {
		if known[field] {
			return at(line, "%s: %w", name, err)
		}
		p.note(line, "ignored: "+name)
		return nil
	}
	p.out.numbers[field] = v
	if !known[field] && !quiet[field] {
		p.note(line, "ignored: "+name)
	}
	return nil
}

// number reads a literal, Inf included.
func number(s string) (float64, error) {
	switch strings.ToLower(strings.TrimPrefix(s, "+")) {
	case "inf":
		return math.Inf(1), nil
	case "-inf":
		return math.Inf(-1), nil
	case "nan", "-nan":
		return 0, fmt.Errorf("value %s, expected a number", s)
	}
	// ParseFloat also takes hexadecimal and digits joined by underscores.
	if strings.ContainsAny(s, "xX_pP") {
		return 0, fmt.Errorf("value %q, expected a number", s)
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		if math.IsInf(v, 0) {
			return 0, fmt.Errorf("value %s is too large for a number", s)
		}
		return 0, fmt.Errorf("value %q, expected a number", s)
	}
	return v, nil
}
