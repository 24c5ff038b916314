package grid

// mergedFlows adds the flows of branches without reactance. Inside a merged
// node the laws of Kirchhoff leave loops open; equal vanishing reactances
// close them, so the flows are those of a network of unit reactances.
func (g *Grid) mergedFlows(f *Flow) {
	if len(g.merged) == 0 {
		return
	}
	left := append([]float64(nil), f.InjectionMW...)
	for i := range g.branches {
		if g.branches[i].on {
			from, to := g.ends(i)
			left[from] -= f.BranchMW[i]
			left[to] += f.BranchMW[i]
		}
	}
	inside := make(map[int32][]int, len(g.merged))
	var nodes []int32
	for _, i := range g.merged {
		node := g.branches[i].from
		if inside[node] == nil {
			nodes = append(nodes, node)
		}
		inside[node] = append(inside[node], i)
	}
	for _, node := range nodes {
		g.splitFlow(f, g.buses[node], inside[node], left)
	}
}

// splitFlow solves one merged node: the surplus of its buses runs over its
// branches.
func (g *Grid) splitFlow(f *Flow, buses []int32, branches []int, left []float64) {
	at := make(map[int32]int32, len(buses))
	for k, bus := range buses {
		at[bus] = int32(k) - 1 // the first bus is the reference
	}
	diag := make([]float64, len(buses)-1)
	var off []entry
	for _, i := range branches {
		from, to := g.ends(i)
		a, b := at[from], at[to]
		if a >= 0 {
			diag[a]++
		}
		if b >= 0 {
			diag[b]++
		}
		if a >= 0 && b >= 0 {
			off = append(off, entry{a, b, -1})
		}
	}
	factor, err := factorize(diag, off)
	if err != nil {
		panic("grid: a merged node is not connected: " + err.Error())
	}
	x := make([]float64, len(diag))
	for k, bus := range buses[1:] {
		x[factor.pos[k]] = left[bus]
	}
	factor.solve(x)
	angle := func(bus int32) float64 {
		if k := at[bus]; k >= 0 {
			return x[factor.pos[k]]
		}
		return 0
	}
	for _, i := range branches {
		from, to := g.ends(i)
		f.BranchMW[i] = angle(from) - angle(to)
	}
}

// ends returns the bus indices of a branch.
func (g *Grid) ends(i int) (from, to int32) {
	return g.busIndex[g.net.Branches[i].From], g.busIndex[g.net.Branches[i].To]
}
