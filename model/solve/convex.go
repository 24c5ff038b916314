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

// indefiniteAt factors the group's Hessian by elimination and returns the
// column where a pivot is negative beyond rounding, −1 if none is.
func (m *Model) indefiniteAt(g quadGroup) int {
	n := len(g.cols)
	pos := make(map[int]int, n)
	for k, j := range g.cols {
		pos[j] = k
	}
	sign := 1.0
	if m.Sense == Maximize {
		sign = -1
	}
	a := make([]float64, n*n)
	scale := 0.0
	for _, q := range g.terms {
		i, j := pos[q.I], pos[q.J]
		a[i*n+j] += sign * q.Coef
		a[j*n+i] += sign * q.Coef
		scale = max(scale, math.Abs(q.Coef))
	}
	tol := 1e-10 * scale * float64(n)
	for k := range n {
		pivot := a[k*n+k]
		if pivot < -tol {
			return g.cols[k]
		}
		for i := k + 1; i < n; i++ {
			if pivot <= tol {
				if math.Abs(a[i*n+k]) > math.Sqrt(tol*scale) {
					return g.cols[k]
				}
				continue
			}
			f := a[i*n+k] / pivot
			if f == 0 {
				continue
			}
			for j := k; j < n; j++ {
				a[i*n+j] -= f * a[k*n+j]
			}
		}
	}
	return -1
}
