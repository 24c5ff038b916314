package plan

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/wattbit/wattbit/model/solve"
)

// SolveWith finds the best plan that builds a site by the last period, or, with
// open false, the best that never does, beginning with what a plan becomes when
// the site is put in or taken out. The outcome's bound holds for every such plan.
// A site that cannot be ready in time gives an infeasible outcome.
func SolveWith(ctx context.Context, p *Problem, site int, open bool, from *Plan, opt Options) (Outcome, error) {
	if err := p.Check(); err != nil {
		return Outcome{}, err
	}
	if site < 0 || site >= len(p.Sites) {
		return Outcome{}, fmt.Errorf("plan: site %d of %d", site, len(p.Sites))
	}
	c := compile(p)
	if open && c.sites[site].first >= c.periods {
		return Outcome{Status: solve.Infeasible, BoundJPY: math.NaN(), Gap: math.NaN()}, nil
	}
	fix := make([]siteFix, len(p.Sites))
	for i := range fix {
		fix[i] = anySite
	}
	if opt.Start, opt.NoExplain = nil, true; open {
		fix[site].open = true
	} else {
		fix[site].high = make([]int, len(p.Years))
	}
	if from != nil {
		if err := from.fits(p); err != nil {
			return Outcome{}, err
		}
		opt.Start = c.with(*from, site, open)
	}
	return solveFixed(ctx, p, fix, opt)
}

// with puts a site into a plan, in the cheapest way that breaks nothing, or takes
// it out; nil where that breaks something.
func (c *compiled) with(from Plan, site int, open bool) *Plan {
	at, built := slices.BinarySearchFunc(from.Sites, site, func(s SitePlan, i int) int { return s.Site - i })
	if built && open && from.Sites[at].Levels[c.periods-1] > 0 {
		return &from
	}
	rest := slices.Clone(from.Sites)
	if built {
		rest = slices.Delete(rest, at, at+1)
	}
	if !open {
		return c.cheapest(from, [][]SitePlan{rest})
	}
	var ways [][]SitePlan
	d := &c.sites[site]
	for con, ready := range d.conFrom {
		for fiber, from := range d.fiberFrom {
			if ready >= c.periods || from >= c.periods {
				continue
			}
			levels := make([]int, c.periods)
			levels[c.periods-1] = 1
			s := SitePlan{Site: site, Connection: con, Fiber: fiber, FiberFrom: c.periods - 1, Levels: levels}
			ways = append(ways, slices.Insert(slices.Clone(rest), at, s))
		}
	}
	return c.cheapest(from, ways)
}

// cheapest serves the demands anew from each set of sites, with the networks of
// a plan and what the sites need, and returns the cheapest that breaks nothing.
func (c *compiled) cheapest(from Plan, ways [][]SitePlan) *Plan {
	var best *Plan
	least := math.Inf(1)
	for _, sites := range ways {
		plan := Plan{Sites: sites, Shared: slices.Clone(from.Shared), Lumps: from.Lumps, LinkMW: from.LinkMW}
		for a, needed := range c.needed(sites) {
			switch {
			case !needed:
				plan.Shared[a] = -1
			case plan.Shared[a] < 0:
				plan.Shared[a] = c.periods - 1
			}
		}
		for t := range c.periods {
			c.dispatch(&plan, t, func(int) float64 { return 0 })
		}
		if e, err := evaluate(c.p, plan); err == nil && e.OK() && e.TotalJPY < least {
			best, least = &plan, e.TotalJPY
		}
	}
	return best
}

// PresentMWYears is the IT MW of a site in a plan by year, discounted like money:
// what a cost by MW and year is multiplied by to be a net present one.
func PresentMWYears(p *Problem, s SitePlan) float64 {
	sum := 0.0
	for t, a := range newCalendar(p).annuity {
		sum += a * s.ITMW(p, t)
	}
	return sum
}
