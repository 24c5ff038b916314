package method_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/model/score/method"
	"github.com/wattbit/wattbit/model/score/value"
)

// problem returns a matrix of three criteria, the last a cost, with bounds
// around all its figures.
func problem(rows ...[]float64) *method.Problem {
	p := &method.Problem{
		Columns: method.FromRows(rows), Weights: []float64{0.5, 0.3, 0.2},
		Directions: []value.Direction{value.Higher, value.Higher, value.Lower},
		Bounds:     [][2]float64{{-10, 20}, {-10, 20}, {-10, 20}},
		Criteria:   []string{"power", "fiber", "cost"}, IDs: []string{"aso", "bizen", "chitose"},
	}
	p.Columns = p.Columns[:len(rows[0])]
	m := len(rows[0])
	p.Weights, p.Directions, p.Bounds = p.Weights[:m], p.Directions[:m], p.Bounds[:m]
	return p
}

const (
	works = iota // finite scores
	tied         // finite scores, everyone first
	fails        // an error with the words
)

// edge says what a method must do, by what the table of variants says of it.
type edge struct {
	name string
	p    *method.Problem
	want func(v method.Variant) (outcome int, words string)
}

func edges() []edge {
	nan := math.NaN()
	set := func(v method.Variant) (int, string) {
		if v.DependsOnSet {
			return fails, "needs 2 or more"
		}
		return works, ""
	}
	all := func(outcome int, words string) func(method.Variant) (int, string) {
		return func(method.Variant) (int, string) { return outcome, words }
	}
	ratio := func(words string) func(method.Variant) (int, string) {
		return func(v method.Variant) (int, string) {
			if v.Ratio {
				return fails, words
			}
			return works, ""
		}
	}
	negativeWeight, unset := problem([]float64{1, 2, 3}, []float64{2, 1, 3}), problem([]float64{1, 2, 3}, []float64{2, 1, 3})
	negativeWeight.Weights[1] = -0.1
	unset.Directions[0] = value.Unset
	noWeight := problem([]float64{1, 2, 3}, []float64{2, 1, 3})
	noWeight.Weights = []float64{0, 0, 0}
	short := problem([]float64{1, 2, 3}, []float64{2, 1, 3})
	short.Weights = short.Weights[:2]
	ragged := problem([]float64{1, 2, 3}, []float64{2, 1, 3})
	ragged.Columns[1] = ragged.Columns[1][:1]
	upside := problem([]float64{1, 2, 3}, []float64{2, 1, 3})
	upside.Bounds[0] = [2]float64{3, 3}
	return []edge{
		{name: "plain", p: problem([]float64{1, 4, 3}, []float64{2, 5, 2}, []float64{3, 6, 4}), want: all(works, "")},
		{name: "one candidate", p: problem([]float64{1, 5, 3}), want: set},
		{name: "one criterion", p: problem([]float64{1}, []float64{2}, []float64{3}), want: all(works, "")},
		{name: "all equal", p: problem([]float64{2, 2, 2}, []float64{2, 2, 2}, []float64{2, 2, 2}), want: all(tied, "")},
		{name: "constant column", p: problem([]float64{1, 5, 3}, []float64{2, 5, 2}, []float64{3, 5, 4}), want: all(works, "")},
		{name: "two candidates tied", p: problem([]float64{1, 4, 3}, []float64{1, 4, 3}, []float64{3, 6, 4}), want: all(works, "")},
		{name: "missing", p: problem([]float64{1, 4, 3}, []float64{2, nan, 2}, []float64{3, 6, 4}), want: all(fails, `criterion "fiber" of candidate "bizen" is missing`)},
		{name: "infinite", p: problem([]float64{1, 4, 3}, []float64{2, math.Inf(1), 2}, []float64{3, 6, 4}), want: all(fails, `criterion "fiber" of candidate "bizen" is +Inf`)},
		{name: "zero cost", p: problem([]float64{1, 4, 0}, []float64{2, 5, 2}, []float64{3, 6, 4}), want: func(v method.Variant) (int, string) {
			switch v.ID {
			case "edas", "electre-1": // divide by the mean and the sum, not by the figure
				return works, ""
			case "copras":
				return fails, `all costs of candidate "aso" are 0`
			}
			return ratio(`criterion "cost" of candidate "aso" is 0`)(v)
		}},
		{name: "zero gain", p: problem([]float64{0, 4, 1}, []float64{2, 5, 2}, []float64{3, 6, 4}), want: all(works, "")},
		{name: "negative", p: problem([]float64{-1, 4, 3}, []float64{2, 5, 2}, []float64{3, 6, 4}), want: ratio(`criterion "power" of candidate "aso" is -1`)},
		{name: "negative weight", p: negativeWeight, want: all(fails, `criterion "fiber" has the weight -0.1`)},
		{name: "no weight", p: noWeight, want: all(fails, "weights sum to 0")},
		{name: "no direction", p: unset, want: all(fails, `criterion "power" has the direction unset`)},
		{name: "too few weights", p: short, want: all(fails, "3 criteria with 3 directions and 2 weights")},
		{name: "ragged", p: ragged, want: all(fails, "1 figures for 2 candidates")},
		{name: "empty bounds", p: upside, want: all(fails, "low must be below high")},
		{name: "empty", p: &method.Problem{}, want: all(fails, "the matrix is empty")},
	}
}

