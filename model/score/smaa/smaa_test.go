package smaa_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/model/score/smaa"
	"github.com/wattbit/wattbit/model/score/value"
	"github.com/wattbit/wattbit/model/score/weight"
)

func ids(n int) (out []string) {
	for i := range n {
		out = append(out, fmt.Sprintf("c%d", i))
	}
	return out
}

func draw(r *rapid.T) smaa.Problem {
	n, m := rapid.IntRange(1, 9).Draw(r, "n"), rapid.IntRange(1, 6).Draw(r, "m")
	p := smaa.Problem{IDs: ids(n), Options: smaa.Options{Samples: 300, AllRanks: true, TopK: rapid.IntRange(1, 10).Draw(r, "k"), Seed: rapid.Uint64().Draw(r, "seed")}}
	for j := range m {
		p.Values = append(p.Values, rapid.SliceOfN(rapid.SampledFrom([]float64{0, 0.2, 0.5, 0.7, 1}), n, n).Draw(r, "values"))
		if rapid.Bool().Draw(r, "uncertain") {
			row := rapid.IntRange(0, n-1).Draw(r, "row")
			p.Values[j][row] = math.NaN()
			p.Uncertain = append(p.Uncertain, smaa.Cell{Row: row, Criterion: j, Dist: smaa.Between{Low: 0, High: 1}})
		}
	}
	return p
}

func mustRun(t interface{ Fatal(...any) }, p smaa.Problem) *smaa.Result {
	r, err := smaa.Run(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestSharesAddUp(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := draw(r)
		res := mustRun(r, p)
		for i := range p.IDs {
			sum, top, expected := 0.0, 0.0, 0.0
			for k := 1; k <= len(p.IDs); k++ {
				a := res.Acceptability(i, k)
				sum += a
				expected += float64(k) * a
				if k <= res.TopK {
					top += a
				}
			}
			if math.Abs(sum-1) > 1e-12 || math.Abs(top-res.Top[i]) > 1e-12 || math.Abs(expected-res.ExpectedRank[i]) > 1e-9 || res.Acceptability(i, 1) != res.First[i] {
				r.Fatalf("row %d: ranks sum to %v, top %v of %v, expected rank %v of %v", i, sum, top, res.Top[i], expected, res.ExpectedRank[i])
			}
			if float64(res.RankLow[i]) > res.ExpectedRank[i]+1e-9 && res.RankSD[i] == 0 || res.RankLow[i] > res.RankHigh[i] || res.RankLow[i] < 1 {
				r.Fatalf("row %d: ranks %d to %d, expected %v", i, res.RankLow[i], res.RankHigh[i], res.ExpectedRank[i])
			}
			if (res.CentralWeights[i] == nil) != (res.First[i] == 0) {
				r.Fatalf("row %d: first %v, central weights %v", i, res.First[i], res.CentralWeights[i])
			}
			sum = 0
			for _, w := range res.CentralWeights[i] {
				sum += w
			}
			if res.CentralWeights[i] != nil && math.Abs(sum-1) > 1e-9 {
				r.Fatalf("row %d: central weights sum to %v", i, sum)
			}
		}
		for a := range res.Shortlist {
			for b := range res.Shortlist {
				if s := res.Winning[a][b] + res.Winning[b][a]; s > 1+1e-12 || a == b && s != 0 {
					r.Fatalf("winning %v", res.Winning)
				}
			}
		}
	})
}

func TestWorkersDoNotMatter(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := draw(r)
		p.Workers = 1
		one := mustRun(r, p)
		p.Workers = 8
		if eight := mustRun(r, p); !reflect.DeepEqual(clean(one), clean(eight)) {
			r.Fatalf("8 workers differ:\n%+v\n%+v", eight, one)
		}
	})
}

// clean replaces NaN, which is not equal to itself.
func clean(r *smaa.Result) *smaa.Result {
	for i, c := range r.Confidence {
		if math.IsNaN(c) {
			r.Confidence[i] = -1
		}
	}
	return r
}

