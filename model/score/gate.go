package score

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

// FunnelStep counts what one gate does.
type FunnelStep struct {
	Gate Gate
	// FailAlone and UnknownAlone count over all candidates.
	FailAlone, UnknownAlone int
	// FailAfter counts candidates that this gate removes after the gates before
	// it; Remaining is what is left then, UnknownAfter of it with this gate or
	// an earlier one unknown.
	FailAfter, UnknownAfter, Remaining int
	// FailOnly counts candidates that no other gate would remove.
	FailOnly int
}
