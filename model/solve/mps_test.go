package solve_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/model/solve"
)

func TestWriteMPS(t *testing.T) {
	m := &solve.Model{Sense: solve.Maximize, Offset: 2.5}
	m.AddCol("a", -inf, 4, 1)
	m.AddInt("b", 0, 1, 0.1)
	m.AddCol("", -inf, inf, 0)
	m.AddInt("d", -2, inf, 0)
	m.AddCol("e", 3, 3, 1.0/3)
	m.AddRow("low", 1, inf, term(0, 1), term(1, 2))
	m.AddRow("range", -1, 5, term(0, 1), term(2, -1), term(0, 0.5))
	m.AddRow("fix", 7, 7, term(3, 1))
	m.AddRow("up", -inf, 9, term(4, 1))
	m.AddRow("", -inf, inf, term(4, 1))
	var b strings.Builder
	if err := m.WriteMPS(&b); err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "fixed.mps")
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("differs from %s:\n%s", golden, b.String())
	}
	m.AddCol("bad", 0, 1, inf)
	if err := m.WriteMPS(&b); err == nil {
		t.Error("a bad model is written")
	}
}

// programs returns the external solvers that are installed.
func programs(t *testing.T) map[string]solve.Backend {
	found := map[string]solve.Backend{}
	for _, name := range []string{"highs", "cbc"} {
		if b, err := solve.External(name); err == nil {
			found[name] = b
		}
	}
	if len(found) == 0 {
		t.Skip("neither highs nor cbc on PATH")
	}
	return found
}

func TestExternalAgrees(t *testing.T) {
	for name, backend := range programs(t) {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				m := drawModel(t, rapid.Bool().Draw(t, "integers"), true)
				want, err := solve.Solve(bg, m, solve.Options{})
				if err != nil {
					t.Fatal(err)
				}
				got, err := solve.Solve(bg, m, solve.Options{Backend: backend})
				if err != nil || got.Status != want.Status || got.OK() && !near(got.Objective, want.Objective) {
					t.Fatalf("%v %g (%v), built-in %v %g", got.Status, got.Objective, err, want.Status, want.Objective)
				}
			})
		})
	}
}

func TestExternalLimits(t *testing.T) {
	for name, backend := range programs(t) {
		r, err := solve.Solve(bg, facilities(100, 100), solve.Options{Backend: backend, TimeLimit: 2 * time.Second})
		if err != nil || r.Status == solve.Optimal || r.Stop != solve.StopTime {
			t.Errorf("%s: %v (%v) %v", name, r.Status, r.Stop, err)
		}
		t.Logf("%s: %v %g, bound %g in %v", name, r.Status, r.Objective, r.Bound, r.Time)
		gap, err := solve.Solve(bg, facilities(40, 25), solve.Options{Backend: backend, Gap: 0.3})
		if err != nil || !gap.OK() || !(gap.Gap <= 0.3) {
			t.Errorf("%s: %v gap %g %v", name, gap.Status, gap.Gap, err)
		}
	}
}

func TestExternalUnknown(t *testing.T) {
	if _, err := solve.External("no-such-solver"); err == nil {
		t.Error("a missing program is found")
	}
	if _, err := solve.External("go"); err == nil || !strings.Contains(err.Error(), "only highs and cbc") {
		t.Errorf("the go command is taken for a solver: %v", err)
	}
}
