package grid_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/data/power"
	"github.com/wattbit/wattbit/model/grid"
)

// chain is a line of three buses: a unit at 1, load at 3.
func chain() *power.Network {
	bus := func(id string, kind power.BusKind) power.Bus {
		return power.Bus{ID: id, KV: 154, Kind: kind, Location: power.Nowhere()}
	}
	line := func(id, from, to string) power.Branch {
		return power.Branch{ID: id, From: from, To: to, X: 0.1, Tap: 1, RateMW: 100, MinAngleDeg: -360, MaxAngleDeg: 360, InService: true}
	}
	return &power.Network{
		BaseMVA: 100, FrequencyHz: 50,
		Buses:      []power.Bus{bus("1", power.Reference), bus("2", power.PQ), bus("3", power.PQ)},
		Branches:   []power.Branch{line("1", "1", "2"), line("2", "2", "3")},
		Generators: []power.Generator{{ID: "1", Bus: "1", MW: 30, MaxMW: 200, InService: true}},
		Loads:      []power.Load{{ID: "3", Bus: "3", MW: 30, InService: true}},
	}
}

func mustNew(t *testing.T, net *power.Network, opt grid.Options) *grid.Grid {
	t.Helper()
	g, err := grid.New(net, opt)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func mustHost(t *testing.T, g *grid.Grid, opt grid.HostingOptions) *grid.Hosting {
	t.Helper()
	h, err := g.Hosting(context.Background(), opt)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestHandChecks are figures that can be found on paper.
func TestHandChecks(t *testing.T) {
	for _, c := range []struct {
		name, bus string
		mw        float64
	}{{"case9", "7", 50}, {"case24_ieee_rts", "4", 146}} {
		g := readCase(t, c.name, grid.Options{})
		bus, _ := g.Bus(c.bus)
		if got := mustHost(t, g, grid.HostingOptions{}).Buses[bus].FirmMW; math.Abs(got-c.mw) > 1e-9 {
			t.Errorf("%s bus %s: %g MW, want %g", c.name, c.bus, got, c.mw)
		}
	}
}

func TestRefusals(t *testing.T) {
	for want, spoil := range map[string]func(*power.Network){
		`generator "1": no bus "9"`:      func(n *power.Network) { n.Generators[0].Bus = "9" },
		`branch "1" (1-2): reactance is`: func(n *power.Network) { n.Branches[0].X = 0 },
		"x is NaN":                       func(n *power.Network) { n.Branches[0].X = math.NaN() },
		"no finite susceptance":          func(n *power.Network) { n.Branches[0].X = 1e-310 },
		"matrix is singular": func(n *power.Network) {
			n.Branches = append(n.Branches, n.Branches[0])
			n.Branches[2].ID, n.Branches[2].X = "3", -0.1
		},
	} {
		net := chain()
		spoil(net)
		if _, err := grid.New(net, grid.Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
	if _, err := grid.New(chain(), grid.Options{Slack: 9}); err == nil {
		t.Error("an unknown slack mode passed")
	}
	g := mustNew(t, chain(), grid.Options{})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := g.Hosting(ctx, grid.HostingOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	for want, opt := range map[string]grid.HostingOptions{
		"cut-off 2": {Cutoff: 2}, "cut-off NaN": {CutoffByKV: []grid.CutoffBand{{Cutoff: math.NaN()}}},
		"bus 7 of 3": {Buses: []int{7}}, "unknown value": {Policy: 7}, "needs 0 MB": {MaxBytes: 1},
	} {
		if _, err := g.Hosting(context.Background(), opt); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
	net := chain()
	net.Generators[0].MaxMW = math.Inf(1)
	if _, err := mustNew(t, net, grid.Options{}).Hosting(context.Background(), grid.HostingOptions{}); err == nil || !strings.Contains(err.Error(), "no upper limit") {
		t.Errorf("unlimited unit: %v", err)
	}
	if _, err := g.Joint(context.Background(), []grid.SiteLoad{{MW: math.NaN()}}, grid.JointOptions{}); err == nil {
		t.Error("a load of NaN passed")
	}
	if _, err := g.PTDF(context.Background(), []int{9}); err == nil {
		t.Error("branch 9 of 2 passed")
	}
}

// TestMergedBranch joins two buses by a branch without reactance; its flow
// follows from what enters and leaves.
func TestMergedBranch(t *testing.T) {
	net := chain()
	net.Branches[0].X = 0
	twin := net.Branches[0]
	twin.ID = "twin"
	net.Branches = append(net.Branches, twin)
	g := mustNew(t, net, grid.Options{ZeroImpedance: grid.MergeZero})
	f := g.Flow()
	for i, want := range []float64{15, 30, 15} {
		if math.Abs(f.BranchMW[i]-want) > 1e-9 {
			t.Errorf("branch %d: %g MW, want %g", i, f.BranchMW[i], want)
		}
	}
	if got := g.Merged(); len(got) != 2 || len(g.Islands()) != 1 {
		t.Errorf("merged %v, %d islands", got, len(g.Islands()))
	}
	h := mustHost(t, g, grid.HostingOptions{})
	if h.Buses[0].FirmMW != 170 || h.Buses[1].FirmMW != 170 || h.Buses[2].FirmMW != 70 {
		t.Errorf("hosting %+v", h.Buses)
	}
	if _, err := g.PTDF(context.Background(), []int{0}); err == nil {
		t.Error("factors of a merged branch")
	}
}

// TestIslands has a slack bus cut off, a dead island and a bus out of service.
func TestIslands(t *testing.T) {
	net := chain()
	net.Branches[0].InService = false // 1 | 2-3
	net.Buses = append(net.Buses, power.Bus{ID: "4", Kind: power.Isolated, Location: power.Nowhere()})
	net.Generators = append(net.Generators, power.Generator{ID: "2", Bus: "4", MW: 5, MaxMW: 9, InService: true})
	g := mustNew(t, net, grid.Options{Slack: grid.SlackHeadroom})
	isl := g.Islands()
	if len(isl) != 2 || isl[0].ReferenceChosen || !isl[1].ReferenceChosen || isl[0].Dead || !isl[1].Dead {
		t.Fatalf("%+v", isl)
	}
	if isl[0].SlackMW != -30 || g.UnitMW(0) != 0 || g.UnitMW(1) != 0 {
		t.Errorf("slack %g MW, units %g and %g MW", isl[0].SlackMW, g.UnitMW(0), g.UnitMW(1))
	}
	f := g.Flow()
	if f.BranchMW[1] != 0 || !math.IsNaN(f.AngleDeg[3]) {
		t.Errorf("dead island carries %g MW; angle of a bus out of service %g", f.BranchMW[1], f.AngleDeg[3])
	}
	h := mustHost(t, g, grid.HostingOptions{})
	if h.Buses[0].FirmMW != 200 || h.Buses[1].FirmMW != 0 || !math.IsNaN(h.Buses[3].FirmMW) {
		t.Errorf("hosting %+v", h.Buses)
	}
	j, err := g.Joint(context.Background(), []grid.SiteLoad{{Bus: 0, MW: 10}, {Bus: 2, MW: 10}}, grid.JointOptions{})
	if err != nil || j.Feasible || j.ShortMW != 10 || j.Scale != 0 {
		t.Errorf("joint %+v, %v", j, err)
	}
}

// TestLinkFeedsIsland supplies an island without units by an HVDC link.
func TestLinkFeedsIsland(t *testing.T) {
	net := chain()
	net.Branches[1].InService = false
	net.Links = []power.Link{{ID: "1", From: "2", To: "3", Kind: power.HVDC, MW: 31, MaxMW: 50, LossMW: 0.38, LossShare: 0.02, InService: true}}
	g := mustNew(t, net, grid.Options{})
	f := g.Flow()
	if math.Abs(f.BranchMW[0]-31) > 1e-9 || g.Islands()[1].Dead || math.Abs(g.Islands()[1].SlackMW) > 1e-9 {
		t.Errorf("branch %g MW, islands %+v", f.BranchMW[0], g.Islands())
	}
}

func TestInterface(t *testing.T) {
	net := chain()
	net.Interfaces = []power.Interface{{ID: "1", ForwardMW: math.Inf(1), ReverseMW: 50, Members: []power.Member{{Branch: "2", Reverse: true}}}}
	g := mustNew(t, net, grid.Options{})
	if f := g.Flow(); f.InterfaceMW[0] != -30 {
		t.Errorf("interface %g MW, want -30", f.InterfaceMW[0])
	}
	b := mustHost(t, g, grid.HostingOptions{}).Buses[2]
	if b.FirmMW != 20 || b.Binding.Interface != 0 || g.ElementLabel(b.Binding) != "I1" || b.NextMW != 70 {
		t.Errorf("%+v", b)
	}
	j, err := g.Joint(context.Background(), []grid.SiteLoad{{Bus: 2, MW: 40}}, grid.JointOptions{})
	if err != nil || j.Scale != 0.5 || j.Exceeded != 1 || j.Tightest[0].Interface != 0 || j.Tightest[0].MarginMW != 20 {
		t.Errorf("%+v, %v", j, err)
	}
}

// TestCutoffByVoltage lets a weak element pass at one voltage and reports what
// it then suffers.
func TestCutoffByVoltage(t *testing.T) {
	net := chain()
	net.Branches[1].RateMW = 35
	g := mustNew(t, net, grid.Options{})
	strict := mustHost(t, g, grid.HostingOptions{}).Buses[2]
	opt := grid.HostingOptions{CutoffByKV: []grid.CutoffBand{{MinKV: 100, Cutoff: 0.5}, {MinKV: 200, Cutoff: 0.1}}}
	// The line takes all the load: no cut-off below 1 lets it pass.
	if loose := mustHost(t, g, opt).Buses[2]; loose.FirmMW != strict.FirmMW || strict.FirmMW != 5 {
		t.Errorf("%g and %g MW", strict.FirmMW, loose.FirmMW)
	}
	// Beside a second line of twice the reactance it takes two thirds.
	twin := net.Branches[1]
	twin.ID, twin.X, twin.RateMW = "3", 0.2, 0
	net.Branches = append(net.Branches, twin)
	g = mustNew(t, net, grid.Options{})
	opt.CutoffByKV[0].Cutoff = 0.7
	loose := mustHost(t, g, opt).Buses[2]
	if math.Abs(loose.FirmMW-5) > 1e-9 || loose.Binding.Outage.Index != 2 {
		t.Errorf("after the outage of its twin the line takes all: %+v", loose)
	}
	opt.Outages = grid.UnitOutages
	loose = mustHost(t, g, opt).Buses[2]
	if math.Abs(loose.FirmMW-70) > 1e-9 || loose.Residual != 1 || math.Abs(loose.ResidualMW-(100*2/3.-35)) > 1e-9 || loose.WorstResidual.Branch != 1 {
		t.Errorf("%+v", loose)
	}
}

// TestAggravated has a line overloaded already, which the load makes worse.
func TestAggravated(t *testing.T) {
	net := chain()
	net.Branches[1].RateMW = 20
	g := mustNew(t, net, grid.Options{})
	h := mustHost(t, g, grid.HostingOptions{})
	b := h.Buses[2]
	if len(h.PreExisting) != 1 || h.PreExisting[0].FlowMW != 30 || b.FirmMW != 70 || b.Aggravated != 1 || b.WorstAggravated.Branch != 1 {
		t.Errorf("%+v, %+v", h.PreExisting, b)
	}
	if b.Radial != true || b.RadialBranch != 1 {
		t.Errorf("radial %v by %d", b.Radial, b.RadialBranch)
	}
	if got := mustHost(t, g, grid.HostingOptions{Policy: grid.NoWorse}).Buses[2].FirmMW; got != 0 {
		t.Errorf("no-worse: %g MW", got)
	}
}

func TestProgress(t *testing.T) {
	g := readCase(t, "case39", grid.Options{})
	last := 0
	h := mustHost(t, g, grid.HostingOptions{Outages: grid.AllOutages, Progress: func(done, total int) {
		if done < last || done > total {
			t.Errorf("%d after %d of %d", done, last, total)
		}
		last = done
	}})
	if last != h.Outages {
		t.Errorf("progress ended at %d, examined %d", last, h.Outages)
	}
}

func TestNames(t *testing.T) {
	for _, s := range []grid.Susceptance{grid.Matpower, grid.XOnly, grid.PowerModels} {
		if got, err := grid.ParseSusceptance(s.String()); got != s || err != nil {
			t.Error(s, got, err)
		}
	}
	for _, s := range []grid.Slack{grid.SlackReference, grid.SlackProportional, grid.SlackHeadroom} {
		if got, err := grid.ParseSlack(s.String()); got != s || err != nil {
			t.Error(s, got, err)
		}
	}
	for _, s := range []grid.Policy{grid.Exclude, grid.NoWorse} {
		if got, err := grid.ParsePolicy(s.String()); got != s || err != nil {
			t.Error(s, got, err)
		}
	}
	if _, err := grid.ParsePolicy("maybe"); err == nil {
		t.Error("policy maybe passed")
	}
}

// TestCancelMidway cancels a study that is under way.
func TestCancelMidway(t *testing.T) {
	g := readCase(t, "case_ACTIVSg500", grid.Options{})
	ctx, cancel := context.WithCancel(context.Background())
	calls := 0
	_, err := g.Hosting(ctx, grid.HostingOptions{Outages: grid.AllOutages, Progress: func(done, total int) {
		calls++
		if done > 0 && done < total {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || calls > 3 {
		t.Errorf("%v after %d calls", err, calls)
	}
}
