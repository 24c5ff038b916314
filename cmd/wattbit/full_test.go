package main

import (
	"errors"
	"io"
	"strings"
	"testing"
)

// full is a device without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// TestStandardOutputFull holds that a result that nobody got is a failure.
func TestStandardOutputFull(t *testing.T) {
	for _, args := range []string{"score edge", "explain 12231", "atlas check", "scenario list", "run --help", "fiber info"} {
		var errs strings.Builder
		if code := run(t.Context(), strings.Fields(args), full{}, &errs); code != exitFailed {
			t.Errorf("%s: status %d, want %d", args, code, exitFailed)
		}
		if !strings.Contains(errs.String(), "no space left on device") {
			t.Errorf("%s: says %q", args, &errs)
		}
	}
	if code := run(t.Context(), []string{"--version"}, io.Discard, io.Discard); code != exitOK {
		t.Errorf("--version: status %d", code)
	}
}
