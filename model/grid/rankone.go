package grid

import "math"

// load writes the factors of a contingency: the flow of element m after it is
// flow + λ·S + w[m]·(lostMW + λ·d). It reports whether the contingency has a
// solution.
func (st *study) load(c *contingency, sc *scratch) bool {
	sc.hasLost = false
	switch c.Kind {
	case BranchOutage:
		return st.loadBranch(c, sc)
	case BridgeOutage:
		return st.loadBridge(c, sc)
	}
	return st.loadUnit(c, sc)
}

// loadBranch: w = LODF, d = the sensitivity of the lost branch.
func (st *study) loadBranch(c *contingency, sc *scratch) bool {
	br := &st.g.branches[c.Index]
	r := st.rowOf[c.Index]
	sc.d = st.rowAt(r)
	// The row holds the angles for one MW over the branch, times −b, shifted.
	angle, from, to, scale := sc.d, st.from, st.to, -1/br.b
	lf, lt := br.lf, br.lt
	if st.column == nil {
		st.solver.transfer(sc.theta, lf, lt, sc.work)
		angle, from, to, scale = sc.theta, st.lf, st.lt, 1
	} else {
		lf, lt = st.column[lf], st.column[lt]
	}
	left := 1 - br.b*scale*(angle[lf]-angle[lt])
	if math.Abs(left) < smallestLeft {
		return false
	}
	scale /= left
	for m, b := range st.b {
		sc.w[m] = b * scale * (angle[from[m]] - angle[to[m]])
	}
	if own := st.own[st.rowOf[c.Index]]; own >= 0 {
		sc.w[own] = -1
	}
	return true
}

// loadBridge: the main part makes up for what came over the bridge,
// w = PTDF·α − PTDF_main, d = γ(lost) − 1 where the load itself is lost.
func (st *study) loadBridge(c *contingency, sc *scratch) bool {
	g := st.g
	bridge := &g.bridges[g.bridgeAt[c.Index]]
	lostShare, mainShare := 0.0, 0.0
	for i, share := range st.gamma {
		if bridge.lost(g.visit, st.solver.nodes[i]) {
			lostShare += share
			sc.rhs[i] = 0
		} else {
			mainShare += share
			sc.rhs[i] = share
		}
	}
	if mainShare <= 0 {
		return false
	}
	for i := range sc.rhs {
		sc.rhs[i] /= mainShare
	}
	sc.rhs[g.local[g.node[bridge.Main]]]--
	st.respond(sc, 1)
	for col, local := range st.columns {
		sc.ownD[col] = lostShare
		if bridge.lost(g.visit, st.solver.nodes[local]) {
			sc.ownD[col]--
		}
	}
	sc.d = sc.ownD
	sc.hasLost = true
	for m, i := range st.element {
		br := &g.branches[i]
		sc.lost[m] = int(i) == c.Index || bridge.lost(g.visit, br.from)
	}
	return true
}

// loadUnit: the other units make up for it, w = H/(H − head)·S at its node,
// d = head/H.
func (st *study) loadUnit(c *contingency, sc *scratch) bool {
	u := &st.g.units[c.Index]
	left := st.headMW - u.headMW
	if left <= 0 {
		return false
	}
	copy(sc.rhs, st.gamma)
	sc.rhs[st.g.local[u.node]]--
	st.respond(sc, st.headMW/left)
	for col := range sc.ownD {
		sc.ownD[col] = u.headMW / st.headMW
	}
	sc.d = sc.ownD
	return true
}

// respond writes to w what each element carries for the injections in rhs.
func (st *study) respond(sc *scratch, scale float64) {
	st.solver.solve(sc.theta, sc.rhs, sc.work)
	for m, b := range st.b {
		sc.w[m] = b * scale * (sc.theta[st.lf[m]] - sc.theta[st.lt[m]])
	}
}
