package portfolio

import (
	"cmp"
	"context"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/internal/nearname"
	"github.com/wattbit/wattbit/model/plan"
)

// addAreas fills the power areas, their adequacy at the peak and the ties
// between them. Peaks without the new data centers stay as they are today:
// OCCTO's outlook to FY2034, less the data centers and fabs in it, is level.
func (st *Study) addAreas(context.Context) error {
	a, p := st.in.Atlas, st.Problem
	supply, peak := map[string]float64{}, map[string]float64{}
	for _, g := range a.GridGenerators {
		if g.InService {
			supply[g.Area] += g.MaxMW
		}
	}
	for _, f := range a.Areas {
		if f.Quantity == "peak_demand" {
			peak[f.Subject] = f.Value
		}
	}
	people := map[string]float64{}
	for _, r := range a.Regions {
		if r.Kind == atlas.PowerArea {
			st.areaAt[r.ID] = len(p.Areas)
			area := plan.Area{ID: r.ID, SpareMW: st.even(math.Inf(1))}
			if supply[r.ID] > 0 && peak[r.ID] > 0 {
				area.SpareMW = st.even(supply[r.ID] - peak[r.ID]*(1+st.Settings.Grid.ReservePct/100))
			} else {
				st.note("the adequacy of %s is not modelled: the atlas lacks its peak or its power stations", r.Name)
			}
			p.Areas = append(p.Areas, area)
			people[r.ID] = r.Population
		}
	}
	if err := st.changeSupply(); err != nil {
		return err
	}
	if err := st.shareQueue(people); err != nil {
		return err
	}
	return st.addTies()
}

// changeSupply lets power stations come and go.
func (st *Study) changeSupply() error {
	for i, s := range st.Settings.Grid.Supply {
		n, ok := st.areaAt[s.Area]
		if !ok {
			return inSetting("grid.supply", fmt.Errorf("grid.supply[%d]: power area %q is not in the atlas%s", i, s.Area, nearname.Hint(s.Area, sortedKeys(st.areaAt))))
		}
		for t, year := range st.Settings.Periods {
			if s.Year <= year {
				st.Problem.Areas[n].SpareMW[t] += s.MW
			}
		}
	}
	return nil
}

// shareQueue spreads today's queue: what the settings do not name goes to the
// other areas by their people, evenly where nobody knows them.
func (st *Study) shareQueue(people map[string]float64) error {
	left, others := 100.0, 0.0
	for _, id := range sortedKeys(st.Settings.Demand.QueuePct) {
		if _, ok := st.areaAt[id]; !ok {
			return inSetting("demand.queue_pct", fmt.Errorf("demand.queue_pct: power area %q is not in the atlas%s", id, nearname.Hint(id, sortedKeys(st.areaAt))))
		}
		left -= st.Settings.Demand.QueuePct[id]
	}
	if left < -1e-9 {
		return inSetting("demand.queue_pct", fmt.Errorf("demand.queue_pct: the shares add up to %.4g %%; expected at most 100", 100-left))
	}
	named := func(id string) bool { _, ok := st.Settings.Demand.QueuePct[id]; return ok }
	unnamed := 0
	for _, area := range st.Problem.Areas {
		if named(area.ID) {
			continue
		}
		unnamed++
		if !math.IsNaN(people[area.ID]) {
			others += people[area.ID]
		}
	}
	if unnamed == 0 && left > 1e-9 {
		return inSetting("demand.queue_pct", fmt.Errorf("demand.queue_pct: the shares add up to %.4g %%; expected 100, as every power area is named", 100-left))
	}
	for n := range st.Problem.Areas {
		area := &st.Problem.Areas[n]
		switch {
		case named(area.ID):
			area.QueueShare = st.Settings.Demand.QueuePct[area.ID] / 100
		case others == 0: // nobody knows the people
			area.QueueShare = math.Max(0, left) / 100 / float64(unnamed)
		case !math.IsNaN(people[area.ID]):
			area.QueueShare = math.Max(0, left) / 100 * people[area.ID] / others
		}
	}
	return nil
}

// addTies fills the limits of the ties by period.
func (st *Study) addTies() error {
	changes := map[string]Tie{}
	for i, t := range st.Settings.Grid.Ties {
		if _, twice := changes[t.ID]; twice {
			return inSetting("grid.ties", fmt.Errorf("grid.ties[%d]: %q is named twice", i, t.ID))
		}
		changes[t.ID] = t
	}
	var ids []string
	for _, states := range st.in.Atlas.Ties() {
		ids = append(ids, states[0].ID)
		last := states[len(states)-1]
		from, ok := st.areaAt[last.From]
		to, ok2 := st.areaAt[last.To]
		if !ok || !ok2 {
			return fmt.Errorf("interconnection %s: %s or %s is no power area of the atlas", last.ID, last.From, last.To)
		}
		change, changed := changes[last.ID]
		delete(changes, last.ID)
		link := plan.Link{ID: last.ID, From: from, To: to}
		stepYear := last.Year
		if changed {
			if stepYear = change.Year; change.Build || stepYear == 0 {
				stepYear = math.MaxInt
			}
		}
		for _, year := range st.Settings.Periods {
			forward, reverse := limitsIn(states, stepYear, year)
			link.MW, link.BackMW = append(link.MW, forward), append(link.BackMW, reverse)
		}
		if changed && change.Build {
			if err := st.tieToBuild(&link, states, change); err != nil {
				return err
			}
		}
		st.Problem.Links = append(st.Problem.Links, link)
	}
	for _, id := range sortedKeys(changes) {
		return inSetting("grid.ties", fmt.Errorf("grid.ties: %q is not an interconnection of the atlas%s", id, nearname.Hint(id, ids)))
	}
	return nil
}

// limitsIn are a tie's limits in a year, its last step coming in stepYear.
func limitsIn(states []atlas.Interconnection, stepYear, year int) (forward, reverse float64) {
	for k, s := range states {
		ready := s.Year
		if k == len(states)-1 {
			ready = stepYear
		}
		if ready <= year {
			forward, reverse = s.ForwardMW, s.ReverseMW
		}
	}
	return forward, reverse
}

// tieToBuild makes the last step of a tie a reinforcement that the plan pays for.
func (st *Study) tieToBuild(link *plan.Link, states []atlas.Interconnection, change Tie) error {
	last, before := states[len(states)-1], 0.0
	if len(states) > 1 {
		before = states[len(states)-2].ForwardMW
	}
	jpy := change.CostBJPY * 1e9
	if jpy == 0 {
		jpy = (last.CostLowJPY + last.CostHighJPY) / 2
	}
	if !(jpy > 0) {
		return inSetting("grid.ties", fmt.Errorf("grid.ties: the atlas has no cost of %q; expected cost_bjpy above 0", last.ID))
	}
	n := len(st.Problem.Reinforcements)
	st.Problem.Reinforcements = append(st.Problem.Reinforcements, plan.Reinforcement{
		ID: "tie:" + last.ID, Lumps: 1, ReadyYear: cmp.Or(change.Year, last.Year),
		Capex: st.networkCapex(plan.Money{System: jpy * st.Settings.Costs.Grid}),
	})
	st.Reinforcements = append(st.Reinforcements, Reinforcement{Tie: last.ID, Name: last.Name, MW: last.ForwardMW - before})
	link.Gains = []plan.Gain{{Reinforcement: n, MWPerLump: last.ForwardMW - before}}
	return nil
}

func (st *Study) networkCapex(m plan.Money) plan.Capex {
	return plan.Capex{Money: m, LifeYears: st.Settings.Facility.NetworkLife}
}
