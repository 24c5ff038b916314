package portfolio

import (
	"context"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/grid"
	"github.com/wattbit/wattbit/model/plan"
)

// CheckGrid holds a plan's loads of every period against the base case and all
// contingencies, and returns the rows that it exceeds and the problem lacks.
func (st *Study) CheckGrid(ctx context.Context) func(plan.Plan) ([]plan.GridRow, error) {
	return func(p plan.Plan) ([]plan.GridRow, error) {
		found, err := st.exceeded(ctx, p)
		if err != nil {
			return nil, err
		}
		var rows []plan.GridRow
		for _, f := range found {
			row, fresh := st.gridRow(f.SecureRow)
			if !fresh {
				return nil, fmt.Errorf("portfolio: row %s is exceeded by %.4g MW, though the plan was made with it", row.ID, f.ExcessMW)
			}
			rows = append(rows, row)
		}
		return rows, nil
	}
}

// exceeded lists the rows that a plan's own loads exceed by more than rounding.
func (st *Study) exceeded(ctx context.Context, p plan.Plan) ([]grid.SecureExcess, error) {
	found, err := st.watts.secure.Check(ctx, st.states(p))
	if err != nil {
		return nil, err
	}
	var out []grid.SecureExcess
	for _, f := range found {
		if st.ownExcess(p, f) > 10*plan.Tolerance*math.Max(1, f.MarginMW) {
			out = append(out, f)
		}
	}
	return out, nil
}

// ownExcess is how far the plan's loads exceed what the standing loads leave.
func (st *Study) ownExcess(p plan.Plan, f grid.SecureExcess) float64 {
	margins, worst := st.margins(f.SecureRow), 0.0
	for t := range st.Settings.Periods {
		all, firm := st.busLoads(p, t)
		load := all
		if f.Outage.Kind != grid.BaseCase {
			load = firm
		}
		left := margins[t] + st.raisedMW(p, t, f.Branch)
		for i, bus := range st.watts.secure.Buses() {
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

// states are all loads by period, as the grid room wants them.
func (st *Study) states(p plan.Plan) []grid.LoadState {
	var states []grid.LoadState
	branches := len(st.watts.rated)
	for t := range st.Settings.Periods {
		all, firm := st.busLoads(p, t)
		s := grid.LoadState{RaisedMW: make([]float64, branches)}
		for _, bus := range st.watts.secure.Buses() {
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
