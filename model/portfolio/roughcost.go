package portfolio

import (
	"math"
	"slices"

	"github.com/wattbit/wattbit/model/cost"
	"github.com/wattbit/wattbit/model/plan"
)

// roughCost is the least cost a year of an IT MW at a site of full size.
func (st *Study) roughCost(d *draft) float64 { return st.roughCosts(&d.site).Total().Total() }

// roughCosts is roughCost by item.
func (st *Study) roughCosts(s *plan.Site) plan.Costs {
	rate, total := st.Settings.DiscountPct/100, sum(st.Settings.Facility.BlocksMW)
	network := cost.CRF(rate, st.Settings.Facility.NetworkLife)
	cheapest := plan.Money{Private: math.Inf(1)}
	for _, c := range s.Connections {
		if m := c.Capex.Times(network / math.Min(total, c.MaxMW/s.PUE)); m.Total() < cheapest.Total() {
			cheapest = m
		}
	}
	lines := plan.Money{Private: math.Inf(1)}
	for _, f := range s.Fibers {
		if m := f.Capex.Times(network).Plus(f.PerYear); m.Total() < lines.Total() {
			lines = m
		}
	}
	last := len(s.EnergyJPYPerMWh) - 1
	mwh := cost.HoursPerYear * s.Utilization * s.PUE
	building := s.Opening.Total() + blocksJPY(s.Blocks)
	return plan.Costs{
		Site: plan.Money{Private: cost.CRF(rate, st.Settings.Facility.LifeYears) * building / total},
		Land: s.Land.Times(rate / total), Connection: cheapest, Fiber: lines.Times(1 / total), Fixed: s.FixedPerMWYear,
		Energy: s.EnergyJPYPerMWh[last].Times(mwh),
		Carbon: plan.Money{Private: mwh * s.CarbonKgPerMWh[last] / 1000 * st.Problem.CarbonJPYPerT[last]},
	}
}

func blocksJPY(blocks []plan.Block) float64 {
	jpy := 0.0
	for _, b := range blocks {
		jpy += b.Capex.Total()
	}
	return jpy
}

// priceDelay sets the price of demand that is not served: the margin that is
// lost and the costs that are saved, those of the median site. So a site is
// built where it costs no more than the margin above that.
func (st *Study) priceDelay() {
	var rough []float64
	for n := range st.Problem.Sites {
		if st.Sites[n].Guest {
			continue
		}
		d := draft{Site: st.Sites[n], site: st.Problem.Sites[n]}
		rough = append(rough, st.roughCost(&d))
	}
	slices.Sort(rough)
	if len(rough) > 0 {
		st.AvoidedJPY = rough[len(rough)/2]
	}
	price := 12e6*st.Settings.Delay.MarginMJPYPerMWMonth + st.AvoidedJPY
	for k := range st.Problem.Classes {
		c := &st.Problem.Classes[k]
		c.UnservedJPYPerMWYear = st.even(price)
		if st.Settings.Classes[c.ID].Must {
			c.UnservedJPYPerMWYear = st.even(math.Inf(1))
		}
	}
}
