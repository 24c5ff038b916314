package scenario

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/wattbit/wattbit/model/score/sensitivity"
	"github.com/wattbit/wattbit/model/score/smaa"
	"github.com/wattbit/wattbit/model/score/value"
)

// WeightSwing is the share of itself by which the tornado moves a weight.
const WeightSwing = 0.5

// Quantiles between which the tornado moves a figure.
const (
	lowQuantile  = 0.05
	highQuantile = 0.95
)

// Bar is what moving one weight, or the error of one figure, alone does to the
// candidate that ranks first. An error moves all who share it.
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

// figureBar moves the figure of criterion k, with all that share its error,
// between its quantiles.
func (r *Result) figureBar(a *Robustness, k int, weight float64, scores []float64) (Bar, bool) {
	m := r.errorOfFirst(a, k)
	if m == nil || weight == 0 {
		return Bar{}, false
	}
	own := m.cells[0]
	bar := Bar{Criterion: k, Figure: true, Low: math.NaN(), High: math.NaN()}
	if own.function != nil {
		bar.Low, bar.High = own.dist.Quantile(lowQuantile), own.dist.Quantile(highQuantile)
		x := r.columns[k].Values[a.Rows[0]]
		if from, to := own.function.Range(); own.function.Contains(x) {
			bar.Low, bar.High = max(bar.Low, from), min(bar.High, to) // beyond, the value stays
		} else if x >= 0 && r.columns[k].Unit != "°C" {
			bar.Low = max(bar.Low, 0)
		}
	}
	at := func(quantile float64) (float64, int) {
		moved := slices.Clone(scores)
		m.move(moved, weight, quantile)
		rank := 1
		for _, s := range moved[1:] {
			if s > moved[0] {
				rank++
			}
		}
		return moved[0], rank
	}
	bar.ScoreLow, bar.RankLow = at(lowQuantile)
	bar.ScoreHigh, bar.RankHigh = at(highQuantile)
	return bar, true
}

// movedError is the error of one figure of the first, with every candidate that
// it moves.
type movedError struct{ cells []movedCell }

type movedCell struct {
	at       int     // index into Robustness.Rows; the first's own cell comes first
	value    float64 // partial value as things stand
	dist     smaa.Dist
	function *value.Function
}

// errorOfFirst is nil when the first's figure of criterion k is exact.
func (r *Result) errorOfFirst(a *Robustness, k int) *movedError {
	var m movedError
	key := r.errorKey(r.columns[k], a.Rows[0])
	for at, row := range a.Rows {
		if r.errorKey(r.columns[k], row) != key {
			continue
		}
		dist, function := r.spread(a.Matrix, k, row, at)
		if dist == nil && at == 0 {
			return nil
		}
		if dist != nil {
			m.cells = append(m.cells, movedCell{at, a.Matrix.Values[k][at], dist, function})
		}
	}
	return &m
}

// move puts the error at a quantile and changes the scores by it.
func (m *movedError) move(scores []float64, weight, quantile float64) {
	for _, c := range m.cells {
		v := c.dist.Quantile(quantile)
		if c.function != nil {
			v = c.function.At(v)
		}
		scores[c.at] += float64(weight * (v - c.value))
	}
}
