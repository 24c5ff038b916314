package scenario

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/outlook"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/score"
	"github.com/wattbit/wattbit/model/score/value"
	"github.com/wattbit/wattbit/model/site"
)

// Result is a finished run.
type Result struct {
	Scenario *Scenario
	Atlas    *atlas.Atlas
	Inputs   []Input
	// Warnings of the inputs: of the atlas folder and of a user's candidates.
	Warnings []string
	Table    *site.Table
	// Capacity of the grid; nil when the atlas has no network.
	Capacity *site.Capacity
	// Routes of the optical network; nil when the atlas has none.
	Routes    *site.Routes
	Model     score.Model
	Weighting Weighting
	Ranking   *score.Result
	// Robustness says how far the ranking depends on what is not known; nil
	// when it was left out or no candidate passes.
	Robustness *Robustness
	// Plan is the joint plan beside its baselines; nil when it was not asked for,
	// or could not be (PlanRefused says why).
	Plan        *portfolio.Answer
	PlanRefused string
	// Outlook is what the plan of plan.method means; nil without such a plan.
	Outlook *outlook.Outlook
	// Reference is what the plan is held against; nil when the scenario names
	// nothing, or without a plan.
	Reference *Reference
	// Figures is the table as the score saw it.
	Figures *score.Table
	scorer  *score.Scorer
	values  []*value.Function // one per criterion of the model
	columns []*site.Column    // one per criterion of the model
	workers int
}

// MaxMeasuredWhole is how many candidates of a user's file are measured in
// every indicator; of a longer file only those are measured that gates and
// criteria use.
const MaxMeasuredWhole = 50_000

// RunOptions says how to run. They never change the result, but RankingOnly
// leaves a part of it out.
type RunOptions struct {
	RankingOnly bool              // leave out Result.Robustness
	Plan        bool              // make Result.Plan
	PlanOptions portfolio.Options // how to look for it
	Alone       bool              // leave out Result.Reference
	Workers     int               // goroutines; 0 means one per processor
	Progress    func(done string) // called before every step; may be nil
}

