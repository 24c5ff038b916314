package grid_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/model/grid"
)

// anyGrid draws a network and its model; draws without a solution are left out.
func anyGrid(t *rapid.T) *grid.Grid {
	opt := grid.Options{
		Susceptance: grid.Susceptance(rapid.IntRange(0, 2).Draw(t, "convention")),
		Slack:       grid.Slack(rapid.IntRange(0, 2).Draw(t, "slack")),
	}
	g, err := grid.New(randomNetwork(t), opt)
	if err != nil {
		t.Skip(err)
	}
	return g
}

// balancedGrid is anyGrid with no slack left to a bus without units, which the
// rebuilding of networks does not follow.
func balancedGrid(t *rapid.T) *grid.Grid {
	g := anyGrid(t)
	left := make([]float64, len(g.Islands()))
	for k, isl := range g.Islands() {
		left[k] = isl.DemandMW
	}
	for i, gen := range g.Network().Generators {
		bus, _ := g.Bus(gen.Bus)
		left[g.IslandOf(bus)] -= g.UnitMW(i)
	}
	for k, isl := range g.Islands() {
		if math.Abs(left[k]) > 1e-9 && !isl.Dead {
			t.Skip("slack without a unit")
		}
	}
	return g
}

// TestFlowAgainstElimination solves the same equations densely, with pivoting.
func TestFlowAgainstElimination(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := anyGrid(t)
		flow, net := g.Flow(), g.Network()
		n := len(net.Buses)
		a, rhs := make([][]float64, n), make([]float64, n)
		for i := range a {
			a[i] = make([]float64, n)
			rhs[i] = flow.InjectionMW[i]
		}
		b, shift := make([]float64, len(net.Branches)), make([]float64, len(net.Branches))
		for k, br := range net.Branches {
			if !br.InService {
				continue
			}
			f, _ := g.Bus(br.From)
			to, _ := g.Bus(br.To)
			phi := br.ShiftDeg * math.Pi / 180
			switch g.Options().Susceptance {
			case grid.Matpower:
				b[k] = 100 / (br.X * br.Tap)
			case grid.XOnly:
				b[k] = 100 / br.X
			case grid.PowerModels:
				b[k], phi = 100*br.X/(br.X*br.X+br.R*br.R), 0
			}
			shift[k] = b[k] * phi
			a[f][f] += b[k]
			a[to][to] += b[k]
			a[f][to] -= b[k]
			a[to][f] -= b[k]
			rhs[f] += shift[k]
			rhs[to] -= shift[k]
		}
		for _, isl := range g.Islands() {
			for j := range n {
				a[isl.Reference][j] = 0
			}
			a[isl.Reference][isl.Reference], rhs[isl.Reference] = 1, 0
		}
		theta := dense(a, rhs)
		if theta == nil {
			t.Skip("singular")
		}
		for k, br := range net.Branches {
			f, _ := g.Bus(br.From)
			to, _ := g.Bus(br.To)
			want := b[k]*(theta[f]-theta[to]) - shift[k]
			if math.Abs(flow.BranchMW[k]-want) > 1e-6*(1+math.Abs(want)) {
				t.Fatalf("branch %d: %g MW, want %g", k+1, flow.BranchMW[k], want)
			}
		}
	})
}

