package table

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// scanner splits bytes into rows of fields. Fields are valid until the next row.
type scanner struct {
	src         *bufio.Reader
	maxBytes    int64
	maxRowBytes int
	read        int64 // bytes so far
	line        int   // line of the last byte read
	rowLine     int   // line the current row begins on
	long        []byte
	text        []byte // unescaped text of a row with quotes
	ends        []int
	fields      [][]byte
}

// rowError is a row that cannot be split; column counts from 0.
type rowError struct {
	line, column    int
	found, expected string
	err             error
}

func (e *rowError) Error() string {
	return fmt.Sprintf("line %d: found %s, expected %s", e.line, e.found, e.expected)
}

func newScanner(src io.Reader, o Options) *scanner {
	return &scanner{src: bufio.NewReaderSize(src, 1<<16), maxBytes: o.MaxBytes, maxRowBytes: o.MaxRowBytes}
}

// next reads one row that is not empty; it returns io.EOF after the last one.
func (s *scanner) next() ([][]byte, error) {
	for {
		line, err := s.readLine()
		if err != nil {
			return nil, err
		}
		s.rowLine = s.line
		if len(line) == 0 {
			continue
		}
		s.fields = s.fields[:0]
		if bytes.IndexByte(line, '"') < 0 {
			return s.splitPlain(line)
		}
		return s.splitQuoted(line)
	}
}

func (s *scanner) splitPlain(line []byte) ([][]byte, error) {
	if i := bytes.IndexByte(line, '\r'); i >= 0 {
		return nil, s.loneReturn(bytes.Count(line[:i], []byte{','}))
	}
	for {
		i := bytes.IndexByte(line, ',')
		if i < 0 {
			s.fields = append(s.fields, line)
			return s.fields, nil
		}
		s.fields = append(s.fields, line[:i])
		line = line[i+1:]
	}
}

// splitQuoted unescapes into s.text, and reads on when a quote spans lines.
func (s *scanner) splitQuoted(line []byte) ([][]byte, error) {
	s.text, s.ends = s.text[:0], s.ends[:0]
	for {
		var err error
		if len(line) > 0 && line[0] == '"' {
			line, err = s.quotedField(line[1:])
		} else {
			line, err = s.plainField(line)
		}
		if err != nil {
			return nil, err
		}
		s.ends = append(s.ends, len(s.text))
		if line == nil {
			break
		}
	}
	start := 0
	for _, end := range s.ends {
		s.fields = append(s.fields, s.text[start:end:end])
		start = end
	}
	return s.fields, nil
}

// plainField takes a field without quotes; the rest is nil after the last field.
func (s *scanner) plainField(line []byte) (rest []byte, err error) {
	field, rest, more := bytes.Cut(line, []byte{','})
	if i := bytes.IndexAny(field, "\"\r"); i >= 0 {
		if field[i] == '\r' {
			return nil, s.loneReturn(len(s.ends))
		}
		return nil, &rowError{line: s.line, column: len(s.ends), found: string(field),
			expected: "a quote only around a whole field, doubled inside it"}
	}
	s.text = append(s.text, field...)
	if !more {
		return nil, nil
	}
	return nonNil(rest), nil
}

// quotedField takes a field whose opening quote is already read.
func (s *scanner) quotedField(line []byte) (rest []byte, err error) {
	opened := s.line
	for {
		i := bytes.IndexByte(line, '"')
		if i < 0 {
			s.text = append(append(s.text, line...), '\n')
			if line, err = s.continueRow(opened); err != nil {
				return nil, err
			}
			continue
		}
		s.text = append(s.text, line[:i]...)
		line = line[i+1:]
		switch {
		case len(line) == 0:
			return nil, nil
		case line[0] == '"':
			s.text = append(s.text, '"')
			line = line[1:]
		case line[0] == ',':
			return nonNil(line[1:]), nil
		default:
			return nil, &rowError{line: s.line, column: len(s.ends), found: string(line),
				expected: "a comma after the closing quote"}
		}
	}
}

// continueRow reads the next line of a field that a quote holds open.
func (s *scanner) continueRow(opened int) ([]byte, error) {
	if len(s.text) > s.maxRowBytes {
		return nil, s.rowTooLong(opened)
	}
	line, err := s.readLine()
	if errors.Is(err, io.EOF) {
		return nil, &rowError{line: opened, column: len(s.ends), found: "the end of the file",
			expected: "the closing quote of the field opened here"}
	}
	return line, err
}

// readLine returns a line without its line end.
func (s *scanner) readLine() ([]byte, error) {
	line, err := s.src.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		s.long = append(s.long[:0], line...)
		for errors.Is(err, bufio.ErrBufferFull) {
			if len(s.long) > s.maxRowBytes {
				return nil, s.rowTooLong(s.line + 1)
			}
			line, err = s.src.ReadSlice('\n')
			s.long = append(s.long, line...)
		}
		line = s.long
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if len(line) == 0 {
		return nil, io.EOF
	}
	s.line++
	if s.read += int64(len(line)); s.read > s.maxBytes {
		return nil, &rowError{line: s.line, column: -1, found: fmt.Sprintf("more than %d bytes", s.maxBytes),
			expected: fmt.Sprintf("a file of at most %s", size(s.maxBytes)), err: ErrTooLarge}
	}
	line = bytes.TrimSuffix(line, []byte{'\n'})
	return bytes.TrimSuffix(line, []byte{'\r'}), nil
}

func (s *scanner) loneReturn(column int) error {
	return &rowError{line: s.line, column: column, found: "a lone carriage return",
		expected: "lines that end in LF or CRLF"}
}

func (s *scanner) rowTooLong(line int) error {
	return &rowError{line: line, column: -1, found: fmt.Sprintf("a row of more than %d bytes", s.maxRowBytes),
		expected: fmt.Sprintf("a row of at most %s (is a quote left open?)", size(int64(s.maxRowBytes))), err: ErrTooLarge}
}

func size(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%g GiB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%g MiB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%d bytes", n)
}

func nonNil(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}
