package power

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Cost is a generator's cost curve, in currency units per hour of MW output.
// The zero value means no cost is known.
type Cost struct {
	Model             CostModel
	Startup, Shutdown float64
	// Points of a piecewise linear curve, MW strictly rising.
	Points []CostPoint
	// Coefficients of a polynomial, constant term first.
	Coefficients []float64
}

// CostPoint is a corner of a piecewise linear cost curve.
type CostPoint struct{ MW, PerHour float64 }

// CostModel tells the two kinds of curve apart, numbered as in MATPOWER.
type CostModel uint8

// The kinds of curve.
const (
	NoCost     CostModel = 0
	Piecewise  CostModel = 1
	Polynomial CostModel = 2
)

// PerHour returns the cost of running at mw; outside its points a piecewise
// curve goes on with its first or last slope. An unknown cost is NaN.
func (c *Cost) PerHour(mw float64) float64 {
	switch c.Model {
	case Polynomial:
		sum := 0.0
		for _, k := range slices.Backward(c.Coefficients) {
			sum = sum*mw + k
		}
		return sum
	case Piecewise:
		i := c.segment(mw)
		return c.Points[i].PerHour + c.slope(i)*(mw-c.Points[i].MW)
	}
	return math.NaN()
}

// Marginal returns the slope of the curve at mw, that to the right of a
// corner. An unknown cost is NaN.
func (c *Cost) Marginal(mw float64) float64 {
	switch c.Model {
	case Polynomial:
		sum := 0.0
		for i := len(c.Coefficients) - 1; i >= 1; i-- {
			sum = sum*mw + float64(i)*c.Coefficients[i]
		}
		return sum
	case Piecewise:
		return c.slope(c.segment(mw))
	}
	return math.NaN()
}

func (c *Cost) segment(mw float64) int {
	i := 0
	for i < len(c.Points)-2 && mw >= c.Points[i+1].MW {
		i++
	}
	return i
}

func (c *Cost) slope(i int) float64 {
	a, b := c.Points[i], c.Points[i+1]
	return (b.PerHour - a.PerHour) / (b.MW - a.MW)
}

// Check tells what is wrong with the curve: too few or unordered points, a
// value that is not finite.
func (c *Cost) Check() error {
	var bad []string
	switch c.Model {
	case NoCost:
	case Piecewise:
		if len(c.Points) < 2 {
			bad = append(bad, fmt.Sprintf("piecewise cost with %d points, needs 2", len(c.Points)))
		}
		for i, p := range c.Points {
			if !finite(p.MW) || !finite(p.PerHour) {
				bad = append(bad, fmt.Sprintf("cost point %d is not finite", i+1))
			}
			if i > 0 && !(p.MW > c.Points[i-1].MW) {
				bad = append(bad, fmt.Sprintf("cost point %d at %g MW does not come after %g MW", i+1, p.MW, c.Points[i-1].MW))
			}
		}
	case Polynomial:
		if i := slices.IndexFunc(c.Coefficients, func(v float64) bool { return !finite(v) }); i >= 0 {
			bad = append(bad, fmt.Sprintf("cost coefficient %d is not finite", i))
		}
	default:
		bad = append(bad, fmt.Sprintf("cost model %d, expected 1 or 2", c.Model))
	}
	if len(bad) > 0 {
		return fmt.Errorf("%s", strings.Join(bad, "; "))
	}
	return nil
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
