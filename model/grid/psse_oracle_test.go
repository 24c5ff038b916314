package grid_test

import (
	"context"
	"errors"
	"regexp"
	"strconv"
	"testing"

	"github.com/wattbit/wattbit/data/psse"
	"github.com/wattbit/wattbit/internal/oracle"
	"github.com/wattbit/wattbit/model/grid"
)

// psseBranch finds a branch by its buses and circuit; reversed tells that the
// sheet names it the other way round.
func psseBranch(t *testing.T, g *grid.Grid, from, to, circuit string) (i int, reversed bool) {
	t.Helper()
	for i, b := range g.Network().Branches {
		if b.Circuit == circuit && b.From == from && b.To == to {
			return i, false
		}
		if b.Circuit == circuit && b.From == to && b.To == from {
			return i, true
		}
	}
	t.Fatalf("no branch %s-%s (%s)", from, to, circuit)
	return 0, false
}

// TestOraclePSSE compares with factors that PSS/E wrote: slack bus 1, columns
// with the opposite sign, 5 decimals of single precision.
func TestOraclePSSE(t *testing.T) {
	for _, name := range []string{"ieee14", "ieee30"} {
		net, err := psse.ReadFile(oracle.Path(t, "grid", "psse", name+".raw"))
		if err != nil {
			t.Fatal(err)
		}
		g, err := grid.New(net, grid.Options{Susceptance: grid.XOnly})
		if err != nil {
			t.Fatal(err)
		}
		t.Run(name+" PTDF", func(t *testing.T) { psseTransfer(t, g, readSheet(t, "psse", name+"_ptdf.csv")) })
		t.Run(name+" LODF", func(t *testing.T) { psseOutage(t, g, readSheet(t, "psse", name+"_lodf.csv")) })
	}
}

func psseTransfer(t *testing.T, g *grid.Grid, s *sheet) {
	m, err := g.PTDF(context.Background(), all(len(g.Network().Branches)))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for r := range s.rows {
		i, reversed := psseBranch(t, g, s.text(r, "nodefrom"), s.text(r, "nodeto"), s.text(r, "ckt"))
		for column := range s.column {
			bus, ok := g.Bus(regexp.MustCompile(`^NUDO`).ReplaceAllString(column, ""))
			if !ok {
				continue
			}
			want := -s.number(r, column)
			if reversed {
				want = -want
			}
			n++
			if got := m.Row(i)[bus]; !near(got, want, 0.5e-5+1e-6) {
				t.Errorf("%s, %s: %.6f, want %.5f", g.BranchLabel(i), column, got, want)
			}
		}
	}
	atLeast(t, n)
}

func psseOutage(t *testing.T, g *grid.Grid, s *sheet) {
	header := regexp.MustCompile(`^(\d+)_(\d+)\((.+)\)$`)
	n := 0
	for column := range s.column {
		part := header.FindStringSubmatch(column)
		if part == nil {
			continue
		}
		k, outReversed := psseBranch(t, g, part[1], part[2], part[3])
		factors, err := g.LODFColumn(k)
		if errors.Is(err, grid.ErrBridge) {
			continue // PSS/E writes what remains of a division by zero
		}
		if err != nil {
			t.Fatal(err)
		}
		for r := range s.rows {
			i, reversed := psseBranch(t, g, s.text(r, "nodefrom"), s.text(r, "nodeto"), s.text(r, "ckt"))
			want := s.number(r, column)
			if reversed != outReversed {
				want = -want
			}
			n++
			if !near(factors[i], want, 0.5e-5+1e-6) {
				t.Errorf("%s for %s: %.6f, want %s", g.BranchLabel(i), column, factors[i], strconv.FormatFloat(want, 'f', 5, 64))
			}
		}
	}
	atLeast(t, n)
}
