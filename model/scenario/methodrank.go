package scenario

import (
	"context"
	"fmt"
	"slices"

	"github.com/wattbit/wattbit/model/score"
	"github.com/wattbit/wattbit/model/score/method"
)

// MethodRanking is the ranking of the candidates that pass by another method.
type MethodRanking struct {
	Variant method.Variant
	Outcome *method.Outcome
	// Rows of the table, the best by the method first, ties by score. Ranks and
	// Scores belong to them.
	Rows   []int
	Ranks  []int
	Scores []float64
}

// RankBy ranks the candidates that pass by another method: on their partial
// values, or on the figures themselves. A method that compares all pairs gets the
// best MaxPaired by score.
func (r *Result) RankBy(ctx context.Context, v method.Variant, onFigures bool) (*MethodRanking, error) {
	rows := r.Ranking.Order
	if v.Pairwise {
		rows = rows[:min(MaxPaired, len(rows))]
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("%s: no candidate passes every gate", v.ID)
	}
	m, err := r.scorer.Matrix(r.Figures, rows)
	if err != nil {
		return nil, err
	}
	p := problemOf(m, first(len(rows)))
	if onFigures {
		p = figuresOf(m)
	}
	p.Workers = r.workers
	outcome, err := v.Method.Evaluate(ctx, p)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", v.ID, err)
	}
	ranks := outcome.Ranks()
	order := first(len(rows))
	slices.SortStableFunc(order, func(a, b int) int { return ranks[a] - ranks[b] })
	out := &MethodRanking{Variant: v, Outcome: outcome}
	for _, i := range order {
		out.Rows, out.Ranks, out.Scores = append(out.Rows, rows[i]), append(out.Ranks, ranks[i]), append(out.Scores, outcome.Scores[i])
	}
	return out, nil
}

// figuresOf is the decision problem on figures as they are.
func figuresOf(m *score.Matrix) *method.Problem {
	p := &method.Problem{IDs: m.IDs}
	for k, w := range m.Weights {
		if w == 0 {
			continue
		}
		p.Columns, p.Weights = append(p.Columns, m.Figures[k]), append(p.Weights, w)
		p.Directions, p.Bounds = append(p.Directions, m.Directions[k]), append(p.Bounds, m.Ranges[k])
		p.Criteria = append(p.Criteria, m.Criteria[k])
	}
	return p
}

// MethodByID returns the method that an id names.
func MethodByID(id string) (method.Variant, error) {
	v, ok := method.VariantByID(id)
	if !ok {
		return v, fmt.Errorf("unknown method %q; expected one of %s", id, joined(MethodIDs()))
	}
	return v, nil
}

// WithThresholds returns the variant with thresholds on partial values: up to q a
// difference does not matter, from p on it matters fully, and from v on, unless it
// is nil, it vetoes. For the ELECTRE methods with pseudo-criteria and PROMETHEE.
func (r *Result) WithThresholds(v method.Variant, q, p float64, veto *float64) (method.Variant, error) {
	n := 0
	for _, c := range r.Ranking.Criteria {
		if c.Weight > 0 {
			n++
		}
	}
	pseudo := method.Pseudo{Q: method.Threshold{Abs: q}, P: method.Threshold{Abs: p}}
	if veto != nil {
		pseudo.V = &method.Threshold{Abs: *veto}
	}
	switch v.ID {
	case "electre-3":
		v.Method = method.ELECTRE3{Criteria: slices.Repeat([]method.Pseudo{pseudo}, n)}
	case "electre-tri":
		v.Method = method.ELECTRETri{Criteria: slices.Repeat([]method.Pseudo{pseudo}, n)}
	case "promethee":
		if veto != nil {
			return v, fmt.Errorf("promethee has no veto; expected q,p")
		}
		v.Method = method.PROMETHEE{Preferences: slices.Repeat([]method.Preference{{Shape: method.Linear, Q: q, P: p}}, n)}
	default:
		return v, fmt.Errorf("%s takes no thresholds; expected electre-3, electre-tri or promethee", v.ID)
	}
	v.Title = fmt.Sprintf("%s, q %g, p %g", v.Title, q, p)
	return v, nil
}
