package scenario

import (
	"math"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/site"
)

// Standing splits the weight of a score by what its figures stand on. The five
// parts sum to 1.
type Standing struct {
	Published float64 `json:"published"`
	Derived   float64 `json:"derived"`
	Estimated float64 `json:"estimated"`
	Assumed   float64 `json:"assumed"`
	Missing   float64 `json:"missing"`
}

// Soft is the part that stands on judgement rather than on a source.
func (s Standing) Soft() float64 { return s.Estimated + s.Assumed }

func (s *Standing) add(e atlas.Evidence, weight float64) {
	switch e {
	case atlas.Published:
		s.Published += weight
	case atlas.Derived:
		s.Derived += weight
	case atlas.Estimated:
		s.Estimated += weight
	case atlas.Assumed:
		s.Assumed += weight
	default:
		s.Missing += weight
	}
}

// Standing returns what the score of one row stands on.
func (r *Result) Standing(row int) Standing {
	var s Standing
	for k, column := range r.columns {
		s.add(r.evidence(column, row), r.Ranking.Criteria[k].Weight)
	}
	return s
}

// evidence is what one figure stands on; empty where it is missing.
func (r *Result) evidence(column *site.Column, row int) atlas.Evidence {
	if math.IsNaN(column.Values[row]) {
		return ""
	}
	return r.Table.Provenances[column.Origins[row]].Evidence
}

// MeanStanding averages over the rows; all zero for none.
func (r *Result) MeanStanding(rows []int) Standing {
	var mean Standing
	for _, row := range rows {
		s, n := r.Standing(row), float64(len(rows))
		mean.Published += s.Published / n
		mean.Derived += s.Derived / n
		mean.Estimated += s.Estimated / n
		mean.Assumed += s.Assumed / n
		mean.Missing += s.Missing / n
	}
	return mean
}

// Points returns the points (0 to 100) that each criterion brings to one row;
// NaN where its figure is missing.
func (r *Result) Points(row int) []float64 {
	points := make([]float64, len(r.columns))
	for k := range points {
		points[k] = r.pointsOf(k, row)
	}
	return points
}

// pointsOf is what criterion k brings to one row.
func (r *Result) pointsOf(k, row int) float64 {
	x := r.columns[k].Values[row]
	if math.IsNaN(x) {
		return x
	}
	return 100 * r.Ranking.Criteria[k].Weight * r.values[k].At(x)
}

// ThemeScore is the score (0 to 100) over the criteria of one theme alone. As in
// the whole score a missing figure counts half-way between what it could bring
// at least and at most; NaN when none of the figures is known or the theme has
// no weight.
func (r *Result) ThemeScore(row int, theme string) float64 {
	sum, weight, known := 0.0, 0.0, false
	for k, p := range r.Points(row) {
		if string(indicators[r.Model.Criteria[k].Column].Theme) != theme {
			continue
		}
		w := r.Ranking.Criteria[k].Weight
		weight += w
		if math.IsNaN(p) {
			p = 100 * w * r.middle(k, row)
		} else {
			known = true
		}
		sum += p
	}
	if weight == 0 || !known {
		return math.NaN()
	}
	return sum / weight
}

// middle is the partial value half-way between the worst and the best that a
// missing figure could have.
func (r *Result) middle(k, row int) float64 {
	lowest, highest := r.values[k].Span()
	if c := r.columns[k]; c.Low != nil && !math.IsNaN(c.Low[row]) && !math.IsNaN(c.High[row]) {
		lowest, highest = r.values[k].Bounds(c.Low[row], c.High[row])
	}
	return (lowest + highest) / 2
}
