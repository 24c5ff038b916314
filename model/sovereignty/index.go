package sovereignty

import (
	"fmt"
	"math"
)

// Part is one component of sovereignty.
type Part string

// The components of the index. That there are these six, and that the weakest
// decides, is a wattbit assumption: who can stop one of them can stop the service,
// so no strength elsewhere makes up for it.
const (
	Ownership    Part = "ownership"    // megawatts whose owner is controlled at home
	Jurisdiction Part = "jurisdiction" // megawatts that answer to domestic law alone
	Operation    Part = "operation"    // megawatts whose software and keys are run at home
	Energy       Part = "energy"       // energy that needs no imported fuel
	Network      Part = "network"      // megawatts with two disjoint routes that stay at home
	Hardware     Part = "hardware"     // value of the servers made at home
)

// IndexSource is what the index stands on.
const IndexSource = "wattbit, assumption: the minimum over six components, because each can stop the service alone"

// Parts lists the components in order.
func Parts() []Part { return []Part{Ownership, Jurisdiction, Operation, Energy, Network, Hardware} }

// Shares holds a share from 0 to 1 by component. What is not in it, or NaN, is not
// known.
type Shares map[Part]float64

// Index is the sovereignty of a site or plan.
type Index struct {
	// Low and High bound the index, 0 to 1: equal when every component is known;
	// else Low is 0 and High the least of those that are known. An unknown
	// component can only lower the index.
	Low, High float64
	Weakest   Part   // the least of the known components; empty when none is
	Unknown   []Part // in the order of Parts
}

// Known tells whether the index is one figure. An index that is 0 by a known
// component is, whatever the others are.
func (i Index) Known() bool { return i.Low == i.High }

// Measure returns the minimum over the components. The first in the order of Parts
// is the weakest among equals. An error names a share that is not between 0 and 1 or
// a component there is not.
func Measure(shares Shares) (Index, error) {
	index := Index{High: 1}
	known := 0
	for _, part := range Parts() {
		x, said := shares[part]
		switch {
		case !said || math.IsNaN(x):
			index.Unknown = append(index.Unknown, part)
		case x < 0 || x > 1:
			return Index{}, fmt.Errorf("sovereignty: %s %v; expected 0 to 1", part, x)
		case index.Weakest == "" || x < index.High:
			index.High, index.Weakest = x, part
		}
		if said {
			known++
		}
	}
	if known != len(shares) {
		return Index{}, fmt.Errorf("sovereignty: a component that is none; expected some of %v", Parts())
	}
	if len(index.Unknown) == 0 {
		index.Low = index.High
	}
	return index, nil
}

// Site is what the index needs of one place, shares from 0 to 1 or NaN.
type Site struct {
	MW     float64
	Shares Shares
}

// Portfolio returns the shares of a plan: the mean over its sites by MW. A component
// that is unknown at a site of the plan is unknown of the plan.
func Portfolio(sites []Site) (Shares, error) {
	whole, sum := Shares{}, 0.0
	for _, s := range sites {
		if !(s.MW >= 0) || math.IsInf(s.MW, 0) {
			return nil, fmt.Errorf("sovereignty: a site of %v MW; expected 0 or more", s.MW)
		}
		sum += s.MW
	}
	if sum == 0 {
		return nil, fmt.Errorf("sovereignty: %d sites with no MW; expected some above 0", len(sites))
	}
	for _, part := range Parts() {
		mean := 0.0
		for _, s := range sites {
			x, said := s.Shares[part]
			if !said {
				x = math.NaN()
			}
			if s.MW > 0 {
				mean += x * s.MW / sum
			}
		}
		whole[part] = min(mean, 1) // rounding
	}
	return whole, nil
}
