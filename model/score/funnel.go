package score

import "math/bits"

// FunnelStep counts what one gate, or one criterion's veto, does.
type FunnelStep struct {
	// Gate is the gate; of a veto it names the criterion's column, and the
	// threshold is a partial value.
	Gate Gate
	Veto bool
	// FailAlone and UnknownAlone count over all candidates.
	FailAlone, UnknownAlone int
	// FailAfter counts candidates that this gate removes after the gates before
	// it. Remaining is what is left then, UnknownAfter of it with this gate or
	// an earlier one unknown.
	FailAfter, UnknownAfter, Remaining int
	// FailOnly counts candidates that no other gate removes.
	FailOnly int
}

// verdicts holds one bit per gate, so that a model has at most maxGates gates
// and vetoes.
type verdicts struct{ fail, unknown uint64 }

const maxGates = 64

func (v *verdicts) set(gate int, s State) {
	switch s {
	case Fail:
		v.fail |= 1 << gate
	case Unknown:
		v.unknown |= 1 << gate
	}
}

func (v verdicts) status() State {
	switch {
	case v.fail != 0:
		return Fail
	case v.unknown != 0:
		return Unknown
	}
	return Pass
}

// tally adds one candidate to the funnel.
func tally(steps []FunnelStep, v verdicts) {
	if v.fail|v.unknown == 0 {
		for i := range steps {
			steps[i].Remaining++
		}
		return
	}
	first := bits.TrailingZeros64(v.fail)
	for i := range steps {
		s := &steps[i]
		bit := uint64(1) << i
		upTo := bit<<1 - 1
		switch {
		case v.fail&bit != 0:
			s.FailAlone++
		case v.unknown&bit != 0:
			s.UnknownAlone++
		}
		if v.fail == bit {
			s.FailOnly++
		}
		if first == i {
			s.FailAfter++
		}
		if first > i {
			s.Remaining++
			if v.unknown&upTo != 0 {
				s.UnknownAfter++
			}
		}
	}
}

// add joins the counts of two parts of a table.
func (s *FunnelStep) add(o FunnelStep) {
	s.FailAlone += o.FailAlone
	s.UnknownAlone += o.UnknownAlone
	s.FailAfter += o.FailAfter
	s.UnknownAfter += o.UnknownAfter
	s.Remaining += o.Remaining
	s.FailOnly += o.FailOnly
}
