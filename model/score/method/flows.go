package method

import (
	"context"

	"github.com/wattbit/wattbit/model/score/rank"
)

// flows returns one criterion's flows, not scaled, for figures of which the
// higher are better unless lower is set.
func (f Preference) flows(ctx context.Context, column []float64, lower bool) Flows {
	x := column
	if lower {
		x = make([]float64, len(column))
		for i, v := range column {
			x[i] = -v
		}
	}
	if f.Shape == Gaussian {
		return f.quadratic(ctx, x)
	}
	return f.sorted(x)
}

// sorted sums the degrees by two windows over the ascending figures. For a
// candidate at x, the others below fall into three parts: those within q, which
// count nothing; those beyond p, which count 1; and those between, which count
// (d−q)/(p−q), a sum of differences that prefix sums give at once. For those
// above it is the same, mirrored. A step at a threshold (UShape, Level) is
// decided by the difference itself, so that windows and pairs agree.
func (f Preference) sorted(x []float64) Flows {
	order := rank.Order(x, true)
	n := len(order)
	y, prefix := make([]float64, n), make([]float64, n+1)
	middle := x[order[n/2]] // sums of differences from here keep their digits
	for place, i := range order {
		y[place] = x[i]
		prefix[place+1] = prefix[place] + (x[i] - middle)
	}
	q, p, slope := f.windows()
	out := half(n)
	var nearQ, nearP, farQ, farP int
	for place, i := range order {
		for y[place]-y[nearP] > p {
			nearP++ // below it, all differ by more than p
		}
		for y[place]-y[nearQ] > q {
			nearQ++ // from nearP up to here, all differ by more than q
		}
		for farQ < n && y[farQ]-y[place] <= q {
			farQ++ // from here on up, all differ by more than q
		}
		for farP < n && y[farP]-y[place] <= p {
			farP++
		}
		switch {
		case f.Shape == Level:
			out.Plus[i] = float64(nearQ+nearP) / 2
			out.Minus[i] = float64(n-farQ+n-farP) / 2
		case slope == 0:
			out.Plus[i], out.Minus[i] = float64(nearQ), float64(n-farQ)
		default:
			here := y[place] - middle
			between := float64(nearQ - nearP)
			sum := float64(between*(here-q)) - (prefix[nearQ] - prefix[nearP])
			out.Plus[i] = float64(nearP) + float64(slope*sum)
			between = float64(farP - farQ)
			sum = (prefix[farP] - prefix[farQ]) - float64(between*(here+q))
			out.Minus[i] = float64(n-farP) + float64(slope*sum)
		}
	}
	return out
}

// windows returns the thresholds, and 1/(p−q) for the shapes with a slope.
func (f Preference) windows() (q, p, slope float64) {
	switch f.Shape {
	case UShape:
		return f.Q, f.Q, 0
	case Level:
		return f.Q, f.P, 0
	case VShape:
		return 0, f.P, 1 / f.P
	case Linear:
		if f.Q < f.P {
			return f.Q, f.P, 1 / (f.P - f.Q)
		}
		return f.Q, f.P, 0 // a step above q = p
	}
	return 0, 0, 0
}
