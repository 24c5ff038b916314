package portfolio

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/wattbit/wattbit/model/cost"
	"github.com/wattbit/wattbit/model/plan"
)

// SitePart says why a candidate is in the joint plan or out of it.
type SitePart struct {
	Row  int // of the candidates' table
	Fate Fate
	Site int // of the study; −1 for a candidate that cannot be planned: all below is empty

	InPlan bool
	// Joint is the plan of the shortlist. Other is the best plan that was found
	// without the site where Joint builds it, and with it where Joint does not.
	Joint, Other plan.Outcome
	// ExtraJPY is what Other costs more, net present; NaN where there is none.
	// ProvenJPY is the least that any such plan costs more than Joint; below 0 the
	// gap leaves open whether it does. MostJPY is the most that the best such plan
	// can cost more than the best plan: Joint need not be the best.
	ExtraJPY, ProvenJPY, MostJPY float64

	// As is how it is built: in Joint or else in Other, and Serves what it serves
	// in the last period.
	As     SiteRow
	Serves []ServedMW
	// Rival is the site of the study that takes the most of its place, or gives the
	// most up for it; −1 for none.
	Rival   int
	RivalMW float64

	// Costs and RivalCosts are by year and MW of IT at full size, in the last
	// period, over the cheapest connection and fiber.
	Costs, RivalCosts plan.Costs
	// SwingJPY is the cost by year and MW of IT at which ExtraJPY vanishes: how much
	// dearer a site that is in the plan may become, or how much cheaper one that is
	// not would have to. SwingJPYPerKWh is the same on the price of its energy.
	SwingJPY, SwingJPYPerKWh float64
	// SwingLeastJPY and SwingMostJPY are the same for what the gaps of the two plans
	// leave open, ProvenJPY and MostJPY; NaN where a bound is missing.
	SwingLeastJPY, SwingMostJPY float64
	// MWhPerMWYear is the energy that a MW of its IT takes from the grid in a year.
	MWhPerMWYear float64
}

// LeastJPY is the least that the best plan that decides otherwise costs more than
// the best plan. Leaving a site out, or forcing in one that the joint plan may
// choose, cannot save anything: then it is 0 or more.
func (p *SitePart) LeastJPY() float64 {
	if p.Fate.Kind == Shortlisted {
		return math.Max(0, p.ProvenJPY)
	}
	return p.ProvenJPY
}

// ServedMW is what a site serves of a demand.
type ServedMW struct {
	Class, Metro string
	MW, RTTms    float64
}

// SiteOf returns the site of the study that stands for a row of the candidates'
// table, −1 for none.
func (st *Study) SiteOf(row int) int {
	return slices.IndexFunc(st.Sites, func(s Site) bool { return s.Row == row })
}

// GatedPart is the part of a candidate that does not pass the gates of the plan.
func GatedPart(row int) *SitePart {
	nan := math.NaN()
	return &SitePart{
		Row: row, Fate: Fate{Kind: Gated, By: -1, RoughJPY: nan, ByRoughJPY: nan}, Site: -1, Rival: -1,
		ExtraJPY: nan, ProvenJPY: nan, MostJPY: nan, SwingJPY: nan, SwingJPYPerKWh: nan, SwingLeastJPY: nan, SwingMostJPY: nan, MWhPerMWYear: nan,
	}
}

