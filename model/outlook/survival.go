package outlook

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/wattbit/wattbit/model/shock"
)

// Hours after an event at which survival is told: at once, after three days, after
// a month.
func Hours() []float64 { return []float64{0, 72, 720} }

// Survival is what is alive after some events, of the plan's sites and of what
// stands today.
type Survival struct {
	Shocks []ShockOutlook
	Cut    *shock.WorstCut // nil where it was not searched
	MW     float64         // held against them, as far as known
	NewMW  float64         // of it, the plan's
}

// ShockOutlook is one event.
type ShockOutlook struct {
	ID      string
	Samples int
	shock.Survival
}

// cutShock is the built-in shock that searches for the worst cut.
const cutShock = "fiber-cut"

// survival holds the sites against every event. An event that this atlas has not
// the places for is a note.
func (m *maker) survival(ctx context.Context) (*Survival, error) {
	s := m.Settings.Readings.Survival
	if len(s.Shocks) == 0 && s.Spans == 0 {
		return nil, nil
	}
	p := shock.Problem{Workers: m.Workers}
	var err error
	if p.Ground, err = shock.NewGround(m.Atlas); err != nil {
		return nil, err
	}
	if p.Bits, err = shock.AtlasBits(m.Atlas, m.study.Problem.Years[m.last], m.Hubs...); err != nil {
		return nil, err
	}
	if edits := m.study.SpanEdits(m.out.Plan); len(edits) > 0 {
		if p.Bits.Network, err = p.Bits.Network.Apply(edits...); err != nil {
			return nil, err
		}
	}
	out := &Survival{}
	p.Sites = m.placed()
	for n, site := range p.Sites {
		for _, l := range site.Loads {
			out.MW += l.MW
			if n < m.built {
				out.NewMW += l.MW
			}
		}
	}
	for _, name := range s.Shocks {
		if p.Shock, err = shock.Load(name); err != nil {
			return nil, err
		}
		p.Shock.Hours = Hours()
		if p.Shock.Draws.Samples > 0 {
			p.Shock.Draws.Samples = s.Samples
		}
		r, err := shock.Run(ctx, p)
		if err != nil {
			if ctx.Err() != nil {
				return nil, err
			}
			var mistake *shock.Error
			if errors.As(err, &mistake) {
				plain := *mistake
				plain.Excerpt = "" // a note is one line
				err = &plain
			}
			m.note("survival of %s: %v", name, err)
			continue
		}
		out.Shocks = append(out.Shocks, ShockOutlook{ID: name, Samples: r.Samples, Survival: r.Survival()})
	}
	if s.Spans > 0 {
		err = m.worstCut(ctx, p, out)
	}
	return out, err
}

// worstCut searches the worst loss of so many spans.
func (m *maker) worstCut(ctx context.Context, p shock.Problem, out *Survival) error {
	var err error
	if p.Shock, err = shock.Load(cutShock); err != nil {
		return err
	}
	p.Shock.Hours, p.Shock.Worst.Spans = []float64{0}, m.Settings.Readings.Survival.Spans
	r, err := shock.Run(ctx, p)
	if err != nil {
		if ctx.Err() != nil {
			return err
		}
		m.note("worst cut: %v", err)
		return nil
	}
	out.Cut = r.Worst
	return nil
}

// placed are the plan's sites with the classes that they serve in the last period,
// then what stands today. What a site has beyond what it serves may be of any class.
func (m *maker) placed() []shock.Site {
	p, known := m.study.Problem, map[string]bool{}
	for _, c := range shock.Classes() {
		known[c.ID] = true
	}
	var sites []shock.Site
	for _, s := range m.out.Plan.Sites {
		left := s.ITMW(p, m.last)
		if left == 0 {
			continue
		}
		at := m.study.Sites[s.Site].Candidate
		site := shock.Site{ID: "new:" + at.ID, Name: at.Name, Location: at.Location, Region: at.Region, Area: at.Area}
		for k, id := range m.study.ClassIDs() {
			mw := 0.0
			for _, f := range m.out.Plan.Flows {
				if f.Site == s.Site && f.Class == k && f.Period == m.last && !f.Backup {
					mw += f.MW
				}
			}
			if mw = min(mw, left); mw > 0 && known[id] {
				site.Loads = append(site.Loads, shock.ITLoad{Class: id, MW: mw})
				left -= mw
			}
		}
		if left > 0 {
			site.Loads = append(site.Loads, shock.ITLoad{MW: left})
		}
		sites = append(sites, site)
	}
	m.built = len(sites)
	return append(sites, existing(m.Atlas)...)
}

func (m *maker) note(format string, args ...any) {
	if text := fmt.Sprintf(format, args...); !slices.Contains(m.notes, text) {
		m.notes = append(m.notes, text)
	}
}

// at returns the share connected at an hour after a shock, 0 to 1; false where it
// was not computed.
func (s *Survival) at(id string, hour float64) (float64, bool) {
	if s == nil {
		return 0, false
	}
	for _, x := range s.Shocks {
		if h := slices.Index(x.Hours, hour); x.ID == id && h >= 0 {
			return x.Curves[1].Mean[h], true
		}
	}
	return 0, false
}

// worst is the largest cut searched, with the share of the MW that it takes.
func (s *Survival) worst() (step shock.CutStep, lost float64, ok bool) {
	if s == nil || s.Cut == nil || len(s.Cut.Steps) == 0 || s.MW == 0 {
		return shock.CutStep{}, 0, false
	}
	step = s.Cut.Steps[len(s.Cut.Steps)-1]
	return step, step.LostMW / s.MW, true
}
