package main

import (
	"math"
	"slices"

	"github.com/spf13/cobra"
)

func newGridLODFCommand() *cobra.Command {
	var o gridMatrixOptions
	cmd := &cobra.Command{
		Use:   "lodf [FILE]",
		Short: "line outage distribution factors",
		Long: `lodf prints which share of the flow of a lost branch (column) a branch (row) takes
over; the diagonal is -1. Columns of bridges, whose loss splits the network, and
of branches out of service, and all of merged branches, are undefined but for the
diagonal.` + "\n" + matrixHelp + "\n" + gridInputHelp + "\n" + exitHelp,
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
	merged := c.Merged()
	for k, outage := range outages {
		m.Columns = append(m.Columns, branchColumn(c.net.Branches[outage].ID))
		column, err := c.LODF(cmd.Context(), []int{outage})
		if err != nil {
			return c.failed(err)
		}
		for r, i := range rows {
			v := column.Data[i]
			if i != outage && slices.Contains(merged, i) {
				v = math.NaN()
			}
			m.values[r*len(outages)+k] = v
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
