package grid_test

import (
	"context"
	"errors"
	"io/fs"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/data/matpower"
	"github.com/wattbit/wattbit/internal/oracle"
	"github.com/wattbit/wattbit/model/grid"
	"github.com/wattbit/wattbit/model/solve"
)

// opfCase solves a case in one convention; ok is false when it is not here.
func opfCase(t *testing.T, folder, name string, s grid.Susceptance) (objective float64, ok bool) {
	t.Helper()
	net, err := matpower.ReadFile(oracle.Path(t, "grid", folder) + "/" + name + ".m")
	if errors.Is(err, fs.ErrNotExist) {
		return 0, false
	}
	if err != nil {
		t.Fatal(err)
	}
	g, err := grid.New(net, grid.Options{Susceptance: s})
	if err != nil {
		t.Fatal(err)
	}
	r, err := g.OPF(context.Background(), grid.OPFOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Status != solve.Optimal {
		t.Fatalf("%s, %v: %v", name, s, r.Status)
	}
	t.Logf("%-26s %-11v %.8f, %d rounds, %d rows, %d binding", name, s, r.Objective, r.Rounds, r.Rows, len(r.Binding))
	return r.Objective, true
}

func compareObjective(t *testing.T, name string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-6*math.Abs(want) {
		t.Errorf("%s: %.8f, want %.8f (off by %.1e)", name, got, want, got/want-1)
	}
}

func TestOracleOPFPGLib(t *testing.T) {
	s := readSheet(t, "dcopf_pglib.csv")
	n := 0
	for r := range s.rows {
		name := s.text(r, "case")
		for column, convention := range map[string]grid.Susceptance{"obj_powermodels_dcp": grid.PowerModels, "obj_matpower_dcmp": grid.Matpower} {
			got, ok := opfCase(t, "pglib", name, convention)
			if !ok {
				continue
			}
			n++
			compareObjective(t, name+" "+column, got, s.number(r, column))
			if published := s.text(r, "baseline_dc"); convention == grid.PowerModels && !sameDigits(got, published) {
				t.Errorf("%s: %.8g, published %s", name, got, published)
			}
		}
	}
	atLeast(t, n)
}

// sameDigits compares with a figure of few digits, allowing for its last one.
func sameDigits(got float64, published string) bool {
	want, err := strconv.ParseFloat(published, 64)
	return err == nil && math.Abs(got-want) <= 0.5000001*math.Pow(10, math.Floor(math.Log10(want))-4)
}

func TestOracleOPFMatpower(t *testing.T) {
	s := readSheet(t, "dcopf_matpower.csv")
	n := 0
	for r := range s.rows {
		name := s.text(r, "case")
		if strings.HasPrefix(name, "case_ieee") {
			continue
		}
		if got, ok := opfCase(t, "cases", name, grid.Matpower); ok {
			n++
			compareObjective(t, name, got, s.number(r, "obj_matpower_dcopf"))
		}
	}
	atLeast(t, n)
}
