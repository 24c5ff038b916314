package value_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/wattbit/wattbit/model/score/value"
)

// FuzzSpec reads descriptions as a scenario file would hold them. Whatever is
// accepted gives partial values from 0 to 1 inside its range.
func FuzzSpec(f *testing.F) {
	f.Add(`{"points":[{"x":0,"value":0},{"x":10,"value":1}]}`, 3.0)
	f.Add(`{"kind":"linear","worst":10,"best":0,"outside":"extrapolate"}`, -4.0)
	f.Add(`{"kind":"gaussian","midpoint":1,"spread":2,"range":[0,3]}`, 1.0)
	f.Add(`{"kind":"logistic","midpoint":1e300,"steepness":-1e300,"range":[-1e300,1e300]}`, 0.0)
	f.Add(`{"kind":"table","points":[{"x":1,"value":0},{"x":2,"value":1}],"outside":"error"}`, 2.0)
	f.Fuzz(func(t *testing.T, text string, x float64) {
		var s value.Spec
		if json.Unmarshal([]byte(text), &s) != nil {
			return
		}
		fn, err := s.Compile()
		if err != nil {
			return
		}
		if v := fn.At(x); fn.Contains(x) && !(v >= -1e-9 && v <= 1+1e-9) {
			t.Fatalf("%s at %v is %v", text, x, v)
		}
		lo, hi := fn.Span()
		if math.IsNaN(lo) || lo > hi {
			t.Fatalf("%s spans %v to %v", text, lo, hi)
		}
		for _, d := range []value.Direction{value.Higher, value.Lower, value.Target} {
			_ = fn.CheckDirection(d)
		}
		for _, p := range fn.AtLeast((lo + hi) / 2) {
			if p.Lo > p.Hi || math.IsNaN(p.Lo) || math.IsNaN(p.Hi) {
				t.Fatalf("%s is at least %v on %v", text, (lo+hi)/2, p)
			}
		}
	})
}
