package power

import "math"

// SetEmergency sets the rating after an outage of every branch that states none
// to a share of its continuous rating, such as 1.1. Unlimited branches stay so.
func (n *Network) SetEmergency(share float64) {
	for i := range n.Branches {
		b := &n.Branches[i]
		if b.EmergencyMW == 0 && b.RateMW > 0 && !math.IsInf(b.RateMW, 1) {
			b.EmergencyMW = share * b.RateMW
		}
	}
}
