package portfolio_test

import (
	"slices"
	"testing"

	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/portfolio"
)

// TestAroundKnownPlan holds that a front and alternatives begin with the plan at
// hand and search for no other joint plan.
func TestAroundKnownPlan(t *testing.T) {
	st := strait(t, "plan.periods=[2035]", "plan.search.seconds=0")
	a, err := st.Solve(t.Context(), portfolio.Options{Baselines: []plan.Method{plan.BAU}})
	if err != nil {
		t.Fatal(err)
	}
	gauge, err := st.Gauge("metro", nil)
	if err != nil {
		t.Fatal(err)
	}
	var steps []string
	opt := portfolio.Options{Progress: func(step string, _, _ int, _ plan.Progress) { steps = append(steps, step) }}
	f, err := st.Front(t.Context(), gauge, portfolio.FrontOptions{Options: opt, Points: 2, Known: a})
	if err != nil {
		t.Fatal(err)
	}
	n, err := st.Near(t.Context(), portfolio.NearOptions{Options: opt, Within: []float64{2}, Each: 1, Known: a, NoBounds: true})
	if err != nil {
		t.Fatal(err)
	}
	cost := a.Comparison.Joint.Evaluation.TotalJPY
	if last := f.Points[len(f.Points)-1]; last.CostJPY > cost*(1+1e-9) || f.Own.Outcome.Evaluation.TotalJPY != cost {
		t.Errorf("the front ends at %g, its own plan costs %g; the plan at hand costs %g", last.CostJPY, f.Own.Outcome.Evaluation.TotalJPY, cost)
	}
	if n.Plans[0].CostJPY > cost*(1+1e-9) || n.Within[0].Ranges[0].NoLess != 0 {
		t.Errorf("the first alternative costs %g, the plan at hand %g; ranges %v", n.Plans[0].CostJPY, cost, n.Within[0].Ranges)
	}
	if len(steps) == 0 || slices.Contains(steps, string(plan.Joint)) || slices.Contains(steps, string(plan.Sequential)) {
		t.Errorf("searched for %q; want no joint plan among them", steps)
	}
}

// TestNestedRanges holds that what is found within a part of the cost is found
// within a larger one, and what is proven for that holds for the smaller.
func TestNestedRanges(t *testing.T) {
	within := []portfolio.NearWithin{
		{Pct: 1, Ranges: []plan.Range{{Low: 10, High: 310, NoLess: 0, NoMore: 400}}},
		{Pct: 5, Ranges: []plan.Range{{Low: 20, High: 305, NoLess: 5, NoMore: 330}}},
		{Pct: 9}, // interrupted before its ranges
	}
	portfolio.Nest(within)
	if got, want := within[0].Ranges[0], (plan.Range{Low: 10, High: 310, NoLess: 5, NoMore: 330}); got != want {
		t.Errorf("within 1 %%: %+v, want %+v", got, want)
	}
	if got, want := within[1].Ranges[0], (plan.Range{Low: 10, High: 310, NoLess: 5, NoMore: 330}); got != want {
		t.Errorf("within 5 %%: %+v, want %+v", got, want)
	}
}
