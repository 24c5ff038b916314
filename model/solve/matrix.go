package solve

import "sort"

// matrix is the rows of a model in compressed form, each sorted by column,
// without repeated or zero coefficients.
type matrix struct {
	start []int32
	index []int32
	value []float64
}

func compress(rows []Row) matrix {
	a := matrix{start: make([]int32, 1, len(rows)+1)}
	for _, r := range rows {
		for _, t := range merged(r.Terms) {
			a.index = append(a.index, int32(t.Col))
			a.value = append(a.value, t.Coef)
		}
		a.start = append(a.start, int32(len(a.index)))
	}
	return a
}

// merged returns the terms sorted by column, repeated columns added up.
func merged(terms []Term) []Term {
	out := append([]Term(nil), terms...)
	sort.SliceStable(out, func(a, b int) bool { return out[a].Col < out[b].Col })
	n := 0
	for _, t := range out {
		if n > 0 && out[n-1].Col == t.Col {
			out[n-1].Coef += t.Coef
			continue
		}
		out[n] = t
		n++
	}
	kept := out[:0]
	for _, t := range out[:n] {
		if t.Coef != 0 {
			kept = append(kept, t)
		}
	}
	return kept
}

// hessian returns the lower triangle, by columns, of the matrix Q for which
// the quadratic terms are ½xᵀQx.
func (m *Model) hessian() matrix {
	rows := make([]Row, len(m.Cols))
	for _, q := range m.Quads {
		i, j, v := max(q.I, q.J), min(q.I, q.J), q.Coef
		if i == j {
			v *= 2
		}
		rows[j].Terms = append(rows[j].Terms, Term{Col: i, Coef: v})
	}
	return compress(rows)
}
