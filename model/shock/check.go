package shock

import (
	"fmt"
	"math"
	"strings"
	"unicode"

	"github.com/wattbit/wattbit/geo"
)

// MaxSamples is the largest number of events that may be drawn.
const MaxSamples = 100_000

// mistake is what is wrong in a record, with the path of the key.
type mistake struct{ path, message string }

func (m *mistake) Error() string { return "shock: " + m.path + ": " + m.message }

func wrong(path, format string, args ...any) error {
	return &mistake{path, fmt.Sprintf(format, args...)}
}

// Check holds a record against what can be told without an atlas: every figure in
// its range, every level known. The error names the key.
func (s *Shock) Check() error {
	checks := []func() error{s.checkHead, s.checkDraws, s.checkLevels, s.checkZones, s.checkTime, s.checkBasis}
	for _, check := range checks {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

func (s *Shock) checkHead() error {
	for _, text := range []struct{ key, value string }{{"id", s.ID}, {"title", s.Title}, {"source", s.Source}} {
		if strings.TrimSpace(text.value) == "" || strings.ContainsFunc(text.value, unicode.IsControl) {
			return wrong(text.key, "found %q; expected text of one line", text.value)
		}
	}
	if !s.Evidence.Valid() {
		return wrong("evidence", "found %q; expected published, derived, estimated or assumed", s.Evidence)
	}
	if len(s.Hours) == 0 {
		return wrong("hours", "found none; expected at least one hour, such as [0, 72, 720]")
	}
	for i, h := range s.Hours {
		if !(h >= 0) || math.IsInf(h, 1) || i > 0 && h <= s.Hours[i-1] {
			return wrong(fmt.Sprintf("hours[%d]", i), "found %g; expected hours from 0, ascending", h)
		}
	}
	return nil
}

func (s *Shock) checkDraws() error {
	switch d := s.Draws; {
	case d.Samples < 0 || d.Samples > MaxSamples:
		return wrong("draws.samples", "found %d; expected 0 to %d", d.Samples, MaxSamples)
	case !(d.Correlation >= 0 && d.Correlation < 1):
		return wrong("draws.correlation", "found %g; expected from 0 to below 1", d.Correlation)
	case s.Worst.Spans < 0 || s.Worst.Spans > MaxWorstSpans:
		return wrong("worst.spans", "found %d; expected 0 to %d", s.Worst.Spans, MaxWorstSpans)
	case s.Worst.MaxStates < 0:
		return wrong("worst.max_states", "found %d; expected 0 or more", s.Worst.MaxStates)
	case s.Worst.Spans > 0 && (d.Samples > 0 || len(s.Zones)+len(s.PowerAreas) > 0):
		return wrong("worst.spans", "found a search for the worst cut beside draws, zones or power areas; expected a shock of its own")
	}
	return nil
}

func share(path string, x float64) error {
	if !(x >= 0 && x <= 1) {
		return wrong(path, "found %g; expected a share from 0 to 1", x)
	}
	return nil
}

func amount(path, what string, x float64) error {
	if !(x >= 0) || math.IsInf(x, 1) {
		return wrong(path, "found %g; expected %s, not negative", x, what)
	}
	return nil
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *Shock) checkLevels() error {
	seen := map[string]bool{}
	for i, l := range s.Levels {
		at := fmt.Sprintf("levels[%d].", i)
		if l.ID == "" || seen[l.ID] {
			return wrong(at+"id", "found %q; expected an id that no other level has", l.ID)
		}
		seen[l.ID] = true
		if err := first(share(at+"sites", l.Sites), share(at+"grid", l.Grid), share(at+"nodes", l.Nodes), share(at+"landings", l.Landings),
			amount(at+"spans_per_100km", "cuts", l.SpansPer100Km), amount(at+"sea_cables_per_100km", "cuts", l.CablesPer100Km)); err != nil {
			return err
		}
	}
	return nil
}

func (s *Shock) checkZones() error {
	known := map[string]bool{}
	for _, l := range s.Levels {
		known[l.ID] = true
	}
	for i, z := range s.Zones {
		at := fmt.Sprintf("zones[%d]", i)
		switch {
		case !known[z.Level]:
			return wrong(at+".level", "found %q; expected the id of a level", z.Level)
		case (len(z.Regions) > 0) == (len(z.Line) > 0):
			return wrong(at, "found %d regions and a line of %d points; expected one of the two", len(z.Regions), len(z.Line))
		case len(z.Line) > 0 && !(z.WithinKm > 0 && z.WithinKm <= maxWithinKm):
			return wrong(at+".within_km", "found %g; expected km above 0, at most %d", z.WithinKm, maxWithinKm)
		case len(z.Line) == 0 && z.WithinKm != 0:
			return wrong(at+".within_km", "found %g without a line; expected a line", z.WithinKm)
		case z.Hazard != nil && z.Hazard.Quantity == "":
			return wrong(at+".hazard.quantity", "found nothing; expected a quantity of the atlas's hazards")
		case z.Hazard != nil && (math.IsNaN(z.Hazard.AtLeast) || math.IsInf(z.Hazard.AtLeast, 0)):
			return wrong(at+".hazard.at_least", "found %g; expected a number", z.Hazard.AtLeast)
		}
		for j, p := range z.Line {
			if len(p) != 2 {
				return wrong(fmt.Sprintf("%s.line[%d]", at, j), "found %d numbers; expected longitude, latitude", len(p))
			}
			if err := geo.CheckLonLat(p[0], p[1]); err != nil {
				return wrong(fmt.Sprintf("%s.line[%d]", at, j), "%v; expected longitude, latitude", err)
			}
		}
	}
	for i, a := range s.PowerAreas {
		if err := share(fmt.Sprintf("power_areas[%d].grid", i), a.Grid); err != nil {
			return err
		}
	}
	return nil
}

// maxWithinKm bounds the distance from a line.
const maxWithinKm = 2000

func (s *Shock) checkTime() error {
	for _, c := range []struct {
		path  string
		steps []Step
	}{{"restore.grid", s.Restore.Grid}, {"restore.sites", s.Restore.Sites}} {
		last := Step{}
		for i, step := range c.steps {
			at := fmt.Sprintf("%s[%d]", c.path, i)
			if !(step.Hour > last.Hour) || math.IsInf(step.Hour, 1) {
				return wrong(at+".hour", "found %g; expected hours above 0, ascending", step.Hour)
			}
			if !(step.Share >= last.Share && step.Share <= 1) {
				return wrong(at+".share", "found %g; expected a share from 0 to 1 that does not fall", step.Share)
			}
			last = step
		}
	}
	r, b := s.Repair, s.Backup
	return first(amount("repair.land_hours", "hours", r.LandHours), amount("repair.sea_hours", "hours", r.SeaHours),
		amount("repair.node_hours", "hours", r.NodeHours), amount("backup.hours", "hours", b.Hours),
		share("backup.starts", b.Starts), share("backup.refuel", b.Refuel))
}

func (s *Shock) checkBasis() error {
	for i, b := range s.Basis {
		at := fmt.Sprintf("basis[%d].", i)
		if b.Of == "" || b.Source == "" || strings.ContainsFunc(b.Of+b.Source, unicode.IsControl) {
			return wrong(at+"source", "found of %q and source %q; expected both, of one line", b.Of, b.Source)
		}
		if !b.Evidence.Valid() {
			return wrong(at+"evidence", "found %q; expected published, derived, estimated or assumed", b.Evidence)
		}
	}
	return nil
}
