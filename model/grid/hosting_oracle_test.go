package grid_test

import (
	"context"
	"math"
	"testing"

	"github.com/wattbit/wattbit/model/grid"
)

// hostingColumns are the columns of hosting.csv and the options they stand for.
var hostingColumns = []struct {
	column string
	opt    grid.HostingOptions
}{
	{"hosting_mw", grid.HostingOptions{}},
	{"hosting_abc_mw", grid.HostingOptions{Outages: grid.AllOutages}},
	{"noworse_tau0_mw", grid.HostingOptions{Policy: grid.NoWorse}},
	{"noworse_tau3_mw", grid.HostingOptions{Policy: grid.NoWorse, Cutoff: 0.03}},
	{"noworse_tau5_mw", grid.HostingOptions{Policy: grid.NoWorse, Cutoff: 0.05}},
	{"exclude_tau5_mw", grid.HostingOptions{Cutoff: 0.05}},
}

func TestOracleHosting(t *testing.T) {
	for _, name := range oracleCases {
		t.Run(name, func(t *testing.T) {
			g := readCase(t, name, grid.Options{})
			s := readSheet(t, "hosting", name, "hosting.csv")
			if len(s.rows) != len(g.Network().Buses) {
				t.Fatalf("%d rows for %d buses", len(s.rows), len(g.Network().Buses))
			}
			for _, c := range hostingColumns {
				h, err := g.Hosting(context.Background(), c.opt)
				if err != nil {
					t.Fatal(err)
				}
				worst := 0.0
				for r, b := range h.Buses {
					if id := g.Network().Buses[b.Bus].ID; id != s.text(r, "bus") {
						t.Fatalf("row %d is bus %s, want %s", r, id, s.text(r, "bus"))
					}
					want := s.number(r, c.column)
					worst = math.Max(worst, compareMW(t, c.column, s.text(r, "bus"), b.FirmMW, want))
					if c.column == "hosting_mw" {
						compareMW(t, "n0_mw", s.text(r, "bus"), b.BaseMW, s.number(r, "n0_mw"))
						if row := s.int(r, "radial_bridge_branch_row"); row != b.RadialBranch+1 || b.Radial != (row > 0) {
							t.Errorf("bus %s: radial by branch %d, want %d", s.text(r, "bus"), b.RadialBranch+1, row)
						}
					}
				}
				t.Logf("%-16s worst difference %.1e MW; %d of %d pairs evaluated, %d overloads before", c.column, worst, h.Evaluated, h.Pairs, len(h.PreExisting))
			}
		})
	}
}

// compareMW allows for the 9 digits of the sheet and 1e-6 MW.
func compareMW(t *testing.T, column, bus string, got, want float64) float64 {
	t.Helper()
	d := math.Abs(got - want)
	if !(d <= 1e-6+1e-8*want) {
		t.Errorf("%s of bus %s: %.9g MW, want %.9g", column, bus, got, want)
	}
	return d
}
