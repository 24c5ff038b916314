package main

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

func formatKV(kv float64) string { return strconv.FormatFloat(kv, 'f', -1, 64) }

// comparison sums up the lines of a group.
type comparison struct {
	lines, matched int
	rank           float64 // Spearman's correlation of |MW|; NaN below 4 lines
	ratio          float64 // median of modelled / observed |MW|
	total          float64 // sum modelled / sum observed |MW|
	withinTwo      float64 // share of lines within a factor of two
	direction      float64 // share with the direction of the observed mean, of lines with a clear one
	directed       int
}

// minObservedMW leaves out lines that carried next to nothing.
const minObservedMW = 20

func compare(list []match) comparison {
	c := comparison{rank: math.NaN(), ratio: math.NaN(), total: math.NaN(), withinTwo: math.NaN(), direction: math.NaN()}
	var model, seen, ratios []float64
	right := 0
	for _, m := range list {
		c.lines++
		if m.how == "" {
			continue
		}
		c.matched++
		if m.mw < minObservedMW {
			continue
		}
		mw := math.Abs(m.modelMW)
		model, seen, ratios = append(model, mw), append(seen, m.mw), append(ratios, mw/m.mw)
		if m.signed && math.Abs(m.meanMW) > 0.3*m.mw {
			c.directed++
			if m.modelMW*m.meanMW > 0 {
				right++
			}
		}
	}
	if len(ratios) == 0 {
		return c
	}
	c.total = sum(model) / sum(seen)
	c.withinTwo = share(ratios, func(r float64) bool { return r >= 0.5 && r <= 2 })
	if c.directed > 0 {
		c.direction = float64(right) / float64(c.directed)
	}
	if len(model) >= 4 {
		c.rank = correlation(ranks(model), ranks(seen))
	}
	slices.Sort(ratios)
	c.ratio = ratios[len(ratios)/2]
	return c
}

func sum(v []float64) float64 {
	s := 0.0
	for _, x := range v {
		s += x
	}
	return s
}

func share(v []float64, is func(float64) bool) float64 {
	n := 0
	for _, x := range v {
		if is(x) {
			n++
		}
	}
	return float64(n) / float64(len(v))
}

// ranks gives equal values the mean of their ranks.
func ranks(v []float64) []float64 {
	order := make([]int, len(v))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, k int) int { return cmp.Compare(v[i], v[k]) })
	r := make([]float64, len(v))
	for i := 0; i < len(order); {
		k := i
		for k < len(order) && v[order[k]] == v[order[i]] {
			k++
		}
		for _, at := range order[i:k] {
			r[at] = float64(i+k-1) / 2
		}
		i = k
	}
	return r
}

// correlation is Pearson's; of ranks it is Spearman's.
func correlation(x, y []float64) float64 {
	mx, my := sum(x)/float64(len(x)), sum(y)/float64(len(y))
	var sxy, sxx, syy float64
	for i := range x {
		sxy += (x[i] - mx) * (y[i] - my)
		sxx += (x[i] - mx) * (x[i] - mx)
		syy += (y[i] - my) * (y[i] - my)
	}
	return sxy / math.Sqrt(sxx*syy)
}
