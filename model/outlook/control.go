package outlook

import (
	"math"
	"slices"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/shock"
	"github.com/wattbit/wattbit/model/site"
	"github.com/wattbit/wattbit/model/sovereignty"
)

// Control is who controls the plan's computing, and what stands beside it.
type Control struct {
	Index  sovereignty.Index
	Shares sovereignty.Shares // of the plan, by part; NaN unknown
	Sites  []SiteControl
	// Owners of what operates and of what is committed; nil where the atlas knows
	// no MW.
	Owners *sovereignty.Concentration
}

// SiteControl is a site's index.
type SiteControl struct {
	ID, Name string
	ITMW     float64
	Index    sovereignty.Index
}

// control measures the plan in its last period.
func (m *maker) control() (*Control, error) {
	mixes := site.Mixes(m.Atlas)
	var measured []sovereignty.Site
	out := &Control{}
	for _, s := range m.out.Plan.Sites {
		mw := s.ITMW(m.study.Problem, m.last)
		if mw == 0 {
			continue
		}
		shares := m.sharesOf(mixes, s)
		index, err := sovereignty.Measure(shares)
		if err != nil {
			return nil, err
		}
		at := m.study.Sites[s.Site].Candidate
		out.Sites = append(out.Sites, SiteControl{at.ID, at.Name, mw, index})
		measured = append(measured, sovereignty.Site{MW: mw, Shares: shares})
	}
	var err error
	if out.Shares, err = sovereignty.Portfolio(measured); err != nil {
		return nil, err
	}
	if out.Index, err = sovereignty.Measure(out.Shares); err != nil {
		return nil, err
	}
	if owners, err := sovereignty.Concentrate(m.holdings()); err == nil {
		out.Owners = &owners
	}
	return out, nil
}

// sharesOf are a site's components. Sites that the settings call foreign are owned
// and judged abroad.
func (m *maker) sharesOf(mixes map[string]site.Mix, s plan.SitePlan) sovereignty.Shares {
	c, p := m.Settings.Sovereignty, m.study.Problem
	shares := sovereignty.Shares{
		sovereignty.Ownership: share(c.OwnershipPct), sovereignty.Jurisdiction: share(c.JurisdictionPct),
		sovereignty.Operation: share(c.OperationPct), sovereignty.Hardware: share(c.HardwarePct),
		sovereignty.Energy: 1 - m.fuelled(mixes, s), sovereignty.Network: 0,
	}
	if !p.Sites[s.Site].Domestic {
		shares[sovereignty.Ownership], shares[sovereignty.Jurisdiction] = 0, 0
	}
	if p.Sites[s.Site].Fibers[s.Fiber].Diversity >= plan.NodeDisjoint {
		shares[sovereignty.Network] = 1
	}
	return shares
}

func share(pct *float64) float64 {
	if pct == nil {
		return math.NaN()
	}
	return *pct / 100
}

// holdings are the MW that operate, and those that are committed, by owner.
func (m *maker) holdings() []sovereignty.Holding {
	owner := map[string]string{}
	for _, f := range m.Atlas.Existing {
		owner[f.ID] = f.Owner
	}
	var out []sovereignty.Holding
	for _, s := range shock.Existing(m.Atlas).Sites {
		if mw := s.Loads[0].MW; !math.IsNaN(mw) {
			out = append(out, sovereignty.Holding{Owner: owner[s.ID], MW: mw})
		}
	}
	for _, f := range m.study.Demand.Committed {
		out = append(out, sovereignty.Holding{Owner: f.Owner, MW: f.MW})
	}
	return out
}

// existing lists what operates with a known MW.
func existing(a *atlas.Atlas) []shock.Site {
	return slices.DeleteFunc(shock.Existing(a).Sites, func(s shock.Site) bool { return math.IsNaN(s.Loads[0].MW) })
}
