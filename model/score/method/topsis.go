package method

import (
	"context"
	"math"
)

// TOPSIS scores by the distance to the best and the worst imagined candidate:
// d⁻/(d⁺+d⁻) (Hwang & Yoon 1981). The scaling is part of the method's name in
// every result, because it changes the winner.
type TOPSIS struct {
	// Scaling is Vector when empty, as in the original; others use MinMax.
	Scaling Scaling
}

// Evaluate implements Method. Where all candidates are equal, all score 1.
func (m TOPSIS) Evaluate(ctx context.Context, p *Problem) (*Outcome, error) {
	scaling := m.Scaling
	if scaling == "" {
		scaling = Vector
	}
	weights, scales, err := p.prepare(scaling)
	if err != nil {
		return nil, err
	}
	if scaling == Declared { // the ideals are the ends of the declared range
		for j := range scales {
			scales[j].best, scales[j].worst = 1, 0
		}
	}
	scores := make([]float64, p.Rows())
	p.rows(func(lo, hi int) { p.closeness(scores, weights, scales, lo, hi) })
	return p.scaledOutcome(scores, scaling, scales), ctx.Err()
}

// closeness writes d⁻/(d⁺+d⁻) for the rows lo to hi.
func (p *Problem) closeness(scores, weights []float64, scales []scaled, lo, hi int) {
	toWorst := scores[lo:hi]
	var part, upwards [block]float64
	toBest := upwards[:hi-lo]
	for j := range scales {
		s := &scales[j]
		v := part[:hi-lo]
		s.into(v, p.Columns[j], lo)
		w, best, worst := weights[j], s.best, s.worst
		for i, x := range v {
			up, down := w*(best-x), w*(x-worst)
			toBest[i] += float64(up * up)
			toWorst[i] += float64(down * down)
		}
	}
	for i, down := range toWorst {
		up, down := math.Sqrt(toBest[i]), math.Sqrt(down)
		if up+down == 0 {
			toWorst[i] = 1
			continue
		}
		toWorst[i] = down / (up + down)
	}
}
