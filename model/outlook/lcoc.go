package outlook

import (
	"math"

	"github.com/wattbit/wattbit/model/cost"
	"github.com/wattbit/wattbit/model/plan"
)

// Levelised is the levelised cost of compute of a plan in its last period.
type Levelised struct {
	Year        int
	Sites       []SiteCost // in the order of the plan
	Steps       []cost.Step
	JPYPerITkWh float64 // mean over the sites by IT energy
	Facility    float64 // the same without servers
	Matched     []MatchedCost
}

// SiteCost is a site's levelised cost.
type SiteCost struct {
	ID, Name    string
	ITMW        float64
	Steps       []cost.Step
	JPYPerITkWh float64
	Facility    float64
}

// MatchedCost is the cost with a share of carbon-free energy.
type MatchedCost struct {
	Pct              float64
	PremiumJPYPerKWh float64
	JPYPerITkWh      float64
}

// LCOCSource says what the levelised cost leaves out.
const LCOCSource = "wattbit: annuities of what the plan builds until the last period, prices of that year at the meter; losses behind the meter, taxes and subsidies are not modelled; lines and spans that several sites use are spread by IT MW"

// Names of the steps beside the tariffs.
const (
	stepServers = "Servers"
	stepEnergy  = "Energy"
	stepCarbon  = "Carbon"
)

// levelisedSite turns a built site into a levelised cost in period t; sharedJPY are
// its part of what several sites use.
func levelisedSite(p *plan.Problem, s plan.SitePlan, t int, it Accounts, shared cost.Part) cost.Levelised {
	site, con, fiber := &p.Sites[s.Site], p.Sites[s.Site].Connections[s.Connection], p.Sites[s.Site].Fibers[s.Fiber]
	mw, building := s.ITMW(p, t), site.Opening.Total()
	life := lifeOf(site.Opening)
	for _, b := range site.Blocks[:s.Levels[t]] {
		building += b.Capex.Total()
		life = math.Max(life, lifeOf(b.Capex))
	}
	l := cost.Levelised{
		Rate: p.DiscountRate, ITMW: mw, Utilization: site.Utilization, PUE: site.PUE,
		Parts: []cost.Part{
			{Name: "Building and plant", CapexJPY: building, LifeYears: life},
			{Name: "Land", CapexJPY: site.Land.Total(), LifeYears: math.Inf(1)}, // keeps its value
			{Name: "Connection", CapexJPY: con.Capex.Total(), LifeYears: lifeOf(con.Capex)},
			{Name: "Fiber", CapexJPY: fiber.Capex.Total(), LifeYears: lifeOf(fiber.Capex)},
			shared,
			{Name: stepServers, CapexJPY: it.ITMJPYPerMW * 1e6 * mw, LifeYears: it.ITLifeYears, IT: true},
		},
		Yearly: []cost.Amount{
			{Name: "Operation", JPY: site.FixedPerMWYear.Total() * mw},
			{Name: "Use of connection and fiber", JPY: con.PerMWYear.Total()*s.GridMW(p, t) + fiber.PerYear.Total()},
		},
		Tariffs: []cost.Amount{{Name: stepEnergy, JPY: site.EnergyJPYPerMWh[t].Total()}},
	}
	if site.WheelingJPYPerMWh != nil {
		l.Tariffs = append(l.Tariffs, cost.Amount{Name: "Wheeling", JPY: site.WheelingJPYPerMWh[t].Total()})
	}
	if site.CarbonKgPerMWh != nil && p.CarbonJPYPerT != nil {
		l.Tariffs = append(l.Tariffs, cost.Amount{Name: stepCarbon, JPY: site.CarbonKgPerMWh[t] / 1000 * p.CarbonJPYPerT[t]})
	}
	return l
}

// lifeOf is the life of an investment; one of no money has any.
func lifeOf(c plan.Capex) float64 {
	if c.LifeYears > 0 {
		return c.LifeYears
	}
	return cost.LandYears
}

