package grid

import (
	"fmt"
	"math"
	"slices"
)

// Dispatch is the output of the units.
type Dispatch struct {
	UnitMW []float64 // aligned with the generators, 0 when out of service
	// PricePerMWh is the marginal cost of each island; NaN when it has no unit
	// that could move.
	PricePerMWh []float64
	// ShortMW is what each island's units lack at full output, negative what
	// they produce too much at their lower limits.
	ShortMW []float64
}

// MeritOrder returns the cheapest output of the units between their limits
// that meets each island's demand, the network left out of account. Units of
// equal marginal cost share in proportion to their room. Costs must be convex.
func (g *Grid) MeritOrder() (*Dispatch, error) {
	curves, err := g.curves()
	if err != nil {
		return nil, fmt.Errorf("grid: merit order: %w", err)
	}
	out := &Dispatch{UnitMW: make([]float64, len(g.units)), PricePerMWh: make([]float64, len(g.islands)), ShortMW: make([]float64, len(g.islands))}
	offers := make([][]offer, len(g.islands))
	for k := range g.islands {
		out.ShortMW[k] = g.islands[k].DemandMW - g.islands[k].LinkMW
		out.PricePerMWh[k] = math.NaN()
	}
	for i := range g.units {
		u, gen := &g.units[i], &g.net.Generators[i]
		if !u.on {
			continue
		}
		if math.IsInf(gen.MinMW, 0) || math.IsInf(gen.MaxMW, 0) {
			return nil, fmt.Errorf("grid: merit order: generator %q: limits %g..%g MW, expected finite numbers", gen.ID, gen.MinMW, gen.MaxMW)
		}
		k := g.island[u.node]
		out.UnitMW[i] = gen.MinMW
		out.ShortMW[k] -= gen.MinMW
		offers[k] = appendOffers(offers[k], i, gen.MinMW, gen.MaxMW, &curves[i])
	}
	for k := range offers {
		if len(offers[k]) > 0 {
			out.PricePerMWh[k], out.ShortMW[k] = settle(offers[k], out.ShortMW[k], out.UnitMW)
		}
	}
	return out, nil
}

// offer is a range of a unit's output whose marginal cost rises evenly.
type offer struct {
	unit     int
	mw       float64
	from, to float64 // marginal cost at both ends
}

func appendOffers(list []offer, unit int, low, high float64, c *curve) []offer {
	if c.pieces == nil {
		c.pieces = []piece{{from: math.Inf(-1), slope: c.linear}}
	}
	for k, p := range c.pieces {
		a, b := low, high
		if k > 0 {
			a = math.Max(a, p.from)
		}
		if k+1 < len(c.pieces) {
			b = math.Min(b, c.pieces[k+1].from)
		}
		if b > a {
			list = append(list, offer{unit, b - a, p.slope + 2*c.square*a, p.slope + 2*c.square*b})
		}
	}
	return list
}

// at returns what an offer yields at a price, least and most.
func (o *offer) at(price float64) (least, most float64) {
	switch {
	case price < o.from:
		return 0, 0
	case price > o.to:
		return o.mw, o.mw
	case o.from == o.to:
		return 0, o.mw
	}
	mw := o.mw * (price - o.from) / (o.to - o.from)
	return mw, mw
}

func total(offers []offer, price float64) (least, most float64) {
	for i := range offers {
		a, b := offers[i].at(price)
		least, most = least+a, most+b
	}
	return least, most
}

// settle finds the price at which the offers yield mw, adds them to unitMW and
// returns what is missing.
func settle(offers []offer, mw float64, unitMW []float64) (price, short float64) {
	var corners []float64
	for _, o := range offers {
		corners = append(corners, o.from, o.to)
	}
	slices.Sort(corners)
	corners = slices.Compact(corners)
	// The first corner by which enough is on offer.
	k, _ := slices.BinarySearchFunc(corners, mw, func(p, mw float64) int {
		_, most := total(offers, p)
		return cmpFloat(most, mw)
	})
	k = min(k, len(corners)-1)
	price = corners[k]
	least, most := total(offers, price)
	if k > 0 && least > mw {
		_, below := total(offers, corners[k-1])
		price = corners[k-1] + (corners[k]-corners[k-1])*(mw-below)/(least-below)
		least, most = total(offers, price)
	}
	part := 0.0
	if most > least {
		part = math.Min(math.Max((mw-least)/(most-least), 0), 1)
	}
	for i := range offers {
		a, b := offers[i].at(price)
		unitMW[offers[i].unit] += a + part*(b-a)
	}
	short = mw - (least + part*(most-least))
	if math.Abs(short) <= overloadMW {
		short = 0
	}
	return price, short
}
