package grid_test

import (
	"context"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/wattbit/wattbit/data/matpower"
	"github.com/wattbit/wattbit/internal/oracle"
	"github.com/wattbit/wattbit/model/grid"
)

// oracleCases are the cases with reference results, the small ones first.
var oracleCases = []string{
	"case9", "case30", "case39", "case24_ieee_rts", "case118_pglibrates",
	"case_ACTIVSg200", "case_ACTIVSg500", "case_ACTIVSg2000",
}

// flowOnlyCases have flows and factors but no ratings.
var flowOnlyCases = []string{"case6ww", "case14"}

func readCase(tb testing.TB, name string, opt grid.Options) *grid.Grid {
	tb.Helper()
	net, err := matpower.ReadFile(oracle.Path(tb, "grid", "cases", name+".m"))
	if err != nil {
		tb.Fatal(err)
	}
	g, err := grid.New(net, opt)
	if err != nil {
		tb.Fatal(err)
	}
	return g
}

// sheet is a CSV file with named columns.
type sheet struct {
	tb     testing.TB
	column map[string]int
	rows   [][]string
}

// readSheet returns nil when the case has no such sheet.
func readSheet(tb testing.TB, elem ...string) *sheet {
	tb.Helper()
	elem = append([]string{"grid"}, elem...)
	dir := oracle.Path(tb, elem[:len(elem)-1]...)
	f, err := os.Open(filepath.Join(dir, elem[len(elem)-1]))
	if os.IsNotExist(err) {
		return nil
	} else if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	s := &sheet{tb: tb, column: map[string]int{}, rows: all[1:]}
	for i, name := range all[0] {
		s.column[name] = i
	}
	return s
}

func (s *sheet) text(row int, column string) string {
	s.tb.Helper()
	c, ok := s.column[column]
	if !ok {
		s.tb.Fatalf("no column %s", column)
	}
	return s.rows[row][c]
}

func (s *sheet) number(row int, column string) float64 {
	s.tb.Helper()
	v, err := strconv.ParseFloat(s.text(row, column), 64)
	if err != nil {
		s.tb.Fatal(err)
	}
	return v
}

func (s *sheet) int(row int, column string) int { return int(s.number(row, column)) }

// near compares with NaN equal to NaN.
func near(got, want, tolerance float64) bool {
	return math.IsNaN(got) && math.IsNaN(want) || math.Abs(got-want) <= tolerance
}

func TestOracleFlows(t *testing.T) {
	for _, name := range append(flowOnlyCases, oracleCases...) {
		t.Run(name, func(t *testing.T) {
			g := readCase(t, name, grid.Options{})
			flow := g.Flow()
			s := readSheet(t, "hosting", name, "flows.csv")
			bridge := map[int]bool{}
			for _, b := range g.Bridges() {
				bridge[b.Branch] = true
			}
			for r := range s.rows {
				i := s.int(r, "branch_row") - 1
				if want := s.number(r, "dc_flow_mw"); !near(flow.BranchMW[i], want, 1e-6) {
					t.Errorf("branch %d: %.9f MW, want %.9f", i+1, flow.BranchMW[i], want)
				}
				if want := s.int(r, "is_bridge") == 1; bridge[i] != want {
					t.Errorf("branch %d: bridge %v, want %v", i+1, bridge[i], want)
				}
			}
			if flow.ResidualMW > 1e-8 {
				t.Errorf("residual %g MW", flow.ResidualMW)
			}
			t.Logf("%d branches, residual %.1e MW", len(s.rows), flow.ResidualMW)
		})
	}
}

func TestOracleUnits(t *testing.T) {
	for _, name := range oracleCases {
		g := readCase(t, name, grid.Options{})
		s := readSheet(t, "hosting", name, "gens.csv")
		for r := range s.rows {
			i := s.int(r, "gen_row") - 1
			if want := s.number(r, "pg_mw_after_slack"); !near(g.UnitMW(i), want, 1e-6) {
				t.Errorf("%s: unit %d: %g MW, want %g", name, i+1, g.UnitMW(i), want)
			}
			if want := s.number(r, "headroom_mw"); !near(g.HeadroomMW(i), want, 1e-6) {
				t.Errorf("%s: unit %d: headroom %g MW, want %g", name, i+1, g.HeadroomMW(i), want)
			}
		}
	}
}

func TestOracleBridges(t *testing.T) {
	for _, name := range oracleCases {
		g := readCase(t, name, grid.Options{})
		s := readSheet(t, "hosting", name, "bridges.csv")
		if got := g.Bridges(); len(got) != len(s.rows) {
			t.Fatalf("%s: %d bridges, want %d", name, len(got), len(s.rows))
		}
		for r, b := range g.Bridges() {
			if b.Branch != s.int(r, "branch_row")-1 || b.LostBuses != s.int(r, "buses_on_smaller_side") {
				t.Errorf("%s: bridge %+v, want %v", name, b, s.rows[r])
			}
			if got := len(g.LostBusIndices(b)); got != b.LostBuses {
				t.Errorf("%s: %d buses listed, want %d", name, got, b.LostBuses)
			}
		}
	}
}

