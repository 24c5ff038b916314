package score

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/wattbit/wattbit/model/score/value"
)

// Change is a counterfactual: one figure changes, all others stay.
type Change struct {
	Column string `json:"column"`
	Unit   string `json:"unit"`
	// From is NaN when the figure is missing. To is the figure nearest to From
	// that suffices, or of a missing figure the least favourable one that does;
	// NaN when none does. It is exact up to rounding.
	From     float64 `json:"from"`
	To       float64 `json:"to"`
	Possible bool    `json:"possible"`
	// Why says in words what the change achieves or what stands in its way.
	Why string `json:"why"`
}

// changing is what the search for one candidate's counterfactuals looks at.
type changing struct {
	s               *Scorer
	t               *Table
	r               *Result
	gates, criteria []*Column
	row, k          int
}

// changes tries every column that a gate or a criterion uses.
func (s *Scorer) changes(c changing) []Change {
	var out []Change
	seen := map[*Column]bool{}
	for _, col := range slices.Concat(c.criteria, c.gates) {
		if !seen[col] {
			seen[col] = true
			out = append(out, c.column(col))
		}
	}
	slices.SortStableFunc(out, func(a, b Change) int { return -cmp.Compare(b2i(a.Possible), b2i(b.Possible)) })
	return out
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// column finds the smallest change of one column's figure.
func (c changing) column(col *Column) Change {
	out := Change{Column: col.ID, Unit: col.Unit, From: col.Values[c.row], To: math.NaN()}
	if why := c.blockedElsewhere(col); why != "" {
		out.Why = why
		return out
	}
	admitted := []value.Interval{{Lo: math.Inf(-1), Hi: math.Inf(1)}}
	for g, other := range c.gates {
		if other == col {
			admitted = intersect(admitted, c.s.gates[g].figures())
		}
	}
	if len(admitted) == 0 {
		out.Why = "no figure passes all gates on it"
		return out
	}
	j := slices.Index(c.criteria, col)
	if j < 0 {
		return c.gateOnly(out, admitted)
	}
	return c.criterion(out, j, col, admitted)
}

// gateOnly is column for a figure that no criterion values.
func (c changing) gateOnly(out Change, admitted []value.Interval) Change {
	if !c.r.wouldBeInTop(c.k, c.row, c.r.Score[c.row]) {
		out.Why = fmt.Sprintf("it only opens a gate: the score stays %.4f, place %d needs %.4f", c.r.Score[c.row], c.k, c.goal())
		return out
	}
	out.To = nearest(admitted, out.From, value.Unset)
	out.Possible, out.Why = true, "it passes the gate, and the score suffices"
	return out
}

// criterion is column for the figure of criterion j. The closed form gives the
// figure; because the ranking has its own rounding, it is then moved on by the
// least amount with which the ranking itself agrees.
func (c changing) criterion(out Change, j int, col *Column, admitted []value.Interval) Change {
	cr := &c.s.criteria[j]
	need := c.need(j)
	if len(cr.fn.AtLeast(need)) == 0 {
		_, best := cr.fn.Span()
		reach := c.with(j, 0) + float64(cr.weight*best)
		out.Why = fmt.Sprintf("even its best figure makes the score %.4f, place %d needs %.4f", reach, c.k, c.goal())
		return out
	}
	if cr.weight == 0 && !c.r.wouldBeInTop(c.k, c.row, c.r.Score[c.row]) {
		out.Why = "its weight is 0"
		return out
	}
	const smallest, largest = 0x1p-53, 0x1p-40
	for bump := 0.0; bump < largest; bump = max(2*bump, smallest) {
		figures := intersect(admitted, cr.fn.AtLeast(need+bump))
		if len(figures) == 0 {
			break
		}
		x := nearest(figures, out.From, cr.Direction)
		for _, try := range []float64{x, math.Nextafter(x, math.Inf(1)), math.Nextafter(x, math.Inf(-1))} {
			if c.suffices(j, col, try) {
				out.To, out.Possible = try, true
				out.Why = fmt.Sprintf("brings the score to that of place %d", c.k)
				return out
			}
		}
	}
	out.Why = fmt.Sprintf("no figure that passes the gates on it brings the score to %.4f, which place %d needs", c.goal(), c.k)
	return out
}

// blockedElsewhere names the gates and vetoes on other columns that do not pass.
func (c changing) blockedElsewhere(col *Column) string {
	for g, other := range c.gates {
		if state := c.s.gates[g].testCell(other, c.row); other != col && state != Pass {
			return fmt.Sprintf("gate %q is %s whatever this figure", c.s.gates[g].ID, verdict(state))
		}
	}
	for j, other := range c.criteria {
		cr := &c.s.criteria[j]
		if other == col || cr.Veto == nil {
			continue
		}
		if state := cr.cell(other, c.row, cr.fn.At(other.Values[c.row])).atLeast(*cr.Veto); state != Pass {
			return fmt.Sprintf("the veto of %q is %s whatever this figure", cr.ID, verdict(state))
		}
	}
	return ""
}

func verdict(s State) string {
	if s == Fail {
		return "failed"
	}
	return "open"
}

// goal is the score that place k among the others needs; NaN when it is free.
func (c changing) goal() float64 { return c.r.placeAmongOthers(c.k, c.row) }

// need returns the partial value that criterion j must reach.
func (c changing) need(j int) float64 {
	cr := &c.s.criteria[j]
	need := 0.0
	if goal := c.goal(); !math.IsNaN(goal) && cr.weight > 0 {
		need = (goal - c.with(j, 0)) / cr.weight
	}
	if cr.Veto != nil {
		need = max(need, *cr.Veto)
	}
	const rounding = 1e-12 // a goal this close above the best value may be met
	if _, best := cr.fn.Span(); need > best && need < best+rounding {
		need = best
	}
	return need
}

// with returns the score with another partial value of criterion j, summed in
// the same order as the ranking sums it.
func (c changing) with(j int, v float64) float64 {
	var sum float64
	for i, col := range c.criteria {
		cr := &c.s.criteria[i]
		if i == j {
			sum += float64(cr.weight * v)
		} else {
			sum += float64(cr.weight * cr.cell(col, c.row, cr.fn.At(col.Values[c.row])).value)
		}
	}
	return sum
}
