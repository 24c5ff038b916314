package agree

import (
	"context"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/score/rank"
	"github.com/wattbit/wattbit/model/score/value"
)

func checkColumns(columns [][]float64, directions []value.Direction) error {
	if len(columns) == 0 || len(columns[0]) == 0 || len(directions) != len(columns) {
		return fmt.Errorf("%w: %d criteria with %d directions", ErrInput, len(columns), len(directions))
	}
	for j, c := range columns {
		if len(c) != len(columns[0]) {
			return fmt.Errorf("%w: criterion %d has %d figures for %d candidates", ErrInput, j+1, len(c), len(columns[0]))
		}
		if directions[j] != value.Higher && directions[j] != value.Lower {
			return fmt.Errorf("%w: criterion %d has the direction %s: say higher or lower", ErrInput, j+1, directions[j])
		}
		for i, x := range c {
			if math.IsNaN(x) {
				return fmt.Errorf("%w: criterion %d of candidate %d is missing", ErrInput, j+1, i+1)
			}
		}
	}
	return nil
}

// upright returns rows of which every figure is the better the higher.
func upright(columns [][]float64, directions []value.Direction) [][]float64 {
	cells := make([]float64, len(columns)*len(columns[0]))
	rows := make([][]float64, len(columns[0]))
	for i := range rows {
		rows[i] = cells[i*len(columns) : (i+1)*len(columns)]
		for j, c := range columns {
			rows[i][j] = c[i]
			if directions[j] == value.Lower {
				rows[i][j] = -c[i]
			}
		}
	}
	return rows
}

// dominates reports whether a is at least as good everywhere and better once.
func dominates(a, b []float64) bool {
	better := false
	for j := range a {
		if a[j] < b[j] {
			return false
		}
		better = better || a[j] > b[j]
	}
	return better
}

// Front returns the rows that no other dominates, in ascending order: the
// Pareto set. Rows are taken by falling sum of ranks, so that each is compared
// with the front found so far only.
func Front(ctx context.Context, columns [][]float64, directions []value.Direction) ([]int, error) {
	if err := checkColumns(columns, directions); err != nil {
		return nil, err
	}
	rows := upright(columns, directions)
	sums := make([]float64, len(rows))
	for j, c := range columns {
		for i, r := range rank.Of(c, directions[j] == value.Lower) {
			sums[i] -= float64(r)
		}
	}
	kept := make([]bool, len(rows))
	var front []int
	for place, i := range rank.Order(sums, false) {
		if place%1024 == 0 && ctx.Err() != nil {
			return nil, fmt.Errorf("agree: %w", ctx.Err())
		}
		dominated := false
		for _, f := range front {
			if dominated = dominates(rows[f], rows[i]); dominated {
				break
			}
		}
		if !dominated {
			front = append(front, i)
			kept[i] = true
		}
	}
	front = front[:0]
	for i, in := range kept {
		if in {
			front = append(front, i)
		}
	}
	return front, nil
}

// DominatedBy counts, for every row, the rows that dominate it: O(n²).
func DominatedBy(ctx context.Context, columns [][]float64, directions []value.Direction) ([]int, error) {
	if err := checkColumns(columns, directions); err != nil {
		return nil, err
	}
	rows := upright(columns, directions)
	out := make([]int, len(rows))
	for i, a := range rows {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("agree: %w", ctx.Err())
		}
		for _, b := range rows {
			if dominates(b, a) {
				out[i]++
			}
		}
	}
	return out, nil
}
