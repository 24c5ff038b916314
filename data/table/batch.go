package table

import "io"

// ReadAll reads a whole table as one map a row, column name to cell text. It is
// for small tables; stream large ones with a Reader.
func ReadAll(src io.Reader, o Options) ([]Row, error) {
	r := NewReader(src, o)
	var rows []Row
	for r.Next() {
		row := Row{Line: r.Line(), Cells: make(map[string]string, len(r.header))}
		for i, name := range r.header {
			row.Cells[name] = string(r.fields[i])
		}
		rows = append(rows, row)
	}
	if err := r.Err(); err != nil {
		return nil, err
	}
	return rows, nil
}

// Row is a row of a small table.
type Row struct {
	Line  int // in the file, from 1
	Cells map[string]string
}