// TestEdges puts every variant on every edge.
func TestEdges(t *testing.T) {
	for _, v := range method.Variants() {
		for _, e := range edges() {
			t.Run(v.ID+"/"+e.name, func(t *testing.T) {
				outcome, words := e.want(v)
				o, err := v.Method.Evaluate(t.Context(), e.p)
				if outcome == fails {
					if !errors.Is(err, method.ErrProblem) || !strings.Contains(err.Error(), words) {
						t.Fatalf("want an error with %q, got %v", words, err)
					}
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				for i, x := range o.Scores {
					if math.IsNaN(x) || math.IsInf(x, 0) {
						t.Fatalf("score %d is %v", i, x)
					}
					if outcome == tied && o.Ranks()[i] != 1 {
						t.Fatalf("ranks %v of equal candidates", o.Ranks())
					}
				}
				if o.DependsOnSet != v.DependsOnSet || v.DependsOnSet && !strings.Contains(strings.Join(o.Warnings, ";"), "depend on the candidate set") {
					t.Errorf("depends on set: outcome %v, table %v, warnings %v", o.DependsOnSet, v.DependsOnSet, o.Warnings)
				}
			})
		}
	}
}

func TestVariantsNeedBoundsWhereTheySay(t *testing.T) {
	for _, v := range method.Variants() {
		p := problem([]float64{1, 4, 3}, []float64{2, 5, 2}, []float64{3, 6, 4})
		p.Bounds = nil
		_, err := v.Method.Evaluate(t.Context(), p)
		if v.NeedsBounds != errors.Is(err, method.ErrProblem) || !v.NeedsBounds && err != nil {
			t.Errorf("%s without bounds: %v", v.ID, err)
		}
		if got, ok := method.VariantByID(v.ID); !ok || got.Title != v.Title || v.Source == "" {
			t.Errorf("%s is not found by its id, or has no source", v.ID)
		}
	}
	if _, ok := method.VariantByID("none"); ok {
		t.Error("a variant that is none was found")
	}
}

func TestBadParameters(t *testing.T) {
	wide, zero := 2.0, 0.0
	five := func(q, p float64) []method.Pseudo {
		return []method.Pseudo{{Q: method.Threshold{Abs: q}, P: method.Threshold{Abs: p}}, {}, {}}
	}
	for words, m := range map[string]method.Method{
		`scaling "log" is not one of`:          method.WSM{Scaling: "log"},
		"lambda is 2":                          method.WASPAS{Lambda: &wide},
		"v is 2":                               method.VIKOR{V: &wide},
		"tau is 0":                             method.CODAS{Tau: &zero},
		"2 order weights for 3":                method.OWA{Weights: []float64{1, 1}},
		"order weights sum to 0":               method.OWA{Weights: []float64{0, 0, 0}},
		"the capacity has 2 sets":              method.Choquet{Capacity: []float64{0, 1}},
		"the capacity falls":                   method.Choquet{Capacity: []float64{0, 0.9, 0.2, 0.5, 0.2, 0.9, 0.3, 1}},
		"the capacity goes from 0 to 2":        method.Choquet{Capacity: []float64{0, 0, 0, 0, 0, 0, 0, 2}},
		"outweigh its weight":                  method.Choquet2{Interactions: []method.Interaction{{A: 0, B: 2, Value: 0.9}}},
		"criteria 0 and 7":                     method.Choquet2{Interactions: []method.Interaction{{A: 0, B: 7, Value: 0.1}}},
		"3 criteria with 1 preferences":        method.PROMETHEE{Preferences: make([]method.Preference, 1)},
		"q must not exceed p":                  method.PROMETHEE{Preferences: []method.Preference{{Shape: method.Linear, Q: 2, P: 1}, {}, {}}},
		"vshape needs p above 0":               method.PROMETHEE{Preferences: []method.Preference{{Shape: method.VShape}, {}, {}}},
		"gaussian needs s above 0":             method.PROMETHEE{Preferences: []method.Preference{{Shape: method.Gaussian}, {}, {}}},
		`shape "round" is not one of`:          method.PROMETHEE{Preferences: []method.Preference{{Shape: "round"}, {}, {}}},
		"threshold -1":                         method.PROMETHEE{Preferences: []method.Preference{{Q: -1}, {}, {}}},
		"must be 0 ≤ q ≤ p":                    method.ELECTRE3{Criteria: five(2, 1)},
		"with thresholds for 1":                method.ELECTRE3{Criteria: make([]method.Pseudo, 1)},
		"must be p ≤ v":                        method.ELECTRE3{Criteria: []method.Pseudo{{P: method.Threshold{Abs: 3}, V: &method.Threshold{Abs: 1}}, {}, {}}},
		"lambda is 0, must be from 0.5":        method.ELECTRETri{Lambda: &zero},
		"profile 1 has 1 figures":              method.ELECTRETri{Profiles: [][]float64{{1}}},
		"worse than in the profile":            method.MRSort{Profiles: [][]float64{{5, 5, 5}, {4, 6, 4}}},
		"2 profiles with 1 rows of vetoes":     method.MRSort{Vetoes: make([][]*float64, 1)},
		"concordance 3":                        method.ELECTRE1{Concordance: 3},
		"characteristic figures for 1":         method.COMET{Figures: [][]float64{{1, 2}}},
		"needs two or more, ascending":         method.COMET{Figures: [][]float64{{2, 1}, {0, 9}, {0, 9}}},
		"twice":                                method.COMET{Figures: [][]float64{{0, 9, 9}, {0, 9}, {0, 9}}},
		"outside the characteristic figures":   method.COMET{Figures: [][]float64{{1, 2}, {0, 9}, {0, 9}}},
		"must be from 0 to 1":                  method.MRSort{Majority: &wide},
		"sorting needs one profile or more":    method.MRSort{Profiles: [][]float64{}},
		"is 0 for every candidate, and the":    method.COPRAS{},
		"takes ratios and needs figures of wh": method.WSM{Scaling: method.Sum},
	} {
		p := problem([]float64{1, 4, 3}, []float64{2, 5, 2}, []float64{3, 6, 4})
		if strings.Contains(words, "every candidate") || strings.Contains(words, "figures of wh") {
			p.Columns[0] = []float64{0, 0, 0}
		}
		_, err := m.Evaluate(t.Context(), p)
		if !errors.Is(err, method.ErrProblem) || !strings.Contains(err.Error(), words) {
			t.Errorf("%T: want an error with %q, got %v", m, words, err)
		}
	}
}

func TestLongListsAreRefusedByPairwiseMethods(t *testing.T) {
	rows := make([][]float64, 5000)
	for i := range rows {
		rows[i] = []float64{float64(i%17) + 1, 1, 1}
	}
	for _, v := range method.Variants() {
		if !v.Pairwise {
			continue
		}
		if _, err := v.Method.Evaluate(t.Context(), problem(rows...)); !errors.Is(err, method.ErrProblem) || !strings.Contains(err.Error(), "shortlist") {
			t.Errorf("%s: %v", v.ID, err)
		}
	}
}

func TestWeightsThatDoNotSumAreReported(t *testing.T) {
	for _, v := range method.Variants() {
		p := problem([]float64{1, 4, 3}, []float64{2, 5, 2}, []float64{3, 6, 4})
		p.Weights = []float64{2, 1, 1}
		o, err := v.Method.Evaluate(t.Context(), p)
		if err != nil || !strings.Contains(strings.Join(o.Warnings, ";"), "the weights sum to 4 and were divided by it") {
			t.Errorf("%s: %v, %v", v.ID, o, err)
		}
		p.Weights = []float64{0.5, 0.25, 0.25}
		half, err := v.Method.Evaluate(t.Context(), p)
		if err != nil || !slices.Equal(half.Scores, o.Scores) || strings.Contains(strings.Join(half.Warnings, ";"), "sum to") {
			t.Errorf("%s: %v, %v", v.ID, half, err)
		}
	}
}
