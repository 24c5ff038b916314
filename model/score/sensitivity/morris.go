package sensitivity

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// MorrisDesign returns the points of r trajectories through the grid of that
// many levels in the unit cube scaled to the bounds (Morris 1991). Each
// trajectory has one point more than there are inputs, and from one point to
// the next a single input moves by Δ = levels/(2(levels−1)) of its range.
func MorrisDesign(bounds [][2]float64, trajectories, levels int, seed uint64) ([][]float64, error) {
	if err := checkBounds(bounds); err != nil {
		return nil, err
	}
	if trajectories < 2 || levels < 2 || levels%2 != 0 {
		return nil, fmt.Errorf("%w: %d trajectories of %d levels: needs 2 or more, and an even number of levels", ErrInput, trajectories, levels)
	}
	delta := float64(levels) / (2 * float64(levels-1))
	var out [][]float64
	for t := range trajectories {
		rng := rand.New(rand.NewPCG(seed, uint64(t)))
		unit := make([]float64, len(bounds))
		step := make([]float64, len(bounds))
		for i := range unit {
			unit[i] = float64(rng.IntN(levels/2)) / float64(levels-1)
			step[i] = delta
			if rng.IntN(2) == 1 { // start at the upper end and move down
				unit[i] += delta
				step[i] = -delta
			}
		}
		out = append(out, scaleTo(bounds, unit))
		for _, i := range rng.Perm(len(bounds)) {
			unit[i] += step[i]
			out = append(out, scaleTo(bounds, unit))
		}
	}
	return out, nil
}

func scaleTo(bounds [][2]float64, unit []float64) []float64 {
	x := make([]float64, len(unit))
	for i, u := range unit {
		x[i] = bounds[i][0] + float64(u*(bounds[i][1]-bounds[i][0]))
	}
	return x
}

func checkBounds(bounds [][2]float64) error {
	if len(bounds) == 0 {
		return fmt.Errorf("%w: no inputs", ErrInput)
	}
	for i, b := range bounds {
		if !(b[0] < b[1]) || math.IsInf(b[1]-b[0], 0) {
			return fmt.Errorf("%w: input %d has the bounds %v: low must be below high", ErrInput, i+1, b)
		}
	}
	return nil
}

// Effects are Morris's measures, one per input, in outputs per unit of the
// input's range.
type Effects struct {
	// Mean is μ, MeanAbs is μ* (Campolongo et al. 2007): how much the input
	// matters. Deviation is σ over the trajectories: how much it depends on the
	// other inputs or bends.
	Mean, MeanAbs, Deviation []float64
	Trajectories             int
}

// Morris returns the elementary effects of a design's points and their outputs.
func Morris(bounds [][2]float64, points [][]float64, outputs []float64) (*Effects, error) {
	if err := checkBounds(bounds); err != nil {
		return nil, err
	}
	d := len(bounds)
	if len(points) != len(outputs) || len(points)%(d+1) != 0 || len(points) < 2*(d+1) {
		return nil, fmt.Errorf("%w: %d points and %d outputs are not two or more trajectories of %d", ErrInput, len(points), len(outputs), d+1)
	}
	effects := make([][]float64, d)
	for k := range points {
		if math.IsNaN(outputs[k]) || math.IsInf(outputs[k], 0) {
			return nil, fmt.Errorf("%w: output %d is %v", ErrInput, k+1, outputs[k])
		}
		if (k+1)%(d+1) == 0 {
			continue
		}
		i, step, err := moved(points[k], points[k+1])
		if err != nil {
			return nil, fmt.Errorf("%w: points %d and %d: %w", ErrInput, k+1, k+2, err)
		}
		unit := step / (bounds[i][1] - bounds[i][0])
		effects[i] = append(effects[i], (outputs[k+1]-outputs[k])/unit)
	}
	return summarise(effects, len(points)/(d+1))
}

// moved returns the one input that differs, and by how much.
func moved(a, b []float64) (input int, step float64, err error) {
	input = -1
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if input >= 0 {
			return 0, 0, fmt.Errorf("inputs %d and %d both move", input+1, i+1)
		}
		input, step = i, b[i]-a[i]
	}
	if input < 0 {
		return 0, 0, fmt.Errorf("no input moves")
	}
	return input, step, nil
}

func summarise(effects [][]float64, trajectories int) (*Effects, error) {
	out := &Effects{Trajectories: trajectories}
	for i, e := range effects {
		if len(e) < 2 {
			return nil, fmt.Errorf("%w: input %d moves in %d trajectories, needs two", ErrInput, i+1, len(e))
		}
		var sum, abs, squares float64
		for _, x := range e {
			sum += x
			abs += math.Abs(x)
		}
		n := float64(len(e))
		for _, x := range e {
			squares += float64((x - sum/n) * (x - sum/n))
		}
		out.Mean = append(out.Mean, sum/n)
		out.MeanAbs = append(out.MeanAbs, abs/n)
		out.Deviation = append(out.Deviation, math.Sqrt(squares/(n-1)))
	}
	return out, nil
}
