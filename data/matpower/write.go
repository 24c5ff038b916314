package matpower

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/wattbit/wattbit/data/power"
)

// Write writes the network as a version 2 case named name. Bus ids that are
// not all positive integers are replaced by 1, 2, … in file order and go to
// bus_name where a bus has no name. What the format has no place for is left
// out: locations, lengths, circuits, frequency, interfaces with links.
func Write(w io.Writer, net *power.Network, name string) error {
	if err := net.Check(); err != nil {
		return fmt.Errorf("matpower: write: %w", err)
	}
	out := &writer{w: bufio.NewWriter(w), net: net, number: busNumbers(net)}
	out.printf("function mpc = %s\nmpc.version = '2';\nmpc.baseMVA = %s;\n", identifier(name), num(net.BaseMVA))
	out.buses()
	out.units()
	out.branches()
	out.costs()
	out.links()
	out.interfaces()
	out.names()
	if err := out.w.Flush(); err != nil {
		return fmt.Errorf("matpower: write: %w", err)
	}
	return nil
}

// identifier turns a name into one that MATLAB takes.
func identifier(name string) string {
	clean := strings.Map(func(r rune) rune {
		if r < 128 && nameByte(byte(r)) {
			return r
		}
		return '_'
	}, name)
	if clean == "" || clean[0] >= '0' && clean[0] <= '9' || clean[0] == '_' {
		clean = "case_" + clean
	}
	return clean
}

func busNumbers(net *power.Network) map[string]string {
	number := make(map[string]string, len(net.Buses))
	for i := range net.Buses {
		id := net.Buses[i].ID
		v, err := strconv.ParseInt(id, 10, 53)
		if err != nil || v < 1 || strconv.FormatInt(v, 10) != id {
			for k := range net.Buses {
				number[net.Buses[k].ID] = strconv.Itoa(k + 1)
			}
			return number
		}
		number[id] = id
	}
	return number
}

type writer struct {
	w      *bufio.Writer
	net    *power.Network
	number map[string]string
}

func (o *writer) printf(format string, args ...any) { fmt.Fprintf(o.w, format, args...) }

// row writes a matrix row.
func (o *writer) row(values ...string) {
	o.printf("\t%s;\n", strings.Join(values, "\t"))
}

func (o *writer) table(field, columns string, rows func()) {
	o.printf("\n%%\t%s\nmpc.%s = [\n", columns, field)
	rows()
	o.printf("];\n")
}

// num writes the shortest text that reads back as v.
func num(v float64) string {
	switch {
	case math.IsInf(v, 1):
		return "Inf"
	case math.IsInf(v, -1):
		return "-Inf"
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}

// or replaces a missing number.
func or(v, missing float64) string {
	if math.IsNaN(v) {
		v = missing
	}
	return num(v)
}

func flag(on bool) string {
	if on {
		return "1"
	}
	return "0"
}

// area writes an area or zone as the number that the format asks for.
func area(s string) string {
	if v, err := strconv.ParseFloat(s, 64); err == nil && !math.IsNaN(v) && !math.IsInf(v, 0) {
		return num(v)
	}
	return "1"
}

func (o *writer) buses() {
	type sums struct{ mw, mvar, gs, bs float64 }
	at := map[string]sums{}
	for _, l := range o.net.Loads {
		if l.InService {
			s := at[l.Bus]
			s.mw, s.mvar = s.mw+l.MW, s.mvar+zeroIfNaN(l.MVAr)
			at[l.Bus] = s
		}
	}
	for _, l := range o.net.Shunts {
		if l.InService {
			s := at[l.Bus]
			s.gs, s.bs = s.gs+l.MW, s.bs+zeroIfNaN(l.MVAr)
			at[l.Bus] = s
		}
	}
	o.table("bus", "bus_i type Pd Qd Gs Bs area Vm Va baseKV zone Vmax Vmin", func() {
		for i := range o.net.Buses {
			b := &o.net.Buses[i]
			s := at[b.ID]
			o.row(o.number[b.ID], strconv.Itoa(max(int(b.Kind), 1)), num(s.mw), num(s.mvar), num(s.gs), num(s.bs), area(b.Area),
				or(b.VoltagePU, 1), or(b.AngleDeg, 0), or(b.KV, 0), area(b.Zone), or(b.VmaxPU, 1.1), or(b.VminPU, 0.9))
		}
	})
}

func zeroIfNaN(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return v
}

func (o *writer) units() {
	o.table("gen", "bus Pg Qg Qmax Qmin Vg mBase status Pmax Pmin Pc1 Pc2 Qc1min Qc1max Qc2min Qc2max ramp_agc ramp_10 ramp_30 ramp_q apf", func() {
		for i := range o.net.Generators {
			g := &o.net.Generators[i]
			row := []string{o.number[g.Bus], num(g.MW), or(g.MVAr, 0), or(g.MaxMVAr, math.Inf(1)), or(g.MinMVAr, math.Inf(-1)),
				or(g.VoltagePU, 1), or(g.BaseMVA, o.net.BaseMVA), flag(g.InService), num(g.MaxMW), num(g.MinMW)}
			o.row(append(row, slices.Repeat([]string{"0"}, 11)...)...)
		}
	})
}

func (o *writer) branches() {
	o.table("branch", "fbus tbus r x b rateA rateB rateC ratio angle status angmin angmax", func() {
		for i := range o.net.Branches {
			b := &o.net.Branches[i]
			tap := b.Tap
			if b.Kind == power.Line && tap == 1 {
				tap = 0
			}
			o.row(o.number[b.From], o.number[b.To], num(b.R), num(b.X), or(b.B, 0), num(b.RateMW), num(b.ShortTermMW), num(b.EmergencyMW),
				num(tap), num(b.ShiftDeg), flag(b.InService), num(b.MinAngleDeg), num(b.MaxAngleDeg))
		}
	})
}
