package smaa

import (
	"math"
	"slices"
)

// Result is what the samples say. Slices have one entry per candidate.
type Result struct {
	IDs     []string
	Samples int
	Seed    uint64
	// Prior names what was assumed of the weights.
	Prior string
	TopK  int
	// First and Top are the shares of samples in which a candidate is first,
	// and among the first k. Equal scores share the better rank.
	First, Top []float64
	// CentralWeights are the mean weights of the samples that put a candidate
	// first: the judgement that speaks for it. Nil when it never is.
	CentralWeights [][]float64
	// ExpectedRank, its standard deviation over the samples, and the ranks that
	// bound the middle 90 %; nil without AllRanks.
	ExpectedRank, RankSD []float64
	RankLow, RankHigh    []int
	// Entropy of the rankings in bits, 0 when all samples agree; only with
	// AllRanks.
	Entropy float64
	// Shortlist are the rows of the two fields below.
	Shortlist []int
	// Winning has the share of samples in which the shortlisted row scores
	// above the shortlisted column.
	Winning [][]float64
	// Confidence is the share of samples in which a shortlisted candidate is
	// first with its own central weights; NaN when it has none.
	Confidence []float64

	histogram *histogram
}

// Acceptability returns the share of samples in which a candidate takes a rank,
// 1 the best; NaN without AllRanks.
func (r *Result) Acceptability(row, rank int) float64 {
	if r.histogram == nil || rank < 1 || rank > len(r.IDs) {
		return math.NaN()
	}
	return float64(r.histogram.counts[row][rank-1]) / float64(r.Samples)
}

// Error is the Monte Carlo standard error of a share: √(p(1−p)/N).
func (r *Result) Error(share float64) float64 {
	return math.Sqrt(share * (1 - share) / float64(r.Samples))
}

// RankError is the Monte Carlo standard error of an expected rank; NaN without
// AllRanks.
func (r *Result) RankError(row int) float64 {
	if r.RankSD == nil {
		return math.NaN()
	}
	return r.RankSD[row] / math.Sqrt(float64(r.Samples))
}

// Tied reports whether the top-k acceptability of two candidates differs by no
// more than 1.96 standard errors of the difference: the samples do not tell
// them apart.
func (r *Result) Tied(a, b int) bool {
	va, vb := r.Error(r.Top[a]), r.Error(r.Top[b])
	return math.Abs(r.Top[a]-r.Top[b]) <= 1.96*math.Hypot(va, vb)
}

// Order lists the rows by top-k acceptability, then by first-rank
// acceptability, then by expected rank, then by id.
func (r *Result) Order() []int {
	order := make([]int, len(r.IDs))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, r.compare)
	return order
}

func (r *Result) compare(a, b int) int {
	for _, by := range [][]float64{r.Top, r.First} {
		if by[a] != by[b] {
			return -cmpFloat(by[a], by[b])
		}
	}
	if r.ExpectedRank != nil && r.ExpectedRank[a] != r.ExpectedRank[b] {
		return cmpFloat(r.ExpectedRank[a], r.ExpectedRank[b])
	}
	if r.IDs[a] < r.IDs[b] {
		return -1
	}
	return 1
}

func cmpFloat(a, b float64) int {
	if a < b {
		return -1
	}
	return 1
}

// summarise turns the counters of all ranks into their statistics.
func (r *Result) summarise(rankings map[uint64]uint32) {
	n := len(r.IDs)
	r.ExpectedRank, r.RankSD = make([]float64, n), make([]float64, n)
	r.RankLow, r.RankHigh = make([]int, n), make([]int, n)
	total := float64(r.Samples)
	for i, row := range r.histogram.counts {
		var sum, squares, seen float64
		for k, count := range row {
			if count == 0 {
				continue
			}
			x, c := float64(k+1), float64(count)
			sum += float64(c * x)
			squares += float64(c * x * x)
			if seen < 0.05*total && seen+c >= 0.05*total {
				r.RankLow[i] = k + 1
			}
			if seen < 0.95*total && seen+c >= 0.95*total {
				r.RankHigh[i] = k + 1
			}
			seen += c
		}
		r.ExpectedRank[i] = sum / total
		r.RankSD[i] = math.Sqrt(max(0, squares/total-float64(r.ExpectedRank[i]*r.ExpectedRank[i])))
	}
	var each []uint32
	for _, count := range rankings {
		each = append(each, count)
	}
	slices.Sort(each)
	for _, count := range each {
		p := float64(count) / total
		r.Entropy -= float64(p * math.Log2(p))
	}
}
