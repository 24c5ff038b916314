package opticalcsv

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/wattbit/wattbit/data/optical"
)

// table reads rows whose cells are named by a header.
type table struct {
	name   string
	csv    *csv.Reader
	column map[string]int
}

func open(src optical.Source) (*table, error) {
	in := bufio.NewReader(src.Reader)
	if mark, err := in.Peek(3); err == nil && string(mark) == "\ufeff" {
		if _, err := in.Discard(3); err != nil {
			return nil, fmt.Errorf("%s: %w", src.Name, err)
		}
	}
	t := &table{name: src.Name, csv: csv.NewReader(in), column: map[string]int{}}
	header, err := t.csv.Read()
	if errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s:1: empty file: want a header", src.Name)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", src.Name, err)
	}
	for i, name := range header {
		name = strings.TrimSpace(name)
		if _, twice := t.column[name]; twice && known(name) {
			return nil, fmt.Errorf("%s:1: column %q stands twice", src.Name, name)
		}
		t.column[name] = i
	}
	return t, nil
}

func (t *table) has(column string) bool {
	_, ok := t.column[column]
	return ok
}

func (t *table) need(columns ...string) error {
	for _, c := range columns {
		if !t.has(c) {
			return fmt.Errorf("%s:1: no column %q: want %s", t.name, c, strings.Join(columns, ", "))
		}
	}
	return nil
}

func (t *table) each(do func(row row) error) error {
	for {
		cells, err := t.csv.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
		line, _ := t.csv.FieldPos(0)
		if err := do(row{t: t, cells: cells, line: line, errs: new([]error)}); err != nil {
			return err
		}
	}
}

// row gives the cells of a row by column; a column that is not there is empty.
type row struct {
	t     *table
	cells []string
	line  int
	errs  *[]error
}

func (r row) at() optical.Origin { return optical.Origin{File: r.t.name, Line: r.line} }

func (r row) text(column string) string {
	i, ok := r.t.column[column]
	if !ok {
		return ""
	}
	return strings.TrimSpace(r.cells[i])
}

// first returns the first of the columns that is not empty.
func (r row) first(columns ...string) string {
	for _, c := range columns {
		if text := r.text(c); text != "" {
			return text
		}
	}
	return ""
}

func (r row) number(column string) float64 {
	x, err := optical.Number(r.text(column))
	if err != nil {
		r.fail(column, err.Error())
		return math.NaN()
	}
	return x
}

func (r row) fail(column, why string) {
	*r.errs = append(*r.errs, fmt.Errorf("%s:%d: column %s: value %q: %s", r.t.name, r.line, column, r.text(column), why))
}

// err returns the first failure of the row.
func (r row) err() error {
	if len(*r.errs) == 0 {
		return nil
	}
	return (*r.errs)[0]
}
