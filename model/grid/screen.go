package grid

import (
	"context"
	"math"
	"slices"
)

// baseCase enters the bounds of the normal ratings.
func (st *study) baseCase(h *Hosting) {
	st.bounds = newBounds(len(st.columns), st.headMW)
	st.bounds.corridor = st.corridors()
	none := make([]float64, len(st.columns))
	for m := range st.element {
		up, down, overloaded := margins(st.flow[m], st.normal[m])
		if overloaded {
			st.violated = append(st.violated, pair{int32(m), -1, st.flow[m], st.normal[m]})
			if st.opt.Policy == Exclude {
				continue
			}
		}
		st.bounds.tighten(0, st.rowAt(st.row[m]), none, 0, up, down, st.cutoff[m], binding{int32(m), -1, 0})
	}
	st.cutBounds(none)
	for c, rows := range st.answers {
		for _, i := range rows {
			h.Buses[i].BaseMW = st.bounds.first[c]
			h.Buses[i].BaseBinding = st.limit(st.bounds.firstBy[c])
		}
	}
	h.Elements += len(st.element) + len(st.interfaces)
	h.Bytes += 8 * int64(len(st.rows))
}

// survey finds the overloads that exist without any load and how heavily each
// outage loads the rest.
func (st *study) survey(ctx context.Context, h *Hosting) error {
	work := st.scratches()
	found := make([][]pair, len(st.outages))
	err := parallel(ctx, len(work), len(st.outages), func(worker, k int) {
		c, sc := &st.outages[k], work[worker]
		if c.skip = !st.load(c, sc); c.skip {
			return
		}
		for m, f := range st.flow {
			if sc.hasLost && sc.lost[m] {
				continue
			}
			f += sc.w[m] * c.lostMW
			limit := st.after[m]
			if _, _, overloaded := margins(f, limit); overloaded {
				found[k] = append(found[k], pair{int32(m), int32(k), f, limit})
			} else if a := math.Abs(f); a > c.severity*limit {
				c.severity = a / limit
			}
		}
	})
	if err != nil {
		return err
	}
	for k := range found {
		st.violated = append(st.violated, found[k]...)
		if st.outages[k].skip {
			h.Skipped = append(h.Skipped, st.outages[k].Outage)
		}
	}
	for _, p := range st.violated {
		h.PreExisting = append(h.PreExisting, Overload{st.limit(binding{p.element, p.outage, 0}), p.flow, p.limit})
	}
	h.Outages += len(st.outages)
	h.Pairs += int64(len(st.outages)) * int64(len(st.element))
	return nil
}

// Outages are screened in rounds of chunks. Every chunk of a round starts from
// the bounds that the round began with, so that the answer, its labels
// included, does not depend on which worker took which chunk.
const (
	chunkOutages = 4
	roundChunks  = 8
)

// screener is the state of one chunk.
type screener struct {
	st        *study
	bounds    *bounds
	sc        *scratch
	evaluated int64
}

// screen tightens the bounds by every pair of element and outage that can
// tighten any.
func (st *study) screen(ctx context.Context, h *Hosting) error {
	order := make([]int32, 0, len(st.outages))
	for k := range st.outages {
		if !st.outages[k].skip {
			order = append(order, int32(k))
		}
	}
	st.progress(len(st.outages) - len(order))
	slices.SortStableFunc(order, func(a, b int32) int {
		return cmpFloat(st.outages[b].severity, st.outages[a].severity)
	})
	st.reach, st.whole = make([]span, st.blocks()*len(st.element)), make([]span, len(st.element))
	chunks := make([]*screener, roundChunks)
	for i := range chunks {
		chunks[i] = &screener{st: st, bounds: newBounds(len(st.columns), 0), sc: st.scratch()}
	}
	for i := 0; len(order) > 0; i++ {
		// The spans stay valid while the bounds fall, only looser than need be.
		if i&(i-1) == 0 {
			if err := st.refresh(ctx); err != nil {
				return err
			}
		}
		round := order[:min(len(order), chunkOutages*roundChunks)]
		order = order[len(round):]
		used := (len(round) + chunkOutages - 1) / chunkOutages
		err := parallel(ctx, st.opt.workers(), used, func(_, i int) {
			s := chunks[i]
			s.bounds.copyFrom(st.bounds)
			s.evaluated = 0
			for _, k := range round[i*chunkOutages : min(len(round), (i+1)*chunkOutages)] {
				s.outage(k)
			}
		})
		if err != nil {
			return err
		}
		for _, s := range chunks[:used] {
			st.bounds.merge(s.bounds)
			h.Evaluated += s.evaluated
		}
		st.progress(len(round))
	}
	return nil
}

