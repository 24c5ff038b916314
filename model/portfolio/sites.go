package portfolio

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/geo"
	"github.com/wattbit/wattbit/model/cost"
	"github.com/wattbit/wattbit/model/fiber"
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

// addFibers adds the ways to join a draft to one state of the optical network.
// With a span that may be built only a way that reaches or protects more counts.
func (st *Study) addFibers(d *draft, network int, one, two *siting.Answer) {
	b := st.networkFor[network]
	ways := []*siting.Answer{one, two}
	if b.span >= 0 {
		ways = ways[1:]
	}
	for _, a := range ways {
		spurs := min(len(a.Spurs), 2)
		if a == one {
			spurs = min(len(a.Spurs), 1)
		}
		jpy := a.OneSpurJPY.Base
		if a == two {
			jpy = a.TwoSpursJPY.Base
		}
		if spurs == 0 || math.IsNaN(jpy) || a.Spurs[0].Crosses {
			continue
		}
		f := st.fiberOption(b, a, spurs, jpy, network)
		if math.IsNaN(f.option.RTTms) {
			continue // it reaches no metro
		}
		if b.span >= 0 && !addsReach(f.option, d.site.Fibers) {
			continue
		}
		d.Fibers = append(d.Fibers, f.FiberWay)
		d.site.Fibers = append(d.site.Fibers, f.option)
	}
}

// fiberOption is an option with what it stands for.
type fiberOption struct {
	FiberWay
	option plan.Fiber
}

func (st *Study) fiberOption(b *bits, a *siting.Answer, spurs int, spursJPY float64, network int) fiberOption {
	s := st.Settings
	f := fiberOption{FiberWay: FiberWay{Spurs: spurs, Span: b.span, Answer: a}}
	f.option = plan.Fiber{
		ID: fmt.Sprintf("%d-spur", spurs), ReadyYear: st.readyYear(s.Fiber.LeadYears), Hubs: 1,
		Capex: st.networkCapex(plan.Money{Private: spursJPY * s.Fiber.CostFactor}),
	}
	if b.span >= 0 {
		f.option.ID += "+" + s.Fiber.Spans[b.span].ID
		f.option.Shared = []int{network - 1}
		f.option.ReadyYear = max(f.option.ReadyYear, s.Fiber.Spans[b.span].Year)
	}
	if month, _, err := st.book.Get("apn-100g", "JPY/month"); err == nil {
		f.option.PerYear = plan.Money{Private: 12 * month.Base * float64(s.Fiber.Wavelengths*spurs) * s.Fiber.CostFactor}
	}
	if spurs == 2 {
		f.option.Diversity, f.option.Hubs = diversityOf(a)
	}
	for m := range st.Metros {
		rtt := math.NaN()
		if m < len(a.Centres) && len(a.Centres[m].RTTms) > 0 {
			rtt = a.Centres[m].RTTms[0].Base
		}
		f.RTTms = append(f.RTTms, rtt)
	}
	f.option.RTTms = st.meanRTTms(f.RTTms)
	for _, id := range st.classIDs {
		limit := s.Classes[id].RTTms
		reach := make([]bool, len(st.Metros))
		for m, rtt := range f.RTTms {
			reach[m] = !math.IsNaN(rtt) && (limit == 0 || rtt <= limit)
		}
		f.option.Reach = append(f.option.Reach, reach)
	}
	return f
}

// leastRTTms keeps the mean round trip of a site next to the only metro above 0.
const leastRTTms = 1e-3

// meanRTTms is the mean round trip to the metros that are reached, by their
// people, whoever the site serves; metros whose people are not known count
// nothing unless none is known. NaN where no metro is reached.
func (st *Study) meanRTTms(rtts []float64) float64 {
	sum, people, plain, reached := 0.0, 0.0, 0.0, 0.0
	for m, weight := range st.peopleShares() {
		if rtt := rtts[m]; !math.IsNaN(rtt) {
			sum += float64(rtt * weight)
			people += weight
			plain += rtt
			reached++
		}
	}
	if people > 0 {
		return math.Max(leastRTTms, sum/people)
	}
	return math.Max(leastRTTms, plain/reached)
}

