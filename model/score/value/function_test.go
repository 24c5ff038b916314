package value_test

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/model/score/value"
)

func ptr(x float64) *float64 { return &x }

// all has one function of every kind, so that a test covers each.
func all(tb testing.TB) map[value.Kind]*value.Function {
	tb.Helper()
	points := []value.Point{{X: 0, Value: 0}, {X: 50, Value: 0.2}, {X: 200, Value: 0.8}, {X: 500, Value: 1}}
	out := map[value.Kind]*value.Function{}
	for kind, spec := range map[value.Kind]value.Spec{
		value.Piecewise: {Points: points},
		value.Linear:    {Kind: value.Linear, Worst: ptr(500), Best: ptr(0)},
		value.Logistic:  {Kind: value.Logistic, Midpoint: ptr(200), Steepness: ptr(0.02), Range: []float64{0, 500}},
		value.Gaussian:  {Kind: value.Gaussian, Midpoint: ptr(200), Spread: ptr(1e-4), Range: []float64{0, 500}},
		value.Step:      {Kind: value.Step, Points: points},
		value.Table:     {Kind: value.Table, Points: points},
	} {
		f, err := spec.Compile()
		if err != nil {
			tb.Fatalf("%s: %v", kind, err)
		}
		out[kind] = f
	}
	if len(out) != len(value.Kinds) {
		tb.Fatalf("%d functions for %d kinds", len(out), len(value.Kinds))
	}
	return out
}

func TestAt(t *testing.T) {
	fs := all(t)
	for _, c := range []struct {
		kind    value.Kind
		x, want float64
	}{
		{value.Piecewise, -5, 0}, {value.Piecewise, 50, 0.2}, {value.Piecewise, 125, 0.5}, {value.Piecewise, 500, 1}, {value.Piecewise, 900, 1},
		{value.Linear, 0, 1}, {value.Linear, 125, 0.75}, {value.Linear, 600, 0},
		{value.Logistic, 200, 0.5}, {value.Gaussian, 200, 1}, {value.Gaussian, 300, math.Exp(-1)},
		{value.Step, -1, 0}, {value.Step, 49.9, 0}, {value.Step, 50, 0.2}, {value.Step, 501, 1},
		{value.Table, 200, 0.8}, {value.Table, 201, math.NaN()},
	} {
		got := fs[c.kind].At(c.x)
		if math.IsNaN(c.want) != math.IsNaN(got) || math.Abs(got-c.want) > 1e-15 {
			t.Errorf("%s at %v = %v, want %v", c.kind, c.x, got, c.want)
		}
	}
	for kind, f := range fs {
		if v := f.At(math.NaN()); !math.IsNaN(v) {
			t.Errorf("%s of a missing figure = %v", kind, v)
		}
	}
}

func TestOutside(t *testing.T) {
	points := []value.Point{{X: 0, Value: 0}, {X: 10, Value: 1}}
	for policy, want := range map[value.Outside]float64{value.Clip: 1, value.Extrapolate: 1.2, value.Refuse: math.NaN()} {
		f, err := value.Spec{Points: points, Outside: policy}.Compile()
		if err != nil {
			t.Fatal(err)
		}
		dst := make([]float64, 3)
		outside, refused := f.Eval(dst, []float64{5, 12, math.NaN()})
		if math.IsNaN(want) != math.IsNaN(dst[1]) || math.Abs(dst[1]-want) > 1e-15 || outside != 1 {
			t.Errorf("%s: value %v, %d outside; want %v, 1", policy, dst[1], outside, want)
		}
		if (policy == value.Refuse) != (refused == 1) {
			t.Errorf("%s: refused %d", policy, refused)
		}
	}
}

func TestEvalEqualsAt(t *testing.T) {
	fs := all(t)
	rapid.Check(t, func(r *rapid.T) {
		xs := rapid.SliceOfN(rapid.Float64Range(-100, 600), 1, 30).Draw(r, "xs")
		dst := make([]float64, len(xs))
		for kind, f := range fs {
			f.Eval(dst, xs)
			for i, x := range xs {
				if v := f.At(x); v != dst[i] && !(math.IsNaN(v) && math.IsNaN(dst[i])) {
					r.Fatalf("%s at %v: Eval %v, At %v", kind, x, dst[i], v)
				}
			}
		}
	})
}

// The inverse holds exactly the figures whose value is high enough, up to
// rounding at its ends.
func TestAtLeastInvertsAt(t *testing.T) {
	fs := all(t)
	rapid.Check(t, func(r *rapid.T) {
		v := rapid.Float64Range(0, 1.05).Draw(r, "v")
		x := rapid.OneOf(rapid.Float64Range(-100, 600), rapid.SampledFrom([]float64{0, 50, 200, 500})).Draw(r, "x")
		for kind, f := range fs {
			got := f.At(x)
			if math.IsNaN(got) || math.Abs(got-v) < 1e-9 {
				continue
			}
			inside := false
			for _, p := range f.AtLeast(v) {
				inside = inside || x >= p.Lo && x <= p.Hi
			}
			if inside != (got >= v) {
				r.Fatalf("%s: value of %v is %v, and AtLeast(%v) = %v", kind, x, got, v, f.AtLeast(v))
			}
		}
	})
}

