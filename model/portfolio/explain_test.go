package portfolio_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/solve"
)

// proven makes a search go on to the optimum of a small problem.
var proven = []string{"plan.search.gap_pct=0.001", "plan.search.seconds=0", "plan.periods=[2035]", "plan.demand.scale=0.5", "plan.facility.blocks_mw=[30, 50]"}

// rowOf finds a candidate of the strait.
func rowOf(t *testing.T, id string) int {
	t.Helper()
	r, err := straitOnce()
	if err != nil {
		t.Fatal(err)
	}
	for row, c := range r.Table.Candidates {
		if c.ID == id {
			return row
		}
	}
	t.Fatalf("no candidate %s", id)
	return -1
}

// guested is the study with a candidate as a guest.
func guested(t *testing.T, id string, changes ...string) *portfolio.Study {
	t.Helper()
	r, sc := straitChanged(t, changes...)
	changed := *r
	changed.Scenario = sc
	st, err := changed.Study(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return st
}

// TestExplainEverySite: each site is in or out as the optimum has it, and
// deciding otherwise never pays.
func TestExplainEverySite(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	st := strait(t, proven...)
	best, err := plan.Solve(context.Background(), st.Problem, st.PlanOptions(context.Background(), portfolio.Options{}))
	if err != nil || best.Status != solve.Optimal {
		t.Fatal(best.Status, err)
	}
	in := 0
	for n, site := range st.Sites {
		part, err := st.Explain(context.Background(), site.Row, portfolio.Options{})
		if err != nil {
			t.Fatal(err)
		}
		id := site.Candidate.ID
		if part.Fate.Kind != portfolio.Shortlisted || part.Site != n {
			t.Errorf("%s: %+v", id, part.Fate)
		}
		if math.Abs(part.Joint.Evaluation.TotalJPY-best.Evaluation.TotalJPY) > 1e-5*best.Evaluation.TotalJPY {
			t.Errorf("%s: joint %g, want %g", id, part.Joint.Evaluation.TotalJPY, best.Evaluation.TotalJPY)
		}
		if part.ExtraJPY < -1e-5*best.Evaluation.TotalJPY || part.ProvenJPY > part.ExtraJPY+1 {
			t.Errorf("%s: otherwise %g more, proven %g", id, part.ExtraJPY, part.ProvenJPY)
		}
		if !(part.LeastJPY() >= 0 && part.LeastJPY() <= part.MostJPY+1 && part.SwingLeastJPY <= part.SwingMostJPY && part.SwingJPY <= part.SwingMostJPY) {
			t.Errorf("%s: between %g and %g more, turns between %g and %g", id, part.LeastJPY(), part.MostJPY, part.SwingLeastJPY, part.SwingMostJPY)
		}
		served := 0.0
		for _, s := range part.Serves {
			served += s.MW
		}
		if !(served > 0 && served <= part.As.ITMW[0]+1e-6) || part.As.ID != id {
			t.Errorf("%s serves %g of %v MW", id, served, part.As.ITMW)
		}
		if part.InPlan {
			in++
		}
		checkSwing(t, st, part)
	}
	if in == 0 || in == len(st.Sites) {
		t.Errorf("%d of %d sites are in the plan", in, len(st.Sites))
	}
}

// checkSwing makes the site as much dearer, or cheaper, as is said to make both
// plans cost the same.
func checkSwing(t *testing.T, st *portfolio.Study, part *portfolio.SitePart) {
	t.Helper()
	p := *st.Problem
	p.Sites = append([]plan.Site(nil), p.Sites...)
	sign := -1.0
	if part.InPlan {
		sign = 1
	}
	p.Sites[part.Site].FixedPerMWYear.Private += sign * part.SwingJPY
	a, err := plan.Evaluate(&p, part.Joint.Plan)
	b, err2 := plan.Evaluate(&p, part.Other.Plan)
	if err := errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	if part.ExtraJPY > 0 && math.Abs(a.TotalJPY-b.TotalJPY) > 1e-9*a.TotalJPY {
		t.Errorf("%s at %g JPY a MW and year: %g and %g", part.As.ID, sign*part.SwingJPY, a.TotalJPY, b.TotalJPY)
	}
}

func TestExplainWhatScreeningLeavesOut(t *testing.T) {
	st := guested(t, "brig", proven...)
	part, err := st.Explain(context.Background(), rowOf(t, "brig"), portfolio.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if part.Fate.Kind != portfolio.Dominated || part.Fate.By != rowOf(t, "brae") || !(part.Fate.RoughJPY > part.Fate.ByRoughJPY) || part.InPlan || !(part.ExtraJPY > 0) {
		t.Errorf("%+v, in the plan %v, otherwise %g", part.Fate, part.InPlan, part.ExtraJPY)
	}
	// A guest changes nothing for the others.
	alone := strait(t, proven...)
	if st.AvoidedJPY != alone.AvoidedJPY || st.Screening != alone.Screening || len(st.Sites) != len(alone.Sites)+1 {
		t.Errorf("%g and %+v with a guest, %g and %+v without", st.AvoidedJPY, st.Screening, alone.AvoidedJPY, alone.Screening)
	}
	o := portfolio.Options{Baselines: []plan.Method{}}
	a, err := alone.Solve(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	if x, y := a.Comparison.Joint.Evaluation.TotalJPY, part.Joint.Evaluation.TotalJPY; math.Abs(x-y) > 1e-5*x {
		t.Errorf("the plan costs %g with a guest that it must not build, %g without", y, x)
	}
	// Who is no guest and screened out has a fate and no plan.
	if part, err = alone.Explain(context.Background(), rowOf(t, "brig"), o); err != nil || part.Site != -1 || part.Fate.Kind != portfolio.Dominated {
		t.Errorf("%+v, %v", part, err)
	}
	dear := guested(t, "eden", append([]string{"plan.sites.per_area=1", "plan.sites.per_demand=1"}, proven...)...)
	if part, err = dear.Explain(context.Background(), rowOf(t, "eden"), o); err != nil || part.Fate.Kind != portfolio.Dearer || part.InPlan || !(part.ExtraJPY < 0) {
		t.Errorf("%+v, otherwise %g, %v", part.Fate, part.ExtraJPY, err)
	}
	far := strait(t, "plan.sites.max_substation_km=1.95")
	kinds := map[portfolio.FateKind]int{}
	for row := range 9 {
		kinds[far.FateOf(row).Kind]++
	}
	if s := far.Screening; kinds[portfolio.NoConnection] != s.NoConnection || kinds[portfolio.Shortlisted] != s.Planned || kinds[portfolio.Dominated] != s.Dominated || s.NoConnection == 0 {
		t.Errorf("fates %v, screening %+v", kinds, s)
	}
}

func TestExplainASiteThatIsNeverReady(t *testing.T) {
	st := strait(t, "plan.periods=[2027]", "plan.search.seconds=0")
	part, err := st.Explain(context.Background(), st.Sites[0].Row, portfolio.Options{})
	if err != nil || part.InPlan || part.Other.Status != solve.Infeasible || !math.IsNaN(part.ExtraJPY) {
		t.Errorf("%+v, %v", part, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := st.Explain(ctx, st.Sites[0].Row, portfolio.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
