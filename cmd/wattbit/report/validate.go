package report

import (
	"errors"
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// Validate reports what in d cannot be shown: a list whose length does not fit, a
// reference to an id that is not there, a duplicate id, a position off the earth.
func (d *Data) Validate() error {
	return errors.Join(d.checkFrame(), d.checkCandidates(), d.checkSure(), d.checkRules(), d.checkPlan(), d.checkMeaning(), d.checkFronts(), d.checkAlternatives(), d.checkComparison(), d.checkSweep(), d.checkMap(), d.checkLatency())
}

func (d *Data) checkFrame() error {
	groups, figures := map[string]bool{}, map[string]bool{"": true}
	for _, g := range d.Groups {
		if err := add(groups, "group", g.ID); err != nil {
			return err
		}
	}
	for _, f := range d.Figures {
		if err := add(figures, "figure", f.ID); err != nil {
			return err
		}
		if f.Decimals < 0 || f.Decimals > 6 {
			return fmt.Errorf("figure %q: decimals %d, expected 0 to 6", f.ID, f.Decimals)
		}
	}
	for _, c := range d.Criteria {
		if !groups[c.Group] {
			return fmt.Errorf("criterion %q: group %q is not in the list of groups", c.ID, c.Group)
		}
		if !figures[c.Figure] {
			return fmt.Errorf("criterion %q: figure %q is not in the list of figures", c.ID, c.Figure)
		}
	}
	for _, g := range d.Gates {
		if !figures[g.Figure] {
			return fmt.Errorf("gate %q: figure %q is not in the list of figures", g.ID, g.Figure)
		}
		if min(g.Pass, g.Fail, g.Unknown, g.FailOnly, g.Left) < 0 {
			return fmt.Errorf("gate %q: a count is negative", g.ID)
		}
	}
	return nil
}

func add(seen map[string]bool, what, id string) error {
	if id == "" || seen[id] {
		return fmt.Errorf("%s id %q is empty or there twice", what, id)
	}
	seen[id] = true
	return nil
}

func (d *Data) checkCandidates() error {
	seen := map[string]bool{}
	regions, areas := names(d.Regions), names(d.Areas)
	for i := range d.Candidates {
		c := &d.Candidates[i]
		if err := add(seen, "candidate", c.ID); err != nil {
			return err
		}
		if _, ok := regions[c.Region]; !ok && c.Region != "" {
			return fmt.Errorf("candidate %q: region %q is not in the list of regions", c.ID, c.Region)
		}
		if _, ok := areas[c.Area]; !ok && c.Area != "" {
			return fmt.Errorf("candidate %q: area %q is not in the list of areas", c.ID, c.Area)
		}
		if err := d.checkCandidate(c); err != nil {
			return fmt.Errorf("candidate %q: %w", c.ID, err)
		}
	}
	for _, n := range d.Notes {
		if n.Candidate != "" && !seen[n.Candidate] {
			return fmt.Errorf("note on %q: no such candidate", n.Candidate)
		}
	}
	return nil
}

func (d *Data) checkCandidate(c *Candidate) error {
	for _, l := range []struct {
		what      string
		got, want int
	}{
		{"gates", len(c.Gates), len(d.Gates)},
		{"points", len(c.Points), len(d.Criteria)},
		{"figures", len(c.Figures), len(d.Figures)},
	} {
		if l.got != l.want {
			return fmt.Errorf("%d %s, expected %d", l.got, l.what, l.want)
		}
	}
	if c.Rank < 0 {
		return fmt.Errorf("rank %d, expected 0 or more", c.Rank)
	}
	if c.Lon.Known() != c.Lat.Known() || c.Lon.Known() && !onEarth(orb.Point{float64(c.Lon), float64(c.Lat)}) {
		return fmt.Errorf("position %v, %v is not a longitude and latitude", c.Lon, c.Lat)
	}
	for i, s := range c.Gates {
		if s != Pass && s != Fail && s != Unknown {
			return fmt.Errorf("gate %q: state %q, expected pass, fail or unknown", d.Gates[i].ID, s)
		}
	}
	for i, f := range c.Figures {
		switch f.Evidence {
		case Published, Derived, Estimated, Assumed, "":
		default:
			return fmt.Errorf("figure %q: unknown evidence %q", d.Figures[i].ID, f.Evidence)
		}
	}
	return nil
}

func (d *Data) checkMap() error {
	for _, o := range d.Outlines {
		if !shapeOnEarth(o.Shape) {
			return fmt.Errorf("outline %q: a point is not a longitude and latitude", o.ID)
		}
	}
	seen := map[string]bool{}
	for _, l := range d.Layers {
		if err := add(seen, "layer", l.ID); err != nil {
			return err
		}
		if err := l.check(); err != nil {
			return fmt.Errorf("layer %q: %w", l.ID, err)
		}
	}
	return nil
}

func (l *Layer) check() error {
	member := func(what string, i, class int, ok bool) error {
		if class < 0 || class >= len(l.Classes) {
			return fmt.Errorf("%s %d: class %d, expected 0 to %d", what, i, class, len(l.Classes)-1)
		}
		if !ok {
			return fmt.Errorf("%s %d: a point is not a longitude and latitude", what, i)
		}
		return nil
	}
	for i, m := range l.Points {
		if err := member("point", i, m.Class, onEarth(m.At)); err != nil {
			return err
		}
	}
	for i, m := range l.Lines {
		ok := true
		for _, path := range m.Path {
			ok = ok && allOnEarth(path)
		}
		if err := member("line", i, m.Class, ok); err != nil {
			return err
		}
	}
	for i, m := range l.Areas {
		if err := member("area", i, m.Class, shapeOnEarth(m.Shape)); err != nil {
			return err
		}
	}
	return nil
}

func shapeOnEarth(shape orb.MultiPolygon) bool {
	for _, polygon := range shape {
		for _, ring := range polygon {
			if !allOnEarth(orb.LineString(ring)) {
				return false
			}
		}
	}
	return true
}

func allOnEarth(points orb.LineString) bool {
	for _, p := range points {
		if !onEarth(p) {
			return false
		}
	}
	return true
}

func onEarth(p orb.Point) bool {
	return math.Abs(p.Lon()) <= 180 && math.Abs(p.Lat()) <= 90 // false for NaN
}