// TestFactorsAgainstRebuilding moves 1 MW and opens branches instead.
func TestFactorsAgainstRebuilding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := anyGrid(t)
		net := g.Network()
		base := g.Flow().BranchMW
		k := rapid.IntRange(0, len(net.Branches)-1).Draw(t, "outage")
		column, err := g.LODFColumn(k)
		bridge := false
		for _, b := range g.Bridges() {
			bridge = bridge || b.Branch == k
		}
		if bridge != errors.Is(err, grid.ErrBridge) {
			t.Fatalf("branch %d: bridge %v, but %v", k+1, bridge, err)
		}
		if err == nil {
			open, _ := rebuild(g, nil, grid.Outage{Kind: grid.BranchOutage, Index: k})
			for i, after := range flows(open, g.Options()) {
				want := base[i] + column[i]*base[k]
				if math.Abs(after-want) > 1e-6*(1+math.Abs(want)) {
					t.Fatalf("branch %d without %d: %g MW by factors, %g rebuilt", i+1, k+1, want, after)
				}
			}
		}
		bus := rapid.IntRange(0, len(net.Buses)-1).Draw(t, "bus")
		if g.Islands()[g.IslandOf(bus)].Dead {
			t.Skip("dead island")
		}
		m, err := g.PTDF(context.Background(), all(len(net.Branches)))
		if err != nil {
			t.Fatal(err)
		}
		more := clone(net)
		more.Loads[bus].MW-- // loads stand one per bus
		moved, err := grid.New(more, g.Options())
		if err != nil {
			t.Fatal(err)
		}
		column, err = g.PTDFColumn(bus)
		if err != nil {
			t.Fatal(err)
		}
		for i, after := range moved.Flow().BranchMW {
			if got := m.Row(i)[bus]; math.Abs(column[i]-got) > 1e-7*(1+math.Abs(got)) || math.Abs(got-(after-base[i])) > 1e-6*(1+math.Abs(got)) {
				t.Fatalf("branch %d for bus %d: factor %g, rebuilt %g", i+1, bus+1, got, after-base[i])
			}
		}
	})
}

func anyHosting(t *rapid.T) grid.HostingOptions {
	return grid.HostingOptions{
		Outages: grid.Outages(rapid.IntRange(1, 7).Draw(t, "outages")),
		Policy:  grid.Policy(rapid.IntRange(0, 1).Draw(t, "policy")),
		Cutoff:  rapid.SampledFrom([]float64{0, 0.03, 0.05}).Draw(t, "cutoff"),
	}
}

func TestHostingAgainstRebuilding(t *testing.T) {
	compared := 0
	rapid.Check(t, func(t *rapid.T) {
		g, opt := balancedGrid(t), anyHosting(t)
		h, err := g.Hosting(context.Background(), opt)
		if err != nil {
			t.Fatal(err)
		}
		bus := rapid.IntRange(0, len(h.Buses)-1).Draw(t, "bus")
		want, doubtful := bruteForce(g, bus, opt)
		if doubtful {
			t.Skip("on a knife's edge")
		}
		compared++
		if got := h.Buses[bus].FirmMW; math.Abs(got-want) > 1e-5*(1+want) {
			t.Fatalf("bus %d: %.9g MW (%+v), want %.9g\n%s", bus+1, got, h.Buses[bus].Binding, want, describe(g.Network()))
		}
		one, err := g.Hosting(context.Background(), grid.HostingOptions{Outages: opt.Outages, Policy: opt.Policy, Cutoff: opt.Cutoff, Buses: []int{bus}})
		if err != nil || math.Abs(one.Buses[0].FirmMW-want) > 1e-5*(1+want) {
			t.Fatalf("bus %d alone: %v MW, want %g (%v)", bus+1, one.Buses[0].FirmMW, want, err)
		}
	})
	t.Logf("%d buses compared", compared)
}

// TestNextLimit lifts the ratings of the binding element and of the circuits
// parallel to it, and asks again.
func TestNextLimit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := anyGrid(t)
		h, err := g.Hosting(context.Background(), grid.HostingOptions{Outages: grid.AllOutages})
		if err != nil {
			t.Fatal(err)
		}
		b := h.Buses[rapid.IntRange(0, len(h.Buses)-1).Draw(t, "bus")]
		if b.Binding.Branch < 0 {
			if b.NextMW != b.FirmMW {
				t.Fatalf("headroom binds at %g MW, yet the next limit is %g", b.FirmMW, b.NextMW)
			}
			return
		}
		net := clone(g.Network())
		lifted := net.Branches[b.Binding.Branch]
		for i := range net.Branches {
			if br := &net.Branches[i]; br.From == lifted.From && br.To == lifted.To || br.From == lifted.To && br.To == lifted.From {
				br.RateMW, br.EmergencyMW = 0, 0
			}
		}
		up, err := grid.New(net, g.Options())
		if err != nil {
			t.Fatal(err)
		}
		again, err := up.Hosting(context.Background(), grid.HostingOptions{Outages: grid.AllOutages, Buses: []int{b.Bus}})
		if err != nil {
			t.Fatal(err)
		}
		if got := again.Buses[0].FirmMW; math.Abs(got-b.NextMW) > 1e-6*(1+got) {
			t.Fatalf("bus %d: next limit %g MW, %g with the element upgraded\n%+v\n%s", b.Bus+1, b.NextMW, got, b, describe(g.Network()))
		}
	})
}

