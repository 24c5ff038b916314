package grid_test

import (
	"context"
	"math"
	"testing"

	"github.com/wattbit/wattbit/model/grid"
)

// TestOracleBracket compares with linear programmes that had the whole network
// in them. The larger cases are asked for some buses only.
func TestOracleBracket(t *testing.T) {
	for _, name := range oracleCases {
		t.Run(name, func(t *testing.T) {
			g := readCase(t, name, grid.Options{})
			s := readSheet(t, "hosting", name, "lp_redispatch.csv")
			step := max(1, len(s.rows)/25)
			var buses, rows []int
			for r := 0; r < len(s.rows); r += step {
				bus, _ := g.Bus(s.text(r, "bus"))
				buses, rows = append(buses, bus), append(rows, r)
			}
			for column, secure := range map[string]bool{"lp_n0_mw": false, "lp_n1_mw": true} {
				b, err := g.Bracket(context.Background(), grid.BracketOptions{Buses: buses, Secure: secure})
				if err != nil {
					t.Fatal(err)
				}
				for k, got := range b.Buses {
					want := s.number(rows[k], column)
					if !near(got.RedispatchMW, want, 1e-5*(1+math.Abs(want))) {
						t.Errorf("%s of bus %s: %.9g MW, want %.9g", column, s.text(rows[k], "bus"), got.RedispatchMW, want)
					}
				}
				t.Logf("%s: %d buses, %d rows, %v", column, len(b.Buses), b.Rows, b.Status)
			}
		})
	}
}
