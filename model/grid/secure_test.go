package grid_test

import (
	"context"
	"math"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/model/grid"
)

func mustSecure(t fataler, g *grid.Grid, opt grid.SecureOptions) *grid.Secure {
	s, err := g.NewSecure(context.Background(), opt)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func mustCheck(t fataler, s *grid.Secure, states ...grid.LoadState) []grid.SecureExcess {
	found, err := s.Check(context.Background(), states)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestSecureIsHostingForOneLoad: what a bus can host is what its rows let pass.
func TestSecureIsHostingForOneLoad(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g, opt := balancedGrid(t), anyHosting(t)
		opt.Policy = grid.Exclude
		bus := rapid.IntRange(0, len(g.Network().Buses)-1).Draw(t, "bus")
		opt.Buses = []int{bus}
		h, err := g.Hosting(context.Background(), opt)
		if err != nil {
			t.Fatal(err)
		}
		firm := h.Buses[0].FirmMW
		if !(firm > 0) {
			t.Skip("no room")
		}
		s := mustSecure(t, g, grid.SecureOptions{Outages: opt.Outages, Cutoff: opt.Cutoff, Buses: opt.Buses})
		if found := mustCheck(t, s, grid.LoadState{MW: []float64{firm * (1 - 1e-9)}}); len(found) > 0 && found[0].ExcessMW > 1e-5 {
			t.Fatalf("%g MW are hosted, but exceed %+v", firm, found[0])
		}
		if math.IsInf(firm, 1) {
			return
		}
		if found := mustCheck(t, s, grid.LoadState{MW: []float64{firm*(1+1e-6) + 0.01}}); len(found) == 0 {
			t.Fatalf("more than the %g MW that are hosted pass (%+v)", firm, h.Buses[0].Binding)
		}
	})
}

// TestSecureAgainstRebuilding: loads that pass without a cut-off overload
// nothing in any rebuilt network, and rows say what they say.
func TestSecureAgainstRebuilding(t *testing.T) {
	passed, exceeded := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		g := balancedGrid(t)
		n := len(g.Network().Buses)
		loads := []grid.SiteLoad{
			{Bus: rapid.IntRange(0, n-1).Draw(t, "bus"), MW: float64(rapid.IntRange(1, 50).Draw(t, "mw"))},
			{Bus: rapid.IntRange(0, n-1).Draw(t, "other bus"), MW: float64(rapid.IntRange(1, 50).Draw(t, "other mw"))},
		}
		opt := grid.SecureOptions{Outages: grid.AllOutages, Buses: []int{loads[0].Bus, loads[1].Bus}, Workers: rapid.IntRange(1, 3).Draw(t, "workers")}
		s, err := g.NewSecure(context.Background(), opt)
		if err != nil {
			t.Skip("no headroom")
		}
		state := grid.LoadState{MW: []float64{loads[0].MW, loads[1].MW}}
		found := mustCheck(t, s, state)
		if len(found) == 0 {
			passed++
			if over := worstNewOverload(t, g, loads, 1); over > 1e-4 {
				t.Fatalf("the loads pass, but overload something by %g MW\n%s", over, describe(g.Network()))
			}
			return
		}
		exceeded++
		for _, f := range found {
			if sum := f.PerMW[0]*loads[0].MW + f.PerMW[1]*loads[1].MW - f.MarginMW; math.Abs(sum-f.ExcessMW) > 1e-6 {
				t.Fatalf("excess %g MW, but the row gives %g", f.ExcessMW, sum)
			}
			if f.None() {
				continue
			}
			rows, err := s.Rows([]grid.Limit{f.Limit})
			if err != nil || len(rows) != 1 || !reflect.DeepEqual(rows[0], f.SecureRow) {
				t.Fatalf("row of %+v: %+v (%v), want %+v", f.Limit, rows, err, f.SecureRow)
			}
		}
		raised := grid.LoadState{MW: state.MW, RaisedMW: make([]float64, len(g.Network().Branches))}
		for _, f := range found {
			if f.Branch >= 0 {
				raised.RaisedMW[f.Branch] = math.Max(raised.RaisedMW[f.Branch], f.ExcessMW)
			}
		}
		for _, f := range mustCheck(t, s, raised) {
			if f.Branch >= 0 {
				t.Fatalf("raised by what it lacked, %s still lacks %g MW", g.BranchLabel(f.Branch), f.ExcessMW)
			}
		}
	})
	if passed == 0 || exceeded == 0 {
		t.Errorf("%d passed, %d exceeded: expected some of both", passed, exceeded)
	}
}

// TestSecureShedsFlexibleLoad: what an outage sheds counts in the base case only.
func TestSecureShedsFlexibleLoad(t *testing.T) {
	g := mustNew(t, chain(), grid.Options{Slack: grid.SlackHeadroom})
	h := mustHost(t, g, grid.HostingOptions{Outages: grid.AllOutages})
	for i, b := range h.Buses {
		if !(b.BaseMW > b.FirmMW) || math.IsInf(b.BaseMW, 1) {
			continue
		}
		s := mustSecure(t, g, grid.SecureOptions{Outages: grid.AllOutages, Buses: []int{i}})
		if found := mustCheck(t, s, grid.LoadState{MW: []float64{b.BaseMW}}); len(found) == 0 {
			t.Fatalf("bus %d takes %g MW firmly, want less", i, b.BaseMW)
		}
		if found := mustCheck(t, s, grid.LoadState{MW: []float64{b.BaseMW}, FirmMW: []float64{b.FirmMW}}); len(found) > 0 && found[0].ExcessMW > 1e-6 {
			t.Fatalf("bus %d: %+v", i, found[0])
		}
	}
}

func TestSecureRefusals(t *testing.T) {
	g := mustNew(t, chain(), grid.Options{Slack: grid.SlackHeadroom})
	if _, err := g.NewSecure(context.Background(), grid.SecureOptions{Buses: []int{99}}); err == nil {
		t.Error("a bus that does not exist passes")
	}
	s := mustSecure(t, g, grid.SecureOptions{Buses: []int{0, 1}})
	for _, bad := range []grid.LoadState{{MW: []float64{1}}, {MW: []float64{-1, 0}}, {MW: []float64{math.NaN(), 0}}, {MW: []float64{1, 1}, RaisedMW: []float64{1}}} {
		if _, err := s.Check(context.Background(), []grid.LoadState{bad}); err == nil {
			t.Errorf("%+v passes", bad)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Check(ctx, []grid.LoadState{{MW: []float64{1, 1}}}); err == nil {
		t.Error("a cancelled check passes")
	}
}
