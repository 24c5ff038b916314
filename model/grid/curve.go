package grid

import (
	"fmt"
	"math"

	"github.com/wattbit/wattbit/data/power"
)

// curve is a convex cost: constant + linear·p + square·p², or, where it has
// pieces, the upper envelope of straight lines.
type curve struct {
	constant, linear, square float64
	pieces                   []piece
}

// piece is the line constant + slope·p, which holds from the MW at on.
type piece struct{ from, constant, slope float64 }

// convexCurve translates a cost; an unknown cost is 0.
func convexCurve(c *power.Cost) (curve, error) {
	var out curve
	switch c.Model {
	case power.Polynomial:
		for degree, k := range c.Coefficients {
			switch {
			case degree == 0:
				out.constant = k
			case degree == 1:
				out.linear = k
			case degree == 2 && k >= 0:
				out.square = k
			case degree == 2:
				return out, fmt.Errorf("quadratic cost %g is negative: the cost is not convex", k)
			case k != 0:
				return out, fmt.Errorf("polynomial cost of degree %d, expected 2 or less", degree)
			}
		}
	case power.Piecewise:
		before := math.Inf(-1)
		for i := range len(c.Points) - 1 {
			a, b := c.Points[i], c.Points[i+1]
			slope := (b.PerHour - a.PerHour) / (b.MW - a.MW)
			if slope < before-1e-9*math.Abs(before) {
				return out, fmt.Errorf("piecewise cost falls from slope %g to %g at %g MW: the cost is not convex", before, slope, a.MW)
			}
			if slope > before {
				out.pieces = append(out.pieces, piece{a.MW, a.PerHour - slope*a.MW, slope})
				before = slope
			}
		}
	}
	return out, nil
}

// curves translates the costs of the units in service.
func (g *Grid) curves() ([]curve, error) {
	out := make([]curve, len(g.units))
	for i := range g.units {
		if !g.units[i].on {
			continue
		}
		gen := &g.net.Generators[i]
		if gen.MinMW > gen.MaxMW {
			return nil, fmt.Errorf("generator %q: limits %g..%g MW, expected the lower one first", gen.ID, gen.MinMW, gen.MaxMW)
		}
		var err error
		if out[i], err = convexCurve(&gen.Cost); err != nil {
			return nil, fmt.Errorf("generator %q: %w", gen.ID, err)
		}
	}
	return out, nil
}
