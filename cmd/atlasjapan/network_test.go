package main

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/internal/oracle"
	"github.com/wattbit/wattbit/model/grid"
)

func japanGrid(tb testing.TB) *grid.Grid {
	tb.Helper()
	n, err := atlas.Japan().Network(0)
	if err != nil {
		tb.Fatal(err)
	}
	g, err := grid.New(n, grid.Options{Slack: grid.SlackProportional})
	if err != nil {
		tb.Fatal(err)
	}
	return g
}

// TestNetworkSolves: one island to a zone, none dark, each balanced.
func TestNetworkSolves(t *testing.T) {
	g := japanGrid(t)
	islands := g.Islands()
	if len(islands) != 4 {
		t.Errorf("%d islands, want Hokkaido, East, West and Okinawa", len(islands))
	}
	demand := 0.0
	for _, i := range islands {
		demand += i.DemandMW
		if i.Dead || math.Abs(i.SlackMW) > 0.5 || i.HeadroomMW < 0.05*i.DemandMW {
			t.Errorf("island of %d buses: dead %v, slack %.3f MW, headroom %.0f of %.0f MW", len(i.Buses), i.Dead, i.SlackMW, i.HeadroomMW, i.DemandMW)
		}
	}
	if math.Abs(demand-169340) > 1 {
		t.Errorf("demand of %.1f MW, want the sum of the areas' peaks", demand)
	}
	flow := g.Flow()
	if flow.ResidualMW > 1e-6 {
		t.Errorf("the flow misses %g MW", flow.ResidualMW)
	}
	n, over := g.Network(), 0
	for i := range n.Branches {
		if math.Abs(flow.BranchMW[i]) > n.Branches[i].RateMW {
			over++
		}
	}
	if share := float64(over) / float64(len(n.Branches)); share > 0.07 {
		t.Errorf("%.1f %% of circuits above their rating", 100*share)
	}
	for i, f := range n.Interfaces {
		if mw := flow.InterfaceMW[i]; mw > f.ForwardMW || -mw > f.ReverseMW {
			t.Errorf("%s carries %.0f MW, beyond %g and %g", f.ID, mw, f.ForwardMW, f.ReverseMW)
		}
	}
}

// TestHostingIsPlausible: with 10 % more after an outage, trunk stations host
// more than those below, and few stations nothing.
func TestHostingIsPlausible(t *testing.T) {
	n, err := atlas.Japan().Network(0)
	if err != nil {
		t.Fatal(err)
	}
	for i := range n.Branches {
		n.Branches[i].EmergencyMW = 1.1 * n.Branches[i].RateMW
	}
	g, err := grid.New(n, grid.Options{Slack: grid.SlackProportional})
	if err != nil {
		t.Fatal(err)
	}
	h, err := g.Hosting(context.Background(), grid.HostingOptions{Cutoff: grid.RankingCutoff})
	if err != nil {
		t.Fatal(err)
	}
	sum, count, none := map[float64]float64{}, map[float64]float64{}, 0
	for i, b := range atlas.Japan().GridBuses {
		if b.Substation == "" {
			continue
		}
		mw := h.Buses[i].FirmMW
		if math.IsNaN(mw) || mw < 0 {
			t.Errorf("%s: %g MW", b.ID, mw)
		}
		if mw < 1 {
			none++
		}
		sum[b.KV] += mw
		count[b.KV]++
	}
	mean := func(kv float64) float64 { return sum[kv] / count[kv] }
	if !(mean(500) > mean(275) && mean(275) > mean(154)) {
		t.Errorf("mean of 500, 275, 154 kV stations: %.0f, %.0f, %.0f MW", mean(500), mean(275), mean(154))
	}
	if none > 60 {
		t.Errorf("%d stations host nothing", none)
	}
}

func BenchmarkHostingOfJapan(b *testing.B) {
	g := japanGrid(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := g.Hosting(context.Background(), grid.HostingOptions{Cutoff: grid.RankingCutoff}); err != nil {
			b.Fatal(err)
		}
	}
}

// TestCalibration holds the headline figures, and the committed report.
func TestCalibration(t *testing.T) {
	facts := os.DirFS(oracle.Facts(t, "japan"))
	c, err := calibrate(facts, rules{})
	if err != nil {
		t.Fatal(err)
	}
	all := c.group(func(match) bool { return true })
	if matched := float64(all.matched) / float64(all.lines); matched < 0.7 || all.rank < 0.5 || all.ratio < 0.6 || all.ratio > 1 || all.direction < 0.7 {
		t.Errorf("matched %.2f, rank %.2f, ratio %.2f, direction %.2f", matched, all.rank, all.ratio, all.direction)
	}
	want, err := calibrationReport(facts)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join("..", "..", "data", "atlas", "japan", "CALIBRATION.md"))
	if err != nil || string(got) != want {
		t.Errorf("CALIBRATION.md is not what the fact sheets give (%v): run go run ./cmd/atlasjapan -calibrate", err)
	}
}
