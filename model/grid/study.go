package grid

import (
	"context"
	"fmt"
	"math"
)

// study is the hosting capacity of one island. Columns are the nodes asked
// for; the load at a node is balanced by the units with headroom.
type study struct {
	g      *Grid
	opt    *HostingOptions
	solver *islandSolver
	island int

	columns []int32   // local nodes, neighbours close to each other
	answers [][]int   // rows of Hosting.Buses for each column
	column  []int32   // of each local node; nil unless every node has one
	gamma   []float64 // share of each local node in balancing
	headMW  float64

	rows  []float64 // sensitivities, a row per branch of the island
	rowOf []int32   // row of each branch of the network, −1 when none
	own   []int32   // element of each row, −1 when it is not monitored

	// The monitored elements, by columns for the sake of speed.
	element []int32   // branch
	row     []int32   // of rows
	flow    []float64 // MW before any outage
	normal  []float64 // limits
	after   []float64
	cutoff  []float64
	b       []float64
	lf, lt  []int32 // local nodes
	// from and to are the columns of the ends when every node has one.
	from, to []int32

	interfaces []cut
	outages    []contingency
	violated   []pair

	bounds   *bounds
	reach    []span // of each element in each block of columns
	whole    []span // of each element
	progress func(done int)
}

// contingency is an outage with what it takes away.
type contingency struct {
	Outage
	lostMW   float64 // p0
	severity float64 // highest loading that is no overload
	skip     bool
}

// pair is an element under a contingency; outage −1 is the base case.
type pair struct {
	element, outage int32
	flow, limit     float64
}

// studies prepares one study per island that has a bus asked for and headroom.
// Buses of islands without headroom can take nothing.
func (g *Grid) studies(opt *HostingOptions, flow *Flow) ([]*study, int, error) {
	byIsland := make([]*study, len(g.islands))
	slot := map[int32]int{}
	for i, bus := range opt.Buses {
		node := g.node[bus]
		if node < 0 {
			continue
		}
		k := g.island[node]
		if byIsland[k] == nil {
			byIsland[k] = &study{g: g, opt: opt, solver: g.solvers[k], island: int(k)}
		}
		st := byIsland[k]
		c, ok := slot[node]
		if !ok {
			c = len(st.columns)
			slot[node] = c
			st.columns = append(st.columns, g.local[node])
			st.answers = append(st.answers, nil)
		}
		st.answers[c] = append(st.answers[c], i)
	}
	var list []*study
	total := 0
	for _, st := range byIsland {
		if st == nil {
			continue
		}
		if err := st.prepare(flow); err != nil {
			return nil, 0, err
		}
		list = append(list, st)
		total += len(st.outages)
	}
	return list, total, nil
}

func (st *study) prepare(flow *Flow) error {
	g, s := st.g, st.solver
	if err := st.shareHeadroom(); err != nil {
		return err
	}
	if st.headMW <= 0 {
		return nil
	}
	st.sortColumns()
	st.rowOf = make([]int32, len(g.branches))
	for i := range st.rowOf {
		st.rowOf[i] = -1
	}
	for r, i := range s.branches {
		br := &g.branches[i]
		st.rowOf[i] = int32(r)
		st.own = append(st.own, -1)
		if math.IsInf(br.rateMW, 1) && math.IsInf(br.afterMW, 1) {
			continue
		}
		st.own[r] = int32(len(st.element))
		st.element = append(st.element, i)
		st.row = append(st.row, int32(r))
		st.flow = append(st.flow, flow.BranchMW[i])
		st.normal = append(st.normal, br.rateMW)
		st.after = append(st.after, br.afterMW)
		st.cutoff = append(st.cutoff, st.opt.cutoff(br.voltageKV))
		st.b = append(st.b, br.b)
		st.lf, st.lt = append(st.lf, br.lf), append(st.lt, br.lt)
		if st.column != nil {
			st.from, st.to = append(st.from, st.column[br.lf]), append(st.to, st.column[br.lt])
		}
	}
	st.listOutages(flow)
	st.interfaces = st.cuts(flow)
	return nil
}

// shareHeadroom finds γ, the units' shares in balancing a load.
func (st *study) shareHeadroom() error {
	g := st.g
	st.gamma = make([]float64, len(st.solver.nodes))
	for i := range g.units {
		u := &g.units[i]
		if !u.on || int(g.island[u.node]) != st.island {
			continue
		}
		if math.IsInf(u.headMW, 1) {
			return fmt.Errorf("generator %q has no upper limit: its headroom is undefined", g.net.Generators[i].ID)
		}
		st.gamma[g.local[u.node]] += u.headMW
		st.headMW += u.headMW
	}
	for i := range st.gamma {
		st.gamma[i] /= st.headMW
	}
	return nil
}

