package portfolio

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/geo"
	"github.com/wattbit/wattbit/internal/nearname"
	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/site"
)

// addPolicy states what the planner demands beyond physics.
func (st *Study) addPolicy(context.Context) error {
	s, p := st.Settings.Policy, &st.Problem.Policy
	if s.MetroMaxPct < 100 {
		var most []float64
		for _, year := range st.Settings.Periods {
			most = append(most, shareFrom(s.MetroMaxPct, year >= s.MetroFrom))
		}
		p.Shares = append(p.Shares, st.metroCap(most))
	}
	for _, owner := range sortedKeys(st.Settings.Sites.Owners) {
		owned := st.Settings.Sites.Owners[owner]
		if err := st.areCandidates("sites.owners."+owner, owned); err != nil {
			return err
		}
		if s.OwnerMaxPct < 100 {
			p.Shares = append(p.Shares, plan.ShareCap{ID: owner, Kind: plan.ProviderShare, MaxShare: st.even(s.OwnerMaxPct / 100),
				Sites: st.weighted(func(n int) float64 { return oneIf(slices.Contains(owned, st.Sites[n].Candidate.ID)) })})
		}
	}
	for i, e := range s.Events {
		cap, err := st.eventCap(i, e)
		if err != nil {
			return err
		}
		p.Shares = append(p.Shares, cap)
	}
	for i, m := range s.Regions {
		if err := st.addMinimum(i, m); err != nil {
			return err
		}
	}
	if len(s.BudgetBJPY) > 0 {
		if len(s.BudgetBJPY) != st.periods() {
			return inSetting("policy.budget_bjpy", fmt.Errorf("policy.budget_bjpy: %d figures for %d periods", len(s.BudgetBJPY), st.periods()))
		}
		for _, b := range s.BudgetBJPY {
			p.BudgetJPY = append(p.BudgetJPY, b*1e9)
		}
	}
	if s.CarbonGKWh > 0 {
		p.CarbonKgPerMWh = st.even(s.CarbonGKWh)
	}
	st.addZones()
	return nil
}

// areCandidates wants ids of candidates.
func (st *Study) areCandidates(path string, ids []string) error {
	for _, id := range ids {
		if !slices.ContainsFunc(st.in.Table.Candidates, func(c site.Candidate) bool { return c.ID == id }) {
			all := st.in.Table.Candidates
			near := nearname.Find(id, len(all), func(i int) []string { return []string{all[i].ID, all[i].Name, all[i].NameLocal} })
			return inSetting(path, fmt.Errorf("%s: no candidate %q%s", path, id, nearname.Among(near, len(all), func(i int) string { return all[i].ID })))
		}
	}
	return nil
}

// nearPlaces is the hint to a place that the atlas does not have.
func (st *Study) nearPlaces(id string) string {
	all := st.in.Atlas.Places
	near := nearname.Find(id, len(all), func(i int) []string { return []string{all[i].ID, all[i].Name, all[i].NameLocal} })
	return nearname.Among(near, len(all), func(i int) string { return all[i].ID })
}

// metroCap is the share of the metros, at most as much by period.
func (st *Study) metroCap(most []float64) plan.ShareCap {
	return plan.ShareCap{
		ID: metroShare, Kind: plan.MetroShare, MaxShare: most,
		Sites: st.weighted(func(n int) float64 { return oneIf(st.Sites[n].Metro) }),
	}
}

func oneIf(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

func shareFrom(pct float64, holds bool) float64 {
	if !holds {
		return 1
	}
	return pct / 100
}

func (st *Study) weighted(weight func(n int) float64) []plan.SiteWeight {
	var out []plan.SiteWeight
	for n := range st.Sites {
		if w := weight(n); w > 0 {
			out = append(out, plan.SiteWeight{Site: n, Weight: w})
		}
	}
	return out
}

// eventCap is the share that an event takes down, at most its cap.
func (st *Study) eventCap(i int, e Event) (plan.ShareCap, error) {
	for _, region := range sortedKeys(e.LostPct) {
		if !st.isRegion(region) {
			return plan.ShareCap{}, inSetting("policy.events", fmt.Errorf("policy.events[%d].lost_pct: %w", i, site.NoRegion(st.in.Atlas, region)))
		}
		if pct := e.LostPct[region]; !(pct >= 0 && pct <= 100) {
			return plan.ShareCap{}, inSetting("policy.events", fmt.Errorf("policy.events[%d].lost_pct.%s: %g %%; expected 0 to 100", i, region, pct))
		}
	}
	lost := func(n int) float64 {
		c := st.Sites[n].Candidate
		if pct, ok := e.LostPct[c.Region]; ok {
			return pct / 100
		}
		return e.LostPct[c.Area] / 100
	}
	return plan.ShareCap{ID: e.ID, Kind: plan.HazardLoss, MaxShare: st.even(e.MaxPct / 100), Sites: st.weighted(lost)}, nil
}

func (st *Study) addMinimum(i int, m Minimum) error {
	for _, region := range m.Regions {
		if !st.isRegion(region) {
			return inSetting("policy.regions", fmt.Errorf("policy.regions[%d].regions: %w", i, site.NoRegion(st.in.Atlas, region)))
		}
	}
	out := plan.Minimum{ID: m.ID, MinMW: make([]float64, st.periods())}
	for t, year := range st.Settings.Periods {
		if year >= m.From {
			out.MinMW[t] = m.MW
		}
	}
	for n, s := range st.Sites {
		if slices.Contains(m.Regions, s.Candidate.Area) || slices.Contains(m.Regions, s.Candidate.Region) {
			out.Sites = append(out.Sites, n)
		}
	}
	st.Problem.Policy.Minimums = append(st.Problem.Policy.Minimums, out)
	return nil
}

func (st *Study) isRegion(id string) bool {
	for _, r := range st.in.Atlas.Regions {
		if r.ID == id {
			return true
		}
	}
	return false
}

// addZones makes a zone of each power area: backups stand in another one whose
// sites' centre is far enough away. Without backups there are no zones.
func (st *Study) addZones() {
	needed := slices.ContainsFunc(st.Problem.Classes, func(c plan.Class) bool { return c.BackupShare > 0 })
	if !needed {
		return
	}
	centres := st.areaCentres()
	for a := range st.Problem.Areas {
		var row []bool
		for b := range st.Problem.Areas {
			km := math.NaN()
			if a != b && centres[a] != nil && centres[b] != nil {
				km = geo.FastDistanceKm(*centres[a], *centres[b])
			}
			row = append(row, km >= st.Settings.Policy.BackupKm)
		}
		st.Problem.Policy.Separated = append(st.Problem.Policy.Separated, row)
	}
	for n := range st.Problem.Sites {
		st.Problem.Sites[n].Zone = st.Problem.Sites[n].Area
	}
}

// areaCentres is the mean of each area's sites, nil where it has none.
func (st *Study) areaCentres() []*orb.Point {
	centres, count := make([]*orb.Point, len(st.Problem.Areas)), make([]float64, len(st.Problem.Areas))
	for n, s := range st.Sites {
		if s.Guest {
			continue
		}
		a := st.Problem.Sites[n].Area
		if centres[a] == nil {
			centres[a] = &orb.Point{}
		}
		centres[a][0] += s.Candidate.Location[0]
		centres[a][1] += s.Candidate.Location[1]
		count[a]++
	}
	for a, c := range centres {
		if c != nil {
			c[0], c[1] = c[0]/count[a], c[1]/count[a]
		}
	}
	return centres
}
