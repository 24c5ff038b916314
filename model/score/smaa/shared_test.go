package smaa_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wattbit/wattbit/model/score/smaa"
)

// TestSharedErrorCancels holds that an error which two candidates have in common
// cannot change their order, and that one of their own can.
func TestSharedErrorCancels(t *testing.T) {
	cell := func(row int, mean float64) smaa.Cell {
		return smaa.Cell{Row: row, Criterion: 0, Dist: smaa.Normal{Mean: mean, SD: 0.2}}
	}
	values := [][]float64{{math.NaN(), math.NaN()}}
	firstOf := func(shared []smaa.Shared) float64 {
		joint, err := smaa.Joint(7, values, shared)
		if err != nil {
			t.Fatal(err)
		}
		r, err := smaa.Run(t.Context(), smaa.Problem{IDs: []string{"a", "b"}, Values: values, Joint: joint,
			Options: smaa.Options{Samples: 4000, Seed: 7}})
		if err != nil {
			t.Fatal(err)
		}
		return r.First[0]
	}
	if got := firstOf([]smaa.Shared{{Key: "area", Cells: []smaa.Cell{cell(0, 0.6), cell(1, 0.5)}}}); got != 1 {
		t.Errorf("a is first in %v of the samples, want all: the error is common", got)
	}
	own := firstOf([]smaa.Shared{{Key: "a", Cells: []smaa.Cell{cell(0, 0.6)}}, {Key: "b", Cells: []smaa.Cell{cell(1, 0.5)}}})
	want := 0.5 * math.Erfc(-0.1/math.Hypot(0.2, 0.2)/math.Sqrt2)
	if math.Abs(own-want) > 4*math.Sqrt(want*(1-want)/4000) {
		t.Errorf("a is first in %v of the samples, want %v: the errors are apart", own, want)
	}
}

func TestJointRefuses(t *testing.T) {
	cell := smaa.Cell{Row: 0, Criterion: 0, Dist: smaa.Between{Low: 0, High: 1}}
	for want, cells := range map[string][]smaa.Cell{
		"uncertain twice": {cell, cell},
		"row 1":           {{Row: 1, Criterion: 0, Dist: cell.Dist}},
		"criterion 1":     {{Row: 0, Criterion: 1, Dist: cell.Dist}},
		"must rise":       {{Row: 0, Criterion: 0, Dist: smaa.Between{Low: 1, High: 0}}},
		"uncertain cell":  {{Row: 0, Criterion: 0}},
	} {
		if _, err := smaa.Joint(1, [][]float64{{0.5}}, []smaa.Shared{{Key: "x", Cells: cells}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %s", err, want)
		}
	}
}

// TestShortlistGivenBefore holds that a shortlist counts the same whether it was
// given or found, and that fewer samples for confidence change nothing else.
func TestShortlistGivenBefore(t *testing.T) {
	values := [][]float64{{0.9, 0.5, 0.1, 0.6}, {0.2, 0.5, 0.9, 0.4}}
	joint, err := smaa.Joint(3, values, []smaa.Shared{{Key: "x", Cells: []smaa.Cell{
		{Row: 1, Criterion: 0, Dist: smaa.Triangular{Low: 0, Mode: 0.5, High: 1}},
		{Row: 3, Criterion: 1, Dist: smaa.Normal{Mean: 0.4, SD: 0.1}},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	run := func(o smaa.Options) *smaa.Result {
		o.Samples, o.Seed, o.TopK = 3000, 3, 2
		r, err := smaa.Run(t.Context(), smaa.Problem{IDs: []string{"a", "b", "c", "d"}, Values: values, Joint: joint, Options: o})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	found := run(smaa.Options{})
	given := run(smaa.Options{Shortlist: found.Shortlist})
	if diff := cmp.Diff([]any{found.Winning, found.Confidence, found.First}, []any{given.Winning, given.Confidence, given.First}); diff != "" {
		t.Errorf("(-found +given):\n%s", diff)
	}
	fewer := run(smaa.Options{Shortlist: found.Shortlist, ConfidenceSamples: 1000})
	if diff := cmp.Diff(found.Winning, fewer.Winning); diff != "" {
		t.Errorf("fewer samples for confidence change who wins:\n%s", diff)
	}
	for n := range fewer.Confidence {
		if math.Abs(fewer.Confidence[n]-found.Confidence[n]) > 0.06 {
			t.Errorf("confidence %v on 1000 samples, %v on 3000", fewer.Confidence[n], found.Confidence[n])
		}
	}
}

// TestJointDrawsTheDistributions holds that a shared cell's quantiles are those of
// its distribution.
func TestJointDrawsTheDistributions(t *testing.T) {
	for _, d := range []smaa.Dist{smaa.Normal{Mean: 3, SD: 2}, smaa.Triangular{Low: 1, Mode: 2, High: 7}, smaa.Between{Low: -1, High: 4}, smaa.Empirical{Figures: []float64{1, 2, 3}}} {
		joint, err := smaa.Joint(9, [][]float64{{0}, {0}}, []smaa.Shared{{Key: "k", Cells: []smaa.Cell{
			{Row: 0, Criterion: 0, Dist: d}, {Row: 0, Criterion: 1, Dist: smaa.Between{Low: 0, High: 1}},
		}}})
		if err != nil {
			t.Fatal(err)
		}
		for sample := range 200 {
			got := [][]float64{{0}, {0}}
			joint(sample, got)
			if want := d.Quantile(got[1][0]); math.Abs(got[0][0]-want) > 1e-12 {
				t.Fatalf("%T: %v, want the quantile %v at %v", d, got[0][0], want, got[1][0])
			}
		}
	}
}
