package plan

import (
	"errors"
	"fmt"
	"math"
)

// ErrProblem is wrapped by every complaint about a problem that is not
// well-formed.
var ErrProblem = errors.New("plan: bad problem")

// checker collects the first fault.
type checker struct {
	p   *Problem
	err error
}

func (c *checker) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf("%w: "+format, append([]any{ErrProblem}, args...)...)
	}
}

// Check reports the first fault: slices of the wrong length, indices that do
// not exist, ids used twice, figures out of range or missing.
func (p *Problem) Check() error {
	c := &checker{p: p}
	c.frame()
	if c.err == nil {
		c.demand()
		c.areas()
		c.assets()
		for i := range p.Sites {
			c.site(&p.Sites[i])
		}
		c.rows()
		c.policy()
	}
	return c.err
}

func (c *checker) frame() {
	p := c.p
	if len(p.Years) == 0 {
		c.fail("no periods")
		return
	}
	for t := 1; t < len(p.Years); t++ {
		if p.Years[t] <= p.Years[t-1] {
			c.fail("period %d starts in %d, not after %d", t, p.Years[t], p.Years[t-1])
		}
	}
	if last := p.Years[len(p.Years)-1]; p.HorizonYear <= last {
		c.fail("the horizon %d is not after the last period's start %d", p.HorizonYear, last)
	}
	if p.HorizonYear-p.BaseYear > 1000 {
		c.fail("the horizon %d is more than 1000 years after the base year %d", p.HorizonYear, p.BaseYear)
	}
	if p.BaseYear > p.Years[0] {
		c.fail("the base year %d is after the first period %d", p.BaseYear, p.Years[0])
	}
	c.between("discount rate", p.DiscountRate, 0, 1)
	c.series("carbon price", p.CarbonJPYPerT, 0, math.MaxFloat64, true)
}

// between wants low ≤ x ≤ high; NaN is out of range.
func (c *checker) between(what string, x, low, high float64) {
	if !(x >= low && x <= high) {
		c.fail("%s is %g, want %g to %g", what, x, low, high)
	}
}

// series wants one figure in range for each period.
func (c *checker) series(what string, xs []float64, low, high float64, optional bool) {
	if optional && xs == nil {
		return
	}
	if len(xs) != len(c.p.Years) {
		c.fail("%s has %d figures for %d periods", what, len(xs), len(c.p.Years))
	}
	for t, x := range xs {
		if !(x >= low && x <= high) {
			c.fail("%s in period %d is %g, want %g to %g", what, t, x, low, high)
		}
	}
}

func (c *checker) money(what string, m Money) {
	c.between(what+", private part", m.Private, -math.MaxFloat64, math.MaxFloat64)
	c.between(what+", system part", m.System, -math.MaxFloat64, math.MaxFloat64)
}

// capex wants costs of 0 or more: otherwise building earlier would pay.
func (c *checker) capex(what string, x Capex) {
	c.between(what+", private part", x.Private, 0, math.MaxFloat64)
	c.between(what+", system part", x.System, 0, math.MaxFloat64)
	if x.Money != (Money{}) && !(x.LifeYears >= 1) {
		c.fail("%s lasts %g years, want 1 or more", what, x.LifeYears)
	}
}

func (c *checker) index(what string, i, n int) {
	if i < 0 || i >= n {
		c.fail("%s is %d, want 0 to %d", what, i, n-1)
	}
}

// unique complains about ids that are empty or used twice.
func (c *checker) unique(what string, n int, id func(int) string) {
	seen := make(map[string]bool, n)
	for i := range n {
		switch {
		case id(i) == "":
			c.fail("%s %d has no id", what, i)
		case seen[id(i)]:
			c.fail("%s id %q is used twice", what, id(i))
		}
		seen[id(i)] = true
	}
}

func (c *checker) demand() {
	p := c.p
	c.unique("class", len(p.Classes), func(i int) string { return p.Classes[i].ID })
	c.unique("metro", len(p.Metros), func(i int) string { return p.Metros[i].ID })
	for _, m := range p.Metros {
		if m.Area != -1 {
			c.index("area of metro "+m.ID, m.Area, len(p.Areas))
		}
	}
	for _, k := range p.Classes {
		c.series("unserved price of class "+k.ID, k.UnservedJPYPerMWYear, 0, math.Inf(1), false)
		c.between("backup share of class "+k.ID, k.BackupShare, 0, 10)
		if k.BackupShare > 0 && len(p.Policy.Separated) == 0 {
			c.fail("class %s needs backups, but the policy names no separated zones", k.ID)
		}
	}
	if len(p.DemandMW) != len(p.Classes) {
		c.fail("demand has %d classes, want %d", len(p.DemandMW), len(p.Classes))
		return
	}
	for k, byMetro := range p.DemandMW {
		if len(byMetro) != len(p.Metros) {
			c.fail("demand of class %s has %d metros, want %d", p.Classes[k].ID, len(byMetro), len(p.Metros))
			return
		}
		for m, xs := range byMetro {
			c.series(fmt.Sprintf("demand of class %s in %s", p.Classes[k].ID, p.Metros[m].ID), xs, 0, 1e9, false)
		}
	}
}
