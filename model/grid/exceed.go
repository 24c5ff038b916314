package grid

import (
	"context"
	"math"
)

// exceeding holds the states against the elements of one island.
type exceeding struct {
	*study
	secure *Secure
	states []LoadState

	mw, firm [][]float64 // [state][column]
	// own and ownFirm bound what the loads of any state put on an element, and
	// raised is the most that any state raises it by.
	own, ownFirm []float64
	worst        []worst // two per element: forward, backward
}

// worst is the largest excess of an element in a direction.
type worst struct {
	excess float64
	state  int
	row    SecureRow
}

func newExceeding(st *study, s *Secure, states []LoadState) *exceeding {
	e := &exceeding{study: st, secure: s, states: states}
	for k := range states {
		mw, firm := make([]float64, len(st.columns)), make([]float64, len(st.columns))
		for c, rows := range st.answers {
			for _, i := range rows {
				mw[c] += states[k].MW[i]
				firm[c] += states[k].FirmMW[i]
			}
		}
		e.mw, e.firm = append(e.mw, mw), append(e.firm, firm)
	}
	n := len(st.element) + len(st.interfaces)
	e.own, e.ownFirm, e.worst = make([]float64, n), make([]float64, n), make([]worst, 2*n)
	for m := range n {
		for k := range states {
			e.own[m] = math.Max(e.own[m], sumAbs(st.sensitivity(m), e.mw[k]))
			e.ownFirm[m] = math.Max(e.ownFirm[m], sumAbs(st.sensitivity(m), e.firm[k]))
		}
	}
	return e
}

func sumAbs(a, b []float64) float64 {
	sum := 0.0
	for i, v := range a {
		sum += math.Abs(v) * b[i]
	}
	return sum
}

// run examines the base case and every outage.
func (e *exceeding) run(ctx context.Context, workers int) error {
	none := make([]float64, len(e.columns))
	for m, f := range e.flow {
		if limit := e.normal[m]; limit-math.Abs(f) < e.own[m] {
			e.pair(e.worst, m, -1, f, limit, limit, 0, none, e.mw)
		}
	}
	for i := range e.interfaces {
		cut := &e.interfaces[i]
		e.pair(e.worst, len(e.element)+i, -1, cut.mw, cut.forward, cut.backward, 0, none, e.mw)
	}
	// Fixed slices of the outages are joined in order, whoever took them.
	const slices = 16
	parts := make([][]worst, slices)
	err := parallel(ctx, workers, slices, func(_, i int) {
		sc := e.scratch()
		parts[i] = make([]worst, len(e.worst))
		for k := i * len(e.outages) / slices; k < (i+1)*len(e.outages)/slices && ctx.Err() == nil; k++ {
			e.outage(parts[i], int32(k), sc)
		}
	})
	if err != nil {
		return err
	}
	for _, part := range parts {
		for j := range part {
			if part[j].excess > e.worst[j].excess {
				e.worst[j] = part[j]
			}
		}
	}
	return nil
}

// outage examines every element under one outage. The change of an element is
// at most Σ|S|·MW + |w|·Σ|d|·MW.
func (e *exceeding) outage(into []worst, k int32, sc *scratch) {
	c := &e.outages[k]
	if !e.load(c, sc) {
		return
	}
	lost := 0.0
	for _, firm := range e.firm {
		lost = math.Max(lost, sumAbs(sc.d, firm))
	}
	for m, f := range e.flow {
		w, limit := sc.w[m], e.after[m]
		f += w * c.lostMW
		if limit-math.Abs(f) >= e.ownFirm[m]+math.Abs(w)*lost || sc.hasLost && sc.lost[m] {
			continue
		}
		e.pair(into, m, k, f, limit, limit, w, sc.d, e.firm)
	}
}

// pair enters an element under an outage.
func (e *exceeding) pair(into []worst, m int, k int32, flow, forward, backward, w float64, d []float64, loads [][]float64) {
	if flow > forward+overloadMW || -flow > backward+overloadMW {
		return
	}
	s, cutoff := e.sensitivity(m), e.cutoffOf(m)
	for dir, sign := range []float64{1, -1} {
		margin := math.Max([]float64{forward - flow, backward + flow}[dir], 0)
		at := &into[2*m+dir]
		grew := false
		for state := range e.states {
			sum := -margin - e.raisedMW(m, state)
			for c, mw := range loads[state] {
				if mw == 0 {
					continue
				}
				if x := sign * (s[c] + w*d[c]); x > cutoff {
					sum += x * mw
				}
			}
			if sum > at.excess+overloadMW {
				at.excess, at.state, grew = sum, state, true
			}
		}
		if grew {
			at.row = e.secure.row(e.study, m, k, sign, margin, w, d)
		}
	}
}

func (e *exceeding) raisedMW(m, state int) float64 {
	if m >= len(e.element) || e.states[state].RaisedMW == nil {
		return 0
	}
	return e.states[state].RaisedMW[e.element[m]]
}

// found lists what is exceeded, the island's headroom last.
func (e *exceeding) found() []SecureExcess {
	var out []SecureExcess
	for _, w := range e.worst {
		if w.excess > overloadMW {
			out = append(out, SecureExcess{w.row, w.state, w.excess})
		}
	}
	head := SecureExcess{SecureRow: SecureRow{Limit: noLimit, Forward: true, MarginMW: e.headMW, PerMW: make([]float64, len(e.secure.buses))}}
	for _, rows := range e.answers {
		for _, i := range rows {
			head.PerMW[i] = 1
		}
	}
	head.Sensitivity = 1
	for state, mw := range e.mw {
		sum := -e.headMW
		for _, x := range mw {
			sum += x
		}
		if sum > head.ExcessMW {
			head.ExcessMW, head.State = sum, state
		}
	}
	if head.ExcessMW > overloadMW {
		out = append(out, head)
	}
	return out
}
