package matpower

import "strings"

// matrix reads from [ to ] and keeps the matrix under field.
func (p *parser) matrix(line int, field string) error {
	m := &matrix{}
	var row []float64
	rowLine := p.line
	end := func() error {
		if len(row) == 0 {
			return nil
		}
		if len(m.rows) > 0 && len(row) != len(m.rows[0]) {
			return at(rowLine, "%s: row %d has %d values, expected %d as in the first row", field, len(m.rows)+1, len(row), len(m.rows[0]))
		}
		m.rows, m.lines = append(m.rows, row), append(m.lines, rowLine)
		row = make([]float64, 0, len(row))
		return nil
	}
	p.pos++
	for {
		p.skip(" \t\r,")
		if p.pos >= len(p.text) {
			return at(p.line, "%s: the matrix opened in line %d is not closed: the file is cut", field, line)
		}
		switch c := p.text[p.pos]; c {
		case '\n', ';':
			if err := end(); err != nil {
				return err
			}
			p.newline()
		case ']':
			if err := end(); err != nil {
				return err
			}
			p.pos++
			if p.pos < len(p.text) && p.text[p.pos] == '\'' {
				return at(p.line, "%s: a transposed matrix, expected a plain one", field)
			}
			p.keep(line, field)
			p.out.matrices[field] = m
			return nil
		default:
			word := p.word()
			v, err := number(word)
			if err != nil {
				return at(p.line, "%s: row %d, column %d: %w", field, len(m.rows)+1, len(row)+1, err)
			}
			if len(row) == 0 {
				rowLine = p.line
			}
			row = append(row, v)
		}
	}
}

// word reads up to a separator.
func (p *parser) word() string {
	start := p.pos
	for p.pos < len(p.text) && strings.IndexByte(" \t\r\n,;]%#", p.text[p.pos]) < 0 {
		p.pos++
	}
	return string(p.text[start:p.pos])
}

// cell reads from { to }. Only strings are kept.
func (p *parser) cell(line int, field string) error {
	c := &cell{line: line}
	for depth := 0; ; {
		p.skip(" \t\r\n,;")
		if p.pos >= len(p.text) {
			return at(p.line, "%s: the cell array opened in line %d is not closed: the file is cut", field, line)
		}
		switch p.text[p.pos] {
		case '{', '[', '(':
			depth++
			p.pos++
		case '}', ']', ')':
			depth--
			p.pos++
			if depth == 0 {
				p.keep(line, field)
				p.out.cells[field] = c
				return nil
			}
		case '\'', '"':
			s, err := p.quoted()
			if err != nil {
				return err
			}
			c.values = append(c.values, s)
		default:
			p.pos++
		}
	}
}

// quoted reads a string; a doubled quote stands for one.
func (p *parser) quoted() (string, error) {
	quote := p.text[p.pos]
	var b strings.Builder
	for p.pos++; p.pos < len(p.text) && p.text[p.pos] != '\n'; p.pos++ {
		c := p.text[p.pos]
		if c == quote {
			if p.peek(1) != quote {
				p.pos++
				return b.String(), nil
			}
			p.pos++
		}
		b.WriteByte(c)
	}
	return "", at(p.line, "string without its closing %c", quote)
}

// keep says when a field is read but not used.
func (p *parser) keep(line int, field string) {
	if !known[field] && !quiet[field] {
		p.note(line, "ignored: "+field)
	}
}
