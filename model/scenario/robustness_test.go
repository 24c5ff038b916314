package scenario_test

import (
	"encoding/csv"
	"math"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/score"
	"github.com/wattbit/wattbit/model/score/method"
)

// TestRobustnessOfJapan holds that the parts fit each other.
func TestRobustnessOfJapan(t *testing.T) {
	r := run(t, load(t, "japan", "uncertainty.samples=1000"), 0)
	a := r.Robustness
	s := a.Acceptability
	if len(a.Rows) != len(r.Ranking.Order) || a.Top != 10 || len(s.Shortlist) != 20 {
		t.Fatalf("%d rows of %d, top %d, shortlist of %d", len(a.Rows), len(r.Ranking.Order), a.Top, len(s.Shortlist))
	}
	top := 0.0
	for i := range a.Rows {
		top += s.Top[i]
		if s.RankLow[i] > s.RankHigh[i] || s.ExpectedRank[i] < 1 {
			t.Errorf("%s: ranks %d to %d, expected %v", s.IDs[i], s.RankLow[i], s.RankHigh[i], s.ExpectedRank[i])
		}
	}
	if math.Abs(top-10) > 0.1 {
		t.Errorf("acceptabilities of the first 10 sum to %v", top)
	}
	for n, i := range a.Leaders(10) {
		if a.Places[i] > n+1 {
			t.Errorf("leader %d has the place %d", n+1, a.Places[i])
		}
	}
	if len(a.Opinions) != len(r.Scenario.Uncertainty.Methods) || len(a.Winner) != len(r.Model.Criteria) {
		t.Errorf("%d opinions, %d flips", len(a.Opinions), len(a.Winner))
	}
}

// TestSmallestChangeTopples holds the closed form against a run with the changed
// weights: just before the change the first is first, just after it is not.
func TestSmallestChangeTopples(t *testing.T) {
	r := run(t, load(t, "japan", few), 0)
	a := r.Robustness
	f, ok := scenario.Smallest(a.Winner)
	if !ok {
		t.Fatal("nothing topples the first")
	}
	for _, beyond := range []float64{-1e-6, 1e-6} {
		to := f.To + beyond*math.Copysign(1, f.Change())
		own := map[string]scenario.CriterionWeight{}
		for k, w := range a.Matrix.Weights {
			own[a.Matrix.Criteria[k]] = scenario.CriterionWeight{Weight: w * (1 - to) / (1 - f.From)}
		}
		own[a.Matrix.Criteria[f.Criterion]] = scenario.CriterionWeight{Weight: to}
		sc := load(t, "japan", "uncertainty.samples=0")
		sc.Weights.Criteria = own
		changed := run(t, sc, 0)
		if first := changed.Ranking.Order[0]; (first == a.Rows[f.Out]) != (beyond < 0) || changed.Robustness != nil {
			t.Errorf("weight %v: %s is first", to, changed.Figures.IDs[first])
		}
	}
}

// TestExactFiguresAndWeights holds that nothing is left open when nothing is.
func TestExactFiguresAndWeights(t *testing.T) {
	sc := load(t, "japan", few, "uncertainty.weights.concentration=1e15", "uncertainty.figures.indicators=null",
		"uncertainty.figures.estimated={relative: 0, of_range: 0}", "uncertainty.figures.assumed={relative: 0, of_range: 0}",
		// Figures that carry a range of their own.
		"criteria={time-to-power: null, connection-cost: null, ix: null, carrier-hotel: null, landing: null, diversity: null, metro: null}")
	r := run(t, sc, 0)
	for i, row := range r.Robustness.Rows[:50] {
		s, rank := r.Robustness.Acceptability, r.Ranking.Rank[row]
		if s.RankLow[i] != rank || s.RankHigh[i] != rank {
			t.Errorf("%s: ranks %d to %d, by score %d", s.IDs[i], s.RankLow[i], s.RankHigh[i], rank)
		}
	}
	for _, bar := range r.Robustness.Tornado {
		if bar.Figure {
			t.Errorf("the figure of %s moves", r.Model.Criteria[bar.Criterion].ID)
		}
	}
}

