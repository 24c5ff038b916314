package score

import (
	"fmt"
	"math"
	"slices"
)

// Op is the comparison of a gate.
type Op string

// The comparisons.
const (
	AtLeast Op = ">="
	AtMost  Op = "<="
	Above   Op = ">"
	Below   Op = "<"
	// In passes a figure that is one of Set; flags are 0 and 1.
	In Op = "in"
)

// Gate is a hard constraint on one column.
type Gate struct {
	ID     string `json:"id" yaml:"id"`
	Title  string `json:"title,omitempty" yaml:"title,omitempty"`
	Column string `json:"column" yaml:"column"`
	Op     Op     `json:"op" yaml:"op"`
	// Threshold of the four comparisons, in Unit.
	Threshold float64 `json:"threshold,omitempty" yaml:"threshold,omitempty"`
	// Set of the In comparison.
	Set []float64 `json:"set,omitempty" yaml:"set,omitempty"`
	// Unit of the threshold; when set it must be the column's unit.
	Unit   string `json:"unit,omitempty" yaml:"unit,omitempty"`
	Source string `json:"source,omitempty" yaml:"source,omitempty"`
}

// State is what a gate, or all gates together, say of a candidate.
type State uint8

// The states. Unknown means that the figure is missing: such a candidate is
// neither passed nor dropped.
const (
	Pass State = iota
	Fail
	Unknown
)

// String returns "pass", "fail" or "unknown".
func (s State) String() string {
	return [...]string{"pass", "fail", "unknown"}[min(s, Unknown)]
}

// MarshalText writes the state's name.
func (s State) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Check returns an error when the gate cannot be applied.
func (g Gate) Check() error {
	if g.ID == "" || g.Column == "" {
		return fmt.Errorf("gate %q on column %q: both need a name", g.ID, g.Column)
	}
	switch g.Op {
	case In:
		if len(g.Set) == 0 {
			return fmt.Errorf("gate %q: the set is empty", g.ID)
		}
		for _, x := range g.Set {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return fmt.Errorf("gate %q: the set holds %v", g.ID, x)
			}
		}
	case AtLeast, AtMost, Above, Below:
		if math.IsNaN(g.Threshold) || math.IsInf(g.Threshold, 0) {
			return fmt.Errorf("gate %q: the threshold is %v, must be a finite number", g.ID, g.Threshold)
		}
		if len(g.Set) > 0 {
			return fmt.Errorf("gate %q: %s does not use a set", g.ID, g.Op)
		}
	default:
		return fmt.Errorf("gate %q: op %q is not one of >=, <=, >, <, in", g.ID, g.Op)
	}
	return nil
}

// Test returns the state of one figure; a missing one (NaN) is Unknown.
func (g Gate) Test(x float64) State {
	if math.IsNaN(x) {
		return Unknown
	}
	if g.admits(x) {
		return Pass
	}
	return Fail
}

func (g *Gate) admits(x float64) bool {
	switch g.Op {
	case AtLeast:
		return x >= g.Threshold
	case AtMost:
		return x <= g.Threshold
	case Above:
		return x > g.Threshold
	case Below:
		return x < g.Threshold
	}
	return slices.Contains(g.Set, x)
}

// testCell is Test for one row of a column. A missing figure with a known
// bracket is decided when the whole bracket is on one side.
func (g *Gate) testCell(c *Column, row int) State {
	x := c.Values[row]
	low, high, ok := c.bracket(row)
	if !math.IsNaN(x) || !ok {
		return g.Test(x)
	}
	if g.Op == In {
		if low == high {
			return g.Test(low)
		}
		for _, member := range g.Set {
			if member >= low && member <= high {
				return Unknown
			}
		}
		return Fail
	}
	if a := g.Test(low); a == g.Test(high) {
		return a
	}
	return Unknown
}

// judge sets the gate's verdict on the rows of one chunk that starts at row lo.
func (g *Gate) judge(bit int, out []verdicts, c *Column, lo int) {
	if c.bracketed() {
		for i := range out {
			out[i].set(bit, g.testCell(c, lo+i))
		}
		return
	}
	for i, x := range c.Values[lo : lo+len(out)] {
		switch {
		case math.IsNaN(x):
			out[i].unknown |= 1 << bit
		case !g.admits(x):
			out[i].fail |= 1 << bit
		}
	}
}