func (st *study) listOutages(flow *Flow) {
	g := st.g
	for _, i := range st.solver.branches {
		kind, want := BranchOutage, BranchOutages
		if g.bridgeAt[i] >= 0 {
			kind, want = BridgeOutage, BridgeOutages
		}
		if st.opt.Outages&want == 0 {
			continue
		}
		c := contingency{Outage: Outage{kind, int(i)}, lostMW: flow.BranchMW[i]}
		if kind == BridgeOutage {
			c.lostMW *= g.bridges[g.bridgeAt[i]].intoMain
		}
		st.outages = append(st.outages, c)
	}
	if st.opt.Outages&UnitOutages == 0 {
		return
	}
	for i := range g.units {
		if u := &g.units[i]; u.on && int(g.island[u.node]) == st.island {
			st.outages = append(st.outages, contingency{Outage: Outage{UnitOutage, i}, lostMW: u.mw})
		}
	}
}

// run computes the island's part of the answer.
func (st *study) run(ctx context.Context, h *Hosting) error {
	if st.headMW <= 0 {
		for _, rows := range st.answers {
			for _, i := range rows {
				h.Buses[i].FirmMW, h.Buses[i].NextMW, h.Buses[i].BaseMW = 0, 0, 0
			}
		}
		return nil
	}
	if err := st.fillRows(ctx); err != nil {
		return err
	}
	st.baseCase(h)
	if err := st.survey(ctx, h); err != nil {
		return err
	}
	if err := st.screen(ctx, h); err != nil {
		return err
	}
	st.answer(h)
	if err := st.aggravate(ctx, h); err != nil {
		return err
	}
	return st.recheck(ctx, h)
}

// scratch is a worker's memory.
type scratch struct {
	theta, work, rhs []float64
	w                []float64 // factor of each element for the outage at hand
	d                []float64 // change of what is lost per MW of load, by column
	ownD             []float64 // memory for d
	reach            []span    // of d by block
	lost             []bool    // elements that a bridge blacks out
	hasLost          bool
}

func (st *study) scratch() *scratch {
	n := len(st.solver.nodes)
	return &scratch{theta: make([]float64, n), work: st.solver.workspace(), rhs: make([]float64, n),
		w: make([]float64, len(st.element)), ownD: make([]float64, len(st.columns)), reach: make([]span, st.blocks()),
		lost: make([]bool, len(st.element))}
}

func (st *study) scratches() []*scratch {
	list := make([]*scratch, st.opt.workers())
	for i := range list {
		list[i] = st.scratch()
	}
	return list
}

// fillRows computes the sensitivity of every branch's flow to the load at
// every column: S = PTDF·γ − PTDF_b.
func (st *study) fillRows(ctx context.Context) error {
	n := len(st.columns)
	st.rows = make([]float64, len(st.solver.branches)*n)
	if n < len(st.solver.branches) && st.column == nil {
		return st.fillColumns(ctx)
	}
	work := st.scratches()
	return parallel(ctx, len(work), len(st.solver.branches), func(worker, r int) {
		sc := work[worker]
		br := &st.g.branches[st.solver.branches[r]]
		st.solver.transfer(sc.theta, br.lf, br.lt, sc.work)
		shared := 0.0
		for i, v := range sc.theta {
			shared += v * st.gamma[i]
		}
		out := st.rows[r*n : (r+1)*n]
		for c, local := range st.columns {
			out[c] = br.b * (shared - sc.theta[local])
		}
	})
}

// fillColumns computes the same sensitivities by one solve per column.
func (st *study) fillColumns(ctx context.Context) error {
	n := len(st.columns)
	work := st.scratches()
	return parallel(ctx, len(work), n, func(worker, c int) {
		sc := work[worker]
		copy(sc.rhs, st.gamma)
		sc.rhs[st.columns[c]]--
		st.solver.solve(sc.theta, sc.rhs, sc.work)
		for r, i := range st.solver.branches {
			br := &st.g.branches[i]
			st.rows[r*n+c] = br.b * (sc.theta[br.lf] - sc.theta[br.lt])
		}
	})
}

func (st *study) rowAt(r int32) []float64 {
	n := len(st.columns)
	return st.rows[int(r)*n : (int(r)+1)*n]
}
