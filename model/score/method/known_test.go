package method_test

import (
	"math"
	"slices"
	"testing"

	"github.com/wattbit/wattbit/model/score/method"
	"github.com/wattbit/wattbit/model/score/value"
)

// two has a weak and a strong candidate, small enough to work out by hand:
// gains 2 and 4 with the weight 3/4, costs 1 and 2 with the weight 1/4.
func two() *method.Problem {
	return &method.Problem{
		Columns: [][]float64{{2, 4}, {1, 2}}, Directions: []value.Direction{value.Higher, value.Lower},
		Weights: []float64{0.75, 0.25}, Bounds: [][2]float64{{0, 4}, {0, 4}},
	}
}

func TestByHand(t *testing.T) {
	sqrt := math.Sqrt
	for _, c := range []struct {
		name string
		m    method.Method
		want []float64
	}{
		{"weighted sum of ratios", method.WSM{Scaling: method.Ratio}, []float64{0.625, 0.875}},
		{"weighted sum, declared", method.WSM{Scaling: method.Declared}, []float64{0.375 + 0.1875, 0.75 + 0.125}},
		{"weighted sum of z", method.WSM{Scaling: method.ZScore}, []float64{-0.5 * sqrt(0.5), 0.5 * sqrt(0.5)}},
		{"weighted sum of percentiles", method.WSM{Scaling: method.Percentile}, []float64{0.25, 0.75}},
		{"weighted sum of shares", method.WSM{Scaling: method.Sum}, []float64{0.25 + 0.25*2/3, 0.5 + 0.25/3}},
		{"weighted product", method.WPM{Scaling: method.Ratio}, []float64{math.Pow(0.5, 0.75), math.Pow(0.5, 0.25)}},
		{"waspas", method.WASPAS{}, []float64{(0.625 + math.Pow(0.5, 0.75)) / 2, (0.875 + math.Pow(0.5, 0.25)) / 2}},
		{"topsis, minmax", method.TOPSIS{Scaling: method.MinMax}, []float64{0.25, 0.75}},
		{"topsis, declared", method.TOPSIS{Scaling: method.Declared}, []float64{
			sqrt(0.375*0.375+0.1875*0.1875) / (sqrt(0.375*0.375+0.1875*0.1875) + sqrt(0.375*0.375+0.0625*0.0625)),
			sqrt(0.75*0.75+0.125*0.125) / (sqrt(0.75*0.75+0.125*0.125) + 0.125),
		}},
		{"vikor", method.VIKOR{}, []float64{1, 0}},
		{"promethee", method.PROMETHEE{}, []float64{-0.5, 0.5}},
		{"spotis", method.SPOTIS{}, []float64{0.375 + 0.0625, 0.125}},
		{"edas", method.EDAS{}, []float64{1. / 6, 5. / 6}},
		{"copras", method.COPRAS{}, []float64{5. / 7, 1}},
		{"marcos", method.MARCOS{}, []float64{1.875 / 3.5, 0.75}},
		{"codas", method.CODAS{}, []float64{-0.5, 0.5}},
		{"owa, worst twice", method.OWA{Weights: []float64{1, 2}}, []float64{(0.75 + 2*0.5) / 3, (1 + 2*0.5) / 3}},
		{"choquet, needing both", method.Choquet{Capacity: []float64{0, 0, 0, 1}}, []float64{0.5, 0.5}},
		{"choquet, needing one", method.Choquet{Capacity: []float64{0, 1, 1, 1}}, []float64{0.75, 1}},
		{"choquet, interacting", method.Choquet2{Interactions: []method.Interaction{{A: 0, B: 1, Value: 0.2}}},
			[]float64{0.65*0.5 + 0.15*0.75 + 0.2*0.5, 0.65 + 0.15*0.5 + 0.2*0.5}},
		{"choquet, replacing", method.Choquet2{Interactions: []method.Interaction{{A: 0, B: 1, Value: -0.2}}},
			[]float64{0.65*0.5 + 0.15*0.75 + 0.2*0.75, 0.65 + 0.15*0.5 + 0.2}},
		// Objects (0,0) (0,4) (4,0) (4,4) rank 2nd, 4th, 1st, 3rd of 4 by TOPSIS
		// of their scaled figures: preferences 1/3, 0, 1, 2/3.
		{"comet", method.COMET{}, []float64{
			0.5*(0.75/3) + 0.5*(0.75+0.25*2/3), 0.5 + 0.5*2/3,
		}},
		{"electre i", method.ELECTRE1{Discordance: 1}, []float64{0, 1}},
		{"electre iii", method.ELECTRE3{}, []float64{2, 1}},
		// Thirds of the bounds: the gains reach categories 1 and 2, the costs 2
		// and 1; the gains alone have a majority.
		{"mr-sort", method.MRSort{}, []float64{1, 2}},
		{"electre tri", method.ELECTRETri{}, []float64{1, 1}},
	} {
		o, err := c.m.Evaluate(t.Context(), two())
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		for i, want := range c.want {
			if math.Abs(o.Scores[i]-want) > 1e-12 {
				t.Errorf("%s: scores %v, want %v", c.name, o.Scores, c.want)
				break
			}
		}
	}
}

