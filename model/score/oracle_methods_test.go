package score_test

import (
	"slices"
	"testing"

	"github.com/wattbit/wattbit/model/score/method"
	"github.com/wattbit/wattbit/model/score/value"
	"github.com/wattbit/wattbit/model/score/weight"
)

var checks = map[string]func(*testing.T, kase){
	"wsm":    evaluates(func(k kase, _ matrixInput) method.Method { return method.WSM{Scaling: scaling(k)} }),
	"wpm":    evaluates(func(k kase, _ matrixInput) method.Method { return method.WPM{Scaling: scaling(k)} }),
	"waspas": evaluates(func(_ kase, in matrixInput) method.Method { return method.WASPAS{Lambda: in.Lambda} }),
	"copras": evaluates(func(kase, matrixInput) method.Method { return method.COPRAS{} }),
	"edas":   evaluates(func(kase, matrixInput) method.Method { return method.EDAS{} }),
	"marcos": evaluates(func(kase, matrixInput) method.Method { return method.MARCOS{} }),
	"codas":  evaluates(func(_ kase, in matrixInput) method.Method { return method.CODAS{Tau: in.Tau} }),
	"spotis": evaluates(func(kase, matrixInput) method.Method { return method.SPOTIS{} }),

	"topsis": checkTOPSIS, "vikor": checkVIKOR, "promethee": checkPROMETHEE,
	"electre1": checkELECTRE1, "electre3": checkELECTRE3, "electre_tri": checkELECTRETri, "mrsort": checkMRSort,
	"owa": checkOWA, "choquet": checkChoquet, "comet": checkCOMET,
	"normalisation": checkScaling, "rank_reversal": checkReversal,

	"smaa": checkSMAA, "gsa_morris": checkMorris, "gsa_sobol": checkSobol, "sampling": checkSequence,
	"rank_similarity": checkSimilarity, "dominance": checkDominance,

	"weights_ahp": checkAHP, "weights_bwm": checkBWM, "weights_rank": checkRankWeights, "weights_swing": checkSwing,
	"weights_entropy": dataWeights(func(c [][]float64, _ []value.Direction) ([]float64, error) { return weight.Entropy(c) }),
	"weights_critic":  dataWeights(weight.CRITIC), "weights_merec": dataWeights(weight.MEREC),
}

// scaling translates the files' names.
func scaling(k kase) method.Scaling {
	name, _ := k.Variant["normalisation"].(string)
	return map[string]method.Scaling{
		"minmax": method.MinMax, "linear_ratio": method.Ratio, "sum_inverse": method.Sum,
		"vector": method.Vector, "vector_complement": method.Vector,
	}[name]
}

func checkTOPSIS(t *testing.T, k kase) {
	if k.ID != "topsis-variant-disagreement" {
		evaluates(func(k kase, _ matrixInput) method.Method { return method.TOPSIS{Scaling: scaling(k)} })(t, k)
		return
	}
	var in matrixInput
	var want struct {
		Vector     []float64 `json:"vector_scores"`
		MinMax     []float64 `json:"minmax_scores"`
		VectorBest int       `json:"vector_best"`
		MinMaxBest int       `json:"minmax_best"`
	}
	k.input(t, &in)
	k.expect(t, &want)
	for _, c := range []struct {
		key     string
		scaling method.Scaling
		scores  []float64
		best    int
	}{{"vector_scores", method.Vector, want.Vector, want.VectorBest}, {"minmax_scores", method.MinMax, want.MinMax, want.MinMaxBest}} {
		o, err := method.TOPSIS{Scaling: c.scaling}.Evaluate(t.Context(), in.problem(k))
		if err != nil {
			t.Fatal(err)
		}
		k.closeTo(t, c.key, o.Scores, c.scores)
		if o.Ranks()[c.best] != 1 {
			t.Errorf("%s: ranks %v, want %d first", c.key, o.Ranks(), c.best)
		}
	}
}

