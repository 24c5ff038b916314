package portfolio

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// groupOf names what candidates must share to stand for each other: the ways to
// connect, the fiber nodes, what they reach, and whether they count to a metro.
func groupOf(d *draft) string {
	key := fmt.Sprint(d.site.Area, d.Metro, d.site.Domestic)
	for _, c := range d.Connections {
		key += "|" + c.Substation.ID + c.Class.Name
	}
	for k, f := range d.Fibers {
		key += "|" + d.site.Fibers[k].ID
		for _, s := range f.Answer.Spurs[:min(f.Spurs, len(f.Answer.Spurs))] {
			key += fmt.Sprint(",", s.Node)
		}
		key += fmt.Sprint(d.site.Fibers[k].Reach, d.site.Fibers[k].Diversity, d.site.Fibers[k].Hubs)
	}
	return key
}

// keepCheapest keeps of each group the cheapest, and announced campuses and
// clusters always: of sites that share substations, fiber nodes and reach the
// dearer ones can only add size. Of these it shortlists the cheapest of each
// area and of each demand.
func (st *Study) keepCheapest(drafts []draft) {
	order := make([]int, len(drafts))
	for n := range order {
		order[n] = n
		d := &drafts[n]
		d.kept = d.Candidate.Kind != "municipality" || slices.Contains(st.Settings.Sites.Keep, d.Candidate.ID) || st.owned(d.Candidate.ID)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(drafts[a].rough, drafts[b].rough) })
	count, stands := map[string]int{}, make([]bool, len(drafts))
	first := map[string]int{}
	for _, n := range order {
		d := &drafts[n]
		if stands[n] = d.kept || count[d.group] < st.Settings.Sites.PerGroup; stands[n] {
			count[d.group]++
			if _, known := first[d.group]; !known {
				first[d.group] = n
			}
		}
	}
	short := st.shortlist(drafts, order, stands)
	if st.in.Shared != nil {
		for n := range drafts {
			short[n] = slices.Contains(st.in.Shared.Sites, drafts[n].Candidate.ID)
			stands[n] = stands[n] || short[n]
		}
	}
	for n := range drafts {
		st.enter(&drafts[n], stands[n], short[n], &drafts[first[drafts[n].group]])
	}
	st.Screening.Planned = len(st.Sites)
	for _, s := range st.Sites {
		if s.Guest {
			st.Screening.Planned--
		}
	}
}

// enter takes a draft into the problem, or notes why not. A guest enters either
// way.
func (st *Study) enter(d *draft, stands, short bool, by *draft) {
	fate := Fate{Kind: Shortlisted, By: -1, RoughJPY: d.rough, ByRoughJPY: math.NaN()}
	switch {
	case !stands:
		st.Screening.Dominated++
		fate.Kind, fate.By, fate.ByRoughJPY = Dominated, by.Row, by.rough
	case !short:
		st.Screening.Dearer++
		fate.Kind = Dearer
	}
	st.fates[d.Row] = fate
	d.Guest = fate.Kind != Shortlisted && slices.Contains(st.in.Guests, d.Candidate.ID)
	if stands || d.Guest {
		st.whole = append(st.whole, d.site)
	}
	if short || d.Guest {
		st.Sites = append(st.Sites, d.Site)
		st.Problem.Sites = append(st.Problem.Sites, d.site)
	}
}

// shortlist marks the sites that are among the cheapest of their area, of a
// demand that they reach, or of the regions of a minimum.
func (st *Study) shortlist(drafts []draft, order []int, stands []bool) []bool {
	short := make([]bool, len(drafts))
	area := make([]int, len(st.Problem.Areas))
	sink := make([]int, len(st.classIDs)*len(st.Metros))
	minimum := make([]int, len(st.Settings.Policy.Regions))
	for _, n := range order {
		d := &drafts[n]
		if !stands[n] {
			continue
		}
		reached := st.sinksOf(d)
		short[n] = d.kept || area[d.site.Area] < st.Settings.Sites.PerArea
		for _, k := range reached {
			short[n] = short[n] || sink[k] < st.Settings.Sites.PerDemand
		}
		for k, m := range st.Settings.Policy.Regions {
			if slices.Contains(m.Regions, d.Candidate.Area) || slices.Contains(m.Regions, d.Candidate.Region) {
				short[n] = short[n] || float64(minimum[k])*st.Settings.Facility.BlocksMW[0] < 2*m.MW
				minimum[k]++
			}
		}
		if short[n] {
			area[d.site.Area]++
			for _, k := range reached {
				sink[k]++
			}
		}
	}
	return short
}

// sinksOf lists the demands that a draft can serve.
func (st *Study) sinksOf(d *draft) []int {
	var out []int
	for k, c := range st.Problem.Classes {
		for m := range st.Metros {
			for _, f := range d.site.Fibers {
				if f.Reach[k][m] && f.Diversity >= c.Diversity && f.Hubs >= c.Hubs {
					out = append(out, k*len(st.Metros)+m)
					break
				}
			}
		}
	}
	return out
}

func (st *Study) owned(id string) bool {
	for _, sites := range st.Settings.Sites.Owners {
		if slices.Contains(sites, id) {
			return true
		}
	}
	return false
}
