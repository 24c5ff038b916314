package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/internal/oracle"
)

// gridSaid runs a grid command that must succeed and returns what it printed.
func gridSaid(tb testing.TB, args ...string) []byte {
	tb.Helper()
	var out, errs bytes.Buffer
	if code := run(tb.Context(), append([]string{"grid"}, args...), &out, &errs); code != exitOK || errs.Len() > 0 {
		tb.Fatalf("grid %v: status %d, %s", args, code, &errs)
	}
	return out.Bytes()
}

// sheet is a CSV text with named columns.
type sheet struct {
	tb     testing.TB
	column map[string]int
	rows   [][]string
}

func newSheet(tb testing.TB, text []byte) *sheet {
	tb.Helper()
	all, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil || len(all) < 2 {
		tb.Fatalf("%d lines, %v", len(all), err)
	}
	s := &sheet{tb: tb, column: map[string]int{}, rows: all[1:]}
	for i, name := range all[0] {
		s.column[name] = i
	}
	return s
}

// oracleSheet returns nil when a case has no such sheet.
func oracleSheet(tb testing.TB, elem ...string) *sheet {
	tb.Helper()
	text, err := os.ReadFile(filepath.Join(append([]string{oracle.Path(tb, "grid")}, elem...)...))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		tb.Fatal(err)
	}
	return newSheet(tb, text)
}

func (s *sheet) text(row int, column string) string {
	s.tb.Helper()
	i, ok := s.column[column]
	if !ok {
		s.tb.Fatalf("no column %q", column)
	}
	return s.rows[row][i]
}

// number reads a cell; an empty one and nan are NaN.
func (s *sheet) number(row int, column string) float64 {
	s.tb.Helper()
	text := s.text(row, column)
	if text == "" {
		return math.NaN()
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		s.tb.Fatal(err)
	}
	return v
}

func (s *sheet) compare(row int, column string, want, tolerance float64) {
	s.tb.Helper()
	got := s.number(row, column)
	if math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > tolerance {
		s.tb.Errorf("row %d, column %s: %.12g, want %.12g", row+1, column, got, want)
	}
}

var hostingCases = []string{"case9", "case30", "case39", "case24_ieee_rts", "case118_pglibrates", "case_ACTIVSg200", "case_ACTIVSg500", "case_ACTIVSg2000"}

func caseFile(tb testing.TB, name string) string {
	tb.Helper()
	return oracle.Path(tb, "grid", "cases", name+".m")
}

// TestOracleGridHosting holds the CSV that scripts rely on against the
// reference, in all its columns.
func TestOracleGridHosting(t *testing.T) {
	study := []string{"--slack", "ref", "--format", "csv"}
	columns := []struct {
		column string
		flags  string
	}{
		{"hosting_mw", "--tau 0 --policy exclude --contingencies branch"},
		{"hosting_abc_mw", "--tau 0 --policy exclude --contingencies branch,bridge,unit"},
		{"noworse_tau0_mw", "--tau 0 --policy no-worse --contingencies branch"},
		{"noworse_tau3_mw", "--tau 3% --policy no-worse --contingencies branch"},
		{"noworse_tau5_mw", "--tau 0.05 --policy no-worse --contingencies branch"},
		{"exclude_tau5_mw", "--tau 5% --contingencies branch"},
	}
	for _, name := range hostingCases {
		t.Run(name, func(t *testing.T) {
			if testing.Short() && name == "case_ACTIVSg2000" {
				t.Skip("takes seconds")
			}
			file, want := caseFile(t, name), oracleSheet(t, "hosting", name, "hosting.csv")
			for _, c := range columns {
				got := newSheet(t, gridSaid(t, slices.Concat([]string{"hosting", file}, study, strings.Fields(c.flags))...))
				if len(got.rows) != len(want.rows) || len(got.column) != 6 {
					t.Fatalf("%d rows, %d columns", len(got.rows), len(got.column))
				}
				for r := range want.rows {
					if got.text(r, "bus") != want.text(r, "bus") {
						t.Fatalf("row %d is bus %s", r+1, got.text(r, "bus"))
					}
					mw := want.number(r, c.column)
					got.compare(r, "hosting_mw", mw, 1e-6+1e-8*mw)
					mw = want.number(r, "n0_mw")
					if strings.HasPrefix(c.column, "hosting") {
						got.compare(r, "n0_mw", mw, 1e-6+1e-8*mw)
					}
					if radial := want.text(r, "radial_bridge_branch_row") != "0"; got.text(r, "radial") != strconv.FormatBool(radial) {
						t.Errorf("bus %s: radial %s", got.text(r, "bus"), got.text(r, "radial"))
					}
				}
				if c.column == "hosting_mw" {
					checkLabels(t, got)
				}
			}
		})
	}
}

// checkLabels holds that labels are of the form that the reference has; which
// of several elements that bind at the same MW is named is open.
func checkLabels(t *testing.T, got *sheet) {
	t.Helper()
	element := regexp.MustCompile(`^B\d+:\d+-\d+$`)
	for r := range got.rows {
		branch, contingency := got.text(r, "binding_branch"), got.text(r, "binding_contingency")
		switch {
		case branch == "" && contingency == labelHeadroom:
		case element.MatchString(branch) && (contingency == labelBase || element.MatchString(contingency)):
		default:
			t.Errorf("bus %s: binding %q when %q is lost", got.text(r, "bus"), branch, contingency)
		}
	}
}

