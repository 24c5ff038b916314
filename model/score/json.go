package score

import (
	"encoding/json"
	"math"
)

// null is a number that JSON writes as null when it is missing.
func null(x float64) *float64 {
	if math.IsNaN(x) {
		return nil
	}
	return &x
}

// MarshalJSON writes a missing figure as null.
func (c Contribution) MarshalJSON() ([]byte, error) {
	type plain Contribution
	return json.Marshal(struct {
		plain
		Figure *float64 `json:"figure"`
	}{plain(c), null(c.Figure)})
}

// MarshalJSON writes a missing figure as null.
func (g GateFinding) MarshalJSON() ([]byte, error) {
	type plain GateFinding
	return json.Marshal(struct {
		plain
		Figure *float64 `json:"figure"`
	}{plain(g), null(g.Figure)})
}

// MarshalJSON writes missing figures as null.
func (c Change) MarshalJSON() ([]byte, error) {
	type plain Change
	return json.Marshal(struct {
		plain
		From *float64 `json:"from"`
		To   *float64 `json:"to"`
	}{plain(c), null(c.From), null(c.To)})
}

// MarshalJSON writes the threshold of a free place as null.
func (e Explanation) MarshalJSON() ([]byte, error) {
	type plain Explanation
	return json.Marshal(struct {
		plain
		Threshold *float64 `json:"threshold"`
	}{plain(e), null(e.Threshold)})
}
