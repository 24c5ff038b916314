package agree

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/wattbit/wattbit/model/score/rank"
)

// Reversal is a pair of candidates that change places when a third one leaves.
type Reversal struct {
	// Without is the row that left. Ahead was before Behind and is not any more.
	Without, Ahead, Behind int
}

// Reversals leaves out one candidate at a time and compares the order of the
// others, neighbour by neighbour of the full order: as long as none of these
// change places, no two candidates do. The function scores the rows that it is
// given, high the better. Scores closer than rounding are no order.
func Reversals(ctx context.Context, rows int, scores func(keep []int) ([]float64, error)) ([]Reversal, error) {
	all := make([]int, rows)
	for i := range all {
		all[i] = i
	}
	full, err := scores(all)
	if err != nil {
		return nil, err
	}
	order := rank.Order(full, false)
	var out []Reversal
	for gone := range rows {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("agree: %w", ctx.Err())
		}
		keep := slices.Delete(slices.Clone(all), gone, gone+1)
		if len(keep) < 2 {
			break
		}
		some, err := scores(keep)
		if err != nil {
			return nil, fmt.Errorf("without row %d: %w", gone, err)
		}
		now := slices.Insert(slices.Clone(some), gone, 0)
		before := -1
		for _, i := range order {
			if i == gone {
				continue
			}
			if before >= 0 && clearly(full[before], full[i]) && clearly(now[i], now[before]) {
				out = append(out, Reversal{gone, before, i})
			}
			before = i
		}
	}
	return out, nil
}

// clearly reports whether x is above y by more than rounding.
func clearly(x, y float64) bool {
	const rounding = 1e-12
	return x-y > rounding*max(1, math.Abs(x), math.Abs(y))
}
