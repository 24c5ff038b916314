package portfolio_test

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"sync"
	"testing"

	"github.com/wattbit/wattbit/data/power"
	"github.com/wattbit/wattbit/model/grid"
	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/solve"
)

// small is Japan in one period with the cheapest sites only.
var small = []string{"plan.periods=[2035]", "plan.sites.per_area=4", "plan.sites.per_demand=2", "plan.search.seconds=0"}

// smallJapan is the answer for it, with all baselines; it is made once.
func smallJapan(t *testing.T) *portfolio.Answer {
	t.Helper()
	if testing.Short() {
		t.Skip("takes seconds")
	}
	smallOnce.Do(func() { smallAnswer, smallErr = japan(t, small...).Solve(context.Background(), portfolio.Options{}) })
	if smallErr != nil {
		t.Fatal(smallErr)
	}
	return smallAnswer
}

var (
	smallOnce   sync.Once
	smallAnswer *portfolio.Answer
	smallErr    error
)

func accepted(t *testing.T, a *portfolio.Answer) {
	t.Helper()
	for _, m := range a.Methods() {
		out, _ := a.Outcome(m)
		check, ok := a.Checks[m]
		if !ok || !check.OK() || check.GridExcessMW != 0 || check.Contingencies == 0 || check.Routes == 0 {
			t.Errorf("%s: %v, check %+v", m, out.Status, check)
			continue
		}
		// The rows that were found are in the problem now: the plan must meet all.
		e, err := plan.Evaluate(a.Study.Problem, out.Plan)
		if err != nil || !e.OK() || e.MaxResidual > plan.Tolerance || math.Abs(e.TotalJPY-out.Evaluation.TotalJPY) > 1 {
			t.Errorf("%s: %v, %v, residual %g, %g and %g JPY", m, err, e.Violations, e.MaxResidual, e.TotalJPY, out.Evaluation.TotalJPY)
		}
		for year := range a.Study.Problem.Years {
			served := 0.0
			for k := range e.ServedMW {
				for metro := range e.ServedMW[k] {
					served += e.ServedMW[k][metro][year]
				}
			}
			if asked := a.Study.Demand.ITMW[year]; math.Abs(served+e.UnservedMW[year]-asked) > 1e-6*asked || served > e.ITMW[year]+1e-6 {
				t.Errorf("%s in period %d: %g served and %g not of %g MW asked, %g built", m, year, served, e.UnservedMW[year], asked, e.ITMW[year])
			}
		}
	}
}

// TestJapanJointUndercutsEveryBaseline, all on the same feasible set, and every
// plan passes both rooms.
func TestJapanJointUndercutsEveryBaseline(t *testing.T) {
	a := smallJapan(t)
	accepted(t, a)
	joint := a.Comparison.Joint
	if len(a.Comparison.Baselines) != 4 || !(joint.Gap <= 0.01) || !(joint.BoundJPY <= joint.Evaluation.TotalJPY) {
		t.Errorf("%d baselines, gap %g", len(a.Comparison.Baselines), joint.Gap)
	}
	for _, b := range a.Comparison.Baselines {
		if !(joint.Evaluation.TotalJPY <= b.Outcome.Evaluation.TotalJPY) || !(b.ValueJPY >= 0) {
			t.Errorf("%s costs %g, joint %g: worth %g", b.Method, b.Outcome.Evaluation.TotalJPY, joint.Evaluation.TotalJPY, b.ValueJPY)
		}
	}
	if !(a.WholeBoundJPY <= joint.BoundJPY) {
		t.Errorf("a bound over more sites is higher: %g and %g", a.WholeBoundJPY, joint.BoundJPY)
	}
	seen := map[string]string{}
	for n, group := range portfolio.GroupsOf(a.Study) {
		s := a.Study.Sites[n]
		if s.Candidate.Kind == "municipality" && seen[group] != "" {
			t.Errorf("%s and %s are of one group", seen[group], s.Candidate.ID)
		}
		if s.Candidate.Kind == "municipality" {
			seen[group] = s.Candidate.ID
		}
	}
}

