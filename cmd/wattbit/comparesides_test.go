package main

import (
	"errors"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/model/compare"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
)

// TestRepeatable holds that a run which would not come to the same is refused
// before it is repeated.
func TestRepeatable(t *testing.T) {
	run := func(record *portfolio.Record) []compare.Side {
		return []compare.Side{{Name: "here"}, {Name: "out/x", Finished: &scenario.Finished{Manifest: scenario.Manifest{Plan: record}}}}
	}
	for _, c := range []struct {
		record *portfolio.Record
		noPlan bool
		want   string // empty: it can be repeated
	}{
		{nil, false, ""},
		{nil, true, ""},
		{&portfolio.Record{Reproducible: true}, false, ""},
		{&portfolio.Record{Reproducible: true}, true, "out/x has a plan and cannot be repeated with --no-plan"},
		{&portfolio.Record{}, false, "out/x cannot be repeated: a clock or an interrupt ended a search"},
	} {
		err := repeatable(run(c.record), c.noPlan)
		if c.want == "" && err != nil || c.want != "" && (!errors.Is(err, compare.ErrSides) || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "--explain=false")) {
			t.Errorf("%+v, no plan %v: %v, want %q", c.record, c.noPlan, err, c.want)
		}
	}
}
