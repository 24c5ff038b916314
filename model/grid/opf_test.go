package grid_test

import (
	"context"
	"fmt"
	"log"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/data/power"
	"github.com/wattbit/wattbit/model/grid"
	"github.com/wattbit/wattbit/model/solve"
)

func mustOPF(t *testing.T, g *grid.Grid) *grid.OPF {
	t.Helper()
	r, err := g.OPF(context.Background(), grid.OPFOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// market is a chain with a dear unit behind the line that limits the cheap one.
func market() *power.Network {
	net := chain()
	net.Loads[0].MW = 120
	net.Generators[0].Cost = power.Cost{Model: power.Polynomial, Coefficients: []float64{5, 10}}
	net.Generators = append(net.Generators, power.Generator{ID: "2", Bus: "3", MaxMW: 200, InService: true,
		Cost: power.Cost{Model: power.Polynomial, Coefficients: []float64{0, 30, 0.1}}})
	return net
}

func TestOPFByHand(t *testing.T) {
	g := mustNew(t, market(), grid.Options{})
	r := mustOPF(t, g)
	// 100 MW over the line at 10, 20 MW at 30 + 0.2·p.
	want := 5 + 1000 + 600 + 0.1*400
	if math.Abs(r.Objective-want) > 1e-6 || math.Abs(r.UnitMW[1]-20) > 1e-6 {
		t.Errorf("%g per hour, units %v; want %g", r.Objective, r.UnitMW, want)
	}
	for bus, price := range []float64{10, math.NaN(), 34} {
		if got := r.PricePerMWh[bus]; !math.IsNaN(price) && math.Abs(got-price) > 1e-5 {
			t.Errorf("price at bus %d: %g, want %g", bus+1, got, price)
		}
	}
	value := 0.0
	for _, b := range r.Binding {
		value += b.PerMW
	}
	if math.Abs(value-24) > 1e-5 {
		t.Errorf("limits worth %g per MW: %+v, want 24", value, r.Binding)
	}
}

func TestOPFPiecewise(t *testing.T) {
	net := market()
	net.Generators[1].Cost = power.Cost{Model: power.Piecewise, Points: []power.CostPoint{{MW: 0, PerHour: 0}, {MW: 10, PerHour: 300}, {MW: 30, PerHour: 1300}}}
	if r := mustOPF(t, mustNew(t, net, grid.Options{})); math.Abs(r.Objective-(5+1000+300+500)) > 1e-6 {
		t.Errorf("%g per hour", r.Objective)
	}
	net.Generators[1].Cost.Points[1].PerHour = 1200
	if _, err := mustNew(t, net, grid.Options{}).OPF(context.Background(), grid.OPFOptions{}); err == nil || !strings.Contains(err.Error(), "not convex") {
		t.Errorf("%v", err)
	}
	net.Generators[1].Cost = power.Cost{Model: power.Polynomial, Coefficients: []float64{0, 0, 0, 1}}
	if _, err := mustNew(t, net, grid.Options{}).OPF(context.Background(), grid.OPFOptions{}); err == nil || !strings.Contains(err.Error(), "degree 3") {
		t.Errorf("%v", err)
	}
}

func TestOPFInfeasible(t *testing.T) {
	net := market()
	net.Generators[1].MaxMW = 5
	if r := mustOPF(t, mustNew(t, net, grid.Options{})); r.Status != solve.Infeasible || !math.IsNaN(r.Objective) || r.Flow != nil {
		t.Errorf("%+v", r)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := mustNew(t, net, grid.Options{}).OPF(ctx, grid.OPFOptions{}); err == nil {
		t.Error("a cancelled solve returned")
	}
}

// TestOPFLink brings the cheap power round the full line by an HVDC link that
// loses a tenth, and stops it at an interface.
func TestOPFLink(t *testing.T) {
	net := market()
	net.Links = []power.Link{{ID: "L", From: "1", To: "3", MinMW: -50, MaxMW: 50, LossShare: 0.1, Controllable: true, InService: true}}
	r := mustOPF(t, mustNew(t, net, grid.Options{}))
	if math.Abs(r.LinkMW[0]-20/0.9) > 1e-6 || math.Abs(r.Objective-(5+1000+200/0.9)) > 1e-6 {
		t.Errorf("link %g MW, %g per hour", r.LinkMW[0], r.Objective)
	}
	net.Interfaces = []power.Interface{{ID: "cut", ForwardMW: 110, ReverseMW: math.Inf(1), Members: []power.Member{{Branch: "1"}, {Link: "L"}}}}
	net.Branches[0].RateMW, net.Branches[1].RateMW = 0, 0
	g := mustNew(t, net, grid.Options{})
	r = mustOPF(t, g)
	if math.Abs(r.Flow.BranchMW[0]-110) > 1e-6 || len(r.Binding) != 1 || r.Binding[0].Interface != 0 {
		t.Errorf("line %g MW, %+v", r.Flow.BranchMW[0], r.Binding)
	}
}

// TestOPFPrices adds load where the price says what it costs.
func TestOPFPrices(t *testing.T) {
	for _, name := range []string{"case30", "case39", "case_ACTIVSg500"} {
		g := readCase(t, name, grid.Options{})
		base := mustOPF(t, g)
		net := clone(g.Network())
		bus := len(net.Buses) / 2
		net.Loads = append(net.Loads, power.Load{ID: "more", Bus: net.Buses[bus].ID, MW: 1e-2, InService: true})
		more := mustOPF(t, mustNew(t, net, grid.Options{}))
		if got, want := (more.Objective-base.Objective)/1e-2, base.PricePerMWh[bus]; math.Abs(got-want) > 1e-2*want {
			t.Errorf("%s: load at %s costs %g, price %g", name, net.Buses[bus].ID, got, want)
		}
	}
}

// pricedNetwork gives a random network costs and rated branches only.
func pricedNetwork(t *rapid.T) *power.Network {
	net := randomNetwork(t)
	for i := range net.Generators {
		k := []float64{0, float64(rapid.IntRange(1, 50).Draw(t, "linear")), float64(rapid.IntRange(0, 5).Draw(t, "square")) / 100}
		net.Generators[i].Cost = power.Cost{Model: power.Polynomial, Coefficients: k}
		net.Generators[i].MaxMW += 100
	}
	return net
}

// TestMeritOrderAgainstOPF compares with the programme without a network.
func TestMeritOrderAgainstOPF(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g, err := grid.New(pricedNetwork(t), grid.Options{})
		if err != nil {
			t.Skip(err)
		}
		d, err := g.MeritOrder()
		if err != nil {
			t.Fatal(err)
		}
		cost := 0.0
		for i, mw := range d.UnitMW {
			gen := &g.Network().Generators[i]
			if gen.InService {
				cost += gen.Cost.PerHour(mw)
			}
		}
		short := false
		for k, mw := range d.ShortMW {
			short = short || mw != 0 && !g.Islands()[k].Dead
		}
		r, err := g.OPF(context.Background(), grid.OPFOptions{IgnoreRatings: true})
		if err != nil {
			t.Fatal(err)
		}
		if short != (r.Status == solve.Infeasible) {
			t.Fatalf("short by %v, but %v", d.ShortMW, r.Status)
		}
		if !short && math.Abs(cost-r.Objective) > 1e-5*(1+cost) {
			t.Fatalf("merit order %g, programme %g", cost, r.Objective)
		}
	})
}

// TestOPFKeepsLimits rebuilds the network with the dispatch and looks.
func TestOPFKeepsLimits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g, err := grid.New(pricedNetwork(t), grid.Options{})
		if err != nil {
			t.Skip(err)
		}
		r, err := g.OPF(context.Background(), grid.OPFOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if r.Status != solve.Optimal {
			return
		}
		net := clone(g.Network())
		for i := range net.Generators {
			net.Generators[i].MW = r.UnitMW[i]
		}
		for i, mw := range flows(net, grid.Options{}) {
			if limit := limitMW(&net.Branches[i], grid.Outage{}); math.Abs(mw) > limit+1e-5 {
				t.Fatalf("branch %d carries %g of %g MW", i+1, mw, limit)
			}
		}
	})
}

