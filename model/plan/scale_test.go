package plan

import (
	"fmt"
	"math"
	"testing"
)

// TestScaledMovesItsOwnItem: each factor multiplies its item of a fixed plan's
// cost, and no other.
func TestScaledMovesItsOwnItem(t *testing.T) {
	p := tiny(8, 3, 2)
	p.Shared = append(p.Shared, Shared{ID: "corridor", Capex: Capex{Money{Private: 1e9}, 30}, PerYear: Money{System: 1e7}})
	p.Reinforcements[0].PerYear = Money{System: 1e6}
	before := fmt.Sprintf("%+v", p)
	plan := solved(t, tiny(8, 3, 2), exact).Plan
	plan.Shared, plan.Lumps[0] = []int{1, 0}, []int{0, 1}
	at := func(q *Problem) Costs {
		e, err := Evaluate(q, plan)
		if err != nil {
			t.Fatal(err)
		}
		c := e.Costs
		c.Residual = Money{} // of several items
		return c
	}
	base := at(p)
	if base.Fiber.total() == 0 || base.Reinforcement.total() == 0 || base.Unserved.total() == 0 || base.Carbon.total() == 0 {
		t.Fatalf("the plan shows too little: %+v", base)
	}
	tests := map[string]struct {
		set  func(*Factors)
		item func(*Costs) *Money
	}{
		"site":          {func(f *Factors) { f.Site = 3 }, func(c *Costs) *Money { return &c.Site }},
		"land":          {func(f *Factors) { f.Land = 3 }, func(c *Costs) *Money { return &c.Land }},
		"connection":    {func(f *Factors) { f.Connection = 3 }, func(c *Costs) *Money { return &c.Connection }},
		"fiber":         {func(f *Factors) { f.Fiber = 3 }, func(c *Costs) *Money { return &c.Fiber }},
		"reinforcement": {func(f *Factors) { f.Reinforcement = 3 }, func(c *Costs) *Money { return &c.Reinforcement }},
		"energy":        {func(f *Factors) { f.Energy = 3 }, func(c *Costs) *Money { return &c.Energy }},
		"wheeling":      {func(f *Factors) { f.Wheeling = 3 }, func(c *Costs) *Money { return &c.Wheeling }},
		"carbon":        {func(f *Factors) { f.CarbonPrice = 3 }, func(c *Costs) *Money { return &c.Carbon }},
		"fixed":         {func(f *Factors) { f.Fixed = 3 }, func(c *Costs) *Money { return &c.Fixed }},
		"unserved":      {func(f *Factors) { f.Unserved = 3 }, func(c *Costs) *Money { return &c.Unserved }},
	}
	for name, tt := range tests {
		f := Unscaled()
		tt.set(&f)
		want := base
		item := tt.item(&want)
		*item = item.Times(3)
		if got := at(p.Scaled(f)); !near(got.Total().total(), want.Total().total()) || !near(tt.item(&got).total(), item.total()) {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
	if got := at(p.Scaled(Unscaled())); got != base {
		t.Errorf("unscaled: %+v, was %+v", got, base)
	}
	f := Unscaled()
	f.System, f.BySite = 2, []float64{1, 1, 1}
	if got, want := at(p.Scaled(f)).Total(), base.Total(); !near(got.System, 2*want.System) || !near(got.Private, want.Private) {
		t.Errorf("system twice: %+v of %+v", got, want)
	}
	f = Unscaled()
	f.BySite = []float64{2, 2, 2}
	if got := at(p.Scaled(f)); !near(got.Site.total(), 2*base.Site.total()) || !near(got.Energy.total(), 2*base.Energy.total()) {
		t.Errorf("every site twice: %+v of %+v", got, base)
	}
	f = Unscaled()
	f.Demand = 2
	if q := p.Scaled(f); q.DemandMW[1][1][1] != 2*p.DemandMW[1][1][1] {
		t.Error("demand is not doubled")
	}
	if fmt.Sprintf("%+v", p) != before {
		t.Error("the problem itself has changed")
	}
	f.Unserved = 0
	if q := must().Scaled(f); !math.IsInf(q.Classes[0].UnservedJPYPerMWYear[0], 1) {
		t.Error("a must is no must any more")
	}
}
