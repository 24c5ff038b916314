package score

import "github.com/wattbit/wattbit/model/score/value"

// Criterion is one figure that a candidate is valued by.
type Criterion struct {
	ID        string `json:"id" yaml:"id"`
	Name      string `json:"name,omitempty" yaml:"name,omitempty"`
	NameLocal string `json:"name_local,omitempty" yaml:"name_local,omitempty"`
	// Column of the table; the criterion's id when empty.
	Column string `json:"column,omitempty" yaml:"column,omitempty"`
	// Unit of the value function's range; when set it must be the column's unit.
	Unit string `json:"unit,omitempty" yaml:"unit,omitempty"`
	// Group is the path in the criteria tree, such as "watts/power".
	Group string `json:"group,omitempty" yaml:"group,omitempty"`
	// Direction must be set: [value.Unset], its zero, does not compile. The value
	// function must run that way.
	Direction value.Direction `json:"direction" yaml:"direction"`
	Value     value.Spec      `json:"value" yaml:"value"`
	// Weight is the worth of the swing from the worst to the best end of
	// WeightRange, on any common scale.
	Weight float64 `json:"weight" yaml:"weight"`
	// WeightRange is the range of figures, low then high, that Weight refers
	// to; the value function's own range when empty. When it differs, the
	// weight is rescaled to the value function's range (see Swing).
	WeightRange []float64 `json:"weight_range,omitempty" yaml:"weight_range,omitempty"`
	// Minimum is the partial value below which a candidate is flagged, because
	// the other criteria should not make up for it.
	Minimum *float64 `json:"minimum,omitempty" yaml:"minimum,omitempty"`
	// Veto is the partial value below which a candidate is excluded.
	Veto   *float64 `json:"veto,omitempty" yaml:"veto,omitempty"`
	Source string   `json:"source,omitempty" yaml:"source,omitempty"`
}

// Model is all that is needed to turn a table of figures into a ranking.
type Model struct {
	Gates    []Gate      `json:"gates,omitempty" yaml:"gates,omitempty"`
	Criteria []Criterion `json:"criteria" yaml:"criteria"`
}
