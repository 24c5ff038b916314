package portfolio

import (
	"context"
	"math"
	"slices"

	"github.com/wattbit/wattbit/model/plan"
)

// NearOptions say how near-optimal plans are sought.
type NearOptions struct {
	Options           // its baselines are not looked at
	Within  []float64 // percent of the joint plan's cost more, rising
	Each    int       // alternatives sought within each
	Proofs  int       // searches for proofs that a site must or must not be; below 0 for all
	// Known, when set, is the study's answer as Solve found it: its joint plan is
	// not sought again.
	Known *Answer
	// NoBounds leaves out what is proven of the areas' ranges, which takes a search
	// each.
	NoBounds bool
}

// Near is what plans that cost little more than the joint plan have in common.
type Near struct {
	Joint  plan.Outcome
	Plans  []NearPlan    // the joint plan first
	Within []NearWithin  // as asked for
	Proofs int           // searches made
	Sites  []Site        // of the study
	Areas  []plan.Area   // of the problem
	Years  []int         // of the problem
	Space  *plan.Problem // with every grid row that was found on the way
	// Reproducible is false where a clock or an interrupt may have ended a search.
	Reproducible bool
}

// NearPlan is one of the plans found.
type NearPlan struct {
	Plan       plan.Plan
	CostJPY    float64
	MorePct    float64 // than the joint plan costs
	Sites      []SiteRow
	In, Out    []SiteRow // against the joint plan
	MetroPct   float64   // in the last period; NaN where nothing is built
	AreaMW     []float64 // IT MW of the last period
	UnservedMW float64   // in the last period
	Accepted   bool
}

// NearWithin is what is known of the plans within a part of the cost.
type NearWithin struct {
	Pct    float64
	Near   plan.NearOptimal
	Ranges []plan.Range // by area
}

// Near finds the joint plan and what differs among the plans that cost little
// more. A cancelled context ends it with what was found.
func (st *Study) Near(ctx context.Context, opt NearOptions) (*Near, error) {
	joint, err := st.jointOf(ctx, opt.Options, opt.Known)
	n := &Near{Joint: joint, Sites: st.Sites, Areas: st.Problem.Areas, Years: st.Problem.Years, Reproducible: joint.Stop.Reproducible()}
	if err != nil || !found(joint) {
		return n, err
	}
	space := *st.Problem
	n.Space = &space
	o := st.PlanOptions(ctx, opt.Options)
	o.CheckGrid = st.adopting(context.WithoutCancel(ctx), &space)
	step := "plans that differ"
	o.Progress = opt.progress(&step)
	f := plan.FrequencyOptions{Each: opt.Each, Proofs: opt.Proofs, Plan: o}
	for _, pct := range opt.Within {
		f.Slacks = append(f.Slacks, pct/100)
	}
	tell(o, "sought")
	known, err := plan.Frequency(ctx, &space, joint.Plan, f)
	if err != nil {
		return nil, err
	}
	n.Proofs = known.Proofs
	for k, within := range known.Within {
		w := NearWithin{Pct: opt.Within[k], Near: within}
		if w.Ranges, err = plan.Ranges(&space, joint.Plan, within.Slack, known.Plans); err != nil {
			return nil, err
		}
		n.Within = append(n.Within, w)
	}
	if last := len(n.Within) - 1; last >= 0 && ctx.Err() == nil && !opt.NoBounds {
		step = "bounds of the areas"
		tell(o, "sought")
		w := &n.Within[last]
		if err := plan.BoundRanges(ctx, &space, joint.Plan, w.Near.Slack, w.Ranges, o); err != nil && ctx.Err() == nil {
			return nil, err
		}
	}
	n.Reproducible = n.Reproducible && ctx.Err() == nil && o.TimeLimit == 0
	return n, st.describeNear(context.WithoutCancel(ctx), n, known)
}

// tell says what is sought before there is anything to tell of it.
func tell(o plan.Options, stage string) {
	if o.Progress != nil {
		o.Progress(plan.Progress{Stage: stage, TotalJPY: math.NaN(), Bound: math.NaN(), Gap: math.NaN()})
	}
}

// nest makes the ranges agree: what was found within a part of the cost is also
// within a larger one, and what is proven for the larger one holds for the smaller.
func nest(within []NearWithin) {
	for k := 1; k < len(within); k++ {
		for a := range min(len(within[k-1].Ranges), len(within[k].Ranges)) {
			small, large := within[k-1].Ranges[a], &within[k].Ranges[a]
			large.Low, large.High = math.Min(large.Low, small.Low), math.Max(large.High, small.High)
			large.NoLess, large.NoMore = math.Min(large.NoLess, large.Low), math.Max(large.NoMore, large.High)
		}
	}
	for k := len(within) - 2; k >= 0; k-- {
		for a := range min(len(within[k].Ranges), len(within[k+1].Ranges)) {
			small, large := &within[k].Ranges[a], within[k+1].Ranges[a]
			small.NoLess, small.NoMore = math.Max(small.NoLess, large.NoLess), math.Min(small.NoMore, large.NoMore)
		}
	}
}

// describeNear puts the plans into a planner's words, and checks them.
func (st *Study) describeNear(ctx context.Context, n *Near, known plan.Frequencies) error {
	last := st.periods() - 1
	for k, p := range known.Plans {
		e, err := plan.Evaluate(n.Space, p)
		if err != nil {
			return err
		}
		check, err := st.Check(ctx, p)
		if err != nil {
			return err
		}
		row := NearPlan{
			Plan: p, CostJPY: known.CostJPY[k], MorePct: 100 * (known.CostJPY[k]/known.CostJPY[0] - 1), Sites: st.SiteRows(p),
			MetroPct: st.MetroPct(p)[last], AreaMW: make([]float64, len(st.Problem.Areas)), UnservedMW: e.UnservedMW[last], Accepted: check.OK(),
		}
		for _, s := range p.Sites {
			row.AreaMW[st.Problem.Sites[s.Site].Area] += s.ITMW(st.Problem, last)
		}
		if k > 0 {
			row.In, row.Out = newSites(row.Sites, n.Plans[0].Sites), newSites(n.Plans[0].Sites, row.Sites)
		}
		n.Plans = append(n.Plans, row)
	}
	nest(n.Within)
	slices.SortStableFunc(n.Plans[1:], func(a, b NearPlan) int {
		switch {
		case a.CostJPY < b.CostJPY:
			return -1
		case a.CostJPY > b.CostJPY:
			return 1
		}
		return 0
	})
	return nil
}