func checkVIKOR(t *testing.T, k kase) {
	var in matrixInput
	var want struct {
		S, R, Q    []float64
		Ranks      []int
		Advantage  *bool `json:"acceptable_advantage"`
		Stability  *bool `json:"acceptable_stability"`
		Compromise []int `json:"compromise_set"`
	}
	k.input(t, &in)
	k.expect(t, &want)
	m := method.VIKOR{V: in.V}
	r, err := m.Solve(t.Context(), in.problem(k))
	if err != nil {
		t.Fatal(err)
	}
	k.closeTo(t, "S", r.S, want.S)
	k.closeTo(t, "R", r.R, want.R)
	k.closeTo(t, "Q", r.Q, want.Q)
	o, err := m.Evaluate(t.Context(), in.problem(k))
	if err != nil {
		t.Fatal(err)
	}
	sameInts(t, "ranks", o.Ranks(), want.Ranks)
	if want.Advantage != nil && (r.Advantage != *want.Advantage || r.Stability != *want.Stability) {
		t.Errorf("C1 %v, C2 %v; want %v, %v", r.Advantage, r.Stability, *want.Advantage, *want.Stability)
	}
	if want.Compromise != nil {
		got := slices.Clone(r.Compromise)
		slices.Sort(got)
		sameInts(t, "compromise", got, want.Compromise)
	}
}