func (o RunOptions) workers() int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// Run measures and ranks the scenario's candidates. It stops with ctx's error
// soon after ctx ends.
func (s *Scenario) Run(ctx context.Context, opts RunOptions) (*Result, error) {
	tell := opts.Progress
	if tell == nil {
		tell = func(string) {}
	}
	tell("reading the atlas")
	a, inputs, warnings, err := s.openAtlas()
	if err != nil {
		return nil, err
	}
	tell("choosing candidates")
	candidates, more, err := s.candidates(ctx, a)
	if err != nil {
		return nil, err
	}
	tell("computing the grid's hosting capacity")
	capacity, err := capacityOf(ctx, a, site.CapacityOptions{Year: s.Grid.Year, EmergencyPct: s.Grid.EmergencyPct, Workers: opts.Workers})
	if err != nil {
		return nil, err
	}
	tell("preparing the optical network")
	routes, err := site.NewRoutes(ctx, a, site.RouteOptions{Hubs: s.Fiber.Hubs, Profile: s.Fiber.Profile, IXMinGbps: s.Fiber.IXMinGbps, Workers: opts.Workers})
	if err != nil {
		return nil, err
	}
	tell(fmt.Sprintf("measuring %d candidates", len(candidates)))
	table, err := s.survey(ctx, a, capacity, routes, candidates, opts.Workers)
	if err != nil {
		return nil, err
	}
	tell("scoring")
	r := &Result{Scenario: s, Atlas: a, Inputs: append(inputs, more...), Warnings: append(warnings, homeless(s.Candidates.File, candidates)...), Table: table, Capacity: capacity, Routes: routes, Figures: scoreTable(table), workers: opts.Workers}
	if err := r.compile(); err != nil {
		return nil, err
	}
	r.Ranking, err = r.scorer.Score(ctx, r.Figures, score.Options{Workers: opts.Workers})
	if err != nil {
		return nil, err
	}
	r.Ranking.Warnings = append(r.WeightNotes(), r.Ranking.Warnings...)
	if !opts.RankingOnly && s.Uncertainty.Samples > 0 && len(r.Ranking.Order) > 0 {
		tell("asking how sure the ranking is")
		if r.Robustness, err = r.robustness(ctx); err != nil {
			return nil, err
		}
	}
	if opts.Plan {
		tell("planning sites, grid and fiber together")
		if err := r.plan(ctx, opts.PlanOptions); err != nil {
			return nil, err
		}
	}
	if r.Plan != nil && s.Against != "" && !opts.Alone && ctx.Err() == nil {
		tell("planning " + s.Against + ", which it is held against")
		if r.Reference, err = r.reference(ctx, opts); err != nil {
			return nil, err
		}
	}
	if r.Plan != nil && r.Plan.MainFound() {
		tell("looking at what the plan means")
		if err = r.outlook(ctx); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// survey measures the candidates.
func (s *Scenario) survey(ctx context.Context, a *atlas.Atlas, capacity *site.Capacity, routes *site.Routes, candidates []site.Candidate, workers int) (*site.Table, error) {
	opts := site.Options{MW: s.Site.MW, Concentrations: s.Concentrations, IXMinGbps: s.Fiber.IXMinGbps, Capacity: capacity, Routes: routes}
	if s.Candidates.File != "" && len(candidates) > MaxMeasuredWhole {
		opts.Only = s.indicatorsUsed()
	}
	surveyor, err := site.NewSurveyor(a, opts)
	if err != nil {
		return nil, err
	}
	return surveyor.Survey(ctx, candidates, workers)
}

// indicatorsUsed lists the indicators of the gates and criteria.
func (s *Scenario) indicatorsUsed() []string {
	var used []string
	for _, g := range s.Gates {
		used = append(used, g.Indicator)
	}
	for _, c := range s.Criteria {
		used = append(used, c.Indicator)
	}
	slices.Sort(used)
	return slices.Compact(used)
}

// compile prepares the model of the scenario for the result's table.
func (r *Result) compile() (err error) {
	if r.Model, r.Weighting, err = r.Scenario.Model(); err != nil {
		return err
	}
	if r.scorer, err = r.Model.Compile(); err != nil {
		return err
	}
	for _, c := range r.Model.Criteria {
		function, err := c.Value.Compile()
		if err != nil {
			return err
		}
		r.values = append(r.values, function)
		r.columns = append(r.columns, r.Table.Column(c.Column))
	}
	return nil
}

// scoreTable hands the figures to the score, which knows nothing of sites. The
// columns are shared, not copied.
func scoreTable(t *site.Table) *score.Table {
	st := &score.Table{IDs: make([]string, len(t.Candidates))}
	for i, c := range t.Candidates {
		st.IDs[i] = c.ID
	}
	for _, c := range t.Columns {
		column := score.Column{ID: c.ID, Unit: c.Unit, Values: c.Values}
		column.Low, column.High = bracketsOfMissing(c)
		st.Columns = append(st.Columns, column)
	}
	return st
}

// bracketsOfMissing returns the known range of the figures that are missing:
// the score's interval tells what is not known, not how sure a known figure is.
func bracketsOfMissing(c *site.Column) (low, high []float64) {
	if c.Low == nil {
		return nil, nil
	}
	low, high = make([]float64, len(c.Values)), make([]float64, len(c.Values))
	for i, x := range c.Values {
		low[i], high[i] = math.NaN(), math.NaN()
		if math.IsNaN(x) {
			low[i], high[i] = c.Low[i], c.High[i]
		}
	}
	return low, high
}

// Connections returns the ways to connect a row's site, the best first.
func (r *Result) Connections(row, perClass int) ([]site.Connection, error) {
	connector, err := site.NewConnector(r.Atlas, r.Capacity)
	if err != nil {
		return nil, err
	}
	return connector.Connections(r.Table.Candidates[row].Location, r.Scenario.Site.MW, perClass)
}

// Explain says why one candidate stands where it stands, and what would bring
// it into the top k.
func (r *Result) Explain(id string, k int) (*score.Explanation, error) {
	return r.scorer.Explain(r.Figures, r.Ranking, id, k)
}