// inService returns the branches that carry flow, in file order.
func inService(g *grid.Grid) []int {
	var out []int
	for i := range g.Network().Branches {
		if g.BranchInService(i) {
			out = append(out, i)
		}
	}
	return out
}

func all(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func TestOraclePTDF(t *testing.T) {
	for _, name := range append(flowOnlyCases, oracleCases...) {
		t.Run(name, func(t *testing.T) {
			g := readCase(t, name, grid.Options{})
			branches := all(len(g.Network().Branches))
			m, err := g.PTDF(context.Background(), branches)
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			check := func(branch, bus int, want float64) {
				n++
				if got := m.Row(branch)[bus]; !near(got, want, 1e-6) {
					t.Errorf("branch %d, bus %d: %.12f, want %.12f", branch+1, bus+1, got, want)
				}
			}
			if s := readSheet(t, "hosting", name, "ptdf.csv"); s != nil {
				for r, i := range inService(g) {
					for bus, b := range g.Network().Buses {
						check(i, bus, s.number(r, b.ID))
					}
				}
			}
			if s := readSheet(t, "hosting", name, "ptdf_columns.csv"); s != nil {
				for r := range s.rows {
					for bus, b := range g.Network().Buses {
						check(s.int(r, "branch_row")-1, bus, s.number(r, b.ID))
					}
				}
			}
			if s := readSheet(t, "hosting", name, "ptdf_sample.csv"); s != nil {
				for r := range s.rows {
					bus, _ := g.Bus(s.text(r, "bus"))
					check(s.int(r, "branch_row")-1, bus, s.number(r, "ptdf"))
				}
			}
			atLeast(t, n)
		})
	}
}

func atLeast(t *testing.T, compared int) {
	t.Helper()
	if compared == 0 {
		t.Fatal("nothing compared")
	}
	t.Logf("%d values compared", compared)
}

func TestOracleLODF(t *testing.T) {
	for _, name := range append(flowOnlyCases, oracleCases...) {
		t.Run(name, func(t *testing.T) {
			g := readCase(t, name, grid.Options{})
			branches := all(len(g.Network().Branches))
			m, err := g.LODF(context.Background(), branches)
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			check := func(monitored, outage int, want float64) {
				n++
				if got := m.Row(monitored)[outage]; !near(got, want, 1e-6) {
					t.Errorf("branch %d for %d: %.12f, want %.12f", monitored+1, outage+1, got, want)
				}
			}
			if s := readSheet(t, "hosting", name, "lodf.csv"); s != nil {
				for r, i := range inService(g) {
					for _, k := range inService(g) {
						check(i, k, s.number(r, "B"+strconv.Itoa(k+1)))
					}
				}
			}
			if s := readSheet(t, "hosting", name, "lodf_columns.csv"); s != nil {
				for r := range s.rows {
					for column := range s.column {
						if k, err := strconv.Atoi(column[1:]); err == nil {
							check(s.int(r, "branch_row")-1, k-1, s.number(r, column))
						}
					}
				}
			}
			if s := readSheet(t, "hosting", name, "lodf_sample.csv"); s != nil {
				for r := range s.rows {
					check(s.int(r, "monitored_row")-1, s.int(r, "outage_row")-1, s.number(r, "lodf"))
				}
			}
			atLeast(t, n)
		})
	}
}

// TestOracleNorms compares the sums that summary.csv keeps of whole matrices.
func TestOracleNorms(t *testing.T) {
	s := readSheet(t, "hosting", "summary.csv")
	for r := range s.rows {
		name := s.text(r, "case")
		if testing.Short() && name == "case_ACTIVSg2000" {
			continue
		}
		g := readCase(t, name, grid.Options{})
		m, err := g.PTDF(context.Background(), inService(g))
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for _, v := range m.Data {
			sum += v * v
		}
		if want := s.number(r, "fro_ptdf"); !near(math.Sqrt(sum), want, 1e-8*want) {
			t.Errorf("%s: ‖PTDF‖ = %.10g, want %.10g", name, math.Sqrt(sum), want)
		}
		sum = 0
		for _, v := range g.Flow().BranchMW {
			sum += math.Abs(v)
		}
		if want := s.number(r, "sum_abs_flow"); !near(sum, want, 1e-8*want) {
			t.Errorf("%s: Σ|flow| = %.10g, want %.10g", name, sum, want)
		}
		total := 0.0
		for _, isl := range g.Islands() {
			total += isl.SlackMW
		}
		if want := s.number(r, "slack_mismatch"); !near(total, want, 1e-6) {
			t.Errorf("%s: slack %g MW, want %g", name, total, want)
		}
	}
}
