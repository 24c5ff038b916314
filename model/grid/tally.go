package grid

import "math"

// tally gathers the constraints on a set of loads.
type tally struct {
	t                                 *together
	scale                             float64
	scaleBy                           Limit
	rows                              []JointRow // those that may be among the worst
	floor                             float64    // excess that a row must pass to be among them
	exceeded, preExisting, aggravated int
}

func newTally(t *together) *tally {
	return &tally{t: t, scale: math.Inf(1), scaleBy: noLimit, floor: math.Inf(-1)}
}

// pair enters an element under an outage: its flow without the loads, the
// limits forward and backward, and the change that the loads make.
func (p *tally) pair(m int, k int32, flow, forward, backward, w, change float64, d []float64) {
	t := p.t
	margin, limit, sign := forward-flow, forward, 1.0
	if change < 0 {
		margin, limit, sign = backward+flow, backward, -1
	}
	if flow > forward+overloadMW || -flow > backward+overloadMW {
		p.preExisting++
		if margin < 0 && math.Abs(change) > overloadMW {
			p.aggravated++
		}
		if t.opt.Policy == Exclude {
			return
		}
	}
	margin, change = math.Max(margin, 0), math.Abs(change)
	if change <= t.cutoffOf(m)*t.sumMW || math.IsInf(margin, 1) {
		return
	}
	by := t.limit(binding{int32(m), k, sign * change / t.sumMW})
	if scale := margin / change; scale < p.scale {
		p.scale, p.scaleBy = scale, by
	}
	if change > margin+overloadMW {
		p.exceeded++
	}
	if change-margin <= p.floor {
		return
	}
	row := JointRow{Limit: by, FlowMW: flow + sign*change, LimitMW: limit, MarginMW: margin, ChangeMW: change,
		PerSite: make([]float64, len(t.loads))}
	s := t.sensitivity(m)
	for c, rows := range t.answers {
		for _, i := range rows {
			row.PerSite[i] = sign * (s[c] + w*d[c])
		}
	}
	if p.rows = append(p.rows, row); len(p.rows) == 2*t.max {
		sortRows(p.rows)
		p.rows = p.rows[:t.max]
		p.floor = p.rows[t.max-1].ExcessMW()
	}
}

// add joins a part of the tally to the answer; parts come in a fixed order.
func (j *Joint) add(p *tally) {
	if p.scale < j.Scale {
		j.Scale, j.ScaleBy = p.scale, p.scaleBy
	}
	j.Exceeded += p.exceeded
	j.PreExisting += p.preExisting
	j.Aggravated += p.aggravated
	j.Tightest = append(j.Tightest, p.rows...)
}
