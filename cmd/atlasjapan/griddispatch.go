package main

import (
	"math"

	"github.com/wattbit/wattbit/data/atlas"
)

// unlistedSource says what makes up for the stations that no list has.
const unlistedSource = "wattbit: small hydro, solar, biomass and works' own generation that no list has, at the stations with demand"

// marginShare is the reserve that an area's stations, with what its ties can
// bring, must leave; what lacks is unlisted generation.
const marginShare = 0.03

// dispatch finds the outputs at the peak of all areas at once: cheapest fuels
// first, within what the ties carry. Stations of one fuel in one area share
// alike.
func (d *deriver) dispatch() {
	d.unlisted()
	m := newMarket(d)
	m.clear()
	for i := range d.atlas.GridGenerators {
		g := &d.atlas.GridGenerators[i]
		if g.InService && g.MaxMW > 0 {
			g.MW = round(g.MaxMW*m.share(g.Area, g.CostPerMWh), 3)
		}
	}
	m.setLinks(d.atlas.GridLinks)
	d.closeGap()
}

// unlisted adds generation where an area cannot meet its peak.
func (d *deriver) unlisted() {
	for _, area := range d.areaIDs() {
		peak, have := d.peakMW(area), 0.0
		for _, g := range d.atlas.GridGenerators {
			if g.Area == area && g.InService {
				have += g.MaxMW
			}
		}
		need := peak*(1+marginShare) - have - firmImportMW[area]
		if need <= 0 {
			continue
		}
		for _, l := range d.atlas.GridLoads {
			if l.Area == area {
				d.atlas.GridGenerators = append(d.atlas.GridGenerators, d.unlistedAt(l, need*l.MW/peak))
			}
		}
	}
}

// firmImportMW is what an area may count on from its neighbours at its peak.
var firmImportMW = map[string]float64{"tokyo": 4000}

func (d *deriver) unlistedAt(l atlas.GridLoad, mw float64) atlas.GridGenerator {
	g := atlas.GridGenerator{ID: "unlisted-" + l.Bus, Bus: l.Bus, Area: l.Area, Fuel: "unlisted", CapacityMW: round(mw, 3), MaxMW: round(mw, 3),
		CostPerMWh: fuels["unlisted"].jpyPerMWh, InService: true, Provenance: from(unlistedSource, odbl, atlas.Assumed)}
	for _, b := range d.atlas.GridBuses {
		if b.ID == l.Bus {
			g.Location = b.Location
		}
	}
	return g
}

// closeGap gives what rounding leaves in each zone to its largest station in
// part load, so that the tables balance to the watt.
func (d *deriver) closeGap() {
	zoneOfBus, gap := make(map[string]string), make(map[string]float64)
	for _, b := range d.atlas.GridBuses {
		zoneOfBus[b.ID] = b.Zone
	}
	for _, l := range d.atlas.GridLoads {
		gap[zoneOfBus[l.Bus]] += l.MW
	}
	for _, l := range d.atlas.GridLinks {
		if l.Year == 0 {
			gap[zoneOfBus[l.From]] += l.MW
			gap[zoneOfBus[l.To]] -= l.MW
		}
	}
	best := make(map[string]int)
	for i, g := range d.atlas.GridGenerators {
		zone := zoneOfBus[g.Bus]
		gap[zone] -= g.MW
		if k, ok := best[zone]; g.MW > 0 && g.MW < g.MaxMW && (!ok || g.MaxMW-g.MW > d.atlas.GridGenerators[k].MaxMW-d.atlas.GridGenerators[k].MW) {
			best[zone] = i
		}
	}
	for zone, i := range best {
		g := &d.atlas.GridGenerators[i]
		if mw := round(g.MW+gap[zone], 6); mw >= 0 && mw <= g.MaxMW && math.Abs(gap[zone]) < 1 {
			g.MW = mw
		} else {
			d.fail("dispatch: zone %s misses %.3f MW", zone, gap[zone])
		}
	}
}
