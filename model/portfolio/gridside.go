package portfolio

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/cost"
	"github.com/wattbit/wattbit/model/grid"
	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/site"
)

// addGrid prepares the N-1 check of all buses of the problem, the loads that
// stand before the plan, the elements that may be rebuilt, and the rows of the
// limits that stop each bus alone. The others enter as a plan violates them.
func (st *Study) addGrid(ctx context.Context) error {
	if err := st.standingLoads(); err != nil {
		return err
	}
	buses := make([]int, 0, len(st.watts.busAt))
	for bus := range st.watts.busAt {
		buses = append(buses, bus)
	}
	slices.Sort(buses)
	g := st.in.Capacity.Grid
	var err error
	st.watts.secure, err = g.NewSecure(ctx, grid.SecureOptions{
		Outages: grid.BranchOutages | grid.BridgeOutages, Cutoff: grid.RankingCutoff, Buses: buses, Workers: st.in.Workers,
	})
	if err != nil {
		return err
	}
	limits := st.limitsOf(buses)
	if err := st.addReinforcements(limits); err != nil {
		return err
	}
	var seeds []grid.Limit
	for _, l := range limits {
		seeds = append(seeds, l.limit)
	}
	rows, err := st.watts.secure.Rows(seeds)
	if err != nil {
		return err
	}
	for _, r := range rows {
		st.Problem.GridRows = append(st.Problem.GridRows, st.gridRow(r))
	}
	for _, p := range st.watts.published {
		st.Problem.GridRows = append(st.Problem.GridRows, plan.GridRow{
			ID: "published:" + p.substation.ID, Element: "published spare capacity of " + p.substation.Name,
			Terms: []plan.BusTerm{{Bus: p.bus, Sensitivity: 1}}, MarginMW: st.even(p.substation.SpareMW),
		})
	}
	return nil
}

// standing is a load that takes its power before the plan does.
type standing struct {
	bus, area int // area −1 for none
	mw        float64
	year      int
}

// standingLoads puts the large new loads and the committed data centers on the
// network's buses, and into their areas' peaks.
func (st *Study) standingLoads() error {
	connector, err := site.NewConnector(st.in.Atlas, st.in.Capacity)
	if err != nil {
		return err
	}
	var loads []standing
	for i, l := range st.Settings.Grid.Loads {
		k := slices.IndexFunc(st.in.Atlas.Places, func(p atlas.Place) bool { return p.ID == l.Place })
		if k < 0 {
			return inSetting("grid.loads", fmt.Errorf("grid.loads[%d].place: the atlas has no place %q%s", i, l.Place, st.nearPlaces(l.Place)))
		}
		at, err := st.stand(connector, st.in.Atlas.Places[k], l.MW, l.Year)
		if err != nil {
			return inSetting("grid.loads", fmt.Errorf("grid.loads[%d]: %w", i, err))
		}
		loads = append(loads, at)
	}
	for _, f := range st.Demand.Committed {
		k := slices.IndexFunc(st.in.Atlas.Places, func(p atlas.Place) bool { return p.ID == f.Place })
		if k < 0 {
			return fmt.Errorf("committed data center %s: the atlas has no place %q", f.ID, f.Place)
		}
		at, err := st.stand(connector, st.in.Atlas.Places[k], f.MW, f.Year)
		if err != nil {
			return fmt.Errorf("committed data center %s: %w", f.ID, err)
		}
		loads = append(loads, at)
	}
	for t, year := range st.Settings.Periods {
		mw := make([]float64, st.numBuses())
		for _, s := range loads {
			if s.year > year {
				continue
			}
			mw[s.bus] += s.mw
			if s.area >= 0 {
				st.Problem.Areas[s.area].SpareMW[t] -= s.mw
			}
		}
		st.watts.fixed = append(st.watts.fixed, mw)
	}
	return nil
}

