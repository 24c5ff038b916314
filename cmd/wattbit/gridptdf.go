package main

import (
	"context"
	"math"
	"slices"

	"github.com/spf13/cobra"
)

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
			return c.failed(err)
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
			return c.failed(err)
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
