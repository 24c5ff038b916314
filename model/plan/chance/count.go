package chance

import (
	"math"
	"slices"

	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/solve"
)

// Result is the count over all samples.
type Result struct {
	Samples    []Sample // in their order
	Planned    int      // samples with a plan
	Infeasible int
	Repeatable bool // no clock ended any search

	Sites []Probability // every site in order
	Areas []Range       // every area in order
}

// Probability is how often a site is chosen.
type Probability struct {
	Site   int
	Chosen int     // samples with the site
	Share  float64 // of the samples with a plan; NaN where there are none

	Low, High float64 // Wilson's interval of the share at 95 %
	MeanMW    float64 // IT MW over the samples with a plan, 0 where not chosen
}

// Range is the IT MW of an area in the last period over the samples with a plan:
// the quantiles of 5, 50 and 95 % (the least value with as many at or below it).
type Range struct {
	Area                    int
	LowMW, MedianMW, HighMW float64
}

// z95 is the standard normal's quantile of 0.975.
const z95 = 1.959963984540054

// Wilson returns the interval of a share of k in n at 95 %: 0 to 1 for n = 0.
func Wilson(k, n int) (low, high float64) {
	if n <= 0 {
		return 0, 1
	}
	size, share := float64(n), float64(k)/float64(n)
	middle := share + z95*z95/(2*size)
	half := z95 * math.Sqrt(share*(1-share)/size+z95*z95/(4*size*size))
	scale := 1 + z95*z95/size
	return math.Max(0, (middle-half)/scale), math.Min(1, (middle+half)/scale)
}

// count adds up samples in their order.
func count(p *plan.Problem, samples []Sample) Result {
	out := Result{Samples: samples, Repeatable: true}
	mw := make([]float64, len(p.Sites))
	for i := range p.Sites {
		out.Sites = append(out.Sites, Probability{Site: i})
	}
	areas := make([][]float64, len(p.Areas))
	for _, s := range samples {
		out.Repeatable = out.Repeatable && s.Repeatable
		if s.Status == solve.Infeasible.String() {
			out.Infeasible++
		}
		if !s.HasPlan() {
			continue
		}
		out.Planned++
		sums := make([]float64, len(p.Areas))
		for _, c := range s.Sites {
			out.Sites[c.Site].Chosen++
			mw[c.Site] += c.MW
			sums[p.Sites[c.Site].Area] += c.MW
		}
		for a := range areas {
			areas[a] = append(areas[a], sums[a])
		}
	}
	for i := range out.Sites {
		s := &out.Sites[i]
		s.Share, s.MeanMW = float64(s.Chosen)/float64(out.Planned), mw[i]/float64(out.Planned)
		s.Low, s.High = Wilson(s.Chosen, out.Planned)
	}
	for a, all := range areas {
		slices.Sort(all)
		out.Areas = append(out.Areas, Range{
			Area: a, LowMW: quantile(all, 0.05), MedianMW: quantile(all, 0.5), HighMW: quantile(all, 0.95),
		})
	}
	return out
}

// quantile returns the least value that has a share of all at or below it.
func quantile(sorted []float64, share float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	return sorted[max(0, int(math.Ceil(share*float64(len(sorted))))-1)]
}
