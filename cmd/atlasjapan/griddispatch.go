package main

import (
	"math"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
)

// unlistedSource says what makes up for the stations that no list has.
const unlistedSource = "wattbit: small hydro, solar, biomass and works' own generation that no list has, at the stations with demand"

// dispatch finds the outputs at the peak of all areas at once. A market decides
// what each area makes and what its ties carry, cheapest fuels first; then the
// thermal stations of an area run at one share of what they can give, so that
// each keeps its part of the reserve.
func (d *deriver) dispatch() {
	d.unlisted()
	m := newMarket(d)
	m.clear()
	thermal := make(map[string]float64) // share by area
	for _, area := range m.areas {
		thermal[area] = m.thermalShare(d.atlas.GridGenerators, area)
	}
	for i := range d.atlas.GridGenerators {
		g := &d.atlas.GridGenerators[i]
		if !g.InService || g.MaxMW == 0 {
			continue
		}
		share := m.share(g.Area, g.CostPerMWh)
		if fuels[g.Fuel].family == "thermal" && !d.apart.meritOrder {
			share = thermal[g.Area]
		}
		g.MW = round(g.MaxMW*share, 3)
	}
	m.setLinks(d.atlas.GridLinks)
	d.closeGap()
}

func (d *deriver) areaFigure(area, quantity string) float64 {
	for _, f := range d.atlas.Areas {
		if f.Subject == area && f.Quantity == quantity {
			return f.Value
		}
	}
	d.fail("areas: found no %s of %s", quantity, area)
	return math.NaN()
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
		need := peak*(1+d.reserveShare(area)) - have - firmImportMW[area]
		if need <= 0 {
			continue
		}
		d.spreadOverLoads(area, "unlisted", "unlisted", need, unlistedSource)
	}
}

// spreadOverLoads adds generation to the buses of an area by their demand.
func (d *deriver) spreadOverLoads(area, id, fuel string, mw float64, source string) {
	at := make(map[string]orb.Point, len(d.atlas.GridBuses))
	for _, b := range d.atlas.GridBuses {
		at[b.ID] = b.Location
	}
	for _, l := range d.atlas.GridLoads {
		if l.Area != area {
			continue
		}
		part := round(mw*l.MW/d.peakMW(area), 3)
		d.atlas.GridGenerators = append(d.atlas.GridGenerators, atlas.GridGenerator{ID: id + "-" + l.Bus, Bus: l.Bus, Area: area, Fuel: fuel, CapacityMW: part, MaxMW: part,
			CostPerMWh: fuels[fuel].jpyPerMWh, InService: true, Location: at[l.Bus], Provenance: from(source, odbl, atlas.Assumed)})
	}
}

// reserveShare is the published reserve margin of an area; Okinawa has none.
func (d *deriver) reserveShare(area string) float64 {
	for _, f := range d.atlas.Areas {
		if f.Subject == area && f.Quantity == "reserve_margin" {
			return f.Value / 100
		}
	}
	return okinawaReserve
}

const okinawaReserve = 0.1

// firmImportMW is what an area may count on from its neighbours at its peak.
var firmImportMW = map[string]float64{"tokyo": 4000}

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
