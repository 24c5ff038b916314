package plan

import (
	"math"
	"sort"
)

// extract reads a plan from a solution of the built model. Who serves whom is
// worked out anew from what is built.
func (w *worker) extract(x []float64) Plan {
	c, plan := w.c, Plan{}
	on := func(col int) bool { return col >= 0 && x[col] > 0.5 }
	for i, s := range w.cols.site {
		if s == nil {
			continue
		}
		if site, built := c.extractSite(i, s, on); built {
			plan.Sites = append(plan.Sites, site)
		}
	}
	needed := c.needed(plan.Sites)
	for a := range c.p.Shared {
		from := -1
		for t := c.periods - 1; t >= 0 && (needed[a] || c.assets.has(a)) && on(w.cols.shared[a][t]); t-- {
			from = t
		}
		plan.Shared = append(plan.Shared, from)
	}
	for r := range c.p.Reinforcements {
		lumps := make([]int, c.periods)
		for t, col := range w.cols.lumps[r] {
			if col >= 0 {
				lumps[t] = int(math.Round(x[col]))
			}
		}
		plan.Lumps = append(plan.Lumps, lumps)
	}
	for h := range c.p.Links {
		mw := make([]float64, c.periods)
		for t, col := range w.cols.link[h] {
			mw[t] = x[col]
		}
		plan.LinkMW = append(plan.LinkMW, mw)
	}
	for t := range c.periods {
		c.dispatch(&plan, t, func(n int) float64 { return x[w.cols.served[n][t]] })
	}
	return plan
}

func (c *compiled) extractSite(i int, s *siteCols, on func(int) bool) (SitePlan, bool) {
	site := SitePlan{Site: i, Connection: -1, Fiber: -1, Levels: make([]int, c.periods)}
	last := c.periods - 1
	for con := range s.z {
		if len(s.z[con]) == 0 || !on(s.z[con][0][last]) {
			continue
		}
		site.Connection = con
		for level := range s.z[con] {
			for t, col := range s.z[con][level] {
				if on(col) {
					site.Levels[t]++
				}
			}
		}
	}
	for o := range s.fiber {
		for t := last; t >= 0 && on(s.fiber[o][t]); t-- {
			site.Fiber, site.FiberFrom = o, t
		}
	}
	stranded := site.Connection < 0 && site.Fiber >= 0 && c.fixOf(i).fiberBy >= 0
	if stranded {
		site.Connection = 0
	}
	return site, site.Connection >= 0 && site.Fiber >= 0
}

// needed marks the shared assets that the sites use.
func (c *compiled) needed(sites []SitePlan) []bool {
	needed := make([]bool, len(c.p.Shared))
	for _, s := range sites {
		site := &c.p.Sites[s.Site]
		for _, a := range site.Fibers[s.Fiber].Shared {
			needed[a] = true
		}
		for _, a := range site.Connections[s.Connection].Shared {
			needed[a] = needed[a] || s.Levels[c.periods-1] > 0
		}
	}
	return needed
}

// dispatch serves as much demand as what is built can serve, the dearest first.
// No demand loses what it has when another is served: the sets that can be
// served form a polymatroid. Where backups tie demands together, what the
// solution served is taken instead.
func (c *compiled) dispatch(plan *Plan, t int, solved func(sink int) float64) {
	sinks, sites := len(c.sinks), len(plan.Sites)
	net := newNetwork(sinks + sites + 2)
	source, drain := sinks+sites, sinks+sites+1
	into := make([][]int, sinks) // edges from sink to site, in order of the sites; −1 for none
	for k := range sinks {
		for n, s := range plan.Sites {
			edge := -1
			if c.sites[s.Site].reach[s.Fiber].has(k) {
				edge = net.edge(k, sinks+n, math.Inf(1))
			}
			into[k] = append(into[k], edge)
		}
	}
	for n, s := range plan.Sites {
		net.edge(sinks+n, drain, s.ITMW(c.p, t))
	}
	backups := false
	for _, s := range c.sinks {
		backups = backups || s.group < 0
	}
	for _, k := range c.byPrice(t) {
		mw := 0.0
		if g := c.sinks[k].group; g >= 0 {
			mw = c.groups[g].demandMW[t]
		}
		if backups {
			mw = math.Max(0, solved(k))
		}
		net.edge(source, k, mw)
		net.max(source, drain)
	}
	served := make([]float64, len(c.groups))
	for k, s := range c.sinks {
		for n := range plan.Sites {
			if into[k][n] < 0 {
				continue
			}
			mw := net.flow(into[k][n])
			flow := Flow{Site: plan.Sites[n].Site, Period: t, MW: mw}
			switch {
			case mw <= flowEpsilon:
			case s.group < 0:
				flow.Class, flow.Backup = s.class, true
				plan.Flows = append(plan.Flows, flow)
			default:
				plan.Flows = c.share(plan.Flows, flow, s.group, &served[s.group])
			}
		}
	}
}

// share hands what a site serves of a group to its demands in their order.
func (c *compiled) share(flows []Flow, flow Flow, g int, served *float64) []Flow {
	from, to := *served, *served+flow.MW
	at := 0.0
	for _, p := range c.groups[g].pairs {
		next := at + c.p.DemandMW[p.class][p.metro][flow.Period]
		if mw := math.Min(to, next) - math.Max(from, at); mw > flowEpsilon {
			flow.Class, flow.Metro, flow.MW = p.class, p.metro, mw
			flows = append(flows, flow)
		}
		at = next
	}
	*served = to
	return flows
}

// byPrice lists the sinks, the dearest first.
func (c *compiled) byPrice(t int) []int {
	order := make([]int, len(c.sinks))
	price := make([]float64, len(c.sinks))
	for k, s := range c.sinks {
		order[k] = k
		if s.group >= 0 {
			price[k] = c.groups[s.group].price[t]
		}
	}
	sort.SliceStable(order, func(a, b int) bool { return price[order[a]] > price[order[b]] })
	return order
}

// startOf turns a plan into a start solution of the built model. What is not a
// whole number is left to the solver.
func (w *worker) startOf(plan *Plan) []float64 {
	x := make([]float64, len(w.model.Cols))
	for j, col := range w.model.Cols {
		x[j] = math.NaN()
		if col.Integer {
			x[j] = math.Max(0, col.Lower)
		}
	}
	set := func(col int, value float64) {
		if col >= 0 {
			x[col] = value
		}
	}
	for _, s := range plan.Sites {
		cols := w.cols.site[s.Site]
		if cols == nil {
			continue
		}
		for t, n := range s.Levels {
			for level := 0; level < n && level < len(cols.z[s.Connection]); level++ {
				set(cols.z[s.Connection][level][t], 1)
			}
		}
		for t := s.FiberFrom; t < w.c.periods; t++ {
			set(cols.fiber[s.Fiber][t], 1)
		}
	}
	for a, from := range plan.Shared {
		for t := max(from, 0); t < w.c.periods && from >= 0; t++ {
			set(w.cols.shared[a][t], 1)
		}
	}
	for r, lumps := range plan.Lumps {
		for t, n := range lumps {
			set(w.cols.lumps[r][t], float64(n))
		}
	}
	return x
}
