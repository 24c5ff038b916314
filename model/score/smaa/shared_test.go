package smaa_test

import (
	"math"
	"strings"
	"testing"

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
