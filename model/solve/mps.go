package solve

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
)

// WriteMPS writes the model in fixed-column MPS. Rows are named R0000001 and
// up, columns C0000001 and up, in order, for the format has eight characters a
// name; comments at the top list the model's own names. It always minimises: a
// model that maximises is written with its costs negated, which a comment says.
// Numbers keep all their digits and may pass the format's twelfth column, which
// readers in use accept.
func (m *Model) WriteMPS(w io.Writer) error {
	if err := m.Check(); err != nil {
		return err
	}
	p := &mpsWriter{w: bufio.NewWriter(w), m: m, sign: 1}
	if m.Sense == Maximize {
		p.sign = -1
	}
	p.header()
	p.rows()
	p.columns()
	p.rhs()
	p.ranges()
	p.bounds()
	p.quadratic()
	p.printf("ENDATA\n")
	if p.err != nil {
		return fmt.Errorf("solve: write MPS: %w", p.err)
	}
	return p.w.Flush()
}

const mpsObjective = "OBJ"

func mpsCol(j int) string { return fmt.Sprintf("C%07d", j+1) }
func mpsRow(i int) string { return fmt.Sprintf("R%07d", i+1) }

type mpsWriter struct {
	w    *bufio.Writer
	m    *Model
	sign float64
	err  error
}

func (p *mpsWriter) printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

// data writes fields 1 to 4: columns 2–3, 5–12, 15–22 and from 25.
func (p *mpsWriter) data(code, a, b string, v float64) {
	p.printf(" %-2s %-8s  %-8s  %s\n", code, a, b, strconv.FormatFloat(v, 'g', -1, 64))
}

func (p *mpsWriter) header() {
	if p.sign < 0 {
		p.printf("* the model maximises; its objective is negated here\n")
	}
	for i, r := range p.m.Rows {
		if r.Name != "" {
			p.printf("* %s %q\n", mpsRow(i), r.Name)
		}
	}
	for j, c := range p.m.Cols {
		if c.Name != "" {
			p.printf("* %s %q\n", mpsCol(j), c.Name)
		}
	}
	p.printf("NAME          WATTBIT\n")
}

func (p *mpsWriter) rows() {
	p.printf("ROWS\n N  %s\n", mpsObjective)
	for i, r := range p.m.Rows {
		p.printf(" %s  %s\n", mpsKind(r), mpsRow(i))
	}
}

func mpsKind(r Row) string {
	switch {
	case r.Lower == r.Upper:
		return "E"
	case math.IsInf(r.Lower, 0) && math.IsInf(r.Upper, 0):
		return "N"
	case math.IsInf(r.Lower, 0):
		return "L"
	}
	return "G"
}

func (p *mpsWriter) columns() {
	p.printf("COLUMNS\n")
	terms := make([][]Term, len(p.m.Cols)) // Col is the row here
	for i, r := range p.m.Rows {
		for _, t := range merged(r.Terms) {
			terms[t.Col] = append(terms[t.Col], Term{Col: i, Coef: t.Coef})
		}
	}
	integer := false
	for j, c := range p.m.Cols {
		if c.Integer != integer {
			integer = c.Integer
			mark := "'INTEND'"
			if integer {
				mark = "'INTORG'"
			}
			p.printf("    MARKER                 'MARKER'                 %s\n", mark)
		}
		if c.Cost != 0 || len(terms[j]) == 0 {
			p.data("", mpsCol(j), mpsObjective, p.sign*c.Cost)
		}
		for _, t := range terms[j] {
			p.data("", mpsCol(j), mpsRow(t.Col), t.Coef)
		}
	}
	if integer {
		p.printf("    MARKER                 'MARKER'                 'INTEND'\n")
	}
}

func (p *mpsWriter) rhs() {
	p.printf("RHS\n")
	if p.m.Offset != 0 {
		p.data("", "RHS", mpsObjective, -p.sign*p.m.Offset)
	}
	for i, r := range p.m.Rows {
		v := r.Lower
		if mpsKind(r) == "L" {
			v = r.Upper
		}
		if v != 0 && !math.IsInf(v, 0) {
			p.data("", "RHS", mpsRow(i), v)
		}
	}
}

func (p *mpsWriter) ranges() {
	title := "RANGES\n"
	for i, r := range p.m.Rows {
		if mpsKind(r) == "G" && !math.IsInf(r.Upper, 0) {
			p.printf("%s", title)
			title = ""
			p.data("", "RNG", mpsRow(i), r.Upper-r.Lower)
		}
	}
}

// bounds states every bound that differs from 0 to infinity, and both of
// integers, whose defaults differ between readers.
func (p *mpsWriter) bounds() {
	p.printf("BOUNDS\n")
	for j, c := range p.m.Cols {
		free := math.IsInf(c.Lower, 0)
		switch {
		case c.Lower == c.Upper:
			p.data("FX", "BND", mpsCol(j), c.Lower)
			continue
		case free && math.IsInf(c.Upper, 0):
			p.printf(" FR %-8s  %s\n", "BND", mpsCol(j))
			continue
		case free:
			p.printf(" MI %-8s  %s\n", "BND", mpsCol(j))
		case c.Lower != 0 || c.Integer || c.Upper < 0:
			p.data("LO", "BND", mpsCol(j), c.Lower)
		}
		switch {
		case !math.IsInf(c.Upper, 0):
			p.data("UP", "BND", mpsCol(j), c.Upper)
		case c.Integer:
			p.printf(" PL %-8s  %s\n", "BND", mpsCol(j))
		}
	}
}

func (p *mpsWriter) quadratic() {
	if len(p.m.Quads) == 0 {
		return
	}
	p.printf("QUADOBJ\n")
	h := p.m.hessian()
	for j := range p.m.Cols {
		for k := h.start[j]; k < h.start[j+1]; k++ {
			p.data("", mpsCol(j), mpsCol(int(h.index[k])), p.sign*h.value[k])
		}
	}
}
