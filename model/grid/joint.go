package grid

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// SiteLoad is a load to be added at a bus.
type SiteLoad struct {
	Bus int
	MW  float64 // ≥ 0
}

// JointOptions choose what a set of loads must withstand; they mean what they
// mean in HostingOptions. An element takes part when the loads together move
// its flow by more than the cut-off's share of their sum.
type JointOptions struct {
	Outages    Outages // 0: BranchOutages
	Policy     Policy
	Cutoff     float64
	CutoffByKV []CutoffBand
	Workers    int
	MaxRows    int // of Joint.Tightest; 0: 20
}

// JointRow is a constraint on the loads: Σ PerSite[i]·MW[i] ≤ MarginMW.
type JointRow struct {
	Limit              // Sensitivity is that of all loads together, per MW of their sum
	FlowMW   float64   // with the loads
	LimitMW  float64   // what its magnitude may be; for an interface, in the direction of the flow's change
	MarginMW float64   // left for the loads
	ChangeMW float64   // what the loads take of it
	PerSite  []float64 // MW per MW of each load, in the order given
}

// ExcessMW returns how far the loads exceed the constraint, negative when they
// respect it.
func (r *JointRow) ExcessMW() float64 { return r.ChangeMW - r.MarginMW }

// Joint is the answer for a set of loads taken together.
type Joint struct {
	Feasible bool
	// Scale is the largest factor by which all loads can be multiplied, 0 when
	// none can be taken, +Inf when they sum to 0; ScaleBy is what stops it,
	// none when it is the units' headroom.
	Scale   float64
	ScaleBy Limit
	// ShortMW is what the units lack to supply the loads.
	ShortMW float64
	// Tightest are the constraints with the least room left, worst first.
	// Those that the loads exceed come first and number Exceeded in all, which
	// may be more than are listed.
	Tightest []JointRow
	Exceeded int
	// PreExisting counts the overloads without the loads, Aggravated those of
	// them that the loads make worse.
	PreExisting, Aggravated int
}

// Joint tells whether loads at several buses are feasible together, since the
// hosting capacities of single buses do not add up. Each island balances its
// loads by its units in proportion to their headroom.
func (g *Grid) Joint(ctx context.Context, loads []SiteLoad, opt JointOptions) (*Joint, error) {
	if opt.MaxRows <= 0 {
		opt.MaxRows = 20
	}
	h := HostingOptions{Outages: opt.Outages, Policy: opt.Policy, Cutoff: opt.Cutoff, CutoffByKV: opt.CutoffByKV, Workers: opt.Workers,
		Buses: make([]int, 0, len(loads))}
	if h.Outages == 0 {
		h.Outages = BranchOutages
	}
	out := &Joint{Feasible: true, Scale: math.Inf(1), ScaleBy: noLimit}
	for i, l := range loads {
		if !(l.MW >= 0) || math.IsInf(l.MW, 1) {
			return nil, fmt.Errorf("grid: joint: load %d of %g MW, expected a number ≥ 0", i, l.MW)
		}
		h.Buses = append(h.Buses, l.Bus)
	}
	if err := h.check(len(g.node)); err != nil {
		return nil, fmt.Errorf("grid: joint: %w", err)
	}
	for _, l := range loads {
		if g.node[l.Bus] < 0 && l.MW > 0 {
			out.short(l.MW, 0)
		}
	}
	studies, _, err := g.studies(&h, g.Flow())
	if err != nil {
		return nil, fmt.Errorf("grid: joint: %w", err)
	}
	for _, st := range studies {
		if err := (&together{study: st, loads: loads, out: out, max: opt.MaxRows}).run(ctx); err != nil {
			return nil, fmt.Errorf("grid: joint: %w", err)
		}
	}
	sortRows(out.Tightest)
	out.Tightest = out.Tightest[:min(len(out.Tightest), opt.MaxRows)]
	out.Feasible = out.Exceeded == 0 && out.ShortMW == 0
	return out, nil
}

// short enters that units with headMW cannot supply mw.
func (j *Joint) short(mw, headMW float64) {
	if lack := mw - headMW; lack > overloadMW {
		j.ShortMW += lack
	}
	if scale := headMW / mw; mw > 0 && scale < j.Scale {
		j.Scale, j.ScaleBy = scale, noLimit
	}
}

func sortRows(rows []JointRow) {
	slices.SortStableFunc(rows, func(a, b JointRow) int { return -cmpFloat(a.ExcessMW(), b.ExcessMW()) })
}

// together examines the loads of one island.
type together struct {
	*study
	loads []SiteLoad
	out   *Joint
	max   int

	mw    []float64 // by column
	sumMW float64
	own   []float64 // change of each element's flow, interfaces after branches
}

func (t *together) run(ctx context.Context) error {
	t.mw = make([]float64, len(t.columns))
	for c, rows := range t.answers {
		for _, i := range rows {
			t.mw[c] += t.loads[i].MW
			t.sumMW += t.loads[i].MW
		}
	}
	t.out.short(t.sumMW, t.headMW)
	if t.headMW <= 0 || t.sumMW == 0 {
		return nil
	}
	if err := t.fillRows(ctx); err != nil {
		return err
	}
	t.cutRows()
	t.own = make([]float64, len(t.element)+len(t.interfaces))
	for m := range t.own {
		t.own[m] = dot(t.sensitivity(m), t.mw)
	}
	// Fixed slices of the outages are joined in order, whoever took them.
	const slices = 32
	parts := make([]*tally, slices+1)
	parts[0] = t.base()
	err := parallel(ctx, t.opt.workers(), slices, func(_, i int) {
		sc, part := t.scratch(), newTally(t)
		for k := i * len(t.outages) / slices; k < (i+1)*len(t.outages)/slices && ctx.Err() == nil; k++ {
			t.outage(int32(k), sc, part)
		}
		parts[i+1] = part
	})
	if err != nil {
		return err
	}
	for _, p := range parts {
		t.out.add(p)
	}
	return nil
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}

func (t *together) base() *tally {
	part := newTally(t)
	sc := t.scratch()
	sc.d = sc.ownD
	for m, f := range t.flow {
		part.pair(m, -1, f, t.normal[m], t.normal[m], 0, t.own[m], sc.d)
	}
	for i := range t.interfaces {
		m, cut := len(t.element)+i, &t.interfaces[i]
		part.pair(m, -1, cut.mw, cut.forward, cut.backward, 0, t.own[m], sc.d)
	}
	return part
}

func (t *together) outage(k int32, sc *scratch, part *tally) {
	c := &t.outages[k]
	if !t.load(c, sc) {
		return
	}
	lost := dot(sc.d, t.mw)
	for m, f := range t.flow {
		if sc.hasLost && sc.lost[m] {
			continue
		}
		w := sc.w[m]
		part.pair(m, k, f+w*c.lostMW, t.after[m], t.after[m], w, t.own[m]+w*lost, sc.d)
	}
}
