package weight

import "errors"

// tableau is a small dense linear programme in the form of Dantzig: minimise
// the last row, with one basic variable per other row. The last column is the
// right-hand side.
type tableau struct {
	cells [][]float64
	basis []int
}

// minimise solves: minimise cost·x with every row of atMost·x ≤ 0, Σ xⱼ over
// the first sum variables = 1, and x ≥ 0. Pivots follow Bland's rule, which
// cannot circle however degenerate the rows are; here they all meet in 0.
func minimise(cost []float64, atMost [][]float64, sum int) ([]float64, error) {
	n, m := len(cost), len(atMost)
	width := n + m + 2 // variables, slacks, one artificial, right-hand side
	t := &tableau{}
	for i, row := range atMost {
		line := make([]float64, width)
		copy(line, row)
		line[n+i] = 1
		t.cells, t.basis = append(t.cells, line), append(t.basis, n+i)
	}
	equality := make([]float64, width)
	for j := range sum {
		equality[j] = 1
	}
	equality[n+m], equality[width-1] = 1, 1
	first := make([]float64, width) // the artificial's cost, less its row
	for j, x := range equality {
		first[j] = -x
	}
	first[n+m] = 0
	t.cells, t.basis = append(t.cells, equality, first), append(t.basis, n+m)
	if err := t.solve(n + m); err != nil {
		return nil, err
	}
	if t.cells[m+1][width-1] < -1e-9 {
		return nil, errors.New("no weights satisfy the judgements")
	}
	t.cells[m+1] = t.reduced(cost, width)
	if err := t.solve(n + m); err != nil {
		return nil, err
	}
	x := make([]float64, n)
	for i, j := range t.basis {
		if j < n {
			x[j] = max(0, t.cells[i][width-1])
		}
	}
	return x, nil
}

// reduced returns the cost row with the basic variables priced out.
func (t *tableau) reduced(cost []float64, width int) []float64 {
	row := make([]float64, width)
	copy(row, cost)
	for i, j := range t.basis {
		if j < len(cost) && cost[j] != 0 {
			for k, x := range t.cells[i] {
				row[k] -= float64(cost[j] * x)
			}
		}
	}
	return row
}

const pivotSmallest = 1e-10

// solve pivots until no variable before the limit improves the last row.
func (t *tableau) solve(limit int) error {
	last := len(t.cells) - 1
	for range 100_000 {
		enter := -1
		for j := range limit {
			if t.cells[last][j] < -pivotSmallest {
				enter = j
				break
			}
		}
		if enter < 0 {
			return nil
		}
		leave := t.leaving(enter)
		if leave < 0 {
			return errors.New("the programme is unbounded")
		}
		t.pivot(leave, enter)
	}
	return errors.New("the programme did not end")
}

// leaving returns the row with the smallest ratio, ties by the basic variable.
func (t *tableau) leaving(enter int) int {
	leave, best := -1, 0.0
	for i, j := range t.basis {
		a := t.cells[i][enter]
		if a <= pivotSmallest {
			continue
		}
		ratio := t.cells[i][len(t.cells[i])-1] / a
		if leave < 0 || ratio < best || ratio == best && j < t.basis[leave] {
			leave, best = i, ratio
		}
	}
	return leave
}

func (t *tableau) pivot(row, column int) {
	p := t.cells[row][column]
	for k := range t.cells[row] {
		t.cells[row][k] /= p
	}
	for i := range t.cells {
		f := t.cells[i][column]
		if i == row || f == 0 {
			continue
		}
		for k, x := range t.cells[row] {
			t.cells[i][k] -= float64(f * x)
		}
		t.cells[i][column] = 0
	}
	t.basis[row] = column
}
