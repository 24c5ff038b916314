package solve

import (
	"fmt"
	"math"
	"sort"
)

// maxDense is the most columns that quadratic terms may tie together: their
// convexity is checked with a dense factorisation of each such group.
const maxDense = 2000

// checkConvex reports a quadratic objective that is not convex, or not concave
// when it is to be maximised: the solver would answer with some local optimum.
func (m *Model) checkConvex() error {
	if len(m.Quads) == 0 {
		return nil
	}
	for _, group := range m.quadGroups() {
		if len(group.cols) > maxDense {
			return fmt.Errorf("%w: quadratic terms tie %d columns together, at most %d can be checked for convexity", ErrModel, len(group.cols), maxDense)
		}
		if j := m.indefiniteAt(group); j >= 0 {
			return fmt.Errorf("%w: the quadratic objective is not convex at column %s", ErrModel, m.ColName(j))
		}
	}
	return nil
}

type quadGroup struct {
	cols  []int
	terms []Quad
}

// quadGroups splits the quadratic terms into sets that share no column.
func (m *Model) quadGroups() []quadGroup {
	parent := map[int]int{}
	var find func(int) int
	find = func(j int) int {
		p, ok := parent[j]
		if !ok || p == j {
			parent[j] = j
			return j
		}
		parent[j] = find(p)
		return parent[j]
	}
	for _, q := range m.Quads {
		parent[find(q.I)] = find(q.J)
	}
	at := map[int]int{}
	var groups []quadGroup
	for _, q := range m.Quads {
		root := find(q.I)
		g, ok := at[root]
		if !ok {
			g = len(groups)
			at[root] = g
			groups = append(groups, quadGroup{})
		}
		groups[g].terms = append(groups[g].terms, q)
	}
	for j := range parent {
		g := at[find(j)]
		groups[g].cols = append(groups[g].cols, j)
	}
	for g := range groups {
		sort.Ints(groups[g].cols)
	}
	return groups
}

// indefiniteAt returns the column where the group's Hessian has a negative
// pivot beyond rounding, −1 if it has none.
func (m *Model) indefiniteAt(g quadGroup) int {
	_, bad := m.factor(g)
	if bad >= 0 {
		return g.cols[bad]
	}
	return -1
}

// factor eliminates the group's Hessian H, for which its terms are ½xᵀHx, by
// columns. Row k of what it returns, from the diagonal on, is a combination of
// columns: ½xᵀHx = Σ_k ½ (row_k·x)² / row_k[k] over the rows with a positive
// diagonal, and the other rows are 0. bad is the first column in the way of
// that, or −1.
func (m *Model) factor(g quadGroup) (rows [][]float64, bad int) {
	n := len(g.cols)
	rows, scale := m.denseHessian(g)
	tol := 1e-10 * scale * float64(n)
	for k := range n {
		pivot := rows[k][k]
		if pivot < -tol {
			return nil, k
		}
		for i := k + 1; i < n; i++ {
			if pivot <= tol {
				if math.Abs(rows[k][i]) > math.Sqrt(tol*scale) {
					return nil, k
				}
				continue
			}
			f := rows[k][i] / pivot
			for j := i; f != 0 && j < n; j++ {
				rows[i][j] -= float64(f * rows[k][j])
			}
		}
		if pivot <= tol {
			clear(rows[k])
		}
	}
	return rows, -1
}

// denseHessian returns the upper triangle of the group's Hessian, negated when
// the model maximises, and its largest coefficient.
func (m *Model) denseHessian(g quadGroup) (rows [][]float64, scale float64) {
	pos := make(map[int]int, len(g.cols))
	rows = make([][]float64, len(g.cols))
	for k, j := range g.cols {
		pos[j] = k
		rows[k] = make([]float64, len(g.cols))
	}
	for _, q := range g.terms {
		v := q.Coef
		if m.Sense == Maximize {
			v = -v
		}
		i, j := min(pos[q.I], pos[q.J]), max(pos[q.I], pos[q.J])
		if i == j {
			v *= 2
		}
		rows[i][j] += v
		scale = max(scale, math.Abs(v))
	}
	return rows, scale
}
