package method

import (
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/score/value"
)

// Threshold is a difference Abs + Rel·|g|, where g is the figure that it is
// taken at.
type Threshold struct{ Abs, Rel float64 }

func (t Threshold) at(g float64) float64 { return t.Abs + float64(t.Rel*math.Abs(g)) }

// Pseudo is a criterion of the ELECTRE methods: differences up to Q do not
// matter, from P on they matter fully, and from V on, when it is set, they
// forbid an outranking whatever the other criteria say.
type Pseudo struct {
	Q, P Threshold
	V    *Threshold
}

// checkAt returns an error when the thresholds cross at the figure g.
func (s Pseudo) checkAt(g float64) error {
	q, p := s.Q.at(g), s.P.at(g)
	if !(q >= 0) || !(q <= p) || math.IsInf(p, 0) {
		return fmt.Errorf("q is %v and p %v at the figure %v: must be 0 ≤ q ≤ p", q, p, g)
	}
	if s.V == nil {
		return nil
	}
	if v := s.V.at(g); !(v >= p) || v == 0 {
		return fmt.Errorf("p is %v and the veto v %v at the figure %v: must be p ≤ v", p, v, g)
	}
	return nil
}

// concordance is how much the criterion supports a ≥ b, where lead is by how
// much b is better and g the figure that thresholds are taken at.
func (s Pseudo) concordance(lead, g float64) float64 {
	q, p := s.Q.at(g), s.P.at(g)
	switch {
	case lead <= q:
		return 1
	case lead >= p:
		return 0
	}
	return (p - lead) / (p - q)
}

// discordance is how much the criterion opposes a ≥ b.
func (s Pseudo) discordance(lead, g float64) float64 {
	if s.V == nil {
		return 0
	}
	p, v := s.P.at(g), s.V.at(g)
	switch {
	case lead >= v:
		return 1
	case lead <= p:
		return 0
	}
	return (lead - p) / (v - p)
}

// credibility joins concordance and discordance of one pair (Roy 1978).
func credibility(weights []float64, criteria []Pseudo, lead, g func(j int) float64) float64 {
	var concordance, sum float64
	for j, w := range weights {
		concordance += float64(w * criteria[j].concordance(lead(j), g(j)))
		sum += w
	}
	concordance /= sum
	out := concordance
	for j := range criteria {
		if d := criteria[j].discordance(lead(j), g(j)); d > concordance {
			out *= (1 - d) / (1 - concordance)
		}
	}
	return out
}

// lead returns by how much the figure y is better than x.
func lead(x, y float64, d value.Direction) float64 {
	if d == value.Lower {
		return x - y
	}
	return y - x
}

// pseudo returns the criteria to use: those given, or by default thresholds of
// 5 % and 15 % of the declared bounds, else of the observed range.
func (p *Problem) pseudo(given []Pseudo, columns []stats) ([]Pseudo, error) {
	if given == nil {
		for j := range p.Columns {
			width := columns[j].max - columns[j].min
			if p.Bounds != nil {
				width = p.Bounds[j][1] - p.Bounds[j][0]
			}
			given = append(given, Pseudo{Q: Threshold{Abs: 0.05 * width}, P: Threshold{Abs: 0.15 * width}})
		}
	}
	if len(given) != len(p.Columns) {
		return nil, fmt.Errorf("%w: %d criteria with thresholds for %d", ErrProblem, len(p.Columns), len(given))
	}
	for j, s := range given {
		for _, g := range []float64{columns[j].min, columns[j].max} {
			if err := s.checkAt(g); err != nil {
				return nil, fmt.Errorf("%w: %s: %w", ErrProblem, p.criterion(j), err)
			}
		}
	}
	return given, nil
}
