package plan

import (
	"fmt"
	"math"
	"slices"
)

// NotOfferedError says that a plan commits to something that a problem does not
// have on offer.
type NotOfferedError struct {
	What string // "connection \"66 kV\" of site s1"
}

// Error says what is missing.
func (e *NotOfferedError) Error() string { return "plan: not on offer: " + e.What }

// Carry states what a plan of one problem commits to before period until in the
// terms of another problem with the same periods, for SolveCommitted: sites,
// options and assets are found by their ids, so that the problems may offer
// different things. Who serves whom, the flows over links and what is built from
// until on are left out. The error is a *NotOfferedError where to lacks what is
// committed.
func Carry(from, to *Problem, p Plan, until int) (Commitment, error) {
	if err := p.fits(from); err != nil {
		return Commitment{}, err
	}
	if !slices.Equal(from.Years, to.Years) || until < 0 || until > len(to.Years) {
		return Commitment{}, fmt.Errorf("plan: periods %v committed until %d, carried to periods %v", from.Years, until, to.Years)
	}
	out := Commitment{Until: until, Plan: Plan{Shared: make([]int, len(to.Shared))}}
	for a := range out.Plan.Shared {
		out.Plan.Shared[a] = -1
	}
	for range to.Reinforcements {
		out.Plan.Lumps = append(out.Plan.Lumps, make([]int, len(to.Years)))
	}
	for range to.Links {
		out.Plan.LinkMW = append(out.Plan.LinkMW, make([]float64, len(to.Years)))
	}
	for _, s := range p.Sites {
		if s.FiberFrom >= until && (until == 0 || s.Levels[until-1] == 0) {
			continue
		}
		carried, err := carrySite(from, to, s, until)
		if err != nil {
			return Commitment{}, err
		}
		out.Plan.Sites = append(out.Plan.Sites, carried)
	}
	slices.SortFunc(out.Plan.Sites, func(a, b SitePlan) int { return a.Site - b.Site })
	return out, carryAssets(from, to, p, &out)
}

func carrySite(from, to *Problem, s SitePlan, until int) (SitePlan, error) {
	was := &from.Sites[s.Site]
	at := slices.IndexFunc(to.Sites, func(x Site) bool { return x.ID == was.ID })
	if at < 0 {
		return s, &NotOfferedError{"site " + was.ID}
	}
	is := &to.Sites[at]
	missing := func(what, id string) error {
		return &NotOfferedError{fmt.Sprintf("%s %q of site %s", what, id, was.ID)}
	}
	out := SitePlan{Site: at, FiberFrom: s.FiberFrom, Levels: slices.Clone(s.Levels)}
	for t := until; t < len(out.Levels); t++ {
		out.Levels[t] = out.Levels[max(0, until-1)]
	}
	con := was.Connections[s.Connection].ID
	if out.Connection = slices.IndexFunc(is.Connections, func(c Connection) bool { return c.ID == con }); out.Connection < 0 {
		return s, missing("connection", con)
	}
	way := was.Fibers[s.Fiber].ID
	if out.Fiber = slices.IndexFunc(is.Fibers, func(f Fiber) bool { return f.ID == way }); out.Fiber < 0 {
		return s, missing("fiber", way)
	}
	for n := range slices.Max(out.Levels) {
		if n >= len(is.Blocks) || math.Abs(is.Blocks[n].ITMW-was.Blocks[n].ITMW) > 1e-9 {
			return s, missing("block", fmt.Sprintf("%g MW", was.Blocks[n].ITMW))
		}
	}
	return out, nil
}

func carryAssets(from, to *Problem, p Plan, out *Commitment) error {
	for a, t := range p.Shared {
		if t < 0 || t >= out.Until {
			continue
		}
		id := from.Shared[a].ID
		at := slices.IndexFunc(to.Shared, func(s Shared) bool { return s.ID == id })
		if at < 0 {
			return &NotOfferedError{fmt.Sprintf("shared asset %q", id)}
		}
		out.Plan.Shared[at] = t
	}
	for r, lumps := range p.Lumps {
		if out.Until == 0 || lumps[out.Until-1] == 0 {
			continue
		}
		id := from.Reinforcements[r].ID
		at := slices.IndexFunc(to.Reinforcements, func(x Reinforcement) bool { return x.ID == id })
		if at < 0 {
			return &NotOfferedError{fmt.Sprintf("reinforcement %q", id)}
		}
		for t := range lumps {
			out.Plan.Lumps[at][t] = lumps[min(t, out.Until-1)]
		}
	}
	return nil
}
