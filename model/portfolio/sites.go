package portfolio

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/geo"
	"github.com/wattbit/wattbit/model/cost"
	"github.com/wattbit/wattbit/model/fiber/siting"
	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/site"
)

// draft is a candidate on its way into the problem.
type draft struct {
	Site
	site  plan.Site
	group string  // what it shares with the candidates that could stand for it
	rough float64 // JPY a year and IT MW of a site of full size
	kept  bool    // whatever it costs
}

// addSites makes a site of each candidate that can be connected, and keeps of
// those that share substations and fiber nodes the cheapest.
func (st *Study) addSites(ctx context.Context) error {
	in := st.in
	if err := st.areCandidates("sites.keep", st.Settings.Sites.Keep); err != nil {
		return err
	}
	if err := st.areCandidates("sites.foreign", st.Settings.Sites.Foreign); err != nil {
		return err
	}
	points := make([]orb.Point, len(in.Rows))
	for n, row := range in.Rows {
		points[n] = in.Table.Candidates[row].Location
	}
	one := make([][]siting.Answer, len(st.networkFor))
	two := make([][]siting.Answer, len(st.networkFor))
	for k, b := range st.networkFor {
		var err error
		if one[k], err = b.one.Sites(ctx, points, st.workers()); err != nil {
			return err
		}
		if two[k], err = b.two.Sites(ctx, points, st.workers()); err != nil {
			return err
		}
	}
	connector, err := site.NewConnector(in.Atlas, in.Capacity)
	if err != nil {
		return err
	}
	if st.Screening.Asked = len(in.Rows); len(in.Rows) == 0 {
		return fmt.Errorf("%w: no candidate passes the gates", ErrUnplannable)
	}
	var drafts []draft
	for n, row := range in.Rows {
		if err := ctx.Err(); err != nil {
			return err
		}
		d, ok, err := st.draftOf(connector, row)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		for k := range st.networkFor {
			st.addFibers(&d, k, &one[k][n], &two[k][n])
		}
		if len(d.Fibers) == 0 {
			st.Screening.NoFiber++
			st.doom(row, NoFiber)
			continue
		}
		d.rough = st.roughCost(&d)
		d.group = groupOf(&d)
		drafts = append(drafts, d)
	}
	st.keepCheapest(drafts)
	return nil
}

// draftOf prices a candidate and finds its connections; false where it lacks one
// or a price.
func (st *Study) draftOf(connector *site.Connector, row int) (draft, bool, error) {
	c := st.in.Table.Candidates[row]
	d := draft{Site: Site{Row: row, Candidate: c, Metro: st.InMetro(c.Location)}}
	area, ok := st.areaAt[c.Area]
	energy, carbon, land := st.figure(site.PowerPriceJPYKWh, row), st.figure(site.CarbonGPerKWh, row), st.figure(site.LandPriceJPYM2, row)
	if !ok || math.IsNaN(energy+carbon+land) {
		st.Screening.NoPrice++
		st.doom(row, NoPrice)
		return d, false, nil
	}
	f, k := st.Settings.Facility, st.Settings.Costs
	building, err := st.buildingJPYPerMW(c.Area)
	if err != nil {
		return d, false, err
	}
	total := sum(f.BlocksMW)
	d.site = plan.Site{
		ID: c.ID, Area: area, Domestic: !slices.Contains(st.Settings.Sites.Foreign, c.ID),
		PUE: st.in.PUE, Utilization: f.UtilizationPct / 100, LandHa: math.Inf(1),
		Land:           plan.Money{Private: land * 1e4 * f.HaPerMW * total},
		Opening:        plan.Capex{Money: plan.Money{Private: f.OpeningBJPY * 1e9 * k.Facility}, LifeYears: f.LifeYears},
		FixedPerMWYear: plan.Money{Private: f.FixedMJPYPerMW * 1e6},
	}
	if !math.IsNaN(c.LandHa) {
		d.site.LandHa = c.LandHa
	}
	for _, mw := range f.BlocksMW {
		d.site.Blocks = append(d.site.Blocks, plan.Block{
			ITMW: mw, LandHa: mw * f.HaPerMW,
			Capex: plan.Capex{Money: plan.Money{Private: mw * building * k.Facility}, LifeYears: f.LifeYears},
		})
	}
	matched := st.Settings.Grid.CarbonFree
	for _, year := range st.Settings.Periods {
		price := 1000 * (energy*k.Energy + matched.MatchedPct/100*matched.PremiumJPYPerkWh)
		d.site.EnergyJPYPerMWh = append(d.site.EnergyJPYPerMWh, plan.Money{Private: price})
		fallen := carbon * math.Pow(1-k.CarbonFallPct/100, float64(year-st.Settings.BaseYear))
		carbonOfGrid := st.withSupply(c.Area, year, fallen)
		d.GridCarbonKgPerMWh = append(d.GridCarbonKgPerMWh, carbonOfGrid)
		d.site.CarbonKgPerMWh = append(d.site.CarbonKgPerMWh, carbonOfGrid*(1-matched.MatchedPct/100))
	}
	if err := st.connect(connector, &d); err != nil {
		return d, false, err
	}
	if len(d.Connections) == 0 {
		st.Screening.NoConnection++
		st.doom(row, NoConnection)
	}
	return d, len(d.Connections) > 0, nil
}

// withSupply changes an area's carbon intensity by the stations that come: their
// energy takes the place of as much of the rest.
func (st *Study) withSupply(area string, year int, gPerKWh float64) float64 {
	energyTWh := 0.0
	for _, f := range st.in.Atlas.Areas {
		if f.Subject == area && f.Quantity == "peak_demand" {
			energyTWh = f.Value * cost.HoursPerYear * MeanLoad / 1e6
		}
	}
	for _, s := range st.Settings.Grid.Supply {
		if s.Area == area && s.Year <= year && s.TWh > 0 && energyTWh > 0 {
			share := math.Min(1, s.TWh/energyTWh)
			gPerKWh += share * (s.GPerKW - gPerKWh)
		}
	}
	return gPerKWh
}

// MeanLoad is a power area's mean load over its peak: 805.9 TWh and 157.6 GW in
// FY2024 (OCCTO, demand outlook of January 2025).
const MeanLoad = 0.584

// elsewhere names the row of the areas without one of their own.
const elsewhere = "elsewhere"

// buildingJPYPerMW is what a data center costs to build by IT MW.
func (st *Study) buildingJPYPerMW(area string) (float64, error) {
	rows := st.Settings.Facility.CapexRows
	id, ok := rows[area]
	if !ok {
		id = rows[elsewhere]
	}
	r, _, err := st.book.Get(id, "JPY/MW")
	return r.Base, err
}

func (st *Study) figure(indicator string, row int) float64 {
	column := st.in.Table.Column(indicator)
	if column == nil {
		return math.NaN()
	}
	return column.Values[row]
}

// InMetro tells whether a point counts to one of the concentrations.
func (st *Study) InMetro(p orb.Point) bool {
	for _, place := range st.in.Atlas.Places {
		if slices.Contains(st.in.Concentrations, place.ID) && geo.FastDistanceKm(p, place.Location) <= st.Settings.Policy.MetroKm {
			return true
		}
	}
	return false
}
