package grid

import (
	"context"
	"math"
)

// aggravate counts, for each bus, the overloads without any load that a load
// there makes worse.
func (st *study) aggravate(ctx context.Context, h *Hosting) error {
	n := len(st.columns)
	count, worst := make([]int, n), make([]binding, n)
	for c := range worst {
		worst[c].element = -1
	}
	sc := st.scratch()
	loaded := int32(-1)
	for i, p := range st.violated {
		if i%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		w := 0.0
		row := st.sensitivity(int(p.element))
		if p.outage >= 0 {
			if p.outage != loaded {
				st.load(&st.outages[p.outage], sc)
				loaded = p.outage
			}
			w = sc.w[p.element]
		} else {
			clear(sc.ownD)
			sc.d, loaded = sc.ownD, -1
		}
		cutoff := st.cutoffOf(int(p.element))
		for c := range n {
			s := row[c] + w*sc.d[c]
			if worse := math.Copysign(1, p.flow) * s; worse > cutoff {
				count[c]++
				if worse > math.Abs(worst[c].sensitivity) {
					worst[c] = binding{p.element, p.outage, s}
				}
			}
		}
	}
	for c, rows := range st.answers {
		for _, i := range rows {
			h.Buses[i].Aggravated = count[c]
			if count[c] > 0 {
				h.Buses[i].WorstAggravated = st.limit(worst[c])
			}
		}
	}
	return nil
}

// residual is what the elements below the cut-off suffer from one column's load.
type residual struct {
	count int
	mw    float64
	by    binding
}

// recheck finds, where there is a cut-off, the overloads that the loads cause
// in the elements it let pass.
func (st *study) recheck(ctx context.Context, h *Hosting) error {
	relevant := false
	for _, cutoff := range st.cutoff {
		relevant = relevant || cutoff > smallestSensitivity
	}
	if !relevant {
		return nil
	}
	n := st.blocks()
	err := parallel(ctx, st.opt.workers(), len(st.element), func(_, m int) {
		st.whole[m] = reaches(st.reach[m*n:(m+1)*n], st.rowAt(st.row[m]), st.bounds.first)
	})
	if err != nil {
		return err
	}
	total := st.recheckBase()
	// Fixed slices of the outages are summed in order, whoever took them.
	const slices = 32
	parts := make([][]residual, slices)
	err = parallel(ctx, st.opt.workers(), slices, func(_, i int) {
		sc := st.scratch()
		parts[i] = make([]residual, len(st.columns))
		for k := i * len(st.outages) / slices; k < (i+1)*len(st.outages)/slices && ctx.Err() == nil; k++ {
			st.recheckOutage(int32(k), sc, parts[i])
		}
	})
	if err != nil {
		return err
	}
	for _, part := range parts {
		for c := range part {
			total[c].count += part[c].count
			if part[c].mw > total[c].mw {
				total[c].mw, total[c].by = part[c].mw, part[c].by
			}
		}
	}
	for c, rows := range st.answers {
		for _, i := range rows {
			if r := total[c]; r.count > 0 {
				h.Buses[i].Residual, h.Buses[i].ResidualMW, h.Buses[i].WorstResidual = r.count, r.mw, st.limit(r.by)
			}
		}
	}
	return nil
}

func (st *study) recheckBase() []residual {
	out := make([]residual, len(st.columns))
	none := st.scratch()
	none.d = none.ownD
	for m, f := range st.flow {
		if limit := st.normal[m]; limit-f <= st.whole[m].high || limit+f <= -st.whole[m].low {
			st.residuals(m, -1, f, limit, 0, none, out)
		}
	}
	return out
}

func (st *study) recheckOutage(k int32, sc *scratch, out []residual) {
	c := &st.outages[k]
	if c.skip {
		return
	}
	st.load(c, sc)
	lost := reaches(sc.reach, sc.d, st.bounds.first)
	for m, f := range st.flow {
		limit, w, own := st.after[m], sc.w[m], st.whole[m]
		f += w * c.lostMW
		p, q := w*lost.low, w*lost.high
		if limit-f > own.high+max(p, q) && limit+f > -(own.low+min(p, q)) || sc.hasLost && sc.lost[m] {
			continue
		}
		st.residuals(m, k, f, limit, w, sc, out)
	}
}

// residuals enters the columns whose load overloads one element below its cut-off.
func (st *study) residuals(m int, k int32, f, limit, w float64, sc *scratch, out []residual) {
	up, down, overloaded := margins(f, limit)
	if overloaded {
		return
	}
	row, own, cutoff := st.rowAt(st.row[m]), st.reach[m*len(sc.reach):(m+1)*len(sc.reach)], st.cutoff[m]
	for i, lost := range sc.reach {
		p, q := w*lost.low, w*lost.high
		if own[i].high+max(p, q) <= up && -(own[i].low+min(p, q)) <= down {
			continue
		}
		for c := i * blockSize; c < min(len(row), (i+1)*blockSize); c++ {
			s := row[c] + w*sc.d[c]
			over := math.Abs(f+s*st.bounds.first[c]) - limit
			if over <= overloadMW || math.Abs(s) > cutoff {
				continue
			}
			out[c].count++
			if over > out[c].mw {
				out[c].mw, out[c].by = over, binding{int32(m), k, s}
			}
		}
	}
}
