package grid

import "slices"

// blockSize is how many columns share a bound. Columns stand in the order of
// the depth-first walk, which puts neighbours side by side.
const blockSize = 32

// span is the range of some values, 0 included.
type span struct{ low, high float64 }

func (s span) with(o span) span { return span{min(s.low, o.low), max(s.high, o.high)} }

func (st *study) blocks() int { return (len(st.columns) + blockSize - 1) / blockSize }

// reaches writes, by block, what the bounds let loads change a flow by when it
// changes by s per MW, and returns the span of all.
func reaches(out []span, s, bound []float64) (all span) {
	bound = bound[:len(s)]
	for k := range out {
		out[k] = span{}
		a, b := k*blockSize, min(len(s), (k+1)*blockSize)
		low, high := 0.0, 0.0
		for c, v := range s[a:b] {
			// Comparing is twice as fast here as min and max, which heed NaN.
			if x := v * bound[a+c]; x > high {
				high = x
			} else if x < low {
				low = x
			}
		}
		out[k] = span{low, high}
		all = all.with(out[k])
	}
	return all
}

// sortColumns orders the columns along the depth-first walk.
func (st *study) sortColumns() {
	order := make([]int, len(st.columns))
	for i := range order {
		order[i] = i
	}
	at := func(i int) int32 { return st.g.visit[st.solver.nodes[st.columns[i]]] }
	slices.SortFunc(order, func(a, b int) int { return int(at(a) - at(b)) })
	columns, answers := make([]int32, len(order)), make([][]int, len(order))
	for c, i := range order {
		columns[c], answers[c] = st.columns[i], st.answers[i]
	}
	st.columns, st.answers = columns, answers
	if len(columns) == len(st.solver.nodes) {
		st.column = make([]int32, len(columns))
		for c, local := range columns {
			st.column[local] = int32(c)
		}
	}
}
