package score

import (
	"fmt"
	"math"
)

// Swing refers a swing weight to another range of the same figure. A weight is
// the worth of going from one end of its range to the other; when the range
// grows, so must the weight, or every unit would silently be worth less
// (Keeney 2002, "Common mistakes in making value trade-offs"). Worth is taken
// as even along the figure: the weight is scaled by the ratio of the lengths.
// Both ranges are low then high.
func Swing(weight float64, from, to []float64) (float64, error) {
	for _, r := range [][]float64{from, to} {
		if len(r) != 2 || !(r[0] < r[1]) || math.IsInf(r[1]-r[0], 0) {
			return 0, fmt.Errorf("weight range %v must be a low and a high figure", r)
		}
	}
	if from[0] == to[0] && from[1] == to[1] {
		return weight, nil
	}
	return weight * (to[1] - to[0]) / (from[1] - from[0]), nil
}