func checkPROMETHEE(t *testing.T, k kase) {
	var in struct {
		matrixInput
		Preference []struct {
			Type    string
			Q, P, S float64
		}
	}
	var want struct {
		Net          []float64 `json:"net_flow"`
		Plus         []float64 `json:"phi_plus"`
		Minus        []float64 `json:"phi_minus"`
		Pi           [][]float64
		Sum          []float64 `json:"net_flow_sum"`
		Ranks        []int
		Incomparable [][2]int `json:"incomparable_pairs_promethee1"`
	}
	k.input(t, &in)
	k.expect(t, &want)
	var m method.PROMETHEE
	for _, f := range in.Preference {
		m.Preferences = append(m.Preferences, method.Preference{Shape: method.Shape(f.Type), Q: f.Q, P: f.P, S: f.S})
	}
	p := in.problem(k)
	f, err := m.Flows(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	k.closeTo(t, "net_flow", f.Net, want.Net)
	k.closeTo(t, "phi_plus", f.Plus, want.Plus)
	k.closeTo(t, "phi_minus", f.Minus, want.Minus)
	sums := make([]float64, len(f.Net))
	for i, x := range f.Net {
		sums[i] = x * float64(len(f.Net)-1)
	}
	k.closeTo(t, "net_flow_sum", sums, want.Sum)
	pi, err := m.Preferred(p)
	if err != nil {
		t.Fatal(err)
	}
	for a, row := range want.Pi {
		k.closeTo(t, "pi", pi[a], row)
	}
	o, err := m.Evaluate(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	sameInts(t, "ranks", o.Ranks(), want.Ranks)
	if want.Incomparable == nil {
		return
	}
	var open [][2]int
	for a := range f.Net {
		for b := a + 1; b < len(f.Net); b++ {
			if f.Relation(a, b) == method.Incomparable {
				open = append(open, [2]int{a, b})
			}
		}
	}
	if !slices.Equal(open, want.Incomparable) {
		t.Errorf("incomparable %v, want %v", open, want.Incomparable)
	}
}

func checkOWA(t *testing.T, k kase) {
	var in struct {
		Values  []float64
		Weights map[string][]float64 `json:"order_weights"`
	}
	var want struct{ Result, Orness map[string]float64 }
	k.input(t, &in)
	k.expect(t, &want)
	for name, weights := range in.Weights {
		mi := matrixInput{Matrix: [][]float64{in.Values}, Directions: []string{"max", "max", "max", "max"}, Weights: []float64{1, 1, 1, 1}}
		o, err := method.OWA{Weights: weights, Scaling: method.None}.Evaluate(t.Context(), mi.problem(k))
		if err != nil {
			t.Fatal(err)
		}
		k.closeTo(t, name, append(o.Scores, method.Orness(weights)), []float64{want.Result[name], want.Orness[name]})
	}
}

func checkChoquet(t *testing.T, k kase) {
	var in struct {
		matrixInput
		Capacity map[string]float64
		Simple   []float64 `json:"weighted_sum_weights"`
	}
	var want struct {
		Choquet      []float64
		WeightedSum  []float64 `json:"weighted_sum"`
		ChoquetRanks []int     `json:"choquet_ranks"`
		SumRanks     []int     `json:"weighted_sum_ranks"`
	}
	k.input(t, &in)
	k.expect(t, &want)
	capacity := make([]float64, 8)
	for set, worth := range in.Capacity {
		mask := 0
		for _, c := range set {
			if c != ',' {
				mask |= 1 << (c - '0')
			}
		}
		capacity[mask] = worth
	}
	in.Directions, in.Weights = []string{"max", "max", "max"}, in.Simple
	for _, c := range []struct {
		key    string
		method method.Method
		scores []float64
		ranks  []int
	}{
		{"choquet", method.Choquet{Capacity: capacity, Scaling: method.None}, want.Choquet, want.ChoquetRanks},
		{"weighted_sum", method.WSM{Scaling: method.None}, want.WeightedSum, want.SumRanks},
		{"weighted_sum", method.Choquet2{Scaling: method.None}, want.WeightedSum, want.SumRanks},
	} {
		o, err := c.method.Evaluate(t.Context(), in.problem(k))
		if err != nil {
			t.Fatal(err)
		}
		k.closeTo(t, c.key, o.Scores, c.scores)
		sameInts(t, c.key+" ranks", o.Ranks(), c.ranks)
	}
}

func checkCOMET(t *testing.T, k kase) {
	var figures struct {
		Figures [][]float64 `json:"characteristic_values"`
	}
	k.input(t, &figures)
	evaluates(func(kase, matrixInput) method.Method { return method.COMET{Figures: figures.Figures} })(t, k)
}

func checkScaling(t *testing.T, k kase) {
	var in matrixInput
	var want map[string][][]float64
	k.input(t, &in)
	k.expect(t, &want)
	in.Weights = []float64{1, 1, 1}
	for name, rows := range want {
		got, err := method.Scale(in.problem(k), scaling(kase{Variant: map[string]any{"normalisation": name}}))
		if err != nil {
			t.Fatal(err)
		}
		for j, column := range method.FromRows(rows) {
			k.closeTo(t, name, got[j], column)
		}
	}
}

func checkReversal(t *testing.T, k kase) {
	if k.ID == "ahp-belton-gear-1983" {
		var in struct {
			Three   [][]float64 `json:"relative_values_3"`
			Four    [][]float64 `json:"relative_values_4_with_D_copy_of_B"`
			Weights []float64   `json:"criteria_weights"`
		}
		var want struct {
			Scores3 []float64 `json:"scores_3"`
			Scores4 []float64 `json:"scores_4"`
		}
		k.input(t, &in)
		k.expect(t, &want)
		for _, c := range []struct {
			columns [][]float64
			want    []float64
		}{{in.Three, want.Scores3}, {in.Four, want.Scores4}} {
			p := matrixInput{Matrix: method.FromRows(c.columns), Directions: []string{"max", "max", "max"}, Weights: in.Weights}.problem(k)
			o, err := method.WSM{Scaling: method.Sum}.Evaluate(t.Context(), p)
			if err != nil {
				t.Fatal(err)
			}
			k.closeTo(t, "scores", o.Scores, c.want)
			if !o.DependsOnSet || len(o.Warnings) == 0 {
				t.Error("the outcome does not say that it depends on the set")
			}
		}
		return
	}
	var in struct {
		matrixInput
		Three [][]float64 `json:"matrix_3"`
		Added []float64
		Fixed [][2]float64 `json:"fixed_bounds"`
	}
	var want struct {
		Scores3 []float64 `json:"scores_3"`
		Scores4 []float64 `json:"scores_4"`
		Spotis3 []float64 `json:"spotis_3"`
		Spotis4 []float64 `json:"spotis_4"`
	}
	k.input(t, &in)
	k.expect(t, &want)
	in.Bounds = in.Fixed
	for _, c := range []struct {
		rows [][]float64
		m    method.Method
		want []float64
	}{
		{in.Three, method.WSM{}, want.Scores3}, {append(slices.Clone(in.Three), in.Added), method.WSM{}, want.Scores4},
		{in.Three, method.SPOTIS{}, want.Spotis3}, {append(slices.Clone(in.Three), in.Added), method.SPOTIS{}, want.Spotis4},
	} {
		in.Matrix = c.rows
		o, err := c.m.Evaluate(t.Context(), in.problem(k))
		if err != nil {
			t.Fatal(err)
		}
		k.closeTo(t, "scores", o.Scores, c.want)
	}
}
