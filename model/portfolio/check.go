package portfolio

import (
	"context"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/model/fiber"
	"github.com/wattbit/wattbit/model/grid"
	"github.com/wattbit/wattbit/model/plan"
)

// Check is what the grid room and the fiber room say of a finished plan. Both
// look at the plan anew, not at the rows and options that it was made from.
type Check struct {
	// Balance is the largest violation that model/plan's evaluator finds, relative.
	Balance float64
	// GridExcessMW is the largest excess of any limit in any period and
	// contingency, 0 when the plan is N-1 secure; GridLimits are the limits and
	// outages looked at.
	GridExcessMW  float64
	GridSecure    bool
	GridWorst     string
	Contingencies int
	// BelowCutoff counts the limits that the plan exceeds only if elements count
	// that take less than the cut-off's share of each load, the worst of them by
	// BelowCutoffMW.
	BelowCutoff   int
	BelowCutoffMW float64
	// RTTExcessMs is the largest round trip above a limit of anything that is
	// served; FiberOK that none is and that every site has the disjoint routes
	// that its classes need.
	RTTExcessMs float64
	FiberOK     bool
	FiberFaults []string
	Routes      int // looked at
}

// OK reports whether both rooms accept the plan.
func (c Check) OK() bool { return c.GridSecure && c.FiberOK && c.Balance <= plan.Tolerance }

// recheck checks every plan of the answer.
func (a *Answer) recheck(ctx context.Context) error {
	for _, m := range a.Methods() {
		out, _ := a.Outcome(m)
		if !found(out) {
			continue
		}
		c, err := a.Study.Check(ctx, out.Plan)
		if err != nil {
			return fmt.Errorf("check of %s: %w", m, err)
		}
		a.Checks[m] = c
	}
	return nil
}

// Check holds a plan against the evaluator, the grid and the optical network.
func (st *Study) Check(ctx context.Context, p plan.Plan) (Check, error) {
	e, err := plan.Evaluate(st.Problem, p)
	if err != nil {
		return Check{}, err
	}
	c := Check{Balance: e.MaxResidual}
	if err := st.checkWatts(ctx, p, &c); err != nil {
		return c, err
	}
	return c, st.checkBits(ctx, p, &c)
}

// checkWatts makes a study of the plan's own buses, solved bus by bus, and holds
// its loads against it, with the cut-off and without.
func (st *Study) checkWatts(ctx context.Context, p plan.Plan, c *Check) error {
	c.GridSecure = true
	buses := st.busesOf(p)
	if len(buses) == 0 {
		return nil
	}
	for _, cutoff := range []float64{grid.RankingCutoff, 0} {
		secure, err := st.in.Capacity.Grid.NewSecure(ctx, grid.SecureOptions{
			Outages: grid.BranchOutages | grid.BridgeOutages, Cutoff: cutoff, Buses: buses, Workers: st.in.Workers,
		})
		if err != nil {
			return err
		}
		found, err := secure.Check(ctx, st.statesAt(p, buses))
		if err != nil {
			return err
		}
		c.Contingencies = secure.Outages()
		for _, f := range found {
			over := st.ownExcess(p, buses, f)
			switch {
			case over <= 10*plan.Tolerance*math.Max(1, f.MarginMW):
			case cutoff == 0:
				c.BelowCutoff++
				c.BelowCutoffMW = math.Max(c.BelowCutoffMW, over)
			case over > c.GridExcessMW:
				c.GridExcessMW, c.GridSecure, c.GridWorst = over, false, st.in.Capacity.Limit(f.Limit)
			}
		}
	}
	return nil
}

// busesOf lists the network's buses that carry load of the plan or before it.
func (st *Study) busesOf(p plan.Plan) []int {
	loaded := make([]bool, st.numBuses())
	for t := range st.Settings.Periods {
		all, _ := st.busLoads(p, t)
		for n := range loaded {
			loaded[n] = loaded[n] || all[n]+st.watts.fixed[t][n] > 0
		}
	}
	var buses []int
	for _, bus := range st.watts.secure.Buses() {
		if loaded[st.watts.busAt[bus]] {
			buses = append(buses, bus)
		}
	}
	return buses
}

// checkBits rebuilds the optical network with the spans and spurs of the plan
// and looks up every route that serves a demand.
func (st *Study) checkBits(ctx context.Context, p plan.Plan, c *Check) error {
	network, err := st.networkOf(p)
	if err != nil {
		return err
	}
	profile := st.in.Routes.Options.Profiles[0]
	hubs, err := network.Hubs(ctx, st.in.Routes.Options.Hubs...)
	if err != nil {
		return err
	}
	served := map[int]map[[2]int]bool{}
	for _, f := range p.Flows {
		if !f.Backup && f.MW > 1e-6 {
			if served[f.Site] == nil {
				served[f.Site] = map[[2]int]bool{}
			}
			served[f.Site][[2]int{f.Class, f.Metro}] = true
		}
	}
	c.FiberOK = true
	for _, s := range p.Sites {
		from, err := network.NodeIndex(siteNode(s.Site))
		if err != nil {
			return err
		}
		tree, err := network.Tree(ctx, from)
		if err != nil {
			return err
		}
		need := plan.SingleRoute
		for k := range st.Problem.Classes {
			for m := range st.Metros {
				if !served[s.Site][[2]int{k, m}] {
					continue
				}
				need = max(need, st.Problem.Classes[k].Diversity)
				st.checkRTT(network, tree, profile, s.Site, k, m, c)
			}
		}
		if err := st.checkDisjoint(ctx, network, hubs, s, from, need, c); err != nil {
			return err
		}
	}
	return nil
}

