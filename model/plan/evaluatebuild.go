package plan

// checkBuilds holds every build against its options: order, land, lead times,
// what it needs.
func (e *evaluator) checkBuilds() {
	for _, s := range e.plan.Sites {
		e.checkSite(s)
	}
	for a, t := range e.plan.Shared {
		if t >= 0 {
			e.checkReady("shared asset "+e.p.Shared[a].ID, e.p.Shared[a].ReadyYear, t)
		}
	}
	for r, lumps := range e.plan.Lumps {
		x, before := &e.p.Reinforcements[r], 0
		for t, n := range lumps {
			e.want(Requirement{Kind: "build", What: "reinforcement " + x.ID + " is not taken down", Unit: "lumps"}, float64(before-n), 1)
			e.want(Requirement{Kind: "build", What: "reinforcement " + x.ID + " has so many lumps", Unit: "lumps"}, float64(n-x.Lumps), 1)
			if n > before {
				e.checkReady("reinforcement "+x.ID, x.ReadyYear, t)
			}
			before = n
		}
	}
}

func (e *evaluator) checkReady(what string, readyYear, t int) {
	r := Requirement{Kind: "lead time", What: what + " is ready", Year: e.p.Years[t], Unit: "years"}
	e.want(r, float64(readyYear-e.p.Years[t]), 1)
}

func (e *evaluator) checkSite(s SitePlan) {
	site, before := &e.p.Sites[s.Site], 0
	con, fiber := &site.Connections[s.Connection], &site.Fibers[s.Fiber]
	land := 0.0
	for _, b := range site.Blocks[:s.Levels[len(s.Levels)-1]] {
		land += b.LandHa
	}
	e.want(Requirement{Kind: "land", What: "of site " + site.ID, Unit: "ha"}, land-site.LandHa, land)
	e.checkReady("fiber "+fiber.ID+" of site "+site.ID, fiber.ReadyYear, s.FiberFrom)
	e.checkShared("fiber of site "+site.ID, fiber.Shared, s.FiberFrom)
	for t, n := range s.Levels {
		e.want(e.p.mw("build", "site "+site.ID+" is not taken down", t), float64(before-n), 1)
		if before == 0 && n > 0 {
			e.checkReady("connection "+con.ID+" of site "+site.ID, con.ReadyYear, t)
			e.checkShared("connection of site "+site.ID, con.Shared, t)
			late := Requirement{Kind: "lead time", What: "fiber of site " + site.ID, Year: e.p.Years[t], Unit: "periods"}
			e.want(late, float64(s.FiberFrom-t), 1)
		}
		e.want(e.p.mw("connection", "limit of "+con.ID+" of site "+site.ID, t), s.GridMW(e.p, t)-con.MaxMW, s.GridMW(e.p, t))
		before = n
	}
}

func (e *evaluator) checkShared(what string, assets []int, t int) {
	for _, a := range assets {
		r := Requirement{Kind: "build", What: what + " needs " + e.p.Shared[a].ID, Year: e.p.Years[t], Unit: "assets"}
		if built := e.plan.Shared[a]; built < 0 || built > t {
			e.want(r, 1, 1)
		}
	}
}

// suits reports whether a site and its fiber may hold loads of a class at all,
// latency aside.
func suits(p *Problem, i, o, k int) bool {
	fiber, class := &p.Sites[i].Fibers[o], &p.Classes[k]
	return fiber.Diversity >= class.Diversity && fiber.Hubs >= class.Hubs && (p.Sites[i].Domestic || !class.Sovereign)
}

// checkFlows holds what is served against capacity, reach and demand.
func (e *evaluator) checkFlows() {
	p := e.p
	used := make([][]float64, len(p.Sites))
	at := make([]int, len(p.Sites))
	for n, s := range e.plan.Sites {
		used[s.Site], at[s.Site] = make([]float64, len(p.Years)), n+1
	}
	for _, f := range e.plan.Flows {
		word := e.p.mw("flow", "from site "+p.Sites[f.Site].ID+" to class "+p.Classes[f.Class].ID+" in "+p.Metros[f.Metro].ID, f.Period)
		if at[f.Site] == 0 {
			e.want(word, f.MW, 0)
			continue
		}
		s := e.plan.Sites[at[f.Site]-1]
		used[f.Site][f.Period] += f.MW
		e.want(word, -f.MW, 0)
		reached := f.Backup || p.Sites[f.Site].Fibers[s.Fiber].Reach[f.Class][f.Metro]
		if !reached || !suits(p, f.Site, s.Fiber, f.Class) {
			e.want(word, f.MW, 0)
		}
	}
	for _, s := range e.plan.Sites {
		for t := range p.Years {
			mw := s.ITMW(p, t)
			e.want(p.mw("capacity", "of site "+p.Sites[s.Site].ID, t), used[s.Site][t]-mw, mw)
		}
	}
	for k := range p.Classes {
		for m := range p.Metros {
			for t, mw := range p.DemandMW[k][m] {
				served := e.out.ServedMW[k][m][t]
				e.want(p.mw("balance", "class "+p.Classes[k].ID+" in "+p.Metros[m].ID+" is served once", t), served-mw, mw)
				if isMust(p.Classes[k], t) {
					e.want(p.demandWords(k, m, t), mw-served, mw)
				}
			}
		}
	}
}
