package plan

import (
	"fmt"
	"math"
)

// Tolerance is the largest violation of a requirement, relative to its limit
// where that is above 1, that Evaluate lets pass.
const Tolerance = 1e-6

// Evaluate prices a plan and checks every requirement of the problem, without a
// solver. The error is for problems that are not well-formed and for plans that
// name what the problem does not have; a plan that breaks a requirement has
// Violations.
func Evaluate(p *Problem, plan Plan) (Evaluation, error) {
	if err := p.Check(); err != nil {
		return Evaluation{}, err
	}
	return evaluate(p, plan)
}

func evaluate(p *Problem, plan Plan) (Evaluation, error) {
	if err := plan.fits(p); err != nil {
		return Evaluation{}, err
	}
	e := &evaluator{p: p, plan: plan, cal: newCalendar(p)}
	e.serve()
	e.price()
	e.checkBuilds()
	e.checkFlows()
	e.checkBackups()
	e.checkGrid()
	e.checkAreas()
	e.checkPolicy()
	e.out.TotalJPY = e.out.Costs.Total().total()
	return e.out, nil
}

// OK reports whether the plan breaks nothing.
func (e Evaluation) OK() bool { return len(e.Violations) == 0 }

// Total is the sum over all items.
func (c Costs) Total() Money {
	sum := Money{}
	for _, m := range []Money{
		c.Site, c.Land, c.Connection, c.Fiber, c.Reinforcement,
		c.Energy, c.Wheeling, c.Carbon, c.Fixed, c.Unserved, c.Residual,
	} {
		sum = sum.Plus(m)
	}
	return sum
}

// ITMW returns the IT MW of a built site in a period.
func (s SitePlan) ITMW(p *Problem, t int) float64 {
	mw := 0.0
	for _, b := range p.Sites[s.Site].Blocks[:s.Levels[t]] {
		mw += b.ITMW
	}
	return mw
}

// GridMW returns its largest load on the grid.
func (s SitePlan) GridMW(p *Problem, t int) float64 { return s.ITMW(p, t) * p.Sites[s.Site].PUE }

// RTTms returns the mean round trip of its fiber to the demand in ms.
func (s SitePlan) RTTms(p *Problem) float64 { return p.Sites[s.Site].Fibers[s.Fiber].RTTms }

// fits reports the first index of the plan that the problem does not have.
func (plan Plan) fits(p *Problem) error {
	bad := func(what string, args ...any) error {
		return fmt.Errorf("plan: the plan does not fit the problem: "+what, args...)
	}
	periods, last := len(p.Years), -1
	for _, s := range plan.Sites {
		if s.Site <= last || s.Site >= len(p.Sites) {
			return bad("site %d after %d of %d", s.Site, last, len(p.Sites))
		}
		last = s.Site
		if err := s.fits(p, bad); err != nil {
			return err
		}
	}
	if len(plan.Shared) != len(p.Shared) || len(plan.Lumps) != len(p.Reinforcements) || len(plan.LinkMW) != len(p.Links) {
		return bad("%d shared assets, %d reinforcements and %d links, want %d, %d and %d", len(plan.Shared),
			len(plan.Lumps), len(plan.LinkMW), len(p.Shared), len(p.Reinforcements), len(p.Links))
	}
	for a, t := range plan.Shared {
		if t < -1 || t >= periods {
			return bad("shared asset %s in period %d", p.Shared[a].ID, t)
		}
	}
	for r := range plan.Lumps {
		if len(plan.Lumps[r]) != periods {
			return bad("%d periods of reinforcement %s", len(plan.Lumps[r]), p.Reinforcements[r].ID)
		}
	}
	for h := range plan.LinkMW {
		if len(plan.LinkMW[h]) != periods {
			return bad("%d periods of link %s", len(plan.LinkMW[h]), p.Links[h].ID)
		}
	}
	for _, f := range plan.Flows {
		if f.Site < 0 || f.Site > last || f.Class < 0 || f.Class >= len(p.Classes) ||
			f.Metro < 0 || f.Metro >= len(p.Metros) || f.Period < 0 || f.Period >= periods {
			return bad("flow %+v", f)
		}
	}
	return nil
}

// fits reports the first index of a built site that the problem does not have.
func (s SitePlan) fits(p *Problem, bad func(string, ...any) error) error {
	site := &p.Sites[s.Site]
	if s.Connection < 0 || s.Connection >= len(site.Connections) {
		return bad("connection %d of site %s", s.Connection, site.ID)
	}
	if s.Fiber < 0 || s.Fiber >= len(site.Fibers) || s.FiberFrom < 0 || s.FiberFrom >= len(p.Years) {
		return bad("fiber %d from period %d of site %s", s.Fiber, s.FiberFrom, site.ID)
	}
	if len(s.Levels) != len(p.Years) {
		return bad("%d levels of site %s, want %d", len(s.Levels), site.ID, len(p.Years))
	}
	for _, n := range s.Levels {
		if n < 0 || n > len(site.Blocks) {
			return bad("level %d of site %s", n, site.ID)
		}
	}
	return nil
}

// evaluator works one plan through the requirements.
type evaluator struct {
	p    *Problem
	plan Plan
	cal  calendar
	out  Evaluation
}

// want records a violation where the excess over a limit is more than rounding.
func (e *evaluator) want(r Requirement, excess, limit float64) {
	relative := excess / math.Max(1, math.Abs(limit))
	if math.IsNaN(relative) {
		relative = math.Inf(1)
	}
	e.out.MaxResidual = math.Max(e.out.MaxResidual, relative)
	if relative > Tolerance {
		e.out.Violations = append(e.out.Violations, Violation{Requirement: r, By: excess})
	}
}

// serve sums up what is built and served.
func (e *evaluator) serve() {
	p := e.p
	e.out.ITMW = make([]float64, len(p.Years))
	e.out.UnservedMW = make([]float64, len(p.Years))
	for _, s := range e.plan.Sites {
		for t := range p.Years {
			e.out.ITMW[t] += s.ITMW(p, t)
		}
	}
	e.out.ServedMW = make([][][]float64, len(p.Classes))
	for k := range p.Classes {
		e.out.ServedMW[k] = make([][]float64, len(p.Metros))
		for m := range p.Metros {
			e.out.ServedMW[k][m] = make([]float64, len(p.Years))
		}
	}
	for _, f := range e.plan.Flows {
		if !f.Backup {
			e.out.ServedMW[f.Class][f.Metro][f.Period] += f.MW
		}
	}
	for k := range p.Classes {
		for m := range p.Metros {
			for t := range p.Years {
				e.out.UnservedMW[t] += p.DemandMW[k][m][t] - e.out.ServedMW[k][m][t]
			}
		}
	}
}
