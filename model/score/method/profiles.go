package method

import (
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/score/value"
)

// profiles returns the profiles between categories, worst first: those given,
// or by default two at a third and two thirds of the declared bounds.
func (p *Problem) profiles(given [][]float64) ([][]float64, error) {
	if given == nil {
		if p.Bounds == nil {
			return nil, fmt.Errorf("%w: sorting needs profiles between the categories, or declared bounds to take thirds of", ErrProblem)
		}
		for _, part := range []float64{1. / 3, 2. / 3} {
			profile := make([]float64, len(p.Bounds))
			for j, b := range p.Bounds {
				if p.Directions[j] == value.Lower {
					b[0], b[1] = b[1], b[0]
				}
				profile[j] = b[0] + part*(b[1]-b[0])
			}
			given = append(given, profile)
		}
	}
	for h, profile := range given {
		if len(profile) != len(p.Columns) {
			return nil, fmt.Errorf("%w: profile %d has %d figures for %d criteria", ErrProblem, h+1, len(profile), len(p.Columns))
		}
		for j, x := range profile {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return nil, fmt.Errorf("%w: profile %d: %s is %v", ErrProblem, h+1, p.criterion(j), x)
			}
			if h > 0 && lead(given[h-1][j], x, p.Directions[j]) < 0 {
				return nil, fmt.Errorf("%w: profile %d: %s is worse than in the profile of the category below", ErrProblem, h+1, p.criterion(j))
			}
		}
	}
	if len(given) == 0 {
		return nil, fmt.Errorf("%w: sorting needs one profile or more", ErrProblem)
	}
	return given, nil
}