func TestWorkersDoNotMatter(t *testing.T) {
	check := func(t fataler, g *grid.Grid, opt grid.HostingOptions) {
		var first *grid.Hosting
		for _, workers := range []int{1, 8} {
			opt.Workers = workers
			h, err := g.Hosting(context.Background(), opt)
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = h
			} else if d := cmp.Diff(first, h, cmpopts.EquateNaNs()); d != "" {
				t.Fatalf("1 and 8 workers differ: %s", d)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) { check(t, anyGrid(t), anyHosting(t)) })
	for _, name := range []string{"case118_pglibrates", "case_ACTIVSg500"} {
		check(t, readCase(t, name, grid.Options{}), grid.HostingOptions{Outages: grid.AllOutages, Cutoff: 0.05})
	}
}

// TestJointAgainstRebuilding adds two loads at the largest scale that Joint
// allows and looks for overloads in every rebuilt network, then a little more.
func TestJointAgainstRebuilding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := balancedGrid(t)
		n := len(g.Network().Buses)
		loads := []grid.SiteLoad{
			{Bus: rapid.IntRange(0, n-1).Draw(t, "bus"), MW: float64(rapid.IntRange(1, 50).Draw(t, "mw"))},
			{Bus: rapid.IntRange(0, n-1).Draw(t, "other bus"), MW: float64(rapid.IntRange(1, 50).Draw(t, "other mw"))},
		}
		j, err := g.Joint(context.Background(), loads, grid.JointOptions{Outages: grid.AllOutages})
		if err != nil {
			t.Fatal(err)
		}
		if j.Feasible != (j.Scale >= 1-1e-9) && math.Abs(j.Scale-1) > 1e-6 {
			t.Fatalf("feasible %v, but scale %g", j.Feasible, j.Scale)
		}
		at := func(scale float64) float64 { return worstNewOverload(t, g, loads, scale) }
		if over := at(j.Scale); over > 1e-4 {
			t.Fatalf("%g MW too much at scale %g", over, j.Scale)
		}
		if j.ScaleBy.None() {
			return
		}
		if over := at(j.Scale + 0.01); over < 1e-9 {
			t.Fatalf("scale %g by %+v could be larger\n%s", j.Scale, j.ScaleBy, describe(g.Network()))
		}
	})
}

// worstNewOverload returns the largest overload that the loads cause in an
// element that had none, over all rebuilt networks.
func worstNewOverload(t *rapid.T, g *grid.Grid, loads []grid.SiteLoad, scale float64) float64 {
	scaled := make([]grid.SiteLoad, len(loads))
	for i, l := range loads {
		scaled[i] = grid.SiteLoad{Bus: l.Bus, MW: l.MW * scale}
	}
	worst := 0.0
	for _, o := range outagesOf(g, grid.AllOutages) {
		net0, ok := rebuild(g, nil, o)
		net1, _ := rebuild(g, scaled, o)
		if !ok {
			continue
		}
		f0, f1 := flows(net0, g.Options()), flows(net1, g.Options())
		if f0 == nil || f1 == nil {
			t.Skip("no solution")
		}
		for i := range f0 {
			// An outage concerns the elements of its own island.
			if o.Kind != grid.BaseCase && islandOf(g, o) != islandOf(g, grid.Outage{Kind: grid.BranchOutage, Index: i}) {
				continue
			}
			limit := limitMW(&g.Network().Branches[i], o)
			if math.Abs(f0[i]) > 1e5 {
				t.Skip("a resonance")
			}
			if math.Abs(f0[i]) <= limit+1e-6 && math.Abs(f1[i]-f0[i]) > 1e-6 {
				worst = math.Max(worst, math.Abs(f1[i])-limit)
			}
		}
	}
	return worst
}

// fataler is what testing.T and rapid.T have in common here.
type fataler interface {
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}
