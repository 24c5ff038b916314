package main

import (
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/geo"
	"github.com/wattbit/wattbit/model/scenario"
)

// areaNames are the power areas of an atlas by id.
func areaNames(a *atlas.Atlas) map[string]report.Region {
	areas, _ := reportRegions(a)
	names := map[string]report.Region{}
	for _, area := range areas {
		names[area.ID] = area
	}
	return names
}

// planConcentration is nil where nothing in use has MW.
func planConcentration(r *scenario.Result, names map[string]report.Region) *report.Concentration {
	st, joint := r.Plan.Study, r.Plan.Comparison.Joint
	last := len(st.Settings.Periods) - 1
	c := &report.Concentration{Year: st.Settings.Periods[last]}
	at := map[string]int{}
	for _, a := range st.Problem.Areas {
		at[a.ID] = len(c.Areas)
		c.Areas = append(c.Areas, report.ConcentrationArea{Name: names[a.ID].Name, NameLocal: names[a.ID].NameLocal})
	}
	areaOf := areaFinder(r.Atlas)
	var metro, all tally
	used, unknown, clusters := inUse(r.Atlas)
	elsewhere := 0
	for _, f := range used {
		area, ok := at[areaOf(f.Place)]
		if !ok {
			elsewhere++
			continue
		}
		c.Areas[area].Before += report.Number(f.MW)
		c.Areas[area].Count++
		all.before += f.MW
		if inMetro(r, f.Location) {
			metro.before += f.MW
		}
	}
	if all.before == 0 {
		return nil
	}
	for _, f := range st.Demand.Committed {
		if area, ok := at[areaOf(f.Place)]; ok && f.Year <= c.Year {
			c.Areas[area].Committed += report.Number(f.MW)
			all.after += f.MW
			if inMetro(r, f.Location) {
				metro.after += f.MW
			}
		}
	}
	sites, sitesInMetro := 0, 0
	for _, s := range joint.Plan.Sites {
		mw := s.ITMW(st.Problem, last)
		if mw == 0 {
			continue
		}
		area := &c.Areas[st.Problem.Sites[s.Site].Area]
		area.New += report.Number(mw)
		area.NewCount++
		sites++
		all.planned += mw
		if st.Sites[s.Site].Metro {
			metro.planned += mw
			sitesInMetro++
		}
	}
	share := func(part, whole float64) report.Number { return report.Number(100 * part / whole) }
	c.MetroBefore, c.MetroAfter = share(metro.before, all.before), share(metro.sum(), all.sum())
	c.MetroNew, c.MetroCount = share(metro.planned, all.planned), share(float64(sitesInMetro), float64(sites))
	c.Before, c.Committed = weakestOf(used), weakestOf(st.Demand.Committed)
	c.Denominator = denominator(r, clusters, c.Before, all)
	c.Missing = fmt.Sprintf("%s in use or under way have no published MW and count nothing", counted(unknown, "data center"))
	if elsewhere > 0 {
		c.Missing += fmt.Sprintf("; %d lie in no power area", elsewhere)
	}
	c.Missing += "; what is only announced is not in it."
	return c
}

// tally is MW before the plan, under way, and of the plan.
type tally struct{ before, after, planned float64 }

func (t tally) sum() float64 { return t.before + t.after + t.planned }

// inUse lists what is in use: the sums of clusters where the atlas has some,
// because single data centers stand in them, else the data centers. It also
// counts the data centers without MW.
func inUse(a *atlas.Atlas) (used []atlas.Facility, unknown int, clusters bool) {
	clusters = slices.ContainsFunc(a.Existing, func(f atlas.Facility) bool { return f.Kind == atlas.ClusterInUse && f.MW > 0 })
	for _, f := range a.Existing {
		switch {
		case f.Kind == atlas.DataCenter && f.Stage != "announced" && math.IsNaN(f.MW):
			unknown++
		case math.IsNaN(f.MW):
		case clusters && f.Kind == atlas.ClusterInUse, !clusters && f.Kind == atlas.DataCenter && f.Stage == "operating":
			used = append(used, f)
		}
	}
	return used, unknown, clusters
}

// weakestOf is the weakest evidence of some facilities; empty without any.
func weakestOf(facilities []atlas.Facility) report.Evidence {
	var out atlas.Evidence
	for n, f := range facilities {
		if n == 0 {
			out = f.Evidence
		}
		out = atlas.Weakest(out, f.Evidence)
	}
	return report.Evidence(out)
}

func denominator(r *scenario.Result, clusters bool, evidence report.Evidence, all tally) string {
	what := "data centers in use with a known MW"
	if clusters {
		what = "the clusters in use, whose single data centers are not added again"
	}
	return fmt.Sprintf("Before: %s MW, the sum of %s (%s; the sources do not say whether of IT or on the grid). After: with %s MW under construction and %s MW of IT of the plan. In a metro is what stands within %.0f km of one (a setting of the scenario).",
		scenario.Thousands(all.before, 0), what, evidence, scenario.Thousands(all.after, 0), scenario.Thousands(all.planned, 0), r.Plan.Study.Settings.Policy.MetroKm)
}

// areaFinder returns the power area of a place.
func areaFinder(a *atlas.Atlas) func(place string) string {
	areas := map[string]string{}
	for _, p := range a.Places {
		areas[p.ID] = p.Area
	}
	return func(place string) string { return areas[place] }
}

// inMetro says whether a point counts to a metro, as the plan counts its sites.
func inMetro(r *scenario.Result, p orb.Point) bool {
	return slices.ContainsFunc(r.Atlas.Places, func(place atlas.Place) bool {
		return slices.Contains(r.Scenario.Concentrations, place.ID) && geo.FastDistanceKm(p, place.Location) <= r.Plan.Study.Settings.Policy.MetroKm
	})
}
