package plan

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/model/solve"
)

func TestBackupsAreHeldFarAway(t *testing.T) {
	for _, share := range []float64{1, 0.5} {
		p := must()
		p.Sites[1].Zone, p.Classes[0].BackupShare = 1, share
		p.Policy.Separated = [][]bool{{false, true}, {true, false}}
		p.DemandMW[0][0][0] = 30
		out := solved(t, p, exact)
		held := map[bool]float64{}
		for _, f := range out.Plan.Flows {
			held[f.Backup] += f.MW
		}
		if out.Status != solve.Optimal || !near(held[false], 30) || held[true] < 30*share-1e-6 || len(out.Plan.Sites) != 2 {
			t.Errorf("share %g: %v, %v on %d sites", share, out.Status, held, len(out.Plan.Sites))
		}
		together := out.Plan
		together.Flows = slices.Clone(together.Flows)
		for n := range together.Flows {
			together.Flows[n].Site = out.Plan.Sites[0].Site
		}
		e, err := Evaluate(p, together)
		if err != nil || !slices.ContainsFunc(e.Violations, func(v Violation) bool { return v.Requirement.Kind == "backup" }) {
			t.Errorf("backups at the same site pass: %v %v", err, e.Violations)
		}
		p.DemandMW[0][0][0] = 105 / (1 + share)
		out = solved(t, p, exact)
		if out.Status != solve.Infeasible || len(out.Infeasible.Smallest) != 1 || !near(out.Infeasible.Smallest[0].By, 5/(1+share)) {
			t.Errorf("share %g, too much: %v %+v", share, out.Status, out.Infeasible)
		}
	}
}

func TestEvaluateFindsWhatIsBroken(t *testing.T) {
	tests := []struct {
		kind string
		do   func(p *Problem, plan *Plan)
	}{
		{"grid", func(p *Problem, _ *Plan) { p.GridRows[0].MarginMW[0] = 50 }},
		{"adequacy", func(p *Problem, _ *Plan) { p.Areas[0].SpareMW[0] = 20 }},
		{"land", func(p *Problem, _ *Plan) { p.Sites[0].LandHa = 1 }},
		{"connection", func(p *Problem, _ *Plan) { p.Sites[0].Connections[0].MaxMW = 20 }},
		{"lead time", func(p *Problem, _ *Plan) { p.Sites[0].Connections[0].ReadyYear = 2028 }},
		{"lead time", func(p *Problem, _ *Plan) { p.Sites[0].Fibers[0].ReadyYear = 2028 }},
		{"flow", func(p *Problem, _ *Plan) { p.Sites[0].Fibers[0].Reach = [][]bool{{false}} }},
		{"flow", func(p *Problem, _ *Plan) { p.Classes[0].Sovereign = true }},
		{"flow", func(p *Problem, _ *Plan) { p.Classes[0].Diversity = SpanDisjoint }},
		{"flow", func(p *Problem, _ *Plan) { p.Classes[0].Hubs = 2 }},
		{"flow", func(_ *Problem, plan *Plan) { plan.Flows[0].MW = -1 }},
		{"capacity", func(_ *Problem, plan *Plan) { plan.Flows[0].MW += 1000 }},
		{"balance", func(p *Problem, _ *Plan) { p.DemandMW[0][0][0] = 10 }},
		{"demand", func(p *Problem, _ *Plan) { p.DemandMW[0][0][0] = 61 }},
		{"budget", func(p *Problem, _ *Plan) { p.Policy.BudgetJPY = []float64{1} }},
		{"regional minimum", func(p *Problem, _ *Plan) {
			p.Policy.Minimums = []Minimum{{ID: "m", Sites: []int{0}, MinMW: []float64{51}}}
		}},
		{"hazard loss", func(p *Problem, _ *Plan) {
			p.Policy.Shares = []ShareCap{{ID: "q", Kind: HazardLoss, Sites: []SiteWeight{{0, 1}, {1, 1}}, MaxShare: []float64{0.9}}}
		}},
		{"carbon cap", func(p *Problem, _ *Plan) {
			p.Sites[0].CarbonKgPerMWh, p.Policy.CarbonTPerYear = []float64{400}, []float64{1}
		}},
		{"carbon intensity", func(p *Problem, _ *Plan) {
			p.Sites[0].CarbonKgPerMWh, p.Policy.CarbonKgPerMWh = []float64{400}, []float64{100}
		}},
		{"mean RTT", func(p *Problem, _ *Plan) {
			p.Sites[0].Fibers[0].RTTms, p.Sites[1].Fibers[0].RTTms, p.Policy.MeanRTTms = 8, 8, []float64{7}
		}},
		{"link", func(p *Problem, plan *Plan) {
			p.Links = []Link{{ID: "h", From: 0, To: 1, MW: []float64{1}, BackMW: []float64{1}}}
			plan.LinkMW = [][]float64{{2}}
		}},
		{"build", func(p *Problem, plan *Plan) {
			p.Shared, plan.Shared = []Shared{{ID: "span"}}, []int{-1}
			p.Sites[0].Fibers[0].Shared = []int{0}
		}},
		{"build", func(p *Problem, plan *Plan) {
			p.Reinforcements, plan.Lumps = []Reinforcement{{ID: "line"}}, [][]int{{1}}
		}},
	}
	good := solved(t, must(), exact).Plan
	for _, tt := range tests {
		p, plan := must(), good
		plan.Flows = slices.Clone(good.Flows)
		tt.do(p, &plan)
		e, err := Evaluate(p, plan)
		if err != nil {
			t.Errorf("%s: %v", tt.kind, err)
		}
		if !slices.ContainsFunc(e.Violations, func(v Violation) bool { return v.Requirement.Kind == tt.kind && v.By > 0 }) {
			t.Errorf("%s is not among %v", tt.kind, e.Violations)
		}
	}
	plan := good
	plan.Flows = []Flow{{Site: 0, MW: math.NaN()}}
	if e, err := Evaluate(must(), plan); err != nil || e.OK() {
		t.Errorf("a flow of NaN passes: %v", err)
	}
	plan = good
	plan.Shared = []int{1}
	if _, err := Evaluate(must(), plan); err == nil || !strings.Contains(err.Error(), "does not fit") {
		t.Errorf("a plan with unknown assets: %v", err)
	}
}

