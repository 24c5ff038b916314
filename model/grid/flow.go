package grid

import "math"

// Flow is the state of a DC power flow.
type Flow struct {
	BranchMW    []float64 // aligned with the branches, positive from From to To, 0 when out of service
	AngleDeg    []float64 // aligned with the buses; NaN when out of service
	InjectionMW []float64 // net infeed of each bus; 0 when out of service
	InterfaceMW []float64 // aligned with the interfaces
	// ResidualMW is the largest |P − P_shift − B·θ| of any node, what the
	// solution misses by rounding.
	ResidualMW float64
}

// Flow solves the DC power flow of the balanced dispatch.
func (g *Grid) Flow() *Flow {
	p := append([]float64(nil), g.fixedMW...)
	for i := range g.units {
		if u := &g.units[i]; u.on {
			p[u.bus] += u.mw
		}
	}
	return g.flowOf(p)
}

// flowOf solves for net injections by bus.
func (g *Grid) flowOf(injectionMW []float64) *Flow {
	f := &Flow{BranchMW: make([]float64, len(g.branches)), AngleDeg: make([]float64, len(g.node)), InjectionMW: injectionMW}
	angle, p := make([]float64, len(g.buses)), make([]float64, len(g.buses))
	for bus, node := range g.node {
		if node >= 0 {
			p[node] += injectionMW[bus]
		}
	}
	for k, s := range g.solvers {
		theta, residual := g.angles(k, p)
		f.ResidualMW = math.Max(f.ResidualMW, residual)
		for i, node := range s.nodes {
			angle[node] = theta[i]
		}
		for _, i := range s.branches {
			br := &g.branches[i]
			f.BranchMW[i] = br.b*(theta[br.lf]-theta[br.lt]) + br.shiftMW
		}
	}
	for bus, node := range g.node {
		f.AngleDeg[bus] = math.NaN()
		if node >= 0 {
			ref := g.islands[g.island[node]].Reference
			f.AngleDeg[bus] = angle[node]*180/math.Pi + zeroIfNaN(g.net.Buses[ref].AngleDeg)
		}
	}
	g.mergedFlows(f)
	f.InterfaceMW = g.interfaceFlows(f.BranchMW)
	return f
}

func zeroIfNaN(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return v
}

// angles solves one island for net injections by node, with one step of
// iterative refinement, and returns the residual.
func (g *Grid) angles(island int, p []float64) (theta []float64, residualMW float64) {
	s := g.solvers[island]
	n := len(s.nodes)
	rhs, theta, work := make([]float64, n), make([]float64, n), s.workspace()
	for i, node := range s.nodes {
		rhs[i] = p[node]
	}
	for _, i := range s.branches {
		br := &g.branches[i]
		rhs[br.lf] -= br.shiftMW
		rhs[br.lt] += br.shiftMW
	}
	s.solve(theta, rhs, work)
	left, fix := make([]float64, n), make([]float64, n)
	before := s.residual(g, left, rhs, theta)
	s.solve(fix, left, work)
	for i := range fix {
		fix[i] += theta[i]
	}
	if after := s.residual(g, left, rhs, fix); after < before {
		return fix, after
	}
	return theta, before
}

// residual writes rhs − B·θ and returns its largest magnitude, the reference
// node left out.
func (s *islandSolver) residual(g *Grid, out, rhs, theta []float64) float64 {
	copy(out, rhs)
	for _, i := range s.branches {
		br := &g.branches[i]
		mw := br.b * (theta[br.lf] - theta[br.lt])
		out[br.lf] -= mw
		out[br.lt] += mw
	}
	out[s.ref] = 0
	worst := 0.0
	for _, v := range out {
		worst = math.Max(worst, math.Abs(v))
	}
	return worst
}

func (g *Grid) interfaceFlows(branchMW []float64) []float64 {
	if len(g.net.Interfaces) == 0 {
		return nil
	}
	branch, link := g.memberIndex()
	out := make([]float64, len(g.net.Interfaces))
	for k := range g.net.Interfaces {
		for _, m := range g.net.Interfaces[k].Members {
			mw := 0.0
			if m.Link != "" {
				if l := &g.net.Links[link[m.Link]]; g.linkOn(l) {
					mw = l.MW
				}
			} else {
				mw = branchMW[branch[m.Branch]]
			}
			if m.Reverse {
				mw = -mw
			}
			out[k] += mw
		}
	}
	return out
}

func (g *Grid) memberIndex() (branch, link map[string]int) {
	branch, link = map[string]int{}, map[string]int{}
	for i := range g.net.Branches {
		branch[g.net.Branches[i].ID] = i
	}
	for i := range g.net.Links {
		link[g.net.Links[i].ID] = i
	}
	return branch, link
}
