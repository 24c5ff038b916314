package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestSweepKilled kills and interrupts the process of a sweep in its middle, and
// holds that the finished variants stay and that it ends with the bytes of one
// that was left alone.
func TestSweepKilled(t *testing.T) {
	if testing.Short() || runtime.GOOS == "windows" {
		t.Skip("takes seconds; needs signals")
	}
	dir := t.TempDir()
	sweeping := func(out string) *exec.Cmd {
		cmd := exec.Command("wattbit", "sweep", "--set", "site.mw=10,20,30,40,50,60,70,80,90,100,110,120", "--set", "uncertainty.samples=0",
			"--set", "candidates.regions=[hokkaido]", "--workers", "1", "-o", out)
		cmd.Dir = dir
		return cmd
	}
	if out, err := sweeping("whole").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for k, signal := range []os.Signal{syscall.SIGKILL, os.Interrupt} {
		cmd := sweeping("broken")
		var errs bytes.Buffer
		cmd.Stderr = &errs
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		stored := waitStored(t, filepath.Join(dir, "broken", "variants"), 3*(k+1))
		if err := cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		var exit *exec.ExitError
		if err := cmd.Wait(); !errors.As(err, &exit) {
			t.Fatalf("it ended by itself before %v: %v", signal, err)
		}
		if signal == os.Interrupt && (exit.ExitCode() != exitInterrupted || !strings.Contains(errs.String(), "of 12 variants are stored in broken, and the same command goes on")) {
			t.Errorf("status %d, stderr %q", exit.ExitCode(), &errs)
		}
		if _, err := os.Stat(filepath.Join(dir, "broken", "manifest.json")); err == nil {
			t.Errorf("a manifest after %v", signal)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, "broken", "variants", "*.json")); len(left) < stored {
			t.Errorf("%d variants after %v, %d were stored before", len(left), signal, stored)
		}
	}
	if out, err := sweeping("broken").CombinedOutput(); err != nil || strings.Contains(string(out), " 0 found") {
		t.Fatalf("%v: %s", err, out)
	}
	if out, err := exec.Command("diff", "-r", filepath.Join(dir, "whole"), filepath.Join(dir, "broken")).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// waitStored waits until a folder holds n variants.
func waitStored(t *testing.T, dir string, n int) int {
	t.Helper()
	for range 3000 {
		if files, _ := filepath.Glob(filepath.Join(dir, "*.json")); len(files) >= n {
			return len(files)
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("no %d variants in %s", n, dir)
	return 0
}
