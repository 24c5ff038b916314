package opinion_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/model/score/method"
	"github.com/wattbit/wattbit/model/score/opinion"
)

func problem() *method.Problem {
	values := [][]float64{{0.9, 0.5, 0.2, 0}, {0.4, 0.8, 0.3, 0.6}}
	return method.OnValues([]string{"a", "b", "c", "d"}, []string{"power", "fiber"}, values, []float64{0.6, 0.4})
}

func TestAskGivesEveryVariantAVoice(t *testing.T) {
	variants := method.Variants()
	got, err := opinion.Ask(t.Context(), problem(), []int{1, 2, 3, 4}, variants)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(variants) {
		t.Fatalf("%d opinions of %d", len(got), len(variants))
	}
	for i, o := range got {
		if o.Variant.ID != variants[i].ID || (o.Err == nil) != (len(o.Ranks) == 4) {
			t.Errorf("%s: %+v", variants[i].ID, o)
		}
		if o.Err == nil && !o.Variant.Sorting && o.Variant.ID != "electre-1" && !o.Agreement.Known {
			t.Errorf("%s: agreement is not known: %v", o.Variant.ID, o.Ranks)
		}
		if a := o.Agreement; a.Known && (math.IsNaN(a.WS+a.KendallB+a.WeightedSpearman) || a.KendallB > 1 || a.WS > 1) {
			t.Errorf("%s: %+v", o.Variant.ID, a)
		}
	}
}

func TestMethodThatDoesNotApplyIsAnOpinion(t *testing.T) {
	p := problem()
	p.Columns[0][1] = -1
	waspas, _ := method.VariantByID("waspas")
	got, err := opinion.Ask(t.Context(), p, []int{1, 2, 3, 4}, []method.Variant{waspas})
	if err != nil || !errors.Is(got[0].Err, method.ErrProblem) || !strings.Contains(got[0].Err.Error(), `criterion "power" of candidate "b" is -1`) || got[0].Agreement.Known {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestCompare(t *testing.T) {
	for name, c := range map[string]struct {
		reference, ranks []int
		known, winner    bool
	}{
		"equal":         {[]int{1, 2, 3}, []int{1, 2, 3}, true, true},
		"other winner":  {[]int{1, 2, 3}, []int{2, 1, 3}, true, false},
		"tied winner":   {[]int{1, 2, 3}, []int{1, 1, 3}, true, true},
		"all tied":      {[]int{1, 2, 3}, []int{1, 1, 1}, false, true},
		"one candidate": {[]int{1}, []int{1}, false, true},
	} {
		a, err := opinion.Compare(c.reference, c.ranks)
		if err != nil || a.Known != c.known || a.Winner != c.winner {
			t.Errorf("%s: %+v, %v", name, a, err)
		}
	}
	if _, err := opinion.Compare([]int{1, 2, 3}, []int{1, 2}); err == nil {
		t.Error("rankings of different lengths were compared")
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := opinion.Ask(ctx, problem(), []int{1, 2, 3, 4}, method.Variants()); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func Example() {
	var variants []method.Variant
	for _, id := range []string{"topsis", "vikor", "promethee"} {
		v, _ := method.VariantByID(id)
		variants = append(variants, v)
	}
	opinions, err := opinion.Ask(context.Background(), problem(), []int{1, 2, 4, 3}, variants)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, o := range opinions {
		fmt.Printf("%-28s %v WS %.2f\n", o.Variant.Title, o.Ranks, o.Agreement.WS)
	}
	// Output:
	// TOPSIS, vector               [1 2 3 4] WS 0.92
	// VIKOR, v 0.5                 [2 1 3 4] WS 0.62
	// PROMETHEE II, usual          [2 1 4 3] WS 0.71
}
