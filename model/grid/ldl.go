package grid

import (
	"fmt"
	"math"
)

// ldl is the factorisation P·B·Pᵀ = L·D·Lᵀ of a sparse symmetric matrix, L
// unit lower triangular, stored by columns.
//
// Numeric part: T. A. Davis, Algorithm 849: LDL, ACM TOMS 31 (2005).
type ldl struct {
	start  []int32 // of each column in row and value
	row    []int32
	value  []float64
	invDiv []float64 // 1/D
	pos    []int32   // position of each unknown in the elimination order
}

// entry is an off-diagonal element of a symmetric matrix, stated once.
type entry struct {
	i, j int32
	v    float64
}

// factorize factors the matrix with a diagonal and off-diagonal entries
// (repeats are summed). There is no pivoting: the matrix should be positive
// definite; a pivot that vanishes against its diagonal is an error.
func factorize(diag []float64, off []entry) (*ldl, error) {
	n := len(diag)
	adj := neighbours(n, off)
	order, cols := minimumDegree(adj)
	f := &ldl{start: make([]int32, n+1), invDiv: make([]float64, n), pos: make([]int32, n)}
	for k, v := range order {
		f.pos[v] = int32(k)
	}
	parent := make([]int32, n)
	total := 0
	for k, c := range cols {
		f.start[k] = int32(total)
		total += len(c)
		parent[k] = -1
		for _, u := range c {
			if p := f.pos[u]; parent[k] < 0 || p < parent[k] {
				parent[k] = p
			}
		}
	}
	f.start[n] = int32(total)
	f.row, f.value = make([]int32, total), make([]float64, total)
	return f, f.numeric(diag, off, parent, order)
}

func neighbours(n int, off []entry) [][]int32 {
	adj := make([][]int32, n)
	for _, e := range off {
		adj[e.i] = append(adj[e.i], e.j)
		adj[e.j] = append(adj[e.j], e.i)
	}
	seen := make([]int32, n)
	for i := range adj {
		kept := adj[i][:0]
		for _, j := range adj[i] {
			if seen[j] != int32(i)+1 {
				seen[j] = int32(i) + 1
				kept = append(kept, j)
			}
		}
		adj[i] = kept
	}
	return adj
}

// upper returns the entries above the diagonal of the permuted matrix by column.
func (f *ldl) upper(off []entry) (start []int32, row []int32, value []float64) {
	n := len(f.pos)
	start = make([]int32, n+1)
	for _, e := range off {
		start[max(f.pos[e.i], f.pos[e.j])+1]++
	}
	for k := range n {
		start[k+1] += start[k]
	}
	fill := append([]int32(nil), start[:n]...)
	row, value = make([]int32, len(off)), make([]float64, len(off))
	for _, e := range off {
		i, j := f.pos[e.i], f.pos[e.j]
		c := max(i, j)
		row[fill[c]], value[fill[c]] = min(i, j), e.v
		fill[c]++
	}
	return start, row, value
}

// smallestPivot is how far a pivot may fall below its diagonal element.
const smallestPivot = 1e-13

func (f *ldl) numeric(diag []float64, off []entry, parent, order []int32) error {
	n := len(diag)
	aStart, aRow, aValue := f.upper(off)
	y, d := make([]float64, n), make([]float64, n)
	pattern, stack, flag := make([]int32, n), make([]int32, n), make([]int32, n)
	filled := append([]int32(nil), f.start[:n]...)
	for k := range n {
		top := n
		flag[k] = int32(k) + 1
		for p := aStart[k]; p < aStart[k+1]; p++ {
			i := aRow[p]
			y[i] += aValue[p]
			depth := 0
			for ; flag[i] != int32(k)+1; i = parent[i] {
				stack[depth], flag[i] = i, int32(k)+1
				depth++
			}
			for ; depth > 0; depth-- {
				top--
				pattern[top] = stack[depth-1]
			}
		}
		own := diag[order[k]]
		d[k] = own
		for ; top < n; top++ {
			i := pattern[top]
			yi := y[i]
			y[i] = 0
			for p := f.start[i]; p < filled[i]; p++ {
				y[f.row[p]] -= f.value[p] * yi
			}
			l := yi / d[i]
			d[k] -= l * yi
			f.row[filled[i]], f.value[filled[i]] = int32(k), l
			filled[i]++
		}
		if !(math.Abs(d[k]) > smallestPivot*math.Abs(own)) {
			return fmt.Errorf("susceptance matrix is singular: pivot %g of %g (reactances of opposite sign cancel?)", d[k], own)
		}
		f.invDiv[k] = 1 / d[k]
	}
	return nil
}

// solve replaces x, a right-hand side in elimination order, by the solution.
func (f *ldl) solve(x []float64) {
	n := len(f.invDiv)
	start, row, value := f.start, f.row, f.value
	for j := range n {
		xj := x[j]
		if xj == 0 {
			continue
		}
		lo, hi := start[j], start[j+1]
		rows, values := row[lo:hi], value[lo:hi]
		for p, r := range rows {
			x[r] -= values[p] * xj
		}
	}
	for j := n - 1; j >= 0; j-- {
		lo, hi := start[j], start[j+1]
		rows, values := row[lo:hi], value[lo:hi]
		sum := x[j] * f.invDiv[j]
		for p, r := range rows {
			sum -= values[p] * x[r]
		}
		x[j] = sum
	}
}