// refresh measures what the bounds let loads change each element's flow by.
// Where an element sets the first bound of a column, only a lower one matters.
func (st *study) refresh(ctx context.Context) error {
	n := st.blocks()
	leads := make([][]int32, len(st.element)) // columns whose first bound an element sets
	for c, by := range st.bounds.firstBy {
		if by.element >= 0 && int(by.element) < len(leads) {
			leads[by.element] = append(leads[by.element], int32(c))
		}
	}
	bars := make([][]float64, st.opt.workers())
	for i := range bars {
		bars[i] = slices.Clone(st.bounds.second)
	}
	return parallel(ctx, len(bars), len(st.element), func(worker, m int) {
		bar := bars[worker]
		for _, c := range leads[m] {
			bar[c] = st.bounds.first[c]
		}
		st.whole[m] = reaches(st.reach[m*n:(m+1)*n], st.rowAt(st.row[m]), bar)
		for _, c := range leads[m] {
			bar[c] = st.bounds.second[c]
		}
	})
}

// outage examines every element under one outage. An element can lower a
// bound only if its margin is below what the bounds can put on it:
// max_b (S_b + w·d_b)·λ_b ≤ max_b S_b·λ_b + max_b w·d_b·λ_b.
func (s *screener) outage(k int32) {
	st, sc := s.st, s.sc
	c := &st.outages[k]
	st.load(c, sc)
	lost := reaches(sc.reach, sc.d, s.bounds.second)
	for m, f := range st.flow {
		limit, w, own := st.after[m], sc.w[m], st.whole[m]
		f += w * c.lostMW
		p, q := w*lost.low, w*lost.high
		if limit-f > own.high+max(p, q) && limit+f > -(own.low+min(p, q)) {
			continue
		}
		s.pair(m, k, f, limit, w)
	}
}

// pair evaluates one element under one outage, block by block.
func (s *screener) pair(m int, k int32, f, limit, w float64) {
	st, sc := s.st, s.sc
	if sc.hasLost && sc.lost[m] {
		return
	}
	up, down, overloaded := margins(f, limit)
	if overloaded && st.opt.Policy == Exclude {
		return
	}
	row, own := st.rowAt(st.row[m]), st.reach[m*len(sc.reach):(m+1)*len(sc.reach)]
	hit := false
	for i, lost := range sc.reach {
		p, q := w*lost.low, w*lost.high
		if own[i].high+max(p, q) < up && -(own[i].low+min(p, q)) < down {
			continue
		}
		hit = true
		a, b := i*blockSize, min(len(row), (i+1)*blockSize)
		s.bounds.tighten(a, row[a:b], sc.d[a:b], w, up, down, st.cutoff[m], binding{int32(m), k, 0})
	}
	if hit {
		s.evaluated++
	}
}

// limit translates a binding.
func (st *study) limit(by binding) Limit {
	out := noLimit
	out.Sensitivity = by.sensitivity
	switch {
	case by.element < 0:
		return out
	case int(by.element) < len(st.element):
		out.Branch = int(st.element[by.element])
	default:
		out.Interface = st.interfaces[int(by.element)-len(st.element)].index
	}
	if by.outage >= 0 {
		out.Outage = st.outages[by.outage].Outage
	}
	return out
}

// answer writes the bounds to the buses.
func (st *study) answer(h *Hosting) {
	for c, rows := range st.answers {
		for _, i := range rows {
			b := &h.Buses[i]
			b.FirmMW, b.Binding = st.bounds.first[c], st.limit(st.bounds.firstBy[c])
			b.NextMW, b.Next = st.bounds.second[c], st.limit(st.bounds.secondBy[c])
		}
	}
}
