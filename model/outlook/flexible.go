package outlook

import (
	"math"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/cost"
	"github.com/wattbit/wattbit/model/portfolio"
)

// FlexibleSource says what the curve of flexible headroom stands on.
const FlexibleSource = "wattbit: each area's own supply less its peak and reserve, with the exchange between areas at the peak that the plan has, lines within areas apart; in each half-year load falls on a straight line from the season's peak, as steep as the mean load of the year asks (58.4 % of the peak): an assumption"

// Flexible is what could be connected if the loads gave way at the peaks.
type Flexible struct {
	Year      int       // the last period
	EnergyPct []float64 // energy curtailed, rising
	DepthPct  float64
	Areas     []AreaFlexible
	TotalMW   []float64 // by EnergyPct, areas of unknown supply apart
}

// AreaFlexible is an area's part.
type AreaFlexible struct {
	Area    string
	SpareMW float64   // left at the year's peak with the plan's exchange, the plan's sites apart
	MW      []float64 // connectable, by EnergyPct; NaN where the supply is not modelled
	duration
}

// duration is an area's spare power over a year: from spare[s] at the peak of each
// half-year it rises on a straight line by swing to the half-year's least load.
type duration struct {
	spare []float64
	swing float64
}

// curtailed is the share of a flat load's energy that the spare does not carry.
func (d duration) curtailed(mw float64) float64 {
	sum := 0.0
	for _, s := range d.spare {
		if e := mw - s; e > d.swing {
			sum += e - d.swing/2
		} else if e > 0 {
			sum += e * e / (2 * d.swing)
		}
	}
	return sum / float64(len(d.spare)) / mw
}

// connectable is the largest flat load of which at most a share of the energy is
// curtailed, never more than depth (below 1) of it, and never all through a
// half-year. An area that is short at its peak connects nothing, since a part of
// every load runs through it. The curve is monotone and concave in the share: up to
// a shortage all through a half-year the curtailed share is convex in the MW.
func (d duration) connectable(share, depth float64) float64 {
	least := math.Inf(1)
	for _, s := range d.spare {
		least = math.Min(least, s)
	}
	if !(least > 0) {
		return 0
	}
	low, high := least, math.Min(least/(1-depth), least+d.swing)
	if d.curtailed(high) <= share {
		return high
	}
	for range 100 {
		if mid := low + (high-low)/2; d.curtailed(mid) <= share {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

// durationOf reads an area's seasons off the atlas. Where it knows the yearly peak
// only, both half-years have it.
func durationOf(a *atlas.Atlas, area string, spareMW float64) (duration, bool) {
	peak, ok := atlas.Lookup(a.Areas, area, "peak_demand")
	if !ok || math.IsInf(spareMW, 0) || math.IsNaN(spareMW) {
		return duration{}, false
	}
	seasons := []float64{peak.Value, peak.Value}
	for n, quantity := range []string{"summer_peak", "winter_peak"} {
		if f, known := atlas.Lookup(a.Areas, area, quantity); known {
			seasons[n] = math.Min(f.Value, peak.Value)
		}
	}
	d := duration{swing: math.Max(0, seasons[0]+seasons[1]-2*portfolio.MeanLoad*peak.Value)}
	for _, s := range seasons {
		d.spare = append(d.spare, spareMW+peak.Value-s)
	}
	return d, true
}

// flexible holds every area against every cap.
func (m *maker) flexible() Flexible {
	s, p := m.Settings.Readings.Flexible, m.study.Problem
	out := Flexible{Year: p.Years[m.last], EnergyPct: s.EnergyPct, DepthPct: s.DepthPct, TotalMW: make([]float64, len(s.EnergyPct))}
	for n, area := range p.Areas {
		row := AreaFlexible{Area: area.ID, SpareMW: area.SpareMW[m.last] + m.importMW(n)}
		d, ok := durationOf(m.Atlas, area.ID, row.SpareMW)
		row.duration = d
		for k, pct := range s.EnergyPct {
			mw := math.NaN()
			if ok {
				mw = d.connectable(pct/100, s.DepthPct/100)
				out.TotalMW[k] += mw
			}
			row.MW = append(row.MW, mw)
		}
		out.Areas = append(out.Areas, row)
	}
	return out
}

// importMW is what the plan's ties bring into an area at the peak of the last
// period, net; over all areas it adds up to nothing.
func (m *maker) importMW(area int) float64 {
	mw := 0.0
	for n, link := range m.study.Problem.Links {
		if n >= len(m.out.Plan.LinkMW) {
			break
		}
		if link.To == area {
			mw += m.out.Plan.LinkMW[n][m.last]
		}
		if link.From == area {
			mw -= m.out.Plan.LinkMW[n][m.last]
		}
	}
	return mw
}

// Shift is the energy that movable classes run elsewhere instead of being
// curtailed, when every area connects what the largest cap allows.
type Shift struct {
	MovablePct   float64 // of the demand
	CurtailedTWh float64 // of all loads, a year
	MovableTWh   float64 // of it, of movable classes
	ShiftedTWh   float64 // of it, that other areas have power and idle servers for
}

// ShiftSource says what the shifted energy stands on.
const ShiftSource = "wattbit: all areas loaded to the largest cap of the flexible curve; the hours of all areas in the same order within a half-year, which leaves less room than there is; servers idle by the facility's mean load; assumption"

// steps of a half-year when hours are followed.
const durationSteps = 4380

// shift follows the hours of both half-years.
func shift(areas []AreaFlexible, movable, utilization float64) Shift {
	out := Shift{MovablePct: 100 * movable}
	for season := range 2 {
		for step := range durationSteps {
			at := (float64(step) + 0.5) / durationSteps
			curtailed, movableMW, room := 0.0, 0.0, 0.0
			for _, a := range areas {
				if len(a.MW) == 0 || season >= len(a.spare) || math.IsNaN(a.MW[len(a.MW)-1]) {
					continue
				}
				load := a.MW[len(a.MW)-1]
				over := load - a.spare[season] - a.swing*at
				if over > 0 {
					curtailed += over
					movableMW += math.Min(over, movable*load)
				} else {
					room += math.Min(-over, load*(1/utilization-1))
				}
			}
			hours := cost.HoursPerYear / 2.0 / durationSteps
			out.CurtailedTWh += curtailed * hours / 1e6
			out.MovableTWh += movableMW * hours / 1e6
			out.ShiftedTWh += math.Min(movableMW, room) * hours / 1e6
		}
	}
	return out
}

// movableShare is the part of the demand whose class may move.
func (m *maker) movableShare() float64 {
	movable, all := 0.0, 0.0
	for k, id := range m.study.ClassIDs() {
		mw := 0.0
		for _, byMetro := range m.study.Problem.DemandMW[k] {
			mw += byMetro[m.last]
		}
		all += mw
		for _, name := range m.Settings.Readings.Flexible.Movable {
			if name == id {
				movable += mw
			}
		}
	}
	if all == 0 {
		return math.NaN()
	}
	return movable / all
}
