package plan

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sort"

	"github.com/wattbit/wattbit/model/solve"
)

// FrequencyOptions steer Frequency.
type FrequencyOptions struct {
	Slacks []float64 // of the cost; nil: 0.01, 0.02 and 0.05
	Each   int       // alternatives sought within each slack; 0: 5

	// Proofs is at most how many searches, one a site, go into proofs: first
	// without each site that all plans build, then with each that none builds,
	// the likeliest first. Below 0: one for every such site.
	Proofs int

	Plan Options // of each search
}

// Frequencies tell what the plans that cost little more than the best have in
// common.
type Frequencies struct {
	Plans   []Plan // different in what they build, the one given first
	CostJPY []float64
	Within  []NearOptimal // by slack, rising
	Proofs  int           // searches made
}

// NearOptimal is what is known of the plans within a slack.
type NearOptimal struct {
	Slack, LimitJPY float64
	Plans           int        // of those found
	Sites           []Standing // of every site
}

// Standing is how a site stands among near-optimal plans. The plans found are
// sought to differ, so Plans is no probability.
type Standing struct {
	Site  int
	Plans int // found plans that build it

	LowMW, MeanMW, HighMW float64 // IT MW of the last period over the plans found

	// Must: all plans found build it. Avoid: none does. Proven: no plan at all
	// within the slack does otherwise.
	Must, Avoid, Proven bool
}

// Frequency counts how often each site appears in plans within some slacks of a
// good plan, and proves which sites are in all of them and which in none. A
// proof is a bound above the limit on all plans without the site, or with it:
// first the prices of the linear relaxation, then a search for each site. What a
// search finds within the limit counts as a plan.
func Frequency(ctx context.Context, p *Problem, plan Plan, opt FrequencyOptions) (Frequencies, error) {
	f := &frequency{p: p, opt: opt, seen: map[string]int{}}
	if err := f.begin(plan); err != nil {
		return Frequencies{}, err
	}
	for _, slack := range f.slacks {
		found, err := Alternatives(ctx, p, plan, slack, f.each(), f.opt.Plan)
		if err != nil {
			return f.out, err
		}
		for _, alternative := range found {
			if err := f.add(alternative); err != nil {
				return f.out, err
			}
		}
	}
	err := f.prove(ctx)
	for _, slack := range f.slacks {
		f.out.Within = append(f.out.Within, f.tally(slack))
	}
	return f.out, err
}

// frequency is a table in the making.
type frequency struct {
	p      *Problem
	opt    FrequencyOptions
	slacks []float64
	best   float64 // JPY of the plan given
	out    Frequencies
	seen   map[string]int // where a plan stands, by what it builds

	without, with []float64 // [site] no such plan costs less, in JPY
}

func (f *frequency) each() int {
	if f.opt.Each > 0 {
		return f.opt.Each
	}
	return 5
}

func (f *frequency) begin(plan Plan) error {
	if f.slacks = slices.Sorted(slices.Values(f.opt.Slacks)); len(f.slacks) == 0 {
		f.slacks = []float64{0.01, 0.02, 0.05}
	}
	e, err := Evaluate(f.p, plan)
	switch {
	case err != nil:
		return err
	case !e.OK():
		return fmt.Errorf("plan: frequencies around a plan that breaks %v", e.Violations[0])
	case !(f.slacks[0] >= 0) || math.IsInf(f.slacks[len(f.slacks)-1], 1):
		return fmt.Errorf("plan: slacks are %g, want 0 or more", f.slacks)
	}
	f.best = e.TotalJPY
	f.without, f.with = make([]float64, len(f.p.Sites)), make([]float64, len(f.p.Sites))
	for i := range f.p.Sites {
		f.without[i], f.with[i] = math.Inf(-1), math.Inf(-1)
	}
	return f.add(plan)
}

// limit is the cost that a slack allows.
func (f *frequency) limit(slack float64) float64 { return f.best + slack*math.Abs(f.best) }

// add takes a plan that is new, or cheaper than one that builds the same.
func (f *frequency) add(plan Plan) error {
	e, err := evaluate(f.p, plan)
	if err != nil {
		return err
	}
	n, known := f.seen[siteKey(plan)]
	switch {
	case !known:
		f.seen[siteKey(plan)] = len(f.out.Plans)
		f.out.Plans, f.out.CostJPY = append(f.out.Plans, plan), append(f.out.CostJPY, e.TotalJPY)
	case e.TotalJPY < f.out.CostJPY[n]:
		f.out.Plans[n], f.out.CostJPY[n] = plan, e.TotalJPY
	}
	return nil
}

// builds reports whether a plan builds a site.
func (f *frequency) builds(plan *Plan, i int) bool { return plan.siteMW(f.p, i) > 0 }

