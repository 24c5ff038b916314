package score_test

import (
	"math"
	"testing"

	"github.com/wattbit/wattbit/model/score/agree"
	"github.com/wattbit/wattbit/model/score/sensitivity"
)

func checkMorris(t *testing.T, k kase) {
	var in struct {
		Inputs  [][]float64
		Outputs []float64
		Bounds  [][2]float64
		Count   int `json:"trajectories"`
	}
	var want struct {
		Mu, Sigma []float64
		MuStar    []float64 `json:"mu_star"`
	}
	k.input(t, &in)
	k.expect(t, &want)
	e, err := sensitivity.Morris(in.Bounds, in.Inputs, in.Outputs)
	if err != nil {
		t.Fatal(err)
	}
	k.closeTo(t, "mu", e.Mean, want.Mu)
	k.closeTo(t, "mu_star", e.MeanAbs, want.MuStar)
	k.closeTo(t, "sigma", e.Deviation, want.Sigma)
	if e.Trajectories != in.Count {
		t.Errorf("%d trajectories, want %d", e.Trajectories, in.Count)
	}
}

func checkSobol(t *testing.T, k kase) {
	var in struct {
		A       any
		B       float64
		C       []float64
		Bounds  [][2]float64
		Samples int `json:"N"`
	}
	var want struct {
		S1, ST         []float64
		S13            *float64
		Variance, Mean *float64
	}
	k.input(t, &in)
	k.expect(t, &want)
	f := map[string]func(x []float64) float64{
		"sobol-ishigami-7-0.1": func(x []float64) float64 {
			s := math.Sin(x[1])
			return math.Sin(x[0]) + in.A.(float64)*s*s + in.B*math.Pow(x[2], 4)*math.Sin(x[0])
		},
		"sobol-g-8": func(x []float64) float64 {
			y := 1.0
			for i, v := range x {
				a := in.A.([]any)[i].(float64)
				y *= (math.Abs(4*v-2) + a) / (1 + a)
			}
			return y
		},
		"sobol-additive-uniform": func(x []float64) float64 {
			y := 0.0
			for i, v := range x {
				y += in.C[i] * v
			}
			return y
		},
	}[k.ID]
	if f == nil {
		t.Fatal("no function of that name")
	}
	opts := sensitivity.SobolOptions{Samples: in.Samples, SecondOrder: want.S13 != nil}
	if opts.Samples == 0 {
		opts.Samples = 8192
	}
	s, err := sensitivity.Sobol(t.Context(), f, in.Bounds, opts)
	if err != nil {
		t.Fatal(err)
	}
	// Estimates are held to the Monte Carlo tolerance, not to that of the
	// published closed forms.
	estimate := kase{Tolerance: map[string]any{"abs": k.Tolerance["mc_abs"]}}
	estimate.closeTo(t, "S1", s.First, want.S1)
	estimate.closeTo(t, "ST", s.Total, want.ST)
	if want.S13 != nil {
		estimate.closeTo(t, "S13", []float64{s.Second[0][2]}, []float64{*want.S13})
		estimate.closeTo(t, "mean", []float64{s.Mean}, []float64{*want.Mean})
	}
	if want.Variance != nil {
		estimate.closeTo(t, "variance", []float64{s.Variance / *want.Variance}, []float64{1})
	}
}

func checkSequence(t *testing.T, k kase) {
	var in struct{ N, D int }
	var want struct{ Points [][]float64 }
	k.input(t, &in)
	k.expect(t, &want)
	s, err := sensitivity.NewSequence(in.D)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range want.Points {
		got := make([]float64, in.D)
		s.Next(got)
		k.closeTo(t, "point", got, p)
	}
}

func checkSimilarity(t *testing.T, k kase) {
	var in struct{ Reference, Other []float64 }
	var want map[string]float64
	k.input(t, &in)
	k.expect(t, &want)
	for key, w := range want {
		a, b := in.Reference, in.Other
		of := map[string]func(a, b []float64) (float64, error){
			"spearman": agree.Spearman, "weighted_spearman_rw": agree.WeightedSpearman,
			"ws": agree.WS, "ws_swapped": agree.WS, "kendall_tau_b": agree.KendallB,
		}[key]
		if key == "ws_swapped" {
			a, b = b, a
		}
		if of == nil {
			t.Fatalf("no coefficient %q", key)
		}
		got, err := of(a, b)
		if err != nil {
			t.Fatal(err)
		}
		k.closeTo(t, key, []float64{got}, []float64{w})
	}
}

func checkDominance(t *testing.T, k kase) {
	var in matrixInput
	var want struct {
		Front []int `json:"non_dominated"`
		By    []int `json:"dominated_by_count"`
	}
	k.input(t, &in)
	k.expect(t, &want)
	p := in.problem(k)
	front, err := agree.Front(t.Context(), p.Columns, p.Directions)
	if err != nil {
		t.Fatal(err)
	}
	by, err := agree.DominatedBy(t.Context(), p.Columns, p.Directions)
	if err != nil {
		t.Fatal(err)
	}
	sameInts(t, "front", front, want.Front)
	sameInts(t, "dominated by", by, want.By)
}
