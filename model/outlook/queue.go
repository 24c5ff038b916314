package outlook

import (
	"math"

	"github.com/wattbit/wattbit/model/plan"
)

// QueueSource says what the year in which an area is full stands on.
const QueueSource = "wattbit: an area's own supply less its peak, reserve and standing loads, and its ties at their limits, less its share of today's queue in the demand path; straight lines between the periods"

// Queue is when today's queue fills an area.
type Queue struct {
	Areas []AreaQueue
}

// AreaQueue is an area's headroom under today's queue, by period, MW on the grid.
type AreaQueue struct {
	Area    string
	Name    string
	Share   float64   // of the queue, 0 to 1
	OwnMW   []float64 // own supply left without the queue; +Inf where not modelled
	TiesMW  []float64 // that ties can bring at most
	QueueMW []float64 // that the queue asks for
	LeftMW  []float64
	Full    Full // with the ties
	OwnFull Full // without them
}

// Full is the first year in which headroom is gone.
type Full struct {
	Year  int // 0 where there is headroom to the end
	Known bool
	// First tells that it is gone in the first period already, or was before.
	First bool
}

// fullYear finds the first year in which headroom is not above 0.
func fullYear(years []int, left []float64) Full {
	for t, mw := range left {
		switch {
		case math.IsInf(mw, 0) || math.IsNaN(mw):
			return Full{}
		case mw > 0:
		case t == 0:
			return Full{Year: years[0], Known: true, First: true}
		default:
			span, before := float64(years[t]-years[t-1]), left[t-1]
			return Full{Year: years[t-1] + int(math.Ceil(span*before/(before-mw)-1e-9)), Known: true}
		}
	}
	return Full{Known: true}
}

func (m *maker) queue() Queue {
	p, d := m.study.Problem, m.study.Demand
	var out Queue
	for n, area := range p.Areas {
		row := AreaQueue{Area: area.ID, Name: m.regionName(area.ID), Share: area.QueueShare, OwnMW: area.SpareMW, TiesMW: tiesInto(p, n)}
		var own []float64
		for t := range p.Years {
			queue := area.QueueShare * math.Max(0, d.PathMW[t]-d.CommittedMW[t])
			row.QueueMW = append(row.QueueMW, queue)
			own = append(own, area.SpareMW[t]-queue)
			row.LeftMW = append(row.LeftMW, own[t]+row.TiesMW[t])
		}
		row.Full, row.OwnFull = fullYear(p.Years, row.LeftMW), fullYear(p.Years, own)
		out.Areas = append(out.Areas, row)
	}
	return out
}

// tiesInto sums the limits of the ties into an area.
func tiesInto(p *plan.Problem, area int) []float64 {
	out := make([]float64, len(p.Years))
	for _, l := range p.Links {
		for t := range out {
			if l.To == area {
				out[t] += l.MW[t]
			}
			if l.From == area {
				out[t] += l.BackMW[t]
			}
		}
	}
	return out
}

// first is the area that is full first among those that the queue asks for; false
// where none is.
func (q Queue) first() (AreaQueue, bool) {
	var best AreaQueue
	found := false
	for _, a := range q.Areas {
		if a.Share > 0 && a.Full.Year > 0 && (!found || a.Full.Year < best.Full.Year) {
			best, found = a, true
		}
	}
	return best, found
}