func TestOracleGridFlow(t *testing.T) {
	for _, name := range append([]string{"case6ww", "case14"}, hostingCases...) {
		got, want := newSheet(t, gridSaid(t, "flow", caseFile(t, name), "--format", "csv")), oracleSheet(t, "hosting", name, "flows.csv")
		for r := range want.rows {
			at := int(want.number(r, "branch_row")) - 1
			if got.text(at, "branch") != want.text(r, "branch_row") || got.text(at, "from") != want.text(r, "from") || got.text(at, "to") != want.text(r, "to") {
				t.Fatalf("%s: row %d is %v", name, at+1, got.rows[at])
			}
			got.compare(at, "flow_mw", want.number(r, "dc_flow_mw"), 1e-6)
		}
	}
}

func TestOracleGridMatrices(t *testing.T) {
	for _, name := range append([]string{"case6ww", "case14"}, hostingCases[:7]...) {
		t.Run(name, func(t *testing.T) {
			for _, quantity := range []string{"ptdf", "lodf"} {
				got := newSheet(t, gridSaid(t, quantity, caseFile(t, name)))
				n := 0
				if want := oracleSheet(t, "hosting", name, quantity+".csv"); want != nil {
					for column := range want.column {
						for r := range want.rows {
							got.compare(r, column, want.number(r, column), 1e-6)
							n++
						}
					}
				}
				if want := oracleSheet(t, "hosting", name, quantity+"_sample.csv"); want != nil {
					for r := range want.rows {
						row, column := sampled(want, r, quantity)
						got.compare(row, column, want.number(r, quantity), 1e-6)
						n++
					}
				}
				if want := oracleSheet(t, "hosting", name, quantity+"_columns.csv"); want != nil {
					for column := range want.column {
						if _, ok := got.column[column]; !ok {
							continue
						}
						for r := range want.rows {
							got.compare(int(want.number(r, "branch_row"))-1, column, want.number(r, column), 1e-6)
							n++
						}
					}
				}
				if n == 0 {
					t.Fatal("nothing compared")
				}
				t.Logf("%s: %d factors", quantity, n)
			}
		})
	}
}

// sampled is where a row of a sample stands in the matrix.
func sampled(s *sheet, r int, quantity string) (row int, column string) {
	if quantity == "ptdf" {
		return int(s.number(r, "branch_row")) - 1, s.text(r, "bus")
	}
	return int(s.number(r, "monitored_row")) - 1, "B" + s.text(r, "outage_row")
}

func TestOracleGridOPF(t *testing.T) {
	want := oracleSheet(t, "dcopf_pglib.csv")
	n := 0
	for r := range want.rows {
		file := filepath.Join(oracle.Path(t, "grid", "pglib"), want.text(r, "case")+".m")
		if info, err := os.Stat(file); err != nil || info.Size() > 200_000 {
			continue
		}
		for convention, column := range map[string]string{"powermodels": "obj_powermodels_dcp", "matpower": "obj_matpower_dcmp"} {
			var got struct {
				Objective float64
				Status    string
			}
			if err := json.Unmarshal(gridSaid(t, "opf", file, "--susceptance", convention, "--json"), &got); err != nil {
				t.Fatal(err)
			}
			objective := want.number(r, column)
			if got.Status != "optimal" || !(math.Abs(got.Objective-objective) <= 1e-6*objective) {
				t.Errorf("%s, %s: %s %.8f, want %.8f", want.text(r, "case"), convention, got.Status, got.Objective, objective)
			}
			n++
		}
	}
	if n < 10 {
		t.Errorf("only %d compared", n)
	}
}

// TestOracleGridRedispatch compares the upper end of the bracket.
func TestOracleGridRedispatch(t *testing.T) {
	for _, name := range []string{"case9", "case30", "case24_ieee_rts"} {
		want := oracleSheet(t, "hosting", name, "lp_redispatch.csv")
		for flag, column := range map[string]string{"base": "lp_n0_mw", "secure": "lp_n1_mw"} {
			got := newSheet(t, gridSaid(t, "hosting", caseFile(t, name), "--format", "csv", "--redispatch", flag))
			for r := range want.rows {
				mw := want.number(r, column)
				got.compare(r, "redispatch_mw", mw, 1e-4+1e-6*math.Abs(mw))
			}
		}
	}
}

// TestOracleGridWorkers holds that the number of goroutines does not matter.
func TestOracleGridWorkers(t *testing.T) {
	for _, format := range []string{"csv", "json", "table"} {
		args := []string{"hosting", caseFile(t, "case_ACTIVSg500"), "--format", format, "--workers"}
		if one, eight := gridSaid(t, append(args, "1")...), gridSaid(t, append(args, "8")...); !bytes.Equal(one, eight) {
			t.Errorf("%s differs between 1 and 8 workers", format)
		}
	}
}

// TestOracleGridPSSE holds PTDF of a .raw file, whose convention is x-only.
func TestOracleGridPSSE(t *testing.T) {
	want := oracleSheet(t, "psse", "ieee14_ptdf.csv")
	got := newSheet(t, gridSaid(t, "ptdf", oracle.Path(t, "grid", "psse", "ieee14.raw"), "--labels"))
	n := 0
	for r := range want.rows {
		from, to := want.text(r, "nodefrom"), want.text(r, "nodeto")
		for g := range got.rows {
			label := got.text(g, "branch")
			if !strings.HasPrefix(label, from+"-"+to+"-") && !strings.HasSuffix(label, ":"+from+"-"+to) {
				continue
			}
			for column := range want.column {
				if bus, ok := strings.CutPrefix(column, "NUDO"); ok {
					got.compare(g, bus, -want.number(r, column), 0.5e-5+1e-6)
					n++
				}
			}
		}
	}
	if n < 100 {
		t.Errorf("only %d factors compared", n)
	}
}
