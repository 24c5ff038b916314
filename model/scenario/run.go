package scenario

import (
	"context"
	"fmt"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/score"
	"github.com/wattbit/wattbit/model/score/value"
	"github.com/wattbit/wattbit/model/site"
)

// Result is a finished run.
type Result struct {
	Scenario  *Scenario
	Atlas     *atlas.Atlas
	Inputs    []Input
	Table     *site.Table
	Model     score.Model
	Weighting Weighting
	Ranking   *score.Result
	// Figures is the table as the score saw it.
	Figures *score.Table
	scorer  *score.Scorer
	values  []*value.Function // one per criterion of the model
}

// RunOptions says how to run. They never change the result.
type RunOptions struct {
	Workers  int               // goroutines; 0 means one per processor
	Progress func(done string) // called before every step; may be nil
}

// Run measures and ranks the scenario's candidates. It stops with ctx's error
// soon after ctx ends.
func (s *Scenario) Run(ctx context.Context, opts RunOptions) (*Result, error) {
	tell := opts.Progress
	if tell == nil {
		tell = func(string) {}
	}
	tell("reading the atlas")
	a, inputs, err := s.openAtlas()
	if err != nil {
		return nil, err
	}
	tell("choosing candidates")
	candidates, more, err := s.candidates(ctx, a)
	if err != nil {
		return nil, err
	}
	tell(fmt.Sprintf("measuring %d candidates", len(candidates)))
	surveyor, err := site.NewSurveyor(a, site.Options{MW: s.Site.MW, Concentrations: s.Concentrations})
	if err != nil {
		return nil, err
	}
	table, err := surveyor.Survey(ctx, candidates, opts.Workers)
	if err != nil {
		return nil, err
	}
	tell("scoring")
	r := &Result{Scenario: s, Atlas: a, Inputs: append(inputs, more...), Table: table, Figures: scoreTable(table)}
	if r.Model, r.Weighting, err = s.Model(); err != nil {
		return nil, err
	}
	if r.scorer, err = r.Model.Compile(); err != nil {
		return nil, err
	}
	for _, c := range r.Model.Criteria {
		function, err := c.Value.Compile()
		if err != nil {
			return nil, err
		}
		r.values = append(r.values, function)
	}
	r.Ranking, err = r.scorer.Score(ctx, r.Figures, score.Options{Workers: opts.Workers})
	return r, err
}

// scoreTable hands the figures to the score, which knows nothing of sites. The
// columns are shared, not copied.
func scoreTable(t *site.Table) *score.Table {
	st := &score.Table{IDs: make([]string, len(t.Candidates))}
	for i, c := range t.Candidates {
		st.IDs[i] = c.ID
	}
	for _, c := range t.Columns {
		st.Columns = append(st.Columns, score.Column{ID: c.ID, Unit: c.Unit, Values: c.Values})
	}
	return st
}

// Explain says why one candidate stands where it stands, and what would bring
// it into the top k.
func (r *Result) Explain(id string, k int) (*score.Explanation, error) {
	return r.scorer.Explain(r.Figures, r.Ranking, id, k)
}
