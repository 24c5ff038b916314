package portfolio

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/model/plan"
)

// Gauge is a measure of a plan that its cost can be traded against, the smaller
// the better, all of the last period.
type Gauge struct {
	ID    string // metro, rtt, carbon or event
	Title string
	Unit  string // of Shown
	// Problem is the study's with the shares that the measure asks about, which
	// limit nothing by themselves.
	Problem *plan.Problem
	Measure plan.Measure
	Events  []Event // that event asks about
	shown   float64 // what a unit of the measure is in Unit
}

// GaugeIDs are the ids of all gauges.
var GaugeIDs = []string{"metro", "rtt", "carbon", "event"}

// metroShare is the id of the share of the metros.
const metroShare = "the metros"

// Shown is a value of the measure in the gauge's unit.
func (g *Gauge) Shown(value float64) float64 { return value * g.shown }

// Of is the gauge of a plan, in its unit; NaN where the plan builds nothing.
func (g *Gauge) Of(p plan.Plan) float64 {
	last := len(g.Problem.Years) - 1
	if !slices.ContainsFunc(p.Sites, func(s plan.SitePlan) bool { return s.ITMW(g.Problem, last) > 0 }) {
		return math.NaN()
	}
	return g.Shown(g.Measure.Of(g.Problem, p))
}

// Gauge returns a gauge by its id. The worst event is the worst of those that
// the policy caps, or of the given ones where it caps none.
func (st *Study) Gauge(id string, events []Event) (*Gauge, error) {
	own := *st.Problem
	own.Policy.Shares = slices.Clone(own.Policy.Shares)
	g := &Gauge{ID: id, Problem: &own, shown: 1}
	switch id {
	case "metro":
		g.Title, g.Unit, g.shown = "share of the metros in the IT MW", "%", 100
		g.Measure = plan.Measure{Quantity: plan.Share, Shares: []string{metroShare}}
		g.ask(st.metroCap(st.even(1)))
	case "rtt":
		g.Title, g.Unit = "mean round trip of the IT MW to the metros, by their people", "ms"
		g.Measure = plan.Measure{Quantity: plan.MeanRTT}
	case "carbon":
		g.Title, g.Unit = "mean carbon intensity of the sites' energy", "g CO2/kWh"
		g.Measure = plan.Measure{Quantity: plan.CarbonIntensity}
	case "event":
		g.Title, g.Unit, g.shown = "share of the IT MW lost in the worst event", "%", 100
		g.Measure = plan.Measure{Quantity: plan.Share}
		if err := st.askEvents(g, events); err != nil {
			return nil, err
		}
	default:
		return nil, fmt.Errorf("measure %q; expected one of %s", id, strings.Join(GaugeIDs, ", "))
	}
	return g, g.Measure.Check(g.Problem)
}

// ask adds a share that is not in the policy.
func (g *Gauge) ask(s plan.ShareCap) {
	if !slices.ContainsFunc(g.Problem.Policy.Shares, func(o plan.ShareCap) bool { return o.ID == s.ID }) {
		g.Problem.Policy.Shares = append(g.Problem.Policy.Shares, s)
	}
}

func (st *Study) askEvents(g *Gauge, events []Event) error {
	g.Events = st.Settings.Policy.Events
	if len(g.Events) == 0 {
		g.Events = events
	}
	if len(g.Events) == 0 {
		return fmt.Errorf("measure event: the scenario names no event; expected some in plan.policy.events")
	}
	for i, e := range g.Events {
		s, err := st.eventCap(i, e)
		if err != nil {
			return err
		}
		s.MaxShare = st.even(1)
		g.ask(s)
		g.Measure.Shares = append(g.Measure.Shares, e.ID)
	}
	return nil
}

// adopting is a check of the grid that takes the rows it finds into a problem
// too, so that every later solve of it knows them.
func (st *Study) adopting(ctx context.Context, p *plan.Problem) func(plan.Plan) ([]plan.GridRow, error) {
	check := st.checking(ctx)
	return func(pl plan.Plan) ([]plan.GridRow, error) {
		rows, err := check(pl)
		for _, r := range rows {
			if !slices.ContainsFunc(p.GridRows, func(o plan.GridRow) bool { return o.ID == r.ID }) {
				p.GridRows = append(slices.Clip(p.GridRows), r)
			}
		}
		return rows, err
	}
}
