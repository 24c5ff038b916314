package matpower

import (
	"slices"
	"strconv"
	"strings"

	"github.com/wattbit/wattbit/data/power"
)

// costs writes gencost when any unit has a cost; a unit without one gets a
// polynomial without terms.
func (o *writer) costs() {
	list := make([]power.Cost, len(o.net.Generators))
	for i := range list {
		list[i] = o.net.Generators[i].Cost
	}
	o.costTable("gencost", list)
}

func (o *writer) costTable(field string, list []power.Cost) {
	any, width := false, 1
	for _, c := range list {
		any = any || c.Model != power.NoCost
		width = max(width, len(c.Coefficients), 2*len(c.Points))
	}
	if !any {
		return
	}
	o.table(field, "model startup shutdown n cost…", func() {
		for _, c := range list {
			o.row(costRow(c, width)...)
		}
	})
}

func costRow(c power.Cost, width int) []string {
	model, n := power.Polynomial, len(c.Coefficients)
	var values []string
	for _, v := range slices.Backward(c.Coefficients) {
		values = append(values, num(v))
	}
	if c.Model == power.Piecewise {
		model, n, values = power.Piecewise, len(c.Points), nil
		for _, p := range c.Points {
			values = append(values, num(p.MW), num(p.PerHour))
		}
	}
	row := []string{strconv.Itoa(int(model)), num(c.Startup), num(c.Shutdown), strconv.Itoa(n)}
	row = append(row, values...)
	return append(row, slices.Repeat([]string{"0"}, 4+width-len(row))...)
}

func (o *writer) links() {
	if len(o.net.Links) == 0 {
		return
	}
	costs := make([]power.Cost, len(o.net.Links))
	o.table("dcline", "fbus tbus status Pf Pt Qf Qt Vf Vt Pmin Pmax QminF QmaxF QminT QmaxT loss0 loss1", func() {
		for i := range o.net.Links {
			l := &o.net.Links[i]
			costs[i] = l.Cost
			o.row(o.number[l.From], o.number[l.To], flag(l.InService), num(l.MW), num(l.DeliveredMW(l.MW)), "0", "0", "1", "1",
				num(l.MinMW), num(l.MaxMW), "0", "0", "0", "0", num(l.LossMW), num(l.LossShare))
		}
	})
	o.costTable("dclinecost", costs)
}

// interfaces writes those that consist of branches alone.
func (o *writer) interfaces() {
	rowOf := map[string]int{}
	for i := range o.net.Branches {
		rowOf[o.net.Branches[i].ID] = i + 1
	}
	var kept []power.Interface
	for _, f := range o.net.Interfaces {
		if !slices.ContainsFunc(f.Members, func(m power.Member) bool { return m.Link != "" }) {
			kept = append(kept, f)
		}
	}
	if len(kept) == 0 {
		return
	}
	o.table("if.map", "ifnum branch", func() {
		for k, f := range kept {
			for _, m := range f.Members {
				sign := ""
				if m.Reverse {
					sign = "-"
				}
				o.row(strconv.Itoa(k+1), sign+strconv.Itoa(rowOf[m.Branch]))
			}
		}
	})
	o.table("if.lims", "ifnum lower upper", func() {
		for k, f := range kept {
			o.row(strconv.Itoa(k+1), num(-f.ReverseMW), num(f.ForwardMW))
		}
	})
}

func (o *writer) names() {
	o.cells("bus_name", len(o.net.Buses), func(i int) string {
		b := &o.net.Buses[i]
		if b.Name == "" && o.number[b.ID] != b.ID {
			return b.ID
		}
		return b.Name
	})
	o.cells("gentype", len(o.net.Generators), func(i int) string { return o.net.Generators[i].Type })
	o.cells("genfuel", len(o.net.Generators), func(i int) string { return o.net.Generators[i].Fuel })
}

// cells writes a cell array unless all its strings are empty.
func (o *writer) cells(field string, n int, text func(int) string) {
	values := make([]string, n)
	for i := range n {
		values[i] = text(i)
	}
	if !slices.ContainsFunc(values, func(s string) bool { return s != "" }) {
		return
	}
	o.printf("\nmpc.%s = {\n", field)
	for _, s := range values {
		s = strings.Map(func(r rune) rune {
			if r < ' ' {
				return ' '
			}
			return r
		}, s)
		o.printf("\t'%s';\n", strings.ReplaceAll(s, "'", "''"))
	}
	o.printf("};\n")
}