// stand connects a load to the nearest substation of the network that offers its
// voltage and does not hang on a single line.
func (st *Study) stand(connector *site.Connector, place atlas.Place, mw float64, year int) (standing, error) {
	ways, err := connector.Connections(place.Location, mw, waysPerClass)
	if err != nil {
		return standing{}, err
	}
	ways = slices.DeleteFunc(ways, func(w site.Connection) bool { return !w.Modelled || w.Hosting.Radial })
	if len(ways) == 0 {
		return standing{}, fmt.Errorf("no substation of the network can take %g MW at %s", mw, place.Name)
	}
	nearest := slices.MinFunc(ways, func(a, b site.Connection) int { return cmp.Compare(a.AirKm, b.AirKm) })
	area, ok := st.areaAt[place.Area]
	if !ok {
		area = -1
	}
	return standing{st.networkBus(nearest.Hosting.Bus), area, mw, year}, nil
}

// stop is a limit with how many buses it stops.
type stop struct {
	limit grid.Limit
	buses int
	mw    float64 // what lifting it would unlock at them together
}

// limitsOf lists what stops each bus, what stops it next, and what stops it
// before any outage: each element and outage once, in the order of first sight.
func (st *Study) limitsOf(buses []int) []stop {
	wanted := map[int]bool{}
	for _, b := range buses {
		wanted[b] = true
	}
	at := map[string]int{}
	var out []stop
	add := func(l grid.Limit, mw float64) {
		if l.None() {
			return
		}
		key := limitKey(l)
		n, known := at[key]
		if !known {
			n = len(out)
			at[key] = n
			out = append(out, stop{limit: l})
		}
		out[n].buses++
		if mw > 0 && !math.IsInf(mw, 1) {
			out[n].mw += mw
		}
	}
	for _, h := range st.in.Capacity.Hosting.Buses {
		if wanted[h.Bus] {
			add(h.Binding, h.NextMW-h.FirmMW)
			add(h.Next, 0)
			add(h.BaseBinding, 0)
		}
	}
	return out
}

// limitKey tells limits apart: element, direction, outage.
func limitKey(l grid.Limit) string {
	return fmt.Sprintf("%d/%d/%v/%d/%d", l.Branch, l.Interface, l.Sensitivity > 0, l.Outage.Kind, l.Outage.Index)
}

// addReinforcements offers to rebuild the elements that stop the most megawatts,
// each for twice its rating; its reactance, and so all flows, are taken to stay.
func (st *Study) addReinforcements(limits []stop) error {
	n := st.in.Capacity.Grid.Network()
	st.watts.lumpOf = map[int]int{}
	st.watts.rated = make([]float64, len(n.Branches))
	circuits := map[string]int{}
	for i, b := range n.Branches {
		circuits[b.ID] = i
		st.watts.rated[i] = b.RateMW
	}
	rowOf := map[int]int{} // branch of the network → row of the atlas
	for k := range st.in.Atlas.GridBranches {
		b := &st.in.Atlas.GridBranches[k]
		for c := range b.Circuits {
			if i, ok := circuits[b.CircuitID(c+1)]; ok {
				rowOf[i] = k
			}
		}
	}
	byRow := map[int]*stop{}
	var order []int
	for _, l := range limits {
		if l.limit.Branch < 0 {
			continue
		}
		row, ok := rowOf[l.limit.Branch]
		if !ok {
			continue
		}
		if byRow[row] == nil {
			byRow[row] = &stop{}
			order = append(order, row)
		}
		byRow[row].buses += l.buses
		byRow[row].mw += l.mw
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(byRow[b].mw, byRow[a].mw), cmp.Compare(byRow[b].buses, byRow[a].buses), cmp.Compare(a, b))
	})
	lead, _, err := st.book.ReinforcedLeadTime()
	if err != nil {
		return err
	}
	for _, row := range st.rebuilt(order) {
		b := st.in.Atlas.GridBranches[row]
		jpy, err := st.rebuildJPY(b)
		if err != nil {
			return err
		}
		r := Reinforcement{Branch: b, Name: st.branchName(circuits[b.CircuitID(1)]), MW: b.RateMW}
		if stops := byRow[row]; stops != nil {
			r.Stops = stops.buses
		}
		for c := range b.Circuits {
			i := circuits[b.CircuitID(c+1)]
			r.circuits = append(r.circuits, i)
			st.watts.lumpOf[i] = len(st.Reinforcements)
		}
		st.Reinforcements = append(st.Reinforcements, r)
		st.Problem.Reinforcements = append(st.Problem.Reinforcements, plan.Reinforcement{
			ID: "rebuild:" + b.ID, Lumps: 1, ReadyYear: st.readyYear(st.leadYears(lead)),
			Capex: st.networkCapex(plan.Money{System: jpy * st.Settings.Costs.Grid}),
		})
	}
	return nil
}

