package weight_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/model/score/value"
	"github.com/wattbit/wattbit/model/score/weight"
)

func TestRefuses(t *testing.T) {
	nan := math.NaN()
	ahp := func(rows ...[]float64) func() error {
		return func() error { _, err := weight.AHP(rows); return err }
	}
	bwm := func(best, worst int, bo, ow []float64) func() error {
		return func() error { _, err := weight.BWM(best, worst, bo, ow); return err }
	}
	both := []value.Direction{value.Higher, value.Lower}
	for words, call := range map[string]func() error{
		"no weights":                        func() error { _, _, err := weight.Normalised(nil); return err },
		"weight 2 is -1":                    func() error { _, _, err := weight.Normalised([]float64{1, -1}); return err },
		"weight 1 is NaN":                   func() error { _, _, err := weight.Normalised([]float64{nan}); return err },
		"weights sum to 0":                  func() error { _, _, err := weight.Normalised([]float64{0, 0}); return err },
		"matrix is empty":                   ahp(),
		"row 2 of the comparison matrix":    ahp([]float64{1, 2}, []float64{0.5}),
		"comparison 1, 2 is 0":              ahp([]float64{1, 0}, []float64{0, 1}),
		"entry 2, 1 is 0.5 and entry 1, 2":  ahp([]float64{1, 3}, []float64{0.5, 1}),
		"entry 1, 1 is 2":                   ahp([]float64{2, 3}, []float64{1. / 3, 1}),
		"best 3 and worst 0 of 2":           bwm(3, 0, []float64{1, 2}, []float64{2, 1}),
		"both the best and the worst":       bwm(0, 0, []float64{1, 2}, []float64{1, 2}),
		"criterion 2 is compared by 0.5":    bwm(0, 1, []float64{1, 0.5}, []float64{2, 1}),
		"best compared with itself":         bwm(0, 1, []float64{2, 3}, []float64{3, 1}),
		"worst compared with itself":        bwm(0, 1, []float64{1, 3}, []float64{3, 2}),
		"best over worst is 3":              bwm(0, 1, []float64{1, 3}, []float64{4, 1}),
		"2 comparisons with the best and 1": bwm(0, 1, []float64{1, 3}, []float64{4}),
		"two candidates or more":            func() error { _, err := weight.Entropy([][]float64{{1}}); return err },
		"criterion 1 of candidate 2 is 0":   func() error { _, err := weight.Entropy([][]float64{{1, 0}}); return err },
		"criterion 1 of candidate 2 is NaN": func() error { _, err := weight.CRITIC([][]float64{{1, nan}, {1, 2}}, both); return err },
		"criterion 2 has 1 figures":         func() error { _, err := weight.CRITIC([][]float64{{1, 2}, {1}}, both); return err },
		"criterion 1 has the direction":     func() error { _, err := weight.CRITIC([][]float64{{1, 2}}, make([]value.Direction, 1)); return err },
		"1 criteria with 2 directions":      func() error { _, err := weight.MEREC([][]float64{{1, 2}}, both); return err },
		"has no criteria":                   func() error { _, err := weight.Hierarchy(weight.Node{}); return err },
		"1 children and a comparison of 0":  func() error { _, err := weight.Hierarchy(weight.Node{Children: make([]weight.Node, 1)}); return err },
		"child 1 of \"\" has no name": func() error {
			_, err := weight.Hierarchy(weight.Node{Matrix: [][]float64{{1}}, Children: make([]weight.Node, 1)})
			return err
		},
	} {
		if err := call(); !errors.Is(err, weight.ErrInput) || !strings.Contains(err.Error(), words) {
			t.Errorf("want an error with %q, got %v", words, err)
		}
	}
}

func TestInconsistentAHPNamesTheTriple(t *testing.T) {
	r, err := weight.AHP([][]float64{{1, 9, 1. / 9}, {1. / 9, 1, 9}, {9, 1. / 9, 1}})
	if err != nil {
		t.Fatal(err)
	}
	if r.CR < 6 || len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0], "criteria 1, 2 and 3, where 9 times 9 is not 0.1111") || !strings.Contains(r.Warnings[0], weight.RITable) {
		t.Errorf("CR %v, warnings %v", r.CR, r.Warnings)
	}
}

func consistent(weights []float64) [][]float64 {
	a := make([][]float64, len(weights))
	for i := range a {
		for _, w := range weights {
			a[i] = append(a[i], weights[i]/w)
		}
	}
	return a
}

// Consistent judgements give back the weights that they were made from.
func TestConsistentJudgements(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		points := rapid.SliceOfN(rapid.Float64Range(1, 9), 2, 20).Draw(r, "points")
		want, _, err := weight.Normalised(points)
		if err != nil {
			r.Fatal(err)
		}
		ahp, err := weight.AHP(consistent(want))
		if err != nil {
			r.Fatal(err)
		}
		best, worst := 0, 0
		for j, w := range want {
			if w > want[best] {
				best = j
			}
			if w < want[worst] {
				worst = j
			}
		}
		var bo, ow []float64
		for _, w := range want {
			bo, ow = append(bo, max(1, want[best]/w)), append(ow, max(1, w/want[worst]))
		}
		if best == worst {
			return
		}
		ow[best] = bo[worst]
		bwm, err := weight.BWM(best, worst, bo, ow)
		if err != nil {
			r.Fatal(err)
		}
		for j, w := range want {
			if math.Abs(ahp.Weights[j]-w) > 1e-9 || math.Abs(ahp.Geometric[j]-w) > 1e-9 || math.Abs(bwm.Weights[j]-w) > 1e-6 {
				r.Fatalf("criterion %d: AHP %v, geometric %v, BWM %v, want %v", j, ahp.Weights[j], ahp.Geometric[j], bwm.Weights[j], w)
			}
		}
		if len(want) < 16 && ahp.CR > 1e-9 || bwm.Xi > 1e-6 || bwm.Ratio > 1e-6 {
			r.Fatalf("CR %v, ξ %v, ratio %v of consistent judgements", ahp.CR, bwm.Xi, bwm.Ratio)
		}
	})
}

