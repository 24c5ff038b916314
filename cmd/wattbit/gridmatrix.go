package main

import (
	"encoding/csv"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	powergrid "github.com/wattbit/wattbit/model/grid"
)

const matrixHelp = `
CSV is the bare matrix in file order under one line of column names, an undefined
factor an empty cell (JSON: null); --labels puts the row's branch before it. The
memory that the matrix takes is checked against --max-memory first; "grid info"
states it.`

// gridMatrixOptions are the flags of ptdf and lodf.
type gridMatrixOptions struct {
	gridOptions
	branches []string // rows
	columns  []string
	labels   bool
}

func (o *gridMatrixOptions) bind(cmd *cobra.Command) {
	o.gridOptions.bind(cmd, "csv", "json", "table")
	o.bindMemory(cmd)
	flags := cmd.Flags()
	flags.StringSliceVar(&o.branches, "branches", nil, "monitored branches, the rows (default: all)")
	flags.BoolVar(&o.labels, "labels", false, "put the row's branch in a first column of CSV")
}

// room refuses a matrix that takes too much memory.
func (o *gridMatrixOptions) room(rows, columns int, choose string) error {
	if need := powergrid.MatrixBytes(rows, columns); need > o.maxBytes {
		return fmt.Errorf("the matrix of %d × %d factors takes %s, more than --max-memory %s: choose some with %s", rows, columns, formatBytes(need), o.maxMemory, choose)
	}
	return nil
}

// gridMatrix is what ptdf and lodf print.
type gridMatrix struct {
	gridHead
	Quantity string     `json:"quantity"`
	Rows     []string   `json:"rows"`
	Columns  []string   `json:"columns"`
	Values   matrixRows `json:"values"`
	values   []float64
	labels   bool
}

func newGridMatrix(c *gridCase, quantity string, rows []int, labels bool) *gridMatrix {
	m := &gridMatrix{gridHead: c.head(), Quantity: quantity, labels: labels}
	m.Values.m = m
	for _, i := range rows {
		m.Rows = append(m.Rows, c.BranchLabel(i))
	}
	return m
}

// matrixRows writes a matrix as JSON, an undefined factor as null.
type matrixRows struct{ m *gridMatrix }

// MarshalJSON writes a list of rows.
func (v matrixRows) MarshalJSON() ([]byte, error) { //nolint:unparam // as json.Marshaler asks
	b := []byte{'['}
	for r := range v.m.Rows {
		if r > 0 {
			b = append(b, ',')
		}
		b = append(b, '[')
		for k, x := range v.m.row(r) {
			if k > 0 {
				b = append(b, ',')
			}
			if text := cell(x, factorDecimals); text != "" {
				b = append(b, text...)
			} else {
				b = append(b, "null"...)
			}
		}
		b = append(b, ']')
	}
	return append(b, ']'), nil
}

func (m *gridMatrix) row(r int) []float64 {
	n := len(m.Columns)
	return m.values[r*n : (r+1)*n]
}

func (m *gridMatrix) csv(w *csv.Writer) error {
	header := m.Columns
	if m.labels {
		header = append([]string{"branch"}, header...)
	}
	if err := w.Write(header); err != nil {
		return err
	}
	for r, label := range m.Rows {
		record := make([]string, 0, len(header))
		if m.labels {
			record = append(record, label)
		}
		for _, v := range m.row(r) {
			record = append(record, cell(v, factorDecimals))
		}
		if err := w.Write(record); err != nil {
			return err
		}
	}
	return nil
}

func (m *gridMatrix) print(w io.Writer) {
	m.gridHead.print(w)
	g := grid{header: append([]string{m.Quantity}, m.Columns...), right: map[int]bool{}}
	for k := range m.Columns {
		g.right[k+1] = true
	}
	for r, label := range m.Rows {
		record := []string{label}
		for _, v := range m.row(r) {
			record = append(record, shown(v, 4))
		}
		g.rows = append(g.rows, record)
	}
	g.print(w)
}