// rebuilt are the rows of the atlas that may be rebuilt: the first of the order,
// or those that studies share.
func (st *Study) rebuilt(order []int) []int {
	if st.in.Shared == nil {
		return order[:min(len(order), st.Settings.Grid.Reinforcements)]
	}
	var rows []int
	for row, b := range st.in.Atlas.GridBranches {
		if slices.Contains(st.in.Shared.Rebuilt, b.ID) {
			rows = append(rows, row)
		}
	}
	return rows
}

func (st *Study) branchName(i int) string {
	return st.in.Capacity.ElementName(grid.Limit{Branch: i, Interface: -1})
}

// rebuildJPY prices a line by its length, two circuits a route, and transformers
// by their rating, for which the atlas has one figure.
func (st *Study) rebuildJPY(b atlas.GridBranch) (float64, error) {
	if b.Kind == atlas.GridTransformer {
		r, _, err := st.book.Get("transformer-154-66kv", "JPY/MVA")
		return r.Base * b.RateMW * float64(b.Circuits), err
	}
	kv := 0.0
	for _, bus := range st.in.Atlas.GridBuses {
		if bus.ID == b.From {
			kv = bus.KV
		}
	}
	r, err := st.book.LinePerKm(cost.ClassOf(kv))
	return r.Base * b.LengthKm * math.Ceil(float64(b.Circuits)/2), err
}

// gridRow states a limit of the grid as a row of the problem.
func (st *Study) gridRow(r grid.SecureRow) plan.GridRow {
	c := st.in.Capacity
	row := plan.GridRow{ID: st.rowID(r), Element: "the units' headroom in the island", MarginMW: st.margins(st.watts.secure.Buses(), r)}
	if !r.None() {
		row.Element = c.ElementName(r.Limit)
	}
	if r.Outage.Kind != grid.BaseCase {
		row.Contingency = c.OutageName(r.Outage)
	}
	for i, bus := range st.watts.secure.Buses() {
		if r.PerMW[i] > 0 {
			row.Terms = append(row.Terms, plan.BusTerm{Bus: st.watts.busAt[bus], Sensitivity: r.PerMW[i]})
		}
	}
	if n, ok := st.watts.lumpOf[r.Branch]; ok && r.Branch >= 0 {
		row.Gains = []plan.Gain{{Reinforcement: n, MWPerLump: st.watts.rated[r.Branch]}}
	}
	return row
}

// rowID names a row by element, direction and outage, all by their ids.
func (st *Study) rowID(r grid.SecureRow) string {
	g, l := st.in.Capacity.Grid, r.Limit
	if l.None() {
		first := slices.IndexFunc(r.PerMW, func(x float64) bool { return x > 0 })
		return fmt.Sprint("headroom of island ", g.IslandOf(st.watts.secure.Buses()[first]))
	}
	sign := "+"
	if !r.Forward {
		sign = "-"
	}
	return g.ElementLabel(l) + sign + "|" + g.OutageLabel(l.Outage)
}

// margins is what the loads that stand leave of a row by period, 0 or more.
func (st *Study) margins(buses []int, r grid.SecureRow) []float64 {
	var out []float64
	for _, fixed := range st.watts.fixed {
		left := r.MarginMW
		for i, bus := range buses {
			left -= r.PerMW[i] * fixed[st.watts.busAt[bus]]
		}
		out = append(out, math.Max(left, 0))
	}
	return out
}