func siteNode(n int) string  { return fmt.Sprintf("plan site %d", n) }
func metroNode(m int) string { return fmt.Sprintf("plan metro %d", m) }

// networkOf is the optical network with what the plan builds, and with the metros
// joined as places are, by their two nearest nodes.
func (st *Study) networkOf(p plan.Plan) (*fiber.Network, error) {
	base := st.networkFor[0]
	var edits []fiber.Edit
	for n, b := range st.networkFor[1:] {
		if p.Shared[n] >= 0 {
			edits = append(edits, spanEdit(st.Settings.Fiber.Spans[b.span]))
		}
	}
	join := func(from, to string, km float64, k int) {
		edits = append(edits, fiber.AddSpan{Span: optical.Span{
			ID: fmt.Sprintf("%s–%s %d", from, to, k), From: from, To: to, Directed: true, LengthKm: km, LengthBasis: optical.Estimated, CapacityGbps: math.NaN(),
		}})
	}
	for _, s := range p.Sites {
		site := st.Sites[s.Site]
		edits = append(edits, fiber.AddNode{Node: optical.Node{ID: siteNode(s.Site), Location: site.Candidate.Location}})
		way := site.Fibers[s.Fiber]
		for k, spur := range way.Answer.Spurs[:way.Spurs] {
			join(siteNode(s.Site), base.network.Node(spur.Node).ID, spur.Km.Base, k)
		}
	}
	access, err := base.network.Access(base.options.Attach...)
	if err != nil {
		return nil, err
	}
	for m, metro := range st.Metros {
		edits = append(edits, fiber.AddNode{Node: optical.Node{ID: metroNode(m), Location: metro.Location}})
		near, err := access.Nearest(metro.Location, 2)
		if err != nil {
			return nil, err
		}
		for k, n := range near {
			join(base.network.Node(n.Node).ID, metroNode(m), n.SpurKm.Base, k)
		}
	}
	return base.network.Apply(edits...)
}

func (st *Study) checkRTT(network *fiber.Network, tree *fiber.Tree, profile fiber.Profile, site, k, m int, c *Check) {
	limit := st.Settings.Classes[st.classIDs[k]].RTTms
	c.Routes++
	to, err := network.NodeIndex(metroNode(m))
	route, ok := fiber.Route{}, false
	if err == nil {
		route, ok = tree.Route(to)
	}
	if !ok {
		c.fault("%s has no route to %s", st.Sites[site].Candidate.Name, st.Metros[m].Name)
		return
	}
	over := profile.Delay(route).RTTms().Base - limit
	if limit > 0 && over > 1e-6 {
		c.RTTExcessMs = math.Max(c.RTTExcessMs, over)
		c.fault("%s serves %s in %s %.3f ms too late", st.Sites[site].Candidate.Name, st.classIDs[k], st.Metros[m].Name, over)
	}
}

func (c *Check) fault(format string, args ...any) {
	c.FiberOK = false
	c.FiberFaults = append(c.FiberFaults, fmt.Sprintf(format, args...))
}

// checkDisjoint looks for a pair of routes of the kind that a site's classes
// need: to different hubs where its option promises them, else to one.
func (st *Study) checkDisjoint(ctx context.Context, network *fiber.Network, hubs *fiber.Target, s plan.SitePlan, from int, need plan.Diversity, c *Check) error {
	if need == plan.SingleRoute {
		return nil
	}
	c.Routes++
	targets := []*fiber.Target{hubs}
	if st.Problem.Sites[s.Site].Fibers[s.Fiber].Hubs < 2 {
		targets = nil
		for _, h := range st.in.Routes.Options.Hubs {
			t, err := network.Target(ctx, h)
			if err != nil {
				return err
			}
			targets = append(targets, t)
		}
	}
	for _, t := range targets {
		pair, err := t.Pair(ctx, from, fiber.Search{Kind: fiberKind(need)})
		if err != nil {
			return err
		}
		if pair.Found {
			return nil
		}
	}
	c.fault("%s has no %s-disjoint pair of routes", st.Sites[s.Site].Candidate.Name, DiversityNames[need])
	return nil
}

// fiberKind is a kind of diversity in the words of model/fiber.
func fiberKind(d plan.Diversity) fiber.Disjointness {
	for _, k := range planKinds {
		if k.plan == d {
			return k.fiber
		}
	}
	return fiber.EdgeDisjoint
}
