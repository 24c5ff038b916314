package grid

import (
	"context"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/solve"
)

// OPFOptions choose what an optimal power flow must respect beside the units'
// limits and the normal ratings.
type OPFOptions struct {
	IgnoreRatings     bool
	IgnoreAngleLimits bool
	// Solve steers the solver.
	Solve solve.Options
}

// OPF is the cheapest dispatch that the network can carry.
type OPF struct {
	Status    solve.Status
	Objective float64 // currency per hour; NaN without a solution
	UnitMW    []float64
	LinkMW    []float64 // what each link draws at From
	Flow      *Flow     // nil without a solution
	// PricePerMWh is the locational marginal price of each bus; NaN where it
	// is not known: out of service, in a dead island, without duals.
	PricePerMWh []float64
	// Binding are the elements at a limit, with what an additional MW of it
	// would save per hour.
	Binding []Shadow
	Rounds  int // solves until no limit was violated
	Rows    int // limits that had to be stated
}

// Shadow is the value of a limit.
type Shadow struct {
	Limit
	FlowMW float64
	PerMW  float64 // currency per hour and MW, ≥ 0
}

// OPF returns the cheapest output of units and controllable links within their
// limits, the normal ratings and the angle limits (linear DC optimal power
// flow). Costs must be convex; a unit without a cost is free. The network
// stays out of the programme: limits enter as rows of distribution factors,
// only those that a solution violates, until none is.
func (g *Grid) OPF(ctx context.Context, opt OPFOptions) (*OPF, error) {
	p, err := g.newProgramme(opt)
	if err != nil {
		return nil, fmt.Errorf("grid: opf: %w", err)
	}
	session, err := solve.Open(&p.model, opt.Solve)
	if err != nil {
		return nil, fmt.Errorf("grid: opf: %w", err)
	}
	defer session.Close()
	out := &OPF{Objective: math.NaN()}
	for {
		r, err := session.Solve(ctx)
		if err != nil {
			return nil, fmt.Errorf("grid: opf: %w", err)
		}
		if r.Stop == solve.StopCancel {
			return nil, fmt.Errorf("grid: opf: %w", context.Cause(ctx))
		}
		out.Rounds++
		out.Status = r.Status
		if !r.OK() {
			return out, nil
		}
		flow := p.flow(r.X)
		rows := p.violated(flow)
		if len(rows) == 0 {
			p.report(out, flow, &r)
			return out, nil
		}
		out.Rows += len(rows)
		if err := session.AddRows(rows...); err != nil {
			return nil, fmt.Errorf("grid: opf: %w", err)
		}
	}
}
