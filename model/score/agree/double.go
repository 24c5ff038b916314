package agree

import (
	"fmt"
	"math"
)

// DoubleCounted is the correlation above which two criteria are said to count
// the same thing twice.
const DoubleCounted = 0.8

// Pair is two criteria whose partial values go together.
type Pair struct {
	A, B int
	// R is Pearson's correlation over the Rows in which neither is missing.
	R    float64
	Rows int
}

// Warning says it in words, with the criteria's names.
func (p Pair) Warning(names []string) string {
	return fmt.Sprintf("criteria %q and %q go together (r = %.2f over %d candidates): the same thing may be counted twice", names[p.A], names[p.B], p.R, p.Rows)
}

// Correlated returns the pairs of columns with |r| above the limit, in the
// order of the columns. Rows in which either figure is NaN are left out, and
// pairs with fewer than 3 rows are not judged.
func Correlated(columns [][]float64, limit float64) ([]Pair, error) {
	for j, c := range columns {
		if len(c) != len(columns[0]) {
			return nil, fmt.Errorf("%w: criterion %d has %d figures for %d candidates", ErrInput, j+1, len(c), len(columns[0]))
		}
	}
	var out []Pair
	var x, y []float64
	for a := range columns {
		for b := a + 1; b < len(columns); b++ {
			x, y = x[:0], y[:0]
			for i, v := range columns[a] {
				if w := columns[b][i]; !math.IsNaN(v) && !math.IsNaN(w) {
					x, y = append(x, v), append(y, w)
				}
			}
			if r, ok := Pearson(x, y); ok && len(x) >= 3 && math.Abs(r) > limit {
				out = append(out, Pair{a, b, r, len(x)})
			}
		}
	}
	return out, nil
}
