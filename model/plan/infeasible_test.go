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

// must is a small problem that can be met: two sites of 50 MW, 60 MW asked for
// and to be served.
func must() *Problem {
	p := &Problem{
		Name: "must", Years: []int{2027}, BaseYear: 2026, HorizonYear: 2046, DiscountRate: 0.04,
		Areas:   []Area{{ID: "east", SpareMW: []float64{100}}, {ID: "west", SpareMW: []float64{100}}},
		Metros:  []Metro{{ID: "Tokyo", Area: 0}},
		Classes: []Class{{ID: "inference", UnservedJPYPerMWYear: []float64{math.Inf(1)}}}, DemandMW: [][][]float64{{{60}}},
		GridRows: []GridRow{{ID: "r1", Element: "line 1", Contingency: "line 2", Terms: []BusTerm{{0, 1}, {1, 0.5}}, MarginMW: []float64{90}}},
	}
	for i, id := range []string{"Inzai", "Itoshima"} {
		p.Sites = append(p.Sites, Site{
			ID: id, Area: i, PUE: 1.2, Utilization: 0.7, LandHa: 10, EnergyJPYPerMWh: []Money{{Private: 15000}},
			Blocks:      []Block{{ITMW: 30, LandHa: 3, Capex: Capex{Money{Private: 5e10}, 20}}, {ITMW: 20, LandHa: 3, Capex: Capex{Money{Private: 3e10}, 20}}},
			Connections: []Connection{{ID: "66 kV", Bus: i, MaxMW: 80, FirmShare: 1, Capex: Capex{Money{Private: 1e9}, 30}}},
			Fibers:      []Fiber{{ID: "dark", Capex: Capex{Money{Private: 1e8}, 30}, Reach: [][]bool{{true}}}},
		})
	}
	return p
}

func TestInfeasibleIsExplained(t *testing.T) {
	tests := []struct {
		name     string
		spoil    func(*Problem)
		conflict []string // kinds that have to be named
		by       float64  // sum of the smallest relaxation, NaN: any
	}{
		{"demand above the size of all sites", func(p *Problem) { p.DemandMW[0][0][0] = 130 }, []string{"demand"}, 30},
		{"demand above the headroom", func(p *Problem) { p.GridRows[0].MarginMW[0] = 36 }, []string{"demand", "grid"}, math.NaN()},
		{"area short of supply", func(p *Problem) { p.Areas[0].SpareMW[0], p.Areas[1].SpareMW[0] = 0, 60 }, []string{"demand", "adequacy"}, 10},
		{"latency that no site meets", func(p *Problem) {
			p.Sites[0].Fibers[0].Reach, p.Sites[1].Fibers[0].Reach = [][]bool{{false}}, [][]bool{{false}}
		}, []string{"demand"}, 60},
		{"no budget", func(p *Problem) { p.Policy.BudgetJPY = []float64{0} }, []string{"budget", "demand"}, math.NaN()},
		{"caps that contradict each other", func(p *Problem) {
			both := []SiteWeight{{0, 1}, {1, 1}}
			p.Classes[0].UnservedJPYPerMWYear[0] = 1e8
			p.Policy.Shares = []ShareCap{{ID: "Kanto", Kind: MetroShare, Sites: both, MaxShare: []float64{0.5}}}
			p.Policy.Minimums = []Minimum{{ID: "north", Sites: []int{0}, MinMW: []float64{20}}}
		}, []string{"metro share", "regional minimum"}, math.NaN()},
		{"sites too far away", func(p *Problem) {
			p.Sites[0].Fibers[0].RTTms, p.Sites[1].Fibers[0].RTTms = 8, 10
			p.Policy.MeanRTTms = []float64{7}
		}, []string{"mean RTT", "demand"}, math.NaN()},
		{"area short without any site", func(p *Problem) { p.Areas[1].SpareMW[0] = -25 }, []string{"adequacy"}, 35},
	}
	if out := solved(t, must(), exact); out.Status != solve.Optimal {
		t.Fatalf("unbroken: %v", out.Status)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := must()
			tt.spoil(p)
			out := solved(t, p, exact)
			if out.Status != solve.Infeasible || out.Infeasible == nil {
				t.Fatalf("%v", out.Status)
			}
			var kinds []string
			for _, r := range out.Infeasible.Conflict {
				kinds = append(kinds, r.Kind)
			}
			for _, kind := range tt.conflict {
				if !slices.Contains(kinds, kind) {
					t.Errorf("conflict %v does not name %q", out.Infeasible.Conflict, kind)
				}
			}
			by := 0.0
			for _, v := range out.Infeasible.Smallest {
				by += v.By
			}
			if len(out.Infeasible.Smallest) == 0 || math.Abs(by-tt.by) > 1e-4 {
				t.Errorf("smallest relaxation %v, want %g in all", out.Infeasible.Smallest, tt.by)
			}
			t.Log(out.Infeasible.Conflict, out.Infeasible.Smallest)
			if relaxed(p, out.Infeasible.Smallest) {
				if again := solved(t, p, exact); !again.ok() || !again.Evaluation.OK() {
					t.Errorf("with %v there is still no plan: %v", out.Infeasible.Smallest, again.Infeasible)
				}
			}
		})
	}
	p := must()
	tests[3].spoil(p)
	out := solved(t, p, exact)
	if len(out.Infeasible.Unreachable) != 1 || !strings.Contains(out.Infeasible.Unreachable[0].String(), "Tokyo") {
		t.Errorf("unreachable: %v", out.Infeasible.Unreachable)
	}
}

