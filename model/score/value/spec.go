package value

// Kind names the shape of a value function.
type Kind string

// The shapes. The empty kind is Piecewise.
const (
	// Piecewise joins Points with straight lines.
	Piecewise Kind = "piecewise"
	// Linear runs from 0 at Worst to 1 at Best.
	Linear Kind = "linear"
	// Logistic is 1/(1+exp(−Steepness·(x−Midpoint))) on Range.
	Logistic Kind = "logistic"
	// Gaussian is exp(−Spread·(x−Midpoint)²) on Range.
	Gaussian Kind = "gaussian"
	// Step holds each point's value from its x up to the next one.
	Step Kind = "step"
	// Table gives a value to each listed figure and to no other.
	Table Kind = "table"
)

// Kinds lists every shape.
var Kinds = []Kind{Piecewise, Linear, Logistic, Gaussian, Step, Table}

// Outside says what happens to a figure outside the declared range.
type Outside string

// The policies. The empty policy is Clip.
const (
	// Clip gives the value of the nearest end; clipped figures are counted.
	Clip Outside = "clip"
	// Refuse makes a figure outside the range an error.
	Refuse Outside = "error"
	// Extrapolate continues the first or last line; values leave [0, 1].
	Extrapolate Outside = "extrapolate"
)

// Point is one breakpoint: a figure in the criterion's unit and its value.
type Point struct {
	X     float64 `json:"x" yaml:"x"`
	Value float64 `json:"value" yaml:"value"`
}

// Spec describes a value function on an absolute range of figures, in a form
// that can stand in a scenario file. Only the fields of its Kind may be set.
type Spec struct {
	Kind Kind `json:"kind,omitempty" yaml:"kind,omitempty"`
	// Points are the breakpoints of piecewise, step and table, in ascending x.
	Points []Point `json:"points,omitempty" yaml:"points,omitempty"`
	// Worst and Best are the ends of linear: value 0 and value 1.
	Worst *float64 `json:"worst,omitempty" yaml:"worst,omitempty"`
	Best  *float64 `json:"best,omitempty" yaml:"best,omitempty"`
	// Midpoint is where logistic is 0.5 and gaussian is 1.
	Midpoint *float64 `json:"midpoint,omitempty" yaml:"midpoint,omitempty"`
	// Steepness of logistic per unit of x: positive rises, negative falls.
	Steepness *float64 `json:"steepness,omitempty" yaml:"steepness,omitempty"`
	// Spread of gaussian per squared unit of x, positive.
	Spread *float64 `json:"spread,omitempty" yaml:"spread,omitempty"`
	// Range is the declared range of logistic and gaussian, low then high.
	Range []float64 `json:"range,omitempty" yaml:"range,omitempty"`
	// Outside is the policy for figures beyond the declared range.
	Outside Outside `json:"outside,omitempty" yaml:"outside,omitempty"`
}