func TestShadowPricesAreSlopes(t *testing.T) {
	p := must()
	p.Classes[0].UnservedJPYPerMWYear[0] = 4e9
	p.GridRows[0].MarginMW[0], p.DemandMW[0][0][0] = 60, 100
	out := solved(t, p, exact)
	prices, err := ShadowPrices(context.Background(), p, &out.Plan, Options{})
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, price := range prices {
		if price.Requirement.Kind == "grid" && price.JPYPerUnit > 0 {
			seen++
			relaxed := func(mw float64) float64 {
				p.GridRows[0].MarginMW[0] = mw
				c := compile(p)
				c.fix = closedAll(p)
				for _, s := range out.Plan.Sites {
					c.fix[s.Site] = siteFix{con: s.Connection, fiber: s.Fiber, fiberBy: -1}
				}
				w := newWorker(c, Options{})
				w.build(c.usable())
				r, err := w.cutRoot(context.Background())
				if err != nil {
					t.Fatal(err)
				}
				return r.Objective * c.scale
			}
			if slope := (relaxed(60) - relaxed(60.01)) / 0.01; math.Abs(slope-price.JPYPerUnit) > 1e-4*slope {
				t.Errorf("price %g JPY/MW, slope %g", price.JPYPerUnit, slope)
			}
		}
	}
	if seen != 1 || prices[len(prices)-1].Requirement.Kind != "demand" {
		t.Errorf("%v", prices)
	}
}

func TestFiberBreakEven(t *testing.T) {
	p := must()
	p.DemandMW[0][0][0] = 50
	p.Sites[0].EnergyJPYPerMWh[0].Private = 20000
	p.Sites[1].Fibers[0].Capex.Private = 4e9
	p.Sites[0].Fibers[0].Capex.Private = 1e9
	cal := newCalendar(p)
	want := 5000 * 50 * 1.2 * 0.7 * 8760 * cal.annuity[0] / (3e9 * cal.net(0, 30))
	b, err := FiberBreakEven(context.Background(), p, BitFirst, 1, 100, 0.05, exact)
	if err != nil || !(b.Low <= want && want <= b.High) || b.High/b.Low > 1.05 {
		t.Errorf("%+v %v, want %g inside", b, err, want)
	}
	b, err = FiberBreakEven(context.Background(), p, BitFirst, 1, 2, 0.05, exact)
	if err != nil || b.Low != 2 || !math.IsInf(b.High, 1) {
		t.Errorf("up to twice the cost joint wins: %+v %v", b, err)
	}
	b, err = FiberBreakEven(context.Background(), p, BitFirst, 50, 100, 0.05, exact)
	if err != nil || b.Low != 50 || b.High != 50 {
		t.Errorf("from 50 times the cost nothing is won: %+v %v", b, err)
	}
	if _, err := FiberBreakEven(context.Background(), p, BitFirst, 2, 1, 0.1, exact); err == nil {
		t.Error("a range upside down passes")
	}
}

