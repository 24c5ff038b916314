package portfolio

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/geo"
	"github.com/wattbit/wattbit/model/cost"
	"github.com/wattbit/wattbit/model/plan"
)

// DemandBasis says what the demand stands on.
type DemandBasis struct {
	Path Path
	// By period: MW on the grid of the whole path, of what is committed, and the IT
	// MW that are left to plan.
	PathMW, CommittedMW, ITMW []float64
	// Committed are the facilities that are taken as given; Unknown of them have no
	// MW and count nothing.
	Committed []atlas.Facility
	Unknown   int
	// Sources of the figures of the path.
	Sources []string
	// HeldFrom is the year after whose figure the path is level; 0 where it is not.
	HeldFrom int
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// exchangeKm is how near an exchange stands to the metro that it is counted to.
const exchangeKm = 60

// addDemand spreads the path over classes and metros.
func (st *Study) addDemand(context.Context) error {
	s := st.Settings
	basis, err := demandOf(st.in.Atlas, s.Demand, s.Periods, st.in.PUE)
	if err != nil {
		return err
	}
	st.Demand = basis
	for _, place := range st.in.Atlas.Places {
		if place.Kind == atlas.Metro {
			area, ok := st.areaAt[place.Area]
			if !ok {
				area = -1
			}
			st.Metros = append(st.Metros, place)
			st.Problem.Metros = append(st.Problem.Metros, plan.Metro{ID: place.ID, Area: area})
		}
	}
	if len(st.Metros) == 0 {
		return fmt.Errorf("%w: the atlas has no metros; expected places of kind metro where the demand is", ErrUnplannable)
	}
	weights := map[string][]float64{"people": st.peopleShares(), "exchanges": st.exchangeShares()}
	total := 0.0
	for _, id := range sortedKeys(s.Classes) {
		total += s.Classes[id].SharePct
	}
	if !(total > 0) {
		return inSetting("classes", fmt.Errorf("classes: the shares add up to %g %%; expected more than 0", total))
	}
	for _, id := range sortedKeys(s.Classes) {
		c := s.Classes[id]
		shares, ok := weights[c.Where]
		if !ok || sum(shares) == 0 {
			return inSetting("classes", fmt.Errorf("classes.%s.where: %q gives no metro any demand; expected people or exchanges that the atlas knows", id, c.Where))
		}
		byMetro := make([][]float64, len(st.Metros))
		for m := range byMetro {
			for t := range s.Periods {
				byMetro[m] = append(byMetro[m], basis.ITMW[t]*c.SharePct/total*shares[m]/sum(shares))
			}
		}
		diversity, err := diversityNamed(c.Diversity)
		if err != nil {
			return inSetting("classes", fmt.Errorf("classes.%s.diversity: %w", id, err))
		}
		st.classIDs = append(st.classIDs, id)
		st.Problem.Classes = append(st.Problem.Classes, plan.Class{
			ID: id, Sovereign: c.Sovereign, Diversity: diversity, Hubs: c.Hubs, BackupShare: c.BackupPct / 100,
		})
		st.Problem.DemandMW = append(st.Problem.DemandMW, byMetro)
	}
	return nil
}

func sum(xs []float64) float64 {
	total := 0.0
	for _, x := range xs {
		total += x
	}
	return total
}

// DiversityNames are the names of the kinds of diversity, least first.
var DiversityNames = []string{"none", "edge", "node", "srlg"}

func diversityNamed(name string) (plan.Diversity, error) {
	if n := slices.Index(DiversityNames, name); n >= 0 {
		return plan.Diversity(n), nil
	}
	return 0, fmt.Errorf("%q; expected none, edge, node or srlg", name)
}

func (st *Study) peopleShares() []float64 {
	xs := make([]float64, len(st.Metros))
	for m, place := range st.Metros {
		if !math.IsNaN(place.Population) {
			xs[m] = place.Population
		}
	}
	return xs
}

// exchangeShares count each exchange to the nearest metro within reach.
func (st *Study) exchangeShares() []float64 {
	xs := make([]float64, len(st.Metros))
	for _, node := range st.in.Atlas.FiberNodes {
		if node.Kind != atlas.IXP || math.IsNaN(node.CapacityGbps) {
			continue
		}
		best, at := exchangeKm+1.0, -1
		for m, place := range st.Metros {
			if km := geo.FastDistanceKm(node.Location, place.Location); km < best {
				best, at = km, m
			}
		}
		if at >= 0 && best <= exchangeKm {
			xs[at] += node.CapacityGbps
		}
	}
	return xs
}

// demandOf reads a demand path off by period.
func demandOf(a *atlas.Atlas, d Demand, years []int, pue float64) (DemandBasis, error) {
	path, ok := d.Paths[d.Path]
	if !ok {
		return DemandBasis{}, inSetting("demand.path", fmt.Errorf("demand.path: %q is not among the paths %v", d.Path, sortedKeys(d.Paths)))
	}
	basis := DemandBasis{Path: path, Sources: []string{path.Source}}
	var points []point
	if path.Metric != "" {
		var err error
		if points, basis.Sources, err = forecastPoints(a, path); err != nil {
			return DemandBasis{}, inSetting("demand.paths", fmt.Errorf("demand.paths.%s: %w", d.Path, err))
		}
	}
	for _, year := range slices.Sorted(maps.Keys(path.Points)) {
		points = append(points, point{year, path.Points[year]})
	}
	if len(points) == 0 {
		return DemandBasis{}, inSetting("demand.paths", fmt.Errorf("demand.paths.%s: no figure; expected points or a metric of the atlas's forecasts", d.Path))
	}
	if last := points[len(points)-1].year; last < years[len(years)-1] {
		basis.HeldFrom = last
	}
	basis.commit(a, d.Committed)
	for _, year := range years {
		mw, given := at(points, year)*path.RealisedPct/100*d.Scale, 0.0
		for _, f := range basis.Committed {
			if f.Year <= year {
				given += f.MW
			}
		}
		basis.PathMW = append(basis.PathMW, mw)
		basis.CommittedMW = append(basis.CommittedMW, given)
		basis.ITMW = append(basis.ITMW, math.Max(0, mw-given)/pue)
	}
	return basis, nil
}

// commit finds the data centers that are taken as given.
func (b *DemandBasis) commit(a *atlas.Atlas, stages []string) {
	for _, f := range a.Existing {
		switch {
		case f.Kind != atlas.DataCenter || !slices.Contains(stages, f.Stage):
		case math.IsNaN(f.MW):
			b.Unknown++
		default:
			b.Committed = append(b.Committed, f)
		}
	}
}

// point is a figure of a path.
type point struct {
	year int
	mw   float64
}

// at reads a path off: nothing before the first point, straight lines between the
// points, level after the last.
func at(points []point, year int) float64 {
	if year < points[0].year {
		return 0
	}
	for k := 1; k < len(points); k++ {
		a, b := points[k-1], points[k]
		if year <= b.year {
			return a.mw + (b.mw-a.mw)*float64(year-a.year)/float64(b.year-a.year)
		}
	}
	return points[len(points)-1].mw
}

// forecastPoints finds the rows of the atlas's forecasts.
func forecastPoints(a *atlas.Atlas, path Path) ([]point, []string, error) {
	area := cmp.Or(path.Area, a.Meta.ID)
	var points []point
	var sources []string
	for _, f := range a.Forecasts {
		if f.Metric != path.Metric || f.Area != area {
			continue
		}
		switch f.Unit {
		case "MW":
			points = append(points, point{f.Year, f.Value})
		case "MWh":
			if !(path.LoadPct > 0) {
				return nil, nil, fmt.Errorf("%s is in MWh; expected load_pct to turn it into MW", path.Metric)
			}
			points = append(points, point{f.Year, f.Value / cost.HoursPerYear / (path.LoadPct / 100)})
		default:
			return nil, nil, fmt.Errorf("%s is in %s; expected MW or MWh", path.Metric, f.Unit)
		}
		if !slices.Contains(sources, f.Source) {
			sources = append(sources, f.Source)
		}
	}
	if len(points) == 0 {
		return nil, nil, fmt.Errorf("the atlas has no forecast %q of %s", path.Metric, area)
	}
	slices.SortStableFunc(points, func(x, y point) int { return cmp.Compare(x.year, y.year) })
	for k := 1; k < len(points); k++ {
		if year := points[k].year; year == points[k-1].year {
			return nil, nil, fmt.Errorf("the atlas has two figures of %s in %d; expected one", path.Metric, year)
		}
	}
	return points, append(sources, path.Source), nil
}
