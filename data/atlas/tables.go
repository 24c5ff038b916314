package atlas

import (
	"io"
	"slices"

	"github.com/wattbit/wattbit/data/table"
)

// schema is a table of an atlas, whatever its rows are.
type schema interface {
	tableName() string
	// read appends the rows of a file and returns the line of each.
	read(a *Atlas, src io.Reader, o table.Options) ([]int, error)
	// encode writes the rows whose licence is kept; nil when there are none.
	encode(a *Atlas, keep func(license string) bool) ([]byte, error)
	// origin gives the provenance of the rows.
	origin(a *Atlas) []*Provenance
}

type rowTable[T any] struct {
	name       string
	rows       func(*Atlas) *[]T
	provenance func(*T) *Provenance
	columns    []column[T]
}

func tableOf[T any](name string, rows func(*Atlas) *[]T, from func(*T) *Provenance, columns []column[T]) schema {
	return rowTable[T]{name, rows, from, slices.Concat(columns, provenance(from))}
}

func (t rowTable[T]) tableName() string { return t.name }

func (t rowTable[T]) read(a *Atlas, src io.Reader, o table.Options) ([]int, error) {
	r := table.NewReader(src, o)
	columns := make([]table.Column, len(t.columns))
	for i, c := range t.columns {
		columns[i] = r.Column(c.name)
	}
	var lines []int
	rows := t.rows(a)
	shared := make(map[string]string) // sources repeat: keep each once
	for r.Next() {
		var row T
		for i, c := range t.columns {
			c.read(r, columns[i], &row)
		}
		from := t.provenance(&row)
		from.Source = intern(shared, from.Source)
		from.License = intern(shared, from.License)
		*rows = append(*rows, row)
		lines = append(lines, r.Line())
	}
	return lines, r.Err()
}

func intern(shared map[string]string, s string) string {
	if kept, ok := shared[s]; ok {
		return kept
	}
	shared[s] = s
	return s
}

func (t rowTable[T]) encode(a *Atlas, keep func(license string) bool) ([]byte, error) {
	header := make([]string, len(t.columns))
	for i, c := range t.columns {
		header[i] = c.name
	}
	var cells [][]string
	rows := *t.rows(a)
	for i := range rows {
		if !keep(t.provenance(&rows[i]).License) {
			continue
		}
		row := make([]string, len(t.columns))
		for j, c := range t.columns {
			row[j] = c.write(&rows[i])
		}
		cells = append(cells, row)
	}
	if cells == nil {
		return nil, nil
	}
	return table.Encode(header, cells)
}

func (t rowTable[T]) origin(a *Atlas) []*Provenance {
	rows := *t.rows(a)
	from := make([]*Provenance, len(rows))
	for i := range rows {
		from[i] = t.provenance(&rows[i])
	}
	return from
}