func TestNearOptimalPlans(t *testing.T) {
	p := tiny(8, 3, 2)
	p.Sites[1].Blocks = append(p.Sites[1].Blocks, p.Sites[1].Blocks[0])
	out := solved(t, p, exact)
	plans, err := Alternatives(context.Background(), p, out.Plan, 0.05, 3, exact)
	if err != nil || len(plans) == 0 {
		t.Fatalf("%d alternatives, %v", len(plans), err)
	}
	for _, plan := range plans {
		e, err := Evaluate(p, plan)
		if err != nil || !e.OK() || e.TotalJPY > 1.05001*out.Evaluation.TotalJPY {
			t.Errorf("%v %v: %g, best %g", err, e.Violations, e.TotalJPY, out.Evaluation.TotalJPY)
		}
	}
	ranges, err := Ranges(p, out.Plan, 0.05, plans)
	if err != nil {
		t.Fatal(err)
	}
	if err := BoundRanges(context.Background(), p, out.Plan, 0.05, ranges, exact); err != nil {
		t.Fatal(err)
	}
	wide := 0
	for a, r := range ranges {
		mw := out.Plan.areaMW(p, a)
		if !(r.NoLess <= r.Low+1e-6 && r.Low <= mw+1e-6 && mw <= r.High+1e-6 && r.High <= r.NoMore+1e-6) {
			t.Errorf("%+v around %g", r, mw)
		}
		if r.High > r.Low+1 {
			wide++
		}
	}
	if wide == 0 {
		t.Error("no area has any room")
	}
}

// TestNearOptimalPlansPassTheGridCheck holds alternatives and ranges against a
// check that allows each bus little more load than the best plan puts on it.
func TestNearOptimalPlansPassTheGridCheck(t *testing.T) {
	p := tiny(4, 4, 2)
	out := solved(t, p, exact)
	loads := func(plan Plan) map[int][]float64 {
		mw := map[int][]float64{}
		for i := range p.Sites {
			for _, c := range p.Sites[i].Connections {
				mw[c.Bus] = make([]float64, len(p.Years))
			}
		}
		for _, s := range plan.Sites {
			for t := range p.Years {
				mw[p.Sites[s.Site].Connections[s.Connection].Bus][t] += s.GridMW(p, t)
			}
		}
		return mw
	}
	limits, checks := loads(out.Plan), 0
	check := func(plan Plan) ([]GridRow, error) {
		checks++
		var rows []GridRow
		mw := loads(plan)
		for bus := range 100 {
			over := false
			for t := range mw[bus] {
				over = over || mw[bus][t] > limits[bus][t]+5+1e-6
			}
			if over {
				row := GridRow{ID: fmt.Sprint("bus ", bus), Element: "a line", Terms: []BusTerm{{bus, 1}}}
				for t := range p.Years {
					row.MarginMW = append(row.MarginMW, limits[bus][t]+5)
				}
				rows = append(rows, row)
			}
		}
		return rows, nil
	}
	broken := func(opt Options) (n, all int) {
		plans, err := Alternatives(context.Background(), p, out.Plan, 0.3, 4, opt)
		if err != nil {
			t.Fatal(err)
		}
		for _, plan := range plans {
			if rows, _ := check(plan); len(rows) > 0 {
				n++
			}
		}
		return n, len(plans)
	}
	if n, _ := broken(exact); n == 0 {
		t.Fatal("no alternative breaks the check, so that this tests nothing")
	}
	opt, rows := exact, len(p.GridRows)
	opt.CheckGrid, checks = check, 0
	if n, all := broken(opt); n > 0 || checks == 0 {
		t.Errorf("%d of %d alternatives break the check, made %d times", n, all, checks)
	}
	if len(p.GridRows) != rows {
		t.Errorf("the problem was changed: %d rows, %d before", len(p.GridRows), rows)
	}
}
