package sensitivity_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/model/score/sensitivity"
)

func TestTornadoIsSorted(t *testing.T) {
	f := func(x []float64) float64 { return x[0] + 10*x[1] - 3*x[2] }
	inputs := []sensitivity.Input{{Name: "a", Low: -1, High: 1}, {Name: "b", Low: -1, High: 1}, {Name: "c", Low: 0, Base: 1, High: 2}}
	base, bars, err := sensitivity.Tornado(t.Context(), f, inputs)
	if err != nil || base != -3 {
		t.Fatal(base, err)
	}
	var names []string
	for _, b := range bars {
		names = append(names, b.Name)
	}
	if !slices.Equal(names, []string{"b", "c", "a"}) || bars[0].Swing() != 20 || bars[1].AtLow != 0 {
		t.Errorf("%+v", bars)
	}
	inputs[0].Low = 5
	if _, _, err := sensitivity.Tornado(t.Context(), f, inputs); !errors.Is(err, sensitivity.ErrInput) {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	inputs[0].Low = -1
	if _, _, err := sensitivity.Tornado(ctx, f, inputs); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// Of a linear function every elementary effect is the slope over the range.
func TestMorrisOfALine(t *testing.T) {
	bounds := [][2]float64{{0, 2}, {-1, 1}, {5, 6}}
	points, err := sensitivity.MorrisDesign(bounds, 8, 4, 3)
	if err != nil {
		t.Fatal(err)
	}
	var y []float64
	for _, x := range points {
		for i, b := range bounds {
			if x[i] < b[0]-1e-12 || x[i] > b[1]+1e-12 {
				t.Fatalf("point %v leaves the bounds", x)
			}
		}
		y = append(y, 3*x[0]-2*x[1])
	}
	e, err := sensitivity.Morris(bounds, points, y)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{6, -4, 0} {
		if math.Abs(e.Mean[i]-want) > 1e-9 || math.Abs(e.MeanAbs[i]-math.Abs(want)) > 1e-9 || e.Deviation[i] > 1e-9 {
			t.Errorf("input %d: μ %v, μ* %v, σ %v, want %v", i, e.Mean[i], e.MeanAbs[i], e.Deviation[i], want)
		}
	}
	again, err := sensitivity.MorrisDesign(bounds, 8, 4, 3)
	if err != nil || !slices.EqualFunc(points, again, slices.Equal) {
		t.Error("the same seed gave another design")
	}
}

// Effects 1 and 3: mean 2, deviation of the sample √2.
func TestMorrisDeviation(t *testing.T) {
	e, err := sensitivity.Morris([][2]float64{{0, 1}}, [][]float64{{0}, {1}, {1}, {0}}, []float64{0, 1, 0, -3})
	if err != nil || e.Mean[0] != 2 || e.MeanAbs[0] != 2 || math.Abs(e.Deviation[0]-math.Sqrt2) > 1e-12 {
		t.Errorf("%+v, %v", e, err)
	}
}

func TestMorrisRefuses(t *testing.T) {
	bounds := [][2]float64{{0, 1}, {0, 1}}
	line := func(xs ...[]float64) [][]float64 { return xs }
	for words, call := range map[string]func() error{
		"no inputs": func() error { _, err := sensitivity.MorrisDesign(nil, 4, 4, 1); return err },
		"low must be below high": func() error {
			_, err := sensitivity.MorrisDesign([][2]float64{{1, 1}}, 4, 4, 1)
			return err
		},
		"even number of levels": func() error { _, err := sensitivity.MorrisDesign(bounds, 4, 3, 1); return err },
		"not two or more trajectories": func() error {
			_, err := sensitivity.Morris(bounds, line([]float64{0, 0}), []float64{1})
			return err
		},
		"inputs 1 and 2 both move": func() error {
			x := line([]float64{0, 0}, []float64{1, 1}, []float64{1, 0})
			_, err := sensitivity.Morris(bounds, append(x, x...), make([]float64, 6))
			return err
		},
		"no input moves": func() error {
			x := line([]float64{0, 0}, []float64{0, 0}, []float64{1, 0})
			_, err := sensitivity.Morris(bounds, append(x, x...), make([]float64, 6))
			return err
		},
		"output 1 is NaN": func() error {
			x := line([]float64{0, 0}, []float64{0, 1}, []float64{1, 1})
			_, err := sensitivity.Morris(bounds, append(x, x...), []float64{math.NaN(), 0, 0, 0, 0, 0})
			return err
		},
	} {
		if err := call(); !errors.Is(err, sensitivity.ErrInput) || !strings.Contains(err.Error(), words) {
			t.Errorf("want an error with %q, got %v", words, err)
		}
	}
}

// Every dimension of the sequence fills each of 64 cells evenly.
func TestSequenceIsEven(t *testing.T) {
	s, err := sensitivity.NewSequence(sensitivity.MaxDimensions)
	if err != nil {
		t.Fatal(err)
	}
	const points, cells = 1024, 64
	count := make([][cells]int, sensitivity.MaxDimensions)
	x := make([]float64, sensitivity.MaxDimensions)
	for range points {
		s.Next(x)
		for d, u := range x {
			count[d][int(u*cells)]++
		}
	}
	for d := range count {
		for c, n := range count[d] {
			if n != points/cells {
				t.Fatalf("dimension %d, cell %d has %d points", d, c, n)
			}
		}
	}
	for _, d := range []int{0, sensitivity.MaxDimensions + 1} {
		if _, err := sensitivity.NewSequence(d); !errors.Is(err, sensitivity.ErrInput) {
			t.Errorf("%d dimensions: %v", d, err)
		}
	}
}

// Of a sum, each input's first and total index is its share of Σc²; with a
// product of centred inputs, all of it is interaction.
func TestSobolByHand(t *testing.T) {
	unit := [][2]float64{{0, 1}, {0, 1}}
	sum, err := sensitivity.Sobol(t.Context(), func(x []float64) float64 { return 2*x[0] + x[1] }, unit, sensitivity.SobolOptions{Samples: 4096})
	if err != nil {
		t.Fatal(err)
	}
	product, err := sensitivity.Sobol(t.Context(), func(x []float64) float64 { return (x[0] - 0.5) * (x[1] - 0.5) }, unit, sensitivity.SobolOptions{Samples: 4096, SecondOrder: true})
	if err != nil {
		t.Fatal(err)
	}
	for key, pair := range map[string][2]float64{
		"first of the sum": {sum.First[0], 0.8}, "total of the sum": {sum.Total[1], 0.2}, "variance": {sum.Variance, 5. / 12},
		"first of the product": {product.First[0], 0}, "total of the product": {product.Total[0], 1}, "both": {product.Second[0][1], 1},
	} {
		if math.Abs(pair[0]-pair[1]) > 0.01 {
			t.Errorf("%s is %v, want %v", key, pair[0], pair[1])
		}
	}
}

func TestSequenceStartsAsPublished(t *testing.T) {
	s, err := sensitivity.NewSequence(3)
	if err != nil {
		t.Fatal(err)
	}
	x := make([]float64, 3)
	for k, want := range [][]float64{{0, 0, 0}, {0.5, 0.5, 0.5}, {0.75, 0.25, 0.25}, {0.25, 0.75, 0.75}, {0.375, 0.375, 0.625}} {
		if s.Next(x); !slices.Equal(x, want) {
			t.Errorf("point %d is %v, want %v", k, x, want)
		}
	}
}

func TestSobolWorkersAndErrors(t *testing.T) {
	f := func(x []float64) float64 { return x[0] + 2*x[0]*x[1] }
	bounds := [][2]float64{{0, 1}, {0, 1}}
	var first [2]*sensitivity.Indices
	for k, workers := range []int{1, 8} {
		s, err := sensitivity.Sobol(t.Context(), f, bounds, sensitivity.SobolOptions{Samples: 256, Workers: workers, SecondOrder: true, Seed: 4})
		if err != nil {
			t.Fatal(err)
		}
		first[k] = s
		for i := range s.First {
			if !(s.FirstError[i] > 0 && s.FirstError[i] < 0.2 && s.TotalError[i] > 0 && s.TotalError[i] < 0.2) {
				t.Errorf("errors %v and %v", s.FirstError, s.TotalError)
			}
		}
	}
	if !slices.Equal(first[0].First, first[1].First) || !slices.Equal(first[0].TotalError, first[1].TotalError) {
		t.Error("8 workers give other bytes than 1")
	}
	for words, call := range map[string]func() error{
		"constant": func() error {
			_, err := sensitivity.Sobol(t.Context(), func([]float64) float64 { return 1 }, bounds, sensitivity.SobolOptions{})
			return err
		},
		"not finite near": func() error {
			_, err := sensitivity.Sobol(t.Context(), func(x []float64) float64 { return math.Log(x[0] - 0.5) }, bounds, sensitivity.SobolOptions{})
			return err
		},
		"-1 samples": func() error {
			_, err := sensitivity.Sobol(t.Context(), f, bounds, sensitivity.SobolOptions{Samples: -1})
			return err
		},
		"130 dimensions": func() error {
			many := make([][2]float64, 65)
			for i := range many {
				many[i][1] = 1
			}
			_, err := sensitivity.Sobol(t.Context(), f, many, sensitivity.SobolOptions{})
			return err
		},
	} {
		if err := call(); !errors.Is(err, sensitivity.ErrInput) || !strings.Contains(err.Error(), words) {
			t.Errorf("want an error with %q, got %v", words, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := sensitivity.Sobol(ctx, f, bounds, sensitivity.SobolOptions{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func BenchmarkSobol(b *testing.B) {
	f := func(x []float64) float64 { return x[0] + x[1]*x[2] }
	b.ReportAllocs()
	for b.Loop() {
		if _, err := sensitivity.Sobol(b.Context(), f, [][2]float64{{0, 1}, {0, 1}, {0, 1}}, sensitivity.SobolOptions{Samples: 4096}); err != nil {
			b.Fatal(err)
		}
	}
}
