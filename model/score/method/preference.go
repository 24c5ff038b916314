package method

import (
	"fmt"
	"math"
)

// Shape is one of the six generalised criteria of PROMETHEE.
type Shape string

// The shapes, by the difference d > 0 in favour of a candidate.
const (
	// Usual prefers at any difference.
	Usual Shape = "usual"
	// UShape prefers above Q.
	UShape Shape = "ushape"
	// VShape rises from 0 to full preference at P.
	VShape Shape = "vshape"
	// Level is half a preference above Q and a full one above P.
	Level Shape = "level"
	// Linear rises from Q to P.
	Linear Shape = "linear"
	// Gaussian is 1−exp(−d²/2S²).
	Gaussian Shape = "gaussian"
)

// Shapes lists all of them.
var Shapes = []Shape{Usual, UShape, VShape, Level, Linear, Gaussian}

// Preference says how a difference in one criterion counts.
type Preference struct {
	// Shape is Usual when empty.
	Shape Shape
	// Q is the largest difference that does not matter, P the smallest that
	// matters fully, S the turning point of Gaussian; in the criterion's unit.
	Q, P, S float64
}

func (f Preference) check() error {
	for _, x := range []float64{f.Q, f.P, f.S} {
		if math.IsNaN(x) || math.IsInf(x, 0) || x < 0 {
			return fmt.Errorf("threshold %v, must be 0 or more", x)
		}
	}
	switch f.Shape {
	case "", Usual, UShape:
		return nil
	case VShape:
		if f.P == 0 {
			return fmt.Errorf("%s needs p above 0", f.Shape)
		}
		return nil
	case Level, Linear:
		if f.Q > f.P || f.P == 0 {
			return fmt.Errorf("%s has q %v and p %v: q must not exceed p", f.Shape, f.Q, f.P)
		}
		return nil
	case Gaussian:
		if f.S == 0 {
			return fmt.Errorf("%s needs s above 0", f.Shape)
		}
		return nil
	}
	return fmt.Errorf("shape %q is not one of %v", f.Shape, Shapes)
}

// degree is the preference at a difference d.
func (f Preference) degree(d float64) float64 {
	if !(d > 0) {
		return 0
	}
	switch f.Shape {
	case UShape:
		return step(d > f.Q)
	case VShape:
		return min(d/f.P, 1)
	case Level:
		return (step(d > f.Q) + step(d > f.P)) / 2
	case Linear:
		switch {
		case d <= f.Q:
			return 0
		case d > f.P:
			return 1
		}
		return (d - f.Q) / (f.P - f.Q)
	case Gaussian:
		return 1 - math.Exp(-float64(d*d)/(2*f.S*f.S))
	}
	return 1
}

func step(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
