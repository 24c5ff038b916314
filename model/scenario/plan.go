package scenario

import (
	"context"
	"errors"
	"fmt"
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
	return r.study(ctx, nil, guests)
}

func (r *Result) study(ctx context.Context, shared *portfolio.Shared, guests []string) (*portfolio.Study, error) {
	rows, err := r.plannable(ctx)
	if err != nil {
		return nil, err
	}
	pue := math.NaN()
	if r.Scenario.Site.PUE != nil {
		pue = *r.Scenario.Site.PUE
	}
	study, err := portfolio.New(ctx, r.Scenario.Plan, portfolio.Inputs{
		Atlas: r.Atlas, Table: r.Table, Rows: rows, Capacity: r.Capacity, Routes: r.Routes,
		Concentrations: r.Scenario.Concentrations, Guests: guests, Shared: shared, PUE: pue, Workers: r.workers,
	})
	var wrong *portfolio.SettingError
	if errors.As(err, &wrong) {
		err = r.Scenario.blameSetting("plan."+wrong.Path, err)
	}
	return study, err
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

// eventScenarios are the built-in scenarios whose events stand for the worst that
// can happen where a scenario on the built-in atlas names none.
var eventScenarios = []string{"tokyo-quake", "nankai"}

// WorstEvents are the events that a plan of the scenario is held against: those
// of its policy, else those of the built-in scenarios tokyo-quake and nankai; none
// on another atlas.
func (s *Scenario) WorstEvents() ([]portfolio.Event, error) {
	if events := s.Plan.Policy.Events; len(events) > 0 || s.Atlas != BuiltinAtlas {
		return events, nil
	}
	var events []portfolio.Event
	for _, name := range eventScenarios {
		other, err := Load(name)
		if err != nil {
			return nil, err
		}
		events = append(events, other.Plan.Policy.Events...)
	}
	return events, nil
}

// SharedStudies turns several results into joint problems of the same sites and
// the same elements that may be rebuilt: all that any of them shortlists, less
// the sites that another one's gates, grid or fiber refuse, which are returned by
// id. The results must be of one atlas.
func SharedStudies(ctx context.Context, results []*Result) (studies []*portfolio.Study, dropped []string, err error) {
	for _, r := range results {
		if r.Atlas.Meta.ID != results[0].Atlas.Meta.ID || r.Scenario.Atlas != results[0].Scenario.Atlas {
			return nil, nil, fmt.Errorf("%w: %s is on the atlas %s, %s on %s", portfolio.ErrIncomparable,
				results[0].Scenario.Name, results[0].Scenario.Atlas, r.Scenario.Name, r.Scenario.Atlas)
		}
	}
	var shared *portfolio.Shared
	for {
		studies = nil
		for _, r := range results {
			st, err := r.study(ctx, shared, nil)
			if err != nil {
				return nil, nil, fmt.Errorf("%s: %w", r.Scenario.Name, err)
			}
			studies = append(studies, st)
		}
		if shared == nil {
			shared = portfolio.Share(studies)
			continue
		}
		kept, less := shared.Within(studies)
		if dropped = append(dropped, less...); len(less) == 0 {
			return studies, dropped, nil
		}
		if len(kept.Sites) == 0 {
			return nil, nil, fmt.Errorf("%w: they have no site in common", portfolio.ErrIncomparable)
		}
		shared = kept
	}
}
