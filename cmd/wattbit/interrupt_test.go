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

// TestInterrupt holds that a run on a million points stops soon after Ctrl-C
// with its own exit status, whenever it comes, and leaves nothing behind.
func TestInterrupt(t *testing.T) {
	if testing.Short() || runtime.GOOS == "windows" {
		t.Skip("takes seconds; needs signals")
	}
	dir := t.TempDir()
	var table bytes.Buffer
	table.WriteString("id,lon,lat\n")
	for i := range 1_000_000 {
		fmt.Fprintf(&table, "p%d,%.6f,%.6f\n", i, 141.2+float64(i%1000)/4000, 42.9+float64(i/1000)/4000)
	}
	points := filepath.Join(dir, "points.csv")
	if err := os.WriteFile(points, table.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, after := range []time.Duration{300 * time.Millisecond, time.Second, 3 * time.Second} {
		var out, errs bytes.Buffer
		cmd := exec.Command("wattbit", "run", "--set", "candidates.file="+points, "-o", "out")
		cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &errs
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(after)
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		sent := time.Now()
		err := cmd.Wait()
		t.Logf("interrupted after %v, gone %v later", after, time.Since(sent).Round(time.Millisecond))
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted || out.Len() > 0 {
			t.Errorf("after %v: %v, stdout %q, stderr %q; want status %d", after, err, &out, &errs, exitInterrupted)
		}
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) != 1 {
			t.Errorf("after %v: %v is left behind, error %v", after, entries, err)
		}
	}
}