// planKinds are the kinds of disjointness in the words of model/plan.
var planKinds = []struct {
	fiber fiber.Disjointness
	plan  plan.Diversity
}{{fiber.RiskNodeDisjoint, plan.RiskDisjoint}, {fiber.NodeDisjoint, plan.NodeDisjoint}, {fiber.EdgeDisjoint, plan.SpanDisjoint}}

// diversityOf is the best that a site's two spurs offer: routes to two different
// hubs before routes to one.
func diversityOf(a *siting.Answer) (plan.Diversity, int) {
	best := func(d siting.Diversity) plan.Diversity {
		for _, kind := range planKinds {
			for _, p := range d.Pairs {
				if p.Kind == kind.fiber && p.Found {
					return kind.plan
				}
			}
		}
		return plan.SingleRoute
	}
	if d := best(a.Apart); d != plan.SingleRoute {
		return d, 2
	}
	one := plan.SingleRoute
	for _, h := range a.Hubs {
		one = max(one, best(h.Diversity))
	}
	return one, 1
}

// addsReach reports whether an option serves a demand or protects in a way that
// none of the others does.
func addsReach(f plan.Fiber, others []plan.Fiber) bool {
	for _, o := range others {
		covers := o.Diversity >= f.Diversity && o.Hubs >= f.Hubs
		for k := range f.Reach {
			for m := range f.Reach[k] {
				covers = covers && (o.Reach[k][m] || !f.Reach[k][m])
			}
		}
		if covers {
			return false
		}
	}
	return true
}

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

// roughCost is the least cost a year of an IT MW at a site of full size.
func (st *Study) roughCost(d *draft) float64 { return st.roughCosts(&d.site).Total().Total() }

// roughCosts is roughCost by item.
func (st *Study) roughCosts(s *plan.Site) plan.Costs {
	rate, total := st.Settings.DiscountPct/100, sum(st.Settings.Facility.BlocksMW)
	network := cost.CRF(rate, st.Settings.Facility.NetworkLife)
	cheapest := plan.Money{Private: math.Inf(1)}
	for _, c := range s.Connections {
		if m := c.Capex.Times(network / math.Min(total, c.MaxMW/s.PUE)); m.Total() < cheapest.Total() {
			cheapest = m
		}
	}
	lines := plan.Money{Private: math.Inf(1)}
	for _, f := range s.Fibers {
		if m := f.Capex.Times(network).Plus(f.PerYear); m.Total() < lines.Total() {
			lines = m
		}
	}
	last := len(s.EnergyJPYPerMWh) - 1
	mwh := cost.HoursPerYear * s.Utilization * s.PUE
	building := s.Opening.Total() + blocksJPY(s.Blocks)
	return plan.Costs{
		Site: plan.Money{Private: cost.CRF(rate, st.Settings.Facility.LifeYears) * building / total},
		Land: s.Land.Times(rate / total), Connection: cheapest, Fiber: lines.Times(1 / total), Fixed: s.FixedPerMWYear,
		Energy: s.EnergyJPYPerMWh[last].Times(mwh),
		Carbon: plan.Money{Private: mwh * s.CarbonKgPerMWh[last] / 1000 * st.Problem.CarbonJPYPerT[last]},
	}
}

func blocksJPY(blocks []plan.Block) float64 {
	jpy := 0.0
	for _, b := range blocks {
		jpy += b.Capex.Total()
	}
	return jpy
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

// priceDelay sets the price of demand that is not served: the margin that is
// lost and the costs that are saved, those of the median site. So a site is
// built where it costs no more than the margin above that.
func (st *Study) priceDelay() {
	var rough []float64
	for n := range st.Problem.Sites {
		if st.Sites[n].Guest {
			continue
		}
		d := draft{Site: st.Sites[n], site: st.Problem.Sites[n]}
		rough = append(rough, st.roughCost(&d))
	}
	slices.Sort(rough)
	if len(rough) > 0 {
		st.AvoidedJPY = rough[len(rough)/2]
	}
	price := 12e6*st.Settings.Delay.MarginMJPYPerMWMonth + st.AvoidedJPY
	for k := range st.Problem.Classes {
		c := &st.Problem.Classes[k]
		c.UnservedJPYPerMWYear = st.even(price)
		if st.Settings.Classes[c.ID].Must {
			c.UnservedJPYPerMWYear = st.even(math.Inf(1))
		}
	}
}