// siteMW is the IT MW of a site in the last period.
func (plan *Plan) siteMW(p *Problem, i int) float64 {
	n, ok := sort.Find(len(plan.Sites), func(n int) int { return i - plan.Sites[n].Site })
	if !ok {
		return 0
	}
	return plan.Sites[n].ITMW(p, len(p.Years)-1)
}

// tally counts the plans within a slack.
func (f *frequency) tally(slack float64) NearOptimal {
	out := NearOptimal{Slack: slack, LimitJPY: f.limit(slack)}
	for i := range f.p.Sites {
		s := Standing{Site: i, LowMW: math.Inf(1)}
		out.Plans = 0
		for n := range f.out.Plans {
			if !within(f.out.CostJPY[n], out.LimitJPY) {
				continue
			}
			out.Plans++
			mw := f.out.Plans[n].siteMW(f.p, i)
			if mw > 0 {
				s.Plans++
			}
			s.LowMW, s.HighMW = math.Min(s.LowMW, mw), math.Max(s.HighMW, mw)
			s.MeanMW += mw
		}
		s.MeanMW /= float64(out.Plans)
		s.Must, s.Avoid = s.Plans == out.Plans, s.Plans == 0
		above := out.LimitJPY + 1e-6*math.Abs(out.LimitJPY)
		s.Proven = s.Must && f.without[i] > above || s.Avoid && f.with[i] > above
		out.Sites = append(out.Sites, s)
	}
	return out
}

// prove looks for bounds and for plans that do otherwise.
func (f *frequency) prove(ctx context.Context) error {
	c := compile(f.p)
	opt := f.opt.Plan
	opt.Start, opt.NoExplain = nil, true
	w := newWorker(c, opt)
	if _, open, err := w.root(ctx); err != nil || open == nil {
		return err
	}
	for i := range f.p.Sites {
		f.with[i] = w.priced[i] * c.scale
	}
	widest := f.limit(f.slacks[len(f.slacks)-1])
	order := make([]int, len(f.p.Sites))
	for i := range order {
		order[i] = i
	}
	for _, i := range order {
		if f.inAll(i, f.slacks[0]) {
			if err := f.search(ctx, i, false); err != nil {
				return err
			}
		}
	}
	sort.SliceStable(order, func(a, b int) bool { return f.with[order[a]] < f.with[order[b]] })
	for _, i := range order {
		if f.inNone(i, f.slacks[0]) && f.with[i] <= widest {
			if err := f.search(ctx, i, true); err != nil {
				return err
			}
		}
	}
	return nil
}

// inAll and inNone report on the plans found within a slack.
func (f *frequency) inAll(i int, slack float64) bool {
	return !slices.ContainsFunc(f.found(slack), func(n int) bool { return !f.builds(&f.out.Plans[n], i) })
}

func (f *frequency) inNone(i int, slack float64) bool {
	return !slices.ContainsFunc(f.found(slack), func(n int) bool { return f.builds(&f.out.Plans[n], i) })
}

// found lists the plans within a slack.
func (f *frequency) found(slack float64) []int {
	var out []int
	for n, jpy := range f.out.CostJPY {
		if within(jpy, f.limit(slack)) {
			out = append(out, n)
		}
	}
	return out
}

// search finds the cheapest plan with or without a site, or a bound that leaves
// none within any slack.
func (f *frequency) search(ctx context.Context, i int, with bool) error {
	if f.opt.Proofs >= 0 && f.out.Proofs >= f.opt.Proofs || ctx.Err() != nil {
		return nil
	}
	f.out.Proofs++
	fix := make([]siteFix, len(f.p.Sites))
	for k := range fix {
		fix[k] = anySite
	}
	fix[i].open = with
	if !with {
		fix[i].high = make([]int, len(f.p.Years))
	}
	low, high := f.limit(f.slacks[0]), f.limit(f.slacks[len(f.slacks)-1])
	opt := f.opt.Plan
	opt.NoExplain, opt.Start = true, f.nearest(i, with)
	opt.settled = func(lower, upper float64) bool { return lower > high+2e-6*math.Abs(high) || upper <= low }
	out, err := solveFixed(ctx, f.p, fix, opt)
	if err != nil {
		return err
	}
	bounds := f.without
	if with {
		bounds = f.with
	}
	if out.BoundJPY > bounds[i] {
		bounds[i] = out.BoundJPY
	}
	if out.Status == solve.Infeasible {
		bounds[i] = math.Inf(1)
	}
	if out.ok() && within(out.Evaluation.TotalJPY, high) {
		return f.add(out.Plan)
	}
	return nil
}

// nearest is the cheapest known plan with or without a site, to start from.
func (f *frequency) nearest(i int, with bool) *Plan {
	best, at := math.Inf(1), -1
	for n, jpy := range f.out.CostJPY {
		if jpy < best && f.builds(&f.out.Plans[n], i) == with {
			best, at = jpy, n
		}
	}
	if at < 0 {
		return nil
	}
	return &f.out.Plans[at]
}