// TestEveryClashIsNamed: what no plan can meet by itself does not hide what else
// clashes.
func TestEveryClashIsNamed(t *testing.T) {
	p := must()
	p.Policy.BudgetJPY = []float64{0}
	p.Policy.Minimums = []Minimum{
		{ID: "north", Sites: []int{0}, MinMW: []float64{200}}, {ID: "south", Sites: []int{1}, MinMW: []float64{300}}, {ID: "anywhere", Sites: []int{0, 1}, MinMW: []float64{5}},
	}
	out := solved(t, p, exact)
	if out.Infeasible == nil || out.Infeasible.Alone != 2 {
		t.Fatalf("%+v", out.Infeasible)
	}
	var text []string
	for _, r := range out.Infeasible.Conflict {
		text = append(text, r.String())
	}
	for n, want := range []string{"200 IT MW in north", "300 IT MW in south"} {
		if !strings.Contains(text[n], want) {
			t.Errorf("%q; want %s", text, want)
		}
	}
	for _, want := range []string{"budget: ", "in Tokyo must be served", "5 IT MW in anywhere"} {
		if !strings.Contains(strings.Join(text[2:], "\n"), want) {
			t.Errorf("%q; want %s", text, want)
		}
	}
}

// relaxed makes the limits of a problem of one period, class and metro give way;
// false where a change does not say which figure gives.
func relaxed(p *Problem, changes []Violation) bool {
	for _, c := range changes {
		by := c.By + 1e-6
		switch c.Requirement.Kind {
		case "demand":
			p.DemandMW[0][0][0] = math.Max(0, p.DemandMW[0][0][0]-by)
		case "grid":
			p.GridRows[0].MarginMW[0] += by
		case "budget":
			p.Policy.BudgetJPY[0] += c.By + 1e3
		case "regional minimum":
			p.Policy.Minimums[0].MinMW[0] -= by
		case "adequacy":
			for a := range p.Areas {
				if strings.Contains(c.Requirement.What, p.Areas[a].ID) {
					p.Areas[a].SpareMW[0] += by
				}
			}
		default:
			return false
		}
	}
	return true
}

