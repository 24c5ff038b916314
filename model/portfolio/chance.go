package portfolio

import (
	"context"
	"fmt"

	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/plan/chance"
)

// NamedUnsure is an assumption of Uncertainty with its key.
type NamedUnsure struct {
	Key string
	Unsure
}

// Named lists the assumptions in the order of the section.
func (u Uncertainty) Named() []NamedUnsure {
	return []NamedUnsure{
		{"demand", u.Demand}, {"facility", u.Facility}, {"land", u.Land}, {"connection", u.Connection}, {"reinforcement", u.Reinforcement},
		{"fiber", u.Fiber}, {"energy", u.Energy}, {"fixed", u.Fixed}, {"carbon_price", u.CarbonPrice}, {"unserved", u.Unserved},
		{"system", u.System}, {"site", u.Site},
	}
}

// spread states the section in the words of model/plan/chance. Wheeling is part
// of the price of energy.
func (u Uncertainty) spread() chance.Spread {
	return chance.Spread{
		Demand: u.Demand.SpreadPct / 100, Site: u.Facility.SpreadPct / 100, Land: u.Land.SpreadPct / 100,
		Connection: u.Connection.SpreadPct / 100, Fiber: u.Fiber.SpreadPct / 100, Reinforcement: u.Reinforcement.SpreadPct / 100,
		Energy: u.Energy.SpreadPct / 100, Fixed: u.Fixed.SpreadPct / 100, CarbonPrice: u.CarbonPrice.SpreadPct / 100,
		Unserved: u.Unserved.SpreadPct / 100, System: u.System.SpreadPct / 100, BySite: u.Site.SpreadPct / 100,
	}
}

// ChanceOptions say what is drawn. No clock ends a search, so that a repeat gives
// the same: TimeLimit of the options is left out.
type ChanceOptions struct {
	Options
	Name    string // stands for the study area and its networks in the store
	Samples int
	Seed    uint64
	Nodes   int          // branch-and-bound nodes of a programme at most, above 0
	Workers int          // the result does not depend on it
	Store   chance.Store // nil: nothing is kept
	Done    func(done, of int)
}

// Chance is how often each site is chosen when figures are uncertain.
type Chance struct {
	Joint  plan.Outcome // with the figures as they are
	InPlan []bool       // by site of the study, of Joint
	chance.Result
}

// Chance finds the joint plan and then that of each draw. Grid rows that the
// joint plan needs are known to all draws. A cancelled context is its error; the
// store keeps what was finished.
func (st *Study) Chance(ctx context.Context, opt ChanceOptions) (*Chance, error) {
	o := st.PlanOptions(ctx, opt.Options)
	o.TimeLimit, o.NodeLimit = 0, opt.Nodes
	step := "the figures as they are"
	o.Progress = opt.progress(&step)
	joint, err := plan.Solve(ctx, st.Problem, o)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", plan.Joint, err)
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	st.adoptFound()
	out := &Chance{Joint: joint, InPlan: make([]bool, len(st.Sites))}
	for _, s := range joint.Plan.Sites {
		out.InPlan[s.Site] = s.ITMW(st.Problem, st.periods()-1) > 0
	}
	o.CheckGrid = st.checking(ctx)
	if opt.Done != nil {
		opt.Done(0, opt.Samples)
	}
	spread := st.Settings.Uncertainty.spread()
	out.Result, err = chance.Run(ctx, chance.Study{
		Name: fmt.Sprintf("%s %+v", opt.Name, spread), Problem: st.Problem, Samples: opt.Samples, Seed: opt.Seed,
		Perturb: spread.Perturb, Plan: o, Workers: opt.Workers, Store: opt.Store, Progress: opt.Done,
	})
	return out, err
}
