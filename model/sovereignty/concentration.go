// Package sovereignty measures who controls computing: how far it is in few hands,
// and how sovereign it is by its weakest part.
package sovereignty

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Holding is the megawatts of one owner. Several holdings of an owner are added; an
// empty owner is one that nobody knows.
type Holding struct {
	Owner string
	MW    float64
}

// Concentration says how far megawatts are in few hands.
type Concentration struct {
	MW        float64 // of all, owners known or not
	UnknownMW float64 // of unknown owners
	Owners    []Owner // known ones, the largest first
	// HHI is the Herfindahl-Hirschman index, the sum of the squared shares in
	// percent: 10,000 for a single owner, near 0 for very many. Shares are of all
	// megawatts. It lies between HHILow, where every unknown megawatt has an owner
	// of its own too small to count, and HHIHigh, where all belong to the largest
	// known owner; the two are equal when every owner is known.
	HHILow, HHIHigh float64
	// LargestLow and LargestHigh bound the share of the largest owner in the same
	// way, 0 to 1.
	LargestLow, LargestHigh float64
}

// Owner is one owner's part.
type Owner struct {
	Name  string
	MW    float64
	Share float64 // of all megawatts, 0 to 1
}

// Levels of the index from the Merger Guidelines of the United States Department of
// Justice and Federal Trade Commission, December 2023: above 1,800 a market is
// highly concentrated, from 1,000 moderately.
const (
	ModeratelyConcentrated = 1000
	HighlyConcentrated     = 1800
)

// Concentrate adds the holdings up. The megawatts of an owner must be known and not
// negative, and some must be above 0.
func Concentrate(holdings []Holding) (Concentration, error) {
	var c Concentration
	byName := map[string]float64{}
	for _, h := range holdings {
		if !(h.MW >= 0) || math.IsInf(h.MW, 0) {
			return Concentration{}, fmt.Errorf("concentration: owner %q holds %v MW; expected 0 or more", h.Owner, h.MW)
		}
		c.MW += h.MW
		if name := strings.TrimSpace(h.Owner); name == "" {
			c.UnknownMW += h.MW
		} else {
			byName[name] += h.MW
		}
	}
	if c.MW == 0 {
		return Concentration{}, fmt.Errorf("concentration: %d holdings with no MW; expected some above 0", len(holdings))
	}
	for name, mw := range byName {
		if mw > 0 {
			c.Owners = append(c.Owners, Owner{name, mw, mw / c.MW})
		}
	}
	slices.SortFunc(c.Owners, func(a, b Owner) int {
		if a.MW != b.MW {
			if a.MW > b.MW {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	c.bound()
	return c, nil
}

// bound computes the bounds once the owners are in order.
func (c *Concentration) bound() {
	unknown := c.UnknownMW / c.MW
	for i, o := range c.Owners {
		percent := 100 * o.Share
		c.HHILow += percent * percent
		if i == 0 {
			percent += 100 * unknown
			c.LargestLow = o.Share
		}
		c.HHIHigh += percent * percent
	}
	c.LargestHigh = c.LargestLow + unknown
	if len(c.Owners) == 0 {
		c.HHIHigh = 1e4
	}
}