// Leaving out those who can never win changes no confidence factor: it is the
// share of first places when the central weights are all there is.
func TestConfidenceIsFirstUnderOwnWeights(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := draw(r)
		for k := range p.Uncertain {
			p.Uncertain[k].Dist = rapid.SampledFrom([]smaa.Dist{
				smaa.Between{Low: 0.2, High: 0.9}, smaa.Normal{Mean: 0.5, SD: 0.3}, smaa.Empirical{Figures: []float64{0.9, 0.1}},
			}).Draw(r, "dist")
		}
		p.Shortlist = []int{0, len(p.IDs) - 1}
		res := mustRun(r, p)
		for a, row := range p.Shortlist {
			if res.CentralWeights[row] == nil {
				if !math.IsNaN(res.Confidence[a]) {
					r.Fatalf("confidence %v without central weights", res.Confidence[a])
				}
				continue
			}
			p.Prior = smaa.Samples{Rows: [][]float64{res.CentralWeights[row]}}
			if own := mustRun(r, p); own.First[row] != res.Confidence[a] {
				r.Fatalf("row %d: confidence %v, first %v under its own weights", row, res.Confidence[a], own.First[row])
			}
		}
	})
}

// A candidate's draws do not depend on who else is there: with one more
// candidate, how two others compare stays the same to the last sample.
func TestDrawsDoNotDependOnTheOthers(t *testing.T) {
	values := [][]float64{{0.5, 0.6, 0.9}, {0.6, 0.5, 0.9}}
	cell := func(row int) smaa.Cell {
		return smaa.Cell{Row: row, Criterion: 0, Dist: smaa.Normal{Mean: 0.5, SD: 0.2}}
	}
	p := smaa.Problem{IDs: ids(3), Values: values, Uncertain: []smaa.Cell{cell(0), cell(1), cell(2)}, Options: smaa.Options{Shortlist: []int{0, 1}}}
	all := mustRun(t, p)
	p.IDs, p.Uncertain = ids(2), p.Uncertain[:2]
	p.Values = [][]float64{values[0][:2], values[1][:2]}
	if some := mustRun(t, p); !reflect.DeepEqual(all.Winning, some.Winning) {
		t.Errorf("winning %v became %v", some.Winning, all.Winning)
	}
}

// The mean of ordinal draws is the rank-order centroid.
func TestOrdinalMean(t *testing.T) {
	p := smaa.Problem{IDs: ids(1), Values: [][]float64{{1}, {1}, {1}, {1}}, Prior: smaa.Ordinal{Order: []int{2, 0, 3, 1}}, Options: smaa.Options{Samples: 20_000}}
	w := mustRun(t, p).CentralWeights[0]
	roc := weight.ROC(4)
	for place, j := range []int{2, 0, 3, 1} {
		if math.Abs(w[j]-roc[place]) > 0.005 {
			t.Errorf("weight %d has the mean %v, want %v", j, w[j], roc[place])
		}
	}
}

func TestPriorsRespectWhatTheySay(t *testing.T) {
	interval, err := smaa.NewInterval([]float64{0.1, 0.2, 0}, []float64{0.3, 0.6, 1})
	if err != nil {
		t.Fatal(err)
	}
	fixed, err := smaa.NewInterval([]float64{0.25, 0.25, 0.5}, []float64{0.25, 0.25, 0.5})
	if err != nil {
		t.Fatal(err)
	}
	base := []float64{0.2, 0.5, 0.3}
	for name, c := range map[string]struct {
		prior smaa.Prior
		mean  []float64
	}{
		"uniform":        {smaa.Uniform{}, []float64{1. / 3, 1. / 3, 1. / 3}},
		"dirichlet":      {smaa.Dirichlet{Base: base, Concentration: 20}, base},
		"wide dirichlet": {smaa.Dirichlet{Base: base, Concentration: 0.5}, base},
		"interval":       {interval, []float64{0.2, 0.4, 0.4}},
		"fixed":          {fixed, []float64{0.25, 0.25, 0.5}},
	} {
		p := smaa.Problem{IDs: ids(1), Values: [][]float64{{1}, {1}, {1}}, Prior: c.prior, Options: smaa.Options{Samples: 20_000}}
		r := mustRun(t, p)
		for j, w := range r.CentralWeights[0] {
			if math.Abs(w-c.mean[j]) > 0.012 {
				t.Errorf("%s: weight %d has the mean %v, want %v", name, j, w, c.mean[j])
			}
		}
		if r.Prior != c.prior.String() || r.Prior == "" {
			t.Errorf("%s: the result names the prior %q", name, r.Prior)
		}
	}
}

