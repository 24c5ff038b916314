package atlas

import (
	"cmp"
	"math"
	"slices"
)

// Ties lists the states of each tie between power areas by year, in the order of
// the first row of each. A direction that a later state leaves out keeps its
// limit; one that was never published counts 0 MW.
func (a *Atlas) Ties() [][]Interconnection {
	at := map[string]int{}
	var ties [][]Interconnection
	for _, state := range a.Interconnections {
		n, known := at[state.ID]
		if !known {
			n = len(ties)
			at[state.ID] = n
			ties = append(ties, nil)
		}
		ties[n] = append(ties[n], state)
	}
	for _, states := range ties {
		slices.SortStableFunc(states, func(x, y Interconnection) int { return cmp.Compare(x.Year, y.Year) })
		forward, reverse := 0.0, 0.0
		for k := range states {
			forward, reverse = known(states[k].ForwardMW, forward), known(states[k].ReverseMW, reverse)
			states[k].ForwardMW, states[k].ReverseMW = forward, reverse
		}
	}
	return ties
}

// known is x, or before where x is missing.
func known(x, before float64) float64 {
	if math.IsNaN(x) {
		return before
	}
	return x
}
