package grid

import "math"

// cut is an interface as an element: monitored in the base case alone, since
// operating limits already allow for outages.
type cut struct {
	index             int // of the interface
	mw                float64
	forward, backward float64
	row               []float64
}

// cuts lists the interfaces with members in the island.
func (st *study) cuts(flow *Flow) []cut {
	g := st.g
	if len(g.net.Interfaces) == 0 {
		return nil
	}
	branchOf, _ := g.memberIndex()
	var out []cut
	for k := range g.net.Interfaces {
		f := &g.net.Interfaces[k]
		inside := false
		for _, m := range f.Members {
			inside = inside || m.Link == "" && st.rowOf[branchOf[m.Branch]] >= 0
		}
		if inside {
			out = append(out, cut{index: k, mw: flow.InterfaceMW[k], forward: f.ForwardMW, backward: f.ReverseMW})
		}
	}
	return out
}

// cutRows sums the sensitivities of the interfaces' members.
func (st *study) cutRows() {
	if len(st.interfaces) == 0 {
		return
	}
	branchOf, _ := st.g.memberIndex()
	for i := range st.interfaces {
		cut := &st.interfaces[i]
		cut.row = make([]float64, len(st.columns))
		for _, m := range st.g.net.Interfaces[cut.index].Members {
			if m.Link != "" || st.rowOf[branchOf[m.Branch]] < 0 {
				continue
			}
			sign := 1.0
			if m.Reverse {
				sign = -1
			}
			for c, v := range st.rowAt(st.rowOf[branchOf[m.Branch]]) {
				cut.row[c] += sign * v
			}
		}
	}
}

// cutBounds enters the interfaces' bounds.
func (st *study) cutBounds(none []float64) {
	st.cutRows()
	for i := range st.interfaces {
		cut := &st.interfaces[i]
		element := int32(len(st.element) + i)
		up, down := cut.forward-cut.mw, cut.backward+cut.mw
		if up < -overloadMW || down < -overloadMW {
			limit := cut.forward
			if down < 0 {
				limit = cut.backward
			}
			st.violated = append(st.violated, pair{element, -1, cut.mw, limit})
			if st.opt.Policy == Exclude {
				continue
			}
		}
		st.bounds.tighten(0, cut.row, none, 0, math.Max(up, 0), math.Max(down, 0), st.cutoffOf(int(element)), binding{element, -1, 0})
	}
}

// sensitivity returns the row of an element, interfaces included.
func (st *study) sensitivity(element int) []float64 {
	if element < len(st.element) {
		return st.rowAt(st.row[element])
	}
	return st.interfaces[element-len(st.element)].row
}

func (st *study) cutoffOf(element int) float64 {
	if element < len(st.element) {
		return st.cutoff[element]
	}
	return math.Max(st.opt.Cutoff, smallestSensitivity)
}
