package grid

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
)

// SecureOptions choose what sets of loads must withstand. Outages and cut-offs
// mean what they mean in HostingOptions; pre-existing overloads are left aside.
type SecureOptions struct {
	Outages    Outages // 0: BranchOutages
	Cutoff     float64
	CutoffByKV []CutoffBand
	Buses      []int // where loads may stand
	Workers    int   // 0: GOMAXPROCS. The answer does not depend on it.
}

// LoadState is one set of loads, such as a plan's in one period.
type LoadState struct {
	MW     []float64 // at each of SecureOptions.Buses in normal operation
	FirmMW []float64 // what stays connected after an outage; nil: MW
	// RaisedMW is what each branch may carry beyond its rating; nil: nothing.
	RaisedMW []float64
}

// SecureRow is a limit on the loads:
//
//	Σ PerMW[i]·MW[i] ≤ MarginMW + what the branch is raised by
//
// Loads that take the cut-off's share of themselves or less from the element,
// or that relieve it, have 0: a load answers for what it does to an element,
// and no load counts on another. For one load alone the rows of all elements
// are its hosting capacity.
type SecureRow struct {
	Limit              // Sensitivity is the largest of PerMW, signed as the flow
	Forward  bool      // the limit is that of flow from From to To
	MarginMW float64   // 0 or more
	PerMW    []float64 // by SecureOptions.Buses, 0 or more
}

// SecureExcess is a row that a state exceeds.
type SecureExcess struct {
	SecureRow
	State    int // the one that exceeds it most
	ExcessMW float64
}

// Secure holds sets of loads against the base case and every contingency. It
// is made once for some buses and is safe for concurrent use.
type Secure struct {
	g       *Grid
	buses   []int
	workers int
	studies []*study
}

// NewSecure prepares the sensitivities of all elements to loads at some buses.
// A bus out of service, or in an island without headroom, is an error.
func (g *Grid) NewSecure(ctx context.Context, opt SecureOptions) (*Secure, error) {
	h := HostingOptions{Outages: opt.Outages, Cutoff: opt.Cutoff, CutoffByKV: opt.CutoffByKV, Buses: opt.Buses, Workers: opt.Workers}
	if h.Outages == 0 {
		h.Outages = BranchOutages
	}
	if err := h.check(len(g.node)); err != nil {
		return nil, fmt.Errorf("grid: secure: %w", err)
	}
	for _, b := range h.Buses {
		if g.node[b] < 0 {
			return nil, fmt.Errorf("grid: secure: bus %s is out of service; expected one in service", g.net.Buses[b].ID)
		}
	}
	studies, _, err := g.studies(&h, g.Flow())
	if err != nil {
		return nil, fmt.Errorf("grid: secure: %w", err)
	}
	for _, st := range studies {
		if st.headMW <= 0 {
			return nil, fmt.Errorf("grid: secure: bus %s is in an island whose units have no headroom", g.net.Buses[h.Buses[st.answers[0][0]]].ID)
		}
		if err := st.fillRows(ctx); err != nil {
			return nil, fmt.Errorf("grid: secure: %w", err)
		}
		st.cutRows()
	}
	return &Secure{g: g, buses: h.Buses, workers: h.workers(), studies: studies}, nil
}

// Buses returns the buses in the order of the loads.
func (s *Secure) Buses() []int { return s.buses }

// Outages returns how many contingencies are looked at.
func (s *Secure) Outages() int {
	n := 0
	for _, st := range s.studies {
		n += len(st.outages)
	}
	return n
}

// Check returns the rows that states exceed: of each element and direction, the
// contingency and state with the largest excess, in the order of the elements.
// The units' headroom of an island is a row without an element.
func (s *Secure) Check(ctx context.Context, states []LoadState) ([]SecureExcess, error) {
	states = slices.Clone(states)
	for k := range states {
		if err := s.fits(&states[k]); err != nil {
			return nil, fmt.Errorf("grid: secure: state %d: %w", k, err)
		}
	}
	var out []SecureExcess
	for _, st := range s.studies {
		e := newExceeding(st, s, states)
		if err := e.run(ctx, s.workers); err != nil {
			return nil, fmt.Errorf("grid: secure: %w", err)
		}
		out = append(out, e.found()...)
	}
	return out, nil
}

