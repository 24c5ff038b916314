package score_test

import (
	"compress/gzip"
	"encoding/binary"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/wattbit/wattbit/internal/oracle"
	"github.com/wattbit/wattbit/model/score/method"
	"github.com/wattbit/wattbit/model/score/smaa"
)

func checkSMAA(t *testing.T, k kase) {
	if k.ID == "smaa-thrombo-deterministic" {
		checkThrombo(t, k)
		return
	}
	var in struct{ Matrix [][]float64 }
	var want struct {
		Rank1        []float64   `json:"acceptability_rank1"`
		Rank2        []float64   `json:"acceptability_rank2"`
		Central      [][]float64 `json:"central_weights"`
		CentralOwn   float64     `json:"central_weight_own"`
		CentralOther float64     `json:"central_weight_other"`
	}
	k.input(t, &in)
	k.expect(t, &want)
	n := len(in.Matrix)
	r, err := smaa.Run(t.Context(), smaa.Problem{
		IDs: []string{"a", "b", "c"}[:n], Values: method.FromRows(in.Matrix),
		Options: smaa.Options{Seed: 1, Samples: 100_000, AllRanks: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	sigmas := k.Tolerance["mc_sigma"].(float64)
	for i := range n {
		for rank, shares := range [][]float64{want.Rank1, want.Rank2} {
			if shares == nil {
				continue
			}
			if got := r.Acceptability(i, rank+1); math.Abs(got-shares[i]) > sigmas*r.Error(shares[i]) {
				t.Errorf("candidate %d takes rank %d in %v, want %v ± %v", i, rank+1, got, shares[i], sigmas*r.Error(shares[i]))
			}
		}
		central := make([]float64, len(r.CentralWeights[i]))
		for j := range central {
			central[j] = want.CentralOther
			if i == j {
				central[j] = want.CentralOwn
			}
			if want.Central != nil {
				central[j] = want.Central[i][j]
			}
			// A mean of weights between 0 and 1 varies by no more than a share.
			if within := sigmas * math.Sqrt(0.25/(r.First[i]*float64(r.Samples))); math.Abs(r.CentralWeights[i][j]-central[j]) > within {
				t.Errorf("central weights %v, want %v ± %v", r.CentralWeights[i], central, within)
			}
		}
	}
}

// checkThrombo holds the counts against 10,000 given samples of weights and
// measurements: they must be exact.
func checkThrombo(t *testing.T, k kase) {
	var in struct {
		MeasFile  string `json:"measurements_file"`
		ShapeMeas [3]int `json:"shape_meas"`
		WFile     string `json:"weights_file"`
		ShapeW    [2]int `json:"shape_weights"`
		Alts      []string
	}
	var want struct {
		Acceptability [][]float64 `json:"rank_acceptability"`
		Central       [][]float64 `json:"central_weights"`
		Confidence    []float64   `json:"confidence_factors"`
		Winning       [][]float64 `json:"pairwise_winning"`
		Entropy       float64     `json:"ranking_entropy_bits"`
	}
	k.input(t, &in)
	k.expect(t, &want)
	samples, n, m := in.ShapeMeas[0], in.ShapeMeas[1], in.ShapeMeas[2]
	meas, flat := floats(t, in.MeasFile, samples*n*m), floats(t, in.WFile, samples*m)
	p := smaa.Problem{
		IDs: []string{"heparin", "enoxaparin"}, Prior: smaa.Samples{Rows: slices.Collect(slices.Chunk(flat, m))},
		Joint: func(sample int, values [][]float64) {
			for j, column := range values {
				for i := range column {
					column[i] = meas[(sample*n+i)*m+j]
				}
			}
		},
		Options: smaa.Options{Samples: samples, AllRanks: true, Shortlist: []int{0, 1}},
	}
	for range m {
		p.Values = append(p.Values, make([]float64, n))
	}
	r, err := smaa.Run(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		for rank := range n {
			if got := r.Acceptability(i, rank+1); got != want.Acceptability[i][rank] {
				t.Errorf("acceptability of rank %d = %v, want exactly %v", rank+1, got, want.Acceptability[i][rank])
			}
			if r.Winning[i][rank] != want.Winning[i][rank] {
				t.Errorf("winning %v, want exactly %v", r.Winning, want.Winning)
			}
		}
		if r.Confidence[i] != want.Confidence[i] {
			t.Errorf("confidence %v, want exactly %v", r.Confidence, want.Confidence)
		}
		k.closeTo(t, "central_weights", r.CentralWeights[i], want.Central[i])
	}
	k.closeTo(t, "entropy", []float64{r.Entropy}, []float64{want.Entropy})
}

func floats(t *testing.T, name string, count int) []float64 {
	t.Helper()
	f, err := os.Open(oracle.Path(t, "score", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]float64, count)
	if err := binary.Read(z, binary.LittleEndian, out); err != nil {
		t.Fatal(err)
	}
	return out
}
