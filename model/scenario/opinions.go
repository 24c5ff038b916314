package scenario

import (
	"context"
	"fmt"

	"github.com/wattbit/wattbit/model/score"
	"github.com/wattbit/wattbit/model/score/agree"
	"github.com/wattbit/wattbit/model/score/method"
	"github.com/wattbit/wattbit/model/score/opinion"
)

// MaxPaired is how many candidates a method that compares all pairs is given: of
// more, the best by score.
const MaxPaired = 200

// reversalRows is how many leaders are left out one by one to see whether a
// method reverses ranks.
const reversalRows = 20

// Opinion is what another method says of the same candidates.
type Opinion struct {
	opinion.Opinion
	// Rows is how many of the best by score the method was asked about.
	Rows int
	// SameTop is how many of the first k are the same.
	SameTop int
	// Reversals counts neighbours among the leaders that change places when
	// another leader leaves. Checked is false where the method's scores do not
	// depend on the set, so that none can.
	Reversals int
	Checked   bool
}

// secondOpinions asks the scenario's methods.
func (r *Result) secondOpinions(ctx context.Context, a *Robustness) error {
	if len(a.Rows) < 2 {
		return nil
	}
	var variants []method.Variant
	for _, id := range r.Scenario.Uncertainty.Methods {
		v, ok := method.VariantByID(id)
		if !ok {
			return fmt.Errorf("unknown method %q", id)
		}
		variants = append(variants, v)
	}
	var err error
	a.Opinions, err = r.askMethods(ctx, a.Matrix, variants, a.Top)
	return err
}

// Ask asks methods about the candidates that pass, at most the best MaxAssessed,
// and compares their rankings with the one by score, and their first k with its.
func (r *Result) Ask(ctx context.Context, variants []method.Variant, k int) ([]Opinion, error) {
	rows := r.Ranking.Order[:min(MaxAssessed, len(r.Ranking.Order))]
	m, err := r.scorer.Matrix(r.Figures, rows)
	if err != nil {
		return nil, err
	}
	return r.askMethods(ctx, m, variants, min(k, len(rows)))
}

func (r *Result) askMethods(ctx context.Context, m *score.Matrix, variants []method.Variant, k int) ([]Opinion, error) {
	var out []Opinion
	for _, v := range variants {
		n := len(m.IDs)
		if v.Pairwise {
			n = min(n, MaxPaired)
		}
		p := problemOf(m, first(n))
		p.Workers = r.workers
		reference := make([]int, n)
		for i := range reference {
			reference[i] = r.Ranking.Rank[r.Ranking.Order[i]]
		}
		answers, err := opinion.Ask(ctx, p, reference, []method.Variant{v})
		if err != nil {
			return nil, err
		}
		o := Opinion{Opinion: answers[0], Rows: n}
		for i := range min(k, len(o.Ranks)) {
			if o.Ranks[i] <= k {
				o.SameTop++
			}
		}
		if err := o.checkReversals(ctx, m); err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	return out, nil
}

// checkReversals leaves out the leaders one by one.
func (o *Opinion) checkReversals(ctx context.Context, m *score.Matrix) error {
	if o.Err != nil || !o.Variant.DependsOnSet {
		return nil
	}
	found, err := agree.Reversals(ctx, min(reversalRows, len(m.IDs)), func(keep []int) ([]float64, error) {
		outcome, err := o.Variant.Method.Evaluate(ctx, problemOf(m, keep))
		if err != nil {
			return nil, err
		}
		scores := outcome.Scores
		if outcome.LowerIsBetter {
			for i := range scores {
				scores[i] = -scores[i]
			}
		}
		return scores, nil
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	o.Reversals, o.Checked = len(found), err == nil // a shorter list may not suit a method
	return nil
}

func first(n int) []int {
	rows := make([]int, n)
	for i := range rows {
		rows[i] = i
	}
	return rows
}

// problemOf is the decision problem of some rows on their partial values; only
// criteria with weight take part.
func problemOf(m *score.Matrix, rows []int) *method.Problem {
	var ids, criteria []string
	var values [][]float64
	var weights []float64
	for _, i := range rows {
		ids = append(ids, m.IDs[i])
	}
	for k, column := range m.Values {
		if m.Weights[k] == 0 {
			continue
		}
		part := make([]float64, len(rows))
		for n, i := range rows {
			part[n] = column[i]
		}
		values, weights, criteria = append(values, part), append(weights, m.Weights[k]), append(criteria, m.Criteria[k])
	}
	return method.OnValues(ids, criteria, values, weights)
}
