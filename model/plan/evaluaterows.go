package plan

import "math"

// checkGrid holds the loads against the grid rows.
func (e *evaluator) checkGrid() {
	p := e.p
	for t := range p.Years {
		all, firm := e.busLoads(t)
		for i := range p.GridRows {
			r := &p.GridRows[i]
			load := all
			if r.Contingency != "" {
				load = firm
			}
			sum, margin := 0.0, r.MarginMW[t]+e.gained(r.Gains, t)
			for _, term := range r.Terms {
				sum += term.Sensitivity * load[term.Bus]
			}
			if !math.IsInf(margin, 1) {
				e.want(p.gridWords(r, t), sum-margin, margin)
			}
		}
	}
}

// busLoads returns the load at each bus, and that part of it which a
// contingency does not shed.
func (e *evaluator) busLoads(t int) (all, firm map[int]float64) {
	all, firm = map[int]float64{}, map[int]float64{}
	for _, s := range e.plan.Sites {
		con := &e.p.Sites[s.Site].Connections[s.Connection]
		mw := s.GridMW(e.p, t)
		all[con.Bus] += mw
		firm[con.Bus] += mw * con.FirmShare
	}
	return all, firm
}

// gained is what the reinforcements that stand add to a limit.
func (e *evaluator) gained(gains []Gain, t int) float64 {
	sum := 0.0
	for _, g := range gains {
		sum += g.MWPerLump * float64(e.plan.Lumps[g.Reinforcement][t])
	}
	return sum
}

// checkAreas balances every area at the peak.
func (e *evaluator) checkAreas() {
	p := e.p
	for t := range p.Years {
		need := make([]float64, len(p.Areas))
		for _, s := range e.plan.Sites {
			site := &p.Sites[s.Site]
			need[site.Area] += s.GridMW(p, t) * site.Connections[s.Connection].FirmShare
		}
		for h, l := range p.Links {
			mw, gain := e.plan.LinkMW[h][t], e.gained(l.Gains, t)
			e.want(p.linkWords(h, t), mw-l.MW[t]-gain, l.MW[t]+gain)
			e.want(p.linkWords(h, t), -mw-l.BackMW[t]-gain, l.BackMW[t]+gain)
			need[l.From] += mw
			need[l.To] -= mw
		}
		for a := range p.Areas {
			spare := p.Areas[a].SpareMW[t] + e.gained(p.Areas[a].Gains, t)
			if !math.IsInf(spare, 1) {
				e.want(p.areaWords(a, t), need[a]-spare, spare)
			}
		}
	}
}

// checkPolicy holds the plan against the planner's demands.
func (e *evaluator) checkPolicy() {
	p, pol := e.p, &e.p.Policy
	for t := range p.Years {
		mw := make([]float64, len(p.Sites))
		for _, s := range e.plan.Sites {
			mw[s.Site] = s.ITMW(p, t)
		}
		for i := range pol.Shares {
			s := &pol.Shares[i]
			built := e.out.ITMW[t]
			if s.expected != nil {
				built = s.expected[t]
			}
			inside, limit := s.InsideMW, s.MaxShare[t]*(s.TotalMW+built)
			for _, w := range s.Sites {
				inside += w.Weight * mw[w.Site]
			}
			e.want(p.shareWords(s, t), inside-limit, limit)
		}
		for i := range pol.Minimums {
			m, sum := &pol.Minimums[i], 0.0
			for _, site := range m.Sites {
				sum += mw[site]
			}
			e.want(p.minimumWords(m, t), m.MinMW[t]-sum, m.MinMW[t])
		}
		e.checkMeans(t)
	}
	if pol.BudgetJPY != nil {
		for t, paid := range e.capexPaid() {
			if !math.IsInf(pol.BudgetJPY[t], 1) {
				e.want(p.budgetWords(t), paid-pol.BudgetJPY[t], pol.BudgetJPY[t])
			}
		}
	}
}

// checkMeans holds emissions and round trips against their limits.
func (e *evaluator) checkMeans(t int) {
	p, pol := e.p, &e.p.Policy
	mwh, tonnes, rtt := 0.0, 0.0, 0.0
	for _, s := range e.plan.Sites {
		mwh += s.MWhPerYear(p, t)
		tonnes += s.CarbonTPerYear(p, t)
		rtt += s.RTTms(p) * s.ITMW(p, t)
	}
	if pol.CarbonTPerYear != nil && !math.IsInf(pol.CarbonTPerYear[t], 1) {
		e.want(p.carbonWords(t), tonnes-pol.CarbonTPerYear[t], pol.CarbonTPerYear[t])
	}
	if pol.CarbonKgPerMWh != nil && !math.IsInf(pol.CarbonKgPerMWh[t], 1) {
		limit := pol.CarbonKgPerMWh[t] * mwh / 1000
		e.want(p.intensityWords(t), tonnes-limit, limit)
	}
	if pol.MeanRTTms != nil && !math.IsInf(pol.MeanRTTms[t], 1) {
		limit := pol.MeanRTTms[t] * e.out.ITMW[t]
		e.want(p.rttWords(t), rtt-limit, limit)
	}
}

// checkBackups looks for a way to hold each class's backups in zones that are
// separated from where it is served.
func (e *evaluator) checkBackups() {
	p := e.p
	zones := len(p.Policy.Separated)
	for k, class := range p.Classes {
		if class.BackupShare == 0 {
			continue
		}
		for t := range p.Years {
			need, held := make([]float64, zones), make([]float64, zones)
			for _, f := range e.plan.Flows {
				switch zone := p.Sites[f.Site].Zone; {
				case f.Class != k || f.Period != t:
				case f.Backup:
					held[zone] += f.MW
				default:
					need[zone] += f.MW * class.BackupShare
				}
			}
			missing, total := unmet(need, held, p.Policy.Separated)
			e.want(p.mw("backup", "of class "+class.ID+" far enough away", t), missing, total)
		}
	}
}