// TestClashesAreSoughtAmongAllSites: the sites that a search begins with may
// not be those that a demand needs.
func TestClashesAreSoughtAmongAllSites(t *testing.T) {
	p := must()
	p.Metros = append(p.Metros, Metro{ID: "Osaka", Area: 1})
	p.DemandMW[0] = append(p.DemandMW[0], []float64{10})
	// Twenty cheap sites reach Tokyo alone and are full; a dear one reaches Osaka.
	cheap := p.Sites[0]
	cheap.Fibers = []Fiber{{ID: "dark", Reach: [][]bool{{true, false}}}}
	dear := p.Sites[1]
	dear.Fibers = []Fiber{{ID: "dark", Capex: Capex{Money{Private: 1e12}, 30}, Reach: [][]bool{{false, true}}}}
	p.Sites, p.DemandMW[0][0][0] = nil, 1200
	p.Areas[0].SpareMW[0], p.Areas[1].SpareMW[0], p.GridRows = 1e5, 1e5, nil
	for i := range 20 {
		cheap.ID = fmt.Sprint("cheap ", i)
		p.Sites = append(p.Sites, cheap)
	}
	p.Sites = append(p.Sites, dear)
	out, err := Solve(context.Background(), p, Options{Gap: -1, ActiveSites: 2})
	if err != nil || out.Infeasible == nil {
		t.Fatalf("%v, %v", out.Status, err)
	}
	if s := out.Infeasible.Smallest; len(s) != 1 || math.Abs(s[0].By-200) > 1e-4 || !strings.Contains(s[0].Requirement.What, "Tokyo") {
		t.Errorf("smallest relaxation %v; want 200 MW of Tokyo", s)
	}
	if c := out.Infeasible.Conflict; len(c) != 1 || c[0].Stated() != "1200 MW" {
		t.Errorf("conflict %v", c)
	}
}

func TestNothingIsForcedWhenDemandHasAPrice(t *testing.T) {
	p := must()
	p.Classes[0].UnservedJPYPerMWYear[0] = 4e8
	p.Policy.BudgetJPY = []float64{0}
	out := solved(t, p, exact)
	if out.Status != solve.Optimal || len(out.Plan.Sites) != 0 || out.Evaluation.UnservedMW[0] != 60 {
		t.Errorf("%v, %d sites, %v unserved", out.Status, len(out.Plan.Sites), out.Evaluation.UnservedMW)
	}
}

func TestGridCheckAddsRows(t *testing.T) {
	p := must()
	p.Classes[0].UnservedJPYPerMWYear[0] = 4e9
	calls := 0
	check := func(limit float64) func(Plan) ([]GridRow, error) {
		return func(plan Plan) ([]GridRow, error) {
			calls++
			load := 0.0
			for _, s := range plan.Sites {
				if s.Site == 0 {
					load = s.GridMW(p, 0)
				}
			}
			if load <= limit+1e-6 {
				return nil, nil
			}
			return []GridRow{{ID: "found", Element: "line 9", Contingency: "line 8", Terms: []BusTerm{{0, 1}}, MarginMW: []float64{limit}}}, nil
		}
	}
	out, err := Solve(context.Background(), p, Options{Gap: -1, CheckGrid: check(20)})
	if err != nil {
		t.Fatal(err)
	}
	if calls != 2 || out.Rounds.GridChecks != 2 || out.Evaluation.UnservedMW[0] != 10 {
		t.Errorf("%d checks, %+v, %v unserved", calls, out.Rounds, out.Evaluation.UnservedMW)
	}
	if len(p.GridRows) != 1 {
		t.Errorf("the problem was changed: %d rows", len(p.GridRows))
	}
	stuck := func(Plan) ([]GridRow, error) {
		return []GridRow{{ID: "x", MarginMW: []float64{1e6}}}, nil
	}
	if _, err := Solve(context.Background(), p, Options{CheckGrid: stuck}); err == nil {
		t.Error("a check that contradicts its rows is no error")
	}
}
