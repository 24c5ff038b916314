package value

import "fmt"

// Direction says which way of a figure is better. It has no default: a
// criterion without a direction is an error, because a guessed direction turns
// a ranking upside down without a trace.
type Direction int

const (
	// Unset is the zero value and never valid.
	Unset Direction = iota
	// Higher figures are better, or at least never worse.
	Higher
	// Lower figures are better, or at least never worse.
	Lower
	// Target figures are best somewhere inside the range (a gaussian, or a
	// piecewise line with a peak).
	Target
)

// String returns "higher", "lower", "target" or "unset".
func (d Direction) String() string {
	switch d {
	case Higher:
		return "higher"
	case Lower:
		return "lower"
	case Target:
		return "target"
	}
	return "unset"
}

// MarshalText writes the direction's name; an unset direction is an error.
func (d Direction) MarshalText() ([]byte, error) {
	if d < Higher || d > Target {
		return nil, fmt.Errorf("value: direction %d is not one of higher, lower, target", int(d))
	}
	return []byte(d.String()), nil
}

// UnmarshalText reads "higher" or "max", "lower" or "min", and "target".
func (d *Direction) UnmarshalText(text []byte) error {
	switch string(text) {
	case "higher", "max":
		*d = Higher
	case "lower", "min":
		*d = Lower
	case "target":
		*d = Target
	default:
		return fmt.Errorf("value: direction %q is not one of higher, lower, target", text)
	}
	return nil
}
