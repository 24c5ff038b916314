package main

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
)

// smallPlan plans one part of Japan with few sites.
func smallPlan(t *testing.T, sets ...string) *scenario.Result {
	t.Helper()
	sc, err := scenario.Load("japan", append([]string{
		"candidates.regions=[kyushu]", "plan.sites.per_area=6", "plan.sites.per_demand=1", "plan.search.gap_pct=10", "plan.grid.reinforcements=2",
	}, sets...)...)
	if err != nil {
		t.Fatal(err)
	}
	r, err := sc.Run(t.Context(), scenario.RunOptions{RankingOnly: true, Plan: true,
		PlanOptions: portfolio.Options{Baselines: []plan.Method{plan.Sequential}, TimeLimit: time.Minute}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func sumOf(values []report.Number) float64 {
	total := 0.0
	for _, x := range values {
		total += float64(x)
	}
	return total
}

func TestReportPlan(t *testing.T) {
	if testing.Short() {
		t.Skip("solves a plan")
	}
	r := smallPlan(t)
	d, err := reportData(r, "wattbit run")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Validate(); err != nil {
		t.Fatal(err)
	}
	p := d.Plan
	if p == nil || p.Clash != nil {
		t.Fatalf("no plan: %+v", p)
	}
	st, joint := r.Plan.Study, r.Plan.Comparison.Joint
	last := len(p.Years) - 1
	// The same MW stand in the table of sites, the timeline and the concentration.
	var sites, areas, after, before, built float64
	for _, s := range p.Sites {
		sites += float64(s.ITMW[last])
	}
	for _, a := range p.Areas {
		areas += float64(a.Built[last])
		for y := range p.Years {
			if a.Served[y] > a.Asked[y]+1e-6 {
				t.Errorf("%s: %v MW served of %v asked", a.Name, a.Served[y], a.Asked[y])
			}
		}
	}
	for _, a := range p.Concentration.Areas {
		before, after = before+float64(a.Before), after+float64(a.New)
	}
	built = joint.Evaluation.ITMW[last]
	for what, got := range map[string]float64{"sites": sites, "areas": areas, "concentration": after} {
		if math.Abs(got-built) > 1e-6 {
			t.Errorf("%s: %v MW, the plan builds %v", what, got, built)
		}
	}
	if before <= 0 {
		t.Error("nothing stands before the plan")
	}
	total := joint.Evaluation.Costs.Total()
	var private, system []report.Number
	for _, c := range p.Costs {
		private, system = append(private, c.Private), append(system, c.System)
	}
	if got := sumOf(private) + sumOf(system); math.Abs(got*1e9-total.Total()) > 1 {
		t.Errorf("the items cost %v bn, the plan %v", got, total.Total()/1e9)
	}
	if n := len(p.Swap.Sites); n == 0 || n > len(joint.Plan.Sites) {
		t.Errorf("%d sites on the swap chart of %d", n, len(joint.Plan.Sites))
	}
	for _, s := range p.Swap.Sites {
		if s.Km < 1 || s.Line < s.Km*6e7 {
			t.Errorf("%s: a line of %v km for %v JPY", s.Name, s.Km, s.Line)
		}
	}
	for _, b := range p.Builds {
		if b.Side == report.Bits && len(b.Path) == 0 {
			t.Errorf("span %s has no path", b.Name)
		}
	}
	// What is not served adds up over the areas.
	for y := range p.Years {
		missing := 0.0
		for _, a := range p.Areas {
			missing += float64(a.Asked[y] - a.Served[y])
		}
		if math.Abs(missing-joint.Evaluation.UnservedMW[y]) > 1e-3 {
			t.Errorf("%d: the areas go without %v MW, the plan leaves %v", p.Years[y], missing, joint.Evaluation.UnservedMW[y])
		}
	}
	if st.Settings.Periods[last] != p.Concentration.Year {
		t.Errorf("concentration of %d", p.Concentration.Year)
	}
}

func TestReportOfClash(t *testing.T) {
	if testing.Short() {
		t.Skip("solves a plan")
	}
	r := smallPlan(t, "plan.classes.training.must=true", "plan.policy.budget_bjpy=[0,0,0,0]")
	d, err := reportData(r, "wattbit run")
	if err != nil {
		t.Fatal(err)
	}
	if d.Plan == nil || d.Plan.Clash == nil {
		t.Fatal("a plan without a budget for what must be served")
	}
	if len(d.Plan.Clash.Conflict)+len(d.Plan.Clash.Unreachable) == 0 {
		t.Errorf("it does not say what clashes: %+v", d.Plan.Clash)
	}
	var page bytes.Buffer
	if err := report.Write(&page, d); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(page.String(), "There is no plan.") {
		t.Error("the page does not say that there is no plan")
	}
}

func TestAreaSentence(t *testing.T) {
	years := []int{2027, 2030}
	for _, c := range []struct {
		row    portfolio.AreaRow
		full   int
		onGrid []float64
		want   string
	}{
		{portfolio.AreaRow{AskedMW: []float64{0, 0}, ServedMW: []float64{0, 0}, RoomMW: []float64{10, 10}}, 0, []float64{0, 5}, "Its own supply, with the reserve it keeps, carries what is built in it."},
		{portfolio.AreaRow{AskedMW: []float64{5, 9}, ServedMW: []float64{5, 9}, RoomMW: []float64{-20, -20}}, 2027, []float64{0, 5}, "Full from 2027: its own supply lacks 20 MW for the peak and the reserve before any new site; what is built relies on imports. Its metros get all that they ask for."},
		{portfolio.AreaRow{AskedMW: []float64{5, 9}, ServedMW: []float64{0, 9}, RoomMW: []float64{20, 20}}, 2030, []float64{0, 50}, "Full from 2030: the sites take 50 MW where its own supply has 20 MW left; the rest is imported. Its metros go without 5 MW in 2027."},
	} {
		if got := areaSentence(years, c.row, c.full, c.onGrid); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
