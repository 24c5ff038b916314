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
	st := r.Plan.Study
	c := &concentration{r: r, at: map[string]int{}, areaOf: map[string]string{}}
	c.Year = lastYear(st)
	for _, a := range st.Problem.Areas {
		c.at[a.ID] = len(c.Areas)
		c.Areas = append(c.Areas, report.ConcentrationArea{Name: names[a.ID].Name, NameLocal: names[a.ID].NameLocal})
	}
	for _, p := range r.Atlas.Places {
		c.areaOf[p.ID] = p.Area
	}
	used, unknown, clusters := inUse(r.Atlas)
	for _, f := range used {
		if area := c.area(f); area != nil {
			area.Before += report.Number(f.MW)
			area.Count++
			c.all.before += f.MW
			c.metro.before += c.ifMetro(f)
		}
	}
	if c.all.before == 0 {
		return nil
	}
	for _, f := range st.Demand.Committed {
		if area := c.area(f); area != nil && f.Year <= c.Year {
			area.Committed += report.Number(f.MW)
			c.all.committed += f.MW
			c.metro.committed += c.ifMetro(f)
		}
	}
	c.addSites()
	c.MetroBefore, c.MetroAfter = percentOf(c.metro.before/c.all.before), percentOf(c.metro.sum()/c.all.sum())
	c.MetroNew = percentOf(c.metro.planned / c.all.planned)
	c.Before, c.Committed = weakestOf(used), weakestOf(st.Demand.Committed)
	c.Denominator = denominator(r, clusters, c.Before, c.all)
	c.Missing = fmt.Sprintf("%s in use or under way have no published MW and count nothing", counted(unknown, "data center"))
	if c.elsewhere > 0 {
		c.Missing += fmt.Sprintf("; %d lie in no power area", c.elsewhere)
	}
	c.Missing += "; what is only announced is not in it."
	return &c.Concentration
}

// concentration is one in the making.
type concentration struct {
	report.Concentration
	r          *scenario.Result
	at         map[string]int    // power area → place in Areas
	areaOf     map[string]string // place → power area
	metro, all tally
	elsewhere  int // facilities in no power area
}

// area is where a facility counts; nil and counted where in none.
func (c *concentration) area(f atlas.Facility) *report.ConcentrationArea {
	n, ok := c.at[c.areaOf[f.Place]]
	if !ok {
		c.elsewhere++
		return nil
	}
	return &c.Areas[n]
}

func (c *concentration) ifMetro(f atlas.Facility) float64 {
	if inMetro(c.r, f.Location) {
		return f.MW
	}
	return 0
}

// addSites adds what the plan builds by the last period.
func (c *concentration) addSites() {
	st := c.r.Plan.Study
	sites, inside := 0, 0
	for _, s := range c.r.Plan.Comparison.Joint.Plan.Sites {
		mw := s.ITMW(st.Problem, len(st.Settings.Periods)-1)
		if mw == 0 {
			continue
		}
		area := &c.Areas[st.Problem.Sites[s.Site].Area]
		area.New += report.Number(mw)
		area.NewCount++
		sites++
		c.all.planned += mw
		if st.Sites[s.Site].Metro {
			c.metro.planned += mw
			inside++
		}
	}
	c.MetroCount = percentOf(float64(inside) / float64(sites))
}

// tally is MW before the plan, under way, and of the plan.
type tally struct{ before, committed, planned float64 }

func (t tally) sum() float64 { return t.before + t.committed + t.planned }

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
		scenario.Thousands(all.before, 0), what, evidence, scenario.Thousands(all.committed, 0), scenario.Thousands(all.planned, 0), r.Plan.Study.Settings.Policy.MetroKm)
}

// inMetro says whether a point counts to a metro, as the plan counts its sites.
func inMetro(r *scenario.Result, p orb.Point) bool {
	return slices.ContainsFunc(r.Atlas.Places, func(place atlas.Place) bool {
		return slices.Contains(r.Scenario.Concentrations, place.ID) && geo.FastDistanceKm(p, place.Location) <= r.Plan.Study.Settings.Policy.MetroKm
	})
}