func TestVIKORConditions(t *testing.T) {
	// Regrets by group 0.75 and 0.25 and the same at worst: the second leads by
	// all of Q, which is 1/(n−1) = 1.
	r, err := method.VIKOR{}.Solve(t.Context(), two())
	if err != nil {
		t.Fatal(err)
	}
	if !r.Advantage || !r.Stability || !slices.Equal(r.Compromise, []int{1}) || r.S[0] != 0.75 || r.R[1] != 0.25 {
		t.Errorf("%+v", r)
	}
	p := two()
	p.Columns = [][]float64{{2, 4, 3.9}, {1, 2, 1.9}}
	if r, err = (method.VIKOR{}).Solve(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if r.Advantage || !slices.Contains(r.Compromise, 1) || !slices.Contains(r.Compromise, 2) {
		t.Errorf("%+v", r)
	}
}

func TestVetoBarsAnOutranking(t *testing.T) {
	p := two()
	p.Columns, p.Directions = [][]float64{{10, 8}, {0, 7}}, []value.Direction{value.Higher, value.Higher}
	far, near := method.Threshold{Abs: 9}, method.Threshold{Abs: 7}
	p.Weights = []float64{0.6, 0.4}
	for v, want := range map[*method.Threshold]float64{nil: 0.6, &far: 0.5, &near: 0} {
		r, err := method.ELECTRE3{Criteria: []method.Pseudo{
			{Q: method.Threshold{Abs: 1}, P: method.Threshold{Abs: 3}},
			{Q: method.Threshold{Abs: 1}, P: method.Threshold{Abs: 3}, V: v},
		}}.Rank(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Credibility[0][1]; math.Abs(got-want) > 1e-12 {
			t.Errorf("veto %v: credibility %v, want %v", v, got, want)
		}
	}
}

// A circle of outrankings is one class: all or none of it is in the kernel.
func TestKernelOfACircle(t *testing.T) {
	p := &method.Problem{
		Columns:    [][]float64{{3, 2, 1, 0.5}, {1, 3, 2, 0.5}, {2, 1, 3, 0.5}},
		Directions: []value.Direction{value.Higher, value.Higher, value.Higher}, Weights: []float64{1, 1, 1},
	}
	r, err := method.ELECTRE1{Concordance: 0.6, Discordance: 1}.Choose(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(r.Kernel, []bool{true, true, true, false}) {
		t.Errorf("kernel %v", r.Kernel)
	}
}

func TestFlowRelations(t *testing.T) {
	f := method.Flows{Plus: []float64{0.5, 0.5, 0.2, 0.6}, Minus: []float64{0.2, 0.2, 0.4, 0.4}}
	for b, want := range []method.Relation{method.Indifferent, method.Indifferent, method.Preferred, method.Incomparable} {
		if got := f.Relation(0, b); got != want {
			t.Errorf("0 against %d: %v, want %v", b, got, want)
		}
	}
	if f.Relation(2, 0) != method.Worse {
		t.Error("2 is worse than 0")
	}
}

// The discrimination threshold is 0.3 − 0.15·λ: at a credibility of 0.9 a lead
// of 0.15 is no preference and one of 0.2 is.
func TestDistillationDiscriminates(t *testing.T) {
	for behind, want := range map[float64][]float64{0.5: {1, 1}, 0.6: {1, 2}} {
		p := &method.Problem{
			Columns: [][]float64{{behind, 0}, {0, 0.2}}, Directions: []value.Direction{value.Higher, value.Higher}, Weights: []float64{1, 1},
		}
		r, err := method.ELECTRE3{Criteria: []method.Pseudo{{P: method.Threshold{Abs: 1}}, {P: method.Threshold{Abs: 1}}}}.Rank(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(r.Credibility[0][1]-0.9) > 1e-12 || !slices.Equal(r.Position, want) {
			t.Errorf("%v behind: credibility %v, positions %v, want %v", behind, r.Credibility, r.Position, want)
		}
	}
}

// A candidate that equals a profile is indifferent to it: the optimistic rule
// goes past it, as the pessimistic one takes it.
func TestSortingOnTheProfile(t *testing.T) {
	p := two()
	p.Columns = [][]float64{{2, 1}, {2, 3}}
	s, err := method.ELECTRETri{Profiles: [][]float64{{2, 2}}}.Sort(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(s.Pessimistic, []int{1, 0}) || !slices.Equal(s.Optimistic, []int{1, 0}) {
		t.Errorf("%+v", s)
	}
}

// The best in Q is stable when it is best in S, even where not in R.
func TestVIKORStability(t *testing.T) {
	p := &method.Problem{
		Columns:    [][]float64{{0.4, 0.45, 0, 1}, {1, 0.45, 0, 0.1}, {1, 0.45, 0, 0.1}},
		Directions: []value.Direction{value.Higher, value.Higher, value.Higher}, Weights: []float64{1, 1, 1},
	}
	nearS := 0.9
	r, err := method.VIKOR{V: &nearS}.Solve(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if r.S[0] != slices.Min(r.S) || r.R[0] == slices.Min(r.R) || !r.Stability {
		t.Errorf("%+v", r)
	}
}
