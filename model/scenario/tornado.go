package scenario

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/wattbit/wattbit/model/score/sensitivity"
)

// WeightSwing is the share of itself by which the tornado moves a weight.
const WeightSwing = 0.5

// Quantiles between which the tornado moves a figure.
const (
	lowQuantile  = 0.05
	highQuantile = 0.95
)

// Bar is what moving one weight, or one figure, alone does to the candidate that
// ranks first.
type Bar struct {
	Criterion int // of the model
	// Figure tells a figure from a weight. Low and High are the ends it is moved
	// to: a weight from 0 to 1, the others keeping their proportions; a figure
	// in its unit, NaN when it is missing and its value moves from worst to best.
	Figure    bool
	Low, High float64
	// Scores (0 to 1) and ranks of the candidate at the two ends.
	ScoreLow, ScoreHigh float64
	RankLow, RankHigh   int
}

// Swing is how many points (0 to 1) lie between the ends.
func (b Bar) Swing() float64 { return abs(b.ScoreHigh - b.ScoreLow) }

func abs(x float64) float64 { return math.Abs(x) }

// tornado moves the weights and the figures of the candidate that ranks first.
func (r *Result) tornado(_ context.Context, a *Robustness) error {
	add := a.additive()
	bars, err := sensitivity.WeightTornado(add, 0, WeightSwing)
	if err != nil {
		return err
	}
	for _, b := range bars {
		if add.Weights[b.Criterion] > 0 {
			a.Tornado = append(a.Tornado, Bar{Criterion: b.Criterion, Low: b.Low, High: b.High,
				ScoreLow: b.ScoreLow, ScoreHigh: b.ScoreHigh, RankLow: b.RankLow, RankHigh: b.RankHigh})
		}
	}
	scores := add.Scores(add.Weights)
	for k, w := range add.Weights {
		if bar, ok := r.figureBar(a, k, w, scores); ok {
			a.Tornado = append(a.Tornado, bar)
		}
	}
	slices.SortStableFunc(a.Tornado, func(x, y Bar) int { return cmp.Compare(y.Swing(), x.Swing()) })
	return nil
}

// figureBar moves the figure of criterion k between its quantiles.
func (r *Result) figureBar(a *Robustness, k int, weight float64, scores []float64) (Bar, bool) {
	dist, function := r.spread(a.Matrix, k, a.Rows[0], 0)
	if dist == nil || weight == 0 {
		return Bar{}, false
	}
	bar := Bar{Criterion: k, Figure: true, Low: dist.Quantile(lowQuantile), High: dist.Quantile(highQuantile)}
	low, high := bar.Low, bar.High
	if function != nil {
		low, high = function.At(low), function.At(high)
		if from, to := function.Range(); function.Contains(r.columns[k].Values[a.Rows[0]]) {
			bar.Low, bar.High = max(bar.Low, from), min(bar.High, to) // beyond, the value stays
		}
	} else {
		bar.Low, bar.High = math.NaN(), math.NaN()
	}
	at := func(v float64) (float64, int) {
		moved := scores[0] + weight*(v-a.Matrix.Values[k][0])
		rank := 1
		for _, s := range scores[1:] {
			if s > moved {
				rank++
			}
		}
		return moved, rank
	}
	bar.ScoreLow, bar.RankLow = at(low)
	bar.ScoreHigh, bar.RankHigh = at(high)
	return bar, true
}
