package topology

import "math"

// classTolerance is how far, as a share, a stated voltage may lie from its
// class: 275.0, 275 and 274.9 kV are one.
const classTolerance = 0.01

// class returns the class of a stated voltage. A voltage far above every class
// is a slip of the pen or of a reader, such as 15400066 for "154000;66": it is
// taken for the class that its leading digits spell, and repaired is true. No
// class is 0.
func (o *Options) class(kv float64) (classKV float64, repaired bool) {
	if len(o.ClassesKV) == 0 || !(kv > 0) || math.IsInf(kv, 0) {
		if kv > 0 && !math.IsInf(kv, 0) {
			return kv, false
		}
		return 0, false
	}
	if c := o.near(kv); c > 0 {
		return c, false
	}
	// The highest voltage of any grid is 1150 kV.
	if kv < 1500 {
		return 0, false
	}
	for ; kv >= o.ClassesKV[0]; kv /= 10 {
		if c := o.near(kv); c > 0 {
			return c, true
		}
	}
	return 0, false
}

func (o *Options) near(kv float64) float64 {
	for _, c := range o.ClassesKV {
		if math.Abs(kv-c) <= classTolerance*c {
			return c
		}
	}
	return 0
}
