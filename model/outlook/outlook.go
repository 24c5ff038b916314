package outlook

import (
	"context"
	"errors"
	"fmt"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/benchmark"
	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/portfolio"
)

// Inputs are what an outlook is made from.
type Inputs struct {
	Answer   *portfolio.Answer
	Atlas    *atlas.Atlas
	Hubs     []string // fiber nodes that a site must reach one of to be connected
	Settings Settings
	Workers  int // goroutines; the result does not depend on it
	// Reference is what the plan is held against, by its scenario's name; nil for
	// nothing.
	Reference *portfolio.Answer
	Against   string
}

// Outlook is what a plan means. Parts that cannot be computed are nil and named in
// the notes.
type Outlook struct {
	Method      plan.Method
	Years       []int
	Plan        PlanFigures
	Queue       Queue
	Survival    *Survival
	Levelised   Levelised
	Balance     *Balance
	Control     *Control
	Flexible    Flexible
	Shift       Shift
	Benchmarks  []benchmark.Agreement
	Displaced   *Displaced // nil where the plan is held against nothing
	Notes       []string
	settings    Settings
	delaySource string
}

// ErrNoPlan says that the method that the settings name has no plan.
var ErrNoPlan = errors.New("no plan to look at")

// maker holds what the parts share.
type maker struct {
	Inputs
	study *portfolio.Study
	out   plan.Outcome
	last  int // period
	built int // sites of the plan among the placed ones
	notes []string
}

// Make looks at the plan that the answer's settings name. It stops with ctx's
// error soon after ctx ends.
func Make(ctx context.Context, in Inputs) (*Outlook, error) {
	if !in.Answer.MainFound() {
		return nil, ErrNoPlan
	}
	method, out := in.Answer.Main()
	m := &maker{Inputs: in, study: in.Answer.Study, out: out, last: len(in.Answer.Study.Problem.Years) - 1}
	o := &Outlook{
		Method: method, Years: m.study.Problem.Years, Plan: m.planFigures(), Queue: m.queue(), Levelised: m.levelised(), Flexible: m.flexible(),
		settings: in.Settings, delaySource: m.study.Settings.Delay.Source,
	}
	o.Shift = shift(o.Flexible.Areas, m.movableShare(), m.study.Settings.Facility.UtilizationPct/100)
	var err error
	if o.Balance, err = m.balance(); err != nil {
		m.note("%v", err)
	}
	if o.Control, err = m.control(); err != nil {
		m.note("%v", err)
	}
	if o.Survival, err = m.survival(ctx); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		m.note("survival: %v", err)
	}
	if o.Benchmarks, err = m.benchmarks(o); err != nil {
		return nil, fmt.Errorf("outlook: %w", err)
	}
	o.Displaced = m.displaced()
	o.Notes = m.notes
	return o, nil
}

func (m *maker) regionName(id string) string {
	for _, r := range m.Atlas.Regions {
		if r.ID == id {
			return r.Name
		}
	}
	return id
}
