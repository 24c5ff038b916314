package value

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// ErrSpec is wrapped by every error about the description of a value function.
var ErrSpec = errors.New("value: bad value function")

// Compile checks the description and returns the function.
func (s Spec) Compile() (*Function, error) {
	f, err := s.compile()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSpec, err)
	}
	return f, nil
}

func (s Spec) compile() (*Function, error) {
	f := &Function{kind: s.Kind, outside: s.Outside}
	if f.kind == "" {
		f.kind = Piecewise
	}
	if f.outside == "" {
		f.outside = Clip
	}
	if err := s.checkFields(f.kind); err != nil {
		return nil, err
	}
	if err := checkOutside(f); err != nil {
		return nil, err
	}
	switch f.kind {
	case Linear:
		return f, s.compileLinear(f)
	case Logistic:
		return f, s.compileLogistic(f)
	case Gaussian:
		return f, s.compileGaussian(f)
	}
	return f, s.compilePoints(f)
}

func checkOutside(f *Function) error {
	switch f.outside {
	case Clip, Refuse:
		return nil
	case Extrapolate:
		if f.kind == Piecewise || f.kind == Linear {
			return nil
		}
		return fmt.Errorf("outside %q: only piecewise and linear can be extrapolated, not %s", f.outside, f.kind)
	}
	return fmt.Errorf("outside %q is not one of clip, error, extrapolate", f.outside)
}

// checkFields refuses fields that the kind does not use, so that a slip in a
// file cannot pass unnoticed.
func (s Spec) checkFields(kind Kind) error {
	used, ok := map[Kind][]string{
		Piecewise: {"points"}, Step: {"points"}, Table: {"points"},
		Linear:   {"worst", "best"},
		Logistic: {"midpoint", "steepness", "range"},
		Gaussian: {"midpoint", "spread", "range"},
	}[kind]
	if !ok {
		return fmt.Errorf("kind %q is not one of %v", s.Kind, Kinds)
	}
	fields := []struct {
		name string
		set  bool
	}{
		{"points", len(s.Points) > 0}, {"worst", s.Worst != nil}, {"best", s.Best != nil},
		{"midpoint", s.Midpoint != nil}, {"steepness", s.Steepness != nil},
		{"spread", s.Spread != nil}, {"range", len(s.Range) > 0},
	}
	for _, field := range fields {
		need := slices.Contains(used, field.name)
		if need && !field.set {
			return fmt.Errorf("%s needs %s", kind, field.name)
		}
		if !need && field.set {
			return fmt.Errorf("%s does not use %s", kind, field.name)
		}
	}
	return nil
}

func finite(name string, xs ...float64) error {
	for _, x := range xs {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return fmt.Errorf("%s is %v, must be a finite number", name, x)
		}
	}
	return nil
}

func (s Spec) compilePoints(f *Function) error {
	if len(s.Points) < 2 {
		return fmt.Errorf("%s needs at least 2 points, has %d", f.kind, len(s.Points))
	}
	for i, p := range s.Points {
		if err := finite(fmt.Sprintf("point %d", i+1), p.X, p.Value); err != nil {
			return err
		}
		if p.Value < 0 || p.Value > 1 {
			return fmt.Errorf("point %d: value %v is outside 0 to 1", i+1, p.Value)
		}
		if i > 0 && p.X <= s.Points[i-1].X {
			return fmt.Errorf("point %d: x %v does not lie above the x before it, %v", i+1, p.X, s.Points[i-1].X)
		}
		f.x, f.v = append(f.x, p.X), append(f.v, p.Value)
	}
	if err := finite("the width of the range", f.x[len(f.x)-1]-f.x[0]); err != nil {
		return err
	}
	f.setSlopes()
	return nil
}

func (f *Function) setSlopes() {
	f.slope = make([]float64, len(f.x)-1)
	for i := range f.slope {
		f.slope[i] = (f.v[i+1] - f.v[i]) / (f.x[i+1] - f.x[i])
	}
}

func (s Spec) compileLinear(f *Function) error {
	if err := finite("worst, best or their distance", *s.Worst, *s.Best, *s.Worst-*s.Best); err != nil {
		return err
	}
	if *s.Worst == *s.Best {
		return fmt.Errorf("worst and best are both %v: the range is empty", *s.Worst)
	}
	f.x, f.v = []float64{*s.Worst, *s.Best}, []float64{0, 1}
	if *s.Worst > *s.Best {
		slices.Reverse(f.x)
		slices.Reverse(f.v)
	}
	f.kind = Piecewise
	f.setSlopes()
	return nil
}

func (s Spec) compileLogistic(f *Function) error {
	if *s.Steepness == 0 {
		return errors.New("steepness is 0: the function is constant")
	}
	return s.compileSmooth(f, *s.Steepness)
}

func (s Spec) compileGaussian(f *Function) error {
	if !(*s.Spread > 0) {
		return fmt.Errorf("spread is %v, must be above 0", *s.Spread)
	}
	return s.compileSmooth(f, *s.Spread)
}

func (s Spec) compileSmooth(f *Function, rate float64) error {
	if len(s.Range) != 2 {
		return fmt.Errorf("range needs a low and a high end, has %d numbers", len(s.Range))
	}
	if err := finite("midpoint, rate or range", *s.Midpoint, rate, s.Range[0], s.Range[1], s.Range[1]-s.Range[0]); err != nil {
		return err
	}
	if s.Range[0] >= s.Range[1] {
		return fmt.Errorf("range %v to %v is empty", s.Range[0], s.Range[1])
	}
	f.midpoint, f.rate = *s.Midpoint, rate
	f.x = slices.Clone(s.Range)
	f.v = []float64{f.inside(f.x[0]), f.inside(f.x[1])}
	return nil
}