func TestAtLeastExtrapolates(t *testing.T) {
	f, err := value.Spec{Outside: value.Extrapolate, Points: []value.Point{{X: 0, Value: 0}, {X: 10, Value: 0.8}, {X: 20, Value: 0.4}}}.Compile()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ v, lo, hi float64 }{{0.4, 5, 20}, {0.2, 2.5, 25}, {-0.8, -10, 50}} {
		got := f.AtLeast(c.v)
		if len(got) != 1 || math.Abs(got[0].Lo-c.lo) > 1e-12 || math.Abs(got[0].Hi-c.hi) > 1e-12 {
			t.Errorf("AtLeast(%v) = %v, want %v to %v", c.v, got, c.lo, c.hi)
		}
	}
}

func TestBoundsHoldEveryFigureBetween(t *testing.T) {
	fs := all(t)
	rapid.Check(t, func(r *rapid.T) {
		lo := rapid.Float64Range(-50, 550).Draw(r, "lo")
		hi := rapid.Float64Range(lo, 600).Draw(r, "hi")
		x := rapid.Float64Range(lo, hi).Draw(r, "x")
		for kind, f := range fs {
			a, b := f.Bounds(lo, hi)
			if v := f.At(x); v < a-1e-12 || v > b+1e-12 || math.IsNaN(a) {
				r.Fatalf("%s: value of %v is %v, bounds of %v to %v are %v to %v", kind, x, v, lo, hi, a, b)
			}
		}
	})
}

func TestCompileRefuses(t *testing.T) {
	pts := func(xv ...float64) (out []value.Point) {
		for i := 0; i < len(xv); i += 2 {
			out = append(out, value.Point{X: xv[i], Value: xv[i+1]})
		}
		return out
	}
	for name, s := range map[string]value.Spec{
		"no points":             {},
		"one point":             {Points: pts(1, 1)},
		"falling x":             {Points: pts(1, 0, 0, 1)},
		"repeated x":            {Points: pts(1, 0, 1, 1)},
		"value above 1":         {Points: pts(0, 0, 1, 2)},
		"NaN":                   {Points: pts(0, 0, math.NaN(), 1)},
		"endless range":         {Points: pts(-math.MaxFloat64, 0, math.MaxFloat64, 1)},
		"infinite":              {Points: pts(0, 0, math.Inf(1), 1)},
		"unknown kind":          {Kind: "cubic", Points: pts(0, 0, 1, 1)},
		"field of other kind":   {Points: pts(0, 0, 1, 1), Worst: ptr(0)},
		"missing field":         {Kind: value.Linear, Worst: ptr(0)},
		"empty range":           {Kind: value.Linear, Worst: ptr(1), Best: ptr(1)},
		"zero steepness":        {Kind: value.Logistic, Midpoint: ptr(1), Steepness: ptr(0), Range: []float64{0, 1}},
		"negative spread":       {Kind: value.Gaussian, Midpoint: ptr(1), Spread: ptr(-1), Range: []float64{0, 1}},
		"range upside down":     {Kind: value.Gaussian, Midpoint: ptr(1), Spread: ptr(1), Range: []float64{1, 0}},
		"range of three":        {Kind: value.Gaussian, Midpoint: ptr(1), Spread: ptr(1), Range: []float64{1, 2, 3}},
		"unknown policy":        {Points: pts(0, 0, 1, 1), Outside: "wrap"},
		"extrapolated logistic": {Kind: value.Logistic, Midpoint: ptr(1), Steepness: ptr(1), Range: []float64{0, 1}, Outside: value.Extrapolate},
	} {
		if _, err := s.Compile(); !errors.Is(err, value.ErrSpec) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCheckDirection(t *testing.T) {
	fs := all(t)
	right := map[value.Kind]value.Direction{
		value.Piecewise: value.Higher, value.Linear: value.Lower, value.Logistic: value.Higher,
		value.Gaussian: value.Target, value.Step: value.Higher, value.Table: value.Higher,
	}
	for kind, f := range fs {
		for _, d := range []value.Direction{value.Unset, value.Higher, value.Lower, value.Target} {
			err := f.CheckDirection(d)
			if d == right[kind] && err != nil || d != right[kind] && !errors.Is(err, value.ErrDirection) {
				t.Errorf("%s as %s: %v", kind, d, err)
			}
		}
	}
	flat, err := value.Spec{Points: []value.Point{{X: 0, Value: 0.5}, {X: 1, Value: 0.5}}}.Compile()
	if err != nil {
		t.Fatal(err)
	}
	if err := flat.CheckDirection(value.Higher); !errors.Is(err, value.ErrDirection) {
		t.Errorf("constant function: %v", err)
	}
}

func TestDirectionText(t *testing.T) {
	for _, d := range []value.Direction{value.Higher, value.Lower, value.Target} {
		text, err := d.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var back value.Direction
		if err := back.UnmarshalText(text); err != nil || back != d {
			t.Errorf("%s reads back as %s, %v", d, back, err)
		}
	}
	var d value.Direction
	if d.UnmarshalText([]byte("")) == nil || d.UnmarshalText([]byte("up")) == nil {
		t.Error("a direction that is none was accepted")
	}
	if _, err := value.Unset.MarshalText(); err == nil {
		t.Error("an unset direction was written")
	}
}
