package regret_test

import (
	"context"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/plan/internal/small"
	"github.com/wattbit/wattbit/model/plan/regret"
)

var (
	bg    = context.Background()
	exact = regret.Options{Plan: plan.Options{Gap: -1}}
)

// futures are three worlds of one problem: as it is, with twice the demand, and
// with dear power at every other site.
func futures(seed uint64) []regret.Future {
	var out []regret.Future
	for n, name := range []string{"base", "boom", "dear"} {
		p := small.Problem(seed, 3, 2)
		for k := range p.Classes {
			for t := range p.Years {
				p.Classes[k].UnservedJPYPerMWYear[t] += 4e8
				if n == 1 {
					p.DemandMW[k][0][t] *= 2
				}
			}
		}
		for i := range p.Sites {
			for t := range p.Years {
				if n == 2 && i%2 == 0 {
					p.Sites[i].EnergyJPYPerMWh[t].Private *= 4
				}
			}
		}
		out = append(out, regret.Future{Name: name, Problem: p})
	}
	return out
}

// same reports whether two plans do the same before a period.
func same(p *plan.Problem, a, b plan.Plan, until int) bool {
	of := func(pl plan.Plan, i int) (s plan.SitePlan) {
		s.Levels = make([]int, len(p.Years))
		for _, x := range pl.Sites {
			if x.Site == i {
				s = x
			}
		}
		return s
	}
	for i := range p.Sites {
		x, y := of(a, i), of(b, i)
		if !reflect.DeepEqual(x.Levels[:until], y.Levels[:until]) || x.Levels[until-1] > 0 && x.Fiber != y.Fiber {
			return false
		}
	}
	return true
}

func near(x, y float64) bool {
	return math.IsInf(x, 1) && math.IsInf(y, 1) || math.Abs(x-y) <= 1e-6*math.Max(1, math.Abs(y))
}

type costed struct {
	plan plan.Plan
	jpy  float64
}

func TestTableAgainstEnumeration(t *testing.T) {
	regretful := 0
	for seed := range uint64(4) {
		worlds := futures(seed)
		if seed == 3 {
			worlds[1].Problem.Areas[0].SpareMW[0], worlds[1].Problem.Areas[1].SpareMW[0] = 5, 5
		}
		var candidates []regret.Candidate
		listed := make([][]costed, len(worlds))
		for n, w := range worlds {
			small.EachPlan(w.Problem, func(pl plan.Plan, e plan.Evaluation) { listed[n] = append(listed[n], costed{pl, e.TotalJPY}) })
			out, err := plan.Solve(bg, w.Problem, exact.Plan)
			if err != nil {
				t.Fatal(err)
			}
			candidates = append(candidates, regret.Candidate{Name: w.Name, Plan: out.Plan})
		}
		for _, until := range []int{1, 2} {
			opt := exact
			opt.Until = until
			table, err := regret.Compare(bg, worlds, nil, opt)
			if err != nil {
				t.Fatal(err)
			}
			best, minimax := math.Inf(1), 0
			for j, c := range candidates {
				most := 0.0
				for n, w := range worlds {
					want, least := math.Inf(1), math.Inf(1)
					for _, x := range listed[n] {
						least = math.Min(least, x.jpy)
						if same(w.Problem, c.Plan, x.plan, until) {
							want = math.Min(want, x.jpy)
						}
					}
					if !near(table.CostJPY[j][n], want) || !near(table.BestJPY[n], least) || !near(table.RegretJPY[j][n], want-least) {
						t.Errorf("seed %d until %d: plan %d in future %d costs %.8g, enumeration %.8g; best %.8g, %.8g",
							seed, until, j, n, table.CostJPY[j][n], want, table.BestJPY[n], least)
					}
					low, regret, high := table.LowJPY[j][n], table.RegretJPY[j][n], table.HighJPY[j][n]
					if slack := 1e-6 * least; !math.IsInf(regret, 1) && !(low <= regret+slack && regret <= high+slack && high-low <= 4*slack) {
						t.Errorf("seed %d: regret %g outside %g to %g", seed, regret, low, high)
					}
					if want-least > 1e-6*least {
						regretful++
					}
					most = math.Max(most, want-least)
				}
				if most < best {
					best, minimax = most, j
				}
			}
			if !near(table.MaxRegretJPY[table.Minimax], best) || table.Minimax != minimax && table.MaxRegretJPY[minimax] > best*(1+1e-6) {
				t.Errorf("seed %d: minimax is plan %d with %g, enumeration %d with %g", seed, table.Minimax, table.MaxRegretJPY[table.Minimax], minimax, best)
			}
		}
	}
	if regretful < 10 {
		t.Errorf("only %d regrets in all", regretful)
	}
}

func TestWhatCannotStandIsRegrettedForever(t *testing.T) {
	worlds := futures(2)[:2]
	for a := range worlds[1].Problem.Areas {
		worlds[1].Problem.Areas[a].SpareMW = []float64{0, 0}
	}
	table, err := regret.Compare(bg, worlds, nil, exact)
	if err != nil || !math.IsInf(table.RegretJPY[0][1], 1) || table.Minimax != 1 || math.IsInf(table.MaxRegretJPY[1], 1) {
		t.Errorf("%+v %v", table, err)
	}
}

func TestOnlyFuturesWithPlansCount(t *testing.T) {
	worlds := futures(1)[:1]
	worlds = append(worlds, regret.Future{Name: "none", Problem: small.Problem(1, 3, 2)})
	worlds[1].Problem.Policy.Minimums = []plan.Minimum{{ID: "m", MinMW: []float64{1e6, 1e6}}}
	table, err := regret.Compare(bg, worlds, nil, exact)
	if err != nil || len(table.Plans) != 1 || !math.IsNaN(table.BestJPY[1]) || table.Minimax != 0 {
		t.Errorf("%+v %v", table, err)
	}
}

func TestBadOptions(t *testing.T) {
	if _, err := regret.Compare(bg, nil, nil, exact); err == nil || !strings.Contains(err.Error(), "no futures") {
		t.Error(err)
	}
	opt := exact
	opt.Until = 3
	if _, err := regret.Compare(bg, futures(1), nil, opt); err == nil || !strings.Contains(err.Error(), "0 to 2") {
		t.Error(err)
	}
	other := futures(1)
	other[1].Problem = small.Problem(1, 3, 1)
	if _, err := regret.Compare(bg, other, nil, exact); err == nil || !strings.Contains(err.Error(), "plan base in future boom") {
		t.Error(err)
	}
}

// TestWhatIsNotOnOfferIsNamed: the third site stands in the first future alone.
func TestWhatIsNotOnOfferIsNamed(t *testing.T) {
	worlds := futures(1)[:2]
	for k := range worlds[0].Problem.Classes {
		for n := range worlds[0].Problem.Years {
			worlds[0].Problem.Classes[k].UnservedJPYPerMWYear[n] = 1e11
		}
	}
	worlds[1].Problem = small.Problem(1, 2, 2)
	worlds[1].Problem.Policy.Shares = nil
	table, err := regret.Compare(bg, worlds, nil, exact)
	if err != nil {
		t.Fatal(err)
	}
	if table.Missing[0][1] != "site site2" || !math.IsInf(table.RegretJPY[0][1], 1) || table.Missing[1][0] != "" || math.IsInf(table.RegretJPY[1][0], 1) {
		t.Errorf("%+v", table)
	}
}
