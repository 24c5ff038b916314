package plan

import (
	"context"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/solve"
)

// strongestPull is how strongly a search is drawn away from what is known at
// first: the price on the known plans' MW, in terms of the slack.
const strongestPull = 4

// Alternatives returns up to n plans that cost at most (1 + slack) times the
// given one and have as little as possible in common with it and with each
// other (modelling to generate alternatives, Brill, Chang and Hopkins 1982): the
// MW of the last period at the sites of those before get a price, each time the
// site was used, that adds the slack to the given plan's cost. The cheapest plan
// then costs at most the slack more, and what it saves of the price is what it
// does otherwise. Fewer come back when nothing new is found.
func Alternatives(ctx context.Context, p *Problem, plan Plan, slack float64, n int, opt Options) ([]Plan, error) {
	cost, err := nearOptimum(p, plan, slack)
	if err != nil {
		return nil, err
	}
	d := &diversion{p: p, from: plan, opt: opt, costJPY: cost, slackJPY: slack * math.Abs(cost), pull: strongestPull, used: make([]float64, len(p.Sites)), seen: map[string]bool{}}
	d.opt.Start, d.opt.NoExplain, d.opt.quick = &d.from, true, true
	d.opt.Gap = min(opt.gap(), slack/10)
	d.take(plan)
	var out []Plan
	for len(out) < n && ctx.Err() == nil {
		found, err := d.next(ctx)
		if err != nil || found == nil {
			return out, err
		}
		d.take(*found)
		out = append(out, *found)
	}
	return out, nil
}

// diversion is a search for plans that differ from those it knows.
type diversion struct {
	p                 *Problem
	from              Plan
	opt               Options
	costJPY, slackJPY float64
	pull              float64
	used              []float64 // [site] plans that use it
	seen              map[string]bool
}

// take makes a plan known.
func (d *diversion) take(plan Plan) {
	d.seen[siteKey(plan)] = true
	for _, s := range plan.Sites {
		if s.ITMW(d.p, len(d.p.Years)-1) > 0 {
			d.used[s.Site]++
		}
	}
}

// next finds a new plan within the slack; nil where no pull leads to any.
func (d *diversion) next(ctx context.Context) (*Plan, error) {
	common := 0.0
	for _, s := range d.from.Sites {
		common += d.used[s.Site] * s.ITMW(d.p, len(d.p.Years)-1)
	}
	if !(common > 0) {
		return nil, nil
	}
	for ; d.pull >= 1; d.pull /= 2 {
		q := *d.p
		q.toll = make([]float64, len(d.used))
		for i, n := range d.used {
			q.toll[i] = n * d.pull * d.slackJPY / common
		}
		out, err := solveFixed(ctx, &q, nil, d.opt)
		if err != nil || !out.ok() {
			return nil, err
		}
		cost, err := evaluate(d.p, out.Plan)
		if err != nil {
			return nil, err
		}
		if within(cost.TotalJPY, d.costJPY+d.slackJPY) && !d.seen[siteKey(out.Plan)] {
			return &out.Plan, nil
		}
	}
	return nil, nil
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
	Low, High float64 // IT MW of the last period in the plans known

	// NoLess and NoMore are proven: no plan within the slack is outside. NoMore is
	// +Inf, NoLess 0, where nothing is proven.
	NoLess, NoMore float64
}

// Ranges returns, for each area, the least and the most IT MW of the last period
// in those of the plans known that cost at most (1 + slack) times the given one.
// Nothing is proven: see BoundRanges.
func Ranges(p *Problem, plan Plan, slack float64, known []Plan) ([]Range, error) {
	cost, err := nearOptimum(p, plan, slack)
	if err != nil {
		return nil, err
	}
	limit := cost + slack*math.Abs(cost)
	var out []Range
	for a := range p.Areas {
		mw := plan.areaMW(p, a)
		out = append(out, Range{Area: a, Low: mw, High: mw, NoMore: math.Inf(1)})
	}
	for _, k := range known {
		e, err := Evaluate(p, k)
		if err != nil {
			return nil, err
		}
		for a := range out {
			if mw := k.areaMW(p, a); e.OK() && within(e.TotalJPY, limit) {
				out[a].Low, out[a].High = math.Min(out[a].Low, mw), math.Max(out[a].High, mw)
			}
		}
	}
	return out, nil
}

// BoundRanges fills in what is proven of the ranges within a slack: the bounds of the
// linear relaxation with the cost as a row. Ranges that reach down to 0 need no
// proof there. It leaves out what the limits of opt leave no time for.
func BoundRanges(ctx context.Context, p *Problem, plan Plan, slack float64, ranges []Range, opt Options) error {
	cost, err := nearOptimum(p, plan, slack)
	if err != nil {
		return err
	}
	own := *p
	return newWorker(compile(&own), opt).boundAreas(ctx, cost+slack*math.Abs(cost), ranges)
}

// boundAreas fills in what no plan within a cost limit goes beyond.
func (w *worker) boundAreas(ctx context.Context, limitJPY float64, ranges []Range) error {
	w.build(w.c.usable())
	w.costAsRow(limitJPY)
	opt := w.options()
	opt.Relax, opt.Backend = true, nil
	return w.run(opt, func(s *solve.Session) error {
		for a := range ranges {
			for _, sign := range []float64{1, -1} {
				if sign > 0 && ranges[a].Low == 0 {
					continue
				}
				if err := w.scoreArea(s, a, sign); err != nil {
					return err
				}
				bound, err := w.boundCut(ctx, s)
				if err != nil || w.stopped(ctx) {
					return err
				}
				if r := &ranges[a]; sign > 0 {
					r.NoLess = math.Max(0, bound)
				} else {
					r.NoMore = 0 - bound
				}
			}
			if err := w.scoreArea(s, a, 0); err != nil {
				return err
			}
		}
		return nil
	})
}

// scoreArea makes the IT MW of an area in the last period the objective.
func (w *worker) scoreArea(s *solve.Session, a int, sign float64) error {
	for i, x := range w.cols.site {
		if x == nil || w.c.p.Sites[i].Area != a {
			continue
		}
		for _, term := range w.c.capacity(i, x, w.c.periods-1, 0, sign) {
			if err := s.SetCost(term.Col, term.Coef); err != nil {
				return err
			}
		}
	}
	return nil
}

// boundCut solves a relaxation, with the rows that it violates, and returns its
// optimum; −Inf where there is none.
func (w *worker) boundCut(ctx context.Context, s *solve.Session) (float64, error) {
	bound := math.Inf(-1)
	for {
		r, err := w.solveOnce(ctx, s)
		if err != nil || !r.OK() {
			return bound, err
		}
		bound = r.Objective
		if n, err := w.separate(s, r.X); err != nil || n == 0 || w.stopped(ctx) {
			return bound, err
		}
	}
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

// nearOptimum is the cost of a plan that has to be a good one.
func nearOptimum(p *Problem, plan Plan, slack float64) (float64, error) {
	e, err := Evaluate(p, plan)
	switch {
	case err != nil:
		return 0, err
	case !e.OK():
		return 0, fmt.Errorf("plan: near-optimal plans of a plan that breaks %v", e.Violations[0])
	case !(slack >= 0):
		return 0, fmt.Errorf("plan: slack is %g, want 0 or more", slack)
	}
	return e.TotalJPY, nil
}
