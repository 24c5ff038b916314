package optical

import "math"

func (c *checker) spanIDs() {
	first := make(map[string]Origin, len(c.net.Spans))
	for _, s := range c.net.Spans {
		if s.ID == "" {
			c.span(s, "has no id")
			continue
		}
		if at, seen := first[s.ID]; seen {
			c.span(s, "has the id of an earlier span (%s)", at)
			continue
		}
		first[s.ID] = s.At
	}
}

func (c *checker) spanEnds() {
	for _, s := range c.net.Spans {
		for _, end := range []string{s.From, s.To} {
			if _, ok := c.index[end]; !ok {
				c.span(s, "ends at node %q, which is not in the network", end)
			}
		}
	}
}

func (c *checker) lengths() {
	for _, s := range c.net.Spans {
		if s.LengthKm < 0 || math.IsInf(s.LengthKm, 0) {
			c.span(s, "length %g km: want a finite number, not negative", s.LengthKm)
		}
	}
}

func (c *checker) loops() {
	for _, s := range c.net.Spans {
		if s.From == s.To {
			c.span(s, "starts and ends at node %q: left out", s.From)
		}
	}
}

func (c *checker) parallels() {
	type ends struct{ a, b string }
	first := make(map[ends]string, len(c.net.Spans))
	for _, s := range c.net.Spans {
		if s.From == s.To {
			continue
		}
		key := ends{min(s.From, s.To), max(s.From, s.To)}
		if id, seen := first[key]; seen {
			c.span(s, "joins nodes %q and %q as span %q does: they count as two routes unless they share a risk group", s.From, s.To, id)
			continue
		}
		first[key] = s.ID
	}
}

func (c *checker) zeroLengths() {
	for _, s := range c.net.Spans {
		if s.LengthKm == 0 && s.From != s.To {
			c.span(s, "has length 0 km")
		}
	}
}

func (c *checker) unmeasured() {
	for _, s := range c.net.Spans {
		if !math.IsNaN(s.LengthKm) || len(s.Route) >= 2 || s.From == s.To {
			continue
		}
		if from, to, ok := c.ends(s); ok && !(from.Located() && to.Located()) {
			c.span(s, "has no length and an end without location: left out")
		}
	}
}