// Quantiles at the ends and the middle, and their means, are those of the
// distributions.
func TestDistributions(t *testing.T) {
	for name, c := range map[string]struct {
		dist         smaa.Dist
		median, mean float64
	}{
		"normal":     {smaa.Normal{Mean: 3, SD: 2}, 3, 3},
		"lognormal":  {smaa.Lognormal{Median: 2, Sigma: 0.5}, 2, 2 * math.Exp(0.125)},
		"triangular": {smaa.Triangular{Low: 0, Mode: 1, High: 4}, 4 - math.Sqrt(6), 5. / 3},
		"interval":   {smaa.Between{Low: 2, High: 6}, 4, 4},
		"empirical":  {smaa.Empirical{Figures: []float64{5, 1, 3}}, 1, 3},
		"point":      {smaa.Between{Low: 2, High: 2}, 2, 2},
	} {
		if err := c.dist.Check(); err != nil {
			t.Error(name, err)
		}
		if got := c.dist.Quantile(0.5); math.Abs(got-c.median) > 1e-12 {
			t.Errorf("%s: median %v, want %v", name, got, c.median)
		}
		sum := 0.0
		const n = 99_999
		for k := range n {
			sum += c.dist.Quantile((float64(k) + 0.5) / n)
		}
		if math.Abs(sum/n-c.mean) > 1e-3 {
			t.Errorf("%s: mean %v, want %v", name, sum/n, c.mean)
		}
	}
}

// A figure is drawn in its own unit and valued afterwards.
func TestDrawnFiguresAreValued(t *testing.T) {
	line, err := value.Spec{Points: []value.Point{{X: 0, Value: 0}, {X: 100, Value: 1}}}.Compile()
	if err != nil {
		t.Fatal(err)
	}
	p := smaa.Problem{IDs: ids(2), Values: [][]float64{{math.NaN(), 0.5}}, Uncertain: []smaa.Cell{{Dist: smaa.Between{Low: 0, High: 200}, Value: line}}}
	r := mustRun(t, p)
	if math.Abs(r.First[0]-0.75) > 4.5*r.Error(0.75) || math.Abs(r.Confidence[0]-r.First[0]) > 1e-12 && r.Shortlist[0] == 0 {
		t.Errorf("first %v, want 0.75", r.First[0])
	}
	if !r.Tied(0, 0) || r.Tied(0, 1) != (math.Abs(r.Top[0]-r.Top[1]) < 1e-9) {
		t.Errorf("tied %v, top %v", r.Tied(0, 1), r.Top)
	}
}

// A figure that is anything between nine others takes every rank alike.
func TestRankInterval(t *testing.T) {
	column := []float64{0.5}
	for k := range 9 {
		column = append(column, float64(k+1)/10)
	}
	p := smaa.Problem{IDs: ids(10), Values: [][]float64{column}, Uncertain: []smaa.Cell{{Dist: smaa.Between{Low: 0, High: 1}}}, Options: smaa.Options{AllRanks: true}}
	r := mustRun(t, p)
	if r.RankLow[0] != 1 || r.RankHigh[0] != 10 || math.Abs(r.ExpectedRank[0]-5.5) > 4.5*r.RankError(0) || math.Abs(r.RankSD[0]-math.Sqrt(8.25)) > 0.05 {
		t.Errorf("ranks %d to %d, expected %v ± %v", r.RankLow[0], r.RankHigh[0], r.ExpectedRank[0], r.RankSD[0])
	}
	if math.Abs(r.Entropy-math.Log2(10)) > 0.01 || r.RankLow[9] != 1 || r.RankHigh[9] != 2 {
		t.Errorf("entropy %v, ranks of the best %d to %d", r.Entropy, r.RankLow[9], r.RankHigh[9])
	}
}

