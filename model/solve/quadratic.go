package solve

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/solve/highs"
)

// solveQuadratic solves a convex quadratic programme. The active-set solver of
// HiGHS goes first; it is known to call wrong points optimal where the Hessian
// is singular, so that its answer counts only if its duals prove it. Otherwise
// linear programmes decide.
func (b *builtinEngine) solveQuadratic(ctx context.Context, opt Options) (Answer, error) {
	a, err := b.solve(ctx, opt)
	if errors.Is(err, ErrTooLarge) {
		return Answer{}, err
	}
	if err == nil && (a.Stop == StopCancel || a.Stop == StopTime || b.model.proven(a)) {
		return a, nil
	}
	if err := b.drop(); err != nil {
		return Answer{}, err
	}
	t := newTangents(b.model, b.engine)
	a, err = t.solve(ctx, opt)
	return a, errors.Join(err, t.engine.Close())
}

// proven reports whether an answer claims an optimum that its duals prove.
func (m *Model) proven(a Answer) bool {
	if a.Status != Optimal {
		return false
	}
	objective := m.Objective(a.X)
	r := m.residualOf(a.X, m.Activity(a.X), true)
	r.Objective = math.Abs(a.Objective-objective) / max(1, math.Abs(objective))
	m.checkDuals(&r, objective, a.X, a.Dual)
	return r.fault(m, true) == nil
}

// tangents replaces each square of the objective by a column above its
// tangents, which are added where the last solution lies until they meet the
// parabola (Kelley's cutting planes, one set for each square). The linear
// programme's objective is a proven bound at every step.
type tangents struct {
	model   *Model // the original
	lp      *Model
	squares []square
	engine  *builtinEngine
}

// square is weight·x[col]² with weight > 0, represented by column above.
type square struct {
	col, above int
	weight     float64
}

func newTangents(m *Model, engine *highs.Engine) *tangents {
	t := &tangents{model: m, lp: m.Clone()}
	t.lp.Quads = nil
	for _, g := range m.quadGroups() {
		t.addGroup(g)
	}
	t.engine = &builtinEngine{engine: engine, model: t.lp, tight: true}
	return t
}

// addGroup writes the terms of a group as squares, of new columns where they
// are not of single ones already.
func (t *tangents) addGroup(g quadGroup) {
	rows, _ := t.model.factor(g)
	for k, row := range rows {
		if row[k] <= 0 {
			continue
		}
		col := g.cols[k]
		if len(g.cols) > 1 {
			col = t.lp.AddCol("", math.Inf(-1), math.Inf(1), 0)
			terms := []Term{{Col: col, Coef: -1}}
			for j := k; j < len(row); j++ {
				if row[j] != 0 {
					terms = append(terms, Term{Col: g.cols[j], Coef: row[j] / row[k]})
				}
			}
			t.lp.AddRow("", 0, 0, terms...)
		}
		cost := 1.0
		if t.model.Sense == Maximize {
			cost = -1
		}
		above := t.lp.AddCol("", 0, math.Inf(1), cost)
		t.squares = append(t.squares, square{col: col, above: above, weight: row[k] / 2})
	}
}

// at returns the tangent at v: above ≥ weight·(2v·x − v²).
func (s square) at(v float64) Row {
	return Row{Lower: -s.weight * v * v, Upper: math.Inf(1),
		Terms: []Term{{Col: s.above, Coef: 1}, {Col: s.col, Coef: -2 * s.weight * v}}}
}

const (
	tangentRounds = 100
	tangentGap    = 1e-10 // relative, where the rounds end
)

