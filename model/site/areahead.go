package site

import (
	"github.com/wattbit/wattbit/data/atlas"
)

// planningReservePct is the reserve that a power area keeps over its peak: the
// planning standard of METI and OCCTO.
const planningReservePct = 8

// AreaHeadroom is what a power area could add to its peak and still keep the
// planning reserve, in MW.
type AreaHeadroom struct {
	SupplyMW   float64 // available at the peak within the area
	ImportMW   float64 // limits of the ties into the area in that year
	PeakMW     float64
	HeadroomMW float64 // supply and imports less the peak with its reserve
}

// AreaHeadrooms estimates the headroom of each power area for the ties of a year
// (0: now) with today's units and peak. It is a bound: imports count in full
// for every area, though neighbours cannot all lean on each other at once.
// Areas without a peak or without units are left out.
func AreaHeadrooms(a *atlas.Atlas, year int) map[string]AreaHeadroom {
	supply := map[string]float64{}
	for _, g := range a.GridGenerators {
		if g.InService {
			supply[g.Area] += g.MaxMW
		}
	}
	imports := importLimits(a, year)
	headrooms := map[string]AreaHeadroom{}
	for _, f := range a.Areas {
		if f.Quantity != "peak_demand" || supply[f.Subject] == 0 {
			continue
		}
		h := AreaHeadroom{SupplyMW: supply[f.Subject], ImportMW: imports[f.Subject], PeakMW: f.Value}
		h.HeadroomMW = h.SupplyMW + h.ImportMW - h.PeakMW*(1+planningReservePct/100.0)
		headrooms[f.Subject] = h
	}
	return headrooms
}

// importLimits adds up the ties into each area in their last state up to a year.
func importLimits(a *atlas.Atlas, year int) map[string]float64 {
	into := map[string]float64{}
	for _, states := range a.Ties() {
		var last *atlas.Interconnection
		for k := range states {
			if states[k].Year <= year {
				last = &states[k]
			}
		}
		if last != nil {
			into[last.To] += last.ForwardMW
			into[last.From] += last.ReverseMW
		}
	}
	return into
}
