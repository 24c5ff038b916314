package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// stuckSolver is a program called cbc that says it was started and never ends,
// so that an interrupt finds the search where it should.
func stuckSolver(t *testing.T, dir string) (program, started string) {
	t.Helper()
	program, started = filepath.Join(dir, "cbc"), filepath.Join(dir, "started")
	script := "#!/bin/sh\n: > '" + started + "'\nexec sleep 600\n"
	if err := os.WriteFile(program, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return program, started
}

// interruptPlan runs plan on the strait until its search is in the middle of a
// programme, interrupts it, and returns what it printed.
func interruptPlan(t *testing.T, args ...string) (stdout, stderr string, dir string) {
	t.Helper()
	if testing.Short() || runtime.GOOS == "windows" {
		t.Skip("takes seconds; needs signals and a shell")
	}
	strait, err := filepath.Abs("../../model/portfolio/testdata/strait.yaml")
	if err != nil {
		t.Fatal(err)
	}
	program, started := stuckSolver(t, t.TempDir())
	dir = t.TempDir()
	var out, errs bytes.Buffer
	cmd := exec.Command("wattbit", append([]string{"plan", strait, "--solver", program, "--set", "plan.search.gap_pct=0.0001", "--set", "plan.search.seconds=0"}, args...)...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for {
		if _, err := os.Stat(started); err == nil {
			break
		}
		select {
		case err := <-ended:
			t.Fatalf("ended before its search began: %v, stdout %s, stderr %s", err, &out, &errs)
		case <-time.After(20 * time.Millisecond):
		}
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := <-ended; !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted {
		t.Errorf("%v; want status %d; stderr %s", err, exitInterrupted, &errs)
	}
	return out.String(), errs.String(), dir
}

// TestPlanInterrupt holds that Ctrl-C keeps the best plan found so far, says its
// gap and the status, and checks it.
func TestPlanInterrupt(t *testing.T) {
	out, errs, _ := interruptPlan(t, "--baselines", "none")
	for _, want := range []string{"Sites: ", "Checked anew: N-1 secure", "A time limit or an interrupt ended a search"} {
		if !strings.Contains(out, want) {
			t.Errorf("stdout lacks %q: %s", want, out)
		}
	}
	if !strings.HasPrefix(errs, "wattbit: interrupted; this is the best plan found so far, with a gap of ") || strings.Count(errs, "\n") != 1 {
		t.Errorf("stderr %q", errs)
	}
}

// TestPlanInterruptInABaseline: the plan is the best of what was found, and what
// was not is not held against it.
func TestPlanInterruptInABaseline(t *testing.T) {
	out, _, _ := interruptPlan(t, "--json")
	var v struct {
		Status       string
		Reproducible bool
		Checked      bool
		Methods      []struct {
			Method string
			Status string
			Value  *float64 `json:"value_of_joint_bjpy_per_year"`
		}
	}
	if err := json.Unmarshal([]byte(out), &v); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if v.Status != "feasible" || v.Reproducible || !v.Checked || len(v.Methods) != 5 {
		t.Errorf("%+v", v)
	}
	for _, m := range v.Methods {
		if m.Value != nil {
			t.Errorf("%s was not finished, yet planning together is worth %g bn JPY against it", m.Method, *m.Value)
		}
	}
}

// TestPlanInterruptWritesAWholeFolder: with -o the best plan is written.
func TestPlanInterruptWritesAWholeFolder(t *testing.T) {
	_, _, dir := interruptPlan(t, "--baselines", "none", "-o", "out", "--set", "uncertainty.samples=10")
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 || entries[0].Name() != "out" {
		t.Fatalf("%v, %v", entries, err)
	}
	manifest, err := os.ReadFile(filepath.Join(dir, "out", "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	if text := string(manifest); !strings.Contains(text, `"stop": "cancelled"`) || !strings.Contains(text, `"reproducible": false`) {
		t.Errorf("the manifest does not say that the plan was interrupted")
	}
	for _, name := range []string{"plan_sites.csv", "plan_methods.csv", "report.html", "candidates.csv"} {
		if info, err := os.Stat(filepath.Join(dir, "out", name)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}
