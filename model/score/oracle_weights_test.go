package score_test

import (
	"strconv"
	"testing"

	"github.com/wattbit/wattbit/model/score/value"
	"github.com/wattbit/wattbit/model/score/weight"
)

func checkAHP(t *testing.T, k kase) {
	var in struct{ Matrix [][]float64 }
	var want struct {
		Weights, Geometric []float64
		GeometricWeights   []float64 `json:"geometric_weights"`
		LambdaMax          *float64  `json:"lambda_max"`
		CI                 *float64
		CR112              *float64 `json:"CR_with_RI_1_12"`
		CR090              *float64 `json:"CR_RI_saaty_0_90"`
		Koczkodaj          *float64
		MustWarn           bool `json:"must_warn"`
		CRAbove            bool `json:"CR_gt_0_10"`
	}
	k.input(t, &in)
	k.expect(t, &want)
	r, err := weight.AHP(in.Matrix)
	if err != nil {
		t.Fatal(err)
	}
	k.closeTo(t, "weights", r.Weights, want.Weights)
	k.closeTo(t, "geometric_weights", r.Geometric, want.GeometricWeights)
	for key, c := range map[string]struct {
		got  float64
		want *float64
	}{
		"lambda_max": {r.LambdaMax, want.LambdaMax}, "CI": {r.CI, want.CI}, "koczkodaj": {r.Koczkodaj, want.Koczkodaj},
		"CR_with_RI_1_12": {r.CR, want.CR112}, "CR_RI_saaty_0_90": {r.CR, want.CR090},
	} {
		if c.want != nil {
			k.closeTo(t, key, []float64{c.got}, []float64{*c.want})
		}
	}
	if warn := want.MustWarn || want.CRAbove; warn != (len(r.Warnings) > 0) {
		t.Errorf("warnings %v", r.Warnings)
	}
}

func checkBWM(t *testing.T, k kase) {
	var in struct {
		Best, Worst  int
		BestToOthers []float64 `json:"best_to_others"`
		OthersTo     []float64 `json:"others_to_worst"`
	}
	var want struct {
		Weights []float64
		Xi      float64
	}
	k.input(t, &in)
	k.expect(t, &want)
	r, err := weight.BWM(in.Best, in.Worst, in.BestToOthers, in.OthersTo)
	if err != nil {
		t.Fatal(err)
	}
	k.closeTo(t, "weights", r.Weights, want.Weights)
	k.closeTo(t, "xi", []float64{r.Xi}, []float64{want.Xi})
}

func checkRankWeights(t *testing.T, k kase) {
	var want struct {
		ROC        map[string][]float64
		RankSum    map[string][]float64 `json:"rank_sum"`
		Reciprocal map[string][]float64 `json:"rank_reciprocal"`
	}
	k.expect(t, &want)
	for name, c := range map[string]struct {
		of   func(int) []float64
		want map[string][]float64
	}{"roc": {weight.ROC, want.ROC}, "rank_sum": {weight.RankSum, want.RankSum}, "rank_reciprocal": {weight.RankReciprocal, want.Reciprocal}} {
		if len(c.want) == 0 {
			t.Fatalf("%s: nothing expected", name)
		}
		for n, weights := range c.want {
			count, err := strconv.Atoi(n)
			if err != nil {
				t.Fatal(err)
			}
			k.closeTo(t, name, c.of(count), weights)
		}
	}
}

func checkSwing(t *testing.T, k kase) {
	var in struct {
		Points map[string]float64 `json:"swing_points"`
	}
	var want struct{ Weights map[string]float64 }
	k.input(t, &in)
	k.expect(t, &want)
	var points, weights []float64
	for id, w := range want.Weights {
		points, weights = append(points, in.Points[id]), append(weights, w)
	}
	got, _, err := weight.Normalised(points)
	if err != nil {
		t.Fatal(err)
	}
	k.closeTo(t, "weights", got, weights)
}

func dataWeights(of func([][]float64, []value.Direction) ([]float64, error)) func(*testing.T, kase) {
	return func(t *testing.T, k kase) {
		var in matrixInput
		var want struct{ Weights []float64 }
		k.input(t, &in)
		k.expect(t, &want)
		p := in.problem(k)
		got, err := of(p.Columns, p.Directions)
		if err != nil {
			t.Fatal(err)
		}
		k.closeTo(t, "weights", got, want.Weights)
	}
}
