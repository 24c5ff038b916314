package highs

import (
	"fmt"
	"math"
)

// API runs a function whose first argument is the solver's handle and whose
// result is a status: −1 is an error, 1 a warning.
func (in *Instance) API(name string, args ...uint64) (warning bool, err error) {
	out, err := in.Call(name, append([]uint64{in.highs}, args...)...)
	if err != nil {
		return false, err
	}
	if int32(out) < 0 {
		return false, fmt.Errorf("highs: %s refused", name)
	}
	return int32(out) > 0, nil
}

// Value runs a function of the handle that returns a plain number.
func (in *Instance) Value(name string) (uint64, error) { return in.Call(name, in.highs) }

// F packs a floating-point argument.
func F(v float64) uint64 { return math.Float64bits(v) }

// SetOption sets an option; v is a bool, int, float64 or string.
func (in *Instance) SetOption(name string, v any) error {
	a := in.Arena()
	defer a.Free()
	key := a.String(name)
	var fn string
	var arg uint64
	switch v := v.(type) {
	case bool:
		fn = "Highs_setBoolOptionValue"
		if v {
			arg = 1
		}
	case int:
		fn, arg = "Highs_setIntOptionValue", uint64(uint32(int32(v)))
	case float64:
		fn, arg = "Highs_setDoubleOptionValue", F(v)
	case string:
		fn, arg = "Highs_setStringOptionValue", a.String(v)
	default:
		return fmt.Errorf("highs: option %s cannot be a %T", name, v)
	}
	if a.err != nil {
		return a.err
	}
	if _, err := in.API(fn, key, arg); err != nil {
		return fmt.Errorf("option %s = %v: %w", name, v, err)
	}
	return nil
}

// Info returns a number that HiGHS knows after a run, by its name there. Kind
// is 'i' for 32-bit integers, 'l' for 64-bit ones, 'f' for floating point.
func (in *Instance) Info(name string, kind byte) (float64, error) {
	a := in.Arena()
	defer a.Free()
	key, out := a.String(name), a.Alloc(8)
	if a.err != nil {
		return 0, a.err
	}
	fn := map[byte]string{'i': "Highs_getIntInfoValue", 'l': "Highs_getInt64InfoValue", 'f': "Highs_getDoubleInfoValue"}[kind]
	if _, err := in.API(fn, key, out); err != nil {
		return 0, fmt.Errorf("info %s: %w", name, err)
	}
	raw, _ := in.solver.Memory().ReadUint64Le(uint32(out))
	switch kind {
	case 'i':
		return float64(int32(raw)), nil
	case 'l':
		return float64(int64(raw)), nil
	}
	return math.Float64frombits(raw), nil
}
