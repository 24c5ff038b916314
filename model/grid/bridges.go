package grid

// Bridge is a branch whose loss splits its island.
type Bridge struct {
	Branch int
	// Main is the bus at the end that stays with the larger part of the island
	// by buses; on a tie, with the part of the reference bus.
	Main      int
	LostBuses int // buses of the smaller part

	intoMain float64 // +1 when positive branch flow runs into the main part
	first    int32   // the lost nodes are those with depth-first number in
	last     int32   // [first, last), or all others of the island when inverted
	inverted bool
}

// Bridges returns the bridges in branch order.
func (g *Grid) Bridges() []Bridge { return g.bridges }

// lost tells whether a node of the bridge's island falls to the smaller part.
func (b *Bridge) lost(visit []int32, node int32) bool {
	inside := visit[node] >= b.first && visit[node] < b.last
	return inside != b.inverted
}

// LostBusIndices returns the buses that lose their supply with a bridge.
func (g *Grid) LostBusIndices(b Bridge) []int {
	var out []int
	for _, bus := range g.islands[g.island[g.branches[b.Branch].from]].Buses {
		if b.lost(g.visit, g.node[bus]) {
			out = append(out, bus)
		}
	}
	return out
}

// findBridges walks each island once and records its bridges.
func (g *Grid) findBridges() error {
	w := g.newWalk()
	for node := range g.buses {
		if w.visit[node] < 0 {
			w.from(int32(node))
		}
	}
	g.visit = w.visit
	g.bridgeAt = make([]int32, len(g.branches))
	for i := range g.bridgeAt {
		g.bridgeAt[i] = -1
		if below := w.below[i]; below >= 0 {
			g.bridgeAt[i] = int32(len(g.bridges))
			g.bridges = append(g.bridges, g.bridge(w, i, below))
		}
	}
	return nil
}

func (g *Grid) bridge(w *walk, branch int, below int32) Bridge {
	br := &g.branches[branch]
	from, to := g.ends(branch)
	isl := &g.islands[g.island[br.from]]
	out := Bridge{Branch: branch, first: w.visit[below], last: w.last[below], LostBuses: int(w.size[below])}
	rest := len(isl.Buses) - out.LostBuses
	ref := w.visit[g.node[isl.Reference]]
	refBelow := ref >= out.first && ref < out.last
	if out.LostBuses > rest || out.LostBuses == rest && refBelow {
		out.inverted, out.LostBuses = true, rest
	}
	out.Main, out.intoMain = int(to), 1
	if out.lost(w.visit, br.to) {
		out.Main, out.intoMain = int(from), -1
	}
	return out
}