// TestJapanMoreChoiceNeverCosts takes a candidate, a tie, a reinforcement and a
// span away. What is proven of the larger problem must not contradict what is
// found in the smaller: its bound is not above any plan of the smaller.
func TestJapanMoreChoiceNeverCosts(t *testing.T) {
	a := smallJapan(t)
	whole := a.Comparison.Joint
	st, all := a.Study, a.Study.Problem
	opt := st.PlanOptions(context.Background(), portfolio.Options{})
	largest := slices.MaxFunc(whole.Plan.Sites, func(x, y plan.SitePlan) int { return cmp.Compare(x.ITMW(all, 0), y.ITMW(all, 0)) }).Site
	for what, take := range map[string]func(p *plan.Problem){
		"the largest site": func(p *plan.Problem) { p.Sites[largest].Connections = nil },
		"a tenth of every tie": func(p *plan.Problem) {
			for h := range p.Links {
				p.Links[h].MW, p.Links[h].BackMW = []float64{0.9 * p.Links[h].MW[0]}, []float64{0.9 * p.Links[h].BackMW[0]}
			}
		},
		"every rebuilt line": func(p *plan.Problem) {
			for r := range p.Reinforcements {
				p.Reinforcements[r].ReadyYear = 2100
			}
		},
		"every span": func(p *plan.Problem) {
			for s := range p.Shared {
				p.Shared[s].ReadyYear = 2100
			}
		},
	} {
		t.Run(what, func(t *testing.T) {
			less := *all
			less.Sites, less.Links = slices.Clone(all.Sites), slices.Clone(all.Links)
			less.Reinforcements, less.Shared = slices.Clone(all.Reinforcements), slices.Clone(all.Shared)
			take(&less)
			out, err := plan.Solve(context.Background(), &less, opt)
			if err != nil || out.Evaluation.ITMW == nil {
				t.Fatalf("%v, %v", out.Status, err)
			}
			if out.Evaluation.TotalJPY < whole.BoundJPY*(1-1e-9) {
				t.Errorf("without it %g JPY, with it no plan is cheaper than %g", out.Evaluation.TotalJPY, whole.BoundJPY)
			}
			// A plan of the smaller problem is one of the larger.
			if e, err := plan.Evaluate(all, out.Plan); err != nil || !e.OK() {
				t.Errorf("%v, %v", err, e.Violations)
			}
		})
	}
}

// TestJapanDearerFiberBuildsLessOfIt: the cost of the fiber that the best plan
// builds, at today's prices, falls weakly as fiber gets dearer. That is proven
// for optima of any problem: of two plans each must be the cheaper at its own
// factor. For plans within gaps ε of theirs it holds up to Σε by the difference
// of the factors.
func TestJapanDearerFiberBuildsLessOfIt(t *testing.T) {
	a := smallJapan(t)
	p := a.Study.Problem
	total := func(factor float64, x plan.Plan) float64 {
		e, err := plan.Evaluate(dearerFiber(p, factor), x)
		if err != nil || !e.OK() {
			t.Fatalf("%v, %v", err, e.Violations)
		}
		return e.TotalJPY
	}
	fiberOf := func(x plan.Plan) float64 { return total(2, x) - total(1, x) }
	before := a.Comparison.Joint
	after, err := plan.Solve(context.Background(), dearerFiber(p, 100), a.Study.PlanOptions(context.Background(), portfolio.Options{}))
	if err != nil || after.Evaluation.ITMW == nil {
		t.Fatalf("%v, %v", after.Status, err)
	}
	slack := before.Evaluation.TotalJPY - before.BoundJPY + after.Evaluation.TotalJPY - after.BoundJPY
	x, y := fiberOf(before.Plan), fiberOf(after.Plan)
	if !(x > 0) || y > x+slack/99 {
		t.Errorf("fiber of %g JPY, of %g where it is a hundred times as dear; the gaps allow %g more", x, y, slack/99)
	}
	if after.Evaluation.TotalJPY < before.BoundJPY {
		t.Errorf("with dearer fiber %g JPY, without no plan is cheaper than %g", after.Evaluation.TotalJPY, before.BoundJPY)
	}
	t.Logf("fiber of %.3g bn JPY, of %.3g where it is a hundred times as dear", x/1e9, y/1e9)
}

// dearerFiber multiplies every cost of fiber of a problem.
func dearerFiber(p *plan.Problem, factor float64) *plan.Problem {
	q := *p
	q.Sites, q.Shared = slices.Clone(p.Sites), slices.Clone(p.Shared)
	for i := range q.Sites {
		q.Sites[i].Fibers = slices.Clone(q.Sites[i].Fibers)
		for o := range q.Sites[i].Fibers {
			f := &q.Sites[i].Fibers[o]
			f.Capex.Money, f.PerYear = f.Capex.Times(factor), f.PerYear.Times(factor)
		}
	}
	for s := range q.Shared {
		if q.Shared[s].Fiber {
			q.Shared[s].Capex.Money = q.Shared[s].Capex.Times(factor)
		}
	}
	return &q
}