func TestRefuses(t *testing.T) {
	nan := math.NaN()
	table, err := value.Spec{Kind: value.Table, Points: []value.Point{{X: 0, Value: 0}, {X: 1, Value: 1}}}.Compile()
	if err != nil {
		t.Fatal(err)
	}
	cell := func(d smaa.Dist) []smaa.Cell { return []smaa.Cell{{Dist: d}} }
	for words, p := range map[string]smaa.Problem{
		"0 candidates":                     {},
		"has 1 values for 2":               {IDs: ids(2), Values: [][]float64{{1}}},
		`criterion 1 of "c1" is NaN`:       {IDs: ids(2), Values: [][]float64{{1, nan}}},
		"-5 samples":                       {IDs: ids(1), Values: [][]float64{{1}}, Options: smaa.Options{Samples: -5}},
		"top -1":                           {IDs: ids(1), Values: [][]float64{{1}}, Options: smaa.Options{TopK: -1}},
		"shortlisted row 4":                {IDs: ids(1), Values: [][]float64{{1}}, Options: smaa.Options{Shortlist: []int{4}}},
		"ask for the top k only":           {IDs: ids(50_000), Values: [][]float64{make([]float64, 50_000)}, Options: smaa.Options{AllRanks: true}},
		"uncertain cell in row 9":          {IDs: ids(1), Values: [][]float64{{1}}, Uncertain: []smaa.Cell{{Row: 9, Dist: smaa.Normal{}}}},
		"is uncertain twice":               {IDs: ids(1), Values: [][]float64{{1}}, Uncertain: append(cell(smaa.Normal{}), cell(smaa.Normal{})...)},
		"normal: 1 with the spread -1":     {IDs: ids(1), Values: [][]float64{{1}}, Uncertain: cell(smaa.Normal{Mean: 1, SD: -1})},
		"lognormal: median 0":              {IDs: ids(1), Values: [][]float64{{1}}, Uncertain: cell(smaa.Lognormal{})},
		"triangular: low 1, mode 0":        {IDs: ids(1), Values: [][]float64{{1}}, Uncertain: cell(smaa.Triangular{Low: 1, High: 2})},
		"interval: low 2, high 1":          {IDs: ids(1), Values: [][]float64{{1}}, Uncertain: cell(smaa.Between{Low: 2, High: 1})},
		"empirical: no figures":            {IDs: ids(1), Values: [][]float64{{1}}, Uncertain: cell(smaa.Empirical{})},
		"empirical: a figure":              {IDs: ids(1), Values: [][]float64{{1}}, Uncertain: cell(smaa.Empirical{Figures: []float64{nan}})},
		"is not admitted":                  {IDs: ids(1), Values: [][]float64{{1}}, Uncertain: []smaa.Cell{{Dist: smaa.Between{Low: 0, High: 1}, Value: table}}},
		"order of 1 criteria":              {IDs: ids(1), Values: [][]float64{{1}, {1}}, Prior: smaa.Ordinal{Order: []int{0}}},
		"does not list each":               {IDs: ids(1), Values: [][]float64{{1}, {1}}, Prior: smaa.Ordinal{Order: []int{0, 0}}},
		"1 base weights for 2":             {IDs: ids(1), Values: [][]float64{{1}, {1}}, Prior: smaa.Dirichlet{Base: []float64{1}, Concentration: 1}},
		"concentration 0":                  {IDs: ids(1), Values: [][]float64{{1}}, Prior: smaa.Dirichlet{Base: []float64{1}}},
		"base weight 1 is -1":              {IDs: ids(1), Values: [][]float64{{1}}, Prior: smaa.Dirichlet{Base: []float64{-1}, Concentration: 1}},
		"there are none":                   {IDs: ids(1), Values: [][]float64{{1}}, Prior: smaa.Samples{}},
		"row 1 has 2 weights for 1 criter": {IDs: ids(1), Values: [][]float64{{1}}, Prior: smaa.Samples{Rows: [][]float64{{1, 2}}}},
	} {
		if _, err := smaa.Run(t.Context(), p); !errors.Is(err, smaa.ErrInput) || !strings.Contains(err.Error(), words) {
			t.Errorf("want an error with %q, got %v", words, err)
		}
	}
	for words, b := range map[string][2][]float64{
		"2 low and 1 high":            {{0, 0}, {1}},
		"weight 1 from 0.5 to 0.2":    {{0.5, 0}, {0.2, 1}},
		"sum to 0 to 0.5":             {{0, 0}, {0.2, 0.3}},
		"almost no room on the simpl": {{0, 0, 0, 0, 0, 0, 0, 0.99999}, {1, 1, 1, 1, 1, 1, 1, 1}},
	} {
		if _, err := smaa.NewInterval(b[0], b[1]); !errors.Is(err, smaa.ErrInput) || !strings.Contains(err.Error(), words) {
			t.Errorf("want an error with %q, got %v", words, err)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	p := smaa.Problem{IDs: ids(2), Values: [][]float64{{1, 0}}, Options: smaa.Options{Workers: 1, Progress: func(done, samples int) {
		if done > 0 {
			cancel()
		}
	}}}
	if _, err := smaa.Run(ctx, p); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func Example() {
	r, err := smaa.Run(context.Background(), smaa.Problem{
		IDs:     []string{"harbour", "plain"},
		Values:  [][]float64{{0.8, 0.4}, {0.2, 0.7}}, // power, fiber
		Options: smaa.Options{Seed: 1, AllRanks: true},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, id := range r.IDs {
		fmt.Printf("%s is first in %.0f %% ± %.1f of judgements; power weighs %.2f in them\n",
			id, 100*r.First[i], 100*r.Error(r.First[i]), r.CentralWeights[i][0])
	}
	// Output:
	// harbour is first in 44 % ± 0.5 of judgements; power weighs 0.78 in them
	// plain is first in 56 % ± 0.5 of judgements; power weighs 0.28 in them
}
