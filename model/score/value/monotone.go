package value

import (
	"errors"
	"fmt"
	"slices"
)

// ErrDirection is wrapped when a value function contradicts its direction.
var ErrDirection = errors.New("value: function contradicts direction")

// selfTestSamples is the number of equal steps across the range that the
// self-test walks, besides the breakpoints.
const selfTestSamples = 256

// CheckDirection walks the function across its range and returns an error when
// a step goes against the direction, when the function is constant, or when the
// direction is Target and the function has no peak inside.
func (f *Function) CheckDirection(d Direction) error {
	if d != Higher && d != Lower && d != Target {
		return fmt.Errorf("%w: the direction must be said: higher, lower or target", ErrDirection)
	}
	rises, falls, at := f.walk()
	switch {
	case !rises && !falls:
		return fmt.Errorf("%w: the function is constant, so the criterion decides nothing", ErrDirection)
	case d == Higher && falls:
		return fmt.Errorf("%w: higher figures are said to be better but the value falls at %v", ErrDirection, at[1])
	case d == Lower && rises:
		return fmt.Errorf("%w: lower figures are said to be better but the value rises at %v", ErrDirection, at[0])
	case d == Target && !(rises && falls):
		return fmt.Errorf("%w: target needs a best figure inside the range; say higher or lower", ErrDirection)
	}
	return nil
}

// walk reports whether the value rises and falls, and where it first does.
func (f *Function) walk() (rises, falls bool, at [2]float64) {
	xs := f.probes()
	before := f.At(xs[0])
	for _, x := range xs[1:] {
		v := f.At(x)
		const rounding = 1e-12 // two lines meet at a breakpoint within this
		if v > before+rounding && !rises {
			rises, at[0] = true, x
		}
		if v < before-rounding && !falls {
			falls, at[1] = true, x
		}
		before = v
	}
	return rises, falls, at
}

func (f *Function) probes() []float64 {
	xs := slices.Clone(f.x)
	if f.kind != Table {
		lo, hi := f.Range()
		for i := 1; i < selfTestSamples; i++ {
			xs = append(xs, lo+(hi-lo)*float64(i)/selfTestSamples)
		}
		slices.Sort(xs)
	}
	return xs
}
