package score

import "math"

// cell is one criterion of one candidate in partial values.
type cell struct {
	value, lower, upper float64
	missing             bool
}

// cell returns what is known of a row whose figure has the partial value v, NaN
// when the figure is missing.
func (c *compiled) cell(col *Column, row int, v float64) cell {
	low, high, bracketed := col.bracket(row)
	missing := math.IsNaN(v)
	if !missing && !bracketed {
		return cell{v, v, v, false}
	}
	var out cell
	if bracketed {
		out.lower, out.upper = c.fn.Bounds(low, high)
	} else {
		out.lower, out.upper = c.fn.Span()
	}
	if missing {
		out.value, out.missing = (out.lower+out.upper)/2, true
		return out
	}
	out.value = v
	out.lower, out.upper = min(out.lower, v), max(out.upper, v)
	return out
}

// atLeast tests a level of the partial value. Of a missing figure it is Unknown
// unless the whole interval lies on one side.
func (v cell) atLeast(level float64) State {
	switch {
	case !v.missing && v.value >= level, v.missing && v.lower >= level:
		return Pass
	case !v.missing, v.upper < level:
		return Fail
	}
	return Unknown
}
