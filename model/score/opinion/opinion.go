// Package opinion asks several methods about the same candidates and says how
// far each agrees with a reference ranking. There is no best method: what holds
// under all of them can be relied on.
package opinion

import (
	"context"
	"errors"

	"github.com/wattbit/wattbit/model/score/agree"
	"github.com/wattbit/wattbit/model/score/method"
)

// Opinion is one method's answer.
type Opinion struct {
	Variant method.Variant
	// Outcome and Ranks are nil when Err says why the method does not apply.
	Outcome *method.Outcome
	Ranks   []int
	Err     error
	// Agreement with the reference.
	Agreement Agreement
}

// Agreement is how similar a ranking is to the reference, 1 when equal. The
// coefficients are not Known for fewer than two candidates, for a ranking that
// ties everyone, and for a method that did not apply.
type Agreement struct {
	Known bool
	// WS looks at the top of the reference most, WeightedSpearman at both tops,
	// KendallB at all pairs alike.
	WS, WeightedSpearman, KendallB float64
	// Winner says that the first of the reference is first, or ties for it.
	Winner bool
}

// Ask evaluates the variants and compares each with the reference ranks. A
// method that does not apply to the figures is an opinion with its error; a
// cancelled context ends the round.
func Ask(ctx context.Context, p *method.Problem, reference []int, variants []method.Variant) ([]Opinion, error) {
	out := make([]Opinion, 0, len(variants))
	for _, v := range variants {
		o := Opinion{Variant: v}
		o.Outcome, o.Err = v.Method.Evaluate(ctx, p)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if o.Err == nil {
			o.Ranks = o.Outcome.Ranks()
			var err error
			if o.Agreement, err = Compare(reference, o.Ranks); err != nil {
				return nil, err
			}
		}
		out = append(out, o)
	}
	return out, nil
}

// Compare returns how similar a ranking is to the reference.
func Compare(reference, ranks []int) (Agreement, error) {
	var a Agreement
	for i, r := range reference {
		if r == 1 && i < len(ranks) && ranks[i] == 1 {
			a.Winner = true
		}
	}
	if len(ranks) == len(reference) && len(ranks) < 2 {
		return a, nil
	}
	x, y := agree.Ranks(reference), agree.Ranks(ranks)
	var err error
	if a.WS, err = agree.WS(x, y); err != nil {
		return a, err
	}
	if a.WeightedSpearman, err = agree.WeightedSpearman(x, y); err != nil {
		return a, err
	}
	a.KendallB, err = agree.KendallB(x, y)
	if errors.Is(err, agree.ErrInput) { // ranks are right, so all are tied
		return Agreement{Winner: a.Winner}, nil
	}
	a.Known = true
	return a, err
}
