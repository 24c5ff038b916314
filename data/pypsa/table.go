package pypsa

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"strconv"
	"strings"
)

// table is a CSV file with named columns.
type table struct {
	file   string
	column map[string]int
	rows   [][]string
	lines  []int
}

// table reads a file; one that is not there is empty unless it is required.
func (r *reader) table(file string, required bool) (*table, error) {
	t := &table{file: file, column: map[string]int{}}
	f, err := r.folder.Open(file)
	if errors.Is(err, fs.ErrNotExist) && !required {
		return t, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := csv.NewReader(f)
	in.ReuseRecord = false
	for {
		record, err := in.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		line, _ := in.FieldPos(0)
		if len(t.column) == 0 {
			for i, name := range record {
				t.column[strings.TrimPrefix(name, "\ufeff")] = i
			}
			continue
		}
		t.rows, t.lines = append(t.rows, record), append(t.lines, line)
	}
	if required && len(t.rows) == 0 {
		return nil, fmt.Errorf("%s: no rows", file)
	}
	return t, nil
}

// row reads the cells of one row and keeps the first error.
type row struct {
	t   *table
	i   int
	err error
}

func (t *table) row(i int) *row { return &row{t: t, i: i} }

func (r *row) fail(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", r.t.file, r.t.lines[r.i], fmt.Sprintf(format, args...))
}

// name is the first column, whatever it is called.
func (r *row) name() string { return r.t.rows[r.i][0] }

func (r *row) text(column, missing string) string {
	if c, ok := r.t.column[column]; ok && r.t.rows[r.i][c] != "" {
		return r.t.rows[r.i][c]
	}
	return missing
}

// number reads a finite number.
func (r *row) number(column string, missing float64) float64 {
	v := r.limit(column, missing)
	if math.IsInf(v, 0) && r.err == nil {
		r.err = r.fail("%s: value %v, expected a finite number", column, v)
	}
	return v
}

// limit reads a number that may be infinite.
func (r *row) limit(column string, missing float64) float64 {
	s := r.text(column, "")
	if s == "" {
		return missing
	}
	v, err := strconv.ParseFloat(s, 64)
	if overflow := math.IsInf(v, 0) && err != nil; overflow || err != nil || math.IsNaN(v) || strings.ContainsAny(s, "xX_") {
		if r.err == nil {
			r.err = r.fail("%s: value %q, expected a number", column, s)
		}
		return missing
	}
	return v
}

// active tells whether a component takes part.
func (r *row) active() bool {
	switch strings.ToLower(r.text("active", "true")) {
	case "true", "1", "1.0":
		return true
	}
	return false
}

// series holds an attribute's values at the snapshot, by component.
type series map[string]float64

// series reads component-attribute.csv at the snapshot.
func (r *reader) series(file string) (series, error) {
	t, err := r.table(file, false)
	if err != nil || len(t.rows) == 0 {
		return nil, err
	}
	at := 0
	if r.opt.Snapshot != "" {
		for at < len(t.rows) && t.rows[at][0] != r.opt.Snapshot {
			at++
		}
		if at == len(t.rows) {
			return nil, fmt.Errorf("%s: no snapshot %q", file, r.opt.Snapshot)
		}
	}
	row, out := t.row(at), series{}
	for name, c := range t.column {
		if c > 0 {
			out[name] = row.number(name, math.NaN())
		}
	}
	return out, row.err
}

// of returns the value at the snapshot, or the static one.
func (s series) of(name string, static float64) float64 {
	if v, ok := s[name]; ok && !math.IsNaN(v) {
		return v
	}
	return static
}
