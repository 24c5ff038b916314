package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"slices"

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

func newGridPTDFCommand() *cobra.Command {
	var o gridMatrixOptions
	cmd := &cobra.Command{
		Use:   "ptdf [FILE]",
		Short: "power transfer distribution factors",
		Long: `ptdf prints which share of a megawatt fed in at a bus (column) and taken out by the
slack flows through a branch (row). Rows of branches out of service are 0, those
of merged branches are undefined.` + "\n" + matrixHelp + "\n" + gridInputHelp + "\n" + exitHelp,
		Example: "  wattbit grid ptdf case.m -o ptdf.csv\n  wattbit grid ptdf case.m --branches 3,5 --buses 7 --format table",
		Args:    arguments(cobra.MaximumNArgs(1)),
		RunE:    func(cmd *cobra.Command, args []string) error { return runGridPTDF(cmd, args, &o) },
	}
	o.bind(cmd)
	cmd.Flags().StringSliceVar(&o.columns, "buses", nil, "buses, the columns (default: all)")
	return cmd
}

func runGridPTDF(cmd *cobra.Command, args []string, o *gridMatrixOptions) error {
	c, err := o.open(cmd, args)
	if err != nil {
		return err
	}
	rows, err := pick(o.branches, len(c.net.Branches), c.branchOf)
	if err != nil {
		return err
	}
	buses, err := pick(o.columns, len(c.net.Buses), c.busOf)
	if err != nil {
		return err
	}
	if err := o.room(len(rows), len(buses), "--branches or --buses"); err != nil {
		return err
	}
	p := newProgress(cmd.ErrOrStderr())
	defer p.done()
	m := newGridMatrix(c, "ptdf", rows, o.labels)
	for _, b := range buses {
		m.Columns = append(m.Columns, c.net.Buses[b].ID)
	}
	m.values = make([]float64, len(rows)*len(buses))
	if len(buses) < len(rows) {
		err = m.byColumn(cmd.Context(), c, rows, buses, p)
	} else {
		err = m.byRow(cmd.Context(), c, rows, buses, p)
	}
	if err != nil {
		return err
	}
	p.done()
	return o.write(cmd, m)
}

// byRow asks for one row at a time, of which the chosen columns are kept.
func (m *gridMatrix) byRow(ctx context.Context, c *gridCase, rows, buses []int, p *progress) error {
	merged := c.Merged()
	for r, i := range rows {
		if slices.Contains(merged, i) {
			for k := range buses {
				m.values[r*len(buses)+k] = math.NaN()
			}
			continue
		}
		row, err := c.PTDF(ctx, []int{i})
		if err != nil {
			return err
		}
		for k, b := range buses {
			m.values[r*len(buses)+k] = row.Data[b]
		}
		p.count("branch", r+1, len(rows))
	}
	return nil
}

// byColumn asks for one column at a time, of which the chosen rows are kept.
func (m *gridMatrix) byColumn(ctx context.Context, c *gridCase, rows, buses []int, p *progress) error {
	merged := c.Merged()
	for k, b := range buses {
		if err := ctx.Err(); err != nil {
			return err
		}
		column, err := c.PTDFColumn(b)
		if err != nil {
			return err
		}
		for r, i := range rows {
			v := column[i]
			if slices.Contains(merged, i) {
				v = math.NaN()
			}
			m.values[r*len(buses)+k] = v
		}
		p.count("bus", k+1, len(buses))
	}
	return nil
}

func newGridLODFCommand() *cobra.Command {
	var o gridMatrixOptions
	cmd := &cobra.Command{
		Use:   "lodf [FILE]",
		Short: "line outage distribution factors",
		Long: `lodf prints which share of the flow of a lost branch (column) a branch (row) takes
over; the diagonal is -1. Columns of bridges, whose loss splits the network, of
branches out of service and of merged branches are undefined but for the diagonal.` + "\n" + matrixHelp + "\n" + gridInputHelp + "\n" + exitHelp,
		Example: "  wattbit grid lodf case.m -o lodf.csv\n  wattbit grid lodf case.m --outages 8 --labels",
		Args:    arguments(cobra.MaximumNArgs(1)),
		RunE:    func(cmd *cobra.Command, args []string) error { return runGridLODF(cmd, args, &o) },
	}
	o.bind(cmd)
	cmd.Flags().StringSliceVar(&o.columns, "outages", nil, "lost branches, the columns (default: all)")
	return cmd
}

func runGridLODF(cmd *cobra.Command, args []string, o *gridMatrixOptions) error {
	c, err := o.open(cmd, args)
	if err != nil {
		return err
	}
	rows, err := pick(o.branches, len(c.net.Branches), c.branchOf)
	if err != nil {
		return err
	}
	outages, err := pick(o.columns, len(c.net.Branches), c.branchOf)
	if err != nil {
		return err
	}
	if err := o.room(len(rows), len(outages), "--branches or --outages"); err != nil {
		return err
	}
	p := newProgress(cmd.ErrOrStderr())
	defer p.done()
	m := newGridMatrix(c, "lodf", rows, o.labels)
	m.values = make([]float64, len(rows)*len(outages))
	for k, outage := range outages {
		m.Columns = append(m.Columns, branchColumn(c.net.Branches[outage].ID))
		column, err := c.LODF(cmd.Context(), []int{outage})
		if err != nil {
			return err
		}
		for r, i := range rows {
			m.values[r*len(outages)+k] = column.Data[i]
		}
		p.count("outage", k+1, len(outages))
	}
	p.done()
	return o.write(cmd, m)
}

// branchColumn names the column of a branch: a number gets a letter before it.
func branchColumn(id string) string {
	if id != "" && id[0] >= '0' && id[0] <= '9' {
		return "B" + id
	}
	return id
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
func (v matrixRows) MarshalJSON() ([]byte, error) {
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