// TestDearerFiberNeverLowersTheMetroShare where that is guaranteed: what must be
// served is fixed, sites are of one size, and only those away from the metro
// need fiber, at one price. Then dearer fiber builds weakly fewer sites away
// from it, and so the metro's share of what is built never falls.
func TestDearerFiberNeverLowersTheMetroShare(t *testing.T) {
	st := strait(t, append([]string{"plan.facility.blocks_mw=[30]", "plan.fiber.spans=[]", "plan.policy.metro_km=25", "plan.costs.energy_factor=1.0"}, proven[:4]...)...)
	p := st.Problem
	opt := st.PlanOptions(context.Background(), portfolio.Options{})
	last, shares := -1.0, []float64{}
	for _, jpy := range []float64{0, 3e9, 1e10, 3e10, 1e11} {
		q := *p
		q.Sites = slices.Clone(p.Sites)
		for i := range q.Sites {
			q.Sites[i].Fibers = slices.Clone(q.Sites[i].Fibers)
			for o := range q.Sites[i].Fibers {
				f := &q.Sites[i].Fibers[o]
				f.Capex, f.PerYear = plan.Capex{}, plan.Money{}
				if !st.Sites[i].Metro {
					f.Capex = plan.Capex{Money: plan.Money{Private: jpy}, LifeYears: 30}
				}
			}
		}
		out, err := plan.Solve(context.Background(), &q, opt)
		if err != nil || out.Status != solve.Optimal {
			t.Fatalf("%v, %v", out.Status, err)
		}
		inside, outside := 0.0, 0.0
		for _, s := range out.Plan.Sites {
			if st.Sites[s.Site].Metro {
				inside += s.ITMW(&q, 0)
			} else {
				outside += s.ITMW(&q, 0)
			}
		}
		if last >= 0 && outside > last+1e-6 {
			t.Errorf("with fiber at %g JPY a site %g MW stand away from the metro, before %g", jpy, outside, last)
		}
		last = outside
		shares = append(shares, inside/(inside+outside))
	}
	if !(shares[len(shares)-1] > shares[0]) {
		t.Errorf("the price of fiber moved nothing: metro shares %v", shares)
	}
	if !slices.IsSorted(shares) {
		t.Errorf("metro shares %v", shares)
	}
}

// TestJapanContingenciesSolvedAnew rebuilds the network with the plan's loads and
// one element out, solves it without any factor, and holds the flow against the
// rating: a second way to N-1 security, beside Check.
func TestJapanContingenciesSolvedAnew(t *testing.T) {
	a := smallJapan(t)
	st, p := a.Study, a.Comparison.Joint.Plan
	rows, err := portfolio.SeedRows(st)
	if err != nil {
		t.Fatal(err)
	}
	g := portfolio.GridOf(st)
	standing, all, firm := portfolio.AllLoads(st, p, 0)
	buses := portfolio.SecureBuses(st)
	used := func(r grid.SecureRow) float64 {
		sum := 0.0
		for i, bus := range buses {
			sum += r.PerMW[i] * all[bus]
		}
		return sum
	}
	rows = slices.DeleteFunc(rows, func(r grid.SecureRow) bool {
		return r.Branch < 0 || r.Outage.Kind == grid.BridgeOutage || used(r) == 0
	})
	// The rows that the plan uses most of.
	slices.SortStableFunc(rows, func(x, y grid.SecureRow) int {
		return cmp.Compare(used(y)/math.Max(y.MarginMW, 1), used(x)/math.Max(x.MarginMW, 1))
	})
	if len(rows) < 12 {
		t.Fatalf("only %d rows are used", len(rows))
	}
	tightest := 0.0
	for _, r := range rows[:12] {
		loads := all
		if r.Outage.Kind != grid.BaseCase {
			loads = firm
		}
		name := fmt.Sprintf("%s with %s out", g.ElementLabel(r.Limit), g.OutageLabel(r.Outage))
		before := math.Abs(flowAnew(t, g, r, standing))
		with := maps2(standing, loads)
		after := flowAnew(t, g, r, with)
		if !r.Forward {
			after = -after
		}
		limit := ratingOf(g, r) + portfolio.Raised(st, p, 0, r.Branch)
		if over := after - math.Max(limit, before); over > 1e-3 {
			t.Errorf("%s: %.3f MW over its rating of %.1f, %.1f without the plan", name, over, limit, before)
		}
		tightest = math.Max(tightest, after/limit)
		// One load alone, by its factor.
		i := slices.IndexFunc(buses, func(bus int) bool { return r.PerMW[slices.Index(buses, bus)] > 0 && all[bus] > 0 })
		one := flowAnew(t, g, r, map[int]float64{buses[i]: 100}) - flowAnew(t, g, r, nil)
		if math.Abs(math.Abs(one)/100-r.PerMW[i]) > 1e-6 {
			t.Errorf("%s: 100 MW at bus %d change the flow by %.6f MW, its factor says %.6f", name, buses[i], one, 100*r.PerMW[i])
		}
	}
	t.Logf("the fullest of 12 elements is at %.1f %% of its rating", 100*tightest)
}

