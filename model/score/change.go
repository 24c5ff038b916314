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
	Column, Unit string
	// From is NaN when the figure is missing. To is the figure nearest to From
	// that suffices, or of a missing figure the least favourable one that does;
	// NaN when none does. It is exact up to rounding.
	From, To float64
	Possible bool
	// Why says in words what the change achieves or what stands in its way.
	Why string
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
	enough, why := c.enough(col)
	if enough == nil {
		out.Why = why
		return out
	}
	both := intersect(admitted, enough)
	if len(both) == 0 {
		out.Why = fmt.Sprintf("no figure that passes the gates on it brings enough: %s", why)
		return out
	}
	out.To = c.nudge(col, nearest(both, out.From, c.direction(col)))
	out.Possible, out.Why = true, why
	if math.IsNaN(out.To) {
		out.Possible, out.Why = false, "the threshold lies within rounding of the best that this figure can bring"
	}
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

// enough returns the figures with which the score reaches the top k; nil with
// the reason when there are none.
func (c changing) enough(col *Column) ([]value.Interval, string) {
	j := slices.Index(c.criteria, col)
	goal := c.r.placeAmongOthers(c.k, c.row)
	whole := []value.Interval{{Lo: math.Inf(-1), Hi: math.Inf(1)}}
	if j < 0 {
		if c.r.wouldBeInTop(c.k, c.row, c.r.Score[c.row]) {
			return whole, "it passes the gate, and the score suffices"
		}
		return nil, fmt.Sprintf("it only opens a gate: the score stays %.4f, place %d needs %.4f", c.r.Score[c.row], c.k, goal)
	}
	cr := &c.s.criteria[j]
	_, best := cr.fn.Span()
	need := 0.0
	if !math.IsNaN(goal) && cr.weight > 0 {
		need = (goal - c.without(j)) / cr.weight
	}
	if cr.Veto != nil {
		need = max(need, *cr.Veto)
	}
	if cr.weight == 0 && !c.r.wouldBeInTop(c.k, c.row, c.r.Score[c.row]) {
		return nil, "its weight is 0"
	}
	figures := cr.fn.AtLeast(need)
	if len(figures) == 0 {
		reach := c.without(j) + float64(cr.weight*best)
		return nil, fmt.Sprintf("even its best figure makes the score %.4f, place %d needs %.4f", reach, c.k, goal)
	}
	return figures, fmt.Sprintf("brings the score to that of place %d", c.k)
}

// without returns the candidate's score less the points of criterion j.
func (c changing) without(j int) float64 {
	return c.with(j, math.NaN(), true)
}

// with returns the score with another figure of criterion j, summed in the same
// order as the ranking sums it.
func (c changing) with(j int, figure float64, drop bool) float64 {
	var sum float64
	for i, col := range c.criteria {
		cr := &c.s.criteria[i]
		switch {
		case i != j:
			sum += float64(cr.weight * cr.cell(col, c.row, cr.fn.At(col.Values[c.row])).value)
		case !drop:
			sum += float64(cr.weight * cr.fn.At(figure))
		}
	}
	return sum
}

func (c changing) direction(col *Column) value.Direction {
	if j := slices.Index(c.criteria, col); j >= 0 {
		return c.s.criteria[j].Direction
	}
	return value.Unset
}