// Explain says why a candidate, by its row in the table, is in the joint plan or
// out of it: it finds the joint plan and then the best one that decides otherwise
// on this site. For a candidate that screening leaves out the study needs it as a
// guest. The time limit holds for each of the two.
func (st *Study) Explain(ctx context.Context, row int, opt Options) (*SitePart, error) {
	part := GatedPart(row)
	part.Fate, part.Site = st.FateOf(row), st.SiteOf(row)
	if part.Site < 0 {
		return part, nil
	}
	part.Costs = st.roughCosts(&st.Problem.Sites[part.Site])
	o := st.PlanOptions(ctx, opt)
	o.Start = opt.Start
	var rows []plan.GridRow
	o.CheckGrid = st.checkInto(context.WithoutCancel(ctx), &rows)
	tell := func(n int, step string) {
		if opt.Progress != nil {
			o.Progress = func(p plan.Progress) { opt.Progress(step, n, 2, p) }
		}
	}
	tell(0, string(plan.Joint))
	var err error
	if st.Sites[part.Site].Guest {
		part.Joint, err = plan.SolveWith(ctx, st.Problem, part.Site, false, nil, o)
	} else {
		part.Joint, err = plan.Solve(ctx, st.Problem, o)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", plan.Joint, err)
	}
	st.adopt(rows)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if !found(part.Joint) {
		return part, nil
	}
	part.InPlan = st.finalMW(part.Joint.Plan, part.Site) > 0
	tell(1, map[bool]string{true: "without it", false: "with it"}[part.InPlan])
	if part.Other, err = plan.SolveWith(ctx, st.Problem, part.Site, !part.InPlan, &part.Joint.Plan, o); err != nil {
		return nil, fmt.Errorf("the plan that decides otherwise: %w", err)
	}
	st.adopt(rows)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	st.weigh(part)
	return part, nil
}

// finalMW is the IT MW of a site in the last period of a plan.
func (st *Study) finalMW(p plan.Plan, site int) float64 {
	for _, s := range p.Sites {
		if s.Site == site {
			return s.ITMW(st.Problem, st.periods()-1)
		}
	}
	return 0
}

// weigh compares the two plans.
func (st *Study) weigh(part *SitePart) {
	built := part.Joint.Plan
	if found(part.Other) {
		part.ExtraJPY = part.Other.Evaluation.TotalJPY - part.Joint.Evaluation.TotalJPY
		part.MostJPY = part.Other.Evaluation.TotalJPY - part.Joint.BoundJPY
		st.findRival(part)
		if !part.InPlan {
			built = part.Other.Plan
		}
	}
	part.ProvenJPY = part.Other.BoundJPY - part.Joint.Evaluation.TotalJPY
	n := slices.IndexFunc(built.Sites, func(s plan.SitePlan) bool { return s.Site == part.Site && s.Levels[st.periods()-1] > 0 })
	if n < 0 {
		return
	}
	s := built.Sites[n]
	part.As = st.siteRow(built, s)
	for _, f := range built.Flows {
		if f.Site == part.Site && f.Period == st.periods()-1 && !f.Backup && f.MW > 1e-6 {
			part.Serves = append(part.Serves, ServedMW{st.classIDs[f.Class], st.Problem.Metros[f.Metro].ID, f.MW, st.Sites[f.Site].Fibers[s.Fiber].RTTms[f.Metro]})
		}
	}
	slices.SortStableFunc(part.Serves, func(a, b ServedMW) int { return cmp.Compare(b.MW, a.MW) })
	if years := plan.PresentMWYears(st.Problem, s); years > 0 {
		site := &st.Problem.Sites[part.Site]
		part.MWhPerMWYear = cost.HoursPerYear * site.Utilization * site.PUE
		part.SwingJPY = math.Max(0, part.ExtraJPY) / years
		part.SwingJPYPerKWh = part.SwingJPY / (1000 * part.MWhPerMWYear)
		part.SwingLeastJPY, part.SwingMostJPY = math.Max(0, part.LeastJPY())/years, math.Max(0, part.MostJPY)/years
	}
}

// findRival looks for the site whose size differs most the other way.
func (st *Study) findRival(part *SitePart) {
	for n := range st.Sites {
		more := st.finalMW(part.Other.Plan, n) - st.finalMW(part.Joint.Plan, n)
		if !part.InPlan {
			more = -more
		}
		if n != part.Site && more > part.RivalMW+1e-9 {
			part.Rival, part.RivalMW = n, more
		}
	}
	if part.Rival >= 0 {
		part.RivalCosts = st.roughCosts(&st.Problem.Sites[part.Rival])
	}
}
