package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// latticeCase is a square network of side × side buses with weak lines.
func latticeCase(tb testing.TB, side int) string {
	tb.Helper()
	var bus, branch bytes.Buffer
	for i := range side * side {
		kind := 1
		if i == 0 {
			kind = 3
		}
		fmt.Fprintf(&bus, "%d %d 1 0 0 0 1 1 0 275 1 1.1 0.9;\n", i+1, kind)
		if i%side > 0 {
			fmt.Fprintf(&branch, "%d %d 0 0.1 0 %d 0 0 0 0 1 -360 360;\n", i, i+1, side*side)
		}
		if i >= side {
			fmt.Fprintf(&branch, "%d %d 0 0.1 0 %d 0 0 0 0 1 -360 360;\n", i-side+1, i+1, side*side)
		}
	}
	file := filepath.Join(tb.TempDir(), "lattice.m")
	text := fmt.Sprintf("mpc.version = '2';\nmpc.baseMVA = 100;\nmpc.bus = [\n%s];\nmpc.gen = [\n1 0 0 0 0 1 100 1 1e6 0;\n];\nmpc.branch = [\n%s];\n", &bus, &branch)
	if err := os.WriteFile(file, []byte("function mpc = lattice\n"+text), 0o600); err != nil {
		tb.Fatal(err)
	}
	return file
}

// TestGridInterrupt holds that long computations stop soon after Ctrl-C with
// their own exit status, and leave nothing behind.
func TestGridInterrupt(t *testing.T) {
	if testing.Short() || runtime.GOOS == "windows" {
		t.Skip("takes seconds; needs signals")
	}
	file := latticeCase(t, 100)
	for _, c := range []struct {
		command string
		after   time.Duration
	}{{"hosting", time.Second}, {"hosting", 3 * time.Second}, {"lodf", 2 * time.Second}} {
		dir := t.TempDir()
		var out, errs bytes.Buffer
		cmd := exec.Command("wattbit", "grid", c.command, file, "--format", "csv", "-o", "out.csv", "--max-memory", "8GB")
		cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &errs
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(c.after)
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		sent := time.Now()
		err := cmd.Wait()
		t.Logf("%s interrupted after %v, gone %v later", c.command, c.after, time.Since(sent).Round(time.Millisecond))
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted || out.Len() > 0 {
			t.Errorf("%s after %v: %v, stdout %q, stderr %q; want status %d", c.command, c.after, err, &out, &errs, exitInterrupted)
		}
		if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
			t.Errorf("%s after %v: %v is left behind, error %v", c.command, c.after, entries, err)
		}
	}
}
