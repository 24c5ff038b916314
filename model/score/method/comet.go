package method

import (
	"context"
	"fmt"
	"sort"

	"github.com/wattbit/wattbit/model/score/rank"
)

// COMET ranks characteristic objects, all combinations of a few figures per
// criterion, by an expert's judgement, and interpolates between them (Sałabun
// 2015). It stands on the characteristic figures alone, so candidates cannot
// reverse each other's ranks.
type COMET struct {
	// Figures has two or more ascending figures per criterion; the problem's
	// bounds when nil. A candidate's figure must lie between first and last.
	Figures [][]float64
	// Expert ranks the characteristic objects; TOPSIS with MinMax when nil.
	Expert Method
}

// maxObjects bounds the number of characteristic objects.
const maxObjects = 1 << 18

// Evaluate implements Method.
func (m COMET) Evaluate(ctx context.Context, p *Problem) (*Outcome, error) {
	figures := m.Figures
	var asked need
	if figures == nil {
		asked = needBounds
	}
	_, columns, err := p.check(asked)
	if err != nil {
		return nil, err
	}
	if figures == nil {
		for _, b := range p.Bounds {
			figures = append(figures, b[:])
		}
	}
	if err := p.checkFigures(figures, columns); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrProblem, err)
	}
	preferences, err := m.judge(ctx, p, figures)
	if err != nil {
		return nil, fmt.Errorf("comet: characteristic objects: %w", err)
	}
	scores := make([]float64, p.Rows())
	p.rows(func(lo, hi int) {
		for i := lo; i < hi && ctx.Err() == nil; i++ {
			scores[i] = p.interpolate(figures, preferences, i)
		}
	})
	return p.outcome(scores, false), ctx.Err()
}

func (p *Problem) checkFigures(figures [][]float64, columns []stats) error {
	if len(figures) != len(p.Columns) {
		return fmt.Errorf("%d criteria with characteristic figures for %d", len(p.Columns), len(figures))
	}
	objects := 1
	for j, f := range figures {
		if len(f) < 2 || !sort.Float64sAreSorted(f) || f[0] == f[len(f)-1] {
			return fmt.Errorf("%s has the characteristic figures %v: needs two or more, ascending", p.criterion(j), f)
		}
		for k := 1; k < len(f); k++ {
			if !(f[k-1] < f[k]) {
				return fmt.Errorf("%s has the characteristic figure %v twice", p.criterion(j), f[k])
			}
		}
		if c := columns[j]; c.min < f[0] || c.max > f[len(f)-1] {
			return fmt.Errorf("%s has figures from %v to %v, outside the characteristic figures %v", p.criterion(j), c.min, c.max, f)
		}
		if objects *= len(f); objects > maxObjects {
			return fmt.Errorf("more than %d characteristic objects: use fewer figures or criteria", maxObjects)
		}
	}
	return nil
}

// judge returns the preference of every characteristic object, from 0 to 1 in
// equal steps by the expert's ranking. The last criterion varies fastest.
func (m COMET) judge(ctx context.Context, p *Problem, figures [][]float64) ([]float64, error) {
	objects := 1
	for _, f := range figures {
		objects *= len(f)
	}
	q := Problem{Directions: p.Directions, Weights: p.Weights, Bounds: p.Bounds, Criteria: p.Criteria, Workers: p.Workers}
	repeat := objects
	for _, f := range figures {
		repeat /= len(f)
		column := make([]float64, objects)
		for o := range column {
			column[o] = f[o/repeat%len(f)]
		}
		q.Columns = append(q.Columns, column)
	}
	expert := m.Expert
	if expert == nil {
		expert = TOPSIS{Scaling: MinMax}
	}
	judged, err := expert.Evaluate(ctx, &q)
	if err != nil {
		return nil, err
	}
	return equalSteps(judged), nil
}

// equalSteps replaces scores by their place among the distinct ones, from 0 for
// the worst to 1 for the best. Scores within rounding are one.
func equalSteps(o *Outcome) []float64 {
	order := rank.Order(o.Scores, !o.LowerIsBetter) // worst first
	out := make([]float64, len(order))
	step := 0
	for place, i := range order {
		const rounding = 1e-12
		if place > 0 {
			before := o.Scores[order[place-1]]
			if d := o.Scores[i] - before; d > rounding || d < -rounding {
				step++
			}
		}
		out[i] = float64(step)
	}
	for i := range out {
		out[i] /= float64(max(step, 1))
	}
	return out
}

// interpolate is the sum over the corners of the candidate's cell of the
// product of triangular memberships and the corner's preference.
func (p *Problem) interpolate(figures [][]float64, preferences []float64, row int) float64 {
	corners := [][2]float64{{0, 1}} // index of the object, product of memberships
	for j, f := range figures {
		x := p.Columns[j][row]
		k := min(max(sort.SearchFloat64s(f, x)-1, 0), len(f)-2)
		right := (x - f[k]) / (f[k+1] - f[k])
		next := make([][2]float64, 0, 2*len(corners))
		for _, c := range corners {
			index := c[0]*float64(len(f)) + float64(k)
			if right < 1 {
				next = append(next, [2]float64{index, c[1] * (1 - right)})
			}
			if right > 0 {
				next = append(next, [2]float64{index + 1, c[1] * right})
			}
		}
		corners = next
	}
	sum := 0.0
	for _, c := range corners {
		sum += float64(c[1] * preferences[int(c[0])])
	}
	return sum
}
