package psse

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// record is a line of fields.
type record struct {
	fields []string
	end    bool // a 0 that ends a section
	quit   bool // a Q that ends the file
}

// text returns the next line that is no comment.
func (p *reader) text() (string, error) {
	for p.lines.Scan() {
		p.line++
		if s := p.lines.Text(); !strings.HasPrefix(s, "@!") {
			return s, nil
		}
	}
	if err := p.lines.Err(); err != nil {
		return "", err
	}
	return "", io.EOF
}

// record returns the next line that is not blank, split into fields.
func (p *reader) record() (record, error) {
	for {
		s, err := p.text()
		if err != nil {
			return record{}, err
		}
		fields := split(s)
		if len(fields) == 0 {
			continue
		}
		return record{
			fields: fields,
			end:    len(fields) == 1 && fields[0] == "0",
			quit:   len(fields) == 1 && strings.EqualFold(fields[0], "q"),
		}, nil
	}
}

// more returns the next line of a record that spans several.
func (p *reader) more() (record, error) {
	r, err := p.record()
	if errors.Is(err, io.EOF) {
		return r, fmt.Errorf("the file ends within a record: it is cut")
	}
	return r, err
}

// split cuts a line at commas and blanks outside quotes and ends it at a slash.
// A blank beside a comma does not count.
func split(s string) []string {
	var out []string
	var b strings.Builder
	var quote rune
	open := false // a field has begun
	comma := true // the last separator was a comma: an empty field may follow
	push := func() {
		out = append(out, strings.TrimSpace(b.String()))
		b.Reset()
		open = false
	}
loop:
	for _, c := range s {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			} else {
				b.WriteRune(c)
			}
		case c == '\'' || c == '"':
			quote, open, comma = c, true, false
		case c == '/':
			break loop
		case c == ',':
			if open || comma {
				push()
			}
			comma = true
		case c == ' ' || c == '\t' || c == '\r':
			if open {
				push()
				comma = false
			}
		default:
			b.WriteRune(c)
			open, comma = true, false
		}
	}
	if open {
		push()
	}
	return out
}

func (r record) field(i int) string {
	if i < len(r.fields) {
		return r.fields[i]
	}
	return ""
}

// number reads a field, an empty one as its default. A NaN default means that
// the caller looks at it.
func (r record) number(i int, name string, missing float64) (float64, error) {
	s := r.field(i)
	if s == "" {
		return missing, nil
	}
	if i := strings.IndexAny(s, "dD"); i > 0 { // a Fortran exponent
		s = s[:i] + "e" + s[i+1:]
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) || strings.ContainsAny(s, "xX_") {
		return 0, fmt.Errorf("%s: value %q, expected a number", name, s)
	}
	return v, nil
}

// want names a numeric field of a record.
type want struct {
	at      int
	name    string
	missing float64
	to      *float64
}

func (r record) numbers(list ...want) error {
	for _, w := range list {
		v, err := r.number(w.at, w.name, w.missing)
		if err != nil {
			return err
		}
		*w.to = v
	}
	return nil
}

// bus reads a field that names a bus by its number; a minus sign (metered
// end) does not count.
func (p *reader) busAt(r record, i int) (string, error) {
	s := strings.TrimPrefix(r.field(i), "-")
	v, err := strconv.Atoi(s)
	if err != nil {
		return "", fmt.Errorf("bus %q, expected a number", r.field(i))
	}
	id := strconv.Itoa(v)
	if _, ok := p.kv[id]; !ok {
		return "", fmt.Errorf("no bus %s", id)
	}
	return id, nil
}

// circuit reads an identifier that is 1 when left out.
func (r record) circuit(i int) string {
	if s := strings.TrimSpace(r.field(i)); s != "" {
		return s
	}
	return "1"
}
