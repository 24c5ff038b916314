package main

import (
	"math"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/portfolio"
)

// TestOtherwiseKeepsWithinTheGaps holds that no difference is told finer than the
// gaps of the two plans allow.
func TestOtherwiseKeepsWithinTheGaps(t *testing.T) {
	outcome := plan.Outcome{Evaluation: plan.Evaluation{ITMW: []float64{1}, TotalJPY: 1e12}}
	for _, c := range []struct {
		extra, proven, most float64
		kind                portfolio.FateKind
		want                string
	}{
		{3e9, 1e9, 4e9, portfolio.Shortlisted, "the best plan without it costs between 1.00 and 4.00 bn JPY more; the gaps of the two plans allow no more"},
		{3e9, 3e9, 3e9, portfolio.Shortlisted, "the best plan without it costs 3.00 bn JPY more"},
		{7e7, -3e10, 3e10, portfolio.Shortlisted, "whether the best plan without it costs more cannot be told: between 0.00 and 30.00 bn JPY, the gaps of the two plans allow no more; the plan found without it costs 0.07 bn JPY more"},
		{-7e7, -3e10, 3e10, portfolio.Shortlisted, "costs more cannot be told: between 0.00 and 30.00 bn JPY, the gaps of the two plans allow no more; the plan found without it costs 0.07 bn JPY less"},
		{-5e9, -6e9, 1e9, portfolio.Dominated, "costs 5.00 bn JPY less; so much the shortlist costs"},
		{3e9, math.NaN(), math.NaN(), portfolio.Shortlisted, "costs 3.00 bn JPY more; how far that is from the best is not known"},
	} {
		part := portfolio.GatedPart(0)
		part.Fate.Kind, part.Joint, part.Other, part.InPlan = c.kind, outcome, outcome, true
		part.ExtraJPY, part.ProvenJPY, part.MostJPY = c.extra, c.proven, c.most
		v := &sitePartView{part: part}
		if got := v.otherwise("without it"); !strings.Contains(got, c.want) {
			t.Errorf("%s; want %s", got, c.want)
		}
	}
	part := portfolio.GatedPart(0)
	part.Other, part.InPlan, part.MWhPerMWYear, part.SwingLeastJPY, part.SwingMostJPY = outcome, true, 8000, 0, 4e6
	v := &sitePartView{part: part}
	v.changes()
	if want := "being at most 4.00 M JPY by year and MW dearer, such as energy at most 0.50 JPY/kWh dearer: then the plan without it costs no more than this one; whether anything has to change cannot be told"; len(v.WouldChange) != 1 || v.WouldChange[0] != want {
		t.Errorf("%q; want %q", v.WouldChange, want)
	}
}
