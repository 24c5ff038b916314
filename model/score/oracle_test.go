package score_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/internal/oracle"
	"github.com/wattbit/wattbit/model/score/method"
	"github.com/wattbit/wattbit/model/score/value"
)

// kase is one reference case: a published example, or an analytic or
// independently computed result.
type kase struct {
	ID, Kind  string
	Variant   map[string]any
	Input     json.RawMessage
	Expected  json.RawMessage
	Tolerance map[string]any
}

// elsewhere are reference files that a test beside their code reads.
var elsewhere = map[string]string{
	"mavt_siting":     "TestSitingOracle",
	"value_functions": "value.TestOracle",
	"edge_cases":      "method.TestEdges, TestModelRefuses, weight.TestRefuses",
}

// TestOracle runs every case of the reference folder, by file and case. A file
// without a check is a failure.
func TestOracle(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(oracle.Path(t, "score"), "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatal("no reference files", err)
	}
	for _, path := range files {
		name := strings.TrimSuffix(filepath.Base(path), ".json")
		if elsewhere[name] != "" {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var file struct{ Cases []kase }
		if err := json.Unmarshal(data, &file); err != nil {
			t.Fatal(err)
		}
		check := checks[name]
		if check == nil {
			t.Errorf("%s: no check", name)
			continue
		}
		for _, k := range file.Cases {
			t.Run(name+"/"+k.ID+"/"+k.Kind, func(t *testing.T) { check(t, k) })
		}
	}
}

func (k kase) input(t *testing.T, into any)  { k.read(t, k.Input, into) }
func (k kase) expect(t *testing.T, into any) { k.read(t, k.Expected, into) }

func (k kase) read(t *testing.T, data json.RawMessage, into any) {
	t.Helper()
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

// within returns the tolerance of a result.
func (k kase) within(key string) float64 {
	for _, name := range []string{key, "abs"} {
		if x, ok := k.Tolerance[name].(float64); ok {
			return x
		}
	}
	return 0
}

func (k kase) closeTo(t *testing.T, key string, got, want []float64) {
	t.Helper()
	if want == nil {
		return
	}
	if len(got) != len(want) {
		t.Fatalf("%s: %d numbers, want %d", key, len(got), len(want))
	}
	for i := range want {
		if !(math.Abs(got[i]-want[i]) <= k.within(key)) {
			t.Errorf("%s[%d] = %v, want %v ± %v", key, i, got[i], want[i], k.within(key))
		}
	}
}

func sameInts(t *testing.T, key string, got, want []int) {
	t.Helper()
	if want == nil {
		return
	}
	if len(got) != len(want) {
		t.Fatalf("%s = %v, want %v", key, got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("%s = %v, want %v", key, got, want)
		}
	}
}

// matrixInput is what most method cases share.
type matrixInput struct {
	Matrix     [][]float64
	Directions []string
	Weights    []float64
	Bounds     [][2]float64
	Lambda, V  *float64
	Tau        *float64
}

func (in matrixInput) problem(k kase) *method.Problem {
	p := &method.Problem{Columns: method.FromRows(in.Matrix), Weights: in.Weights, Bounds: in.Bounds}
	if k.Variant["renormalise_weights"] == false {
		p.RawWeights = true
	}
	for _, d := range in.Directions {
		direction := value.Higher
		if d == "min" {
			direction = value.Lower
		}
		p.Directions = append(p.Directions, direction)
	}
	return p
}

// matrixExpected names the scores as the files do.
type matrixExpected struct {
	Scores, Utility []float64
	UtilityPercent  []float64 `json:"utility_percent"`
	Ranks           []int
}

// evaluates checks a method whose result is one score per candidate.
func evaluates(choose func(k kase, in matrixInput) method.Method) func(*testing.T, kase) {
	return func(t *testing.T, k kase) {
		var in matrixInput
		var want matrixExpected
		k.input(t, &in)
		k.expect(t, &want)
		o, err := choose(k, in).Evaluate(t.Context(), in.problem(k))
		if err != nil {
			t.Fatal(err)
		}
		k.closeTo(t, "scores", o.Scores, want.Scores)
		k.closeTo(t, "utility", o.Scores, want.Utility)
		percent := make([]float64, len(o.Scores))
		for i, x := range o.Scores {
			percent[i] = 100 * x
		}
		k.closeTo(t, "utility_percent", percent, want.UtilityPercent)
		sameInts(t, "ranks", o.Ranks(), want.Ranks)
		if want.Scores == nil && want.Utility == nil && want.UtilityPercent == nil {
			t.Fatal("nothing was compared")
		}
	}
}
