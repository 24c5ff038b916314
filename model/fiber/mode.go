package fiber

// Mode is a line rate and how far it goes without regeneration.
type Mode struct {
	Name    string
	Gbps    float64
	ReachKm float64 // on 80 km spans with a margin of 2 dB
}

// Modes returns the modes of a coherent transponder, fastest first. Reaches are
// on 80 km spans of standard fibre with a margin of 2 dB; that of 100G is a lower
// bound.
func Modes() []Mode {
	return []Mode{
		{"400G", 400, 362},
		{"300G", 300, 805},
		{"200G", 200, 2129},
		{"100G", 100, 3200},
	}
}

// FastestMode returns the first of the modes that covers km without
// regeneration, else the last; false then.
func FastestMode(modes []Mode, km float64) (Mode, bool) {
	for _, m := range modes {
		if km <= m.ReachKm {
			return m, true
		}
	}
	return modes[len(modes)-1], false
}
