package main

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/wattbit/wattbit/model/plan"
)

// TestPlanProgress: a terminal sees the step and the gap over one line, a pipe
// nothing.
func TestPlanProgress(t *testing.T) {
	var out bytes.Buffer
	tell := planProgress(&progress{w: &out, alive: true})
	tell("joint", 4, 6, plan.Progress{Stage: "begin", Gap: math.NaN()})
	tell("joint", 4, 6, plan.Progress{Stage: "search", Gap: 0.0123, Elapsed: 12 * time.Second})
	for _, want := range []string{"\r\x1b[Kplan 5 of 6, joint: begin, no plan yet, 0 s…", "\r\x1b[Kplan 5 of 6, joint: search, gap 1.23 %, 12 s…"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q lacks %q", out.String(), want)
		}
	}
	out.Reset()
	planProgress(newProgress(&out))("joint", 4, 6, plan.Progress{Stage: "search", Gap: 0.0123})
	if out.Len() > 0 {
		t.Errorf("a pipe gets %q", &out)
	}
}
