package outlook

import (
	"math"

	"github.com/wattbit/wattbit/model/benchmark"
	"github.com/wattbit/wattbit/model/cost"
	"github.com/wattbit/wattbit/model/plan"
)

// PlanFigures are a plan's figures in a planner's words. Lists are by period.
type PlanFigures struct {
	Sites                             int
	AskedMW, ITMW, UnservedMW         []float64 // IT
	MetroPct, CarbonGPerKWh           []float64 // of the new sites
	RTTms                             float64   // mean of what is served under a limit, last period
	TotalJPY, PrivateJPY, SystemJPY   float64   // net present
	OverSequentialJPY, OverBAUJPY     float64   // saved a year against these plans; NaN where missing
	GapPct                            float64   // distance from the proven bound of the joint plan
	Builds                            []Kind
	ReactorsFewest, ReactorsMost      float64 // of the whole path, last period
	LatencyBoundMW, LatencyUnservedMW float64 // IT, last period
	UnservedMWYears, DelayJPY         float64 // delay at the margin of the settings, not discounted
	Metro                             MetroShare
	Areas                             []AreaMW
	Taken                             []Taken
}

// Kind is what is built of one kind for more than one site.
type Kind struct {
	Kind  string // reinforcement, tie, span
	Count int
	JPY   float64 // not discounted
}

// MetroShare is the share of the metros in what stands, before and after the plan:
// MW on the grid, of what operates with a published or estimated figure, of what is
// committed, and of the plan in its last period.
type MetroShare struct {
	ExistingMW, CommittedMW, NewMW float64
	BeforePct, AfterPct            float64
}

// AreaMW is a power area's part, by period.
type AreaMW struct {
	Area, Name               string
	AskedMW, BuiltMW, Served []float64 // IT
}

// Taken are the MW that large new loads take from an area before the plan does, and
// those that stations bring, in the last period.
type Taken struct {
	Area             string
	LoadMW, SupplyMW float64
	// RoomLostMW is how much less room for data centers the area's own supply
	// leaves than without them.
	RoomLostMW float64
}

func (m *maker) planFigures() PlanFigures {
	st, p, e := m.study, m.study.Problem, m.out.Evaluation
	total := e.Costs.Total()
	f := PlanFigures{
		Sites: len(st.SiteRows(m.out.Plan)), AskedMW: st.Demand.ITMW, ITMW: e.ITMW, UnservedMW: e.UnservedMW,
		MetroPct: st.MetroPct(m.out.Plan), CarbonGPerKWh: st.CarbonGPerKWh(m.out.Plan), RTTms: st.MeanRTTms(m.out.Plan),
		TotalJPY: e.TotalJPY, PrivateJPY: total.Private, SystemJPY: total.System,
		OverSequentialJPY: m.savedAgainst(plan.Sequential), OverBAUJPY: m.savedAgainst(plan.BAU),
		GapPct: 100 * (e.TotalJPY - m.Answer.Comparison.Joint.BoundJPY) / math.Abs(e.TotalJPY),
		Metro:  m.metroShare(), Taken: m.taken(),
	}
	f.ReactorsFewest, f.ReactorsMost = benchmark.Reactors(st.Demand.PathMW[m.last])
	for _, kind := range []string{"reinforcement", "tie", "span"} {
		k := Kind{Kind: kind}
		for _, b := range st.Builds(m.out.Plan) {
			if b.Kind == kind {
				k.Count, k.JPY = k.Count+1, k.JPY+b.CostJPY
			}
		}
		f.Builds = append(f.Builds, k)
	}
	for k, id := range st.ClassIDs() {
		limit := st.Settings.Classes[id].RTTms
		if limit == 0 || limit > m.Settings.Readings.LatencyBoundMs {
			continue
		}
		for metro := range p.Metros {
			asked := p.DemandMW[k][metro][m.last]
			f.LatencyBoundMW += asked
			f.LatencyUnservedMW += math.Max(0, asked-e.ServedMW[k][metro][m.last])
		}
	}
	for t, mw := range e.UnservedMW {
		f.UnservedMWYears += mw * float64(m.yearsOf(t))
	}
	f.DelayJPY = cost.DelayJPY(f.UnservedMWYears, 1, 12e6*st.Settings.Delay.MarginMJPYPerMWMonth, 1)
	for _, row := range st.AreaRows(m.out) {
		id := p.Areas[row.Area].ID
		f.Areas = append(f.Areas, AreaMW{id, m.regionName(id), row.AskedMW, row.BuiltMW, row.ServedMW})
	}
	return f
}

// yearsOf is how long a period lasts.
func (m *maker) yearsOf(t int) int {
	p := m.study.Problem
	if t == m.last {
		return p.HorizonYear - p.Years[t]
	}
	return p.Years[t+1] - p.Years[t]
}

// savedAgainst is what the plan saves a year against another method's.
func (m *maker) savedAgainst(how plan.Method) float64 {
	other, ok := m.Answer.Outcome(how)
	if !ok || other.Evaluation.ITMW == nil {
		return math.NaN()
	}
	return plan.ValuePerYearJPY(m.study.Problem, other.Evaluation.TotalJPY-m.out.Evaluation.TotalJPY)
}

func (m *maker) metroShare() MetroShare {
	var s MetroShare
	standing, before, after := 0.0, 0.0, 0.0
	add := func(mw float64, inside bool, stands bool) {
		s.NewMW += mw
		if inside {
			after += mw
		}
		if stands {
			standing += mw
			if inside {
				before += mw
			}
		}
	}
	for _, f := range existing(m.Atlas) {
		add(f.Loads[0].MW, m.study.InMetro(f.Location), true)
	}
	s.ExistingMW = standing
	for _, f := range m.study.Demand.Committed {
		if f.Year <= m.study.Problem.Years[m.last] {
			s.CommittedMW += f.MW
			add(f.MW, m.study.InMetro(f.Location), false)
		}
	}
	for _, site := range m.out.Plan.Sites {
		add(site.GridMW(m.study.Problem, m.last), m.study.Sites[site.Site].Metro, false)
	}
	s.BeforePct, s.AfterPct = 100*before/standing, 100*after/s.NewMW
	s.NewMW -= s.ExistingMW + s.CommittedMW
	return s
}

// taken lists the areas whose supply the settings change.
func (m *maker) taken() []Taken {
	st, year := m.study, m.study.Problem.Years[m.last]
	var out []Taken
	for _, area := range st.Problem.Areas {
		t := Taken{Area: area.ID}
		for _, l := range st.Settings.Grid.Loads {
			for _, place := range m.Atlas.Places {
				if place.ID == l.Place && place.Area == area.ID && l.Year <= year {
					t.LoadMW += l.MW
				}
			}
		}
		for _, s := range st.Settings.Grid.Supply {
			if s.Area == area.ID && s.Year <= year {
				t.SupplyMW += s.MW
			}
		}
		if t.LoadMW == 0 && t.SupplyMW == 0 {
			continue
		}
		now := area.SpareMW[m.last]
		t.RoomLostMW = math.Max(0, now+t.LoadMW-t.SupplyMW) - math.Max(0, now)
		if math.IsInf(now, 0) {
			t.RoomLostMW = math.NaN()
		}
		out = append(out, t)
	}
	return out
}
