package solve

import (
	"context"
	"errors"
	"math"
	"sort"
)

// ErrFeasible is returned by FindConflict for a model that has a solution.
var ErrFeasible = errors.New("solve: the model has a solution, nothing conflicts")

// Conflict is a set of requirements that no solution meets together. Where
// Irreducible is set, leaving out any one of them resolves it. An empty
// irreducible conflict says that the requirements beyond question contradict
// each other.
type Conflict struct {
	Members     []Side
	Irreducible bool // false where a limit of the options ended the search early
}

// FindConflict explains why a model is infeasible, among the soft requirements:
// an irreducible infeasible subset, integrality included. There may be others.
//
// Method: elastic filter, then deletion filter (Chinneck, Feasibility and
// Infeasibility in Optimization, 2008, chapter 6), about two solves a member.
func FindConflict(ctx context.Context, m *Model, soft Soft, opt Options) (Conflict, error) {
	if err := m.Check(); err != nil {
		return Conflict{}, err
	}
	e, err := stretch(m, soft)
	if err != nil {
		return Conflict{}, err
	}
	opt.Start = nil
	s, err := Open(e.model, opt)
	if err != nil {
		return Conflict{}, err
	}
	members, err := e.elasticFilter(ctx, s)
	irreducible := false
	if err == nil {
		members, irreducible, err = e.deletionFilter(ctx, s, members)
	}
	err = errors.Join(err, s.Close())
	sort.Ints(members)
	c := Conflict{Irreducible: irreducible}
	for _, k := range members {
		c.Members = append(c.Members, e.sides[k])
	}
	return c, err
}

// ErrStopped is returned by FindConflict when a limit of the options or the
// context ended it before any conflict was found.
var ErrStopped = errors.New("solve: stopped before a conflict was found")

// elasticFilter enforces the requirements that the cheapest relaxation breaks
// until none is left: those enforced then conflict among themselves.
func (e *elastic) elasticFilter(ctx context.Context, s *Session) ([]int, error) {
	var enforced []int
	for {
		r, err := s.Solve(ctx)
		switch {
		case err != nil:
			return nil, err
		case r.Status == Infeasible:
			return enforced, nil
		case !r.OK():
			return nil, errors.Join(ErrStopped, ctx.Err())
		}
		before := len(enforced)
		for k, side := range e.sides {
			if broken(r.X[e.slack[k]], side) {
				if err := s.SetColBounds(e.slack[k], 0, 0); err != nil {
					return nil, err
				}
				enforced = append(enforced, k)
			}
		}
		if len(enforced) == before {
			return nil, ErrFeasible
		}
	}
}

// deletionFilter leaves out each member in turn and keeps it out while the rest
// still conflicts.
func (e *elastic) deletionFilter(ctx context.Context, s *Session, members []int) ([]int, bool, error) {
	for _, k := range e.slack {
		if err := s.SetCost(k, 0); err != nil {
			return members, false, err
		}
	}
	var kept []int
	sure := true
	for n, k := range members {
		if err := s.SetColBounds(e.slack[k], 0, math.Inf(1)); err != nil {
			return members, false, err
		}
		r, err := s.Solve(ctx)
		if err != nil {
			return append(kept, members[n:]...), false, err
		}
		if r.Status == Infeasible {
			continue
		}
		sure = sure && r.OK()
		kept = append(kept, k)
		if err := s.SetColBounds(e.slack[k], 0, 0); err != nil {
			return members, false, err
		}
	}
	return kept, sure, ctx.Err()
}

// Alone lists those of some soft requirements that no solution meets, even if all
// the others give way. One on which a limit of the options ends the search is left
// out.
func Alone(ctx context.Context, m *Model, soft Soft, among []Side, opt Options) ([]Side, error) {
	e, err := stretch(m, soft)
	if err != nil {
		return nil, err
	}
	opt.Start = nil
	for _, s := range e.slack {
		e.model.Cols[s].Cost = 0
	}
	s, err := Open(e.model, opt)
	if err != nil {
		return nil, err
	}
	var alone []Side
	for k, side := range e.sides {
		if err != nil || ctx.Err() != nil || !containsSide(among, side) {
			continue
		}
		var r Result
		if err = s.SetColBounds(e.slack[k], 0, 0); err != nil {
			continue
		}
		if r, err = s.Solve(ctx); err != nil {
			continue
		}
		if r.Status == Infeasible {
			alone = append(alone, side)
		}
		err = s.SetColBounds(e.slack[k], 0, math.Inf(1))
	}
	return alone, errors.Join(err, s.Close())
}

func containsSide(sides []Side, s Side) bool {
	for _, o := range sides {
		if o.Column == s.Column && o.Index == s.Index && o.Upper == s.Upper {
			return true
		}
	}
	return false
}

// Without returns the model without some sides of its rows and columns.
func (m *Model) Without(sides ...Side) *Model {
	out := m.Clone()
	for _, s := range sides {
		switch {
		case s.Column && s.Upper:
			out.Cols[s.Index].Upper = math.Inf(1)
		case s.Column:
			out.Cols[s.Index].Lower = math.Inf(-1)
		case s.Upper:
			out.Rows[s.Index].Upper = math.Inf(1)
		default:
			out.Rows[s.Index].Lower = math.Inf(-1)
		}
	}
	return out
}

// Continuous returns the model with no whole numbers asked for: what it cannot
// meet, the model cannot either.
func (m *Model) Continuous() *Model {
	out := m.Clone()
	for j := range out.Cols {
		out.Cols[j].Integer = false
	}
	return out
}
