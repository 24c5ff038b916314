package scenario

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/portfolio"
)

// Reference is the plan of another scenario that a run's plan is held against.
type Reference struct {
	Name     string
	Headline Headline
	Plan     *portfolio.Answer
}

// references keeps the results of built-in scenarios on the built-in atlas that
// a repeat would give again, so that a program that runs many scenarios makes
// each reference once.
var references struct {
	sync.Mutex
	byKey map[string]*Reference
}

// reference makes the plan of the scenario that this one is held against, with
// the same settings from the command line.
func (r *Result) reference(ctx context.Context, opts RunOptions) (*Reference, error) {
	other, err := Load(r.Scenario.Against, r.Scenario.settings...)
	if err != nil {
		return nil, fmt.Errorf("scenario %s, which %s is held against: %w", r.Scenario.Against, r.Scenario.Name, err)
	}
	key, err := json.Marshal(struct {
		Scenario *Scenario
		Limit    any
	}{other, opts.PlanOptions.TimeLimit})
	if err != nil {
		return nil, err
	}
	references.Lock()
	defer references.Unlock()
	if known, ok := references.byKey[string(key)]; ok {
		return known, nil
	}
	opts.RankingOnly, opts.Plan, opts.Alone = true, true, true
	result, err := other.Run(ctx, opts)
	if err != nil {
		return nil, fmt.Errorf("scenario %s, which %s is held against: %w", r.Scenario.Against, r.Scenario.Name, err)
	}
	ref := &Reference{Name: other.Name, Headline: result.Headline(), Plan: result.Plan}
	if result.Plan != nil && result.Plan.Record().Reproducible && result.Atlas == atlas.Japan() {
		if references.byKey == nil {
			references.byKey = map[string]*Reference{}
		}
		references.byKey[string(key)] = ref
	}
	return ref, nil
}