func TestPriors(t *testing.T) {
	for _, prior := range []string{"dirichlet", "uniform", "ordinal", "interval"} {
		r := run(t, load(t, "edge", few, "uncertainty.weights.prior="+prior), 0)
		if got := r.Robustness.Acceptability.Prior; !strings.Contains(strings.ToLower(got), map[string]string{"ordinal": "order", "interval": "from"}[prior]) {
			t.Errorf("prior %s calls itself %q", prior, got)
		}
		if n := len(r.Robustness.Weighed); n != len(r.Model.Criteria)-1 {
			t.Errorf("%d criteria are weighed; dispersion weighs nothing in this scenario", n)
		}
	}
}

// TestOpinionsSayWhatTheyStandOn holds that only methods whose scores depend on
// the set can reverse ranks, and that these were checked.
func TestOpinionsSayWhatTheyStandOn(t *testing.T) {
	r := run(t, load(t, "japan", few), 0)
	opinions, err := r.Ask(t.Context(), method.Variants(), 10)
	if err != nil {
		t.Fatal(err)
	}
	reversed := 0
	for _, o := range opinions {
		if o.Err == nil && o.Checked != o.Variant.DependsOnSet || !o.Checked && o.Reversals > 0 {
			t.Errorf("%s: checked %v, %d reversals, depends on the set %v", o.Variant.ID, o.Checked, o.Reversals, o.Variant.DependsOnSet)
		}
		if o.Variant.ID == "wsm" && (o.Agreement.KendallB < 1-1e-12 || o.SameTop != 10) {
			t.Errorf("the weighted sum does not agree with itself: %+v", o)
		}
		if o.Variant.Pairwise && o.Rows != scenario.MaxPaired {
			t.Errorf("%s was asked about %d", o.Variant.ID, o.Rows)
		}
		reversed += o.Reversals
	}
	if reversed == 0 {
		t.Error("no method reverses ranks: the check sees too little")
	}
}

// TestRobustFiles holds that the tables are well formed.
func TestRobustFiles(t *testing.T) {
	r := run(t, load(t, "japan", few), 0)
	all := contents(t, r)
	for name, rows := range map[string]int{"acceptability.csv": len(r.Robustness.Rows), "agreement.csv": 10, "pairwise.csv": 20 * 19, "sensitivity.csv": 0} {
		table, err := csv.NewReader(strings.NewReader(all[name])).ReadAll()
		if err != nil || rows > 0 && len(table) != rows+1 || len(table) < 10 {
			t.Errorf("%s: %d rows, want %d; error %v", name, len(table)-1, rows, err)
		}
		if strings.Contains(all[name], "NaN") || strings.Contains(all[name], "Inf") {
			t.Errorf("%s holds what is no number", name)
		}
	}
}

// TestOneCandidate holds that a single candidate has no one to lose to.
func TestOneCandidate(t *testing.T) {
	r := run(t, load(t, "testdata/island.yaml", few), 1)
	a := r.Robustness
	if len(r.Ranking.Order) != 1 || a.Acceptability.First[0] != 1 || a.Winner != nil || a.WinnerShift.Possible || len(a.Opinions) != 0 {
		t.Errorf("%d pass: %+v", len(r.Ranking.Order), a)
	}
	if none := run(t, load(t, "testdata/island.yaml", few, "gates.substation.at_most=0"), 1); none.Robustness != nil || len(contents(t, none)) != 8 {
		t.Error("an analysis of nobody")
	}
}

func TestRankingOnly(t *testing.T) {
	r, err := load(t, "japan").Run(t.Context(), scenario.RunOptions{RankingOnly: true})
	if err != nil || r.Robustness != nil || len(r.Ranking.Order) == 0 || r.Ranking.Status[r.Ranking.Order[0]] != score.Pass {
		t.Errorf("robustness %v, error %v", r.Robustness, err)
	}
}