func (s *Secure) fits(state *LoadState) error {
	if state.FirmMW == nil {
		state.FirmMW = state.MW
	}
	if len(state.MW) != len(s.buses) || len(state.FirmMW) != len(s.buses) {
		return fmt.Errorf("%d loads and %d firm loads for %d buses", len(state.MW), len(state.FirmMW), len(s.buses))
	}
	if state.RaisedMW != nil && len(state.RaisedMW) != len(s.g.branches) {
		return fmt.Errorf("%d raised ratings for %d branches", len(state.RaisedMW), len(s.g.branches))
	}
	for i, mw := range state.MW {
		if !(mw >= 0) || !(state.FirmMW[i] >= 0) || math.IsInf(mw+state.FirmMW[i], 1) {
			return fmt.Errorf("load %d of %g MW, %g MW of it firm; expected numbers ≥ 0", i, mw, state.FirmMW[i])
		}
	}
	return nil
}

// errNoRow says that an element is overloaded without any load, or that an
// outage has no solution, so that it limits nothing.
var errNoRow = errors.New("limits nothing")

// Rows returns the rows of some limits, as Hosting names them, in their order.
// Those that limit nothing are left out.
func (s *Secure) Rows(limits []Limit) ([]SecureRow, error) {
	scratches := make([]*scratch, len(s.studies))
	var out []SecureRow
	for _, l := range limits {
		k := s.studyOf(l)
		if k < 0 {
			continue
		}
		if scratches[k] == nil {
			scratches[k] = s.studies[k].scratch()
		}
		row, err := s.rowOf(s.studies[k], scratches[k], l)
		switch {
		case errors.Is(err, errNoRow):
		case err != nil:
			return nil, fmt.Errorf("grid: secure: %w", err)
		default:
			out = append(out, row)
		}
	}
	return out, nil
}

// studyOf finds the island of a limit; −1 for none.
func (s *Secure) studyOf(l Limit) int {
	for k, st := range s.studies {
		if l.Branch >= 0 && st.rowOf[l.Branch] >= 0 {
			return k
		}
		for i := range st.interfaces {
			if l.Interface == st.interfaces[i].index {
				return k
			}
		}
	}
	return -1
}

func (s *Secure) rowOf(st *study, sc *scratch, l Limit) (SecureRow, error) {
	m := st.elementOf(l)
	k, ok := st.outageOf(l.Outage)
	if m < 0 || !ok {
		return SecureRow{}, errNoRow
	}
	flow, forward, backward, w, d := 0.0, 0.0, 0.0, 0.0, make([]float64, len(st.columns))
	switch {
	case m >= len(st.element):
		cut := &st.interfaces[m-len(st.element)]
		flow, forward, backward = cut.mw, cut.forward, cut.backward
	case k < 0:
		flow, forward, backward = st.flow[m], st.normal[m], st.normal[m]
	default:
		c := &st.outages[k]
		if !st.load(c, sc) || sc.hasLost && sc.lost[m] {
			return SecureRow{}, errNoRow
		}
		w, d = sc.w[m], sc.d
		flow, forward, backward = st.flow[m]+w*c.lostMW, st.after[m], st.after[m]
	}
	if flow > forward+overloadMW || -flow > backward+overloadMW {
		return SecureRow{}, errNoRow
	}
	sign, margin := 1.0, forward-flow
	if l.Sensitivity < 0 {
		sign, margin = -1, backward+flow
	}
	return s.row(st, m, k, sign, margin, w, d), nil
}

// row spells a limit out by bus.
func (s *Secure) row(st *study, m int, k int32, sign, margin, w float64, d []float64) SecureRow {
	r := SecureRow{Forward: sign > 0, MarginMW: math.Max(margin, 0), PerMW: make([]float64, len(s.buses))}
	own, cutoff, most := st.sensitivity(m), st.cutoffOf(m), 0.0
	for c, rows := range st.answers {
		x := sign * (own[c] + w*d[c])
		if x <= cutoff {
			continue
		}
		most = math.Max(most, x)
		for _, i := range rows {
			r.PerMW[i] = x
		}
	}
	r.Limit = st.limit(binding{int32(m), k, sign * most})
	return r
}

// elementOf is the place of a limit's element in the study; −1 for none.
func (st *study) elementOf(l Limit) int {
	if l.Branch >= 0 {
		return int(st.own[st.rowOf[l.Branch]])
	}
	for i := range st.interfaces {
		if st.interfaces[i].index == l.Interface {
			return len(st.element) + i
		}
	}
	return -1
}

// outageOf is the place of an outage in the study, −1 for the base case.
func (st *study) outageOf(o Outage) (int32, bool) {
	if o.Kind == BaseCase {
		return -1, true
	}
	for k := range st.outages {
		if st.outages[k].Outage == o {
			return int32(k), true
		}
	}
	return 0, false
}
