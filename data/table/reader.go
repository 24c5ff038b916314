package table

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Reader streams the rows of a table. Ask for the columns, loop over Next, read
// cells with the typed getters, then look at Err:
//
//	lon := r.Column("lon")
//	for r.Next() {
//		x := r.Number(lon, table.Longitude)
//	}
//	err := r.Err()
//
// A getter that refuses a cell records a Problem and returns NaN, zero or "".
type Reader struct {
	opts     Options
	scan     *scanner
	header   []string
	fields   [][]byte
	problems []Problem
	rowsBad  int // problems before the current row
	failure  error
	done     bool
}

// Column is a column of a table, found by its name.
type Column struct {
	name  string
	index int
}

// Present tells whether the table has the column.
func (c Column) Present() bool { return c.index >= 0 }

// Name is the name in the header.
func (c Column) Name() string { return c.name }

// NewReader reads the header of a table. An unreadable header is told by Err.
func NewReader(src io.Reader, o Options) *Reader {
	o = o.withDefaults()
	r := &Reader{opts: o, scan: newScanner(src, o)}
	r.readHeader()
	return r
}

// Header gives the names of the columns.
func (r *Reader) Header() []string { return slices.Clone(r.header) }

// Line is the line in the file on which the current row begins.
func (r *Reader) Line() int { return r.scan.rowLine }

// Bytes is how many bytes were read so far, for a progress display.
func (r *Reader) Bytes() int64 { return r.scan.read }

// Column finds a column that the table must have.
func (r *Reader) Column(name string) Column {
	c := r.OptionalColumn(name)
	if !c.Present() && r.header != nil {
		r.report(Problem{Line: 1, Value: strings.Join(r.header, ","), Expected: "a column named " + strconv.Quote(name)})
	}
	return c
}

// OptionalColumn finds a column that the table may lack.
func (r *Reader) OptionalColumn(name string) Column {
	return Column{name: name, index: slices.Index(r.header, name)}
}

// Next moves to the next row of the right length. It returns false at the end,
// when the header was refused, and when too many problems were found.
func (r *Reader) Next() bool {
	if r.header == nil || (r.fields == nil && len(r.problems) > 0) {
		r.done = true // without its columns no row can be read
	}
	for !r.done && len(r.problems) < r.opts.MaxProblems {
		r.rowsBad = len(r.problems)
		fields, err := r.scan.next()
		if err != nil {
			r.stop(err)
			return false
		}
		if r.accept(fields) {
			r.fields = fields
			return true
		}
	}
	return false
}

// RowOK tells whether every cell read of the current row was accepted.
func (r *Reader) RowOK() bool { return len(r.problems) == r.rowsBad }

// Err tells all that was refused: nil, an *Errors, or a failure of the source.
func (r *Reader) Err() error {
	if len(r.problems) == 0 {
		return r.failure
	}
	refused := &Errors{Problems: r.problems, Stopped: len(r.problems) >= r.opts.MaxProblems}
	if r.failure != nil {
		return errors.Join(refused, r.failure)
	}
	return refused
}

// Reject records that the current row's cell is not what was expected.
func (r *Reader) Reject(c Column, expected string) {
	r.report(Problem{Line: r.scan.rowLine, Column: c.name, Value: string(r.Cell(c)), Expected: expected})
}

func (r *Reader) report(p Problem) {
	if len(r.problems) < r.opts.MaxProblems {
		p.File = r.opts.File
		r.problems = append(r.problems, p)
	}
}

func (r *Reader) readHeader() {
	if mark, _ := r.scan.src.Peek(3); bytes.Equal(mark, []byte("\uFEFF")) {
		_, _ = r.scan.src.Discard(3) // cannot fail: the bytes are buffered
	} else if len(mark) >= 2 && (mark[0] == 0xFF && mark[1] == 0xFE || mark[0] == 0xFE && mark[1] == 0xFF) {
		r.report(Problem{Line: 1, Value: "UTF-16 text", Expected: "UTF-8 text: save the file as CSV UTF-8", Err: ErrNotUTF8})
		return
	}
	fields, err := r.scan.next()
	if errors.Is(err, io.EOF) {
		r.report(Problem{Expected: "a header line with the names of the columns", Err: ErrEmpty})
		return
	}
	if err != nil {
		r.stop(err)
		return
	}
	r.checkHeader(fields)
}

func (r *Reader) checkHeader(fields [][]byte) {
	if !r.accept(fields) {
		return
	}
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = string(bytes.TrimSpace(f))
	}
	if len(names) == 1 && strings.ContainsAny(names[0], ";\t|") {
		r.report(Problem{Line: 1, Value: names[0], Expected: "columns separated by commas"})
	}
	for i, name := range names {
		if name != "" && slices.Contains(names[:i], name) {
			r.report(Problem{Line: r.scan.rowLine, Column: name, Value: name, Expected: "each column once"})
		}
	}
	r.header = names
}

// accept checks a row's length (against the header, once there is one) and text.
func (r *Reader) accept(fields [][]byte) bool {
	if r.header != nil && len(fields) != len(r.header) {
		r.report(Problem{Line: r.scan.rowLine, Value: strconv.Itoa(len(fields)) + " cells",
			Expected: strconv.Itoa(len(r.header)) + " cells, as in the header"})
		return false
	}
	for i, f := range fields {
		if !utf8.Valid(f) {
			r.report(Problem{Line: r.scan.rowLine, Column: r.columnName(i), Value: string(bytes.ToValidUTF8(f, []byte("\uFFFD"))),
				Expected: encodingHint(f), Err: ErrNotUTF8})
			r.done = true // the rest of the file is in the same encoding
			return false
		}
		if bytes.IndexByte(f, 0) >= 0 {
			r.report(Problem{Line: r.scan.rowLine, Column: r.columnName(i), Value: string(f), Expected: "text without NUL bytes", Err: ErrNotUTF8})
			r.done = true
			return false
		}
	}
	return true
}

func (r *Reader) columnName(i int) string {
	if i >= 0 && i < len(r.header) {
		return r.header[i]
	}
	return ""
}

func (r *Reader) stop(err error) {
	r.done = true
	var row *rowError
	switch {
	case errors.Is(err, io.EOF):
	case errors.As(err, &row):
		r.report(Problem{Line: row.line, Column: r.columnName(row.column), Value: row.found, Expected: row.expected, Err: row.err})
	default:
		r.failure = err
	}
}
