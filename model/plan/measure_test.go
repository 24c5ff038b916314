package plan

import (
	"context"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/model/solve"
)

// measured is a tiny problem with every measure on it.
func measured(seed uint64, sites, periods int) (*Problem, []Measure) {
	p := tiny(seed, sites, periods)
	withRTT(rand.New(rand.NewPCG(seed, 8)), p)
	free := make([]float64, periods)
	for t := range free {
		free[t] = 1
	}
	p.Policy.Shares = []ShareCap{
		{ID: "Tokyo", Sites: []SiteWeight{{0, 1}}, MaxShare: free, InsideMW: 5, TotalMW: 20},
		{ID: "quake", Kind: HazardLoss, Sites: []SiteWeight{{0, 0.8}, {1, 0.3}}, MaxShare: free},
		{ID: "storm", Kind: HazardLoss, Sites: []SiteWeight{{0, 0.1}, {1, 0.7}}, MaxShare: free},
	}
	if seed%2 == 0 { // something has to be built
		for t := range periods {
			p.Classes[0].UnservedJPYPerMWYear[t] = 5e9
		}
		p.Policy.Minimums = []Minimum{{ID: "any", Sites: []int{0, 1}, MinMW: make([]float64, periods)}}
		p.Policy.Minimums[0].MinMW[periods-1] = 20
	}
	return p, []Measure{
		{Quantity: Share, Shares: []string{"Tokyo"}}, {Quantity: Share, Shares: []string{"quake", "storm"}},
		{Quantity: CarbonTotal}, {Quantity: CarbonIntensity}, {Quantity: MeanRTT},
		{Quantity: Share, Shares: []string{"quake", "storm"}, Periods: allPeriods(periods)},
	}
}

func allPeriods(n int) []int {
	var all []int
	for t := range n {
		all = append(all, t)
	}
	return all
}

func TestLeastAgainstEnumeration(t *testing.T) {
	count, positive := uint64(14), 0
	if testing.Short() {
		count = 4
	}
	for seed := range count {
		p, measures := measured(seed, 2, 2)
		cheapest := math.Inf(1)
		everyPlan(p, func(_ Plan, jpy float64) { cheapest = math.Min(cheapest, jpy) })
		for _, m := range measures {
			for _, slack := range []float64{0, 0.1, math.Inf(1)} {
				limit, want := cheapest*(1+slack), math.Inf(1)
				everyPlan(p, func(plan Plan, jpy float64) {
					if within(jpy, limit) {
						want = math.Min(want, m.Of(p, plan))
					}
				})
				got, err := Least(context.Background(), p, m, limit, Options{})
				if err != nil {
					t.Fatal(err)
				}
				if math.IsInf(want, 1) {
					if got.Status != solve.Infeasible {
						t.Errorf("seed %d, %v: %v where nothing is possible", seed, m, got.Status)
					}
					continue
				}
				if !got.Proven || !near(got.Value, want) || !got.Evaluation.OK() || !within(got.Evaluation.TotalJPY, limit) {
					t.Errorf("seed %d, %v within %g: %v %g, enumeration %g; %v", seed, m, slack, got.Status, got.Value, want, got.Evaluation.Violations)
				}
				if want > 0 {
					positive++
				}
			}
		}
	}
	if positive < int(count) {
		t.Errorf("only %d of the least values are above 0", positive)
	}
}

// TestCappedPlansKeepTheMeasure: solving under a cap gives a plan whose measure
// is within it, at the cost that enumeration finds.
func TestCappedPlansKeepTheMeasure(t *testing.T) {
	for seed := range uint64(4) {
		p, measures := measured(seed, 2, 1)
		for _, m := range measures {
			free := solved(t, p, exact)
			if !free.ok() {
				continue
			}
			limit := 0.7 * m.Of(p, free.Plan)
			want := math.Inf(1)
			everyPlan(p, func(plan Plan, jpy float64) {
				if m.Of(p, plan) <= limit*(1+1e-9) {
					want = math.Min(want, jpy)
				}
			})
			got := solved(t, m.Capped(p, limit), exact)
			if math.IsInf(want, 1) != (got.Status == solve.Infeasible) {
				t.Errorf("seed %d, %v: %v, enumeration %g", seed, m, got.Status, want)
			} else if got.ok() && (!near(got.Evaluation.TotalJPY, want) || m.Of(p, got.Plan) > limit+1e-5) {
				t.Errorf("seed %d, %v at %g: %g for %g, enumeration %g", seed, m, limit, m.Of(p, got.Plan), got.Evaluation.TotalJPY, want)
			}
		}
	}
}

func TestMeasuresThatLackSomething(t *testing.T) {
	tests := []struct {
		want string
		m    Measure
	}{
		{"no share", Measure{}},
		{`no share "Kanto"`, Measure{Shares: []string{"Kanto"}}},
		{"no carbon intensity", Measure{Quantity: CarbonTotal}},
		{"mean RTT of fiber", Measure{Quantity: MeanRTT}},
		{"period 3", Measure{Quantity: CarbonTotal, Periods: []int{3}}},
		{"quantity 9", Measure{Quantity: 9}},
	}
	for _, tt := range tests {
		if _, err := Least(context.Background(), must(), tt.m, math.Inf(1), Options{}); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v, want %q", err, tt.want)
		}
	}
	p, m := measured(1, 2, 1)
	if _, err := Least(context.Background(), p, m[0], math.NaN(), Options{}); err == nil {
		t.Error("a limit of NaN passes")
	}
}