func maps2(a, b map[int]float64) map[int]float64 {
	out := map[int]float64{}
	for _, m := range []map[int]float64{a, b} {
		for k, x := range m {
			out[k] += x
		}
	}
	return out
}

func ratingOf(g *grid.Grid, r grid.SecureRow) float64 {
	b := g.Network().Branches[r.Branch]
	if r.Outage.Kind != grid.BaseCase && b.EmergencyMW > 0 {
		return b.EmergencyMW
	}
	return b.RateMW
}

// flowAnew is the flow of a row's element in a network with loads and the row's
// outage, from its angles. The units of each island share its loads by headroom.
func flowAnew(t *testing.T, g *grid.Grid, r grid.SecureRow, loads map[int]float64) float64 {
	t.Helper()
	net := *g.Network()
	net.Generators, net.Branches, net.Loads = slices.Clone(net.Generators), slices.Clone(net.Branches), slices.Clone(net.Loads)
	for i := range net.Generators {
		net.Generators[i].MW = g.UnitMW(i)
	}
	head, added := map[int]float64{}, map[int]float64{}
	island := make([]int, len(net.Generators))
	for i := range net.Generators {
		bus, _ := g.Bus(net.Generators[i].Bus)
		if island[i] = g.IslandOf(bus); net.Generators[i].InService {
			head[island[i]] += g.HeadroomMW(i)
		}
	}
	for bus := range net.Buses {
		if mw := loads[bus]; mw != 0 {
			net.Loads = append(net.Loads, power.Load{ID: fmt.Sprint("plan at ", bus), Bus: net.Buses[bus].ID, MW: mw, InService: true})
			added[g.IslandOf(bus)] += mw
		}
	}
	for i := range net.Generators {
		if net.Generators[i].InService && head[island[i]] > 0 {
			net.Generators[i].MW += added[island[i]] * g.HeadroomMW(i) / head[island[i]]
		}
	}
	if r.Outage.Kind == grid.BranchOutage {
		net.Branches[r.Outage.Index].InService = false
	}
	fresh, err := grid.New(&net, g.Options())
	if err != nil {
		t.Fatal(err)
	}
	return fresh.Flow().BranchMW[r.Branch]
}

// TestSameBytesForAnyWorkers: a plan that a gap ended is the same for one worker
// and for four, down to the bytes of its tables.
func TestSameBytesForAnyWorkers(t *testing.T) {
	for name, changes := range map[string][]string{straitFile: nil, "japan": append([]string{"plan.search.gap_pct=2"}, small...)} {
		t.Run(name, func(t *testing.T) {
			if testing.Short() && name == "japan" {
				t.Skip("takes seconds")
			}
			var want [][]byte
			for _, workers := range []int{1, 4} {
				sc, err := scenario.Load(name, changes...)
				if err != nil {
					t.Fatal(err)
				}
				r, err := sc.Run(context.Background(), scenario.RunOptions{RankingOnly: true, Workers: workers, Plan: true,
					PlanOptions: portfolio.Options{Baselines: []plan.Method{plan.WattFirst}}})
				if err != nil {
					t.Fatal(err)
				}
				if record := r.Plan.Record(); !record.Reproducible {
					t.Fatalf("%+v", record)
				}
				files, err := r.Plan.Files()
				if err != nil || len(files) != 6 {
					t.Fatalf("%d files, %v", len(files), err)
				}
				for i, f := range files {
					if workers == 1 {
						want = append(want, f.Data)
					} else if !bytes.Equal(f.Data, want[i]) {
						t.Errorf("%s differs between 1 and %d workers", f.Name, workers)
					}
				}
			}
		})
	}
}
