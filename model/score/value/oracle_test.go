package value_test

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"github.com/wattbit/wattbit/internal/oracle"
	"github.com/wattbit/wattbit/model/score/value"
)

type pvfFile struct {
	Cases []struct {
		ID    string
		Input struct {
			Functions map[string]struct{ Cutoffs, Values []float64 }
			Queries   [][2]any
			Extra     [][2]any `json:"extrapolate"`
			Clip      [][2]any
			Logistic  struct {
				K, X0 float64
				X     []float64
			}
			Gaussian struct {
				Spread, Midpoint float64
				X                []float64
			}
		}
		Expected struct {
			Queries, Extrapolate, Clip, Logistic, Gaussian []float64
		}
	}
}

func TestOracle(t *testing.T) {
	data, err := os.ReadFile(oracle.Path(t, "score", "value_functions.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file pvfFile
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	in, want := file.Cases[0].Input, file.Cases[0].Expected
	t.Run(file.Cases[0].ID, func(t *testing.T) {
		ask := func(queries [][2]any, outside value.Outside, want []float64) {
			if len(queries) == 0 || len(queries) != len(want) {
				t.Fatalf("%d queries, %d answers", len(queries), len(want))
			}
			for i, q := range queries {
				knots := in.Functions[q[0].(string)]
				s := value.Spec{Outside: outside}
				for k := range knots.Cutoffs {
					s.Points = append(s.Points, value.Point{X: knots.Cutoffs[k], Value: knots.Values[k]})
				}
				f, err := s.Compile()
				if err != nil {
					t.Fatal(err)
				}
				if got := f.At(q[1].(float64)); math.Abs(got-want[i]) > 1e-9 {
					t.Errorf("%v, %s: %v, want %v", q, outside, got, want[i])
				}
			}
		}
		ask(in.Queries, value.Refuse, want.Queries)
		ask(in.Extra, value.Extrapolate, want.Extrapolate)
		ask(in.Clip, value.Clip, want.Clip)
	})
	in, want = file.Cases[1].Input, file.Cases[1].Expected
	t.Run(file.Cases[1].ID, func(t *testing.T) {
		for _, c := range []struct {
			spec     value.Spec
			xs, want []float64
		}{
			{value.Spec{Kind: value.Logistic, Midpoint: &in.Logistic.X0, Steepness: &in.Logistic.K, Range: []float64{-100, 100}}, in.Logistic.X, want.Logistic},
			{value.Spec{Kind: value.Gaussian, Midpoint: &in.Gaussian.Midpoint, Spread: &in.Gaussian.Spread, Range: []float64{-100, 100}}, in.Gaussian.X, want.Gaussian},
		} {
			f, err := c.spec.Compile()
			if err != nil {
				t.Fatal(err)
			}
			for i, x := range c.xs {
				if got := f.At(x); math.Abs(got-c.want[i]) > 1e-12 {
					t.Errorf("%s at %v: %v, want %v", c.spec.Kind, x, got, c.want[i])
				}
			}
		}
	})
}
