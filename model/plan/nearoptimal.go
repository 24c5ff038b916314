package plan

import (
	"context"
	"fmt"
	"math"
)

// nearNodes and nearGap are the limits of a search among near-optimal plans.
const (
	nearNodes = 20
	nearGap   = 0.02
)

// Alternatives returns up to n plans that cost at most (1 + slack) times the
// given one and have as little as possible in common with it and with each
// other: each uses the sites of those before it least, counted in MW of the
// last period (modelling to generate alternatives: hop, skip and jump, Brill,
// Chang and Hopkins 1982). Fewer come back when nothing new is found.
func Alternatives(ctx context.Context, p *Problem, plan Plan, slack float64, n int, opt Options) ([]Plan, error) {
	w, limit, err := newExplorer(p, plan, slack, opt)
	if err != nil {
		return nil, err
	}
	used := make([]float64, len(p.Sites))
	seen := map[string]bool{siteKey(plan): true}
	last := plan
	var out []Plan
	for len(out) < n {
		for _, s := range last.Sites {
			if s.ITMW(p, len(p.Years)-1) > 0 {
				used[s.Site]++
			}
		}
		found, _, err := w.explore(ctx, plan, limit, func(i int) float64 { return used[i] })
		if err != nil || found == nil || seen[siteKey(*found)] {
			return out, err
		}
		seen[siteKey(*found)] = true
		last = *found
		out = append(out, last)
	}
	return out, nil
}

// siteKey is equal for plans that build the same.
func siteKey(plan Plan) string {
	key := ""
	for _, s := range plan.Sites {
		key += fmt.Sprint(s.Site, s.Levels, ";")
	}
	return key
}

// Range is what an area can hold in plans that cost little more than the best.
type Range struct {
	Area      int
	Low, High float64 // IT MW of the last period in plans that were found

	// NoLess and NoMore are proven: no plan within the slack is outside.
	NoLess, NoMore float64
}

// Ranges returns, for each area, the least and the most IT MW of the last
// period in plans that cost at most (1 + slack) times the given one.
func Ranges(ctx context.Context, p *Problem, plan Plan, slack float64, opt Options) ([]Range, error) {
	w, limit, err := newExplorer(p, plan, slack, opt)
	if err != nil {
		return nil, err
	}
	var out []Range
	for a := range p.Areas {
		r := Range{Area: a}
		for _, sign := range []float64{1, -1} {
			found, bound, err := w.explore(ctx, plan, limit, func(i int) float64 {
				if p.Sites[i].Area == a {
					return sign
				}
				return 0
			})
			if err != nil {
				return out, err
			}
			mw := plan.areaMW(p, a)
			if found != nil {
				mw = found.areaMW(p, a)
			}
			if sign > 0 {
				r.Low, r.NoLess = mw, math.Max(0, bound)
			} else {
				r.High, r.NoMore = mw, -bound
			}
		}
		out = append(out, r)
	}
	return out, ctx.Err()
}

// areaMW is the IT MW of an area in the last period.
func (plan Plan) areaMW(p *Problem, a int) float64 {
	sum := 0.0
	for _, s := range plan.Sites {
		if p.Sites[s.Site].Area == a {
			sum += s.ITMW(p, len(p.Years)-1)
		}
	}
	return sum
}

// newExplorer prepares a search around a plan that has to be a good one.
func newExplorer(p *Problem, plan Plan, slack float64, opt Options) (*worker, float64, error) {
	e, err := Evaluate(p, plan)
	switch {
	case err != nil:
		return nil, 0, err
	case !e.OK():
		return nil, 0, fmt.Errorf("plan: near-optimal plans of a plan that breaks %v", e.Violations[0])
	case !(slack >= 0):
		return nil, 0, fmt.Errorf("plan: slack is %g, want 0 or more", slack)
	}
	own := *p
	return newWorker(compile(&own), opt), e.TotalJPY + slack*math.Abs(e.TotalJPY), nil
}

// explore minimises Σ score·(IT MW of a site in the last period) among the
// plans within a cost limit that the full check of the grid accepts. It returns
// the plan found, nil for none, and a bound on the sum.
func (w *worker) explore(ctx context.Context, from Plan, limit float64, score func(site int) float64) (*Plan, float64, error) {
	for range maxGridRounds {
		found, bound, err := w.exploreOnce(ctx, from, limit, score)
		if err != nil || found == nil {
			return nil, bound, err
		}
		if fresh, err := w.gridHolds(*found); err != nil || !fresh {
			return found, bound, err
		}
	}
	return nil, math.Inf(-1), fmt.Errorf("plan: the grid check still finds violated rows after %d rounds", maxGridRounds)
}

func (w *worker) exploreOnce(ctx context.Context, from Plan, limit float64, score func(site int) float64) (*Plan, float64, error) {
	c := w.c
	w.build(c.usable())
	w.costAsRow(limit)
	m := w.model
	for i, x := range w.cols.site {
		if x != nil {
			for _, term := range c.capacity(i, x, c.periods-1, 0, score(i)) {
				m.Cols[term.Col].Cost = term.Coef
			}
		}
	}
	opt := w.options()
	opt.Gap, opt.Start = math.Max(opt.Gap, nearGap), w.startOf(&from)
	if opt.NodeLimit == 0 {
		opt.NodeLimit = nearNodes
	}
	found, out, err := w.hunt(ctx, opt, limit)
	return found, out.bound, err
}
