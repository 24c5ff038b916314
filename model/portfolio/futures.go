package portfolio

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/plan/regret"
)

// Shared is what several studies are made of together.
type Shared struct {
	Sites   []string // candidates by id
	Rebuilt []string // branches of the atlas that may be rebuilt, by id
}

// Share returns the sites and the branches that any of the studies has, each
// once, in the order of first sight.
func Share(studies []*Study) *Shared {
	s := new(Shared)
	for _, st := range studies {
		for _, site := range st.Sites {
			if !slices.Contains(s.Sites, site.Candidate.ID) {
				s.Sites = append(s.Sites, site.Candidate.ID)
			}
		}
		for _, r := range st.Reinforcements {
			if r.Tie == "" && !slices.Contains(s.Rebuilt, r.Branch.ID) {
				s.Rebuilt = append(s.Rebuilt, r.Branch.ID)
			}
		}
	}
	return s
}

// Within keeps the sites that every study has, and says which it drops.
func (s *Shared) Within(studies []*Study) (kept *Shared, dropped []string) {
	kept = &Shared{Rebuilt: s.Rebuilt}
	for _, id := range s.Sites {
		if slices.ContainsFunc(studies, func(st *Study) bool {
			return !slices.ContainsFunc(st.Sites, func(x Site) bool { return x.Candidate.ID == id })
		}) {
			dropped = append(dropped, id)
		} else {
			kept.Sites = append(kept.Sites, id)
		}
	}
	return kept, dropped
}

// ErrIncomparable says that plans of one study mean nothing in another.
var ErrIncomparable = errors.New("the plans cannot be held against each other")

// Comparable reports what keeps the plans of one study from being held against
// another: other periods, money counted otherwise, other classes of workload or
// metros. What the studies offer to build may differ. It is ErrIncomparable.
func Comparable(a, b *Study, nameA, nameB string) error {
	bad := func(format string, args ...any) error {
		return fmt.Errorf("%w: %s", ErrIncomparable, fmt.Sprintf(format, args...))
	}
	p, q := a.Problem, b.Problem
	switch {
	case !slices.Equal(p.Years, q.Years):
		return bad("the periods of %s are %v, those of %s %v (plan.periods)", nameA, p.Years, nameB, q.Years)
	case p.BaseYear != q.BaseYear || p.HorizonYear != q.HorizonYear || p.DiscountRate != q.DiscountRate:
		return bad("%s counts money from %d to %d at %g %%, %s from %d to %d at %g %% (plan.base_year, horizon_year, discount_pct)",
			nameA, p.BaseYear, p.HorizonYear, 100*p.DiscountRate, nameB, q.BaseYear, q.HorizonYear, 100*q.DiscountRate)
	}
	for _, list := range []struct {
		what string
		of   func(*plan.Problem) []string
	}{
		{"class of workload", func(p *plan.Problem) []string { return ids(p.Classes, func(c plan.Class) string { return c.ID }) }},
		{"metro", func(p *plan.Problem) []string { return ids(p.Metros, func(m plan.Metro) string { return m.ID }) }},
	} {
		if what := differing(list.of(p), list.of(q), nameA, nameB); what != "" {
			return bad("%s %s", list.what, what)
		}
	}
	return nil
}

func ids[T any](xs []T, id func(T) string) []string {
	out := make([]string, len(xs))
	for i, x := range xs {
		out[i] = id(x)
	}
	return out
}

// differing says in what two lists of ids differ, empty for nothing.
func differing(a, b []string, nameA, nameB string) string {
	for _, x := range a {
		if !slices.Contains(b, x) {
			return fmt.Sprintf("%q is in %s alone, not in %s", x, nameA, nameB)
		}
	}
	for _, x := range b {
		if !slices.Contains(a, x) {
			return fmt.Sprintf("%q is in %s alone, not in %s", x, nameB, nameA)
		}
	}
	if !slices.Equal(a, b) {
		return fmt.Sprintf("%q: their order differs between %s and %s", a, nameA, nameB)
	}
	return ""
}

// Regret holds the joint plan of each study against the futures of the others.
// They must be Comparable; the search is that of the first study's settings. A
// cancelled context is its error.
func Regret(ctx context.Context, names []string, studies []*Study, until int, opt Options, done func(done, of int)) (regret.Table, error) {
	step := "plans and futures"
	o := studies[0].PlanOptions(ctx, opt)
	o.Progress = opt.progress(&step)
	var futures []regret.Future
	for n, st := range studies {
		if err := Comparable(studies[0], st, names[0], names[n]); err != nil {
			return regret.Table{}, err
		}
		futures = append(futures, regret.Future{Name: names[n], Problem: st.Problem, CheckGrid: st.adopting(context.WithoutCancel(ctx), st.Problem)})
	}
	t, err := regret.Compare(ctx, futures, nil, regret.Options{Plan: o, Until: until, Progress: done})
	if ctx.Err() != nil {
		return t, ctx.Err()
	}
	return t, err
}