// TestBracketSoft has a line that no dispatch can relieve.
func TestBracketSoft(t *testing.T) {
	net := chain()
	net.Branches[1].RateMW = 20
	g := mustNew(t, net, grid.Options{})
	hard, err := g.Bracket(context.Background(), grid.BracketOptions{})
	if err != nil || hard.Status != solve.Infeasible || !math.IsNaN(hard.Buses[0].RedispatchMW) {
		t.Errorf("%+v, %v", hard, err)
	}
	soft, err := g.Bracket(context.Background(), grid.BracketOptions{Soft: true, Secure: true})
	if err != nil || math.Abs(soft.ExcessMW-10) > 1e-6 {
		t.Fatalf("%+v, %v", soft, err)
	}
	for bus, want := range []float64{170, 70, 0} {
		if got := soft.Buses[bus].RedispatchMW; math.Abs(got-want) > 1e-6 {
			t.Errorf("bus %d: %g MW, want %g", bus+1, got, want)
		}
	}
}

// TestBracketAboveHosting: what units moving in proportion can do, units
// moving freely can.
func TestBracketAboveHosting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := balancedGrid(t)
		for i, gen := range g.Network().Generators {
			if mw := g.UnitMW(i); mw < gen.MinMW || mw > gen.MaxMW {
				t.Skip("a unit beyond its limits")
			}
		}
		secure := rapid.Bool().Draw(t, "secure")
		h, err := g.Hosting(context.Background(), grid.HostingOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if len(h.PreExisting) > 0 {
			t.Skip("overloads without load")
		}
		b, err := g.Bracket(context.Background(), grid.BracketOptions{Secure: secure})
		if err != nil {
			t.Fatal(err)
		}
		for i := range h.Buses {
			low, high := h.Buses[i].FirmMW, b.Buses[i].RedispatchMW
			if !secure {
				low = h.Buses[i].BaseMW
			}
			if low > high+1e-5*(1+high) {
				t.Fatalf("bus %d: %g MW in proportion, %g freely\n%s", i+1, low, high, describe(g.Network()))
			}
		}
	})
}

func ExampleGrid_OPF() {
	r, err := square().OPF(context.Background(), grid.OPFOptions{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%v: %.2f per hour, units %.1f MW\n", r.Status, r.Objective, r.UnitMW)
	// Output: optimal: 2688.00 per hour, units [120.0 0.0] MW
}

func ExampleGrid_MeritOrder() {
	d, err := square().MeritOrder()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("units %.1f MW at %.2f per MWh\n", d.UnitMW, d.PricePerMWh)
	// Output: units [120.0 0.0] MW at [24.80] per MWh
}
