package weight

import (
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/score/value"
)

// Diagnostic says of weights from data what they are.
const Diagnostic = "these weights describe the spread of the data, not what anyone values; they change when a candidate is added"

// checkColumns asks for at least two candidates with finite figures, above 0
// when positive is set.
func checkColumns(columns [][]float64, directions []value.Direction, positive bool) error {
	if len(columns) == 0 || len(columns[0]) < 2 {
		return fmt.Errorf("%w: weights from data need two candidates or more", ErrInput)
	}
	if directions != nil && len(directions) != len(columns) {
		return fmt.Errorf("%w: %d criteria with %d directions", ErrInput, len(columns), len(directions))
	}
	for j, c := range columns {
		if len(c) != len(columns[0]) {
			return fmt.Errorf("%w: criterion %d has %d figures for %d candidates", ErrInput, j+1, len(c), len(columns[0]))
		}
		if directions != nil && directions[j] != value.Higher && directions[j] != value.Lower {
			return fmt.Errorf("%w: criterion %d has the direction %s: say higher or lower", ErrInput, j+1, directions[j])
		}
		for i, x := range c {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return fmt.Errorf("%w: criterion %d of candidate %d is %v", ErrInput, j+1, i+1, x)
			}
			if positive && x <= 0 {
				return fmt.Errorf("%w: criterion %d of candidate %d is %v: ratios need figures above 0", ErrInput, j+1, i+1, x)
			}
		}
	}
	return nil
}

// Entropy weights grow with the divergence 1−E of a criterion's shares, where E
// is the Shannon entropy over ln n (Zeleny 1982). Figures must be above 0. When
// every column is constant, all weights are equal.
func Entropy(columns [][]float64) ([]float64, error) {
	if err := checkColumns(columns, nil, true); err != nil {
		return nil, err
	}
	divergence := make([]float64, len(columns))
	for j, c := range columns {
		sum, entropy := 0.0, 0.0
		for _, x := range c {
			sum += x
		}
		for _, x := range c {
			p := x / sum
			entropy -= float64(p * math.Log(p))
		}
		const rounding = 1e-14 // a constant column diverges by no more than this
		if d := 1 - entropy/math.Log(float64(len(c))); d > rounding {
			divergence[j] = d
		}
	}
	return shares(divergence), nil
}

// shares normalises, with equal weights when nothing stands out.
func shares(of []float64) []float64 {
	out, _, err := Normalised(of)
	if err != nil {
		return Equal(len(of))
	}
	return out
}

// CRITIC weights are the standard deviation of a criterion's min–max scaled
// figures times its conflict Σ(1−r) with the others (Diakoulaki et al. 1995). A
// constant column has the weight 0.
func CRITIC(columns [][]float64, directions []value.Direction) ([]float64, error) {
	if err := checkColumns(columns, directions, false); err != nil {
		return nil, err
	}
	scaled := make([][]float64, len(columns))
	for j, c := range columns {
		scaled[j] = minMax(c, directions[j] == value.Lower)
	}
	information := make([]float64, len(columns))
	for j := range scaled {
		conflict := 0.0
		for k := range scaled {
			conflict += 1 - correlation(scaled[j], scaled[k])
		}
		information[j] = deviation(scaled[j]) * conflict
	}
	return shares(information), nil
}

func minMax(c []float64, lower bool) []float64 {
	least, greatest := c[0], c[0]
	for _, x := range c {
		least, greatest = min(least, x), max(greatest, x)
	}
	out := make([]float64, len(c))
	for i, x := range c {
		switch {
		case least == greatest:
			out[i] = 0
		case lower:
			out[i] = (greatest - x) / (greatest - least)
		default:
			out[i] = (x - least) / (greatest - least)
		}
	}
	return out
}

func mean(c []float64) float64 {
	sum := 0.0
	for _, x := range c {
		sum += x
	}
	return sum / float64(len(c))
}

// deviation is the standard deviation of the sample.
func deviation(c []float64) float64 { return math.Sqrt(product(c, c) / float64(len(c)-1)) }

// product sums the products of two columns' distances from their means.
func product(a, b []float64) float64 {
	ma, mb, sum := mean(a), mean(b), 0.0
	for i := range a {
		sum += float64((a[i] - ma) * (b[i] - mb))
	}
	return sum
}

// correlation is Pearson's r; 0 when a column is constant.
func correlation(a, b []float64) float64 {
	scale := math.Sqrt(product(a, a) * product(b, b))
	if scale == 0 {
		return 0
	}
	return product(a, b) / scale
}

// MEREC weights are the effect of leaving a criterion out on the candidates'
// logarithmic performance (Keshavarz Ghorabaee et al. 2021). Figures must be
// above 0.
func MEREC(columns [][]float64, directions []value.Direction) ([]float64, error) {
	if err := checkColumns(columns, directions, true); err != nil {
		return nil, err
	}
	logs := merecLogs(columns, directions)
	m := float64(len(columns))
	effects := make([]float64, len(columns))
	for i := range columns[0] {
		sum := 0.0
		for j := range logs {
			sum += logs[j][i]
		}
		whole := math.Log1p(sum / m)
		for j := range logs {
			effects[j] += math.Abs(math.Log1p((sum-logs[j][i])/m) - whole)
		}
	}
	return shares(effects), nil
}

// merecLogs returns |ln n|, where n is x⁻/x for gains and x/x⁺ for costs.
func merecLogs(columns [][]float64, directions []value.Direction) [][]float64 {
	out := make([][]float64, len(columns))
	for j, c := range columns {
		least, greatest := c[0], c[0]
		for _, x := range c {
			least, greatest = min(least, x), max(greatest, x)
		}
		out[j] = make([]float64, len(c))
		for i, x := range c {
			n := least / x
			if directions[j] == value.Lower {
				n = x / greatest
			}
			out[j][i] = math.Abs(math.Log(n))
		}
	}
	return out
}
