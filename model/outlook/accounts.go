package outlook

import (
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/cost"
	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/site"
)

// Balance is where a year's spending on the plan's computing goes, in its last
// period: four accounts, shown apart, and what stays.
type Balance struct {
	Year        int
	SpendingJPY float64
	Shares      cost.Accounts
	JPY         cost.AccountsJPY
	Cases       []cost.DeficitCase
	// BAU are the shares under today's queue; Siting is what the choice of places
	// alone changes against it. NaN and nil where that plan is missing.
	BAU      *cost.Accounts
	Siting   cost.AccountsJPY
	Sentence string
}

// balance computes the accounts of the plan and of today's queue.
func (m *maker) balance() (*Balance, error) {
	outlay, err := m.outlay(m.out.Plan)
	if err != nil {
		return nil, err
	}
	b := &Balance{Year: m.study.Problem.Years[m.last], SpendingJPY: outlay.SpendingJPY(), Siting: cost.AccountsJPY{FuelJPY: math.NaN()}}
	if b.Shares, err = outlay.Accounts(); err != nil {
		return nil, err
	}
	b.JPY = b.Shares.Times(b.SpendingJPY)
	b.Cases = cost.DeficitCases(b.SpendingJPY, b.Shares)
	if queue, ok := m.Answer.Outcome(plan.BAU); ok && len(queue.Plan.Sites) > 0 {
		if today, err := m.outlay(queue.Plan); err == nil {
			shares, err := today.Accounts()
			if err != nil {
				return nil, err
			}
			b.BAU, b.Siting = &shares, cost.SitingAlone(b.SpendingJPY, shares, b.Shares)
		}
	}
	b.Sentence = cost.SitingSentence(b.Siting)
	return b, nil
}

// outlay is a year's spending on all sites of a plan.
func (m *maker) outlay(pl plan.Plan) (cost.Outlay, error) {
	a := m.Settings.Accounts
	sites, costs := m.levelisedSites(pl)
	if len(sites) == 0 {
		return cost.Outlay{}, fmt.Errorf("accounts: the plan builds nothing; expected some IT MW")
	}
	o := cost.Outlay{
		ServicesAbroad: a.ServicesAbroadPct / 100, ITImported: a.ITImportedPct / 100,
		ForeignOwned: a.ForeignOwnedPct / 100, OtherImported: a.OtherImportedPct / 100,
	}
	fuel, mixes := 0.0, site.Mixes(m.Atlas)
	for n, c := range costs {
		s := sites[n]
		mwh := s.MWhPerYear(m.study.Problem, m.last)
		energy := 0.0
		for _, tariff := range c.Tariffs {
			if tariff.Name == stepCarbon {
				o.OtherJPY += tariff.JPY * mwh
			} else {
				energy += tariff.JPY
			}
		}
		for _, part := range c.Parts {
			yearly := part.CapexJPY * cost.CRF(c.Rate, part.LifeYears)
			if part.IT {
				o.ITJPY += yearly
			} else {
				o.OtherJPY += yearly
			}
		}
		for _, y := range c.Yearly {
			o.OtherJPY += y.JPY
		}
		o.ServicesJPY += a.ServicesMJPYPerMW * 1e6 * c.ITMW
		o.EnergyJPY += energy * mwh
		fuelled := m.fuelled(mixes, s)
		if math.IsNaN(fuelled) {
			return cost.Outlay{}, fmt.Errorf("accounts: no mix of energy is known for the power area %s, so that imported fuel cannot be counted",
				m.study.Problem.Areas[m.study.Problem.Sites[s.Site].Area].ID)
		}
		fuel += energy * mwh * cost.ImportedFuelShare(fuelled, a.FuelJPYPerKWh, energy/1000)
	}
	o.FuelShare = fuel / o.EnergyJPY
	margin := a.ProfitPct / 100
	o.ProfitJPY = (o.ServicesJPY + o.ITJPY + o.EnergyJPY + o.OtherJPY) * margin / (1 - margin)
	return o, nil
}

// fuelled is the share of a site's energy from fuel, carbon-free contracts counted;
// NaN where the mix of its area is not known.
func (m *maker) fuelled(mixes map[string]site.Mix, s plan.SitePlan) float64 {
	mix, ok := mixes[m.study.Problem.Areas[m.study.Problem.Sites[s.Site].Area].ID]
	if !ok {
		return math.NaN()
	}
	return mix.FuelledPct() / 100 * (1 - m.study.Settings.Grid.CarbonFree.MatchedPct/100)
}
