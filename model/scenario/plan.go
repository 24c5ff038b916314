package scenario

import (
	"context"
	"errors"
	"math"
	"slices"

	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/score"
)

// plan makes the joint plan. An area that cannot be planned, for want of a
// network or of candidates, is no error of the run: PlanRefused says why.
func (r *Result) plan(ctx context.Context, opt portfolio.Options) error {
	study, err := r.Study(ctx)
	if errors.Is(err, portfolio.ErrUnplannable) {
		r.PlanRefused = err.Error()
		return nil
	}
	if err != nil {
		return err
	}
	r.Plan, err = study.Solve(ctx, opt)
	return err
}

// Study turns the result's candidates into a joint problem: those that pass
// every gate but the ones that the scenario leaves to the plan.
// Guests are candidates by id that are planned beside them, whatever screening
// says; see portfolio.Inputs.
func (r *Result) Study(ctx context.Context, guests ...string) (*portfolio.Study, error) {
	rows, err := r.plannable(ctx)
	if err != nil {
		return nil, err
	}
	pue := math.NaN()
	if r.Scenario.Site.PUE != nil {
		pue = *r.Scenario.Site.PUE
	}
	return portfolio.New(ctx, r.Scenario.Plan, portfolio.Inputs{
		Atlas: r.Atlas, Table: r.Table, Rows: rows, Capacity: r.Capacity, Routes: r.Routes,
		Concentrations: r.Scenario.Concentrations, Guests: guests, PUE: pue, Workers: r.workers,
	})
}

// plannable lists the rows that pass every gate but the excepted ones.
func (r *Result) plannable(ctx context.Context) ([]int, error) {
	m := r.Model
	m.Gates = slices.DeleteFunc(slices.Clone(m.Gates), func(g score.Gate) bool {
		return slices.Contains(r.Scenario.Plan.Sites.ExceptGates, g.ID)
	})
	scorer, err := m.Compile()
	if err != nil {
		return nil, err
	}
	scores, err := scorer.Score(ctx, r.Figures, score.Options{Workers: r.workers})
	if err != nil {
		return nil, err
	}
	var rows []int
	for i, status := range scores.Status {
		if status == score.Pass {
			rows = append(rows, i)
		}
	}
	return rows, nil
}