func (t *tangents) solve(ctx context.Context, opt Options) (Answer, error) {
	opt.Relax, opt.Method = true, Simplex
	var best Answer
	value := math.Inf(1)
	iterations := int64(0)
	for radius := 1.0; ; radius *= 100 {
		a, err := t.rounds(ctx, opt, &best, &value, &iterations)
		a.Iterations = iterations
		if err != nil || a.Status != Unbounded {
			return a, err
		}
		ray, err := t.recedes(ctx, opt)
		if err != nil || ray {
			return a, err
		}
		if radius > 1e12 {
			return Answer{}, fmt.Errorf("%w: quadratic objective falls beyond %g", ErrNumeric, radius)
		}
		for _, s := range t.squares {
			if err := t.add(s.at(radius), s.at(-radius)); err != nil {
				return Answer{}, err
			}
		}
	}
}

// rounds adds tangents until the bound meets the best solution.
func (t *tangents) rounds(ctx context.Context, opt Options, best *Answer, value *float64, iterations *int64) (Answer, error) {
	for range tangentRounds {
		a, err := t.engine.solve(ctx, opt)
		*iterations += a.Iterations
		if err != nil || a.Status != Optimal {
			return a, err
		}
		objective := t.model.Objective(a.X)
		cost := objective
		if t.model.Sense == Maximize {
			cost = -cost
		}
		bound := a.Objective
		if cost < *value {
			*value, *best = cost, a
		}
		best.Bound, best.Dual, best.Objective = bound, a.Dual, t.model.Objective(best.X)
		if math.Abs(best.Objective-bound) <= tangentGap*max(1, math.Abs(bound)) {
			break
		}
		if added, err := t.tighten(a.X); err != nil || !added {
			return t.complete(*best), err
		}
	}
	return t.complete(*best), nil
}

// tighten adds the tangents at x of the squares that it passes below.
func (t *tangents) tighten(x []float64) (bool, error) {
	var rows []Row
	for _, s := range t.squares {
		v := x[s.col]
		if miss := s.weight*v*v - x[s.above]; miss > 1e-11*max(1, s.weight*v*v) {
			rows = append(rows, s.at(v))
		}
	}
	return len(rows) > 0, t.add(rows...)
}

func (t *tangents) add(rows ...Row) error {
	t.lp.Rows = append(t.lp.Rows, rows...)
	return t.engine.AddRows(rows)
}

// complete cuts the answer back to the original columns and rows. Duals are
// kept only where the check can prove them.
func (t *tangents) complete(a Answer) Answer {
	m := t.model
	a.X = a.X[:len(m.Cols)]
	a.Dual = a.Dual[:len(m.Rows)]
	a.ReducedCost = m.reducedCosts(a.X, a.Dual)
	a.Solver += ", tangents"
	if !m.proven(a) {
		a.Dual, a.ReducedCost = nil, nil
	}
	return a
}

// recedes reports whether the objective falls without end along a direction
// that no row, bound or square stops.
func (t *tangents) recedes(ctx context.Context, opt Options) (bool, error) {
	d := &Model{Sense: t.model.Sense}
	cone := func(lower, upper float64) (float64, float64) {
		low, up := 0.0, 0.0
		if math.IsInf(lower, 0) {
			low = -1
		}
		if math.IsInf(upper, 0) {
			up = 1
		}
		return low, up
	}
	for _, c := range t.lp.Cols {
		low, up := cone(c.Lower, c.Upper)
		d.AddCol("", low, up, c.Cost)
	}
	for _, s := range t.squares {
		d.Cols[s.col].Lower, d.Cols[s.col].Upper = 0, 0
		d.Cols[s.above].Lower, d.Cols[s.above].Upper = 0, 0
	}
	for _, r := range t.lp.Rows {
		low, up := cone(r.Lower, r.Upper)
		if low < 0 {
			low = math.Inf(-1)
		}
		if up > 0 {
			up = math.Inf(1)
		}
		d.AddRow("", low, up, r.Terms...)
	}
	e := &builtinEngine{engine: t.engine.engine, model: d}
	a, err := e.solve(ctx, opt)
	return math.Abs(a.Objective) > 1e-9, errors.Join(err, e.Close())
}
