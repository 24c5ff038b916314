package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/data/table"
	powergrid "github.com/wattbit/wattbit/model/grid"
)

type gridJointOptions struct {
	gridOptions
	securityOptions
	loads []string
	file  string
	top   int
}

func newGridJointCommand() *cobra.Command {
	var o gridJointOptions
	cmd := &cobra.Command{
		Use:   "joint [FILE]",
		Short: "whether several loads fit together, and what stops them",
		Long: `joint adds several loads at once and tells whether every element stays within its
limits, with everything in service and after every single contingency; by which
factor all loads can be multiplied; and the tightest constraints, each as what a
megawatt of each load takes of the element's margin. Options mean what they mean
in 'grid hosting', whose figures do not add up.

Loads are given as --load BUS=MW or as a CSV file with the columns bus, mw.
CSV output has the columns branch, contingency, flow_mw, limit_mw, margin_mw,
change_mw, excess_mw, and one per load. Exit status 3 says that the loads do not
fit.` + "\n" + gridInputHelp + "\n" + exitHelp,
		Example: "  wattbit grid joint case.m --load 5=80 --load 7=40\n  wattbit grid joint case.m --loads sites.csv --json",
		Args:    arguments(cobra.MaximumNArgs(1)),
		RunE:    func(cmd *cobra.Command, args []string) error { return runGridJoint(cmd, args, &o) },
	}
	o.gridOptions.bind(cmd, "table", "csv", "json")
	o.securityOptions.bind(cmd)
	cmd.Flags().StringArrayVar(&o.loads, "load", nil, "a load as BUS=MW (may be repeated)")
	cmd.Flags().StringVar(&o.file, "loads", "", "CSV file of loads with the columns bus, mw")
	cmd.Flags().IntVar(&o.top, "top", 10, "constraints to list")
	return cmd
}

func runGridJoint(cmd *cobra.Command, args []string, o *gridJointOptions) error {
	if err := o.securityOptions.check(len(args) == 0); err != nil {
		return err
	}
	if o.top < 1 {
		return fmt.Errorf("%w: --top %d; expected 1 or more", errUsage, o.top)
	}
	named, err := o.named()
	if err != nil {
		return err
	}
	c, err := o.open(cmd, args)
	if err != nil {
		return err
	}
	var loads []powergrid.SiteLoad
	for _, l := range named {
		bus, err := c.busOf(l.bus)
		if err != nil {
			if l.at == "" {
				return err
			}
			return errors.New(l.at + err.Error()) // a file is wrong, no argument
		}
		loads = append(loads, powergrid.SiteLoad{Bus: bus, MW: l.mw})
	}
	p := newProgress(cmd.ErrOrStderr())
	defer p.done()
	p.tell("outages")
	h := o.hosting
	j, err := c.Joint(cmd.Context(), loads, powergrid.JointOptions{Outages: h.Outages, Policy: h.Policy, Cutoff: h.Cutoff, CutoffByKV: h.CutoffByKV,
		Workers: h.Workers, MaxRows: o.top})
	if err != nil {
		return c.failed(err)
	}
	p.done()
	if err := o.write(cmd, newGridJoint(c, loads, j, &o.securityOptions)); err != nil {
		return err
	}
	if !j.Feasible {
		return errFindings
	}
	return nil
}

// namedLoad is a load as the user gives it; at says where, for errors.
type namedLoad struct {
	at, bus string
	mw      float64
}

// named reads --load and --loads.
func (o *gridJointOptions) named() ([]namedLoad, error) {
	var list []namedLoad
	for _, text := range o.loads {
		cut := strings.LastIndexByte(text, '=')
		if cut < 1 {
			return nil, fmt.Errorf("%w: --load %q; expected BUS=MW", errUsage, text)
		}
		mw, err := strconv.ParseFloat(text[cut+1:], 64)
		if err != nil || !(mw >= 0 && mw <= table.NonNegative.Max) {
			return nil, fmt.Errorf("%w: --load %q; expected megawatts of at least 0 after the =", errUsage, text)
		}
		list = append(list, namedLoad{bus: text[:cut], mw: mw})
	}
	if o.file != "" {
		more, err := readLoads(o.file)
		if err != nil {
			return nil, err
		}
		list = append(list, more...)
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("%w: no load; expected --load BUS=MW or --loads FILE", errUsage)
	}
	return list, nil
}

func readLoads(path string) ([]namedLoad, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	r := table.NewReader(file, table.Options{File: path})
	bus, mw := r.Column("bus"), r.Column("mw")
	var list []namedLoad
	for r.Next() {
		l := namedLoad{bus: r.Text(bus), mw: r.Number(mw, table.NonNegative)}
		l.at = fmt.Sprintf("%s:%d: ", path, r.Line())
		list = append(list, l)
	}
	return list, r.Err()
}
