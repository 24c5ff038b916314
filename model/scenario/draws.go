package scenario

import (
	"cmp"
	"math"
	"strconv"

	"github.com/wattbit/wattbit/model/score"
	"github.com/wattbit/wattbit/model/score/smaa"
	"github.com/wattbit/wattbit/model/score/value"
	"github.com/wattbit/wattbit/model/site"
)

func compareDown(a, b float64) int { return cmp.Compare(b, a) }

// spread returns what is known of the figure of criterion k in one row: its
// bracket, else a normal around it by what it stands on, else, when it is
// missing, anything that the criterion's values allow. It is nil for a figure
// that is exact. The function turns a draw into a partial value; it is nil when
// the draw is one.
func (r *Result) spread(m *score.Matrix, k, row, at int) (smaa.Dist, *value.Function) {
	column, function := r.columns[k], m.Functions[k]
	x := column.Values[row]
	low, high := math.NaN(), math.NaN()
	if column.Low != nil {
		low, high = column.Low[row], column.High[row]
	}
	bracketed := low < high
	switch kind := r.Model.Criteria[k].Value; {
	case kind.Kind == value.Table:
		if math.IsNaN(x) {
			return smaa.Between{Low: m.Lower[k][at], High: m.Upper[k][at]}, nil
		}
		return nil, nil // no figures between the listed ones
	case math.IsNaN(x) && bracketed:
		return r.admitted(k, function, smaa.Between{Low: low, High: high}), function
	case math.IsNaN(x) && low == high:
		return smaa.Between{Low: low, High: high}, function
	case math.IsNaN(x):
		return smaa.Between{Low: m.Lower[k][at], High: m.Upper[k][at]}, nil
	case bracketed:
		return r.admitted(k, function, smaa.Triangular{Low: min(low, x), Mode: x, High: max(high, x)}), function
	}
	from, to := function.Range()
	sd := r.Scenario.Uncertainty.Figures.of(column.ID, r.evidence(column, row)).sd(x, to-from)
	if sd == 0 {
		return nil, nil
	}
	return r.admitted(k, function, smaa.Normal{Mean: x, SD: sd}), function
}

// admitted keeps draws within what the value function admits.
func (r *Result) admitted(k int, function *value.Function, d smaa.Dist) smaa.Dist {
	if r.Model.Criteria[k].Value.Outside != value.Refuse {
		return d
	}
	low, high := function.Range()
	return within{d, low, high}
}

// within is a distribution whose tails are heaped at the ends of a range.
type within struct {
	smaa.Dist
	low, high float64
}

func (w within) Quantile(u float64) float64 {
	return min(max(w.Dist.Quantile(u), w.low), w.high)
}

// errorKey names what the error of a figure hangs on. Figures that are the same
// all over an area have one error, and so have distances to the same thing;
// any other figure has its own.
func (r *Result) errorKey(column *site.Column, row int) string {
	c := &r.Table.Candidates[row]
	x := column.Values[row]
	if object, ok := column.Object(row); ok {
		return column.ID + " to " + object.ID
	}
	if !column.Regional {
		return column.ID + " of " + c.ID
	}
	if math.IsNaN(x) {
		return column.ID + " in " + c.Region
	}
	return column.ID + " in " + c.Area + " " + strconv.FormatUint(math.Float64bits(x), 16)
}

// shared collects the uncertain figures of the rows by their error.
func (r *Result) shared(m *score.Matrix, rows, criteria []int) []smaa.Shared {
	var all []smaa.Shared
	index := map[string]int{}
	for j, k := range criteria {
		for at, row := range rows {
			dist, function := r.spread(m, k, row, at)
			if dist == nil {
				continue
			}
			key := r.errorKey(r.columns[k], row)
			n, ok := index[key]
			if !ok {
				n = len(all)
				index[key] = n
				all = append(all, smaa.Shared{Key: key})
			}
			all[n].Cells = append(all[n].Cells, smaa.Cell{Row: at, Criterion: j, Dist: dist, Value: function})
		}
	}
	return all
}
