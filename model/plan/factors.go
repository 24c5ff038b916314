package plan

import (
	"math"
	"sort"

	"github.com/wattbit/wattbit/model/cost"
)

// total is the sum of the two parts.
func (m Money) total() float64 { return m.Private + m.System }

// Total is the sum of the two parts.
func (m Money) Total() float64 { return m.total() }

// Plus returns the sum part by part.
func (m Money) Plus(n Money) Money { return Money{m.Private + n.Private, m.System + n.System} }

// Times returns both parts scaled.
func (m Money) Times(x float64) Money { return Money{m.Private * x, m.System * x} }

// calendar turns payments into present values.
type calendar struct {
	years   []int // first year of each period, then the horizon
	base    int
	rate    float64
	annuity []float64 // [period] value of 1 a year through it, paid at each year's start
}

func newCalendar(p *Problem) calendar {
	c := calendar{base: p.BaseYear, rate: p.DiscountRate}
	c.years = append(append(c.years, p.Years...), p.HorizonYear)
	for t := range p.Years {
		sum := 0.0
		for y := c.years[t]; y < c.years[t+1]; y++ {
			sum += c.at(float64(y))
		}
		c.annuity = append(c.annuity, sum)
	}
	return c
}

// at is the discount factor of a year's start.
func (c calendar) at(year float64) float64 { return cost.Discount(c.rate, year-float64(c.base)) }

// purchase returns the present value of 1 of capex first paid in period t and
// again whenever it wears out before the horizon, and what the last purchase is
// worth at the horizon.
func (c calendar) purchase(t int, lifeYears float64) (paid, residual float64) {
	horizon := float64(c.years[len(c.years)-1])
	last := float64(c.years[t])
	paid = c.at(last)
	for last+lifeYears < horizon {
		last += lifeYears
		paid += c.at(last)
	}
	return paid, c.at(horizon) * cost.ResidualShare(c.rate, lifeYears, horizon-last)
}

// net is what 1 of capex paid in period t costs in the end.
func (c calendar) net(t int, lifeYears float64) float64 {
	paid, residual := c.purchase(t, lifeYears)
	return paid - residual
}

// step is the cost of 1 of capex as the coefficient of a cumulative variable:
// the cost of building in t instead of in t+1.
func (c calendar) step(t int, lifeYears float64) float64 {
	if t == len(c.annuity)-1 {
		return c.net(t, lifeYears)
	}
	return c.net(t, lifeYears) - c.net(t+1, lifeYears)
}

// ready is the first period that starts in the year or later.
func (c calendar) ready(year int) int {
	periods := c.years[:len(c.years)-1]
	return sort.SearchInts(periods, year)
}

// forever is the life of what does not wear out.
var forever = math.Inf(1)

// life is the capex's life; capex of nothing never wears out.
func (c Capex) life() float64 {
	if c.Money == (Money{}) {
		return forever
	}
	return c.LifeYears
}
