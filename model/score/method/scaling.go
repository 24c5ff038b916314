package method

import (
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/score/rank"
	"github.com/wattbit/wattbit/model/score/value"
)

// Scaling turns figures of different units into numbers that can be added, high
// the better. All but Declared and None stand on the set of candidates.
type Scaling string

// The scalings. x⁺ and x⁻ are a column's largest and smallest figure.
const (
	// MinMax is (x−x⁻)/(x⁺−x⁻), mirrored for costs.
	MinMax Scaling = "minmax"
	// Ratio is x/x⁺, and x⁻/x for costs.
	Ratio Scaling = "ratio"
	// Sum is x/Σx, and (1/x)/Σ(1/x) for costs.
	Sum Scaling = "sum"
	// Vector is x/‖x‖, and 1−x/‖x‖ for costs.
	Vector Scaling = "vector"
	// ZScore is (x−mean)/s with the deviation of the sample, negated for costs.
	ZScore Scaling = "z"
	// Percentile is the share of the other candidates that are worse, ties half.
	Percentile Scaling = "percentile"
	// Declared is MinMax on the problem's bounds instead of the candidates.
	Declared Scaling = "declared"
	// None takes figures as they are, negated for costs.
	None Scaling = "none"
)

// Scalings lists all of them.
var Scalings = []Scaling{MinMax, Ratio, Sum, Vector, ZScore, Percentile, Declared, None}

// dependsOnSet says whether a candidate's number depends on the others.
func (s Scaling) dependsOnSet() bool { return s != Declared && s != None }

func (s Scaling) need() need {
	switch s {
	case Declared:
		return needBounds
	case None:
		return 0
	}
	return needSet
}

// scaled is one column's scaling: c + b·(x−a), a/x, or numbers of its own.
type scaled struct {
	a, b, c    float64
	reciprocal bool
	numbers    []float64
	best       float64 // the largest scaled number of the column
	worst      float64 // the smallest
	bestFigure float64 // the unscaled figure of best
	constant   bool    // all figures are equal and count the same
}

// Scale returns the scaled columns.
func Scale(p *Problem, s Scaling) ([][]float64, error) {
	_, columns, err := p.check(s.need())
	if err != nil {
		return nil, err
	}
	scales, err := p.scale(s, columns)
	if err != nil {
		return nil, err
	}
	out := make([][]float64, len(p.Columns))
	p.parallel(len(out), func(j int) {
		out[j] = make([]float64, p.Rows())
		scales[j].into(out[j], p.Columns[j], 0)
	})
	return out, nil
}

// into scales the rows from lo on.
func (s *scaled) into(dst, column []float64, lo int) {
	switch {
	case s.numbers != nil:
		copy(dst, s.numbers[lo:])
	case s.reciprocal:
		for i := range dst {
			dst[i] = s.a / column[lo+i]
		}
	default:
		for i := range dst {
			dst[i] = s.c + float64(s.b*(column[lo+i]-s.a))
		}
	}
}

func (s *scaled) one(x float64, row int) float64 {
	switch {
	case s.numbers != nil:
		return s.numbers[row]
	case s.reciprocal:
		return s.a / x
	}
	return s.c + float64(s.b*(x-s.a))
}

// scale prepares every column. The columns have been checked.
func (p *Problem) scale(s Scaling, columns []stats) ([]scaled, error) {
	out := make([]scaled, len(columns))
	for j := range out {
		var err error
		if out[j], err = p.scaleColumn(s, j, &columns[j]); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrProblem, err)
		}
		out[j].ends(&columns[j], p.Directions[j] == value.Lower)
	}
	return out, nil
}

// ends fills in the best and the worst number of the column.
func (s *scaled) ends(c *stats, lower bool) {
	worst := c.min
	s.bestFigure = c.max
	if lower {
		s.bestFigure, worst = worst, s.bestFigure
	}
	if s.numbers != nil {
		s.worst, s.best = extremes(s.numbers)
		return
	}
	s.best, s.worst = s.one(s.bestFigure, 0), s.one(worst, 0)
}

func (p *Problem) scaleColumn(s Scaling, j int, c *stats) (scaled, error) {
	lower := p.Directions[j] == value.Lower
	switch s {
	case MinMax:
		return span(c.min, c.max, lower), nil
	case Declared:
		return span(p.Bounds[j][0], p.Bounds[j][1], lower), nil
	case None:
		return affine(0, 0, 1, lower), nil
	case Vector:
		norm := math.Sqrt(c.sumSquares)
		if norm == 0 {
			return scaled{c: 1, constant: true}, nil
		}
		return affine(0, norm, 1/norm, lower), nil
	case ZScore:
		return p.zScore(j, c, lower), nil
	case Percentile:
		return p.percentile(j, lower), nil
	case Ratio, Sum:
		return p.ratio(s, j, c, lower)
	}
	return scaled{}, fmt.Errorf("scaling %q is not one of %v", s, Scalings)
}

// affine is slope·(x−worst), and for costs slope·(best−x).
func affine(worst, best, slope float64, lower bool) scaled {
	if lower {
		return scaled{a: best, b: -slope}
	}
	return scaled{a: worst, b: slope}
}

// span maps low to 0 and high to 1; a constant column counts 1 for everyone.
func span(low, high float64, lower bool) scaled {
	if low == high {
		return scaled{c: 1, constant: true}
	}
	return affine(low, high, 1/(high-low), lower)
}

func (p *Problem) zScore(j int, c *stats, lower bool) scaled {
	n := float64(p.Rows())
	mean := c.sum / n
	squares := 0.0
	for _, x := range p.Columns[j] {
		d := x - mean
		squares += float64(d * d)
	}
	if c.min == c.max {
		return scaled{constant: true}
	}
	deviation := math.Sqrt(squares / (n - 1))
	return affine(mean, mean, 1/deviation, lower)
}

func (p *Problem) percentile(j int, lower bool) scaled {
	ranks := rank.Mean(p.Columns[j], lower)
	n := float64(len(ranks))
	for i, r := range ranks {
		ranks[i] = (n - r) / (n - 1)
	}
	return scaled{numbers: ranks}
}

// ratio scales by division, which means something only for figures of a ratio
// scale: none negative, and none 0 where it would divide.
func (p *Problem) ratio(s Scaling, j int, c *stats, lower bool) (scaled, error) {
	at := func(limit string) error {
		return fmt.Errorf("%s of %s is %v: scaling %q takes ratios and needs figures %s", p.criterion(j), p.idOf(j, c.min), c.min, s, limit)
	}
	switch {
	case lower && c.min <= 0:
		return scaled{}, at("above 0")
	case c.min < 0:
		return scaled{}, at("of 0 or more")
	case c.max == 0:
		return scaled{}, at("of which one is above 0")
	}
	out := scaled{reciprocal: lower, constant: c.min == c.max}
	switch {
	case s == Ratio && lower:
		out.a = c.min
	case s == Ratio:
		out.b = 1 / c.max
	case lower:
		inverse := 0.0
		for _, x := range p.Columns[j] {
			inverse += 1 / x
		}
		out.a = 1 / inverse
	default:
		out.b = 1 / c.sum
	}
	return out, nil
}

// constantWarnings says which columns decide nothing.
func (p *Problem) constantWarnings(scales []scaled) (out []string) {
	for j, s := range scales {
		if s.constant {
			out = append(out, fmt.Sprintf("%s is the same for every candidate and decides nothing", p.criterion(j)))
		}
	}
	return out
}
