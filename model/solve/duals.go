package solve

import "math"

// reducedCosts returns ∂objective/∂x − Aᵀ·dual at x.
func (m *Model) reducedCosts(x, dual []float64) []float64 {
	d := make([]float64, len(m.Cols))
	for j, c := range m.Cols {
		d[j] = c.Cost
	}
	for _, q := range m.Quads {
		d[q.I] += float64(q.Coef * x[q.J])
		d[q.J] += float64(q.Coef * x[q.I])
	}
	for i, r := range m.Rows {
		for _, t := range r.Terms {
			d[t.Col] -= float64(t.Coef * dual[i])
		}
	}
	return d
}

// dualBound returns the objective value that the duals prove no solution can
// beat: Lagrange's bound Σ dual·(the bound of the row it pushes to) + the least
// of objective − dual·A·x within the columns' bounds. Where quadratic terms
// are squares of single columns that least is exact, else it is that of the
// tangent at x. A multiplier that pushes to an infinite bound proves nothing;
// the largest such is returned as infeasible and left out of the sum.
func (m *Model) dualBound(x, dual, reduced []float64) (bound, infeasible float64) {
	sign := 1.0
	if m.Sense == Maximize {
		sign = -1
	}
	bound = m.Offset
	add := func(multiplier, lower, upper float64) {
		at := lower
		if sign*multiplier < 0 {
			at = upper
		}
		if math.IsInf(at, 0) {
			infeasible = max(infeasible, math.Abs(multiplier))
		} else {
			bound += float64(multiplier * at)
		}
	}
	for i, r := range m.Rows {
		add(dual[i], r.Lower, r.Upper)
	}
	squares, separable := m.squares()
	for j, c := range m.Cols {
		q := squares[j]
		if !separable || q == 0 {
			add(reduced[j], c.Lower, c.Upper)
			continue
		}
		slope := reduced[j] - 2*q*x[j]
		at := min(max(-slope/(2*q), c.Lower), c.Upper)
		bound += float64(slope*at) + float64(q*at*at)
	}
	for _, q := range m.Quads {
		if !separable {
			bound -= float64(q.Coef * float64(x[q.I]*x[q.J]))
		}
	}
	return bound, infeasible
}

// squares returns the coefficient of each column's square, and whether there
// are no other quadratic terms.
func (m *Model) squares() (coef []float64, separable bool) {
	coef = make([]float64, len(m.Cols))
	for _, q := range m.Quads {
		if q.I != q.J {
			return coef, false
		}
		coef[q.I] += q.Coef
	}
	return coef, true
}

// checkDuals fills the dual residuals of r. Dual infeasibility is taken
// relative to the largest cost.
func (m *Model) checkDuals(r *Residual, objective float64, x, dual []float64) {
	reduced := m.reducedCosts(x, dual)
	bound, infeasible := m.dualBound(x, dual, reduced)
	scale := 1.0
	for _, c := range m.Cols {
		scale = max(scale, math.Abs(c.Cost))
	}
	r.Dual = infeasible / scale
	r.DualityGap = math.Abs(objective-bound) / max(1, math.Abs(objective))
}