func TestBWMInconsistent(t *testing.T) {
	r, err := weight.BWM(0, 2, []float64{1, 8, 9}, []float64{9, 8, 1})
	if err != nil {
		t.Fatal(err)
	}
	if r.Xi <= 0 || len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0], "criterion 2") {
		t.Errorf("ξ %v, warnings %v", r.Xi, r.Warnings)
	}
	for _, c := range [][2]float64{{r.Weights[0], 8 * r.Weights[1]}, {r.Weights[0], 9 * r.Weights[2]}, {r.Weights[1], 8 * r.Weights[2]}} {
		if math.Abs(c[0]-c[1]) > r.Xi+1e-9 {
			t.Errorf("a deviation of %v exceeds ξ %v", math.Abs(c[0]-c[1]), r.Xi)
		}
	}
}

func TestHierarchy(t *testing.T) {
	r, err := weight.Hierarchy(weight.Node{Matrix: consistent([]float64{3, 1}), Children: []weight.Node{
		{Name: "watts", Matrix: consistent([]float64{1, 1}), Children: []weight.Node{{Name: "power"}, {Name: "price"}}},
		{Name: "bits"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range r.Leaves {
		got = append(got, fmt.Sprintf("%s %.3f", l.Path, l.Weight))
	}
	if s := strings.Join(got, ", "); s != "watts/power 0.375, watts/price 0.375, bits 0.250" || len(r.Comparisons) != 2 {
		t.Error(s)
	}
}

// Order weights fall, and sum to 1.
func TestOrderWeights(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(1, 30).Draw(r, "n")
		for name, of := range map[string]func(int) []float64{"roc": weight.ROC, "sum": weight.RankSum, "reciprocal": weight.RankReciprocal, "equal": weight.Equal} {
			sum := 0.0
			for i, w := range of(n) {
				sum += w
				if i > 0 && w > of(n)[i-1] {
					r.Fatalf("%s rises at %d", name, i)
				}
			}
			if math.Abs(sum-1) > 1e-12 {
				r.Fatalf("%s sums to %v", name, sum)
			}
		}
	})
}

func TestDataWeightsOfConstantColumns(t *testing.T) {
	both := []value.Direction{value.Higher, value.Lower}
	columns := [][]float64{{3.3, 3.3, 3.3}, {7.7, 7.7, 7.7}}
	for name, of := range map[string]func() ([]float64, error){
		"entropy": func() ([]float64, error) { return weight.Entropy(columns) },
		"critic":  func() ([]float64, error) { return weight.CRITIC(columns, both) },
		"merec":   func() ([]float64, error) { return weight.MEREC(columns, both) },
	} {
		w, err := of()
		if err != nil || w[0] != 0.5 || w[1] != 0.5 {
			t.Errorf("%s: %v, %v", name, w, err)
		}
	}
}

func TestDataWeightsByHand(t *testing.T) {
	both := []value.Direction{value.Higher, value.Higher}
	ln2, ln3 := math.Log(2), math.Log(3)
	for name, c := range map[string]struct {
		of   func() ([]float64, error)
		want float64 // of the first of two criteria
	}{
		// Shares ¼ and ¾ against ½ and ½: all divergence is in the first.
		"entropy": {func() ([]float64, error) { return weight.Entropy([][]float64{{1, 3}, {2, 2}}) }, 1},
		// Scaled 0 1 0 and 0 1 1: deviations are equal, and so are the conflicts.
		"critic": {func() ([]float64, error) { return weight.CRITIC([][]float64{{5, 9, 5}, {1, 2, 2}}, both) }, 0.5},
		// Logs |ln x⁻/x| of 0, ln 2 and of 0, ln 3: leaving one out takes away
		// the second candidate's log of it.
		"merec": {func() ([]float64, error) { return weight.MEREC([][]float64{{1, 2}, {1, 3}}, both) },
			(math.Log(1+(ln2+ln3)/2) - math.Log(1+ln3/2)) / (2*math.Log(1+(ln2+ln3)/2) - math.Log(1+ln3/2) - math.Log(1+ln2/2))},
	} {
		if w, err := c.of(); err != nil || math.Abs(w[0]-c.want) > 1e-12 {
			t.Errorf("%s: %v, %v; want %v first", name, w, err, c.want)
		}
	}
}

func Example() {
	r, err := weight.AHP([][]float64{{1, 3, 5}, {1. / 3, 1, 2}, {1. / 5, 1. / 2, 1}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.3f, CR %.4f (RI %s)\n", r.Weights, r.CR, weight.RITable)
	fmt.Printf("%.3f\n", weight.ROC(3))
	// Output:
	// [0.648 0.230 0.122], CR 0.0032 (RI Saaty 1980)
	// [0.611 0.278 0.111]
}
