package power

import (
	"errors"
	"fmt"
	"math"
)

// Check returns the problems that would make the network meaningless, the
// first 20 of them: an id used twice, a reference to a bus or branch that is not there, a number that
// is not finite where one is needed, a negative rating. It returns nil when
// there is none.
func (n *Network) Check() error {
	c := checker{buses: make(map[string]bool, len(n.Buses))}
	if !(n.BaseMVA > 0) || math.IsInf(n.BaseMVA, 0) {
		c.fail("base %g MVA, expected a positive number", n.BaseMVA)
	}
	for i := range n.Buses {
		c.unique("bus", n.Buses[i].ID, c.buses)
	}
	members := c.branches(n.Branches)
	c.generators(n.Generators)
	seen := map[string]bool{}
	for _, l := range n.Loads {
		c.unique("load", l.ID, seen)
		c.bus("load", l.ID, l.Bus)
		c.finite("load", l.ID, "MW", l.MW)
	}
	clear(seen)
	for _, s := range n.Shunts {
		c.unique("shunt", s.ID, seen)
		c.bus("shunt", s.ID, s.Bus)
		c.finite("shunt", s.ID, "MW", s.MW)
	}
	links := c.links(n.Links)
	c.interfaces(n.Interfaces, members, links)
	return errors.Join(c.errs...)
}

// maxErrors keeps the report of a hopeless file readable.
const maxErrors = 20

type checker struct {
	buses map[string]bool
	errs  []error
}

func (c *checker) fail(format string, args ...any) {
	if len(c.errs) < maxErrors {
		c.errs = append(c.errs, fmt.Errorf(format, args...))
	}
}

func (c *checker) unique(kind, id string, seen map[string]bool) {
	if id == "" {
		c.fail("%s without an id", kind)
	} else if seen[id] {
		c.fail("%s %q stands twice", kind, id)
	}
	seen[id] = true
}

func (c *checker) bus(kind, id, bus string) {
	if !c.buses[bus] {
		c.fail("%s %q: no bus %q", kind, id, bus)
	}
}

func (c *checker) finite(kind, id, field string, v float64) {
	if !finite(v) {
		c.fail("%s %q: %s is %g, expected a finite number", kind, id, field, v)
	}
}

func (c *checker) rating(id, field string, v float64) {
	if math.IsNaN(v) || v < 0 {
		c.fail("branch %q: %s is %g, expected a number ≥ 0", id, field, v)
	}
}

func (c *checker) branches(branches []Branch) map[string]bool {
	seen := make(map[string]bool, len(branches))
	for i := range branches {
		b := &branches[i]
		c.unique("branch", b.ID, seen)
		c.bus("branch", b.ID, b.From)
		c.bus("branch", b.ID, b.To)
		c.finite("branch", b.ID, "r", b.R)
		c.finite("branch", b.ID, "x", b.X)
		c.finite("branch", b.ID, "shift", b.ShiftDeg)
		c.finite("branch", b.ID, "tap", b.Tap)
		if b.Tap == 0 {
			c.fail("branch %q: tap is 0, expected 1 for none", b.ID)
		}
		c.rating(b.ID, "normal rating", b.RateMW)
		c.rating(b.ID, "short-term rating", b.ShortTermMW)
		c.rating(b.ID, "emergency rating", b.EmergencyMW)
		if math.IsNaN(b.MinAngleDeg) || math.IsNaN(b.MaxAngleDeg) {
			c.fail("branch %q: an angle limit is NaN, expected ±360 for none", b.ID)
		}
	}
	return seen
}

func (c *checker) generators(gens []Generator) {
	seen := make(map[string]bool, len(gens))
	for i := range gens {
		g := &gens[i]
		c.unique("generator", g.ID, seen)
		c.bus("generator", g.ID, g.Bus)
		c.finite("generator", g.ID, "MW", g.MW)
		if math.IsNaN(g.MinMW) || math.IsNaN(g.MaxMW) {
			c.fail("generator %q: limits %g..%g MW, expected numbers", g.ID, g.MinMW, g.MaxMW)
		}
		if err := g.Cost.Check(); err != nil {
			c.fail("generator %q: %w", g.ID, err)
		}
	}
}

func (c *checker) links(links []Link) map[string]bool {
	seen := make(map[string]bool, len(links))
	for i := range links {
		l := &links[i]
		c.unique("link", l.ID, seen)
		c.bus("link", l.ID, l.From)
		c.bus("link", l.ID, l.To)
		c.finite("link", l.ID, "MW", l.MW)
		if math.IsNaN(l.MinMW) || math.IsNaN(l.MaxMW) || l.MinMW > l.MaxMW {
			c.fail("link %q: limits %g..%g MW, expected the lower one first", l.ID, l.MinMW, l.MaxMW)
		}
		if err := l.Cost.Check(); err != nil {
			c.fail("link %q: %w", l.ID, err)
		}
		if !(l.LossMW >= 0) || !(l.LossShare >= 0 && l.LossShare < 1) || math.IsInf(l.LossMW, 0) {
			c.fail("link %q: loss %g MW + %g of the flow, expected ≥ 0 and a share below 1", l.ID, l.LossMW, l.LossShare)
		}
	}
	return seen
}

func (c *checker) interfaces(list []Interface, branches, links map[string]bool) {
	seen := map[string]bool{}
	for _, f := range list {
		c.unique("interface", f.ID, seen)
		if math.IsNaN(f.ForwardMW) || math.IsNaN(f.ReverseMW) {
			c.fail("interface %q: a limit is NaN, expected +Inf for none", f.ID)
		}
		for _, m := range f.Members {
			if m.Link == "" && !branches[m.Branch] {
				c.fail("interface %q: no branch %q", f.ID, m.Branch)
			}
			if m.Link != "" && !links[m.Link] {
				c.fail("interface %q: no link %q", f.ID, m.Link)
			}
		}
	}
}
