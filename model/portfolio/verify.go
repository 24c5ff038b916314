package portfolio

import (
	"context"
	"math"

	"github.com/wattbit/wattbit/model/grid"
	"github.com/wattbit/wattbit/model/plan"
)

// CheckGrid holds a plan's loads of every period against the base case and all
// contingencies, and returns the rows that it exceeds. The study keeps them.
func (st *Study) CheckGrid(ctx context.Context) func(plan.Plan) ([]plan.GridRow, error) {
	return st.checkInto(ctx, &st.watts.found)
}

// adoptFound takes the rows that CheckGrid has kept into the problem.
func (st *Study) adoptFound() {
	st.adopt(st.watts.found)
	st.watts.found = nil
}

// checking is CheckGrid that keeps nothing, for several goroutines at once.
func (st *Study) checking(ctx context.Context) func(plan.Plan) ([]plan.GridRow, error) {
	return func(p plan.Plan) ([]plan.GridRow, error) {
		var rows []plan.GridRow
		return st.checkInto(ctx, &rows)(p)
	}
}

// checkInto is CheckGrid that keeps the rows elsewhere.
func (st *Study) checkInto(ctx context.Context, kept *[]plan.GridRow) func(plan.Plan) ([]plan.GridRow, error) {
	return func(p plan.Plan) ([]plan.GridRow, error) {
		found, err := st.exceeded(ctx, p)
		if err != nil {
			return nil, err
		}
		var rows []plan.GridRow
		for _, f := range found {
			rows = append(rows, st.gridRow(f.SecureRow))
		}
		*kept = append(*kept, rows...)
		return rows, nil
	}
}

// adopt takes rows that checks have found into the problem, so that what is
// solved next knows them.
func (st *Study) adopt(found []plan.GridRow) {
	known := map[string]bool{}
	for _, r := range st.Problem.GridRows {
		known[r.ID] = true
	}
	for _, r := range found {
		if !known[r.ID] {
			known[r.ID] = true
			st.Problem.GridRows = append(st.Problem.GridRows, r)
		}
	}
}

// exceeded lists the rows that a plan's own loads exceed by more than rounding.
func (st *Study) exceeded(ctx context.Context, p plan.Plan) ([]grid.SecureExcess, error) {
	buses := st.watts.secure.Buses()
	found, err := st.watts.secure.Check(ctx, st.statesAt(p, buses))
	if err != nil {
		return nil, err
	}
	var out []grid.SecureExcess
	for _, f := range found {
		if st.ownExcess(p, buses, f) > 10*plan.Tolerance*math.Max(1, f.MarginMW) {
			out = append(out, f)
		}
	}
	return out, nil
}

// ownExcess is how far the plan's loads exceed what the standing loads leave.
func (st *Study) ownExcess(p plan.Plan, buses []int, f grid.SecureExcess) float64 {
	margins, worst := st.margins(buses, f.SecureRow), 0.0
	for t := range st.Settings.Periods {
		all, firm := st.busLoads(p, t)
		load := all
		if f.Outage.Kind != grid.BaseCase {
			load = firm
		}
		left := margins[t] + st.raisedMW(p, t, f.Branch)
		for i, bus := range buses {
			left -= f.PerMW[i] * load[st.watts.busAt[bus]]
		}
		worst = math.Max(worst, -left)
	}
	return worst
}

// raisedMW is what reinforcements add to a branch's rating.
func (st *Study) raisedMW(p plan.Plan, t, branch int) float64 {
	if n, ok := st.watts.lumpOf[branch]; ok && branch >= 0 {
		return float64(p.Lumps[n][t]) * st.watts.rated[branch]
	}
	return 0
}

// busLoads is the plan's load at each bus of the problem, and what of it stays
// after an outage.
func (st *Study) busLoads(p plan.Plan, t int) (all, firm []float64) {
	all, firm = make([]float64, st.numBuses()), make([]float64, st.numBuses())
	for _, s := range p.Sites {
		con := &st.Problem.Sites[s.Site].Connections[s.Connection]
		mw := s.GridMW(st.Problem, t)
		all[con.Bus] += mw
		firm[con.Bus] += mw * con.FirmShare
	}
	return all, firm
}

// statesAt are all loads at some buses by period, as the grid room wants them.
func (st *Study) statesAt(p plan.Plan, buses []int) []grid.LoadState {
	var states []grid.LoadState
	branches := len(st.watts.rated)
	for t := range st.Settings.Periods {
		all, firm := st.busLoads(p, t)
		s := grid.LoadState{RaisedMW: make([]float64, branches)}
		for _, bus := range buses {
			n := st.watts.busAt[bus]
			s.MW = append(s.MW, all[n]+st.watts.fixed[t][n])
			s.FirmMW = append(s.FirmMW, firm[n]+st.watts.fixed[t][n])
		}
		for _, r := range st.Reinforcements {
			for _, i := range r.circuits {
				s.RaisedMW[i] = st.raisedMW(p, t, i)
			}
		}
		states = append(states, s)
	}
	return states
}