// sharedPart is what a plan builds for more than one site, up to period t.
func sharedPart(p *plan.Problem, pl plan.Plan, t int) cost.Part {
	part := cost.Part{Name: "Lines and spans of several sites", LifeYears: cost.LandYears}
	add := func(c plan.Capex, n int) {
		if n > 0 {
			part.CapexJPY += c.Total() * float64(n)
			part.LifeYears = lifeOf(c)
		}
	}
	for r, lumps := range pl.Lumps {
		add(p.Reinforcements[r].Capex, lumps[t])
	}
	for n, from := range pl.Shared {
		if from >= 0 && from <= t {
			add(p.Shared[n].Capex, 1)
		}
	}
	return part
}

// sites turns the plan's sites into levelised costs, in the order of the plan.
func (m *maker) levelisedSites(pl plan.Plan) ([]plan.SitePlan, []cost.Levelised) {
	p := m.study.Problem
	whole, shared := 0.0, sharedPart(p, pl, m.last)
	for _, s := range pl.Sites {
		whole += s.ITMW(p, m.last)
	}
	var sites []plan.SitePlan
	var out []cost.Levelised
	for _, s := range pl.Sites {
		if mw := s.ITMW(p, m.last); mw > 0 {
			own := shared
			own.CapexJPY *= mw / whole
			sites, out = append(sites, s), append(out, levelisedSite(p, s, m.last, m.Settings.Accounts, own))
		}
	}
	return sites, out
}

func (m *maker) levelised() Levelised {
	sites, costs := m.levelisedSites(m.out.Plan)
	l := Levelised{Year: m.study.Problem.Years[m.last]}
	for n, c := range costs {
		at := m.study.Sites[sites[n].Site].Candidate
		l.Sites = append(l.Sites, SiteCost{ID: at.ID, Name: at.Name, ITMW: c.ITMW, Steps: c.Waterfall(), JPYPerITkWh: c.JPYPerITkWh(), Facility: c.FacilityJPYPerITkWh()})
	}
	l.Steps, l.JPYPerITkWh, l.Facility = meanCost(costs)
	for _, match := range m.matches() {
		changed := make([]cost.Levelised, len(costs))
		for n, c := range costs {
			changed[n] = m.matched(c, sites[n], match)
		}
		_, all, _ := meanCost(changed)
		l.Matched = append(l.Matched, MatchedCost{match.Pct, match.PremiumJPYPerKWh, all})
	}
	return l
}

// meanCost is the mean over sites by IT energy; NaN where there are none.
func meanCost(costs []cost.Levelised) (steps []cost.Step, compute, facility float64) {
	energy, whole := 0.0, 0.0
	for _, c := range costs {
		whole += c.ITMW * c.Utilization
	}
	for n, c := range costs {
		w := c.ITMW * c.Utilization / whole
		energy += w
		for k, s := range c.Waterfall() {
			if n == 0 {
				steps = append(steps, cost.Step{Name: s.Name})
			}
			steps[k].JPYPerITkWh += w * s.JPYPerITkWh
		}
		compute += w * c.JPYPerITkWh()
		facility += w * c.FacilityJPYPerITkWh()
	}
	if energy == 0 {
		return nil, math.NaN(), math.NaN()
	}
	return steps, compute, facility
}

// matches are the shares asked for; a premium that the plan itself pays goes before
// those of the settings.
func (m *maker) matches() []Match {
	out := append([]Match{}, m.Settings.Readings.Matched...)
	if own := m.study.Settings.Grid.CarbonFree; own.MatchedPct > 0 {
		for n := range out {
			out[n].PremiumJPYPerKWh = own.PremiumJPYPerkWh
		}
	}
	return out
}

// matched replaces the carbon-free contracts within a site's cost.
func (m *maker) matched(c cost.Levelised, s plan.SitePlan, match Match) cost.Levelised {
	own := m.study.Settings.Grid.CarbonFree
	tariffs := append([]cost.Amount{}, c.Tariffs...)
	for n := range tariffs {
		switch tariffs[n].Name {
		case stepEnergy:
			tariffs[n].JPY += 10 * (match.Pct*match.PremiumJPYPerKWh - own.MatchedPct*own.PremiumJPYPerkWh)
		case stepCarbon:
			grid := m.study.Sites[s.Site].GridCarbonKgPerMWh[m.last]
			tariffs[n].JPY = grid * (1 - match.Pct/100) / 1000 * m.study.Problem.CarbonJPYPerT[m.last]
		}
	}
	c.Tariffs = tariffs
	return c
}
