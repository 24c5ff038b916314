package weight

import (
	"fmt"
	"math"
)

// RITable names the random indices that consistency ratios are divided by.
const RITable = "Saaty 1980"

// randomIndex has Saaty's random consistency index by the number of criteria.
var randomIndex = []float64{0, 0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59}

// MaxCR is the consistency ratio above which judgements contradict each other
// too much to be used without a second look (Saaty 1980).
const MaxCR = 0.1

// AHPResult are the weights of a pairwise comparison and its consistency.
type AHPResult struct {
	// Weights are the principal eigenvector; Geometric the row geometric means.
	Weights, Geometric []float64
	LambdaMax          float64
	// CI is (λ−n)/(n−1), CR its ratio to the random index of RITable. CR is 0
	// for two criteria, and NaN beyond the table.
	CI, CR float64
	// Triple is the three criteria whose judgements contradict each other most,
	// a_ik against a_ij·a_jk, and Koczkodaj that contradiction, 0 to 1.
	Triple    [3]int
	Koczkodaj float64
	// Warnings says what is wrong with the judgements.
	Warnings []string
}

// AHP returns the weights of a pairwise comparison matrix: entry i, j is how
// many times criterion i is as important as j. A matrix that is not reciprocal
// is an error; one that is inconsistent is a warning that names the triple.
func AHP(matrix [][]float64) (*AHPResult, error) {
	if err := checkReciprocal(matrix); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrInput, err)
	}
	r := &AHPResult{}
	r.Weights, r.LambdaMax = principal(matrix)
	r.Geometric = geometricMeans(matrix)
	r.consistency(matrix)
	return r, nil
}

func checkReciprocal(a [][]float64) error {
	if len(a) == 0 {
		return fmt.Errorf("the comparison matrix is empty")
	}
	for i, row := range a {
		if len(row) != len(a) {
			return fmt.Errorf("row %d of the comparison matrix has %d entries, needs %d", i+1, len(row), len(a))
		}
		for j, x := range row {
			if !(x > 0) || math.IsInf(x, 0) {
				return fmt.Errorf("comparison %d, %d is %v, must be above 0", i+1, j+1, x)
			}
		}
	}
	for i := range a {
		for j := 0; j <= i; j++ {
			const rounding = 1e-3 // 0.333 stands for a third
			if p := a[i][j] * a[j][i]; math.Abs(p-1) > rounding {
				return fmt.Errorf("the comparison matrix is not reciprocal: entry %d, %d is %v and entry %d, %d is %v, must be 1/%v",
					i+1, j+1, a[i][j], j+1, i+1, a[j][i], a[i][j])
			}
		}
	}
	return nil
}

// principal returns the eigenvector of the largest eigenvalue, which is simple
// and positive (Perron), by power iteration.
func principal(a [][]float64) (vector []float64, lambda float64) {
	n := len(a)
	v := Equal(n)
	for range 10_000 {
		next := make([]float64, n)
		sum := 0.0
		for i, row := range a {
			for j, x := range row {
				next[i] += float64(x * v[j])
			}
			sum += next[i]
		}
		change := 0.0
		for i := range next {
			next[i] /= sum
			change = max(change, math.Abs(next[i]-v[i]))
		}
		v, lambda = next, sum
		if change < 1e-16 {
			break
		}
	}
	return v, lambda
}

func geometricMeans(a [][]float64) []float64 {
	return ranked(len(a), func(place int) float64 {
		sum := 0.0
		for _, x := range a[place-1] {
			sum += math.Log(x)
		}
		return math.Exp(sum / float64(len(a)))
	})
}

func (r *AHPResult) consistency(a [][]float64) {
	n := len(a)
	if n > 1 {
		r.CI = max(0, (r.LambdaMax-float64(n))/float64(n-1))
	}
	switch {
	case n < 3:
	case n < len(randomIndex):
		r.CR = r.CI / randomIndex[n]
	default:
		r.CR = math.NaN()
		r.Warnings = append(r.Warnings, fmt.Sprintf("no consistency ratio: the random index table (%s) ends at %d criteria, this has %d", RITable, len(randomIndex)-1, n))
	}
	r.worstTriple(a)
	if r.CR > MaxCR {
		i, j, k := r.Triple[0], r.Triple[1], r.Triple[2]
		r.Warnings = append(r.Warnings, fmt.Sprintf(
			"the judgements are inconsistent: CR %.3f is above %v (RI table %s); worst are criteria %d, %d and %d, where %.4g times %.4g is not %.4g",
			r.CR, MaxCR, RITable, i+1, j+1, k+1, a[i][j], a[j][k], a[i][k]))
	}
}

// worstTriple finds the largest min(|1−a_ik/(a_ij·a_jk)|, |1−a_ij·a_jk/a_ik|)
// (Koczkodaj 1993).
func (r *AHPResult) worstTriple(a [][]float64) {
	for i := range a {
		for j := i + 1; j < len(a); j++ {
			for k := j + 1; k < len(a); k++ {
				way := a[i][j] * a[j][k]
				off := min(math.Abs(1-a[i][k]/way), math.Abs(1-way/a[i][k]))
				if off > r.Koczkodaj {
					r.Koczkodaj, r.Triple = off, [3]int{i, j, k}
				}
			}
		}
	}
}
