package sensitivity

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/wattbit/wattbit/model/score/rank"
)

// Input is one input of a function: its base and how far it may move.
type Input struct {
	Name            string
	Low, Base, High float64
}

// Bar is one input's bar of a tornado.
type Bar struct {
	Input
	// AtLow and AtHigh are the outputs with the input at its ends and all
	// others at their base.
	AtLow, AtHigh float64
}

// Swing is the length of the bar.
func (b Bar) Swing() float64 { return math.Abs(b.AtHigh - b.AtLow) }

// Tornado moves one input at a time and returns the output at the base and the
// bars, longest first, ties by name.
func Tornado(ctx context.Context, f func(x []float64) float64, inputs []Input) (base float64, bars []Bar, err error) {
	x := make([]float64, len(inputs))
	for i, in := range inputs {
		if !(in.Low <= in.Base && in.Base <= in.High) || math.IsInf(in.High-in.Low, 0) {
			return 0, nil, fmt.Errorf("%w: input %q: low %v, base %v, high %v must rise", ErrInput, in.Name, in.Low, in.Base, in.High)
		}
		x[i] = in.Base
	}
	base = f(slices.Clone(x))
	for i, in := range inputs {
		if err := ctx.Err(); err != nil {
			return 0, nil, fmt.Errorf("sensitivity: %w", err)
		}
		at := func(v float64) float64 {
			moved := slices.Clone(x)
			moved[i] = v
			return f(moved)
		}
		bars = append(bars, Bar{in, at(in.Low), at(in.High)})
	}
	slices.SortStableFunc(bars, func(a, b Bar) int {
		return cmp.Or(cmp.Compare(b.Swing(), a.Swing()), cmp.Compare(a.Name, b.Name))
	})
	return base, bars, nil
}

// WeightBar says what moving one weight does to one candidate.
type WeightBar struct {
	Criterion int
	// Low and High are the moved weights, the others keeping their proportions.
	Low, High float64
	// Scores and ranks of the candidate there; equal scores share the rank.
	ScoreLow, ScoreHigh float64
	RankLow, RankHigh   int
	// BestLow and BestHigh are the winning rows there.
	BestLow, BestHigh int
}

// WeightTornado moves each weight up and down by a share of itself, such as
// 0.2, and returns what that does to one candidate, in the order of the
// criteria.
func WeightTornado(a Additive, row int, share float64) ([]WeightBar, error) {
	if err := a.check(1); err != nil {
		return nil, err
	}
	if row < 0 || row >= len(a.Values[0]) || !(share > 0) || math.IsInf(share, 0) {
		return nil, fmt.Errorf("%w: candidate %d, share %v", ErrInput, row, share)
	}
	out := make([]WeightBar, len(a.Weights))
	for j, w := range a.Weights {
		b := &out[j]
		b.Criterion, b.Low, b.High = j, max(0, w*(1-share)), min(1, w*(1+share))
		if len(a.Weights) == 1 {
			b.Low, b.High = 1, 1
		}
		b.ScoreLow, b.RankLow, b.BestLow = a.at(j, b.Low, row)
		b.ScoreHigh, b.RankHigh, b.BestHigh = a.at(j, b.High, row)
	}
	return out, nil
}

func (a *Additive) at(j int, w float64, row int) (score float64, place, best int) {
	scores := a.Scores(a.Reweighted(j, w))
	place = 1
	for _, s := range scores {
		if s > scores[row] {
			place++
		}
	}
	return scores[row], place, rank.Order(scores, false)[0]
}
