package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestChanceInterrupted interrupts chance after its first draws, and holds that
// the journal keeps them, that the message says how many, and that the same
// command ends with the bytes of one that was left alone.
func TestChanceInterrupted(t *testing.T) {
	if testing.Short() || runtime.GOOS == "windows" {
		t.Skip("takes seconds; needs signals")
	}
	dir := t.TempDir()
	drawing := func(more ...string) *exec.Cmd {
		cmd := exec.Command("wattbit", append([]string{
			"chance", "--samples", "12", "--workers", "1", "--gap", "1", "--set", "plan.periods=[2035]", "--set", "candidates.regions=[tohoku]",
			"--set", "plan.sites.per_area=3", "--set", "plan.sites.per_demand=1", "--set", "plan.fiber.spans=[]", "--force",
		}, more...)...)
		cmd.Dir = dir
		return cmd
	}
	if out, err := drawing("-o", "whole.csv").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	cmd := drawing("--journal", "draws.jsonl", "-o", "broken.csv")
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	journal := filepath.Join(dir, "draws.jsonl")
	for range 6000 {
		if text, _ := os.ReadFile(journal); bytes.Count(text, []byte("\n")) >= 2 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted || out.Len() > 0 ||
		!strings.Contains(errs.String(), "of 12 draws are in draws.jsonl, and the same command goes on") {
		t.Fatalf("%v, stdout %q, stderr %q", err, &out, &errs)
	}
	if text, err := drawing("--journal", "draws.jsonl", "-o", "broken.csv").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	whole, err := os.ReadFile(filepath.Join(dir, "whole.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if broken, err := os.ReadFile(filepath.Join(dir, "broken.csv")); err != nil || !bytes.Equal(whole, broken) {
		t.Errorf("the table differs after an interrupt (%v)", err)
	}
}
